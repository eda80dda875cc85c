//! The last words of a run: what went in, what came out, what is odd, and where the release is.

use std::collections::BTreeMap;
use std::fmt::Write;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use erario_model::{ConservationLine, Money, Schema};
use serde_json::{Value, json};

use crate::args::Lang;
use crate::run::contract::{acts, hold};
use crate::run::{Finished, Outcome, Report, is_begun};

/// Columns of pesos: the lines of `conservation` that each adds up.
const COLUMNS: [&[&str]; 5] = [
    &["readable", "corrections", "rounding"],
    &["facts"],
    &["totals"],
    &["vintage", "alternate", "superseded_totals"],
    &["set_aside"],
];

/// The amounts that stand for their source in the table, the first that it has.
const SHOWN: [&str; 6] = ["approved", "estimated", "paid", "exercised", "accrued", "collected"];

/// For a person.
pub fn text(finished: &Finished, lang: Lang) -> String {
    let mut page = String::new();
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header([
        lang.say("conjunto", "dataset"),
        lang.say("edición", "edition"),
        lang.say("filas", "rows"),
        lang.say("importe", "amount"),
        lang.say("pesos leídos", "pesos in"),
        lang.say("en hechos", "in facts"),
        lang.say("en totales", "in totals"),
        lang.say("sustituidos", "superseded"),
        lang.say("apartados", "set aside"),
    ]);
    for report in shown(finished) {
        let mut row = vec![report.dataset.clone(), report.edition.clone()];
        match &report.outcome {
            Outcome::Good(ingested) => {
                row.push(count(ingested.facts.height()));
                if let Some((amount, books)) = books(&finished.conservation, &ingested.source_id) {
                    row.push(named(amount, lang));
                    let beyond = || lang.say("no cabe", "too large").to_owned();
                    row.extend(COLUMNS.map(|lines| pesos(&books, lines).map_or_else(beyond, Money::grouped)));
                }
            }
            Outcome::Held(_) => row.push(lang.say("retenido", "held").to_owned()),
            Outcome::Awaiting { .. } => row.push(lang.say("en espera", "awaiting").to_owned()),
            Outcome::Failed(_) if hold(report).is_some() => row.push(lang.say("retenido", "held").to_owned()),
            Outcome::Failed(_) => row.push(lang.say("falló", "failed").to_owned()),
        }
        row.resize(4 + COLUMNS.len(), String::new());
        table.add_row(row);
    }
    let numbers = |(place, _): &(usize, _)| ![0, 1, 3].contains(place);
    for (_, column) in table.column_iter_mut().enumerate().filter(numbers) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let _ = writeln!(page, "{table}");
    let _ = writeln!(
        page,
        "{}",
        lang.say(
            "Pesos del importe que se nombra. Leídos, ya corregidos = en hechos + en totales impresos + sustituidos + apartados, al centavo.",
            "Pesos of the amount named. In, as corrected = in facts + in printed totals + superseded + set aside, to the centavo.",
        )
    );
    for act in finished.reports.iter().flat_map(acts) {
        let _ = writeln!(page, "{}", lang.say(&act.said_es, &act.said_en));
    }
    let unbegun = unbegun(&finished.reports);
    if !is_of_one(&finished.reports) && unbegun > 0 {
        let wait = match unbegun {
            1 => lang
                .say(
                    "1 conjunto espera su primer archivo; `erario status` lo lista.",
                    "1 dataset awaits its first file; `erario status` lists it.",
                )
                .to_owned(),
            many => lang
                .say(
                    "{} conjuntos esperan su primer archivo; `erario status` los lista.",
                    "{} datasets await their first file; `erario status` lists them.",
                )
                .replace("{}", &many.to_string()),
        };
        let _ = writeln!(page, "{wait}");
    }
    let left_out: usize = finished.reports.iter().map(|report| report.left_out.len()).sum();
    if left_out > 0 {
        let files =
            lang.count(left_out, ("archivo sustituido", "archivos sustituidos"), ("replaced file", "replaced files"));
        let why = lang.say("fuera de `vintage`; el aviso dice por qué", "left out of `vintage`; the warning says why");
        let _ = writeln!(page, "{files} {why}.");
    }
    let severities = severities(finished);
    let of = |severity: &str| severities.get(severity).copied().unwrap_or(0);
    let _ = writeln!(
        page,
        "\n{}: {}, {}, {}",
        lang.say("Hallazgos", "Findings"),
        lang.count(of("fatal"), ("fatal", "fatales"), ("fatal", "fatal")),
        lang.count(of("warning"), ("advertencia", "advertencias"), ("warning", "warnings")),
        lang.count(of("note"), ("nota", "notas"), ("note", "notes")),
    );
    match &finished.released {
        Some(released) => {
            let unchanged = if released.unchanged { lang.say(" (sin cambios)", " (unchanged)") } else { "" };
            let _ = writeln!(page, "{}: {}{unchanged}", lang.say("Publicación", "Release"), released.path.display());
            if let Some(why) = &released.yanked {
                let told = lang.say("No se debe usar, se retiró", "Not to be used, it was yanked");
                let _ = writeln!(page, "{told}: {why}");
            }
        }
        None => {
            let nothing = lang.say("Nada se publicó.", "Nothing was released.");
            let _ = writeln!(page, "{nothing}");
        }
    }
    page.truncate(page.trim_end().len());
    page
}

