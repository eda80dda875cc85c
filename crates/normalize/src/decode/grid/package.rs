//! The zip that a workbook is, looked through before any reader inflates it.
//!
//! A few kilobytes can inflate to more than the machine has, and XML can declare entities that grow without end. So
//! every part is inflated once, counted while it is, and thrown away; only then does a reader see the file. The bounds
//! are sizes and not ratios, for an honest part full of styles compresses a hundred times and more.

use std::io::{BufRead, BufReader, Cursor, Read};

use memchr::memmem;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Xml, attribute};
use crate::decode::SourceError;

/// Parts of one workbook.
const PARTS: usize = 10_000;
/// Bytes of all parts together.
const BYTES: u64 = 256 << 20;
const CHUNK: usize = 64 * 1024;
const DOCTYPE: &[u8] = b"<!DOCTYPE";
/// Bytes that the shortest text takes in the list of a workbook's texts: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens a zip whose parts, all together, have a size that a workbook can have.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, SourceError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
        if archive.len() > PARTS {
            return Err(SourceError::Bomb { parts: PARTS, bytes: BYTES });
        }
        let mut total = 0;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(unreadable)?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            let size = look_through(part, &name, BYTES - total)?;
            total += size;
            if name.to_lowercase().ends_with("sharedstrings.xml") {
                let part = archive.by_index(index).map_err(unreadable)?;
                check_number_of_texts(BufReader::new(part), size)?;
            }
        }
        Ok(Package { archive })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part as a stream; `None` if there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<impl BufRead>, SourceError> {
        match self.archive.by_name(name) {
            Ok(part) => Ok(Some(BufReader::new(part))),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(unreadable(error)),
        }
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(Result::ok).map(|name| name.to_string()).collect()
    }
}

fn unreadable(error: ZipError) -> SourceError {
    SourceError::Workbook { detail: error.to_string() }
}

/// Inflates a part to the end; gives its size. More than `room` is a bomb, a document type an attack.
fn look_through(mut part: impl Read, name: &str, room: u64) -> Result<u64, SourceError> {
    let mut size = 0;
    // The end of one chunk stands before the next, so that no border hides a word.
    let mut buffer = vec![0; CHUNK];
    let mut kept = 0;
    loop {
        let length = part
            .read(&mut buffer[kept..])
            .map_err(|error| SourceError::Workbook { detail: format!("`{name}`: {error}") })?;
        if length == 0 {
            return Ok(size);
        }
        size += length as u64;
        if size > room {
            return Err(SourceError::Bomb { parts: PARTS, bytes: BYTES });
        }
        let seen = kept + length;
        if memmem::find(&buffer[..seen], DOCTYPE).is_some() {
            return Err(SourceError::Doctype { part: name.to_owned() });
        }
        kept = seen.min(DOCTYPE.len() - 1);
        buffer.copy_within(seen - kept..seen, 0);
    }
}

/// Refuses a list that says it holds more texts than fit into it: the reader makes room for as many as it says.
fn check_number_of_texts(part: impl BufRead, size: u64) -> Result<(), SourceError> {
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "sst" => {
                let Some(said) = attribute(&element, "uniqueCount")? else { return Ok(()) };
                if said.parse::<u64>().is_ok_and(|count| count <= size / SHORTEST_TEXT) {
                    return Ok(());
                }
                let detail = format!("it says that it has {said} texts in {size} bytes");
                return Err(SourceError::Workbook { detail });
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
