//! The tables of a release against its manifest and its schemas.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use serde::Deserialize;

use super::sums::Found;
use super::{Fault, FaultKind, fault};

const MANIFEST: &str = "manifest.json";
/// A partition's column stands in its path, as in `fiscal_year=2024`.
const PARTITION: char = '=';

/// What the manifest says, as far as it is checked.
#[derive(Default, Deserialize)]
struct Manifest {
    release_id: String,
    tables: BTreeMap<String, Files>,
}

#[derive(Deserialize)]
struct Files {
    rows: u64,
    csv: String,
    /// Releases of the first versions have no twins.
    excel: Option<String>,
    parquet: Vec<String>,
}

#[derive(Deserialize)]
struct TableSchema {
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
}

/// What was read.
#[derive(Default)]
pub(super) struct Content {
    pub id: String,
    pub rows: u64,
}

/// Columns and rows of every table. A file that is missing has been told already.
pub(super) fn check(folder: &Path, files: &BTreeMap<String, Found>, faults: &mut Vec<Fault>) -> Content {
    let Some(manifest) = json::<Manifest>(folder, MANIFEST, files, faults) else { return Content::default() };
    for (name, table) in &manifest.tables {
        let schema = format!("schemas/{name}.json");
        let Some(schema) = json::<TableSchema>(folder, &schema, files, faults) else { continue };
        let fields: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
        for (path, found) in
            std::iter::once(&table.csv).chain(&table.excel).filter_map(|path| files.get_key_value(path))
        {
            // The header is a record too.
            same(path, FaultKind::Rows, found.records.saturating_sub(1), table.rows, faults);
            match header(&folder.join(path)) {
                Ok(header) => columns(path, &header.split(',').collect::<Vec<_>>(), &fields, faults),
                Err(error) => faults.push(fault(path, FaultKind::Unreadable, error.to_string(), "")),
            }
        }
        if table.parquet.iter().all(|path| files.contains_key(path)) {
            parquet(folder, table, &fields, faults);
        }
    }
    Content { rows: manifest.tables.values().map(|table| table.rows).sum(), id: manifest.release_id }
}

/// Rows stand in the footers, so that no page is read.
fn parquet(folder: &Path, table: &Files, fields: &[&str], faults: &mut Vec<Fault>) {
    let mut rows = 0;
    for path in &table.parquet {
        let opened = File::open(folder.join(path)).map_err(parquet::errors::ParquetError::from);
        let metadata = match opened.and_then(SerializedFileReader::new) {
            Ok(reader) => reader.metadata().clone(),
            Err(error) => {
                faults.push(fault(path, FaultKind::Unreadable, error.to_string(), "Parquet"));
                return;
            }
        };
        rows += u64::try_from(metadata.file_metadata().num_rows()).unwrap_or(0);
        let found: Vec<&str> =
            metadata.file_metadata().schema().get_fields().iter().map(|field| field.name()).collect();
        let in_path = |field: &&str| {
            path.split('/').any(|part| part.split_once(PARTITION).is_some_and(|(name, _)| name == *field))
        };
        let expected: Vec<&str> = fields.iter().copied().filter(|field| !in_path(field)).collect();
        columns(path, &found, &expected, faults);
    }
    if let Some(first) = table.parquet.first() {
        same(first, FaultKind::Rows, rows, table.rows, faults);
    }
}

/// The first column that is another one is told; a list of forty would show nobody which.
fn columns(path: &str, found: &[&str], expected: &[&str], faults: &mut Vec<Fault>) {
    let most = found.len().max(expected.len());
    let at = |columns: &[&str], place: usize| match columns.get(place) {
        Some(name) => format!("{}: {name}", place + 1),
        None => format!("{}: -", place + 1),
    };
    if let Some(place) = (0..most).find(|place| found.get(*place) != expected.get(*place)) {
        faults.push(fault(path, FaultKind::Columns, at(found, place), at(expected, place)));
    }
}

fn same<T: PartialEq + ToString>(path: &str, kind: FaultKind, found: T, expected: T, faults: &mut Vec<Fault>) {
    if found != expected {
        faults.push(fault(path, kind, found.to_string(), expected.to_string()));
    }
}

fn header(path: &Path) -> std::io::Result<String> {
    let mut line = String::new();
    BufReader::new(File::open(path)?).read_line(&mut line)?;
    // Names are identifiers, in quotation marks or bare, so that no comma stands inside of one.
    Ok(line.trim_start_matches('\u{feff}').trim_end().replace('"', ""))
}

/// A file that others are checked by; nothing where it is missing or no such document.
fn json<T: for<'de> Deserialize<'de>>(
    folder: &Path,
    path: &str,
    files: &BTreeMap<String, Found>,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    if !files.contains_key(path) {
        return None;
    }
    let text = fs::read(folder.join(path)).map_err(|error| error.to_string());
    match text.and_then(|text| serde_json::from_slice(&text).map_err(|error| error.to_string())) {
        Ok(document) => Some(document),
        Err(error) => {
            faults.push(fault(path, FaultKind::Unreadable, error, ""));
            None
        }
    }
}
