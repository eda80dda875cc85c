//! What nobody needs any more: bytes without a snapshot, and what broken-off runs left behind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use super::Store;
use crate::StoreError;
use crate::disk::TEMPORARY_PREFIX;
use crate::store_error::disk;

/// A file that nobody needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Garbage {
    pub path: PathBuf,
    pub size_bytes: u64,
}

impl Store {
    /// Finds what no snapshot names, and removes it where `apply` is set. Snapshots are never removed.
    ///
    /// `needed` are hashes of contents that releases name: they stay even if no snapshot names them. The locks of
    /// writers and fetchers are held meanwhile, so that whatever is unfinished belongs to nobody.
    pub fn collect_garbage(&self, needed: &BTreeSet<String>, apply: bool) -> Result<Vec<Garbage>, StoreError> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let _fetching = self.lock_fetching()?;
        let _lock = self.lock("lock")?;

        let mut named = needed.clone();
        for dataset in self.datasets()? {
            for edition in self.names(&self.dataset_folder("snapshots", &dataset))? {
                for path in self.snapshot_files(&dataset, &edition)? {
                    // One that cannot be read might name anything: nothing is removed until it is mended.
                    named.insert(self.snapshot(&path)?.provenance.sha256);
                }
            }
        }
        let mut paths = Vec::new();
        let objects = self.root.join("objects");
        for folder in self.names(&objects)?.iter().map(|name| objects.join(name)) {
            let unnamed = self.names(&folder)?.into_iter().filter(|name| !named.contains(name));
            paths.extend(unnamed.map(|name| folder.join(name)));
        }
        let partial = self.root.join("partial");
        paths.extend(self.names(&partial)?.iter().map(|name| partial.join(name)));
        self.litter(&self.root, &mut paths)?;

        let mut garbage = Vec::new();
        for path in paths {
            let size_bytes = std::fs::metadata(&path).map_err(disk("look at", &path))?.len();
            if apply {
                self.disk.remove(&path).map_err(disk("remove", &path))?;
            }
            garbage.push(Garbage { path, size_bytes });
        }
        Ok(garbage)
    }

    /// Temporary files, wherever they are.
    fn litter(&self, folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), StoreError> {
        for name in self.disk.all_names(folder).map_err(disk("list", folder))? {
            let path = folder.join(&name);
            if name.starts_with(TEMPORARY_PREFIX) {
                found.push(path);
            } else if path.is_dir() && !path.is_symlink() {
                self.litter(&path, found)?;
            }
        }
        Ok(())
    }
}
