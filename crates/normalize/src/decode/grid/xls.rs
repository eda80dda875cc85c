//! XLS: cells and merged cells by the library, hidden rows by a look at the records.

use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xls, XlsError};

use super::Grid;
use super::foreign::{cell, holds_cells, region};
use super::xml::unreadable;
use crate::decode::{SourceError, extent};

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, SourceError> {
    let hidden = extent::hidden_rows(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(told)?;
    let mut grids = Vec::new();
    for (place, sheet) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if !holds_cells(&sheet) {
            continue;
        }
        let mut grid = Grid::new(&sheet.name, sheet.visible == SheetVisible::Visible);
        grid.merged = book.merge_cells_by_sheet_name(&sheet.name).map_err(told)?.into_iter().map(region).collect();
        grid.hidden_rows.extend(hidden.get(place).into_iter().flatten());
        let range = book.worksheet_range(&sheet.name).map_err(told)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            if let Some(cell) = cell(data.clone()) {
                grid.put(top + row as u32, left + column as u32, cell)?;
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn told(error: XlsError) -> SourceError {
    match error {
        XlsError::Password => SourceError::Locked,
        other => unreadable(other),
    }
}
