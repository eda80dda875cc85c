//! Table Schema (Data Package v2), with what it has no word for under names that begin with `erario:`.
//!
//! `title` and `description` are Spanish, the language of the sources and of who answers for them; English stands beside
//! them as `erario:title_en` and `erario:description_en`, in every schema file and in `datapackage.json` alike.

use serde_json::{Map, Value, json};

use crate::{Field, FieldType, ForeignKey, Table, Uniqueness, resource_name};

pub const PROFILE: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The contract of a table, whole.
pub fn of(table: &Table, version: &str) -> Value {
    schema(table, version, constraints)
}

/// The schema of a table of a release, for its `datapackage.json`. A pattern or a list that a published value breaks is
/// a finding; it must not make the release invalid, so these stand beside the constraints and not among them.
pub fn lenient(table: &Table, version: &str) -> Value {
    schema(table, version, |field, is_required, entry| {
        if is_required {
            entry.insert("constraints".to_owned(), json!({ "required": true }));
        }
        let mut put = |key: &str, value: Option<Value>| value.map(|value| entry.insert(key.to_owned(), value));
        put("erario:pattern", field.pattern.as_ref().map(|pattern| json!(pattern)));
        put("erario:values", (!field.values.is_empty()).then(|| json!(field.values)));
        put("erario:minimum", field.minimum.map(|minimum| json!(minimum)));
        put("erario:maximum", field.maximum.map(|maximum| json!(maximum)));
    })
}

fn schema(table: &Table, version: &str, constrain: impl Fn(&Field, bool, &mut Map<String, Value>)) -> Value {
    let fields: Vec<Value> = table.fields.iter().map(|field| one(table, field, &constrain)).collect();
    let mut schema = Map::new();
    let mut put = |key: &str, value: Value| schema.insert(key.to_owned(), value);
    put("$schema", json!(PROFILE));
    put("erario:table", json!(table.name));
    put("erario:version", json!(version));
    put("erario:kind", json!(table.kind.as_str()));
    put("erario:title_es", json!(table.title_es));
    put("erario:title_en", json!(table.title_en));
    put("erario:description_es", json!(table.description_es));
    put("erario:description_en", json!(table.description_en));
    put("fields", json!(fields));
    put("missingValues", json!([""]));
    match table.uniqueness {
        Uniqueness::Primary => put("primaryKey", json!(table.primary_key)),
        Uniqueness::Unique => put("uniqueKeys", json!([table.primary_key])),
        Uniqueness::Intended => put("erario:key", json!(table.primary_key)),
    };
    let keys = |keys: &[ForeignKey]| -> Value { keys.iter().map(|key| foreign_key(table, key)).collect() };
    if !table.foreign_keys.is_empty() {
        put("foreignKeys", keys(&table.foreign_keys));
    }
    if !table.references.is_empty() {
        put("erario:references", keys(&table.references));
    }
    let formulas: Vec<Value> = (table.formulas.iter())
        .map(|formula| {
            json!({ "rule": formula.rule, "formula": formula.text, "tolerance": formula.tolerance.to_string() })
        })
        .collect();
    if !formulas.is_empty() {
        put("erario:formulas", json!(formulas));
    }
    if !table.figure_code.is_empty() {
        put("erario:figure_code", json!(table.figure_code));
    }
    if table.is_partitioned {
        put("erario:is_partitioned", json!(true));
    }
    Value::Object(schema)
}

/// A table that points to itself names no resource.
fn foreign_key(table: &Table, key: &ForeignKey) -> Value {
    let mut reference = Map::new();
    if key.table != table.name {
        reference.insert("resource".to_owned(), json!(resource_name(&key.table)));
    }
    reference.insert("fields".to_owned(), json!(key.to));
    json!({ "fields": key.fields, "reference": reference })
}

fn constraints(field: &Field, is_required: bool, entry: &mut Map<String, Value>) {
    let mut constraints = Map::new();
    let mut put = |key: &str, value: Option<Value>| value.map(|value| constraints.insert(key.to_owned(), value));
    put("required", is_required.then(|| json!(true)));
    put("pattern", field.pattern.as_ref().map(|pattern| json!(pattern)));
    put("enum", (!field.values.is_empty()).then(|| json!(field.values)));
    put("minimum", field.minimum.map(|minimum| json!(minimum)));
    put("maximum", field.maximum.map(|maximum| json!(maximum)));
    if !constraints.is_empty() {
        entry.insert("constraints".to_owned(), Value::Object(constraints));
    }
}

fn one(table: &Table, field: &Field, constrain: impl Fn(&Field, bool, &mut Map<String, Value>)) -> Value {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), json!(field.name));
    entry.insert("type".to_owned(), json!(type_of(field.field_type)));
    entry.insert("title".to_owned(), json!(field.title_es));
    entry.insert("description".to_owned(), json!(field.description_es));
    constrain(field, table.is_required(&field.name), &mut entry);
    let mut put = |key: &str, value: Option<Value>| value.map(|value| entry.insert(key.to_owned(), value));
    put("erario:title_en", Some(json!(field.title_en)));
    put("erario:description_en", Some(json!(field.description_en)));
    put("erario:unit", field.unit.as_ref().map(|unit| json!(unit)));
    let digits = field.field_type.digits();
    put("erario:decimal", digits.map(|(precision, scale)| json!({ "precision": precision, "scale": scale })));
    put("erario:enum_es", (!field.values_es.is_empty()).then(|| json!(field.values_es)));
    put("erario:codelist", field.codelist.as_ref().map(|list| json!(list)));
    put("erario:fiscal_type", field.fiscal_type.as_ref().map(|kind| json!(kind)));
    put("erario:source_words", (!field.source_words.is_empty()).then(|| json!(field.source_words)));
    put("erario:example", field.example.as_ref().map(|example| json!(example)));
    if let Some(deprecated) = &field.deprecated {
        let mut told = json!({ "since": deprecated.since });
        if let Some(instead) = &deprecated.instead {
            told["instead"] = json!(instead);
        }
        told["why_es"] = json!(deprecated.why_es);
        told["why_en"] = json!(deprecated.why_en);
        put("erario:deprecated", Some(told));
    }
    Value::Object(entry)
}

/// The type's name in Table Schema.
pub fn type_of(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::String => "string",
        FieldType::Year => "year",
        FieldType::Integer => "integer",
        FieldType::Boolean => "boolean",
        FieldType::Money | FieldType::Decimal => "number",
    }
}
