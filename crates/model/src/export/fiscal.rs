//! Column types of Fiscal Data Package, for tools such as OpenSpending.

use serde_json::{Value, json};

use crate::{Field, FieldType, Table};

/// Every table; a column that the standard has no word for is `unknown`.
pub fn of(version: &str, tables: &[&Table]) -> Value {
    let resources: Vec<Value> = tables
        .iter()
        .map(|table| {
            let fields: Vec<Value> = table
                .fields
                .iter()
                .map(|field| json!({ "name": field.name, "columnType": column_type(table, field) }))
                .collect();
            json!({ "name": crate::resource_name(&table.name), "erario:table": table.name, "schema": { "fields": fields } })
        })
        .collect();
    json!({ "erario:version": version, "countryCode": "MX", "currencyCode": "MXN", "resources": resources })
}

/// The word of the standard for a column. A label needs the code that it names beside it, and is `unknown` alone.
pub fn column_type<'a>(table: &'a Table, field: &'a Field) -> &'a str {
    let has = |kind: &str| table.fields.iter().any(|other| other.fiscal_type.as_deref() == Some(kind));
    let is_told = |kind: &&str| kind.strip_suffix("label").is_none_or(|stem| has(&format!("{stem}code")));
    match (field.fiscal_type.as_deref().filter(is_told), field.field_type) {
        (Some(kind), _) => kind,
        (None, FieldType::String | FieldType::Boolean) => "unknown:string",
        (None, FieldType::Year | FieldType::Integer) => "unknown:integer",
        (None, FieldType::Money | FieldType::Decimal) => "unknown:number",
    }
}
