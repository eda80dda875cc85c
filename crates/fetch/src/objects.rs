//! The bytes of the store, each content once, under the name that its hash gives it.

use std::io;
use std::path::{Path, PathBuf};

use crate::StoreError;
use crate::content::{self, Content, CopyError};
use crate::disk::{Disk, NewFile};
use crate::store_error::disk;

/// Where the bytes with this hash are, or would be.
pub(crate) fn path(root: &Path, sha256: &str) -> PathBuf {
    root.join("objects").join(&sha256[..2]).join(sha256)
}

/// Copies a file to its place, over whatever is there: the same bytes, or what rot has left of them.
pub(crate) fn put(on: &Disk, root: &Path, file: &Path) -> Result<Content, StoreError> {
    let mut from = on.open(file).map_err(disk("read", file))?;
    let mut to = on.temporary_in(root).map_err(disk("write", root))?;
    let content = content::copy(&mut from, &mut to).map_err(|error| match error {
        CopyError::Reading(error) => disk("read", file)(error),
        CopyError::Writing(error) => disk("write", to.path())(error),
    })?;
    adopt(on, root, to, &content)?;
    Ok(content)
}

/// Moves a finished file whose bytes are known to its place.
pub(crate) fn adopt(on: &Disk, root: &Path, file: NewFile, content: &Content) -> Result<(), StoreError> {
    let path = path(root, &content.sha256);
    if let Some(folder) = path.parent() {
        on.create_folder(folder).map_err(disk("make this folder", folder))?;
    }
    file.persist(&path).map_err(disk("write", &path))
}

/// The bytes at `path`, if they are the expected ones.
pub(crate) fn read(on: &Disk, path: &Path, expected: &Content) -> Result<Vec<u8>, StoreError> {
    let bytes = match on.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(rotten(path, "no file", expected)),
        Err(error) => return Err(disk("read", path)(error)),
    };
    match Content::of(&bytes) {
        content if content == *expected => Ok(bytes),
        content => Err(rotten(path, content, expected)),
    }
}

/// Proves that the bytes at `path` are the expected ones, without holding them.
pub(crate) fn prove(on: &Disk, path: &Path, expected: &Content) -> Result<(), StoreError> {
    let mut file = match on.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(rotten(path, "no file", expected)),
        Err(error) => return Err(disk("read", path)(error)),
    };
    match content::copy(&mut file, &mut io::sink()) {
        Ok(content) if content == *expected => Ok(()),
        Ok(content) => Err(rotten(path, content, expected)),
        Err(CopyError::Reading(error) | CopyError::Writing(error)) => Err(disk("read", path)(error)),
    }
}

fn rotten(path: &Path, found: impl ToString, expected: &Content) -> StoreError {
    StoreError::Rotten { path: path.to_owned(), found: found.to_string(), expected: expected.to_string() }
}