/// What merely waits for a person, or is one more edition of a dataset that has some, is not in the table, unless the
/// run is about nothing else.
fn shown(finished: &Finished) -> impl Iterator<Item = &Report> {
    let is_of_one = is_of_one(&finished.reports);
    let of_each = finished.reports.chunk_by(|one, next| one.dataset == next.dataset);
    of_each.flat_map(move |editions| {
        let is_begun = is_begun(editions);
        let is_shown = move |report: &&Report| match report.outcome {
            Outcome::Awaiting { by_hand } => is_of_one || !by_hand && !is_begun,
            _ => true,
        };
        editions.iter().filter(is_shown)
    })
}

/// Whether only one dataset was run.
fn is_of_one(reports: &[Report]) -> bool {
    reports.windows(2).all(|pair| pair[0].dataset == pair[1].dataset)
}

/// How many datasets have no file of any edition yet.
fn unbegun(reports: &[Report]) -> usize {
    let awaits = |report: &Report| matches!(report.outcome, Outcome::Awaiting { by_hand: true });
    let of_each = reports.chunk_by(|one, next| one.dataset == next.dataset);
    of_each.filter(|editions| editions.iter().all(awaits)).count()
}

/// For a program.
pub fn json(finished: &Finished) -> Value {
    let datasets: Vec<Value> = finished
        .reports
        .iter()
        .map(|report| {
            let (state, error) = match &report.outcome {
                Outcome::Good(_) => ("released", None),
                Outcome::Held(_) => ("held", None),
                Outcome::Awaiting { .. } => ("awaiting", None),
                Outcome::Failed(failure) => {
                    let state = if hold(report).is_some() { "held" } else { "failed" };
                    (state, Some(json!({ "code": failure.code(), "message": failure.to_string() })))
                }
            };
            let contract: Vec<Value> = acts(report)
                .iter()
                .map(|act| {
                    json!({
                        "part": act.part, "mode": act.mode.as_str(), "holds": act.holds,
                        "message_es": act.said_es, "message_en": act.said_en,
                    })
                })
                .collect();
            let earlier: Vec<&str> = report.earlier.iter().map(|ingested| ingested.source_id.as_str()).collect();
            let left_out: Vec<Value> = report
                .left_out
                .iter()
                .map(|(source_id, why)| json!({ "source_id": source_id, "message": why }))
                .collect();
            json!({
                "dataset": report.dataset, "edition": report.edition, "state": state, "error": error,
                "contract": contract,
                "replaced": earlier, "left_out": left_out,
            })
        })
        .collect();
    json!({
        "format": 1,
        "datasets": datasets,
        "rows": finished.rows,
        "superseded": finished.superseded,
        "findings": severities(finished),
        "conservation": finished.conservation,
        // A release has them; without one this is the only place.
        "held_findings": if finished.released.is_none() { &finished.findings[..] } else { &[] },
        "release": finished.released.as_ref().map(|released| json!({
            "id": released.id, "path": released.path, "unchanged": released.unchanged,
            "yanked": released.yanked,
        })),
    })
}

