//! The store: every state of every file that was ever seen, kept by its content.
//!
//! ```text
//! format                                                          erario-store 2
//! lock                                                            held by the one who writes
//! fetching                                                        held by the one who fetches
//! objects/ba/ba7816bf…                                            the bytes, read-only
//! snapshots/mx-shcp/pef/2024/20240201T120000Z-ba7816bf8f01.json   where they came from
//! events/mx-shcp/pef/2024/20240301T120000Z-withdrawn.json         what the publisher did besides
//! looks/mx-shcp/pef.json                                          when it was last looked at, and what was found
//! partial/                                                        downloads that broke off and can go on
//! ```
//!
//! Bytes go to the disk before the provenance that names them, each by a rename. So whatever is found under
//! `snapshots/` is complete, and readers need no lock. Nothing but `looks` and `partial` is ever written anew.
//!
//! Format 2 has `events`, `looks` and `partial`, and knows more in a provenance. A store of format 1 is read as it is,
//! and becomes one of format 2 when somebody writes to it.

mod check;
mod collect;
mod ledger;

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use erario_model::{Address, Provenance, Snapshot};

use crate::content::{self, Content};
use crate::disk::Disk;
use crate::store_error::disk;
use crate::{Download, NewSnapshot, StoreError, objects};

pub use check::Checked;
pub use collect::Garbage;
pub use ledger::{Look, Looks, Outcome};

/// The format that is written.
const FORMAT: u32 = 2;
/// Another writer is done in a moment, as a rule; one that takes longer than this is told of.
const LOCK_TRIES: usize = 40;
const LOCK_PAUSE: Duration = Duration::from_millis(50);
/// The oldest one that is read.
const OLDEST: u32 = 1;

/// A folder that keeps snapshots: content-addressed, append-only, safe to read while somebody writes.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    disk: Disk,
    /// The lock on disk holds off other processes; this one makes the threads of this process wait their turn.
    writing: Mutex<()>,
}

/// Held until it is dropped, and by the kernel no longer than the process lives.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "it is held, not read")] File);

impl Store {
    /// Opens the store in `root` for writing; it becomes one if it is none yet.
    pub fn open_or_create(root: &Path) -> Result<Store, StoreError> {
        Store::open_or_create_on(root, Disk::default())
    }

    /// The same on a disk that may have faults.
    pub fn open_or_create_on(root: &Path, on: Disk) -> Result<Store, StoreError> {
        let format = root.join("format");
        let is_old = match read_format(root, &on) {
            Ok(found) => found < FORMAT,
            Err(StoreError::NoStore { .. }) => true,
            Err(error) => return Err(error),
        };
        if is_old {
            // The format comes last: a folder without it is no store, and the next run starts over.
            for folder in ["objects", "snapshots", "events", "looks", "partial"].map(|name| root.join(name)) {
                on.create_folder(&folder).map_err(disk("make this folder", &folder))?;
            }
            let text = format!("erario-store {FORMAT}\n");
            on.write(root, &format, text.as_bytes()).map_err(disk("write", &format))?;
        }
        Ok(Store { root: root.to_owned(), disk: on, writing: Mutex::new(()) })
    }

    /// Opens the store in `root`.
    pub fn open(root: &Path) -> Result<Store, StoreError> {
        let on = Disk::default();
        read_format(root, &on)?;
        Ok(Store { root: root.to_owned(), disk: on, writing: Mutex::new(()) })
    }

    /// Stores the bytes of a file, and its provenance beside them.
    ///
    /// The content that this edition had last gives the snapshot that is there, unchanged: the time of retrieval is the
    /// time when this state was first seen. A publisher that goes back to an earlier content is on record again, because
    /// that is what it publishes now. The bytes are kept once; putting them in place again mends an object that has
    /// rotted.
    pub fn add_file(&self, file: &Path, new: NewSnapshot) -> Result<Snapshot, StoreError> {
        self.add(new, |store| objects::put(&store.disk, &store.root, file))
    }

    /// Stores a download in the same way.
    pub fn add_download(&self, download: Download, mut new: NewSnapshot) -> Result<Snapshot, StoreError> {
        new.http = Some(download.http);
        self.add(new, |store| {
            objects::adopt(&store.disk, &store.root, download.file, &download.content)?;
            Ok(download.content)
        })
    }

    fn add(
        &self,
        new: NewSnapshot,
        put: impl FnOnce(&Store) -> Result<Content, StoreError>,
    ) -> Result<Snapshot, StoreError> {
        let folder = self.edition_folder("snapshots", &new.dataset, &new.edition)?;
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let _lock = self.lock("lock")?;

        let content = put(self)?;
        let newest = self.latest(&new.dataset, &new.edition)?;
        if let Some(newest) = newest.filter(|newest| newest.provenance.sha256 == content.sha256) {
            return Ok(newest);
        }

        let name = format!("{}-{}.json", new.retrieved_at.strftime("%Y%m%dT%H%M%SZ"), &content.sha256[..12]);
        let path = folder.join(name);
        let provenance = new.provenance(content);
        self.write_json(&path, &provenance)?;
        Ok(Snapshot { path: objects::path(&self.root, &provenance.sha256), provenance })
    }

    fn write_json(&self, path: &Path, value: &impl serde::Serialize) -> Result<(), StoreError> {
        let json = self.json(path, value)?;
        self.disk.write(&self.root, path, &json).map_err(disk("write", path))
    }

    /// A value as text, and the folder that it goes to.
    fn json(&self, path: &Path, value: &impl serde::Serialize) -> Result<Vec<u8>, StoreError> {
        let mut json = serde_json::to_vec_pretty(value)
            .map_err(|error| StoreError::Provenance { path: path.to_owned(), why: error.to_string() })?;
        json.push(b'\n');
        if let Some(folder) = path.parent() {
            self.disk.create_folder(folder).map_err(disk("make this folder", folder))?;
        }
        Ok(json)
    }

