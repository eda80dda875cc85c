//! Rows of the tables that erario writes about its own work. Amounts are in centavos.

use serde::Serialize;

/// A cell or a whole row that is kept, but not released as a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAside {
    pub publisher: String,
    pub dataset: String,
    pub edition: String,
    pub source_id: String,
    pub source_part: Option<String>,
    pub source_row: i64,
    /// The field whose cell it is; `None` if the whole row is set aside.
    pub field: Option<String>,
    pub rule_code: String,
    /// The cells as published, as a JSON object from source header to text.
    pub cells: String,
}

/// Where the rows of a release come from: one published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceFile {
    pub source_id: String,
    pub publisher: String,
    pub dataset: String,
    pub edition: String,
    pub file_name: String,
    pub url: Option<String>,
    pub retrieved_at: String,
    pub sha256: String,
    pub size_bytes: i64,
    pub licence_id: String,
    pub attribution: String,
    /// `downloaded`, `handed_over` or `not_noted`: see [`crate::Provenance::arrival`].
    pub arrival: &'static str,
    pub is_sample: bool,
}

/// One source part and amount, and where every peso of it went: a line of the table `conservation`.
///
/// For an amount, in the source's unit: `readable = facts + totals + vintage + alternate + superseded_totals + set_aside
/// + refused - rounding - corrections + unexplained`. For `records`, counts: `read = facts + totals + facts_and_totals + blank_totals
/// + labels + set_aside + unexplained`, beside `blank` and `footnotes`. The line `unit` says how many pesos the source's unit is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ConservationLine {
    pub publisher: String,
    pub dataset: String,
    pub edition: String,
    pub source_id: String,
    pub source_part: Option<String>,
    /// The amount, or `records` for the count of records.
    pub measure: String,
    pub line: String,
    pub value: String,
}
