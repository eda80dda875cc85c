//! `datapackage.json`: Data Package v2, one resource a table, with its licences and attributions.

use std::collections::BTreeMap;
use std::path::Path;

use erario_model::export::table_schema;
use erario_model::{Licence, resource_name};
use serde_json::{Value, json};

use super::{ABOUT, TITLE, licences, size_of};
use crate::ReleaseError;
use crate::folder::{Release, TableFiles};

pub(super) fn of(
    release: &Release,
    files: &[TableFiles],
    sums: &BTreeMap<String, String>,
    id: &str,
    root: &Path,
) -> Result<Value, ReleaseError> {
    let mut resources = Vec::new();
    for entry in files {
        let bytes = size_of(root, &entry.csv)?;
        let table = entry.table;
        let sum = sums.get(&entry.csv).map(|sum| format!("sha256:{sum}"));
        let mut resource = json!({
            "name": resource_name(&table.name),
            "type": "table",
            "path": entry.csv,
            "title": table.title_es,
            "description": table.description_es,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": bytes,
            "hash": sum,
            "schema": table_schema::lenient(table, &release.schema.version),
            "erario:rows": entry.rows,
            "erario:parquet": entry.parquet,
            "erario:excel": entry.excel,
            "erario:title_en": table.title_en,
            "erario:description_en": table.description_en,
        });
        if !entry.licences.is_empty() {
            resource["licenses"] = entry.licences.iter().map(|licence| licence_entry(licence)).collect();
            resource["sources"] =
                entry.licences.iter().map(|licence| json!({ "title": licence.attribution })).collect();
        }
        resources.push(resource);
    }
    let licences = licences(files);
    let mut distinct = licences.clone();
    distinct.dedup_by(|one, other| one.id == other.id);
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "erario",
        "id": id,
        "title": TITLE[0],
        "erario:title_en": TITLE[1],
        "description": ABOUT[0],
        "erario:description_en": ABOUT[1],
        "version": release.schema.version,
        "created": release.time.0,
        "resources": resources,
    });
    if !distinct.is_empty() {
        package["licenses"] = distinct.iter().map(|licence| licence_entry(licence)).collect();
        package["sources"] = licences.iter().map(|licence| json!({ "title": licence.attribution })).collect();
    }
    Ok(package)
}

fn licence_entry(licence: &Licence) -> Value {
    json!({ "name": licence.id, "path": licence.url, "title": licence.title })
}
