//! `releases.json`: which releases there are, which one stands, and which ones nobody should use any more.
//!
//! A release never changes, so all that changes about releases is in this one file beside their folders. Its serial
//! grows with every change, and it says until when it is good: who remembers the serial cannot be served an old list
//! (rollback), nor the same one for ever (freeze).

mod disk;
mod verify;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub(crate) use disk::{Lock, NEW, digest_of_listing, entry, open, parse, point, remove, replace, save};
pub use disk::{change, read};
pub use verify::{VerifiedIndex, verify};

/// The file, beside the folders of the releases.
pub const INDEX: &str = "releases.json";
const FORMAT: u32 = 1;
/// How long a list is good: a quarter, and the month in which a quarter is reported.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24 * 120);

/// The list of releases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    format: u32,
    /// When the list was begun, which tells it from other lists of the same publisher.
    pub begun: Timestamp,
    /// One more with every change.
    pub serial: u64,
    pub updated: Timestamp,
    /// After this time a reader should suspect that newer lists are kept from him.
    pub expires: Timestamp,
    /// The id of the release that stands; none if all are yanked.
    pub latest: Option<String>,
    /// In the order in which they were published.
    pub releases: Vec<Entry>,
    /// The ids of the keys that took the place of others: `keys/<id>.pub`, for who cannot list that folder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

/// One release of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: String,
    /// The time that the release bears.
    pub created: String,
    pub schema_version: String,
    /// The SHA-256 of its `SHA256SUMS`, and so of all of it.
    pub sha256sums: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yanked: Option<Yanked>,
}

/// Why nobody should use a release any more. Its files stay, for those who have cited it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yanked {
    pub on: Timestamp,
    pub why: String,
}

/// What cannot be done with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has no such release.
    Unknown,
    /// The release is as it should become already.
    Already,
}

impl Index {
    /// A list of nothing, before its first serial.
    fn empty(now: Timestamp) -> Index {
        let (begun, updated, expires) = (now, now, now);
        let (releases, keys) = (Vec::new(), Vec::new());
        Index { format: FORMAT, begun, serial: 0, updated, expires, latest: None, releases, keys }
    }

    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.releases.iter().find(|entry| entry.id == id)
    }

    /// Makes a release the one that stands, unless it is yanked. Whether anything changed.
    pub fn publish(&mut self, entry: Entry) -> bool {
        let is_new = self.entry(&entry.id).is_none();
        let is_yanked = self.entry(&entry.id).is_some_and(|known| known.yanked.is_some());
        let stands = Some(entry.id.clone());
        if is_new {
            self.releases.push(entry);
        }
        if is_yanked || self.latest == stands {
            return is_new;
        }
        self.latest = stands;
        true
    }

    /// Marks a release as not to be used. If it stands, the newest good one before it does now.
    pub fn yank(&mut self, id: &str, why: &str, now: Timestamp) -> Result<(), Refused> {
        let entry = self.entry_mut(id)?;
        if entry.yanked.is_some() {
            return Err(Refused::Already);
        }
        entry.yanked = Some(Yanked { on: whole_second(now), why: why.to_owned() });
        if self.latest.as_deref() == Some(id) {
            self.latest = self.newest_good();
        }
        Ok(())
    }

    /// Takes the mark away. The release stands again if none that is newer does.
    pub fn restore(&mut self, id: &str) -> Result<(), Refused> {
        let entry = self.entry_mut(id)?;
        if entry.yanked.take().is_none() {
            return Err(Refused::Already);
        }
        self.latest = self.newest_good();
        Ok(())
    }

    /// Counts a change, and is good from now on.
    pub fn renew(&mut self, now: Timestamp) {
        self.serial += 1;
        self.updated = whole_second(now);
        self.expires = self.updated.saturating_add(GOOD_FOR).unwrap_or(Timestamp::MAX);
    }

    fn entry_mut(&mut self, id: &str) -> Result<&mut Entry, Refused> {
        self.releases.iter_mut().find(|entry| entry.id == id).ok_or(Refused::Unknown)
    }

    fn newest_good(&self) -> Option<String> {
        self.releases.iter().rev().find(|entry| entry.yanked.is_none()).map(|entry| entry.id.clone())
    }
}

fn whole_second(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ids: &[&str]) -> Index {
        let mut index = Index::empty(Timestamp::UNIX_EPOCH);
        for id in ids {
            let (created, schema_version, sha256sums) = (String::new(), String::new(), String::new());
            assert!(index.publish(Entry { id: (*id).to_owned(), created, schema_version, sha256sums, yanked: None }));
        }
        index
    }

    #[test]
    fn r18_a_release_that_is_yanked_stands_no_more_and_is_listed_for_ever() {
        let now = Timestamp::UNIX_EPOCH;
        let mut index = list(&["a", "b", "c"]);
        index.yank("c", "wrong unit", now).unwrap();
        assert_eq!(index.latest.as_deref(), Some("b"));
        index.yank("a", "", now).unwrap();
        assert_eq!(index.latest.as_deref(), Some("b"));
        assert_eq!(index.yank("a", "", now), Err(Refused::Already));
        assert_eq!(index.yank("d", "", now), Err(Refused::Unknown));
        index.yank("b", "", now).unwrap();
        assert_eq!((index.latest.as_deref(), index.releases.len()), (None, 3));
        index.restore("b").unwrap();
        assert_eq!(index.latest.as_deref(), Some("b"));
        assert_eq!(index.restore("b"), Err(Refused::Already));
    }

    #[test]
    fn the_same_content_again_stands_again_but_not_if_it_was_yanked() {
        let mut index = list(&["a", "b"]);
        let first = index.entry("a").unwrap().clone();
        assert!(index.publish(first.clone()));
        assert_eq!(index.latest.as_deref(), Some("a"));
        assert!(!index.publish(first.clone()));
        index.yank("a", "", Timestamp::UNIX_EPOCH).unwrap();
        assert!(!index.publish(first));
        assert_eq!(index.latest.as_deref(), Some("b"));
    }

    #[test]
    fn a_change_counts_and_is_good_for_a_while() {
        let mut index = list(&["a"]);
        let now: Timestamp = "2026-11-26T16:00:00.5Z".parse().unwrap();
        index.renew(now);
        let text = serde_json::to_value(&index).unwrap();
        assert_eq!(
            [&text["serial"].to_string(), text["updated"].as_str().unwrap(), text["expires"].as_str().unwrap()],
            ["1", "2026-11-26T16:00:00Z", "2027-03-26T16:00:00Z"]
        );
    }
}