fn severities(finished: &Finished) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in &finished.findings {
        *counts.entry(finding.severity.as_str()).or_default() += 1;
    }
    counts
}

/// The first of [`SHOWN`] that a source has, and its books: line -> pesos in the finest unit, of all its parts.
fn books<'a>(lines: &'a [ConservationLine], source_id: &str) -> Option<(&'static str, BTreeMap<&'a str, i128>)> {
    let lines: Vec<&ConservationLine> = lines.iter().filter(|line| line.source_id == source_id).collect();
    let amount = SHOWN.into_iter().find(|amount| lines.iter().any(|line| line.measure == *amount))?;
    let mut books = BTreeMap::new();
    for part in lines.chunk_by(|one, next| one.source_part == next.source_part) {
        let of_amount = || part.iter().filter(|line| line.measure == amount);
        // A part without the amount has no unit for it, and nothing to multiply.
        let unit = of_amount().find(|line| line.line == "unit");
        let unit: i128 = unit.map_or(1, |line| line.value.parse().expect("a unit is a whole number of pesos"));
        for line in of_amount().filter(|line| line.line != "unit") {
            let value = fine(&line.value).expect("books are kept in decimals");
            *books.entry(line.line.as_str()).or_default() += value * unit;
        }
    }
    Some((amount, books))
}

/// The sum of some lines. What was read may be finer than a centavo, and with its rounding it no longer is. `None` where
/// amounts that each fit add up to more than an amount may be.
fn pesos(books: &BTreeMap<&str, i128>, lines: &[&str]) -> Option<Money> {
    let found: i128 = lines.iter().filter_map(|line| books.get(line)).sum();
    i64::try_from(found / 10_i128.pow(FINEST - 2)).ok().map(Money::from_centavos)
}

/// What people call an amount, in the middle of a sentence.
pub fn named(amount: &str, lang: Lang) -> String {
    let field = Schema::embedded().field(amount);
    field.map_or_else(|| amount.to_owned(), |field| lang.say(&field.title_es, &field.title_en).to_lowercase())
}

/// Decimals that are told apart.
pub const FINEST: u32 = 18;

/// A decimal number in the finest unit; `None` if the text is none.
pub fn fine(text: &str) -> Option<i128> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{decimals:0<width$}", width = FINEST as usize).parse().ok()
}

fn count(rows: usize) -> String {
    Money::from_pesos(rows as i64).grouped().trim_end_matches(".00").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_finer_than_a_centavo_adds_up_with_its_rounding() {
        let read = [("readable", "10.255"), ("rounding", "0.005"), ("corrections", "-0.26")];
        let books: BTreeMap<&str, i128> = read.into_iter().map(|(line, value)| (line, fine(value).unwrap())).collect();
        assert_eq!(pesos(&books, &["readable", "rounding"]), Some(Money::from_centavos(1026)));
        assert_eq!(pesos(&books, COLUMNS[0]), Some(Money::from_pesos(10)));
        assert_eq!(pesos(&books, &["facts"]), Some(Money::ZERO));
    }

    #[test]
    fn the_parts_of_a_source_add_up_in_pesos_of_one_amount() {
        let line = |part: &str, measure: &str, line: &str, value: &str| ConservationLine {
            source_id: "s".to_owned(),
            source_part: Some(part.to_owned()),
            measure: measure.to_owned(),
            line: line.to_owned(),
            value: value.to_owned(),
            ..ConservationLine::default()
        };
        let lines = [
            line("a", "accrued", "facts", "7"),
            line("a", "paid", "unit", "1000"),
            line("a", "paid", "facts", "1.5"),
            line("b", "paid", "unit", "1000"),
            line("b", "paid", "facts", "2"),
            line("b", "records", "read", "2"),
        ];
        let (amount, books) = books(&lines, "s").unwrap();
        assert_eq!((amount, pesos(&books, &["facts"])), ("paid", Some(Money::from_pesos(3500))));
        assert!(super::books(&lines, "t").is_none());
    }
}
