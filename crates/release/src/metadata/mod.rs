//! The files of a release that say what is in it.

mod datapackage;
mod dictionary;
mod manifest;
mod quality;
mod table_schema;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::ReleaseError;
use crate::folder::{Release, TableFiles, write};

/// Writes every metadata file.
pub(crate) fn write_all(
    release: &Release,
    root: &Path,
    files: &[TableFiles],
    sums: &BTreeMap<String, String>,
    id: &str,
) -> Result<(), ReleaseError> {
    for entry in files {
        let path = root.join(format!("schemas/{}.json", entry.table.name));
        write_json(&path, &table_schema::of(entry.table, release.schema))?;
    }
    write_json(&root.join("datapackage.json"), &datapackage::of(release, files, sums, id, root)?)?;
    write_json(&root.join("findings.json"), &texts::findings(release))?;
    write(&root.join("dictionary.md"), dictionary::of(files).as_bytes())?;
    write(&root.join("LICENSE"), texts::licence(files).as_bytes())?;
    write(&root.join("README.md"), texts::readme(release, files, id).as_bytes())?;
    write_json(&root.join("manifest.json"), &manifest::of(release, files, id))
}

fn write_json(path: &Path, value: &Value) -> Result<(), ReleaseError> {
    let mut text =
        serde_json::to_string_pretty(value).map_err(|error| ReleaseError::table(&path.display().to_string(), error))?;
    text.push('\n');
    write(path, text.as_bytes())
}
