//! The folder of a release: written beside, then renamed, so that it is there whole or not at all.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use erario_columns::Distinct;
use erario_model::{Finding, Licence, Provenance, QualityLine, ReleaseFile, Schema, Table};
use jiff::Timestamp;
use polars::prelude::*;
use sha2::{Digest, Sha256};

use crate::ReleaseError;
use crate::diff::{self, ChangesFile, Side};
use crate::dtype::dtype_of;
use crate::gate;
use crate::id::{self, ReleaseTime};
use crate::index::{self, INDEX, Lock};
use crate::metadata;
use crate::verify::LISTING;
use crate::workplace::Workplace;
use crate::write::{FileNotes, Reader, write_csv, write_parquet};

/// Everything that a release is made of.
pub struct Release<'a> {
    pub schema: &'a Schema,
    /// Table name -> rows, complete but for the order.
    pub tables: BTreeMap<String, DataFrame>,
    pub findings: &'a [Finding],
    /// The rows of the table `quality`.
    pub quality: &'a [QualityLine],
    /// The snapshots that the tables rest on.
    pub sources: &'a [Provenance],
    pub time: ReleaseTime,
    /// The version of erario.
    pub version: &'a str,
    /// The addresses that were asked for, whether or not there is a file.
    pub datasets: &'a [String],
    /// What the project says of all its releases.
    pub settings: &'a ReleaseFile,
    /// The parts that the program is made of, as CycloneDX JSON.
    pub sbom: &'a str,
}

/// Which release it is.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// The folder of releases.
    pub out: &'a Path,
    pub id: &'a str,
    /// The release that stood before it.
    pub before: Option<&'a str>,
}

/// A release that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    pub id: String,
    pub path: PathBuf,
    /// A release with the same content was there already.
    pub unchanged: bool,
    /// Why nobody should use it, if somebody said so.
    pub yanked: Option<String>,
}

/// One file of a table, for the metadata.
pub(crate) struct TableFiles<'a> {
    pub table: &'a Table,
    pub rows: usize,
    /// Relative to the release.
    pub csv: String,
    /// The twin for spreadsheets.
    pub excel: String,
    pub parquet: Vec<String>,
    pub licences: Vec<&'a Licence>,
    /// The first and the last fiscal year.
    pub years: Option<[i32; 2]>,
    /// The snapshots that rows name as theirs, in order.
    pub source_ids: Vec<String>,
}

