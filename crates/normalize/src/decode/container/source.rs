//! A file as it is handed over: bytes that are held, or a stream that is read as it is needed.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use super::Packing;
use crate::decode::SourceError;

/// Bytes of the beginning that tell what a file is.
const OPENING: u64 = 64;
/// Bytes that are asked of a stream at once, unless its reader has room for more: then they are not copied twice.
const BUFFER: usize = 1 << 15;

/// A file, from its first byte on.
pub(crate) enum Source<'a> {
    Held(&'a [u8]),
    Stream(Stream<'a>),
}

/// A file of which only the beginning was read.
pub(crate) struct Stream<'a> {
    opening: Vec<u8>,
    rest: Box<dyn Read + Send + 'a>,
    size: u64,
}

impl<'a> Source<'a> {
    /// The whole of what can be read, wherever it was read last.
    pub(crate) fn of(file: &'a mut (impl Read + Seek + Send)) -> Result<Source<'a>, SourceError> {
        let size = file.seek(SeekFrom::End(0)).map_err(SourceError::Disk)?;
        file.rewind().map_err(SourceError::Disk)?;
        let mut opening = Vec::new();
        file.by_ref().take(OPENING).read_to_end(&mut opening).map_err(SourceError::Disk)?;
        Ok(Source::Stream(Stream { opening, rest: Box::new(OnDisk(file)), size }))
    }

    /// Its bytes, as many as it said at first.
    pub(super) fn size(&self) -> u64 {
        match self {
            Source::Held(bytes) => bytes.len() as u64,
            Source::Stream(stream) => stream.size,
        }
    }

    /// Its first bytes, enough to see what it is.
    pub(crate) fn opening(&self) -> &[u8] {
        match self {
            Source::Held(bytes) => bytes,
            Source::Stream(stream) => &stream.opening,
        }
    }

    pub(super) fn packing(&self) -> Option<Packing> {
        Packing::of(self.opening())
    }

    pub(super) fn reader(self) -> Box<dyn BufRead + Send + 'a> {
        match self {
            Source::Held(bytes) => Box::new(bytes),
            Source::Stream(Stream { opening, rest, .. }) => {
                Box::new(Cursor::new(opening).chain(BufReader::with_capacity(BUFFER, rest)))
            }
        }
    }

    /// All its bytes.
    pub(crate) fn whole(self) -> Result<Cow<'a, [u8]>, SourceError> {
        match self {
            Source::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Source::Stream(Stream { opening: mut bytes, mut rest, size }) => {
                // One byte more than there are, so that their end shows without room for as many again.
                bytes.reserve_exact(usize::try_from(size + 1).unwrap_or(usize::MAX).saturating_sub(bytes.len()));
                rest.read_to_end(&mut bytes).map_err(|error| SourceError::of_reader(error, 1))?;
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

/// Tells a disk that fails from a file that is damaged, for whoever reads through layers of readers.
struct OnDisk<R>(R);

impl<R: Read> Read for OnDisk<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ => io::Error::other(SourceError::Disk(error)),
        })
    }
}
