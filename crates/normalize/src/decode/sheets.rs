//! A sheet of a workbook for whoever reads it without a pipeline: its filled rows, nothing interpreted.

use super::SourceError;
use super::container::Packing;
use super::grid::{Grid, of_workbook};
use super::look::sheet_of;

/// The filled rows of a sheet, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetText {
    pub name: String,
    pub rows: Vec<SheetRow>,
}

/// One row that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// As the sheet counts: the first one is 1.
    pub number: u32,
    /// Filled cells by their column, the first one 0. Numbers stand as the shortest decimal that is the same, and dates
    /// in ISO 8601.
    pub cells: Vec<(u32, String)>,
}

impl SheetText {
    /// Reads the sheet that is named, or the only visible one.
    pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<SheetText, SourceError> {
        if let Some(packing) = Packing::of(bytes) {
            return Err(SourceError::Packed { found: packing.name() });
        }
        let grids = of_workbook(bytes).map_err(|error| match error {
            SourceError::NoWorkbook { found, .. } => SourceError::NoTableFile { found },
            other => other,
        })?;
        let grid = sheet_of(grids, sheet)?;
        let filled = |row: u32| {
            let cells = grid.row(row).map(|(column, cell)| (column, cell.day().into_owned()));
            cells.filter(|(_, text)| !text.trim().is_empty()).collect::<Vec<_>>()
        };
        let rows = grid.rows().map(|row| SheetRow { number: row + 1, cells: filled(row) });
        Ok(SheetText { rows: rows.filter(|row| !row.cells.is_empty()).collect(), name: grid.sheet.clone() })
    }

    /// The letters of a column, the first one 0.
    pub fn letters(column: u32) -> String {
        Grid::address(0, column).trim_end_matches('1').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::book::{Book, Value};

    #[test]
    fn rows_keep_their_numbers_and_dates_their_days() {
        let book = |day: Value| {
            Book::of([vec!["a".into(), "b".into()], vec![Value::Blank], vec![Value::Blank, day, Value::Number(1.5)]])
        };
        // A workbook counts days, an ODS writes them out.
        for bytes in [book(Value::Date(45_292.0)).xlsx(), book("2024-01-01".into()).ods()] {
            let sheet = SheetText::read(&bytes, None).unwrap();
            assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3]);
            assert_eq!(sheet.rows[1].cells, [(1, "2024-01-01".to_owned()), (2, "1.5".to_owned())]);
        }
        assert_eq!([0, 25, 26].map(SheetText::letters), ["A", "Z", "AA"]);
    }

    #[test]
    fn what_is_no_workbook_is_told() {
        let told = |bytes: &[u8]| SheetText::read(bytes, None).unwrap_err().to_string();
        assert!(told(b"%PDF-1.7\n").starts_with("the file is a PDF document, expected delimited text or a workbook"));
        assert!(told(b"\x1f\x8b\x08").starts_with("the file is packed with gzip"));
    }
}
