//! JSON Schema 2020-12 of one row, written as a JSON object.

use serde_json::{Map, Value, json};

use crate::{Field, FieldType, Table};

/// Amounts are text: a JSON number is a float to most readers, and a float loses centavos.
const MONEY: &str = r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$";
const NOTE: &str = "Los importes son texto en pesos, como \"-1234.50\": un número de JSON puede perder centavos. Lo que \
                    no se publicó es null o falta. / Amounts are text, in pesos, such as \"-1234.50\": a JSON number may \
                    lose centavos. What is not published is null or left out.";

pub fn of(table: &Table, version: &str) -> Value {
    let properties: Map<String, Value> =
        table.fields.iter().map(|field| (field.name.clone(), property(table, field))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:erario:{version}:{}", table.name),
        "title": table.title_es,
        "description": format!("{} {NOTE}", table.description_es),
        "$comment": format!("{}. {}", table.title_en, table.description_en),
        "type": "object",
        "properties": properties,
        "required": table.required,
        "additionalProperties": false,
    })
}

fn property(table: &Table, field: &Field) -> Value {
    let is_required = table.is_required(&field.name);
    let kind = match field.field_type {
        FieldType::String | FieldType::Money => "string",
        FieldType::Year | FieldType::Integer => "integer",
        FieldType::Boolean => "boolean",
        FieldType::Decimal => "number",
    };
    let mut entry = Map::new();
    let mut put = |key: &str, value: Option<Value>| value.map(|value| entry.insert(key.to_owned(), value));
    put("title", Some(json!(field.title_es)));
    put("description", Some(json!(field.description_es)));
    put("$comment", Some(json!(format!("{}. {}", field.title_en, field.description_en))));
    put("type", Some(if is_required { json!(kind) } else { json!([kind, "null"]) }));
    if field.field_type == FieldType::Money {
        put("pattern", Some(json!(MONEY)));
    } else {
        // What is not there is null, never an empty text.
        put("minLength", (field.field_type == FieldType::String).then(|| json!(1)));
        put("pattern", field.pattern.as_ref().map(|pattern| json!(format!("^(?:{pattern})$"))));
    }
    let null = (!is_required).then_some(Value::Null);
    let values = field.values.iter().map(|value| json!(value)).chain(null);
    put("enum", (!field.values.is_empty()).then(|| values.collect()));
    put("minimum", field.minimum.map(|minimum| json!(minimum)));
    put("maximum", field.maximum.map(|maximum| json!(maximum)));
    put("deprecated", field.deprecated.as_ref().map(|_| json!(true)));
    put("examples", example(field).map(|example| json!([example])));
    Value::Object(entry)
}

/// The field's example, where it is a value of the field itself and not what an officer would write for it.
fn example(field: &Field) -> Option<&str> {
    let is_text = field.field_type == FieldType::String && field.values.is_empty() && field.pattern.is_none();
    field.example.as_deref().filter(|_| is_text)
}
