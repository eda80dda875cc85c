//! A finding: something odd in the data, written down so that a person can act on it.

use serde::{Deserialize, Serialize};

/// How much a finding weighs. A `Fatal` one keeps the dataset out of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Note,
    Warning,
    Fatal,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Fatal => "fatal",
        }
    }

    /// In Spanish and in English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Severity::Note => ("nota", "note"),
            Severity::Warning => ("advertencia", "warning"),
            Severity::Fatal => ("fatal", "fatal"),
        }
    }
}

/// One row of the table `finding`: wrong data, said with its place. Amounts are in centavos.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable across runs: derived from the rule and the place, see [`Finding::seal`].
    pub finding_id: String,
    pub rule_code: String,
    pub severity: String,
    pub publisher: String,
    pub dataset: String,
    pub edition: String,
    pub table_name: Option<String>,
    pub jurisdiction_code: Option<String>,
    pub fiscal_year: Option<i32>,
    pub period: Option<String>,
    pub figure_id: Option<String>,
    pub source_id: Option<String>,
    pub source_part: Option<String>,
    pub source_row: Option<i64>,
    pub cell: Option<String>,
    pub field: Option<String>,
    /// What the source says, untouched.
    pub found: Option<String>,
    pub expected: Option<String>,
    pub occurrences: i64,
    pub amount_affected: Option<i64>,
    pub message_es: String,
    pub message_en: String,
}

impl Finding {
    /// Gives the finding its id: the rule and a digest of the place, so that the same oddity keeps its id from one
    /// run to the next whatever else changes.
    pub fn seal(mut self) -> Self {
        use sha2::{Digest, Sha256};
        let place = [
            Some(self.publisher.as_str()),
            Some(&self.dataset),
            Some(&self.edition),
            self.table_name.as_deref(),
            self.jurisdiction_code.as_deref(),
            self.fiscal_year.map(|year| year.to_string()).as_deref(),
            self.period.as_deref(),
            self.figure_id.as_deref(),
            self.source_part.as_deref(),
            // What is about a sheet as a whole has no row, and a cell at most.
            self.source_row.map(|row| row.to_string()).or_else(|| self.cell.clone()).as_deref(),
            self.field.as_deref(),
        ]
        .map(|part| part.unwrap_or("").to_owned())
        .join("\u{1f}");
        let digest = Sha256::digest(place.as_bytes());
        let hex: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        self.finding_id = format!("{}-{hex}", self.rule_code);
        self
    }
}
