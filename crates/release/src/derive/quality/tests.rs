use std::collections::BTreeMap;

use erario_model::{QualityLine, Schema};
use polars::prelude::*;

use super::quality;

/// Two editions of one dataset: a doubtful negative amount, and one that never gives what was accrued.
fn tables() -> BTreeMap<String, DataFrame> {
    let units = df!(
        "publisher" => ["p"; 3], "dataset" => ["d"; 3], "edition" => ["2018", "2018", "2019"],
        "period" => ["2018-Q4", "2018-Q4", "2019"], "account_status" => ["partial", "partial", "approved"],
        "approved" => [Some(100_i64), Some(-30), None], "accrued" => [Some(5_i64), None, None],
        "trust" => ["ok", "doubtful", "ok"], "doubtful_amounts" => [None, Some("approved"), None],
        "correction_id" => [Some("c1"), None, None], "source_row" => [Some(1_i64), Some(2), None],
    );
    let files = df!(
        "publisher" => ["p"; 2], "dataset" => ["d"; 2], "edition" => ["2018", "2019"], "url" => [Some("u"), None],
        "arrival" => ["downloaded", "not_noted"], "licence_id" => ["CC0-1.0", "notspecified"], "sha256" => ["a", "b"],
        "retrieved_at" => ["2019-02-15T12:00:00Z", "2019-03-01T12:00:00Z"],
    );
    let ledger = df!(
        "publisher" => ["p"; 3], "dataset" => ["d"; 3], "edition" => ["2018", "2018", "2019"],
        "event" => ["published", "restated", "published"],
        "seen_at" => ["2019-02-15T12:00:00Z", "2019-03-01T12:00:00Z", "2019-03-01T12:00:00Z"],
        "source_id" => ["s1", "s2", "s3"],
    );
    let findings = df!(
        "publisher" => ["p"; 3], "dataset" => ["d"; 3], "edition" => ["2018"; 3], "rule_code" => ["F005", "F012", "F001"],
        "severity" => ["warning", "note", "warning"],
    );
    let named = [("spending_by_unit", units), ("source_file", files), ("publication", ledger), ("finding", findings)];
    named.into_iter().map(|(name, rows)| (name.to_owned(), rows.unwrap())).collect()
}

fn line<'a>(lines: &'a [QualityLine], edition: &str, measure: &str, field: Option<&str>) -> &'a QualityLine {
    let is_it = |line: &&QualityLine| {
        line.edition.as_deref() == Some(edition) && line.measure == measure && line.field.as_deref() == field
    };
    lines.iter().find(is_it).unwrap_or_else(|| panic!("no line {edition} {measure} {field:?}"))
}

#[test]
fn amounts_are_counted_by_row_and_by_peso_without_their_sign() {
    let lines = quality(Schema::embedded(), &tables()).unwrap();
    let doubtful = line(&lines, "2018", "doubtful_amount", Some("approved"));
    assert_eq!((doubtful.measured, doubtful.out_of), (1, Some(2)));
    assert_eq!((doubtful.amount_measured, doubtful.amount_out_of), (Some(30), Some(130)));
    assert_eq!(line(&lines, "2018", "blank_amount", Some("accrued")).measured, 1);
    assert_eq!(line(&lines, "2019", "amount_not_given", Some("accrued")).measured, 1);
    assert_eq!(line(&lines, "2018", "blank_amount", Some("approved")).measured, 0, "a zero is a line too");
}

#[test]
fn a_quarter_has_the_deadline_of_the_law_and_a_budget_for_next_year_is_not_late() {
    let lines = quality(Schema::embedded(), &tables()).unwrap();
    let days = line(&lines, "2018", "days_until_seen", None);
    assert_eq!((days.measured, days.out_of, days.period.as_deref()), (46, Some(30), Some("2018-Q4")));
    assert!(!lines.iter().any(|line| line.measure == "days_until_seen" && line.edition.as_deref() == Some("2019")));
    let changes = line(&lines, "2018", "silent_change", None);
    assert_eq!((changes.measured, changes.out_of), (1, Some(2)));
}

#[test]
fn findings_are_counted_once_each_and_notes_apart() {
    let lines = quality(Schema::embedded(), &tables()).unwrap();
    let told: Vec<_> = lines
        .iter()
        .filter(|line| ["finding", "note"].contains(&line.measure) && line.measured > 0)
        .map(|line| (line.dimension.code(), line.measure, line.finding_rules.as_deref().unwrap()))
        .collect();
    assert_eq!(
        told,
        [("completeness", "finding", "F001"), ("consistency", "finding", "F005"), ("consistency", "note", "F012")]
    );
    let file = line(&lines, "2019", "file_without_address", None);
    assert_eq!(file.evidence_filter, "publisher = 'p' AND dataset = 'd' AND edition = '2019' AND url IS NULL");
    assert_eq!((file.measured, file.out_of), (1, Some(1)));
}
