//! What changed, in words: the figures that moved farthest first, whose doing it was, and only then the counts.

use std::collections::BTreeMap;
use std::fmt::Write;

use erario_model::grouped;

use super::totals::Total;
use super::{Cause, Diff, THEMES};

/// So many sums of a kind are told; `erario diff --json` has all of them.
const SHOWN: usize = 10;

type Both = [&'static str; 2];
/// A title, and which sums stand under it.
type Section = (Both, fn(&Total) -> bool);

/// Kinds of sums, in the order in which they are told.
const SECTIONS: [Section; 7] = [
    (["Lo que corrigieron los publicadores", "What publishers restated"], |total| {
        is_account(total) && total.cause == Cause::Publisher && is_both(total) && !total.is_next_cut()
    }),
    (["Cortes nuevos del mismo año", "Later cuts of the same year"], |total| {
        is_account(total) && total.cause == Cause::Publisher && total.is_next_cut()
    }),
    (["Lo que publicaron por primera vez", "What they published for the first time"], |total| {
        is_account(total) && total.cause == Cause::Publisher && total.before.is_none()
    }),
    (["Lo que ya no publican", "What they publish no more"], |total| {
        is_account(total) && total.cause == Cause::Publisher && total.after.is_none()
    }),
    (["Conjuntos que se empezaron o dejaron de leer", "Datasets that are read now, or no more"], |total| {
        is_account(total) && total.cause == Cause::Dataset
    }),
    (
        ["Lo que cambió por nuestro método, con los mismos archivos", "What our method changed, from the same files"],
        |total| is_account(total) && total.cause == Cause::Method,
    ),
    (["Temas", "Themes"], |total| !is_account(total)),
];

fn is_account(total: &Total) -> bool {
    total.table != THEMES
}

fn is_both(total: &Total) -> bool {
    total.before.is_some() && total.after.is_some()
}

/// A page in both languages, Spanish first.
pub(super) fn page(diff: &Diff) -> String {
    format!("# Qué cambió\n\n{}\n# What changed\n\n{}", text(diff, 0), text(diff, 1))
}

/// The first release has nothing to be compared with.
pub(crate) fn first() -> String {
    "# Qué cambió\n\nEs la primera publicación: no hay otra con qué compararla.\n\n\
     # What changed\n\nIt is the first release: there is none to compare it with.\n"
        .to_owned()
}

/// The release before is listed, and its folder is not there.
pub(crate) fn without(before: &str) -> String {
    format!(
        "# Qué cambió\n\nLa publicación anterior, `{before}`, no está en la carpeta: no se comparó.\n\n\
         # What changed\n\nThe release before, `{before}`, is not in the folder: it was not compared.\n"
    )
}

/// In one language: 0 for Spanish, 1 for English.
pub(super) fn text(diff: &Diff, lang: usize) -> String {
    let say = |both: Both| both[lang];
    let mut page = format!("{} `{}`.\n", say(["Frente a la publicación", "Against the release"]), diff.old);
    if diff.is_empty() {
        let _ = writeln!(page, "\n{}", say(["Los datos son los mismos.", "The data are the same."]));
        return page;
    }
    if diff.totals.is_empty() {
        let _ = writeln!(page, "\n{}", say(["Ninguna suma se movió.", "No sum moved."]));
    }
    for (title, is_meant) in SECTIONS {
        let totals: Vec<&Total> = diff.totals.iter().filter(|total| is_meant(total)).collect();
        if totals.is_empty() {
            continue;
        }
        let _ = writeln!(page, "\n## {}\n", say(title));
        for total in totals.iter().take(SHOWN) {
            let _ = writeln!(page, "- {}", line(total, lang));
        }
        if let Some(more) = totals.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let more = grouped(more as u64);
            let _ = writeln!(page, "- {}", say(["y {} sumas más.", "and {} more sums."]).replace("{}", &more));
        }
    }
    files(diff, lang, &mut page);
    tables(diff, lang, &mut page);
    findings(diff, lang, &mut page);
    if !diff.schema.is_empty() {
        let _ = writeln!(page, "\n## {}\n", say(["Esquema", "Schema"]));
        for change in &diff.schema {
            let told = format!("`{}`: {} {}", change.place(), change.kind.what()[lang], change.detail());
            let _ = writeln!(page, "- {}", told.trim_end());
        }
    }
    page
}

