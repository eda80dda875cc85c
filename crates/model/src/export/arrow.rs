//! The Arrow schema of a table, in the JSON form that Arrow's implementations test each other with.
//!
//! <https://arrow.apache.org/docs/format/Integration.html#json-test-data-format> documents the form.

use serde_json::{Value, json};

use crate::{Field, FieldType, Table};

pub fn of(table: &Table, version: &str) -> Value {
    let fields: Vec<Value> = table.fields.iter().map(|field| one(table, field)).collect();
    json!({
        "schema": {
            "fields": fields,
            "metadata": [
                { "key": "erario:table", "value": table.name },
                { "key": "erario:version", "value": version },
            ],
        },
    })
}

fn one(table: &Table, field: &Field) -> Value {
    let kind = match field.field_type {
        FieldType::String => json!({ "name": "utf8" }),
        FieldType::Year => json!({ "name": "int", "isSigned": true, "bitWidth": 32 }),
        FieldType::Integer => json!({ "name": "int", "isSigned": true, "bitWidth": 64 }),
        FieldType::Boolean => json!({ "name": "bool" }),
        FieldType::Money => json!({ "name": "decimal", "precision": 18, "scale": 2, "bitWidth": 128 }),
        FieldType::Decimal => json!({ "name": "decimal", "precision": 18, "scale": 6, "bitWidth": 128 }),
    };
    let nullable = !table.is_required(&field.name);
    json!({ "name": field.name, "type": kind, "nullable": nullable, "children": [] })
}
