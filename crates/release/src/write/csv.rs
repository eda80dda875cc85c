//! CSV: UTF-8, LF, RFC 4180, the same values as the Parquet beside it; and a twin for spreadsheets, which open a text that
//! begins with `=` by running it.

use std::io::Write as _;
use std::path::Path;

use erario_columns::Distinct;
use erario_model::{FieldType, Money, Table};
use polars::prelude::{BooleanChunked, Column, DataFrame, DataType, Int32Chunked, Int64Chunked};
use rayon::prelude::*;

use super::hashed::HashedFile;
use crate::ReleaseError;

/// Rows formatted at once.
const BATCH: usize = 1 << 12;
/// Batches formatted side by side and written in order.
const SIDE_BY_SIDE: usize = 8;

/// For whom a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Texts as they are, lines as RFC 4180 lets them be.
    Program,
    /// A byte-order mark, lines that end as on Windows, and an apostrophe before a text that would run as a formula.
    Spreadsheet,
}

impl Reader {
    fn line_end(self) -> &'static [u8] {
        if self == Reader::Spreadsheet { b"\r\n" } else { b"\n" }
    }
}

/// A column of one batch, by what its cells look like.
enum Cells {
    /// The same in every row: half of the columns of a budget are.
    Constant(Vec<u8>),
    Text(Texts),
    Year(Int32Chunked),
    Integer(Int64Chunked),
    Money(Int64Chunked),
    Boolean(BooleanChunked),
}

/// The distinct cells of a column, as they are written, and which row has which.
struct Texts {
    written: Vec<u8>,
    /// Where each cell starts, and where the last one ends.
    starts: Vec<u32>,
    places: Vec<u32>,
}

/// Writes all rows of a table, null as an empty cell, and gives the file's checksum.
pub(crate) fn write_csv(path: &Path, table: &Table, rows: &DataFrame, reader: Reader) -> Result<String, ReleaseError> {
    let mut file = HashedFile::create(path).map_err(ReleaseError::disk(path))?;
    // In quotes: readers that guess the dialect from the first rows would else take a table without quotes there for
    // one that has none below.
    let header: Vec<String> = table.fields.iter().map(|field| format!("\"{}\"", field.name)).collect();
    let mark = if reader == Reader::Spreadsheet { "\u{feff}" } else { "" };
    let header = [mark.as_bytes(), header.join(",").as_bytes(), reader.line_end()].concat();
    file.write_all(&header).map_err(ReleaseError::disk(path))?;
    let starts: Vec<usize> = (0..rows.height()).step_by(BATCH).collect();
    for starts in starts.chunks(SIDE_BY_SIDE) {
        let batches: Vec<Vec<u8>> = starts
            .par_iter()
            .map(|start| records(table, &rows.slice(*start as i64, BATCH), reader))
            .collect::<Result<_, ReleaseError>>()?;
        for batch in batches {
            file.write_all(&batch).map_err(ReleaseError::disk(path))?;
        }
    }
    file.finish().map_err(ReleaseError::disk(path))
}

/// The records of one batch, as bytes.
fn records(table: &Table, batch: &DataFrame, reader: Reader) -> Result<Vec<u8>, ReleaseError> {
    let columns = joined(cells(table, batch, reader)?);
    let mut bytes = Vec::with_capacity(batch.height() * 640);
    for row in 0..batch.height() {
        for (place, column) in columns.iter().enumerate() {
            if place > 0 {
                bytes.push(b',');
            }
            match column {
                Cells::Constant(cells) => bytes.extend_from_slice(cells),
                Cells::Text(texts) => bytes.extend_from_slice(texts.cell(row)),
                Cells::Year(years) => push_number(&mut bytes, years.get(row)),
                Cells::Integer(numbers) => push_number(&mut bytes, numbers.get(row)),
                Cells::Money(centavos) => push_number(&mut bytes, centavos.get(row).map(Money::from_centavos)),
                Cells::Boolean(values) => push_number(&mut bytes, values.get(row)),
            }
        }
        bytes.extend_from_slice(reader.line_end());
    }
    Ok(bytes)
}

