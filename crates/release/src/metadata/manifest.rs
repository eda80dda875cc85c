//! `manifest.json`: what went into the release, and what came out.

use std::collections::BTreeMap;

use erario_model::Provenance;
use serde_json::{Value, json};

use crate::folder::{Release, TableFiles};

pub(super) fn of(
    release: &Release,
    files: &[TableFiles],
    workbooks: &[String],
    id: &str,
    before: Option<&str>,
) -> Value {
    let mut findings: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in release.findings {
        *findings.entry(finding.severity.as_str()).or_default() += 1;
    }
    let tables: BTreeMap<&str, Value> = files
        .iter()
        .map(|entry| {
            let licences: Vec<&str> = entry.licences.iter().map(|licence| licence.id.as_str()).collect();
            let table = json!({
                "rows": entry.rows, "csv": entry.csv, "excel": entry.excel, "parquet": entry.parquet,
                "licences": licences,
            });
            (entry.table.name.as_str(), table)
        })
        .collect();
    let sources: Vec<Provenance> = release.sources.iter().map(Provenance::released).collect();
    json!({
        "format": 1,
        "release_id": id,
        "release_before": before,
        "created": release.time.0,
        "erario_version": release.version,
        "schema_version": release.schema.version,
        "datasets": release.datasets,
        "sources": sources,
        "tables": tables,
        "workbooks": workbooks,
        "findings": findings,
    })
}
