//! What a file says, whatever it is packed in: a checksum of its content.
//!
//! Publishers send the same records again in a new zip, saved by another program, or in another order. The bytes are
//! others then, and nothing has changed. So this checksum is taken of the cells and not of the bytes: no container, time
//! stamp, encoding, line end or way of quoting takes part, and neither does the order of records or of columns where it
//! says nothing. What it does depend on is written down in [`VERSION`]; another number makes every file look changed.

mod records;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use erario_model::Format;
use sha2::{Digest, Sha256};

use crate::Plan;
use crate::decode::{self, Source, SourceError};

/// Changes when the same content gets another checksum.
const VERSION: &[u8] = b"erario content 2";

/// The SHA-256 of a source's content, as 64 lower-case hexadecimal digits.
///
/// It is the same for two files that hold the same cells in another container, compressed otherwise or saved by another
/// program. In delimited text the order of columns says nothing, and the order of records only where the plan
/// understands a record by those above it ([`Plan::order_is_content`]); in a sheet every cell has its place. Columns that
/// the pipeline refuses, because they tell of persons, take no part, and neither do blank records, merged cells, and
/// sheets that nobody reads.
///
/// Headers need not be those that the pipeline names, so that a file that changed has a checksum too. A file that is
/// damaged ([`SourceError::is_damaged`]) has none: it gives the error that [`decode`](crate::decode) gives.
///
/// The file is read from its beginning, wherever it was read last. Delimited text, bare or packed with gzip or zstd, is
/// read once and as a stream: it may be larger than memory, and takes 8 bytes a record where the order of records says
/// nothing. Zips and workbooks are read whole.
pub fn content_sha256_of(file: &mut (impl Read + Seek + Send), plan: &Plan) -> Result<String, SourceError> {
    let source = Source::of(file)?;
    match plan.decode.format == Format::Csv && plan.decode.zip_member.is_none() {
        true => of(source, plan, text::put),
        false => content_sha256(&source.whole()?, plan),
    }
}

/// The same of a file that is held: see [`content_sha256_of`].
pub fn content_sha256(bytes: &[u8], plan: &Plan) -> Result<String, SourceError> {
    let source = Source::Held(bytes);
    match bytes.is_empty() || decode::is_text(bytes, plan)? {
        true => of(source, plan, text::put),
        false => of(source, plan, workbook::put),
    }
}

fn of(
    source: Source<'_>,
    plan: &Plan,
    put: impl FnOnce(&mut Content, Source<'_>, &Plan) -> Result<(), SourceError>,
) -> Result<String, SourceError> {
    if source.opening().is_empty() {
        return Err(SourceError::Empty);
    }
    let mut content = Content::default();
    content.put(VERSION);
    put(&mut content, source, plan)?;
    Ok(content.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What has been put together so far. Every piece carries its length, so that no two contents read the same.
#[derive(Default)]
struct Content(Sha256);

impl Content {
    fn put(&mut self, piece: &[u8]) {
        self.count(piece.len() as u64);
        self.0.update(piece);
    }

    fn count(&mut self, count: u64) {
        self.0.update(count.to_le_bytes());
    }
}
