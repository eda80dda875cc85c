//! The container: a bare file, one packed with gzip or zstd, or members of a zip that the pipeline names.
//!
//! Servers pack and unpack on their own, so gzip and zstd are told by their first bytes and need no declaration; a zip
//! has members, and which one is meant must be said. Text is inflated as a stream and counted while it is. Whatever an
//! archive calls its members, nothing is ever written to disk under their names.

mod archive;
mod inflate;
mod limit;
mod local;
mod names;
mod packing;
mod source;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::{Cursor, Read};

pub(super) use packing::Packing;
pub(crate) use source::Source;

use super::SourceError;
use super::ahead::read_ahead;
use super::encoding::Utf8Reader;
use super::grid::COMPOUND;
use crate::Plan;
use archive::{Archive, Member};
use limit::Limited;

/// Bytes that a packed file may inflate to where all of it must be held at once: a workbook, or a zip that is packed
/// itself.
const WHOLE: u64 = 256 << 20;
/// Bytes that tell what a file is.
const OPENING: u64 = 8;

/// Opens the source as UTF-8 text, together with the name of the part that it stands in.
pub(crate) fn with_text<T>(
    source: Source<'_>,
    plan: &Plan,
    read: impl FnOnce(Option<String>, &mut dyn Read) -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    if let Some(pattern) = &plan.decode.zip_member {
        let held = source.whole()?;
        let bytes = unpacked(&held)?;
        let archive = Archive::open(&bytes)?;
        let member = archive.only(pattern)?;
        return member_text(&archive, member, &mut Inflation::of(&bytes, plan), read);
    }
    match source.packing() {
        Some(packing) => {
            let place = format!("what the {} file holds", packing.name());
            let mut inflation = Inflation { plan, file: source.size(), passed: 0 };
            inflation.text(packing.reader(source.reader())?, &place, None, read)
        }
        None => {
            refuse_other("the file", source.opening())?;
            let mut text = Utf8Reader::new(source.reader(), plan.encoding);
            read_ahead(|pieces| pieces.send_all(&mut text), |text| read(None, text))
        }
    }
}

/// Opens every member that the pipeline names, one after the other, in the order of their names.
pub(crate) fn each_text(
    source: Source<'_>,
    plan: &Plan,
    mut read: impl FnMut(Option<String>, &mut dyn Read) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let Some(pattern) = plan.decode.zip_member.as_ref().filter(|_| plan.decode.every_member) else {
        return with_text(source, plan, read);
    };
    let held = source.whole()?;
    let bytes = unpacked(&held)?;
    let archive = Archive::open(&bytes)?;
    let mut inflation = Inflation::of(&bytes, plan);
    for member in archive.every(pattern)? {
        member_text(&archive, member, &mut inflation, &mut read)?;
    }
    Ok(())
}

/// The bytes of a workbook, all of them: as they come, unpacked, or of the one member that the pipeline names.
pub(super) fn whole<'a>(bytes: &'a [u8], plan: &Plan) -> Result<Cow<'a, [u8]>, SourceError> {
    let bytes = unpacked(bytes)?;
    let Some(pattern) = &plan.decode.zip_member else { return Ok(bytes) };
    let archive = Archive::open(&bytes)?;
    let member = archive.inflate(archive.only(pattern)?)?;
    read_whole(member, bytes.len() as u64).map(Cow::Owned)
}

/// The file without the packing around it.
fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, SourceError> {
    match Packing::of(bytes) {
        Some(packing) => read_whole(packing.reader(bytes)?, bytes.len() as u64).map(Cow::Owned),
        None => Ok(Cow::Borrowed(bytes)),
    }
}

fn read_whole(source: impl Read, file: u64) -> Result<Vec<u8>, SourceError> {
    let (mut passed, mut bytes) = (0, Vec::new());
    let mut limited = Limited::new(source, &mut passed, WHOLE, || SourceError::TooLargeWhole { file, limit: WHOLE });
    limited.read_to_end(&mut bytes).map_err(|error| SourceError::of_reader(error, 1))?;
    Ok(bytes)
}

fn member_text<T>(
    archive: &Archive,
    member: &Member,
    inflation: &mut Inflation,
    read: impl FnOnce(Option<String>, &mut dyn Read) -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    inflation.text(archive.inflate(member)?, &member.place(), Some(member.name.clone()), read)
}

/// Text that is inflated, and how much of it there has been: the bound is for all members of a source together.
struct Inflation<'a> {
    plan: &'a Plan,
    /// Bytes of the file.
    file: u64,
    passed: u64,
}

impl Inflation<'_> {
    fn of<'a>(bytes: &[u8], plan: &'a Plan) -> Inflation<'a> {
        Inflation { plan, file: bytes.len() as u64, passed: 0 }
    }

    /// Inflates ahead of the reader.
    fn text<T>(
        &mut self,
        source: impl Read + Send,
        place: &str,
        part: Option<String>,
        read: impl FnOnce(Option<String>, &mut dyn Read) -> Result<T, SourceError>,
    ) -> Result<T, SourceError> {
        let (file, limit) = (self.file, self.plan.decode.max_bytes);
        let mut source = Limited::new(source, &mut self.passed, limit, || SourceError::TooLarge { file, limit });
        let mut opening = Vec::new();
        let opened = source.by_ref().take(OPENING).read_to_end(&mut opening);
        opened.map_err(|error| SourceError::of_reader(error, 1))?;
        refuse_other(place, &opening)?;
        let source = Cursor::new(opening).chain(source);
        let encoding = self.plan.encoding;
        read_ahead(|pieces| pieces.send_all(&mut Utf8Reader::new(source, encoding)), |text| read(part, text))
    }
}

/// No text in a declared encoding begins like these.
fn refuse_other(place: &str, bytes: &[u8]) -> Result<(), SourceError> {
    const TWICE: &str = "unpack it, and bring what is inside with `erario add`; tell the publisher that once is enough";
    const KINDS: [(&[u8], &str, &str); 5] = [
        (
            b"PK\x03\x04",
            "a zip or a workbook (XLSX, ODS)",
            "of a zip, name the member as `decode.zip_member`; of a workbook, set `format = \"workbook\"` or save the sheet as CSV",
        ),
        (COMPOUND, "an old workbook (XLS)", "set `format = \"workbook\"`, or save the sheet as CSV"),
        (b"%PDF", "a PDF document", "ask the publisher for the table itself, as CSV or XLSX"),
        (packing::GZIP, "packed with gzip once more", TWICE),
        (packing::ZSTD, "packed with zstd once more", TWICE),
    ];
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(SourceError::Utf16 { place: place.to_owned() });
    }
    match KINDS.into_iter().find(|(opening, ..)| bytes.starts_with(opening)) {
        Some((_, found, hint)) => Err(SourceError::NoText { place: place.to_owned(), found, hint }),
        None => Ok(()),
    }
}
