//! Other bytes with the same content: no new state of an edition, but something that its publisher did.

use erario_fetch::{Store, StoreError};
use erario_model::{Address, Event, EventKind, Snapshot};

use super::judge::Judge;

/// Whether the latest snapshot says the same as a new content, both read as the pipeline reads them today. One whose
/// bytes are damaged says nothing.
pub fn says_the_same(judge: &Judge, store: &Store, latest: &Snapshot, content: Option<&str>) -> bool {
    let Some(content) = content else { return false };
    if store.prove(latest).is_err() {
        return false;
    }
    let stored = judge.judge(&latest.path, &latest.provenance.file_name);
    stored.is_ok_and(|stored| stored.content_sha256.as_deref() == Some(content))
}

/// Puts a packing on record, once.
pub fn record(store: &Store, dataset: &Address, edition: &str, event: Event) -> Result<(), StoreError> {
    let known = store.events(dataset, edition)?;
    match known.iter().rfind(|event| event.kind == EventKind::Repackaged) {
        Some(last) if last.sha256 == event.sha256 => Ok(()),
        _ => store.record(dataset, edition, &event),
    }
}
