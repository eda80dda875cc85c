//! One member of a zip, inflated as a stream and held against what the zip says of it.
//!
//! A reader that stops at the size that a header tells, or at the end of what is there, gives cut data without a word.
//! So the stream must end by itself, exactly where its bytes end, with the size and the checksum that were told.

use std::io::{self, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::decode::SourceError;

/// What the directory of the zip says of a member's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub crc: u32,
    pub compressed: u64,
    pub size: u64,
}

/// A member's content.
pub(super) struct Inflate<'a> {
    /// Bytes that are still to be read.
    data: &'a [u8],
    /// `None` where the content is stored as it is.
    deflate: Option<Decompress>,
    has_ended: bool,
    crc: Crc,
    size: u64,
    told: Told,
    place: String,
}

impl<'a> Inflate<'a> {
    pub(super) fn new(data: &'a [u8], is_deflated: bool, told: Told, place: String) -> Inflate<'a> {
        let deflate = is_deflated.then(|| Decompress::new(false));
        Inflate { data, deflate, has_ended: !is_deflated, crc: Crc::new(), size: 0, told, place }
    }

    fn next(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(deflate) = &mut self.deflate else { return self.data.read(buffer) };
        while !self.has_ended {
            let (before, given) = (deflate.total_in(), deflate.total_out());
            let Ok(status) = deflate.decompress(self.data, buffer, FlushDecompress::None) else {
                let inflated = deflate.total_out();
                return Err(self.damaged(format!("after {inflated} inflated bytes, it is no deflate stream")));
            };
            let used = (deflate.total_in() - before) as usize;
            let inflated = (deflate.total_out() - given) as usize;
            self.data = &self.data[used..];
            self.has_ended = status == Status::StreamEnd;
            if inflated > 0 {
                return Ok(inflated);
            }
            if used == 0 && !self.has_ended {
                return Err(self.damaged(format!("after {given} inflated bytes, it ends in the middle")));
            }
        }
        Ok(0)
    }

    /// Holds the content, which has ended, against what was told of it.
    fn check(&self) -> io::Result<()> {
        let rest = self.data.len();
        if rest > 0 {
            return Err(self.damaged(format!("{rest} bytes follow the end of its deflate stream")));
        }
        if self.size != self.told.size {
            let (size, told) = (self.size, self.told.size);
            return Err(self.damaged(format!("it has {size} bytes, the directory of the zip says {told}")));
        }
        let (crc, told) = (self.crc.sum(), self.told.crc);
        if crc != told {
            return Err(self.damaged(format!("its checksum is {crc:08x}, the directory of the zip says {told:08x}")));
        }
        Ok(())
    }

    fn damaged(&self, detail: String) -> io::Error {
        io::Error::other(SourceError::Damaged { place: self.place.clone(), detail })
    }
}

impl Read for Inflate<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.next(buffer)?;
        if read == 0 {
            return self.check().map(|()| 0);
        }
        self.crc.update(&buffer[..read]);
        self.size += read as u64;
        if self.size > self.told.size {
            let told = self.told.size;
            return Err(self.damaged(format!("it goes on after the {told} bytes that the directory of the zip says")));
        }
        Ok(read)
    }
}