/// Writes one field, in quotes where RFC 4180 wants them. The `csv` crate writes a whole record at a time; a budget's
/// rows are told apart by half of their fields, and the other half is copied as it stands.
fn push(bytes: &mut Vec<u8>, field: &str) {
    let field = field.as_bytes();
    if memchr::memchr3(b',', b'"', b'\n', field).is_none() && memchr::memchr(b'\r', field).is_none() {
        bytes.extend_from_slice(field);
        return;
    }
    bytes.push(b'"');
    for part in field.split_inclusive(|byte| *byte == b'"') {
        bytes.extend_from_slice(part);
        if part.ends_with(b"\"") {
            bytes.push(b'"');
        }
    }
    bytes.push(b'"');
}

/// Whether a spreadsheet would take a text for a formula, or might once it was pasted again: what OWASP lists under CSV
/// injection, and the full-width signs that East Asian versions take for the others. An apostrophe harms nothing, so that
/// more is guarded here than the rule `formula-in-text` tells of.
fn would_run(text: &str) -> bool {
    // Texts of findings are numbers that were found.
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.'));
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        && !text.strip_prefix('-').is_some_and(is_number)
}

fn push_number(bytes: &mut Vec<u8>, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        // Writing to a vector cannot fail.
        let _ = write!(bytes, "{value}");
    }
}

/// Neighbouring constants in one, with the commas between them.
fn joined(columns: Vec<Cells>) -> Vec<Cells> {
    let mut joined: Vec<Cells> = Vec::with_capacity(columns.len());
    for column in columns {
        match (joined.last_mut(), column) {
            (Some(Cells::Constant(run)), Cells::Constant(next)) => {
                run.push(b',');
                run.extend_from_slice(&next);
            }
            (_, column) => joined.push(column),
        }
    }
    joined
}

fn cells(table: &Table, batch: &DataFrame, reader: Reader) -> Result<Vec<Cells>, ReleaseError> {
    let mut columns = Vec::with_capacity(table.fields.len());
    for field in &table.fields {
        let column = batch
            .column(&field.name)
            .map_err(|_| ReleaseError::Column { table: table.name.clone(), column: field.name.clone() })?;
        if column.null_count() == batch.height() {
            columns.push(Cells::Constant(Vec::new()));
            continue;
        }
        columns.push(match field.field_type {
            FieldType::String => texts(column, reader)?,
            FieldType::Year => Cells::Year(column.i32()?.rechunk().into_owned()),
            FieldType::Integer => Cells::Integer(column.i64()?.rechunk().into_owned()),
            FieldType::Money => Cells::Money(column.i64()?.rechunk().into_owned()),
            FieldType::Boolean => Cells::Boolean(column.bool()?.rechunk().into_owned()),
            // A number that is below zero begins with its sign, and is none the less a number.
            FieldType::Decimal => texts(&column.cast(&DataType::String)?, Reader::Program)?,
        });
    }
    Ok(columns)
}

fn texts(column: &Column, reader: Reader) -> Result<Cells, ReleaseError> {
    let Distinct { values, places } = Distinct::of(column)?;
    let (mut written, mut starts) = (Vec::new(), vec![0]);
    for value in &values {
        match value.unwrap_or_default() {
            text if reader == Reader::Spreadsheet && would_run(text) => push(&mut written, &format!("'{text}")),
            text => push(&mut written, text),
        }
        starts.push(written.len() as u32);
    }
    Ok(if values.len() == 1 { Cells::Constant(written) } else { Cells::Text(Texts { written, starts, places }) })
}

impl Texts {
    fn cell(&self, row: usize) -> &[u8] {
        let place = self.places[row] as usize;
        &self.written[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_told_from_numbers() {
        for text in ["=1+1", "@SUM(A1)", "+52 998", "-cmd!A1", "- Otros", "-", "\t=1", "＝1"] {
            assert!(would_run(text), "{text}");
        }
        for text in ["-46.50", "46.50", "Educación", "", "1=1"] {
            assert!(!would_run(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_reader_of_csv_reads_the_same_fields(fields in proptest::collection::vec("[a-z,\"\n\r é]{0,6}", 2..6)) {
            let mut bytes = Vec::new();
            for (place, field) in fields.iter().enumerate() {
                if place > 0 {
                    bytes.push(b',');
                }
                push(&mut bytes, field);
            }
            bytes.push(b'\n');
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(record.iter().collect::<Vec<_>>(), fields);
        }
    }
}