impl Release<'_> {
    /// Writes the release into `out`, lists it, and moves `out/latest` to it. A release that stands already is left as it
    /// is, and one that was yanked stays so. `now` is the time of the list, which no release bears.
    pub fn write(&self, out: &Path, now: Timestamp) -> Result<Released, ReleaseError> {
        fs::create_dir_all(out).map_err(ReleaseError::disk(out))?;
        gate::check(out, self.schema)?;
        let work = Workplace::new(out)?;
        let root = work.path().join("release");
        let (files, mut sums) = self.write_tables(&root)?;
        // From here on nobody else may number, list or point.
        let _lock = Lock::of(out)?;
        let mut index = index::open(out, now)?;
        let id = id::next_id(out, index.latest.as_deref(), &self.time, &digest(&sums)[..12])?;
        let path = out.join(&id);
        let unchanged = path.exists();
        if !unchanged {
            let identity = Identity { out, id: &id, before: index.latest.as_deref() };
            self.complete(&root, &files, &mut sums, &identity)?;
            fs::rename(&root, &path).map_err(ReleaseError::disk(&path))?;
            sync_folder(out)?;
        }
        let is_listed = out.join(INDEX).is_file();
        if index.publish(index::entry(&path, &id)?) || !is_listed {
            index::save(out, &mut index, now)?;
        }
        // Whoever was killed between the list and the link is put right.
        index::point(out, &index)?;
        let yanked = index.entry(&id).and_then(|entry| entry.yanked.as_ref()).map(|yanked| yanked.why.clone());
        Ok(Released { id, path, unchanged, yanked })
    }

    /// Writes a release that was made before into a folder of its own, under the same id, and lists nothing.
    pub fn write_again(&self, identity: &Identity, into: &Path) -> Result<Released, ReleaseError> {
        let (files, mut sums) = self.write_tables(into)?;
        self.complete(into, &files, &mut sums, identity)?;
        Ok(Released { id: identity.id.to_owned(), path: into.to_owned(), unchanged: false, yanked: None })
    }

    /// The files of all tables, and path -> checksum.
    fn write_tables(&self, root: &Path) -> Result<(Vec<TableFiles<'_>>, BTreeMap<String, String>), ReleaseError> {
        for folder in ["parquet", "csv", "excel", "schemas"] {
            make(&root.join(folder))?;
        }
        let mut sums = BTreeMap::new();
        let tables = self.schema.tables.iter();
        let files = tables.map(|table| self.write_table(root, table, &mut sums)).collect::<Result<_, _>>()?;
        Ok((files, sums))
    }

    /// All files that say something of the tables, and the list of all files.
    fn complete(
        &self,
        root: &Path,
        files: &[TableFiles],
        sums: &mut BTreeMap<String, String>,
        identity: &Identity,
    ) -> Result<(), ReleaseError> {
        metadata::write_all(self, root, files, sums, identity.id, identity.before)?;
        write_changes(identity.out, identity.before, root, sums)?;
        checksums(root, sums)?;
        let listing: String = sums.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect();
        write(&root.join(LISTING), listing.as_bytes())?;
        seal(root)
    }

    fn write_table<'t>(
        &'t self,
        root: &Path,
        table: &'t Table,
        sums: &mut BTreeMap<String, String>,
    ) -> Result<TableFiles<'t>, ReleaseError> {
        let rows = self.rows_of(table)?;
        let licences = self.licences(&rows)?;
        let licence = licences.iter().map(|licence| licence.id.as_str()).collect::<Vec<_>>().join(", ");
        let created_by = format!("erario {}", self.version);
        let notes = FileNotes { schema_version: &self.schema.version, licence: &licence, created_by: &created_by };
        let [csv, excel] = ["csv", "excel"].map(|folder| format!("{folder}/{}.csv", table.name));
        let as_csv = |path: &str, reader| write_csv(&root.join(path), table, &rows, reader);
        let ((as_csv, as_excel), as_parquet) = rayon::join(
            || rayon::join(|| as_csv(&csv, Reader::Program), || as_csv(&excel, Reader::Spreadsheet)),
            || write_partitions(root, table, &rows, &notes),
        );
        sums.insert(csv.clone(), as_csv?);
        sums.insert(excel.clone(), as_excel?);
        let as_parquet = as_parquet?;
        let parquet = as_parquet.keys().cloned().collect();
        sums.extend(as_parquet);
        let (years, source_ids) = (years(&rows)?, source_ids(&rows)?);
        Ok(TableFiles { table, rows: rows.height(), csv, excel, parquet, licences, years, source_ids })
    }

    /// The rows of a table as they are released, in their order.
    pub(crate) fn rows_of(&self, table: &Table) -> Result<DataFrame, ReleaseError> {
        match self.tables.get(&table.name) {
            Some(rows) if rows.width() > 0 => ordered(table, &complete(table, rows)?),
            _ => complete(table, &DataFrame::default()),
        }
    }

    /// The licences of the sources whose rows a table holds.
    fn licences(&self, rows: &DataFrame) -> PolarsResult<Vec<&Licence>> {
        // Classifiers come with the program, and rest on no snapshot.
        let (Ok(publishers), Ok(datasets)) = (rows.column("publisher"), rows.column("dataset")) else {
            return Ok(Vec::new());
        };
        let named = pairs(publishers, datasets)?;
        let mut licences: Vec<&Licence> = Vec::new();
        for source in self.sources {
            let address = (source.dataset.publisher.clone(), source.dataset.dataset.clone());
            if named.contains(&address) && !licences.contains(&&source.licence) {
                licences.push(&source.licence);
            }
        }
        licences.sort_by(|one, other| one.id.cmp(&other.id).then(one.attribution.cmp(&other.attribution)));
        Ok(licences)
    }
}

