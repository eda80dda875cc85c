//! `docs/reference/rules.md`: every rule, from `schemas/rules.json`.

use std::fmt::Write;

use erario_model::{Exception, Rule, Schema, Severity, Side};

use super::{WRITTEN, cell};

pub(super) fn page(schema: &Schema) -> String {
    let mut page = format!(
        "{WRITTEN}\n\n# Reglas / Rules\n\n\
         Una regla señala algo raro en los datos. No cambia ninguna cifra: escribe un hallazgo en `finding` y, si la cifra \
         queda en duda, lo dice en `doubt`. La definición está en [`schemas/rules.json`](../../schemas/rules.json).\n\n\
         A rule points at something odd in the data. It changes no figure: it writes a finding into `finding` and, where a \
         figure becomes doubtful, says so in `doubt`. The definitions are in \
         [`schemas/rules.json`](../../schemas/rules.json).\n\n\
         Gravedad / severity: `note` (nota: conviene saberlo / worth knowing), `warning` (advertencia: alguien debe verlo / \
         somebody should look), `fatal` (fatal: no se publica / nothing is released).\n\n\
         | código / code | nombre / slug | gravedad / severity | español | English |\n| --- | --- | --- | --- | --- |\n",
    );
    for rule in schema.rules.iter() {
        let _ = writeln!(
            page,
            "| [{}](#{}) | `{}` | {} | {} | {} |",
            rule.code,
            anchor(rule),
            rule.slug,
            severity(rule.severity),
            cell(&rule.title_es),
            cell(&rule.title_en),
        );
    }
    for rule in schema.rules.iter() {
        let _ = write!(
            page,
            "\n## {} {}\n\n**{}.** {}\n\n**{}.** {}\n\nGravedad / severity: {}. Sustento / reference: {}\n",
            rule.code,
            rule.slug,
            rule.title_es,
            rule.about_es,
            rule.title_en,
            rule.about_en,
            severity(rule.severity),
            rule.reference,
        );
        let own = schema.exceptions.iter().filter(|exception| exception.rule == rule.slug);
        for Exception { publisher, dataset, node, why_es, why_en, evidence, .. } in own {
            let _ = write!(
                page,
                "\nExcepción / exception: `{publisher}/{dataset}`, `{node}`. {why_es} / {why_en} {evidence}\n"
            );
        }
        let own = schema.comparisons.iter().filter(|comparison| comparison.rule == rule.slug);
        for comparison in own {
            let [one, other] = comparison.sides().map(side);
            let (by, why) = (comparison.by.join("`, `"), format!("{} / {}", comparison.why_es, comparison.why_en));
            let _ = write!(
                page,
                "\nComparación / comparison: {one} = {other}, por / by `{by}`. {why} {}\n",
                comparison.evidence
            );
        }
    }
    page
}

/// One side of a comparison: the amount, its table, and which rows of it.
fn side(side: &Side) -> String {
    let filter: Vec<String> = side.filter.iter().map(|(column, pattern)| format!("`{column}` `{pattern}`")).collect();
    format!("`{}.{}` ({})", side.table, side.amount, filter.join(", "))
}

/// The id that renderers of Markdown give to the rule's heading.
fn anchor(rule: &Rule) -> String {
    format!("{}-{}", rule.code.to_lowercase(), rule.slug)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "nota / note",
        Severity::Warning => "advertencia / warning",
        Severity::Fatal => "fatal",
    }
}
