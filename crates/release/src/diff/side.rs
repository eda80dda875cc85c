//! One of the two releases: its contract, its files, and where it has its rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use erario_model::Tables;
use serde::{Deserialize, Serialize};

use crate::ReleaseError;
use crate::gate::table_schemas;
use crate::verify::{LISTING, listed};

/// A file that a release rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceFile {
    /// `<publisher>/<dataset>`.
    pub dataset: String,
    pub edition: String,
    pub file_name: String,
    pub sha256: String,
}

/// A release that is compared.
pub(crate) struct Side {
    folder: PathBuf,
    pub id: String,
    pub contract: Tables,
    /// Path -> checksum.
    sums: BTreeMap<String, String>,
    tables: BTreeMap<String, Vec<String>>,
    pub files: Vec<SourceFile>,
}

#[derive(Deserialize)]
struct Manifest {
    release_id: String,
    sources: Vec<SourceFile>,
    tables: BTreeMap<String, Files>,
}

#[derive(Deserialize)]
struct Files {
    parquet: Vec<String>,
}

impl Side {
    /// A release that stands.
    pub(crate) fn open(folder: &Path) -> Result<Side, ReleaseError> {
        let path = folder.join(LISTING);
        if !path.is_file() {
            return Err(ReleaseError::NoRelease { folder: folder.to_owned() });
        }
        let listing = fs::read(&path).map_err(ReleaseError::read(&path))?;
        Side::of(folder, listed(&listing))
    }

    /// A release in a folder, with the checksums of its files as far as they are known.
    pub(crate) fn of(folder: &Path, sums: BTreeMap<String, String>) -> Result<Side, ReleaseError> {
        let path = folder.join("manifest.json");
        let text = fs::read(&path).map_err(ReleaseError::read(&path))?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(ReleaseError::damaged(&path))?;
        let contract = Tables::published(&table_schemas(&folder.join("schemas"))?)?;
        let mut files = manifest.sources;
        files.sort();
        Ok(Side {
            folder: folder.to_owned(),
            id: manifest.release_id,
            contract,
            sums,
            tables: manifest.tables.into_iter().map(|(name, files)| (name, files.parquet)).collect(),
            files,
        })
    }

    pub(super) fn has_bytes(&self, sha256: &str) -> bool {
        self.files.iter().any(|file| file.sha256 == sha256)
    }

    pub(super) fn has_dataset(&self, dataset: &str) -> bool {
        self.files.iter().any(|file| file.dataset == dataset)
    }

    /// Whether it rests on the file that a `source_id` names.
    pub(super) fn has_source(&self, source_id: &str) -> bool {
        let begins = source_id.rsplit_once('@').map_or("", |(_, sum)| sum);
        !begins.is_empty() && self.files.iter().any(|file| file.sha256.starts_with(begins))
    }

    /// Whether it rests on a file of the dataset that the other release has not seen.
    pub(super) fn brings(&self, dataset: &str, other: &Side) -> bool {
        self.files.iter().any(|file| file.dataset == dataset && !other.has_bytes(&file.sha256))
    }

    /// The Parquet files of a table.
    pub(super) fn parquet(&self, table: &str) -> Vec<File> {
        let paths = self.tables.get(table).into_iter().flatten();
        paths
            .map(|path| File {
                path: self.folder.join(path),
                sum: self.sums.get(path).cloned(),
                year: path.split('/').find_map(|part| part.strip_prefix("fiscal_year=")?.parse().ok()),
            })
            .collect()
    }
}

/// A Parquet file with rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    pub path: PathBuf,
    sum: Option<String>,
    /// The year that only the path says.
    pub year: Option<i32>,
}

/// Files of both releases whose rows may have each other's keys.
pub(super) struct Unit {
    pub old: Vec<File>,
    pub new: Vec<File>,
}

/// The parts of a table that are compared one by one: years, where both releases keep them apart. Those whose bytes are
/// the same are left out.
pub(super) fn units(old: &Side, new: &Side, table: &str) -> Vec<Unit> {
    let (old, new) = (old.parquet(table), new.parquet(table));
    let is_apart = old.iter().chain(&new).all(|file| file.year.is_some());
    let mut units: BTreeMap<Option<i32>, Unit> = BTreeMap::new();
    let place = |file: &File| file.year.filter(|_| is_apart);
    let empty = || Unit { old: Vec::new(), new: Vec::new() };
    for file in old {
        units.entry(place(&file)).or_insert_with(empty).old.push(file);
    }
    for file in new {
        units.entry(place(&file)).or_insert_with(empty).new.push(file);
    }
    let sums = |files: &[File]| files.iter().map(|file| file.sum.clone()).collect::<Option<Vec<_>>>();
    let differs = |unit: &Unit| match (sums(&unit.old), sums(&unit.new)) {
        (Some(old), Some(new)) => old != new,
        _ => true,
    };
    units.into_values().filter(differs).collect()
}
