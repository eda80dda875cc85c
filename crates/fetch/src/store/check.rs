//! Is everything there that the store says it has?

use std::collections::BTreeSet;

use erario_model::Snapshot;

use super::Store;
use crate::StoreError;

/// What a look through the whole store found.
#[derive(Debug, Default)]
pub struct Checked {
    pub snapshots: u64,
    /// Contents that snapshots name, each once.
    pub objects: u64,
    /// Bytes that were read and hashed.
    pub read_bytes: u64,
    /// What is wrong, and how it is mended.
    pub problems: Vec<StoreError>,
}

impl Store {
    /// Reads every provenance and event, and sees that the bytes of every snapshot are there in their length; with
    /// `read_data`, that they are the very bytes.
    pub fn check(&self, read_data: bool) -> Result<Checked, StoreError> {
        let mut checked = Checked::default();
        let mut seen = BTreeSet::new();
        for dataset in self.datasets()? {
            for edition in self.names(&self.dataset_folder("snapshots", &dataset))? {
                for path in self.snapshot_files(&dataset, &edition)? {
                    checked.snapshots += 1;
                    match self.snapshot(&path) {
                        Ok(snapshot) if seen.insert(snapshot.provenance.sha256.clone()) => {
                            self.check_object(&snapshot, read_data, &mut checked);
                        }
                        Ok(_) => {}
                        Err(error) => checked.problems.push(error),
                    }
                }
                checked.problems.extend(self.events(&dataset, &edition).err());
            }
        }
        checked.objects = seen.len() as u64;
        Ok(checked)
    }

    fn check_object(&self, snapshot: &Snapshot, read_data: bool, checked: &mut Checked) {
        let expected = snapshot.provenance.size_bytes;
        let length = std::fs::metadata(&snapshot.path).map(|found| found.len());
        let problem = match length {
            Ok(length) if length == expected && read_data => {
                checked.read_bytes += length;
                self.prove(snapshot).err()
            }
            Ok(length) if length == expected => None,
            // What is there instead is told by its hash.
            _ => self.prove(snapshot).err(),
        };
        checked.problems.extend(problem.map(|problem| problem.of(snapshot)));
    }
}
