//! Records of delimited text, one after the other, each with its number and with what is odd about its quotes.

use std::io::Read;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::SourceError;
use super::quotes::Quotes;

pub(crate) struct Records<'a> {
    reader: Reader<Quotes<&'a mut dyn Read>>,
    record: ByteRecord,
    number: i64,
}

/// One record, which may have any number of cells.
pub(crate) struct Record<'a> {
    /// 1-based, a header included.
    pub number: i64,
    pub cells: &'a ByteRecord,
    /// It has a quote out of place.
    pub is_misquoted: bool,
}

impl<'a> Records<'a> {
    pub(crate) fn of(text: &'a mut dyn Read, delimiter: u8) -> Records<'a> {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(Quotes::new(text, delimiter));
        Records { reader, record: ByteRecord::new(), number: 0 }
    }

    /// The first record, which tells how many cells the others have: its quotes must be in their places.
    pub(crate) fn header(&mut self) -> Result<ByteRecord, SourceError> {
        let Some(Record { cells, is_misquoted, .. }) = self.next()? else { return Err(SourceError::Empty) };
        let header = cells.clone();
        // A quote that swallows the whole text leaves one record.
        if is_misquoted || self.reader.is_done() && self.reader.get_ref().is_open() {
            return Err(SourceError::OpenQuote { record: 1 });
        }
        Ok(header)
    }

    /// The next record; `None` at the end of the text, which must not be inside quotes.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, SourceError> {
        let number = self.number as u64 + 1;
        let is_there = self.reader.read_byte_record(&mut self.record).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => SourceError::of_reader(error, number),
            other => SourceError::Read { record: number, detail: format!("{other:?}") },
        })?;
        if !is_there {
            return match self.reader.get_ref().is_open() {
                true => Err(SourceError::OpenQuote { record: self.number }),
                false => Ok(None),
            };
        }
        self.number += 1;
        let end = self.reader.position().byte();
        let is_misquoted = self.reader.get_mut().take_misplaced(end);
        Ok(Some(Record { number: self.number, cells: &self.record, is_misquoted }))
    }

    /// The number of the record that was read last.
    pub(crate) fn number(&self) -> i64 {
        self.number
    }
}

/// The cells of a record. The text was UTF-8 on its way here, and cells end at ASCII characters.
pub(crate) fn texts(record: &ByteRecord) -> Vec<String> {
    record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
}

pub(crate) fn is_blank(cell: &[u8]) -> bool {
    cell.is_empty() || String::from_utf8_lossy(cell).trim().is_empty()
}
