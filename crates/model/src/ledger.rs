//! The ledger: what a source published and when, what it restated, packed anew, withdrew and put back.

use serde::{Deserialize, Serialize};

use crate::{Address, Snapshot};

/// What a publisher did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// The first file of an edition.
    Published,
    /// Another content in the place of the last one.
    Restated,
    /// Other bytes with the same content.
    Repackaged,
    /// The file is no longer where it was.
    Withdrawn,
    /// It is there again.
    Returned,
}

impl EventKind {
    pub fn code(self) -> &'static str {
        match self {
            EventKind::Published => "published",
            EventKind::Restated => "restated",
            EventKind::Repackaged => "repackaged",
            EventKind::Withdrawn => "withdrawn",
            EventKind::Returned => "returned",
        }
    }
}

/// Something that a publisher did which left no new snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub kind: EventKind,
    /// When it was seen: RFC 3339, UTC, whole seconds.
    pub seen_at: String,
    /// Where it was looked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// What the publisher's server says about the date of its file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_modified: Option<String>,
    /// Of bytes that were packed anew.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size_bytes: Option<u64>,
}

/// A row of the table `publication`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    pub publisher: String,
    pub dataset: String,
    pub edition: String,
    pub event: EventKind,
    pub seen_at: String,
    pub last_modified: Option<String>,
    pub url: Option<String>,
    /// The snapshot that stood after it.
    pub source_id: Option<String>,
    pub sha256: Option<String>,
    pub size_bytes: Option<u64>,
}

/// The history of one edition in the order in which it was seen: a row for each snapshot, and one for each event.
///
/// `snapshots` come oldest first, as a store gives them.
pub fn publications(dataset: &Address, edition: &str, snapshots: &[Snapshot], events: &[Event]) -> Vec<Publication> {
    let row = |event: EventKind, seen_at: &str| Publication {
        publisher: dataset.publisher.clone(),
        dataset: dataset.dataset.clone(),
        edition: edition.to_owned(),
        event,
        seen_at: seen_at.to_owned(),
        last_modified: None,
        url: None,
        source_id: None,
        sha256: None,
        size_bytes: None,
    };
    let of_snapshots = snapshots.iter().enumerate().map(|(place, snapshot)| {
        let provenance = &snapshot.provenance;
        let kind = if place == 0 { EventKind::Published } else { EventKind::Restated };
        Publication {
            last_modified: provenance.last_modified.clone(),
            url: provenance.url.clone(),
            source_id: Some(snapshot.source_id()),
            sha256: Some(provenance.sha256.clone()),
            size_bytes: Some(provenance.size_bytes),
            ..row(kind, &provenance.retrieved_at)
        }
    });
    let of_events = events.iter().map(|event| {
        let stands = snapshots.iter().rfind(|snapshot| snapshot.provenance.retrieved_at <= event.seen_at);
        Publication {
            last_modified: event.last_modified.clone(),
            url: event.url.clone(),
            source_id: stands.map(Snapshot::source_id),
            sha256: event.sha256.clone(),
            size_bytes: event.size_bytes,
            ..row(event.kind, &event.seen_at)
        }
    });
    let mut rows: Vec<Publication> = of_snapshots.chain(of_events).collect();
    rows.sort_by(|one, other| (&one.seen_at, one.event).cmp(&(&other.seen_at, other.event)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(at: &str, sha256: &str) -> Snapshot {
        let provenance = serde_json::json!({
            "dataset": "a/b", "edition": "2018", "file_name": "a.csv", "retrieved_at": at, "sha256": sha256,
            "size_bytes": 3, "stored_by": "", "licence": { "id": "", "title": "", "url": "", "attribution": "" },
        });
        Snapshot { provenance: serde_json::from_value(provenance).unwrap(), path: "".into() }
    }

    fn event(kind: EventKind, at: &str) -> Event {
        Event { kind, seen_at: at.to_owned(), url: None, last_modified: None, sha256: None, size_bytes: None }
    }

    #[test]
    fn snapshots_and_events_are_one_history() {
        let snapshots = [snapshot("2019-01-01T00:00:00Z", "aa"), snapshot("2019-03-01T00:00:00Z", "bb")];
        let events = [
            event(EventKind::Withdrawn, "2019-02-01T00:00:00Z"),
            event(EventKind::Returned, "2019-03-01T00:00:00Z"),
            event(EventKind::Withdrawn, "2020-01-01T00:00:00Z"),
        ];
        let rows = publications(&"a/b".parse().unwrap(), "2018", &snapshots, &events);
        let told: Vec<_> = rows.iter().map(|row| (row.event.code(), row.source_id.as_deref().unwrap())).collect();
        assert_eq!(
            told,
            [
                ("published", "a/b/2018@aa"),
                ("withdrawn", "a/b/2018@aa"),
                ("restated", "a/b/2018@bb"),
                ("returned", "a/b/2018@bb"),
                ("withdrawn", "a/b/2018@bb"),
            ]
        );
    }
}
