//! `csv/csv-metadata.json`: what the columns of every CSV are, in [CSV on the Web](https://www.w3.org/TR/tabular-metadata/),
//! where its readers look for it: beside the files.

use erario_model::{Field, FieldType, Table, Uniqueness};
use serde_json::{Value, json};

use super::catalog::licence_of;
use super::jsonld::{both, iri};
use crate::folder::TableFiles;

pub(super) fn of(files: &[TableFiles], id: &str) -> Value {
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "es" }],
        "dc:identifier": id,
        "dialect": { "encoding": "utf-8", "delimiter": ",", "quoteChar": "\"", "header": true, "lineTerminators": ["\n"] },
        "tables": files.iter().map(table).collect::<Vec<_>>(),
    })
}

fn table(entry: &TableFiles) -> Value {
    let table = entry.table;
    let mut schema = json!({ "columns": table.fields.iter().map(|field| column(table, field)).collect::<Vec<_>>() });
    // Others are meant to be unique, and published files repeat them; or parts of them may be empty.
    if table.uniqueness == Uniqueness::Primary {
        schema["primaryKey"] = json!(table.primary_key);
    }
    json!({
        "url": entry.csv.strip_prefix("csv/").unwrap_or(&entry.csv),
        "dc:title": both([&table.title_es, &table.title_en]),
        "dc:description": both([&table.description_es, &table.description_en]),
        "dc:license": { "@id": from_there(licence_of(entry)) },
        "tableSchema": schema,
    })
}

/// An address as seen from the folder of the CSV files.
fn from_there(address: &str) -> String {
    if address.contains("://") { iri(address) } else { format!("../{address}") }
}

fn column(table: &Table, field: &Field) -> Value {
    let kind = match field.field_type {
        FieldType::String => "string",
        FieldType::Year | FieldType::Integer => "integer",
        FieldType::Boolean => "boolean",
        FieldType::Money | FieldType::Decimal => "decimal",
    };
    json!({
        "name": field.name,
        "titles": field.name,
        "datatype": kind,
        "required": table.is_required(&field.name),
        "dc:title": both([&field.title_es, &field.title_en]),
        "dc:description": both([&field.description_es, &field.description_en]),
    })
}
