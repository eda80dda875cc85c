//! Two tables that speak of the same money: `schemas/comparisons.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Pattern;

/// Two sides that are added up at the level that both have, and compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    pub id: String,
    /// The slug of the rule that tells the differences.
    pub rule: String,
    /// The columns that both tables have and that tell one figure from the next; `fiscal_year` is one of them.
    pub by: Vec<String>,
    /// How far the sides may be apart beyond rounding, in thousandths of the larger one.
    #[serde(default)]
    pub thousandths: i64,
    pub why_es: String,
    pub why_en: String,
    pub evidence: String,
    pub one: Side,
    pub other: Side,
}

/// An amount of those rows of a table that fit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub table: String,
    pub amount: String,
    /// A pattern for each column that decides.
    #[serde(rename = "where")]
    pub filter: BTreeMap<String, Pattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "comparison")]
    comparisons: Vec<Comparison>,
}

impl Comparison {
    pub(crate) fn all(toml: &str) -> Result<Vec<Comparison>, toml::de::Error> {
        toml::from_str::<File>(toml).map(|file| file.comparisons)
    }

    pub fn sides(&self) -> [&Side; 2] {
        [&self.one, &self.other]
    }
}

#[cfg(test)]
mod tests {
    use crate::{FieldType, Schema};

    #[test]
    fn comparisons_name_tables_columns_and_rules_that_there_are() {
        let schema = Schema::embedded();
        for comparison in &schema.comparisons {
            assert!(schema.rules.iter().any(|rule| rule.slug == comparison.rule), "{}", comparison.id);
            assert!(comparison.by.iter().any(|column| column == "fiscal_year"), "{}", comparison.id);
            for side in comparison.sides() {
                let table = schema.table(&side.table).unwrap_or_else(|| panic!("{}: {}", comparison.id, side.table));
                let amount = table.field(&side.amount).unwrap_or_else(|| panic!("{}: {}", comparison.id, side.amount));
                assert_eq!(amount.field_type, FieldType::Money, "{}", comparison.id);
                for column in side.filter.keys().chain(&comparison.by) {
                    assert!(table.field(column).is_some(), "{}: {} has no {column}", comparison.id, side.table);
                }
            }
        }
    }
}
