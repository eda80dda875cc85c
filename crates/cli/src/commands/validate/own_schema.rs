//! A table of ours as a Table Schema.

use erario_model::{Field, FieldType, Table};
use serde_json::{Map, Value, json};

/// The register that every row with a source points into.
const SOURCES: &str = "source_file";

pub fn json(table: &Table) -> String {
    let fields: Vec<Value> = table.fields.iter().map(|field| one(table, field)).collect();
    let mut schema = json!({
        "erario:table": table.name,
        "fields": fields,
        "missingValues": [""],
        // Published files do repeat keys, so that it is no `primaryKey`.
        "erario:key": table.primary_key,
    });
    if table.name != SOURCES && table.field("source_id").is_some() {
        schema["foreignKeys"] = json!([
            { "fields": ["source_id"], "reference": { "resource": SOURCES, "fields": ["source_id"] } }
        ]);
    }
    schema.to_string()
}

fn one(table: &Table, field: &Field) -> Value {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), json!(field.name));
    let (kind, decimal) = match field.field_type {
        FieldType::String => ("string", None),
        FieldType::Year | FieldType::Integer => ("integer", None),
        FieldType::Boolean => ("boolean", None),
        FieldType::Money => ("number", Some((18, 2))),
        FieldType::Decimal => ("number", Some((18, 6))),
    };
    entry.insert("type".to_owned(), json!(kind));
    if let Some((precision, scale)) = decimal {
        entry.insert("erario:decimal".to_owned(), json!({ "precision": precision, "scale": scale }));
    }
    let mut constraints = Map::new();
    let mut put = |name: &str, value: Value| constraints.insert(name.to_owned(), value);
    if table.is_required(&field.name) {
        put("required", json!(true));
    }
    if let Some(pattern) = &field.pattern {
        put("pattern", json!(pattern));
    }
    if !field.values.is_empty() {
        put("enum", json!(field.values));
    } else if field.codelist.is_some() {
        put("enum", json!(field.codes));
    }
    if let Some(minimum) = field.minimum {
        put("minimum", json!(minimum));
    }
    if let Some(maximum) = field.maximum {
        put("maximum", json!(maximum));
    }
    if !constraints.is_empty() {
        entry.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(entry)
}

#[cfg(test)]
mod tests {
    use erario_conform::TableSchema;
    use erario_model::Schema;

    #[test]
    fn every_table_is_a_table_schema() {
        for table in &Schema::embedded().tables {
            TableSchema::parse(&super::json(table)).unwrap_or_else(|error| panic!("{}: {error}", table.name));
        }
    }
}
