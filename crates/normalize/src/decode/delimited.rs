//! Delimited text: RFC 4180 records, each with its number.
//!
//! Records are read one by one, because an engine's bulk reader turns a short record into nulls and fails a whole file
//! for a stray quote, without a place. A record with another number of fields than the header is kept apart.

use std::collections::BTreeMap;
use std::io::Read;

use csv::ByteRecord;
use polars::prelude::*;

use super::ascii;
use super::cells::Cells;
use super::header::{self, Header, headers_of, refuse_page};
use super::records::{Records, is_blank, texts};
use super::unknown::Unknown;
use super::{BrokenRecord, SOURCE_ROW, SourceError, TextTable};
use crate::Plan;

/// Records in one batch: enough to keep columns long, few enough to keep memory flat.
const BATCH: usize = 1 << 16;

pub(super) fn read(
    source: &mut dyn Read,
    part: Option<String>,
    plan: &Plan,
    batch: &mut dyn FnMut(TextTable) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let mut records = Records::of(source, ascii(plan.decode.delimiter));
    let first = records.header()?;
    let headers: Vec<String> = if plan.decode.headerless {
        refuse_page(texts(&first).first().map_or("", String::as_str))?;
        (1..=first.len()).map(|position| position.to_string()).collect()
    } else {
        texts(&first)
    };
    let header = header::read(&headers, plan).map_err(|error| match plan.decode.headerless {
        true => SourceError::Positions { found: headers.len() },
        false => error,
    })?;

    let mut rows = Rows::new(part, &headers, &header, plan);
    let mut total = 0;
    if plan.decode.headerless {
        rows.push(&first, 1, headers.len(), false);
        total += 1;
    }
    while let Some(record) = records.next()? {
        rows.push(record.cells, record.number, headers.len(), record.is_misquoted);
        total += 1;
        if rows.numbers.len() == BATCH {
            batch(rows.take()?)?;
        }
    }
    if total == 0 {
        return Err(SourceError::NoRecords);
    }
    // A record that is broken in the middle is a slip; the last one is broken where a file was cut.
    if let Some(last) = rows.broken.last().filter(|last| last.source_row == records.number()) {
        return Err(SourceError::Cut { record: last.source_row, found: last.fields, expected: last.expected_fields });
    }
    batch(rows.take()?)
}

/// The cells of a record at these places; blanks among several spellings of one column are none.
fn filled<'a>(record: &'a ByteRecord, places: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
    let cells = places.iter().map(|place| record.get(*place).unwrap_or_default());
    cells.filter(|cell| places.len() == 1 || !is_blank(cell))
}

/// Columns under construction.
struct Rows {
    part: Option<String>,
    headers: BTreeMap<String, String>,
    /// The cells of each working column, and the source columns that they come from: several in a joined file.
    columns: Vec<(Vec<usize>, Cells)>,
    unknown: Unknown,
    numbers: Vec<i64>,
    broken: Vec<BrokenRecord>,
    /// Cells of broken records may be cited.
    keeps_broken: bool,
    blank: u64,
}

impl Rows {
    fn new(part: Option<String>, headers: &[String], header: &Header, plan: &Plan) -> Self {
        let headers = headers_of(headers, &header.columns);
        let mut places: Vec<(&str, Vec<usize>)> = Vec::new();
        for (place, column) in header.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            match places.iter_mut().find(|(known, _)| known == column) {
                Some((_, spellings)) => spellings.push(place),
                None => places.push((column, vec![place])),
            }
        }
        let columns = places.into_iter().map(|(column, places)| (places, Cells::new(column.to_owned()))).collect();
        Rows {
            part,
            headers,
            columns,
            unknown: Unknown::of(header, plan),
            numbers: Vec::with_capacity(BATCH),
            broken: Vec::new(),
            keeps_broken: plan.refused.is_empty(),
            blank: 0,
        }
    }

    fn push(&mut self, record: &ByteRecord, number: i64, expected_fields: usize, is_misquoted: bool) {
        let filled_twice = self.filled_twice(record);
        if record.len() != expected_fields || is_misquoted || filled_twice.is_some() {
            let cells = if self.keeps_broken { texts(record) } else { Vec::new() };
            let fields = record.len();
            let source_row = number;
            self.broken.push(BrokenRecord { source_row, fields, cells, expected_fields, is_misquoted, filled_twice });
            return;
        }
        if record.iter().all(is_blank) {
            self.blank += 1;
            return;
        }
        for (places, cells) in &mut self.columns {
            cells.push(filled(record, places).next().unwrap_or_default());
        }
        self.unknown.push(number, |place| String::from_utf8_lossy(record.get(place).unwrap_or_default()));
        self.numbers.push(number);
    }

    /// The working column that the record gives two different cells.
    fn filled_twice(&self, record: &ByteRecord) -> Option<String> {
        let several = self.columns.iter().filter(|(places, _)| places.len() > 1);
        let mut twice = several.filter(|(places, _)| {
            let mut cells = filled(record, places);
            cells.next().is_some_and(|first| cells.any(|other| other != first))
        });
        twice.next().map(|(_, cells)| cells.name().to_owned())
    }

    fn take(&mut self) -> Result<TextTable, SourceError> {
        let numbers = std::mem::replace(&mut self.numbers, Vec::with_capacity(BATCH));
        let mut columns = vec![Column::new(SOURCE_ROW.into(), &numbers)];
        for (_, cells) in &mut self.columns {
            columns.push(cells.take()?);
        }
        columns.extend(self.unknown.nulls(numbers.len()));
        let (changes, unknown) = self.unknown.take();
        Ok(TextTable {
            headers: self.headers.clone(),
            part: self.part.clone(),
            frame: DataFrame::new(numbers.len(), columns)?,
            broken: std::mem::take(&mut self.broken),
            blank_records: std::mem::take(&mut self.blank),
            footnote_records: 0,
            changes,
            unknown,
            ..TextTable::default()
        })
    }
}