    /// A download of this name that can go on after it broke off, in this run or the next.
    pub fn partial(&self, name: &str) -> PathBuf {
        self.root.join("partial").join(Content::of(name.as_bytes()).sha256)
    }

    /// The disk that it is on.
    pub fn disk(&self) -> Disk {
        self.disk.clone()
    }

    /// The state of an edition that was retrieved last; of two in the same second, the one with the greater hash.
    pub fn latest(&self, dataset: &Address, edition: &str) -> Result<Option<Snapshot>, StoreError> {
        let newest = self.snapshot_files(dataset, edition)?.pop();
        newest.map(|path| self.snapshot(&path)).transpose()
    }

    /// The editions that have a snapshot, sorted by name. Which of them precedes which is for the pipeline to say.
    pub fn editions(&self, dataset: &Address) -> Result<Vec<String>, StoreError> {
        let mut editions = Vec::new();
        for edition in self.names(&self.dataset_folder("snapshots", dataset))? {
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

    /// Every dataset that has a snapshot, in the order of their addresses.
    pub fn datasets(&self) -> Result<Vec<Address>, StoreError> {
        let snapshots = self.root.join("snapshots");
        let mut datasets = Vec::new();
        for publisher in self.names(&snapshots)? {
            let names = self.names(&snapshots.join(&publisher))?;
            // What is no address was put there by somebody else.
            datasets.extend(names.iter().filter_map(|dataset| format!("{publisher}/{dataset}").parse().ok()));
        }
        Ok(datasets)
    }

    /// The bytes of a snapshot, proved to be those that were stored.
    pub fn read(&self, snapshot: &Snapshot) -> Result<Vec<u8>, StoreError> {
        objects::read(&self.disk, &snapshot.path, &content_of(snapshot))
    }

    /// Proves that the bytes of a snapshot are those that were stored.
    pub fn prove(&self, snapshot: &Snapshot) -> Result<(), StoreError> {
        objects::prove(&self.disk, &snapshot.path, &content_of(snapshot))
    }

    /// Holds off other processes that fetch into this store; readers and `erario add` go on.
    pub fn lock_fetching(&self) -> Result<Lock, StoreError> {
        self.lock("fetching")
    }

    fn lock(&self, name: &str) -> Result<Lock, StoreError> {
        let path = self.root.join(name);
        let file = File::options().create(true).truncate(false).read(true).write(true).open(&path);
        let mut file = file.map_err(disk("open", &path))?;
        let mut taken = file.try_lock();
        for _ in 0..LOCK_TRIES {
            if !matches!(taken, Err(TryLockError::WouldBlock)) {
                break;
            }
            std::thread::sleep(LOCK_PAUSE);
            taken = file.try_lock();
        }
        match taken {
            Ok(()) => {
                // Only for the message to somebody who is held off; the lock itself is the kernel's.
                let owner = format!("{}\n", std::process::id());
                file.set_len(0).and_then(|()| file.write_all(owner.as_bytes())).map_err(disk("write", &path))?;
                Ok(Lock(file))
            }
            Err(TryLockError::WouldBlock) => {
                let owner = io::read_to_string(&file).unwrap_or_default();
                Err(StoreError::Locked { root: self.root.clone(), owner: owner.trim().to_owned() })
            }
            Err(TryLockError::Error(error)) => Err(disk("lock", &path)(error)),
        }
    }

    fn names(&self, folder: &Path) -> Result<Vec<String>, StoreError> {
        self.disk.names(folder).map_err(disk("list", folder))
    }

    fn dataset_folder(&self, part: &str, dataset: &Address) -> PathBuf {
        self.root.join(part).join(&dataset.publisher).join(&dataset.dataset)
    }

    fn edition_folder(&self, part: &str, dataset: &Address, edition: &str) -> Result<PathBuf, StoreError> {
        match is_edition(edition) {
            true => Ok(self.dataset_folder(part, dataset).join(edition)),
            false => Err(StoreError::Edition { edition: edition.to_owned() }),
        }
    }

    /// The names begin with the time, so that their order is the order of retrieval.
    fn snapshot_files(&self, dataset: &Address, edition: &str) -> Result<Vec<PathBuf>, StoreError> {
        self.json_files(&self.edition_folder("snapshots", dataset, edition)?)
    }

    fn json_files(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
        let names = self.names(folder)?;
        Ok(names.iter().filter(|name| name.ends_with(".json")).map(|name| folder.join(name)).collect())
    }

    fn snapshot(&self, path: &Path) -> Result<Snapshot, StoreError> {
        let bad = |why: String| StoreError::Provenance { path: path.to_owned(), why };
        let json = self.disk.read(path).map_err(disk("read", path))?;
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

fn read_format(root: &Path, on: &Disk) -> Result<u32, StoreError> {
    let path = root.join("format");
    let text = match on.read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::NoStore { root: root.to_owned() });
        }
        Err(error) => return Err(disk("read", &path)(error)),
    };
    match text.trim().strip_prefix("erario-store ").and_then(|version| version.parse().ok()) {
        Some(found @ OLDEST..=FORMAT) => Ok(found),
        Some(found) if found > FORMAT => Err(StoreError::NewerFormat { root: root.to_owned(), found, known: FORMAT }),
        _ => Err(StoreError::BadFormat { path, found: text.trim().to_owned() }),
    }
}

fn content_of(snapshot: &Snapshot) -> Content {
    let Provenance { sha256, size_bytes, .. } = &snapshot.provenance;
    Content { sha256: sha256.clone(), size_bytes: *size_bytes }
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
