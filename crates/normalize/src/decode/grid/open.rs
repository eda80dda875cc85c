//! Every sheet of a source, whatever kind of file it is.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use erario_model::Format;

use super::{Cell, Grid, Region, delimited};
use crate::Plan;
use crate::decode::{SourceError, extent};

/// Every sheet of the source, in its order.
pub(crate) fn grids(bytes: &[u8], plan: &Plan) -> Result<Vec<Grid>, SourceError> {
    match plan.decode.format {
        Format::Csv => Ok(vec![delimited::read(bytes, plan)?]),
        Format::Workbook => {
            extent::check(bytes)?;
            // The reader of binary workbooks indexes into its input and may panic on bytes that are none.
            catch_unwind(AssertUnwindSafe(|| workbook(bytes))).unwrap_or_else(|_| {
                Err(SourceError::Workbook { detail: "its records contradict each other".to_owned() })
            })
        }
    }
}

fn workbook(bytes: &[u8]) -> Result<Vec<Grid>, SourceError> {
    let unreadable = |error: calamine::Error| SourceError::Workbook { detail: error.to_string() };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut grids = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        let mut grid = Grid::new(&sheet.name, sheet.visible == SheetVisible::Visible);
        let merged = match &mut book {
            Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(&sheet.name).map_err(calamine::Error::Xls),
            Sheets::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(&sheet.name).map_err(calamine::Error::Xlsx),
            Sheets::Xlsb(_) | Sheets::Ods(_) => Ok(Vec::new()),
        };
        grid.merged = merged.map_err(unreadable)?.into_iter().map(region).collect();
        let range = book.worksheet_range(&sheet.name).map_err(unreadable)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            if let Some(cell) = cell(data) {
                grid.put(top + row as u32, left + column as u32, cell)?;
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn region(Dimensions { start, end }: Dimensions) -> Region {
    Region { first: start, last: end }
}

/// The cell of another library as ours; `None` where it is blank.
fn cell(data: &Data) -> Option<Cell> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => Cell::Text(text.clone()),
        // Written out, a float is the shortest decimal that reads back as the same float.
        Data::Float(number) => Cell::Number(number.to_string()),
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(date) => Cell::Date(date.as_f64().to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Date(text.clone()),
        Data::Error(error) => Cell::Error(error.to_string()),
    })
}
