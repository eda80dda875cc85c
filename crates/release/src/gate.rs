//! The gate: a release never breaks its readers without a version that says so.
//!
//! What is promised is what the newest release says in its `schemas/`. A change of the contract that breaks it needs
//! another major version (before 1.0, another minor one) in `schemas/fields.json`.

use std::fs;
use std::path::Path;

use erario_model::compat::{Class, compare};
use erario_model::{Schema, Tables};

use crate::ReleaseError;

/// Refuses what would break the readers of `out/latest`. Where there is no release yet, nothing is promised.
pub(crate) fn check(out: &Path, schema: &Schema) -> Result<(), ReleaseError> {
    let folder = out.join("latest/schemas");
    if !folder.is_dir() {
        return Ok(());
    }
    let promised = Tables::published(&table_schemas(&folder)?)?;
    let now = Tables { version: schema.version.clone(), tables: schema.tables.clone() };
    let diff = compare(&promised, &now);
    if !diff.is_refused() {
        return Ok(());
    }
    let breaking = diff.changes.iter().filter(|change| change.kind.class() == Class::Breaking);
    let told = |change: &erario_model::compat::Change| {
        format!("  {}: {} {}", change.place(), change.kind.what()[1], change.detail()).trim_end().to_owned()
    };
    let changes = breaking.map(told).collect::<Vec<_>>().join("\n");
    Err(ReleaseError::Breaking { release: out.join("latest"), old: diff.old_version, new: diff.new_version, changes })
}

/// The Table Schemas of a release, each with its path.
pub(crate) fn table_schemas(folder: &Path) -> Result<Vec<(String, String)>, ReleaseError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(ReleaseError::read(folder))? {
        let path = entry.map_err(ReleaseError::read(folder))?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let text = fs::read_to_string(&path).map_err(ReleaseError::read(&path))?;
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    Ok(files)
}
