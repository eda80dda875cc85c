//! Releases, published where their readers are: in another folder, in a bucket of an object store, in a CKAN portal.
//!
//! The files of a release come first, the list of releases last, and every file is read back and proved before the list
//! names its release. What is there already is not sent again, so a try that was cut short is gone on with. The list
//! takes the place of the one that was read and of no other: of two who publish at once, one is refused.

mod bucket;
pub mod ckan;
mod error;
mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::ReleaseError;
use crate::folder::sha256;
use crate::index::{Entry, INDEX, Index, digest_of_listing};
use crate::mirror::list_with_signatures;
use crate::sign::signature_of;
use crate::verify::{LISTING, listed};

pub use bucket::Bucket;
pub use error::{PublishError, Refusal};

/// Somewhere that releases are published.
pub enum Place {
    Folder(PathBuf),
    Bucket(Bucket),
}

/// What was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub latest: Option<String>,
    pub serial: u64,
    /// The list there was another one, or none.
    pub is_new_list: bool,
    pub releases: Vec<Sent>,
}

/// What was sent of a release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    pub id: String,
    pub files: usize,
    /// Files that were not there yet, or were others.
    pub sent: usize,
    /// Bytes of those.
    pub bytes: u64,
}

impl Published {
    /// Adds what was sent of a release. Of one that was there already, only a new signature is worth a word.
    fn add(&mut self, sent: Sent) {
        if sent.files > 1 || sent.sent > 0 {
            self.releases.push(sent);
        }
    }
}

/// Hears the release, how many of its files are done, and of how many.
pub type Progress<'a> = &'a mut dyn FnMut(&str, usize, usize);

/// A release as it stands here.
struct Release {
    id: String,
    folder: PathBuf,
    /// Path -> checksum, in the order in which they are sent: the list of files and its signature last.
    files: Vec<(String, String)>,
}

/// What is to be published.
struct Local {
    list: Index,
    /// The list and all that vouches for it, by name.
    beside: BTreeMap<String, Vec<u8>>,
    out: PathBuf,
}

/// Publishes the releases of a folder, and their list. With `again`, what the list there names already is read back too,
/// and mended.
pub async fn publish(
    out: &Path,
    place: &Place,
    again: bool,
    progress: Progress<'_>,
) -> Result<Published, PublishError> {
    let (list, beside) = list_with_signatures(out)?;
    let local = Local { list, beside, out: out.to_owned() };
    match place {
        Place::Folder(to) => folder::publish(&local, to, again, progress),
        Place::Bucket(bucket) => bucket::publish(&local, bucket, again, progress).await,
    }
}

impl Local {
    /// What must be sent, given the list that is there.
    fn due(&self, theirs: Option<&Index>, again: bool) -> Result<Vec<Release>, PublishError> {
        let mut due = Vec::new();
        for entry in &self.list.releases {
            let folder = self.out.join(&entry.id);
            let is_there = theirs.is_some_and(|theirs| theirs.entry(&entry.id).is_some());
            match (folder.join(LISTING).is_file(), is_there && !again) {
                (true, false) => due.push(self.release(entry, folder)?),
                // It may have been signed since.
                (true, true) => due.push(Release { id: entry.id.clone(), files: signature(&folder)?, folder }),
                // Somebody moved it elsewhere, to save room; it was published before.
                (false, _) if is_there => {}
                (false, _) => return Err(PublishError::NotHere { folder }),
            }
        }
        Ok(due)
    }

    fn release(&self, entry: &Entry, folder: PathBuf) -> Result<Release, PublishError> {
        let path = folder.join(LISTING);
        let sum = digest_of_listing(&folder)?;
        if sum != entry.sha256sums {
            return Err(PublishError::Damaged { path, expected: entry.sha256sums.clone(), found: sum });
        }
        let listing = fs::read(&path).map_err(ReleaseError::read(&path))?;
        let mut files: Vec<(String, String)> = listed(&listing).into_iter().collect();
        files.push((LISTING.to_owned(), sum));
        files.extend(signature(&folder)?);
        Ok(Release { id: entry.id.clone(), folder, files })
    }

    /// Whether our list may take the place of theirs, and whether it has to.
    fn replaces(&self, theirs: Option<(&Index, &[u8])>, place: &str) -> Result<bool, PublishError> {
        let Some((index, text)) = theirs else { return Ok(true) };
        match refusal(index, text, &self.list, &self.beside[INDEX]) {
            Some(why) => Err(PublishError::Refused { place: place.to_owned(), why }),
            None => Ok(text != self.beside[INDEX]),
        }
    }
}

/// The signature of a release, if it has one, with its checksum.
fn signature(folder: &Path) -> Result<Vec<(String, String)>, ReleaseError> {
    let name = signature_of(LISTING);
    let path = folder.join(&name);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let bytes = fs::read(&path).map_err(ReleaseError::read(&path))?;
    Ok(vec![(name, sha256(&bytes))])
}

/// Why a list must not take the place of another one.
pub fn refusal(old: &Index, old_text: &[u8], new: &Index, new_text: &[u8]) -> Option<Refusal> {
    if old.begun != new.begun {
        return Some(Refusal::Other);
    }
    if old.serial > new.serial {
        return Some(Refusal::Older { found: old.serial, ours: new.serial });
    }
    if old.serial == new.serial && old_text != new_text {
        return Some(Refusal::Fork { serial: new.serial });
    }
    let changed =
        old.releases.iter().find(|entry| new.entry(&entry.id).is_none_or(|ours| ours.sha256sums != entry.sha256sums));
    changed.map(|entry| Refusal::Changed { id: entry.id.clone() })
}
