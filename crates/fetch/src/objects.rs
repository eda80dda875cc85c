//! The bytes of the store, each content once, under the name that its hash gives it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::content::{self, Content, CopyError};
use crate::store_error::disk;
use crate::{StoreError, durable};

/// Where the bytes with this hash are, or would be.
pub(crate) fn path(root: &Path, sha256: &str) -> PathBuf {
    root.join("objects").join(&sha256[..2]).join(sha256)
}

/// Copies a file to its place, over whatever is there: the same bytes, or what rot has left of them.
pub(crate) fn put(root: &Path, file: &Path) -> Result<Content, StoreError> {
    let mut from = File::open(file).map_err(disk("read", file))?;
    let mut to = durable::temporary_in(root).map_err(disk("write", root))?;
    let content = content::copy(&mut from, &mut to).map_err(|error| match error {
        CopyError::Reading(error) => disk("read", file)(error),
        CopyError::Writing(error) => disk("write", to.path())(error),
    })?;
    let path = path(root, &content.sha256);
    if let Some(folder) = path.parent() {
        durable::create_folder(folder).map_err(disk("make this folder", folder))?;
    }
    durable::persist(to, &path).map_err(disk("write", &path))?;
    Ok(content)
}

/// The bytes at `path`, if they are the expected ones.
pub(crate) fn read(path: &Path, expected: &Content) -> Result<Vec<u8>, StoreError> {
    let rotten = |found: String| StoreError::Rotten { path: path.to_owned(), found, expected: expected.to_string() };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(rotten("no file".to_owned()));
        }
        Err(error) => return Err(disk("read", path)(error)),
    };
    match Content::of(&bytes) {
        content if content == *expected => Ok(bytes),
        content => Err(rotten(content.to_string())),
    }
}
