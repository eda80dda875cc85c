//! XLSB: cells by the library, streamed. It tells neither merged cells nor hidden rows.

use std::io::{Cursor, Read};

use calamine::{Reader, SheetVisible, Xlsb, XlsbError};

use super::Grid;
use super::foreign::{cell, holds_cells};
use super::package::Package;
use super::xml::unreadable;
use crate::decode::SourceError;

/// A formula whose value is an error; the library skips it as if the cell were blank.
const FORMULA_ERROR: u32 = 0x000b;

pub(super) fn read(bytes: &[u8], mut package: Package) -> Result<Vec<Grid>, SourceError> {
    refuse_formula_errors(&mut package)?;
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(told)?;
    let mut grids = Vec::new();
    for sheet in book.sheets_metadata().to_vec().into_iter().filter(holds_cells) {
        let mut grid = Grid::new(&sheet.name, sheet.visible == SheetVisible::Visible);
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(told)?;
        while let Some(found) = cells.next_cell().map_err(told)? {
            let (row, column) = found.get_position();
            if let Some(cell) = cell(found.get_value().clone().into()) {
                grid.put(row, column, cell)?;
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn told(error: XlsbError) -> SourceError {
    match error {
        XlsbError::Password => SourceError::Locked,
        other => unreadable(other),
    }
}

/// An error must not read as a blank cell, so a sheet that has one is not read at all.
fn refuse_formula_errors(package: &mut Package) -> Result<(), SourceError> {
    for name in package.names() {
        if !(name.starts_with("xl/worksheets/") && name.ends_with(".bin")) {
            continue;
        }
        let Some(mut part) = package.part(&name)? else { continue };
        let mut records = Vec::new();
        part.read_to_end(&mut records).map_err(unreadable)?;
        if Kinds(&records).any(|kind| kind == FORMULA_ERROR) {
            return Err(unreadable(format!("`{name}` has a formula that ends in an error; save the file as XLSX")));
        }
    }
    Ok(())
}

/// The kind of each record: kind and length, seven bits a byte, then the content.
struct Kinds<'a>(&'a [u8]);

impl Kinds<'_> {
    fn varied(&mut self, longest: u32) -> Option<u32> {
        let mut value = 0;
        for place in 0..longest {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u32::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(value)
    }
}

impl Iterator for Kinds<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let kind = self.varied(2)?;
        let length = self.varied(4)?;
        self.0 = self.0.get(length as usize..)?;
        Some(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;
    use crate::decode::book::patch::zipped;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let kind = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
        let length = data.len();
        assert!(length < 0x4000);
        [&kind[..], &[length as u8 | 0x80, (length >> 7) as u8], data].concat()
    }

    fn wide(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
        (units.len() as u32).to_le_bytes().into_iter().chain(bytes).collect()
    }

    /// A cell of a kind: its column, no style, its content.
    fn cell(kind: u16, column: u32, content: &[u8]) -> Vec<u8> {
        record(kind, &[&column.to_le_bytes()[..], &[0; 4], content].concat())
    }

    /// A workbook with one hidden sheet, of which these are the records in row 8.
    fn workbook(cells: &[Vec<u8>]) -> Vec<u8> {
        let listed = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &wide("rId1"), &wide("Hoja1")].concat();
        let book = [record(0x9c, &listed), record(0x90, &[]), record(0x9d, &[])].concat();
        let row = record(0, &7_u32.to_le_bytes());
        let sheet = [record(0x94, &[0; 16]), record(0x91, &[]), row, cells.concat(), record(0x92, &[])].concat();
        let relations = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
        zipped(&[
            ("[Content_Types].xml", &b"<Types/>"[..]),
            ("xl/workbook.bin", &book[..]),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            ("xl/worksheets/sheet1.bin", &sheet),
        ])
    }

    fn open(bytes: &[u8]) -> Result<Vec<Grid>, SourceError> {
        read(bytes, Package::open(bytes)?)
    }

    #[test]
    fn cells_are_read_where_they_stand() {
        let far = cell(5, 16_383, &0x4189_d1b7_e133_3333_u64.to_le_bytes());
        let bytes = workbook(&[cell(6, 0, &wide("Educación")), cell(3, 1, &[0x2a]), far]);
        let grids = open(&bytes).unwrap();
        assert_eq!((grids.len(), grids[0].sheet.as_str(), grids[0].is_visible), (1, "Hoja1", false));
        let cells: Vec<_> = grids[0].cells().map(|(place, cell)| (place, cell.clone())).collect();
        assert_eq!(
            cells,
            [
                ((7, 0), Cell::Text("Educación".to_owned())),
                ((7, 1), Cell::Error("#N/A".to_owned())),
                ((7, 16_383), Cell::Number("54146812.15".to_owned())),
            ]
        );
    }

    #[test]
    fn x12_a_formula_that_ends_in_an_error_is_never_a_blank_cell() {
        let complaint = open(&workbook(&[cell(0x0b, 0, &[0x2a, 0, 0])])).unwrap_err().to_string();
        assert!(complaint.contains("`xl/worksheets/sheet1.bin` has a formula that ends in an error"), "{complaint}");
    }
}
