//! Workbooks: every filled cell of the sheets that are read, by its place.

use super::Content;
use crate::Plan;
use crate::decode::{Sheet, Source, SourceError, grids};

const SHEET: u8 = 1;
const CELL: u8 = 2;

pub(super) fn put(content: &mut Content, source: Source<'_>, plan: &Plan) -> Result<(), SourceError> {
    let of_table = plan.decode.header.as_ref().and_then(|header| header.sheet.as_deref());
    let of_shape = plan.shaped.as_ref().and_then(|shaped| shaped.body.sheet.as_deref());
    let named = of_table.or(of_shape);
    for grid in grids(&source.whole()?, plan)? {
        // A hidden sheet is read only where it is named.
        if !grid.is_visible && named != Some(grid.sheet.as_str()) {
            continue;
        }
        content.put(&[SHEET]);
        content.put(grid.sheet.as_bytes());
        let sheet = Sheet(grid);
        let refused = sheet.refused(plan);
        for ((row, column), cell) in sheet.0.cells() {
            if refused.as_ref().is_some_and(|(bottom, columns)| row > *bottom && columns.contains(&column)) {
                continue;
            }
            content.put(&[CELL]);
            content.count(row.into());
            content.count(column.into());
            content.put(cell.text().as_bytes());
        }
    }
    Ok(())
}
