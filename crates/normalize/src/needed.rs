//! Columns that no contract lets go: without them nobody could tell what a row is about, where it stands among parts and
//! totals, or how much it is.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::{Correction, Schema, Step};

/// Working columns that must be there, whatever the contract says.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Needed {
    /// Each of them.
    each: BTreeSet<String>,
    /// The amounts, one of which must be there.
    amounts: Vec<String>,
}

impl Needed {
    pub(crate) fn of(
        table: &str,
        columns: &[(String, Vec<String>)],
        steps: &[Step],
        corrections: &[&Correction],
        set: &BTreeMap<String, String>,
    ) -> Needed {
        let table = Schema::embedded().table(table);
        let keys = table.into_iter().flat_map(|table| table.required.iter().chain(&table.primary_key));
        let mut each: BTreeSet<String> = keys.filter(|field| !set.contains_key(*field)).cloned().collect();
        let places = |step: &&Step| {
            matches!(
                step,
                Step::Levels { .. }
                    | Step::Outline { .. }
                    | Step::Nest { .. }
                    | Step::Moments { .. }
                    | Step::Route { .. }
                    | Step::Expect { .. }
            )
        };
        each.extend(steps.iter().filter(places).flat_map(Step::reads).map(str::to_owned));
        for correction in corrections {
            let named = correction.found.keys().chain(correction.becomes.keys()).chain(correction.rows.keys());
            each.extend(named.cloned());
        }
        // A step that makes a needed column needs what it is made of.
        for step in steps.iter().rev() {
            if step.makes().iter().any(|column| each.contains(*column)) {
                each.extend(step.reads().into_iter().map(str::to_owned));
            }
        }
        let is_amount = |column: &str| table.is_some_and(|table| table.amounts().any(|field| field.name == column));
        let amounts: Vec<String> =
            columns.iter().map(|(column, _)| column.clone()).filter(|column| is_amount(column)).collect();
        if corrections.iter().any(|correction| correction.times.is_some()) {
            each.extend(amounts.iter().cloned());
        }
        Needed { each, amounts }
    }

    /// Whether a column that is gone is needed beside those that are there.
    pub(crate) fn has(&self, column: &str, is_there: impl Fn(&String) -> bool) -> bool {
        let is_amount = self.amounts.iter().any(|amount| amount == column);
        self.each.contains(column) || is_amount && !self.amounts.iter().any(is_there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Vec<(String, Vec<String>)> {
        names.iter().map(|name| ((*name).to_owned(), Vec::new())).collect()
    }

    #[test]
    fn keys_and_what_they_are_made_of_are_needed_and_names_are_not() {
        let pad = Step::Pad {
            column: "concept".to_owned(),
            width: 4,
            into: "object_concept_code".to_owned(),
            why: String::new(),
        };
        let columns = columns(&["concept", "object_concept_name", "approved", "accrued"]);
        let needed = Needed::of("spending_by_object", &columns, &[pad], &[], &BTreeMap::new());
        assert!(needed.has("concept", |_| true) && needed.has("fiscal_year", |_| true));
        assert!(!needed.has("object_concept_name", |_| true));
        assert!(!needed.has("approved", |column| column == "accrued"), "another amount is there");
        assert!(needed.has("approved", |_| false), "the only amount");
    }
}
