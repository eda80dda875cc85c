//! A folder that holds a copy of releases that stand elsewhere: what [`crate::publish`] fills where it publishes to a
//! folder, and what a reader pulls into.
//!
//! What arrives lies aside until it is whole and proved. A release then appears by a rename, the list after it, and
//! `latest` last, so that a reader of the copy never sees half of anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::ReleaseError;
use crate::folder::{hash_file, seal, set_mode, sha256, sync_folder};
use crate::id;
use crate::index::{self, Entry, INDEX, Index, Lock};
use crate::sign::{KEYS, LISTS, signature_of, signature_of_list};
use crate::verify::{LISTING, listed};

/// What has arrived and is not proved yet. It stays when a try is cut short, for the next one to go on with.
const ARRIVING: &str = ".arriving";

/// A copy of releases, which nobody else changes while this stands.
pub struct Mirror {
    out: PathBuf,
    _lock: Lock,
}

impl Mirror {
    /// Opens or begins a copy.
    pub fn open(out: &Path) -> Result<Mirror, ReleaseError> {
        fs::create_dir_all(out).map_err(ReleaseError::disk(out))?;
        let mirror = Mirror { out: out.to_owned(), _lock: Lock::of(out)? };
        no_link(&mirror.arriving())?;
        fs::create_dir_all(mirror.arriving()).map_err(ReleaseError::disk(mirror.arriving()))?;
        Ok(mirror)
    }

    /// Where what arrives is put: the list and its signatures as they are named, each release in a folder of its id.
    pub fn arriving(&self) -> PathBuf {
        self.out.join(ARRIVING)
    }

    /// The list of this copy, as it stands.
    pub fn list(&self) -> Result<Option<Index>, ReleaseError> {
        index::read(&self.out)
    }

    /// Checksum -> file, of all releases that are here.
    pub fn known(&self) -> Result<BTreeMap<String, PathBuf>, ReleaseError> {
        let mut known = BTreeMap::new();
        for id in id::all(&self.out)? {
            let folder = self.out.join(&id);
            let path = folder.join(LISTING);
            let listing = fs::read(&path).map_err(ReleaseError::read(&path))?;
            known.extend(listed(&listing).into_iter().map(|(path, sum)| (sum, folder.join(path))));
        }
        Ok(known)
    }

    /// The files of a release by the list of them that has arrived or stands here, path -> checksum; nothing where there
    /// is none, or another one than the list of releases says.
    pub fn files(&self, entry: &Entry) -> Option<BTreeMap<String, String>> {
        [self.arriving().join(&entry.id), self.folder(&entry.id)].into_iter().find_map(|folder| {
            let listing = fs::read(folder.join(LISTING)).ok()?;
            let (files, faults) = crate::verify::parse(&listing);
            (sha256(&listing) == entry.sha256sums && faults.is_empty()).then_some(files)
        })
    }

    /// Whether a file is here, or has arrived, or stands in another release and was copied from there. Whatever it takes,
    /// it proves.
    pub fn has(
        &self,
        id: &str,
        path: &str,
        sha256: &str,
        known: &BTreeMap<String, PathBuf>,
    ) -> Result<bool, ReleaseError> {
        let is_it = |file: &Path| hash_file(file).is_ok_and(|(found, _)| found == sha256);
        let arrived = self.arriving().join(id).join(path);
        if is_it(&self.folder(id).join(path)) || is_it(&arrived) {
            return Ok(true);
        }
        let Some(other) = known.get(sha256).filter(|other| is_it(other)) else { return Ok(false) };
        make_parent(&arrived)?;
        fs::copy(other, &arrived).map_err(ReleaseError::disk(&arrived))?;
        Ok(is_it(&arrived))
    }

    /// The folder that a release has here.
    pub fn folder(&self, id: &str) -> PathBuf {
        self.out.join(id)
    }

    /// Makes a release that has arrived one of this copy. Of a release that is here in part, what arrived joins it file
    /// by file.
    pub fn adopt(&self, id: &str) -> Result<(), ReleaseError> {
        let (from, to) = (self.arriving().join(id), self.folder(id));
        no_link(&to)?;
        if !from.is_dir() {
            return Ok(());
        }
        seal(&from)?;
        if !to.exists() {
            fs::rename(&from, &to).map_err(ReleaseError::disk(&to))?;
            return sync_folder(&self.out);
        }
        let mut files: Vec<PathBuf> = files_below(&from)?;
        // The list of its files is the last to change.
        files.sort_by_key(|path| path.ends_with(LISTING));
        for path in files {
            let place = to.join(path.strip_prefix(&from).unwrap_or(&path));
            let folder = place.parent().unwrap_or(&to);
            fs::create_dir_all(folder).map_err(ReleaseError::disk(folder))?;
            set_mode(folder, 0o755)?;
            fs::rename(&path, &place).map_err(ReleaseError::disk(&place))?;
            sync_folder(folder)?;
        }
        Ok(())
    }

