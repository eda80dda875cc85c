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
    use super::Kinds;

    #[test]
    fn records_are_told_apart_by_kind() {
        let records = [&[0x91, 0x01, 0][..], &[0x0b, 2, 9, 9], &[0x05, 0x81, 0x01], &[0; 129], &[0x0b, 9]].concat();
        assert_eq!(Kinds(&records).collect::<Vec<_>>(), [0x91, 0x0b, 0x05]);
    }
}
