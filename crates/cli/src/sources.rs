//! Where the bytes of an edition come from: the store, or the samples.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use erario_fetch::Store;
use erario_model::{Pipeline, Publication, Snapshot, publications};

use crate::args::Args;
use crate::exit::Failure;
use crate::project::Project;
use crate::samples;

/// A place that holds snapshots.
pub enum Sources {
    Store {
        store: Store,
        /// What was stored or seen later is left out: RFC 3339, UTC.
        until: Option<String>,
    },
    Samples(PathBuf),
}

/// The store's folder: the one asked for, or `store` in the project.
pub fn store_path(args: &Args, project: &Project) -> PathBuf {
    args.store.clone().unwrap_or_else(|| project.root.join("store"))
}

impl Sources {
    pub fn samples(root: &Path) -> Self {
        Sources::Samples(root.to_path_buf())
    }

    /// The newest snapshot of an edition, if there is one.
    pub fn latest(&self, pipeline: &Pipeline, edition: &str) -> Result<Option<Snapshot>, Failure> {
        match self {
            Sources::Store { store, until: None } => Ok(store.latest(&pipeline.address, edition)?),
            Sources::Store { store, until } => {
                let mut snapshots = store.snapshots(&pipeline.address, edition)?;
                snapshots.retain(|snapshot| is_in_time(&snapshot.provenance.retrieved_at, until.as_ref()));
                Ok(snapshots.pop())
            }
            Sources::Samples(root) => samples::snapshot(root, pipeline, edition),
        }
    }

    /// The snapshots of an edition that a newer one has replaced, the oldest first. Content that came back later is not
    /// among them: it is what is published now.
    pub fn earlier(&self, pipeline: &Pipeline, edition: &str) -> Result<Vec<Snapshot>, Failure> {
        let Sources::Store { store, until } = self else { return Ok(Vec::new()) };
        let mut snapshots = store.snapshots(&pipeline.address, edition)?;
        snapshots.retain(|snapshot| is_in_time(&snapshot.provenance.retrieved_at, until.as_ref()));
        snapshots.reverse();
        let mut known = HashSet::new();
        snapshots.retain(|snapshot| known.insert(snapshot.provenance.sha256.clone()));
        Ok(snapshots.into_iter().skip(1).rev().collect())
    }

    /// What the publishers of these datasets did, edition by edition.
    pub fn publications(&self, pipelines: &[Pipeline]) -> Result<Vec<Publication>, Failure> {
        let mut rows = Vec::new();
        for (pipeline, edition) in pipelines.iter().flat_map(|it| it.editions.iter().map(move |edition| (it, edition)))
        {
            match self {
                Sources::Store { store, until } => {
                    let seen = store.publications(&pipeline.address, &edition.id)?;
                    rows.extend(seen.into_iter().filter(|row| is_in_time(&row.seen_at, until.as_ref())));
                }
                Sources::Samples(root) => {
                    let sample = samples::snapshot(root, pipeline, &edition.id)?;
                    rows.extend(publications(&pipeline.address, &edition.id, sample.as_slice(), &[]));
                }
            }
        }
        Ok(rows)
    }

    pub fn read(&self, snapshot: &Snapshot) -> Result<Vec<u8>, Failure> {
        match self {
            Sources::Store { store, .. } => Ok(store.read(snapshot)?),
            Sources::Samples(_) => std::fs::read(&snapshot.path).map_err(Failure::read(snapshot.path.display())),
        }
    }
}

/// Times in UTC and whole seconds are in the order of their texts.
fn is_in_time(time: &str, until: Option<&String>) -> bool {
    until.is_none_or(|until| time <= until.as_str())
}
