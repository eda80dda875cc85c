//! The last words of a run: what went in, what came out, what is odd, and where the release is.

use std::collections::BTreeMap;
use std::fmt::Write;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use erario_model::{ConservationLine, Money};
use serde_json::{Value, json};

use crate::args::Lang;
use crate::run::{Finished, Outcome};

/// Columns of pesos: the lines of `conservation` that each adds up.
const COLUMNS: [&[&str]; 5] =
    [&["readable"], &["facts"], &["totals"], &["vintage", "alternate", "superseded_totals"], &["set_aside"]];

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
        lang.say("sustituidos", "superseded"),
        lang.say("apartados", "set aside"),
    ]);
    for report in &finished.reports {
        let mut row = vec![report.dataset.clone(), report.edition.clone()];
        match &report.outcome {
            Outcome::Good(ingested) => {
                let books = books(&finished.conservation, &ingested.source_id);
                row.push(count(ingested.facts.height()));
                for lines in COLUMNS {
                    row.push(sum(&books, lines));
                }
            }
            Outcome::Held(_) => row.push(lang.say("retenido", "held").to_owned()),
            Outcome::Awaiting { .. } => row.push(lang.say("en espera", "awaiting").to_owned()),
            Outcome::Failed(_) => row.push(lang.say("falló", "failed").to_owned()),
        }
        row.resize(3 + COLUMNS.len(), String::new());
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
            "Pesos aprobados o estimados. Leídos = en hechos + en totales impresos + sustituidos + apartados, al centavo.",
            "Pesos approved or estimated. In = in facts + in printed totals + superseded + set aside, to the centavo.",
        )
    );
    let left_out: usize = finished.reports.iter().map(|report| report.left_out.len()).sum();
    if left_out > 0 {
        let files =
            lang.count(left_out, ("archivo sustituido", "archivos sustituidos"), ("replaced file", "replaced files"));
        let why = lang.say("no se pudo leer y no está en `vintage`", "could not be read, and is not in `vintage`");
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
                Outcome::Held(_) => ("held", None),
                Outcome::Awaiting { .. } => ("awaiting", None),
                Outcome::Failed(failure) => {
                    ("failed", Some(json!({ "code": failure.code(), "message": failure.to_string() })))
                }
            };
            let earlier: Vec<&str> = report.earlier.iter().map(|ingested| ingested.source_id.as_str()).collect();
            let left_out: Vec<Value> = report
                .left_out
                .iter()
                .map(|(source_id, why)| json!({ "source_id": source_id, "message": why }))
                .collect();
            json!({
                "dataset": report.dataset, "edition": report.edition, "state": state, "error": error,
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

/// The sum of some lines, in groups of three digits. What is finer than a centavo stands as it was read.
fn sum(books: &BTreeMap<&str, &str>, lines: &[&str]) -> String {
    let values: Vec<&str> = lines.iter().filter_map(|line| books.get(line).copied()).collect();
    let amounts: Result<Vec<Money>, _> = values.iter().map(|value| value.parse::<Money>()).collect();
    match amounts {
        Ok(amounts) if !amounts.is_empty() => amounts.into_iter().sum::<Money>().grouped(),
        _ => values.join(" + "),
    }
}

fn count(rows: usize) -> String {
    Money::from_pesos(rows as i64).grouped().trim_end_matches(".00").to_owned()
}
