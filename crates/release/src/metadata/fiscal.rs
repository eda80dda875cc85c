//! `fiscal-datapackage.json`: the tables of facts in pesos for tools that read
//! [Fiscal Data Package](https://specs.frictionlessdata.io/fiscal-data-package/) 1.0.0rc1, such as OpenSpending.
//!
//! Each amount is a column of its own in the files; `normalize` says which moment of the budget it is, so that a tool
//! makes one line a moment, with the moment in `phase` and the amount in `value`.

use std::collections::BTreeMap;

use erario_model::export::{fiscal, table_schema};
use erario_model::{FieldType, Table, TableKind, resource_name};
use serde_json::{Value, json};

use super::{ABOUT, TITLE};
use crate::folder::{Release, TableFiles};

pub(super) fn of(release: &Release, files: &[TableFiles], sums: &BTreeMap<String, String>, id: &str) -> Value {
    let is_told = |entry: &&TableFiles| {
        entry.rows > 0 && entry.table.kind == TableKind::Fact && entry.table.amounts().next().is_some()
    };
    let resource = |entry: &TableFiles| {
        json!({
            "name": resource_name(&entry.table.name),
            "path": entry.csv,
            "profile": "tabular-data-resource",
            "title": entry.table.title_es,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "hash": sums.get(&entry.csv).map(|sum| format!("sha256:{sum}")),
            "schema": schema(entry.table, &release.schema.version),
        })
    };
    json!({
        "profile": "fiscal-data-package",
        "name": "erario-fiscal",
        "id": id,
        "title": TITLE[0],
        "description": ABOUT[0],
        "countryCode": "MX",
        "columnTypes": ["https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"],
        "resources": files.iter().filter(is_told).map(resource).collect::<Vec<_>>(),
    })
}

fn schema(table: &Table, version: &str) -> Value {
    let lenient = table_schema::lenient(table, version);
    let types: Vec<&Value> = lenient["fields"].as_array().into_iter().flatten().map(|field| &field["type"]).collect();
    let fields: Vec<Value> = (table.fields.iter().zip(types))
        .map(|(field, kind)| {
            let mut entry = json!({ "name": field.name, "type": kind, "title": field.title_es });
            if field.field_type == FieldType::Money {
                entry["normalize"] = json!({ "phase": field.name, "phase_label": field.title_es });
            } else {
                entry["columnType"] = Value::from(fiscal::column_type(table, field));
            }
            entry
        })
        .collect();
    let direction = if table.name.starts_with("revenue") { "revenue" } else { "expenditure" };
    json!({
        "fields": fields,
        "missingValues": [""],
        "extraFields": [
            { "name": "phase", "type": "string", "columnType": "phase:id" },
            { "name": "phase_label", "type": "string", "columnType": "phase:label" },
            { "name": "value", "type": "number", "columnType": "value", "normalizationTarget": true },
            { "name": "currency", "type": "string", "columnType": "value-currency:code", "constant": "MXN" },
            { "name": "budget_direction", "type": "string", "columnType": "direction", "constant": direction },
        ],
    })
}
