//! How far the cells of a binary workbook reach, before a reader makes room for them.
//!
//! The reader lays a sheet out as one rectangle. A single damaged byte can put a cell into column 60,000 or row 4
//! billion, and asking for that much memory ends the whole program, where every other fault ends one dataset. So the
//! records that say where cells stand are read first, the way the reader will read them.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::SourceError;

/// Columns that the format can have.
const COLUMNS: u32 = 256;
/// Rows that the format can have.
const ROWS: u32 = 65_536;
/// Cells in a sheet, blank ones between them included; the largest published sheet so far has a hundred thousand.
const CELLS: u32 = 1 << 23;

const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
/// A row: its number first, bits that say how it looks from the thirteenth byte on.
const ROW: u16 = 0x0208;
const HIDDEN: u16 = 0x0020;
/// Cells side by side: row, first column, six bytes each, last column.
const MULRK: u16 = 0x00bd;
/// NUMBER, LABEL, BOOLERR, RK, RSTRING, LABELSST, FORMULA and MULRK: row, then column, two bytes each.
const CELL: [u16; 8] = [0x0203, 0x0204, 0x0205, 0x027e, 0x00d6, 0x00fd, 0x0006, MULRK];

/// For each sheet of a binary workbook, in order, the rows that are not shown. Refuses a workbook with a sheet that
/// reaches further than sheets can.
pub(super) fn hidden_rows(bytes: &[u8]) -> Result<Vec<BTreeSet<u32>>, SourceError> {
    let stream = stream(bytes)?;
    check(&stream)?;
    Ok(sheets(&stream).map(hidden_in).collect())
}

fn check(stream: &[u8]) -> Result<(), SourceError> {
    for sheet in sheets(stream) {
        let mut extent = Extent::default();
        let fits = Records(sheet).all(|(kind, data)| match kind {
            DIMENSIONS => dimensions(data).is_none_or(|said| said.fits()),
            kind if CELL.contains(&kind) => {
                extent.add(kind, data);
                extent.fits()
            }
            _ => true,
        });
        if !fits {
            let detail = format!("a sheet has cells beyond row {ROWS} or column {COLUMNS}, or more than {CELLS}");
            return Err(SourceError::Workbook { detail });
        }
    }
    Ok(())
}

fn hidden_in(sheet: &[u8]) -> BTreeSet<u32> {
    let mut hidden = BTreeSet::new();
    // A chart inside a sheet has a beginning and an end of its own, and rows between them.
    let mut depth = 0;
    for (kind, data) in Records(sheet) {
        depth += i32::from(kind == BEGIN) - i32::from(kind == END);
        if depth == 0 {
            break;
        }
        if depth == 1 && kind == ROW && short(data, 12).is_some_and(|bits| bits & HIDDEN != 0) {
            hidden.extend(short(data, 0).map(u32::from));
        }
    }
    hidden
}

/// All records of the workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, SourceError> {
    let unreadable = |error: std::io::Error| SourceError::Workbook { detail: error.to_string() };
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(unreadable)?;
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    file.open_stream(name).map_err(unreadable)?.read_to_end(&mut stream).map_err(unreadable)?;
    Ok(stream)
}

/// The records from the beginning of each sheet on, in the order that the workbook lists them.
fn sheets(stream: &[u8]) -> impl Iterator<Item = &[u8]> {
    let globals = Records(stream).take_while(|(kind, _)| *kind != END);
    globals
        .filter(|(kind, _)| *kind == BOUND_SHEET)
        .map(|(_, data)| long(data, 0).and_then(|start| stream.get(start as usize..)).unwrap_or_default())
}

/// Kind and content of each record, until one is cut short.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = short(self.0, 0)?;
        let end = 4 + usize::from(short(self.0, 2)?);
        let data = self.0.get(4..end)?;
        self.0 = &self.0[end..];
        Some((kind, data))
    }
}

/// The rectangle from the first row and column on.
#[derive(Default)]
struct Extent {
    rows: u32,
    columns: u32,
}

impl Extent {
    fn fits(&self) -> bool {
        self.rows <= ROWS && self.columns <= COLUMNS && self.rows * self.columns <= CELLS
    }

    fn add(&mut self, kind: u16, data: &[u8]) {
        let last = if kind == MULRK { data.len().saturating_sub(2) } else { 2 };
        if let (Some(row), Some(column)) = (short(data, 0), short(data, last)) {
            self.rows = self.rows.max(u32::from(row) + 1);
            self.columns = self.columns.max(u32::from(column) + 1);
        }
    }
}

/// What a sheet says it uses. A first row below the last one counts as all rows there are.
fn dimensions(data: &[u8]) -> Option<Extent> {
    let (first, rows, columns) = match data.len() {
        10 => (u32::from(short(data, 0)?), u32::from(short(data, 2)?), short(data, 6)?),
        _ => (long(data, 0)?, long(data, 4)?, short(data, 10)?),
    };
    let rows = if first > rows { u32::MAX } else { rows };
    Some(Extent { rows, columns: u32::from(columns) })
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    /// A workbook whose only sheet holds these records.
    fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
        let start = 2 * 4 + 4;
        let globals = [record(BOUND_SHEET, &u32::to_le_bytes(start)), record(END, &[])].concat();
        assert_eq!(globals.len(), start as usize);
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/Workbook").unwrap().write_all(&[globals, sheet.concat()].concat()).unwrap();
        file.into_inner().into_inner()
    }

    /// A RK cell.
    fn cell(row: u16, column: u16) -> Vec<u8> {
        record(0x027e, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 6]].concat())
    }

    fn said(first: u32, rows: u32, columns: u16) -> Vec<u8> {
        let rows = [first.to_le_bytes(), rows.to_le_bytes()].concat();
        record(DIMENSIONS, &[&rows[..], &[0; 2], &columns.to_le_bytes(), &[0; 2]].concat())
    }

    #[test]
    fn sheets_as_they_are_published_pass() {
        hidden_rows(&workbook(&[said(0, 4_015, 27), cell(0, 0), cell(4_014, 26)])).unwrap();
        hidden_rows(&workbook(&[])).unwrap();
    }

    #[test]
    fn a_cell_or_a_claim_out_of_reach_is_refused() {
        for sheet in [cell(3, 60_000), said(0, u32::MAX, 27), said(0, 9, 60_000), said(9, 3, 27)] {
            let error = hidden_rows(&workbook(&[cell(0, 0), sheet])).unwrap_err().to_string();
            assert!(error.contains("beyond row 65536"), "{error}");
        }
        hidden_rows(&workbook(&[cell(65_535, 0), cell(0, 200)])).unwrap_err();
    }

    #[test]
    fn rows_are_hidden_where_the_sheet_says_so_and_not_where_a_chart_does() {
        let row =
            |number: u16, bits: u16| record(ROW, &[&number.to_le_bytes()[..], &[0; 10], &bits.to_le_bytes()].concat());
        let (begin, end) = (record(BEGIN, &[]), record(END, &[]));
        let sheet =
            [&begin, &row(3, HIDDEN | 0x100), &row(4, 0x100), &begin, &row(9, HIDDEN), &end, &row(5, HIDDEN), &end];
        let after = row(6, HIDDEN);
        let records: Vec<Vec<u8>> = sheet.into_iter().chain([&after]).cloned().collect();
        assert_eq!(hidden_rows(&workbook(&records)).unwrap(), [BTreeSet::from([3, 5])]);
    }
}
