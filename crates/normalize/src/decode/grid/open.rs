//! Every sheet of a source, whatever kind of file it is.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use erario_model::Format;

use super::kind::Kind;
use super::{Grid, delimited, ods, spreadsheetml, xls, xlsb, xlsx};
use crate::Plan;
use crate::decode::{SourceError, container};

/// Rows at which spreadsheet programs, old and new, cut off what does not fit.
const CEILINGS: [u32; 2] = [65_536, super::ROWS];

/// Every sheet of the source, in its order.
pub(crate) fn grids(bytes: &[u8], plan: &Plan) -> Result<Vec<Grid>, SourceError> {
    match plan.decode.format {
        Format::Csv => Ok(vec![delimited::read(bytes, plan)?]),
        Format::Workbook | Format::Either => of_workbook(&container::whole(bytes, plan)?),
    }
}

/// Every sheet of a workbook, in its order.
pub(crate) fn of_workbook(bytes: &[u8]) -> Result<Vec<Grid>, SourceError> {
    workbook(bytes)?.into_iter().map(whole).collect()
}

fn workbook(bytes: &[u8]) -> Result<Vec<Grid>, SourceError> {
    match Kind::of(bytes)? {
        Kind::Xls => guarded(|| xls::read(bytes)),
        Kind::Xlsx(package) => guarded(|| xlsx::read(bytes, package)),
        Kind::Xlsb(package) => guarded(|| xlsb::read(bytes, package)),
        Kind::Ods(package) => ods::read(package),
        Kind::SpreadsheetMl => spreadsheetml::read(bytes),
    }
}

/// The library that reads Excel's own formats indexes into its input, and may panic on bytes that are none.
fn guarded(read: impl FnOnce() -> Result<Vec<Grid>, SourceError>) -> Result<Vec<Grid>, SourceError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(SourceError::Workbook { detail: "its records contradict each other".to_owned() }))
}

/// Refuses a sheet that ends exactly where formats end: its last records were very likely cut off when it was saved.
///
/// A stray cell in the last row is another thing, so most of the rows must be filled.
fn whole(mut grid: Grid) -> Result<Grid, SourceError> {
    let rows = grid.last_row().map_or(0, |row| row + 1);
    if CEILINGS.contains(&rows) && grid.rows().count() > rows as usize / 2 {
        return Err(SourceError::Ceiling { sheet: grid.sheet, rows });
    }
    // Blank rows are hidden by the thousand, below the table.
    let filled: BTreeSet<u32> = grid.rows().collect();
    grid.hidden_rows.retain(|row| filled.contains(row));
    Ok(grid)
}
