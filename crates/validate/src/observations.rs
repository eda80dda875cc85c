//! `unknown-figure` and `answered-before-asked`: what a citizen asks must be about a figure that the release holds, and
//! an answer comes after its question.

use std::collections::HashMap;

use erario_model::{FieldType, FigureId, Finding, Schema};

use crate::frame::Frame;
use crate::report::Report;

pub(crate) const OBSERVATIONS: &str = "observation";

/// Observations whose figure none of these tables has.
pub(crate) fn figures(schema: &Schema, tables: &[Frame], report: &mut Report) {
    let rule = report.rule("unknown-figure");
    let Some(frame) = tables.iter().copied().find(|frame| frame.table.name == OBSERVATIONS) else { return };
    let mut faults: HashMap<&str, Option<(&str, &str)>> = HashMap::new();
    for row in 0..frame.data.height() as u32 {
        let Some(figure) = frame.text("figure_id", row) else { continue };
        let fault = faults.entry(figure).or_insert_with(|| fault_of(schema, tables, figure));
        if let Some((spanish, english)) = fault {
            let (found, field) = (Some(figure.to_owned()), Some("figure_id".to_owned()));
            let finding = Finding { found, field, ..frame.finding(rule, row, None) };
            report.add(rule.say(finding, &place(frame, row), spanish, english));
        }
    }
}

/// What is wrong with a figure's id, in Spanish and in English.
fn fault_of(schema: &Schema, tables: &[Frame], figure: &str) -> Option<(&'static str, &'static str)> {
    let Ok(id) = figure.parse::<FigureId>() else {
        return Some(("no tiene la forma de un identificador de cifra", "does not have the form of a figure id"));
    };
    let is_number = |field: &erario_model::Field| matches!(field.field_type, FieldType::Money | FieldType::Decimal);
    let has_figures = schema.table(&id.table).filter(|table| !table.figure_code.is_empty());
    if has_figures.is_none_or(|table| !table.field(&id.phase).is_some_and(is_number)) {
        return Some((
            "es de una tabla o de un importe que no existe",
            "is of a table or an amount that does not exist",
        ));
    }
    let is_there = tables.iter().any(|frame| frame.table.name == id.table && holds(*frame, &id));
    (!is_there).then_some(("no está en esta publicación", "is not in this release"))
}

/// Whether a row of the frame is the figure, with a number in it.
fn holds(frame: Frame, id: &FigureId) -> bool {
    let figure = FigureId { edition: None, ..id.clone() }.to_string();
    let has_number = |row: u32| {
        frame.column(&id.phase).is_some_and(|column| column.get(row as usize).is_ok_and(|value| !value.is_null()))
    };
    (0..frame.data.height() as u32).any(|row| {
        frame.text("jurisdiction_code", row) == Some(&id.jurisdiction)
            && id.edition.as_deref().is_none_or(|edition| frame.text("edition", row) == Some(edition))
            && frame.figure_id(row, &id.phase).as_ref() == Some(&figure)
            && has_number(row)
    })
}

/// Answers before their questions. Dates are compared as far as both are known.
pub(crate) fn order(frame: Frame, report: &mut Report) {
    let rule = report.rule("answered-before-asked");
    for row in 0..frame.data.height() as u32 {
        let dates = (frame.text("asked_on", row), frame.text("answered_on", row));
        let (Some(asked), Some(answered)) = dates else { continue };
        let known = asked.len().min(answered.len());
        if answered.get(..known) < asked.get(..known) {
            let finding = Finding {
                found: Some(answered.to_owned()),
                expected: Some(asked.to_owned()),
                field: Some("answered_on".to_owned()),
                ..frame.finding(rule, row, None)
            };
            report.add(rule.say(finding, &place(frame, row), "", ""));
        }
    }
}

fn place(frame: Frame, row: u32) -> String {
    frame.text("observation_id", row).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use polars::df;

    use super::*;
    use crate::{unknown_figures, validate};

    const GOOD: &str = "spending_by_function/23/2024/2.5/approved";

    /// What is found in observations on a release with one function of one year, in two editions.
    fn found(figures: &[&str], dates: [Option<&str>; 2]) -> Vec<(String, String)> {
        let rows = figures.len();
        let observations = df!(
            "observation_id" => (1..=rows).map(|number| format!("OBS-{number}")).collect::<Vec<_>>(),
            "figure_id" => figures,
            "asked_on" => vec![dates[0]; rows],
            "answered_on" => vec![dates[1]; rows],
        );
        let functions = |edition: &str, approved: i64| {
            df!(
                "edition" => [edition], "jurisdiction_code" => ["23"], "fiscal_year" => [2024],
                "function_code" => ["2.5"], "approved" => [approved], "paid" => [None::<i64>],
            )
        };
        let tables = BTreeMap::from([
            (OBSERVATIONS.to_owned(), observations.unwrap()),
            ("spending_by_function".to_owned(), functions("2026", 100).unwrap()),
        ]);
        let superseded = BTreeMap::from([("spending_by_function".to_owned(), functions("2025", 90).unwrap())]);
        let mut findings = validate(Schema::embedded(), &tables, &superseded).unwrap().findings;
        findings.extend(unknown_figures(Schema::embedded(), &tables, &superseded));
        let own = findings.into_iter().filter(|finding| finding.rule_code.starts_with("F07"));
        own.map(|finding| (finding.rule_code, finding.message_en)).collect()
    }

    #[test]
    fn a_figure_that_the_release_holds_is_no_finding() {
        let editions = ["2026", "2025"].map(|edition| format!("{GOOD}@{edition}"));
        assert_eq!(found(&[GOOD, &editions[0], &editions[1]], [None; 2]), []);
    }

    #[test]
    fn a_figure_that_nobody_has_is_told() {
        let figures = [
            "approved of 2024",
            "spending_by_functions/23/2024/2.5/approved",
            "spending_by_function/23/2024/2.5/spent",
            "commitment/23/2024/2.5/approved",
            "spending_by_function/23/2023/2.5/approved",
            "spending_by_function/23/2024/2.5/paid",
            "spending_by_function/23/2024/2.5/approved@2019",
        ];
        let messages: Vec<String> = found(&figures, [None; 2]).into_iter().map(|(_, message)| message).collect();
        let ends = |message: &String| message.rsplit_once("” ").unwrap().1.to_owned();
        let form = "does not have the form of a figure id.";
        let (nowhere, not_here) = ("is of a table or an amount that does not exist.", "is not in this release.");
        let expected = [form, nowhere, nowhere, nowhere, not_here, not_here, not_here];
        assert_eq!(messages.iter().map(ends).collect::<Vec<_>>(), expected);
        assert!(messages[0].starts_with("OBS-1: "), "{}", messages[0]);
    }

    #[test]
    fn an_answer_comes_after_its_question() {
        let codes = |asked, answered| found(&[GOOD], [asked, answered]).len();
        assert_eq!(codes(Some("2026-02-03"), Some("2026-02-02")), 1);
        assert_eq!(codes(Some("2026-02-03"), Some("2026-02-03")), 0);
        assert_eq!(codes(Some("2026-02-03"), Some("2026-02")), 0);
        assert_eq!(codes(Some("2026-02-03"), Some("2026-01")), 1);
        assert_eq!(codes(Some("2026-02-03"), None), 0);
    }
}
