//! The files of a release that say what is in it.

mod catalog;
mod citation;
mod croissant;
mod csvw;
mod datapackage;
mod dictionary;
mod fiscal;
mod jsonld;
mod manifest;
mod prov;
mod quality;
mod texts;
mod workbook;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use erario_model::export::{Format, table_schema};
use erario_model::{Licence, Table};
use serde_json::Value;

use crate::ReleaseError;
use crate::folder::{Release, TableFiles, write};

/// What a release is, in Spanish and in English.
pub(crate) const TITLE: [&str; 2] = [
    "erario: presupuestos y gasto público de los gobiernos de México",
    "erario: public budgets and spending of Mexican governments",
];
pub(crate) const ABOUT: [&str; 2] = [
    "Tablas con tipos, comprobadas y citadas, de los archivos que publican gobiernos y recopiladores. Lo que está mal en ellos está en findings.json.",
    "Typed, checked and cited tables drawn from files that governments and collectors publish. What is wrong in them stands in findings.json.",
];

/// The terms of all tables, each once.
fn licences<'r>(files: &[TableFiles<'r>]) -> Vec<&'r Licence> {
    let mut licences: Vec<&Licence> = files.iter().flat_map(|entry| entry.licences.iter().copied()).collect();
    licences.sort_by(|one, other| one.id.cmp(&other.id).then(one.attribution.cmp(&other.attribution)));
    licences.dedup();
    licences
}

/// Writes every metadata file.
pub(crate) fn write_all(
    release: &Release,
    root: &Path,
    files: &[TableFiles],
    sums: &BTreeMap<String, String>,
    id: &str,
    before: Option<&str>,
) -> Result<(), ReleaseError> {
    write_schemas(release, root)?;
    write_json(&root.join("datapackage.json"), &datapackage::of(release, files, sums, id, root)?)?;
    write_json(&root.join("fiscal-datapackage.json"), &fiscal::of(release, files, sums, id))?;
    write_json(&root.join("csv/csv-metadata.json"), &csvw::of(files, id))?;
    write_json(&root.join("catalog.jsonld"), &catalog::of(release, files, sums, id, root)?)?;
    write_json(&root.join("prov.jsonld"), &prov::of(release, files, id, before))?;
    write_json(&root.join("croissant.json"), &croissant::of(release, files, sums, id))?;
    write(&root.join("sbom.cdx.json"), release.sbom.as_bytes())?;
    let workbooks = workbook::write_all(release, id, root)?;
    write_json(&root.join("findings.json"), &texts::findings(release))?;
    write(&root.join("dictionary.md"), dictionary::of(release, files).as_bytes())?;
    write(&root.join("CITATION.cff"), citation::of(release, files, id).as_bytes())?;
    write(&root.join("LICENSE"), texts::licence(files).as_bytes())?;
    write(&root.join("README.md"), texts::readme(release, files, &workbooks, id).as_bytes())?;
    write_json(&root.join("manifest.json"), &manifest::of(release, files, &workbooks, id, before))
}

/// Bytes of a file of the release.
fn size_of(root: &Path, path: &str) -> Result<u64, ReleaseError> {
    let path = root.join(path);
    Ok(fs::metadata(&path).map_err(ReleaseError::disk(&path))?.len())
}

/// The contract of the release, in the forms that a reader may hold its tables to.
fn write_schemas(release: &Release, root: &Path) -> Result<(), ReleaseError> {
    let version = &release.schema.version;
    let tables: Vec<&Table> = release.schema.tables.iter().collect();
    fs::create_dir_all(root.join("schemas/json-schema")).map_err(ReleaseError::disk(root.join("schemas")))?;
    for table in &tables {
        write_json(&root.join(format!("schemas/{}.json", table.name)), &table_schema::of(table, version))?;
    }
    for format in [Format::JsonSchema, Format::Postgresql, Format::Duckdb] {
        for (name, text) in format.files(version, &tables) {
            write(&root.join("schemas").join(name), text.as_bytes())?;
        }
    }
    Ok(())
}

fn write_json(path: &Path, value: &Value) -> Result<(), ReleaseError> {
    let mut text =
        serde_json::to_string_pretty(value).map_err(|error| ReleaseError::table(&path.display().to_string(), error))?;
    text.push('\n');
    write(path, text.as_bytes())
}
