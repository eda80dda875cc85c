//! A file that knows its SHA-256 when it is done: large files are not read again for their checksum.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::folder::hex;

pub(super) struct HashedFile {
    file: BufWriter<File>,
    hasher: Sha256,
}

impl HashedFile {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Ok(HashedFile { file: BufWriter::with_capacity(1 << 20, File::create(path)?), hasher: Sha256::new() })
    }

    /// Flushes, and gives the checksum in lower-case hexadecimal.
    pub(super) fn finish(mut self) -> io::Result<String> {
        self.file.flush()?;
        Ok(hex(&self.hasher.finalize()))
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
