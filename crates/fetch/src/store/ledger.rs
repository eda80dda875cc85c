//! What the store remembers besides snapshots: what publishers did, and when somebody last looked.

use std::collections::BTreeMap;
use std::io;

use erario_model::{Address, Event, Publication, publications};
use serde::{Deserialize, Serialize};

use super::Store;
use crate::StoreError;
use crate::store_error::disk;

/// The last look at each edition of a dataset.
pub type Looks = BTreeMap<String, Look>;

/// The last look at an edition. It has a clock of its own: that nothing changed since last year is known only because
/// somebody looked yesterday.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// RFC 3339, UTC, whole seconds.
    pub checked_at: String,
    pub outcome: Outcome,
    /// What was wrong, in one line.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<String>,
    /// When the whole file was last read, and not only asked after.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub read_at: Option<String>,
    /// Where the file was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// What the server says of these very bytes, to ask whether they changed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_modified: Option<String>,
}

/// What a look found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A new snapshot.
    New,
    Unchanged,
    /// Nothing at its place any more.
    Withdrawn,
    #[default]
    Failed,
}

impl Store {
    /// When each edition was last looked at. Looks that cannot be read are looks that never were: the next ones are
    /// written over them.
    pub fn looks(&self, dataset: &Address) -> Result<Looks, StoreError> {
        let path = self.looks_path(dataset);
        match self.disk.read(&path) {
            Ok(json) => Ok(serde_json::from_slice(&json).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Looks::new()),
            Err(error) => Err(disk("read", &path)(error)),
        }
    }

    /// Remembers them. They are not brought to the disk: thousands are written in a run, and one that is lost is a look
    /// more.
    pub fn write_looks(&self, dataset: &Address, looks: &Looks) -> Result<(), StoreError> {
        let path = self.looks_path(dataset);
        let json = self.json(&path, looks)?;
        self.disk.replace(&self.root, &path, &json).map_err(disk("write", &path))
    }

    fn looks_path(&self, dataset: &Address) -> std::path::PathBuf {
        self.root.join("looks").join(&dataset.publisher).join(format!("{}.json", dataset.dataset))
    }

    /// Records what a publisher did to an edition that left no snapshot.
    pub fn record(&self, dataset: &Address, edition: &str, event: &Event) -> Result<(), StoreError> {
        let time: String = event.seen_at.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        let name = format!("{time}-{}.json", event.kind.code());
        self.write_json(&self.edition_folder("events", dataset, edition)?.join(name), event)
    }

    /// What publishers did to an edition that left no snapshot, the oldest first.
    pub fn events(&self, dataset: &Address, edition: &str) -> Result<Vec<Event>, StoreError> {
        let files = self.json_files(&self.edition_folder("events", dataset, edition)?)?;
        let event = |path: &std::path::PathBuf| {
            let json = self.disk.read(path).map_err(disk("read", path))?;
            serde_json::from_slice(&json)
                .map_err(|error| StoreError::Event { path: path.clone(), why: error.to_string() })
        };
        files.iter().map(event).collect()
    }

    /// The whole history of an edition.
    pub fn publications(&self, dataset: &Address, edition: &str) -> Result<Vec<Publication>, StoreError> {
        let (snapshots, events) = (self.snapshots(dataset, edition)?, self.events(dataset, edition)?);
        Ok(publications(dataset, edition, &snapshots, &events))
    }
}
