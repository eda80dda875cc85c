//! Table Schema (Data Package v2) of a table.

use erario_model::{Field, FieldType, Schema, Table};
use serde_json::{Map, Value, json};

/// The table's schema; what Table Schema has no word for stands under names that begin with `erario:`.
pub(super) fn of(table: &Table, schema: &Schema) -> Value {
    let fields: Vec<Value> = table.fields.iter().map(|field| one(table, field)).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields,
        "missingValues": [""],
        "erario:table": table.name,
        "erario:version": schema.version,
        "erario:title_es": table.title_es,
        "erario:title_en": table.title_en,
        "erario:description_es": table.description_es,
        "erario:description_en": table.description_en,
        // The key is not declared as `primaryKey`: published files do repeat keys, and both rows are released.
        "erario:key": table.primary_key,
    })
}

fn one(table: &Table, field: &Field) -> Value {
    let mut entry = Map::new();
    let mut put = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    put("name", json!(field.name));
    put("title", json!(field.title_en));
    put("description", json!(field.description_en));
    put(
        "type",
        json!(match field.field_type {
            FieldType::String => "string",
            FieldType::Year | FieldType::Integer => "integer",
            FieldType::Boolean => "boolean",
            FieldType::Money | FieldType::Decimal => "number",
        }),
    );
    let mut constraints = Map::new();
    if table.is_required(&field.name) {
        constraints.insert("required".to_owned(), json!(true));
    }
    // A pattern or a list that a published value breaks is a finding; it must not make the release invalid.
    if let Some(pattern) = &field.pattern {
        put("erario:pattern", json!(pattern));
    }
    if !field.values.is_empty() {
        put("erario:values", json!(field.values));
    }
    if !constraints.is_empty() {
        put("constraints", Value::Object(constraints));
    }
    if field.field_type == FieldType::Money {
        put("erario:unit", json!("MXN"));
        put("erario:decimal", json!({ "precision": 18, "scale": 2 }));
    }
    put("erario:title_es", json!(field.title_es));
    put("erario:description_es", json!(field.description_es));
    if !field.source_words.is_empty() {
        put("erario:source_words", json!(field.source_words));
    }
    Value::Object(entry)
}
