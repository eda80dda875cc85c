//! The last words of a run: what went in, what came out, what is odd, and where the release is.

use std::collections::BTreeMap;
use std::fmt::Write;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use erario_model::ConservationLine;
use serde_json::{Value, json};

use crate::args::Lang;
use crate::run::{Finished, Outcome};

/// For a person.
pub fn text(finished: &Finished, lang: Lang) -> String {
    let mut page = String::new();
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header([
        lang.say("conjunto", "dataset"),
        lang.say("edición", "edition"),
        lang.say("filas", "rows"),
        lang.say("pesos leídos", "pesos in"),
        lang.say("en hechos", "in facts"),
        lang.say("en totales", "in totals"),
        lang.say("apartados", "set aside"),
    ]);
    for report in &finished.reports {
        let mut row = vec![report.dataset.clone(), report.edition.clone()];
        match &report.outcome {
            Outcome::Good(ingested) => {
                let books = books(&finished.conservation, &ingested.source_id);
                row.push(count(ingested.facts.height()));
                for line in ["readable", "facts", "totals", "set_aside"] {
                    row.push(books.get(line).map_or_else(String::new, |value| grouped(value)));
                }
            }
            Outcome::Awaiting { .. } => row.push(lang.say("en espera", "awaiting").to_owned()),
            Outcome::Failed(_) => row.push(lang.say("falló", "failed").to_owned()),
        }
        row.resize(7, String::new());
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let _ = writeln!(page, "{table}");
    let _ = writeln!(
        page,
        "{}",
        lang.say(
            "Pesos aprobados o estimados. Leídos = en hechos + en totales impresos + apartados, al centavo.",
            "Pesos approved or estimated. In = in facts + in printed totals + set aside, to the centavo.",
        )
    );
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
        }
        None => {
            let nothing = lang.say("Nada se publicó.", "Nothing was released.");
            let _ = writeln!(page, "{nothing}");
        }
    }
    page.truncate(page.trim_end().len());
    page
}

/// For a program.
pub fn json(finished: &Finished) -> Value {
    let datasets: Vec<Value> = finished
        .reports
        .iter()
        .map(|report| {
            let (state, error) = match &report.outcome {
                Outcome::Good(_) => ("released", None),
                Outcome::Awaiting { .. } => ("awaiting", None),
                Outcome::Failed(failure) => {
                    ("failed", Some(json!({ "code": failure.code(), "message": failure.to_string() })))
                }
            };
            json!({ "dataset": report.dataset, "edition": report.edition, "state": state, "error": error })
        })
        .collect();
    json!({
        "format": 1,
        "datasets": datasets,
        "rows": finished.rows,
        "findings": severities(finished),
        "conservation": finished.conservation,
        "release": finished.released.as_ref().map(|released| json!({
            "id": released.id, "path": released.path, "unchanged": released.unchanged,
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

/// Line -> value of what one source approved or estimated.
fn books<'a>(lines: &'a [ConservationLine], source_id: &str) -> BTreeMap<&'a str, &'a str> {
    lines
        .iter()
        .filter(|line| line.source_id == source_id && ["approved", "estimated"].contains(&line.measure.as_str()))
        .map(|line| (line.line.as_str(), line.value.as_str()))
        .collect()
}

/// Groups of three digits, for people.
fn grouped(value: &str) -> String {
    match value.parse::<erario_model::Money>() {
        Ok(money) => money.grouped(),
        Err(_) => value.to_owned(),
    }
}

fn count(rows: usize) -> String {
    grouped(&rows.to_string()).trim_end_matches(".00").to_owned()
}
