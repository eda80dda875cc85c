//! The list on the disk: read whole, changed by one process at a time, replaced by a rename.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Entry, FORMAT, INDEX, Index};
use crate::ReleaseError;
use crate::folder::{hex, point_latest, sync_folder};
use crate::id;
use crate::sign::{self, signature_of};
use crate::verify::LISTING;

/// Held while somebody publishes into the folder.
const LOCK: &str = ".publishing";
/// Another process publishes for seconds, not for minutes.
const LOCK_TRIES: u32 = 600;
const LOCK_PAUSE: Duration = Duration::from_millis(100);

/// Keeps others from publishing into the same folder until it is dropped. The lock is the kernel's: it ends with the
/// process, however that ends.
pub(crate) struct Lock(#[expect(dead_code, reason = "held, not used")] File);

impl Lock {
    pub(crate) fn of(out: &Path) -> Result<Lock, ReleaseError> {
        Lock::within(out, LOCK_TRIES)
    }

    fn within(out: &Path, tries: u32) -> Result<Lock, ReleaseError> {
        let path = out.join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(ReleaseError::disk(&path))?;
        for _ in 0..tries {
            match file.try_lock() {
                Ok(()) => return Ok(Lock(file)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => return Err(ReleaseError::disk(&path)(error)),
            }
        }
        Err(ReleaseError::Busy { out: out.to_owned() })
    }
}

/// The list of a folder of releases, if it has one.
pub fn read(out: &Path) -> Result<Option<Index>, ReleaseError> {
    let path = out.join(INDEX);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ReleaseError::read(&path)(error)),
    };
    parse(&text).map(Some).map_err(|detail| ReleaseError::Index { path, detail })
}

/// Reads the text of a list. What it names becomes paths, so that no name may lead anywhere.
pub(crate) fn parse(text: &[u8]) -> Result<Index, String> {
    let index: Index = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    if index.format != FORMAT {
        return Err(format!(
            "format {}, of another version of erario than this one, which knows {FORMAT}",
            index.format
        ));
    }
    let is_plain = |name: &str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        name.bytes().all(is_sign) && name.starts_with(|first: char| first.is_ascii_alphanumeric())
    };
    let names = index.releases.iter().map(|entry| &entry.id).chain(&index.latest).chain(&index.keys);
    if let Some(name) = names.into_iter().find(|name| !is_plain(name)) {
        return Err(format!("`{name}`, no id of a release or a key"));
    }
    match index.latest.as_ref().filter(|latest| index.entry(latest).is_none()) {
        Some(latest) => Err(format!("`{latest}` stands and is not listed")),
        None => Ok(index),
    }
}

/// The list of a folder; where there is none yet, of the releases that stand in it.
pub(crate) fn open(out: &Path, now: Timestamp) -> Result<Index, ReleaseError> {
    if let Some(index) = read(out)? {
        return Ok(index);
    }
    let mut index = Index::empty(now);
    for name in id::all(out)? {
        index.releases.push(entry(&out.join(&name), &name)?);
    }
    index.latest = id::latest(out).filter(|latest| index.entry(latest).is_some());
    Ok(index)
}

#[derive(Deserialize)]
struct Manifest {
    created: String,
    schema_version: String,
}

/// What the list says of a release that stands.
pub(crate) fn entry(folder: &Path, id: &str) -> Result<Entry, ReleaseError> {
    let path = folder.join("manifest.json");
    let text = fs::read(&path).map_err(ReleaseError::read(&path))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(ReleaseError::damaged(&path))?;
    Ok(Entry {
        id: id.to_owned(),
        created: manifest.created,
        schema_version: manifest.schema_version,
        sha256sums: digest_of_listing(folder)?,
        yanked: None,
    })
}

/// The SHA-256 of a release's `SHA256SUMS`.
pub(crate) fn digest_of_listing(folder: &Path) -> Result<String, ReleaseError> {
    let path = folder.join(LISTING);
    let listing = fs::read(&path).map_err(ReleaseError::read(&path))?;
    Ok(hex(&Sha256::digest(&listing)))
}

