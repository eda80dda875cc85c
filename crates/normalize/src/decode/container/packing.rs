//! A whole file packed with gzip or zstd, told by its first bytes.

use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;

use crate::decode::SourceError;

pub(super) const GZIP: &[u8] = &[0x1f, 0x8b];
pub(super) const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::decode) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// `None` for a file that is not packed. No text in a declared encoding begins so.
    pub(in crate::decode) fn of(bytes: &[u8]) -> Option<Packing> {
        [(GZIP, Packing::Gzip), (ZSTD, Packing::Zstd)]
            .into_iter()
            .find_map(|(opening, packing)| bytes.starts_with(opening).then_some(packing))
    }

    pub(in crate::decode) fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }

    /// Inflates the file. Several streams one after the other are one, and anything else after the last is an error.
    pub(super) fn reader<'a>(self, file: impl BufRead + Send + 'a) -> Result<Unpacked<'a>, SourceError> {
        let inner: Box<dyn Read + Send + 'a> = match self {
            Packing::Gzip => Box::new(MultiGzDecoder::new(file)),
            Packing::Zstd => {
                let decoder = zstd::Decoder::with_buffer(file);
                Box::new(decoder.map_err(|error| self.damaged(&error))?)
            }
        };
        Ok(Unpacked { inner, packing: self })
    }

    /// How far a reader came is not told: it depends on how much it asks for at once.
    fn damaged(self, error: &io::Error) -> SourceError {
        let detail = match error.kind() {
            io::ErrorKind::UnexpectedEof => "it ends in the middle".to_owned(),
            _ => error.to_string(),
        };
        SourceError::Damaged { place: format!("the {} file", self.name()), detail }
    }
}

/// What a packed file holds; its errors say that the packing is wrong.
pub(super) struct Unpacked<'a> {
    inner: Box<dyn Read + Send + 'a>,
    packing: Packing,
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer).map_err(|error| match SourceError::is_told_by(&error) {
            true => error,
            false => io::Error::other(self.packing.damaged(&error)),
        })
    }
}
