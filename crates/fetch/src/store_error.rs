//! What can stop the store, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use erario_model::{Provenance, Snapshot};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{root}: no store here; expected a file `format`\n  hint: fetch something first, or name the store with `--store`", root = .root.display())]
    NoStore { root: PathBuf },

    #[error("{path}: found {found:?}, expected `erario-store <version>`\n  hint: name the folder of a store with `--store`, or restore this file from a backup", path = .path.display())]
    BadFormat { path: PathBuf, found: String },

    #[error("{root}: the store has format {found}, this version knows {known}\n  hint: upgrade erario, or use another store with `--store`", root = .root.display())]
    NewerFormat { root: PathBuf, found: u32, known: u32 },

    #[error("{root}: another run is writing to this store, process {owner}; expected to be the only one\n  hint: wait until the other run has ended, then run the command again", root = .root.display())]
    Locked { root: PathBuf, owner: String },

    #[error(
        "{edition:?} is no name for an edition; expected letters, digits, `.`, `_` and `-`, and no dot in front\n  hint: name it after the period it covers, such as `2024` or `2024-4T`"
    )]
    Edition { edition: String },

    #[error("{path}: {why}; expected the provenance of a snapshot\n  hint: restore this file from a backup, or move it away and fetch the dataset again", path = .path.display())]
    Provenance { path: PathBuf, why: String },

    #[error("{path}: found {found}, expected {expected}\n  hint: restore this file from a backup, or fetch the same content again, which mends it", path = .path.display())]
    Rotten { path: PathBuf, found: String, expected: String },

    #[error("{path}: found {found}, expected {expected}\n  hint: {mend}", path = .path.display())]
    Damaged { path: PathBuf, found: String, expected: String, mend: String },

    #[error("{path}: {why}; expected an event of the ledger\n  hint: restore this file from a backup, or remove it: only the ledger loses a line", path = .path.display())]
    Event { path: PathBuf, why: String },

    #[error("{path}: could not {doing}: {error}\n  hint: look at the free space and the permissions of that folder, then run the command again", path = .path.display())]
    Disk { doing: &'static str, path: PathBuf, error: io::Error },
}

impl StoreError {
    /// The same problem with the verb that mends it, of a snapshot that can be brought again.
    pub(crate) fn of(self, snapshot: &Snapshot) -> StoreError {
        let StoreError::Rotten { path, found, expected } = self else { return self };
        let Provenance { dataset, edition, url, .. } = &snapshot.provenance;
        let mend = match url {
            Some(_) => format!(
                "`erario fetch {dataset} --edition {edition} --refresh` mends it if the publisher still has these bytes; if not, restore the file from a backup"
            ),
            None => format!(
                "`erario add {dataset} FILE --edition {edition}` with the file that was handed over mends it; if nobody has it, restore it from a backup"
            ),
        };
        StoreError::Damaged { path, found, expected, mend }
    }
}

/// For `map_err`: what was being done to which path when the disk refused.
pub(crate) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |error| StoreError::Disk { doing, path, error }
}
