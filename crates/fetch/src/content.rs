//! The identity of bytes: their SHA-256 and their length, taken while they pass.

use std::fmt;
use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// What bytes are called in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub size_bytes: u64,
}

impl Content {
    pub(crate) fn of(bytes: &[u8]) -> Content {
        let mut hash = ContentHash::default();
        hash.update(bytes);
        hash.finish()
    }
}

/// Bytes that pass, on their way to being a [`Content`].
#[derive(Clone, Debug, Default)]
pub(crate) struct ContentHash {
    sha256: Sha256,
    pub size_bytes: u64,
}

impl ContentHash {
    pub fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.size_bytes += bytes.len() as u64;
    }

    pub fn finish(self) -> Content {
        Content { sha256: hexadecimal(&self.sha256.finalize()), size_bytes: self.size_bytes }
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes with sha256 {}", self.size_bytes, self.sha256)
    }
}

/// Which side of a copy failed; each has a path of its own to name.
#[derive(Debug)]
pub(crate) enum CopyError {
    Reading(io::Error),
    Writing(io::Error),
}

/// Copies and hashes in one pass, so that the hash is that of the bytes written.
pub(crate) fn copy(from: &mut impl Read, to: &mut impl Write) -> Result<Content, CopyError> {
    let mut hash = ContentHash::default();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(hash.finish()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(CopyError::Reading(error)),
        };
        hash.update(&buffer[..read]);
        to.write_all(&buffer[..read]).map_err(CopyError::Writing)?;
    }
}

/// The hash of a file's bytes, which are not held.
pub fn sha256_of(file: &std::path::Path) -> io::Result<String> {
    match copy(&mut std::fs::File::open(file)?, &mut io::sink()) {
        Ok(content) => Ok(content.sha256),
        Err(CopyError::Reading(error) | CopyError::Writing(error)) => Err(error),
    }
}

/// A hash read from a file becomes a path, so it is looked at first.
pub(crate) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_hash_is_the_one_that_everybody_knows() {
        let abc = Content::of(b"abc");
        assert_eq!(abc.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(is_sha256(&abc.sha256));
        assert!(!is_sha256("../../etc/passwd"));
    }

    proptest! {
        #[test]
        fn a_copy_is_the_same_bytes_under_the_same_name(bytes: Vec<u8>) {
            let mut written = Vec::new();
            let content = copy(&mut bytes.as_slice(), &mut written).unwrap();
            prop_assert_eq!(content, Content::of(&bytes));
            prop_assert_eq!(written, bytes);
        }
    }
}