    /// Makes the list that has arrived that of this copy, and moves `latest` if its release is here.
    pub fn adopt_list(self) -> Result<Index, ReleaseError> {
        let from = self.arriving();
        let path = from.join(INDEX);
        let text = fs::read(&path).map_err(ReleaseError::read(&path))?;
        let list = index::parse(&text).map_err(|detail| ReleaseError::Index { path, detail })?;
        for folder in [KEYS, LISTS].map(|folder| from.join(folder)).into_iter().filter(|folder| folder.is_dir()) {
            for path in files_below(&folder)? {
                self.replace(&path, path.strip_prefix(&from).unwrap_or(&path))?;
            }
        }
        self.replace(&from.join(INDEX), Path::new(INDEX))?;
        let signature = signature_of(INDEX);
        if from.join(&signature).is_file() {
            self.replace(&from.join(&signature), Path::new(&signature))?;
        } else {
            index::remove(&self.out.join(&signature))?;
        }
        let stands = list.latest.as_ref().is_none_or(|latest| self.folder(latest).is_dir());
        if stands {
            index::point(&self.out, &list)?;
        }
        fs::remove_dir_all(&from).map_err(ReleaseError::disk(&from))?;
        Ok(list)
    }

    fn replace(&self, from: &Path, name: &Path) -> Result<(), ReleaseError> {
        let place = self.out.join(name);
        let folder = place.parent().unwrap_or(&self.out);
        fs::create_dir_all(folder).map_err(ReleaseError::disk(folder))?;
        set_mode(folder, 0o755)?;
        let bytes = fs::read(from).map_err(ReleaseError::read(from))?;
        index::replace(&place, &bytes)
    }
}

/// The list of some releases with all that vouches for it: name -> bytes, as published beside the releases.
pub(crate) fn list_with_signatures(out: &Path) -> Result<(Index, BTreeMap<String, Vec<u8>>), ReleaseError> {
    // Not while somebody signs it.
    let _lock = Lock::of(out)?;
    let read = |name: &str| fs::read(out.join(name)).map_err(ReleaseError::read(out.join(name)));
    let Some(list) = index::read(out)? else { return Err(ReleaseError::NoReleases { out: out.to_owned() }) };
    let text = read(INDEX)?;
    let mut files = BTreeMap::new();
    let signature = signature_of(INDEX);
    if out.join(&signature).is_file() {
        let bytes = read(&signature)?;
        files.insert(signature_of_list(&sha256(&text)), bytes.clone());
        files.insert(signature, bytes);
    }
    for key in &list.keys {
        let name = format!("{KEYS}/{key}.pub");
        for name in [signature_of(&name), name] {
            files.insert(name.clone(), read(&name)?);
        }
    }
    files.insert(INDEX.to_owned(), text);
    Ok((list, files))
}

pub(crate) fn make_parent(path: &Path) -> Result<(), ReleaseError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(ReleaseError::disk(folder))
}

/// The files of a release that belong to some tables, path -> checksum, with those that describe it; all of them where no
/// table is named.
pub fn of_tables(files: BTreeMap<String, String>, tables: &[String]) -> BTreeMap<String, String> {
    if tables.is_empty() {
        return files;
    }
    let is_of = |path: &str, table: &str| {
        let whole = [format!("csv/{table}.csv"), format!("parquet/{table}.parquet"), format!("schemas/{table}.json")];
        whole.iter().any(|name| name == path) || path.starts_with(&format!("parquet/{table}/"))
    };
    // What changed in all tables may be as large as they are.
    let describes = |path: &str| !path.contains('/') && path != "changes.parquet";
    files.into_iter().filter(|(path, _)| describes(path) || tables.iter().any(|table| is_of(path, table))).collect()
}

/// Where a link stands, somebody else decides what is written.
fn no_link(path: &Path) -> Result<(), ReleaseError> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link { Err(ReleaseError::Link { path: path.to_owned() }) } else { Ok(()) }
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, ReleaseError> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(ReleaseError::read(&folder))? {
            let path = entry.map_err(ReleaseError::read(&folder))?.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_brings_its_files_and_what_describes_the_release() {
        let names = [
            "README.md",
            "changes.parquet",
            "csv/budget_line.csv",
            "csv/transfer.csv",
            "excel/budget_line.csv",
            "parquet/budget_line/fiscal_year=2024/part-0.parquet",
            "parquet/transfer.parquet",
            "schemas/budget_line.json",
        ];
        let files: BTreeMap<String, String> = names.map(|name| (name.to_owned(), String::new())).into();
        assert_eq!(of_tables(files.clone(), &[]).len(), names.len());
        let some: Vec<String> = of_tables(files, &["budget_line".to_owned()]).into_keys().collect();
        assert_eq!(some, [names[0], names[2], names[5], names[7]]);
    }
}
