//! What the header alone says: columns that are missing, unknown, there twice or out of place.

use super::Plan;
use crate::schema::{FieldsMatch, TableSchema};

impl Plan {
    pub(super) fn judge_header(&mut self, schema: &TableSchema, columns: &[String]) {
        let strict = schema.fields_match;
        let say = |plan: &mut Plan, rule: &str, name: &str, expected: &str| {
            let topic = plan.topic(rule, &[name.to_owned()], expected);
            plan.header.push((topic, name.to_owned()));
        };
        let has = |name: &str| columns.iter().any(|column| column == name);
        for field in schema.fields.iter().filter(|field| !has(&field.name)) {
            use FieldsMatch::{Equal, Exact, Subset};
            let is_needed = field.constraints.required || matches!(strict, Some(Exact | Equal | Subset));
            let is_key = schema.keys.iter().any(|key| key.is_primary && key.fields.contains(&field.name));
            if is_needed || is_key {
                say(self, "column-missing", &field.name, "");
            }
        }
        for (place, column) in columns.iter().enumerate() {
            if columns[..place].contains(column) {
                say(self, "column-repeated", column, "");
            } else if schema.field(column).is_none() {
                use FieldsMatch::{Equal, Exact, Superset};
                let rule = match strict {
                    Some(Exact | Equal | Superset) => "column-not-in-schema",
                    Some(FieldsMatch::Subset | FieldsMatch::Partial) => continue,
                    None => "column-unknown",
                };
                say(self, rule, column, "");
            }
        }
        if strict == Some(FieldsMatch::Exact) && self.header.is_empty() {
            for (column, field) in columns.iter().zip(&schema.fields).filter(|(column, field)| **column != field.name) {
                say(self, "column-out-of-place", column, &field.name);
            }
        }
        if strict == Some(FieldsMatch::Partial) && !schema.fields.iter().any(|field| has(&field.name)) {
            say(self, "column-missing", &schema.fields[0].name, "");
        }
    }
}
