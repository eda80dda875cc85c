//! For programs: one document, and its schema.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::judged::Judged;

pub(super) fn json(judged: &Judged) -> serde_json::Result<String> {
    serde_json::to_string_pretty(judged)
}

/// The JSON Schema (2020-12) of the document.
pub fn schema() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Judged>().to_value()
}
