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
                .map(|field| json!({ "name": field.name, "columnType": column_type(field) }))
                .collect();
            json!({ "name": crate::resource_name(&table.name), "erario:table": table.name, "schema": { "fields": fields } })
        })
        .collect();
    json!({ "erario:version": version, "countryCode": "MX", "currencyCode": "MXN", "resources": resources })
}

fn column_type(field: &Field) -> &str {
    match (&field.fiscal_type, field.field_type) {
        (Some(kind), _) => kind,
        (None, FieldType::String | FieldType::Boolean) => "unknown:string",
        (None, FieldType::Year | FieldType::Integer) => "unknown:integer",
        (None, FieldType::Money | FieldType::Decimal) => "unknown:number",
    }
}