/// The first and the last fiscal year of some rows.
fn years(rows: &DataFrame) -> PolarsResult<Option<[i32; 2]>> {
    let Ok(years) = rows.column("fiscal_year") else { return Ok(None) };
    let years = years.i32()?;
    Ok(years.min().zip(years.max()).map(|(first, last)| [first, last]))
}

/// The snapshots that some rows rest on, each once.
fn source_ids(rows: &DataFrame) -> PolarsResult<Vec<String>> {
    let Ok(sources) = rows.column("source_id") else { return Ok(Vec::new()) };
    let distinct: BTreeSet<&str> = Distinct::of(sources)?.values.into_iter().flatten().collect();
    Ok(distinct.into_iter().map(str::to_owned).collect())
}

/// Writes a table as Parquet, one file a year where it is large; path -> checksum.
fn write_partitions(
    root: &Path,
    table: &Table,
    rows: &DataFrame,
    notes: &FileNotes,
) -> Result<BTreeMap<String, String>, ReleaseError> {
    let mut sums = BTreeMap::new();
    if !table.is_partitioned {
        let name = format!("parquet/{}.parquet", table.name);
        let sum = write_parquet(&root.join(&name), table, rows, None, notes)?;
        sums.insert(name, sum);
        return Ok(sums);
    }
    let years = rows.column("fiscal_year")?.i32()?;
    let distinct: Vec<i32> = years.unique()?.sort(false).into_no_null_iter().collect();
    for year in &distinct {
        let folder = format!("parquet/{}/fiscal_year={year}", table.name);
        make(&root.join(&folder))?;
        let name = format!("{folder}/part-0.parquet");
        let part = if distinct.len() == 1 { rows.clone() } else { rows.filter(&years.equal(*year))? };
        let sum = write_parquet(&root.join(&name), table, &part, Some("fiscal_year"), notes)?;
        sums.insert(name, sum);
    }
    Ok(sums)
}

/// Distinct pairs of two text columns, in the order of their first rows.
fn pairs(publishers: &Column, datasets: &Column) -> PolarsResult<Vec<(String, String)>> {
    let (publishers, datasets) = (Distinct::of(publishers)?, Distinct::of(datasets)?);
    let mut places: Vec<(u32, u32)> = Vec::new();
    for pair in publishers.places.iter().copied().zip(datasets.places.iter().copied()) {
        if places.last() != Some(&pair) && !places.contains(&pair) {
            places.push(pair);
        }
    }
    let text = |distinct: &Distinct, place: u32| distinct.values[place as usize].unwrap_or_default().to_owned();
    Ok(places.into_iter().map(|(one, other)| (text(&publishers, one), text(&datasets, other))).collect())
}

/// Rows in the order of the table's key, so that the order of sources does not matter. Large tables keep the order of
/// their source, which is the budget's own.
fn ordered(table: &Table, rows: &DataFrame) -> Result<DataFrame, ReleaseError> {
    if table.is_partitioned {
        return Ok(rows.clone());
    }
    let mut keys: Vec<PlSmallStr> = Vec::new();
    let tie_breakers =
        ["source_id", "source_part", "source_row", "field", "rule_code", "finding_id", "measure", "line", "figure_id"];
    for name in table.primary_key.iter().map(String::as_str).chain(tie_breakers) {
        if rows.column(name).is_ok() && !keys.iter().any(|key| key == name) {
            keys.push(name.into());
        }
    }
    if keys.is_empty() || rows.height() < 2 {
        return Ok(rows.clone());
    }
    let options = SortMultipleOptions::default().with_maintain_order(true).with_nulls_last(true);
    Ok(rows.sort(keys, options)?)
}

/// The table's fields and no others; one that nothing has filled yet is null throughout.
fn complete(table: &Table, rows: &DataFrame) -> Result<DataFrame, ReleaseError> {
    let mut columns = Vec::with_capacity(table.fields.len());
    for field in &table.fields {
        columns.push(match rows.column(&field.name) {
            Ok(column) => column.clone(),
            Err(_) if rows.height() > 0 && table.is_required(&field.name) => {
                return Err(ReleaseError::Column { table: table.name.clone(), column: field.name.clone() });
            }
            Err(_) => Column::full_null(field.name.as_str().into(), rows.height(), &dtype_of(field.field_type)),
        });
    }
    Ok(DataFrame::new(rows.height(), columns)?)
}