/// One sum, as a sentence would have it.
fn line(total: &Total, lang: usize) -> String {
    let mut place = vec![match &total.entity_name {
        Some(entity) => format!("{entity} ({})", total.jurisdiction_name),
        None => total.jurisdiction_name.clone(),
    }];
    place.extend(total.fiscal_year.map(|year| year.to_string()));
    place.extend(total.of.iter().cloned());
    place.push([&total.title_es, &total.title_en][lang].to_lowercase());
    place.push([&total.phase_es, &total.phase_en][lang].to_lowercase());
    let place = place.join(", ");
    let cut = match (&total.period_before, &total.period) {
        (Some(before), Some(now)) if total.is_next_cut() => format!(" ({before} → {now})"),
        _ => String::new(),
    };
    let moved = match (total.before, total.after) {
        (Some(before), Some(after)) => {
            let [from, to, by] = [before, after, after - before].map(|amount| money(amount, lang));
            let sign = if after >= before { "+" } else { "" };
            let share = share(before, after).map_or_else(String::new, |share| format!(", {share}"));
            match lang {
                0 => format!("de {from} a {to} ({sign}{by}{share})"),
                _ => format!("from {from} to {to} ({sign}{by}{share})"),
            }
        }
        (None, Some(after)) => {
            format!("{}, {}", money(after, lang), ["antes sin dato", "not published before"][lang])
        }
        (Some(before), None) => {
            format!("{} {}", ["ya no está; eran", "gone; it was"][lang], money(before, lang))
        }
        (None, None) => String::new(),
    };
    format!("{place}{cut}: {moved}")
}

/// Millions where that says enough, pesos where it does not.
fn money(centavos: i128, lang: usize) -> String {
    let (sign, size) = (if centavos < 0 { "-" } else { "" }, centavos.unsigned_abs());
    let whole = |number: u128| grouped(u64::try_from(number).unwrap_or(u64::MAX));
    // A tenth of a million pesos, in centavos.
    const TENTH: u128 = 10_000_000;
    if size >= 10 * TENTH {
        let tenths = (size + TENTH / 2) / TENTH;
        let unit = ["millones", "million"][lang];
        return format!("{sign}{}.{} {unit}", whole(tenths / 10), tenths % 10);
    }
    format!("{sign}{}.{:02} pesos", whole(size / 100), size % 100)
}

/// By how many percent; nothing from zero, and nothing that would round to none.
fn share(before: i128, after: i128) -> Option<String> {
    let (base, moved) = (before.unsigned_abs(), (after - before).unsigned_abs());
    let tenths = moved.checked_mul(1000)?.checked_add(base / 2)?.checked_div(base)?;
    if tenths == 0 {
        return None;
    }
    let sign = if after >= before { "+" } else { "-" };
    Some(format!("{sign}{}.{} %", grouped(u64::try_from(tenths / 10).ok()?), tenths % 10))
}

fn files(diff: &Diff, lang: usize, page: &mut String) {
    let told = [
        (["Archivos nuevos", "New files"][lang], &diff.files_added),
        (["Archivos que ya no cuentan", "Files that count no more"][lang], &diff.files_removed),
    ];
    for (title, files) in told {
        if files.is_empty() {
            continue;
        }
        let _ = writeln!(page, "\n## {title}\n");
        let mut editions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for file in files {
            editions.entry(&file.dataset).or_default().push(&file.edition);
        }
        for (dataset, mut editions) in editions {
            editions.dedup();
            let _ = writeln!(page, "- `{dataset}`: {}", editions.join(", "));
        }
    }
}

fn tables(diff: &Diff, lang: usize, page: &mut String) {
    if diff.tables.is_empty() {
        return;
    }
    let title = ["Renglones por tabla", "Rows by table"][lang];
    let head = [
        "| tabla | nuevos | quitados | otro importe | otro dato |",
        "| table | added | removed | another amount | something else |",
    ][lang];
    let _ = writeln!(page, "\n## {title}\n\n{head}\n| --- | ---: | ---: | ---: | ---: |");
    for table in &diff.tables {
        let counts = [table.added, table.removed, table.amounts_changed, table.other_changed].map(grouped);
        let _ = writeln!(page, "| `{}` | {} |", table.table, counts.join(" | "));
    }
}

fn findings(diff: &Diff, lang: usize, page: &mut String) {
    if diff.findings.is_empty() {
        return;
    }
    let title = ["Hallazgos que llegan y se van", "Findings that came and went"][lang];
    let head = ["| regla | llegan | se van | ahora |", "| rule | came | went | now |"][lang];
    let _ = writeln!(page, "\n## {title}\n\n{head}\n| --- | ---: | ---: | ---: |");
    for rule in &diff.findings {
        let name = [&rule.title_es, &rule.title_en][lang];
        let counts = [rule.came, rule.went, rule.now].map(|count| grouped(count as u64));
        let _ = writeln!(page, "| {} {name} | {} |", rule.rule_code, counts.join(" | "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_told_in_the_unit_that_says_enough() {
        let told = [123_456_789_000, -99_999_999, 100_000_000, 0].map(|centavos| money(centavos, 0));
        assert_eq!(told, ["1,234.6 millones", "-999,999.99 pesos", "1.0 millones", "0.00 pesos"]);
    }

    #[test]
    fn a_share_is_told_where_it_says_something() {
        let told = [(1000, 1053), (1000, 900), (0, 5), (1_000_000, 1_000_001)].map(|(one, other)| share(one, other));
        assert_eq!(told, [Some("+5.3 %".to_owned()), Some("-10.0 %".to_owned()), None, None]);
    }
}
