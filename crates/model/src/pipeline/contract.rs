//! What a new edition may change without a person declaring it first.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is done with a change that the file does not declare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Stop and hold: nothing of the edition is released until a person declares the change.
    #[default]
    Freeze,
    /// Go on with what can be read, and tell the change.
    Evolve,
    /// Set the changed part aside, release the rest, and tell the change.
    Quarantine,
}

impl Mode {
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Freeze => "freeze",
            Mode::Evolve => "evolve",
            Mode::Quarantine => "quarantine",
        }
    }
}

/// What a new edition may change. Without it nothing: each of its keys is `freeze`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// A header that the file does not know, or one that it knows and that is gone. `evolve`: the new column is not
    /// carried, the missing one is null. `quarantine`: so too, and the filled cells of the new column are kept in
    /// `set_aside`, unless it may tell of persons. What keys, required fields, parts and totals or the only amounts are
    /// read from always stops.
    #[serde(default)]
    pub columns: Option<Mode>,
    /// A column whose cells are mostly no longer numbers, dates or codes of the declared form. `evolve`: an amount in a
    /// form of `amounts.also` is read. What is not read is null and doubtful, and its cell is kept in `set_aside`, in
    /// either mode. Fewer such cells are findings, one by one, in every mode.
    #[serde(default)]
    pub types: Option<Mode>,
    /// A code that no list, translation, level or label of the file knows, or that is in no code list of its field.
    /// `evolve`: the row is released with the code as published, where the code does not say which part of which total
    /// the row is. `quarantine`: the row is set aside; where only its field's code list lacks the code, it is released,
    /// with a finding.
    #[serde(default)]
    pub codes: Option<Mode>,
    /// The reason for whatever is not `freeze`.
    #[serde(default)]
    pub why: Option<String>,
}

/// The modes that hold for one edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Modes {
    pub columns: Mode,
    pub types: Mode,
    pub codes: Mode,
}

impl Contract {
    /// The modes of an edition, which may say some of them otherwise.
    pub fn modes(&self, edition: &Contract) -> Modes {
        let of = |own: Option<Mode>, of_file: Option<Mode>| own.or(of_file).unwrap_or_default();
        Modes {
            columns: of(edition.columns, self.columns),
            types: of(edition.types, self.types),
            codes: of(edition.codes, self.codes),
        }
    }

    /// Whether it lets anything change.
    pub fn is_open(&self) -> bool {
        [self.columns, self.types, self.codes].into_iter().flatten().any(|mode| mode != Mode::Freeze)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_says_some_modes_otherwise_and_nothing_is_freeze() {
        let file = Contract { codes: Some(Mode::Quarantine), types: Some(Mode::Evolve), ..Contract::default() };
        let edition = Contract { codes: Some(Mode::Freeze), ..Contract::default() };
        let expected = Modes { columns: Mode::Freeze, types: Mode::Evolve, codes: Mode::Freeze };
        assert_eq!(file.modes(&edition), expected);
        assert!(file.is_open() && !edition.is_open() && !Contract::default().is_open());
    }
}
