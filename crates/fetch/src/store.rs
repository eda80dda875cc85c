//! The store: every state of every file that was ever seen, kept by its content.
//!
//! ```text
//! format                                                          erario-store 1
//! lock                                                            held by the one who writes
//! objects/ba/ba7816bf…                                            the bytes, read-only
//! snapshots/mx-shcp/pef/2024/20240201T120000Z-ba7816bf8f01.json   where they came from
//! ```
//!
//! Bytes go to the disk before the provenance that names them, each by a rename. So whatever is found under
//! `snapshots/` is complete, and readers need no lock.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use erario_model::{Address, Provenance, Snapshot};

use crate::content::{self, Content};
use crate::store_error::disk;
use crate::{NewSnapshot, StoreError, durable, objects};

const FORMAT: u32 = 1;

/// A folder that keeps snapshots: content-addressed, append-only, safe to read while somebody writes.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    /// The lock on disk holds off other processes; this one makes the threads of this process wait their turn.
    writing: Mutex<()>,
}

impl Store {
    /// Opens the store in `root`, which becomes one if it is none yet.
    pub fn open_or_create(root: &Path) -> Result<Store, StoreError> {
        let format = root.join("format");
        if !format.exists() {
            // The format comes last: a folder without it is no store, and the next run starts over.
            for folder in ["objects", "snapshots"].map(|name| root.join(name)) {
                durable::create_folder(&folder).map_err(disk("make this folder", &folder))?;
            }
            let text = format!("erario-store {FORMAT}\n");
            durable::write(root, &format, text.as_bytes()).map_err(disk("write", &format))?;
        }
        Store::open(root)
    }

