//! The small cases of a rule, one that it must find and one that it must leave alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the rule must say of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Expect {
    /// A finding of this rule, or several.
    Finding,
    /// None of this rule; others may speak.
    Nothing,
}

/// A few rows, as the rules see them or as a publisher would send them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub name_es: String,
    pub expect: Expect,
    /// CSV by table. The hidden columns `_level`, `_node` and `_parent` say where a row stands in its classification; a
    /// column that every table has and the case does not tell is filled in alike everywhere.
    #[serde(default, rename = "table")]
    pub tables: BTreeMap<String, String>,
    /// The same of rows that did not become facts: earlier cuts and editions, other formats.
    #[serde(default)]
    pub superseded: BTreeMap<String, String>,
    /// A pipeline file, for what shows only where a file is read.
    #[serde(default)]
    pub pipeline: Option<String>,
    /// The accounts file of a body, in its place.
    #[serde(default)]
    pub accounts: Option<String>,
    /// The text of the file of each edition.
    #[serde(default, rename = "file")]
    pub files: BTreeMap<String, String>,
}

impl Case {
    /// What a person needs to see of it: tables without their hidden columns, or files, each under its name.
    pub fn shown(&self) -> Vec<(String, String)> {
        let seen = |(table, csv): (&String, &String)| (table.clone(), without_hidden(csv));
        let tables = self.tables.iter().map(seen);
        let files = self.files.iter().map(|(edition, text)| (edition.clone(), text.trim().to_owned()));
        tables.chain(self.superseded.iter().map(seen)).chain(files).collect()
    }
}

/// The text without the columns whose names begin with `_`. What is no CSV is shown as it is.
fn without_hidden(text: &str) -> String {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let Ok(header) = reader.headers().cloned() else { return text.trim().to_owned() };
    let shown = |record: &csv::StringRecord| {
        let cells = record.iter().zip(&header).filter(|(_, name)| !name.starts_with('_'));
        cells.map(|(cell, _)| cell).collect::<Vec<_>>().join(",")
    };
    let rows = reader.records().filter_map(Result::ok).map(|record| shown(&record));
    std::iter::once(shown(&header)).chain(rows).collect::<Vec<_>>().join("\n")
}

/// Where published files have the case, and what they say there.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Real {
    pub place: String,
    pub says_es: String,
    pub says_en: String,
}
