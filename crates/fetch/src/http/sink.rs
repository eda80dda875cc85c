//! Where the bytes of a body go: through a decoder if need be, counted, hashed and written.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use flate2::write::MultiGzDecoder;

use crate::content::{Content, ContentHash};
use crate::disk::NewFile;
use crate::kind;

/// A file that grows, and all that is known of its bytes so far.
#[derive(Debug)]
pub(super) struct Sink {
    pub file: NewFile,
    hash: ContentHash,
    head: Vec<u8>,
    limit: u64,
}

/// Why bytes cannot be taken.
#[derive(Debug)]
pub(super) enum SinkError {
    TooBig { found: u64 },
    Disk(io::Error),
    Encoding(io::Error),
}

impl Sink {
    pub fn new(file: NewFile, limit: u64) -> Sink {
        Sink { file, hash: ContentHash::default(), head: Vec::new(), limit }
    }

    /// Takes what an earlier run left in the file for its first bytes.
    pub fn take_over(&mut self) -> io::Result<()> {
        let mut earlier = self.file.file().try_clone()?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = earlier.read(&mut buffer)?;
            if read == 0 {
                return Ok(());
            }
            self.count(&buffer[..read]);
        }
    }

    fn count(&mut self, bytes: &[u8]) {
        let missing = kind::HEAD_BYTES - self.head.len();
        self.head.extend_from_slice(&bytes[..missing.min(bytes.len())]);
        self.hash.update(bytes);
    }

    pub fn length(&self) -> u64 {
        self.hash.size_bytes
    }

    pub fn head(&self) -> &[u8] {
        &self.head
    }

    pub fn path(&self) -> PathBuf {
        self.file.path().to_owned()
    }

    /// Forgets everything.
    pub fn restart(&mut self) -> io::Result<()> {
        self.hash = ContentHash::default();
        self.head.clear();
        self.file.restart()
    }

    pub fn finish(self) -> (NewFile, Content) {
        (self.file, self.hash.finish())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let found = self.length() + bytes.len() as u64;
        if found > self.limit {
            return Err(io::Error::other(TooBig(found)));
        }
        let written = self.file.write(bytes)?;
        self.count(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0} bytes are too many")]
struct TooBig(u64);

/// A sink that decodes what servers compress without being asked.
pub(super) enum Decoder {
    None(Sink),
    Gzip(Box<MultiGzDecoder<Sink>>),
}

impl Decoder {
    /// Whether bodies of this encoding can be read.
    pub fn knows(encoding: &str) -> bool {
        matches!(encoding, "identity" | "gzip" | "x-gzip")
    }

    pub fn new(encoding: &str, sink: Sink) -> Decoder {
        match encoding {
            "gzip" | "x-gzip" => Decoder::Gzip(Box::new(MultiGzDecoder::new(sink))),
            _ => Decoder::None(sink),
        }
    }

    pub fn take(&mut self, bytes: &[u8]) -> Result<(), SinkError> {
        match self {
            Decoder::None(sink) => sink.write_all(bytes).map_err(SinkError::of_disk),
            Decoder::Gzip(decoder) => decoder.write_all(bytes).map_err(SinkError::of_decoder),
        }
    }

    /// Sees that the encoded stream is whole.
    pub fn end(&mut self) -> Result<(), SinkError> {
        match self {
            Decoder::None(sink) => sink.flush().map_err(SinkError::Disk),
            Decoder::Gzip(decoder) => decoder.try_finish().map_err(SinkError::of_decoder),
        }
    }

    /// The sink again; an encoded stream that broke off is of no use.
    pub fn into_sink(self) -> Option<Sink> {
        match self {
            Decoder::None(sink) => Some(sink),
            Decoder::Gzip(decoder) => (*decoder).finish().ok(),
        }
    }
}

impl SinkError {
    fn of_disk(error: io::Error) -> SinkError {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<TooBig>()) {
            Some(TooBig(found)) => SinkError::TooBig { found: *found },
            None => SinkError::Disk(error),
        }
    }

    /// The decoder's own complaints are of these kinds; the others are passed on from the disk.
    fn of_decoder(error: io::Error) -> SinkError {
        match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                SinkError::Encoding(error)
            }
            _ => SinkError::of_disk(error),
        }
    }
}