    /// Opens the store in `root`.
    pub fn open(root: &Path) -> Result<Store, StoreError> {
        let path = root.join("format");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::NoStore { root: root.to_owned() });
            }
            Err(error) => return Err(disk("read", &path)(error)),
        };
        match text.trim().strip_prefix("erario-store ").and_then(|version| version.parse().ok()) {
            Some(FORMAT) => Ok(Store { root: root.to_owned(), writing: Mutex::new(()) }),
            Some(found) if found > FORMAT => {
                Err(StoreError::NewerFormat { root: root.to_owned(), found, known: FORMAT })
            }
            _ => Err(StoreError::BadFormat { path, found: text.trim().to_owned() }),
        }
    }

    /// Stores the bytes of a file, and its provenance beside them.
    ///
    /// The content that this edition had last gives the snapshot that is there, unchanged: the time of retrieval is the
    /// time when this state was first seen. A publisher that goes back to an earlier content is on record again, because
    /// that is what it publishes now. The bytes are kept once; putting them in place again mends an object that has
    /// rotted.
    pub fn add_file(&self, file: &Path, new: NewSnapshot) -> Result<Snapshot, StoreError> {
        let folder = self.edition_folder(&new.dataset, &new.edition)?;
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let _lock = self.lock()?;

        let content = objects::put(&self.root, file)?;
        let newest = self.latest(&new.dataset, &new.edition)?;
        if let Some(newest) = newest.filter(|newest| newest.provenance.sha256 == content.sha256) {
            return Ok(newest);
        }

        let name = format!("{}-{}.json", new.retrieved_at.strftime("%Y%m%dT%H%M%SZ"), &content.sha256[..12]);
        let path = folder.join(name);
        let provenance = new.provenance(content);
        let mut json = serde_json::to_vec_pretty(&provenance)
            .map_err(|error| StoreError::Provenance { path: path.clone(), why: error.to_string() })?;
        json.push(b'\n');
        durable::create_folder(&folder).map_err(disk("make this folder", &folder))?;
        durable::write(&self.root, &path, &json).map_err(disk("write", &path))?;
        Ok(Snapshot { path: objects::path(&self.root, &provenance.sha256), provenance })
    }

    /// The state of an edition that was retrieved last; of two in the same second, the one with the greater hash.
    pub fn latest(&self, dataset: &Address, edition: &str) -> Result<Option<Snapshot>, StoreError> {
        let newest = self.snapshot_files(dataset, edition)?.pop();
        newest.map(|path| self.snapshot(&path)).transpose()
    }

    /// The editions that have a snapshot, sorted by name. Which of them precedes which is for the pipeline to say.
    pub fn editions(&self, dataset: &Address) -> Result<Vec<String>, StoreError> {
        let mut editions = Vec::new();
        for edition in names_in(&self.dataset_folder(dataset))? {
            // A folder without a snapshot is what a crash left between the two.
            if is_edition(&edition) && !self.snapshot_files(dataset, &edition)?.is_empty() {
                editions.push(edition);
            }
        }
        Ok(editions)
    }

    /// Every stored state of an edition, the oldest first.
    pub fn snapshots(&self, dataset: &Address, edition: &str) -> Result<Vec<Snapshot>, StoreError> {
        self.snapshot_files(dataset, edition)?.iter().map(|path| self.snapshot(path)).collect()
    }

    /// The bytes of a snapshot, proved to be those that were stored.
    pub fn read(&self, snapshot: &Snapshot) -> Result<Vec<u8>, StoreError> {
        let Provenance { sha256, size_bytes, .. } = &snapshot.provenance;
        let expected = Content { sha256: sha256.clone(), size_bytes: *size_bytes };
        objects::read(&snapshot.path, &expected)
    }

    /// Held until it is dropped, and by the kernel no longer than the process lives.
    fn lock(&self) -> Result<File, StoreError> {
        let path = self.root.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(disk("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked { root: self.root.clone() }),
            Err(TryLockError::Error(error)) => Err(disk("lock", &path)(error)),
        }
    }

    fn dataset_folder(&self, dataset: &Address) -> PathBuf {
        self.root.join("snapshots").join(&dataset.publisher).join(&dataset.dataset)
    }

    fn edition_folder(&self, dataset: &Address, edition: &str) -> Result<PathBuf, StoreError> {
        match is_edition(edition) {
            true => Ok(self.dataset_folder(dataset).join(edition)),
            false => Err(StoreError::Edition { edition: edition.to_owned() }),
        }
    }

    /// The names begin with the time, so that their order is the order of retrieval.
    fn snapshot_files(&self, dataset: &Address, edition: &str) -> Result<Vec<PathBuf>, StoreError> {
        let folder = self.edition_folder(dataset, edition)?;
        let names = names_in(&folder)?;
        Ok(names.iter().filter(|name| name.ends_with(".json")).map(|name| folder.join(name)).collect())
    }

    fn snapshot(&self, path: &Path) -> Result<Snapshot, StoreError> {
        let bad = |why: String| StoreError::Provenance { path: path.to_owned(), why };
        let json = fs::read(path).map_err(disk("read", path))?;
        let provenance: Provenance = serde_json::from_slice(&json).map_err(|error| bad(error.to_string()))?;
        if !content::is_sha256(&provenance.sha256) {
            return Err(bad(format!("{:?} is no sha256", provenance.sha256)));
        }
        Ok(Snapshot { path: objects::path(&self.root, &provenance.sha256), provenance })
    }
}

/// An edition becomes a folder, on every system and under every root: plain ASCII, and never a way out.
fn is_edition(name: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(is_plain)
}

/// The names in a folder, sorted; none if it is not there. Names that begin with a dot are nobody's business.
fn names_in(folder: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(disk("list", folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(disk("list", folder))?.file_name();
        names.extend(name.to_str().filter(|name| !name.starts_with('.')).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use std::path::Component;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_edition_is_a_plain_name() {
        for name in ["2016", "2024-4T", "2024_v1.2"] {
            assert!(is_edition(name), "{name}");
        }
        for name in ["", ".", "..", "../x", "a/b", "a\\b", "año", ".hidden", "2024 4T", "C:"] {
            assert!(!is_edition(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn an_edition_is_always_exactly_one_folder(name in "[./\\\\a-z0-9-]{0,6}") {
            if is_edition(&name) {
                let parts: Vec<_> = Path::new(&name).components().collect();
                prop_assert!(matches!(parts[..], [Component::Normal(_)]));
            }
        }
    }
}
