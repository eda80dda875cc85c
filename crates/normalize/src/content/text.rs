//! Delimited text: a checksum a record, and one of them all.

use std::borrow::Cow;
use std::io::Read;

use csv::ByteRecord;
use erario_model::collapse_spaces;
use sha2::{Digest, Sha256};

use super::Content;
use crate::Plan;
use crate::decode::records::{Record, Records, is_blank, texts};
use crate::decode::{SourceError, ascii, container, refuse_page};

/// A record's cells in the order of their headers, or, where nobody can tell which cell is which, as they stand.
const WHOLE: u8 = 1;
const BROKEN: u8 = 2;

type Checksum = [u8; 32];

pub(super) fn put(content: &mut Content, bytes: &[u8], plan: &Plan) -> Result<(), SourceError> {
    let mut part = |name: Option<String>, reader: &mut dyn Read| {
        // Which member it is that a pattern finds says nothing; which ones there are does.
        let name = name.filter(|_| plan.decode.every_member).unwrap_or_default();
        content.put(name.as_bytes());
        records_of(reader, plan)?.put(content);
        Ok(())
    };
    // A harmonised table stands in one text.
    match plan.shaped {
        Some(_) => container::with_text(bytes, plan, part),
        None => container::each_text(bytes, plan, &mut part),
    }
}

/// One text, read.
struct Text {
    headers: Vec<String>,
    records: Vec<Checksum>,
}

impl Text {
    fn put(&self, content: &mut Content) {
        content.count(self.headers.len());
        self.headers.iter().for_each(|header| content.put(header.as_bytes()));
        content.count(self.records.len());
        self.records.iter().for_each(|record| content.put(record));
    }
}

fn records_of(reader: &mut dyn Read, plan: &Plan) -> Result<Text, SourceError> {
    let mut records = Records::of(reader, ascii(plan.decode.delimiter));
    let mut text = match plan.shaped {
        Some(_) => titled(&mut records)?,
        None => table(&mut records, plan)?,
    };
    if !plan.order_is_content() {
        text.records.sort_unstable();
    }
    Ok(text)
}

/// A text with titles above its table and notes below: records of any length, every one as it stands.
fn titled(records: &mut Records) -> Result<Text, SourceError> {
    let mut sum = Sum::default();
    let mut checksums = Vec::new();
    while let Some(Record { cells, .. }) = records.next()? {
        if !cells.iter().all(is_blank) {
            checksums.push(sum.broken(cells, true));
        }
    }
    Ok(Text { headers: Vec::new(), records: checksums })
}

/// A table below its header, or without one.
fn table(records: &mut Records, plan: &Plan) -> Result<Text, SourceError> {
    let first = records.header()?;
    let headers = texts(&first);
    refuse_page(headers.first().map_or("", String::as_str))?;
    let columns = Columns::of(headers, plan);
    let (mut sum, mut checksums) = (Sum::default(), Vec::new());
    let mut last_broken = None;
    if plan.decode.headerless && !first.iter().all(is_blank) {
        checksums.push(sum.whole(&first, &columns.kept));
    }
    while let Some(Record { number, cells, is_misquoted }) = records.next()? {
        let is_whole = cells.len() == columns.count && !is_misquoted;
        if !is_whole {
            last_broken = Some((number, cells.len()));
        }
        if cells.iter().all(is_blank) {
            continue;
        }
        checksums.push(match is_whole {
            true => sum.whole(cells, &columns.kept),
            // Nobody can tell which of the cells tells of persons.
            false => sum.broken(cells, plan.refused.is_empty()),
        });
    }
    if records.number() == 1 && !plan.decode.headerless {
        return Err(SourceError::NoRecords);
    }
    match last_broken {
        Some((record, found)) if record == records.number() => {
            Err(SourceError::Cut { record, found, expected: columns.count })
        }
        _ => Ok(Text { headers: columns.headers, records: checksums }),
    }
}

/// The columns of a table that take part, in the order of their headers.
struct Columns {
    headers: Vec<String>,
    /// Where they stand.
    kept: Vec<usize>,
    /// All columns, those that do not take part included.
    count: usize,
}

impl Columns {
    fn of(first: Vec<String>, plan: &Plan) -> Columns {
        let count = first.len();
        let is_headerless = plan.decode.headerless;
        let named = first.into_iter().enumerate().map(|(place, cell)| match is_headerless {
            true => (place, (place + 1).to_string()),
            false => (place, cell),
        });
        let mut kept: Vec<(usize, String)> =
            named.filter(|(_, header)| !plan.is_refused(&collapse_spaces(header))).collect();
        if !is_headerless {
            kept.sort_by(|(_, one), (_, other)| one.cmp(other));
        }
        let (kept, headers) = kept.into_iter().unzip();
        Columns { headers, kept, count }
    }
}

/// Takes checksums of records, each put together in one piece first.
#[derive(Default)]
struct Sum(Vec<u8>);

impl Sum {
    fn whole(&mut self, cells: &ByteRecord, kept: &[usize]) -> Checksum {
        self.of(WHOLE, kept.iter().map(|place| cells.get(*place).unwrap_or_default()))
    }

    /// The cells count as they stand, or only how many they are.
    fn broken(&mut self, cells: &ByteRecord, are_cited: bool) -> Checksum {
        match are_cited {
            true => self.of(BROKEN, cells.iter()),
            false => self.of(BROKEN, (0..cells.len()).map(|_| &b""[..])),
        }
    }

    fn of<'a>(&mut self, kind: u8, cells: impl Iterator<Item = &'a [u8]>) -> Checksum {
        self.0.clear();
        self.0.push(kind);
        for cell in cells {
            let cell = with_plain_line_ends(cell);
            self.0.extend((cell.len() as u64).to_le_bytes());
            self.0.extend(cell.as_ref());
        }
        Sha256::digest(&self.0).into()
    }
}

/// A program that writes other line ends writes them inside cells too.
fn with_plain_line_ends(cell: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(cell, b"\r\n").is_none() {
        return Cow::Borrowed(cell);
    }
    let is_kept = |place: &usize| !cell[*place..].starts_with(b"\r\n");
    Cow::Owned((0..cell.len()).filter(is_kept).map(|place| cell[place]).collect())
}