/// What changed since the release before, for people and for programs.
fn write_changes(
    out: &Path,
    before: Option<&str>,
    root: &Path,
    sums: &BTreeMap<String, String>,
) -> Result<(), ReleaseError> {
    let mut changes = ChangesFile::create(&root.join("changes.parquet"))?;
    let page = match before {
        None => diff::page_of_the_first(),
        // Somebody moved it elsewhere, to save room.
        Some(before) if !out.join(before).is_dir() => diff::page_without(before),
        Some(before) => {
            let (old, new) = (Side::open(&out.join(before))?, Side::of(root, sums.clone())?);
            diff::compare(&old, &new, Some(&mut changes))?.page()
        }
    };
    changes.finish()?;
    write(&root.join("CHANGES.md"), page.as_bytes())
}

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), ReleaseError> {
    fs::write(path, bytes).map_err(ReleaseError::disk(path))
}

fn make(folder: &Path) -> Result<(), ReleaseError> {
    fs::create_dir_all(folder).map_err(ReleaseError::disk(folder))
}

/// Adds the SHA-256 of every file whose path has none yet.
fn checksums(root: &Path, sums: &mut BTreeMap<String, String>) -> Result<(), ReleaseError> {
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(ReleaseError::disk(&folder))? {
            let path = entry.map_err(ReleaseError::disk(&folder))?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if let Entry::Vacant(unknown) = sums.entry(name) {
                unknown.insert(hash_file(&path).map_err(ReleaseError::disk(&path))?.0);
            }
        }
    }
    Ok(())
}

/// The digest of the tables among some files: what the end of a release's id is the beginning of. The twins for
/// spreadsheets say the same once more, and all else is drawn from the tables.
pub(crate) fn digest(sums: &BTreeMap<String, String>) -> String {
    let mut hasher = Sha256::new();
    let is_table = |path: &str| path.starts_with("csv/") && path.ends_with(".csv") || path.starts_with("parquet/");
    for (path, sum) in sums.iter().filter(|(path, _)| is_table(path)) {
        hasher.update(format!("{sum}  {path}\n").as_bytes());
    }
    hex(&hasher.finalize())
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The checksum and the length of a file, which is read as a stream. A link is no file.
pub(crate) fn hash_file(path: &Path) -> std::io::Result<(String, u64)> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is no file"));
    }
    let (mut file, mut hasher) = (fs::File::open(path)?, Sha256::new());
    let (mut buffer, mut length) = (vec![0; 1 << 20], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((hex(&hasher.finalize()), length)),
            more => {
                hasher.update(&buffer[..more]);
                length += more as u64;
            }
        }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the files readable for everyone, whatever the umask, and durable before the rename.
pub(crate) fn seal(root: &Path) -> Result<(), ReleaseError> {
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(ReleaseError::disk(&folder))? {
            let path = entry.map_err(ReleaseError::disk(&folder))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                set_mode(&path, 0o644)?;
                fs::File::open(&path).and_then(|file| file.sync_all()).map_err(ReleaseError::disk(&path))?;
            }
        }
        set_mode(&folder, 0o755)?;
        sync_folder(&folder)?;
    }
    Ok(())
}

#[cfg(unix)]
pub(crate) fn set_mode(path: &Path, mode: u32) -> Result<(), ReleaseError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(ReleaseError::disk(path))
}

#[cfg(not(unix))]
pub(crate) fn set_mode(_: &Path, _: u32) -> Result<(), ReleaseError> {
    Ok(())
}

pub(crate) fn sync_folder(folder: &Path) -> Result<(), ReleaseError> {
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(ReleaseError::disk(folder))
}

/// Moves `out/latest` in one step: a new link under another name, renamed over the old one.
pub(crate) fn point_latest(out: &Path, id: &str) -> Result<(), ReleaseError> {
    let link = out.join(".latest-new");
    let _ = fs::remove_file(&link);
    std::os::unix::fs::symlink(id, &link).map_err(ReleaseError::disk(&link))?;
    let latest = out.join("latest");
    fs::rename(&link, &latest).map_err(ReleaseError::disk(&latest))?;
    sync_folder(out)
}