/// Changes the list of a folder while nobody else does; gives it as it is now, and what the change gave.
///
/// Errors: there is no release, the list cannot be read or written, or another process publishes for a long time.
pub fn change<T>(out: &Path, now: Timestamp, change: impl FnOnce(&mut Index) -> T) -> Result<(Index, T), ReleaseError> {
    if !out.is_dir() {
        return Err(ReleaseError::NoReleases { out: out.to_owned() });
    }
    let _lock = Lock::of(out)?;
    let mut index = open(out, now)?;
    if index.releases.is_empty() {
        return Err(ReleaseError::NoReleases { out: out.to_owned() });
    }
    let before = index.clone();
    let given = change(&mut index);
    if index != before {
        save(out, &mut index, now)?;
    }
    Ok((index, given))
}

/// Counts the change and writes it; then `latest` is where the list says. The old signature goes first: it is of other
/// bytes.
pub(crate) fn save(out: &Path, index: &mut Index, now: Timestamp) -> Result<(), ReleaseError> {
    index.renew(now);
    index.keys = sign::replacements(out)?;
    remove(&out.join(signature_of(INDEX)))?;
    let path = out.join(INDEX);
    let mut text = serde_json::to_string_pretty(index)
        .map_err(|error| ReleaseError::Index { path: path.clone(), detail: error.to_string() })?;
    text.push('\n');
    replace(&path, text.as_bytes())?;
    point(out, index)
}

/// Moves `latest` to where the list says, or takes it away where no release is good.
pub(crate) fn point(out: &Path, index: &Index) -> Result<(), ReleaseError> {
    match &index.latest {
        Some(latest) if id::latest(out).as_ref() == Some(latest) => Ok(()),
        Some(latest) => point_latest(out, latest),
        None => remove(&out.join("latest")).and_then(|()| sync_folder(out)),
    }
}

pub(crate) fn remove(path: &Path) -> Result<(), ReleaseError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(ReleaseError::disk(path)(error)),
        _ => Ok(()),
    }
}

/// A file that is about to take another one's place.
pub(crate) const NEW: &str = ".new-";

/// Writes beside and renames: a reader finds the old file or the new one, whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), ReleaseError> {
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::Builder::new().prefix(NEW).tempfile_in(folder).map_err(ReleaseError::disk(path))?;
    file.write_all(bytes).map_err(ReleaseError::disk(path))?;
    crate::folder::set_mode(file.path(), 0o644)?;
    file.as_file().sync_all().map_err(ReleaseError::disk(path))?;
    file.persist(path).map_err(|error| ReleaseError::disk(path)(error.error))?;
    sync_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f07_f08_a_lock_that_is_held_is_not_waited_for_for_ever_and_is_free_with_its_holder() {
        let out = tempfile::tempdir().unwrap();
        let held = Lock::within(out.path(), 1).unwrap();
        assert!(matches!(Lock::within(out.path(), 2), Err(ReleaseError::Busy { .. })));
        drop(held);
        assert!(Lock::within(out.path(), 1).is_ok());
    }

    #[test]
    fn s02_a_name_that_is_a_path_is_none_of_a_list() {
        let list = |id: &str| {
            let text = serde_json::json!({
                "format": 1, "begun": "2026-01-01T00:00:00Z", "serial": 1, "updated": "2026-01-01T00:00:00Z",
                "expires": "2026-01-01T00:00:00Z", "latest": null, "releases": [], "keys": [id],
            });
            parse(text.to_string().as_bytes())
        };
        assert!(list("2026-01-01.1-abcdef012345").is_ok());
        let unlisted = br#"{"format": 1, "begun": "2026-01-01T00:00:00Z", "serial": 1,
            "updated": "2026-01-01T00:00:00Z", "expires": "2026-01-01T00:00:00Z", "latest": "a", "releases": []}"#;
        assert_eq!(parse(unlisted).unwrap_err(), "`a` stands and is not listed");
        for wicked in ["", "..", ".hidden", "a/b", "a\\b", "/etc", "a b", "ñ"] {
            assert!(list(wicked).is_err(), "{wicked}");
        }
    }
}
