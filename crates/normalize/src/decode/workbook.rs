//! Workbooks: a table inside a sheet, found by the words of its header.
//!
//! Title rows, unit rows, merged headers and footnotes stand around the table in every published workbook, and move
//! from year to year; row and column numbers are never declared.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Range, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use erario_model::collapse_spaces;
use polars::prelude::*;

use super::header::{headers_of, working_columns};
use super::{SOURCE_ROW, SourceError, TextTable, extent};
use crate::Plan;

pub(super) fn read(
    bytes: &[u8],
    plan: &Plan,
    batch: &mut dyn FnMut(TextTable) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    extent::check(bytes)?;
    // The reader of binary workbooks indexes into its input and may panic on bytes that are none.
    let sheet = catch_unwind(AssertUnwindSafe(|| Sheet::open(bytes, plan)))
        .unwrap_or_else(|_| Err(SourceError::Workbook { detail: "its records contradict each other".to_owned() }))?;
    batch(sheet.table(plan)?)
}

struct Sheet {
    name: String,
    cells: Range<Data>,
    merged: Vec<Dimensions>,
}

impl Sheet {
    fn open(bytes: &[u8], plan: &Plan) -> Result<Sheet, SourceError> {
        let unreadable = |error: calamine::Error| SourceError::Workbook { detail: error.to_string() };
        let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
        let visible: Vec<String> = workbook
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect();
        let declared = plan.decode.header.as_ref().and_then(|header| header.sheet.as_deref());
        let name = match (declared, visible.as_slice()) {
            (Some(name), _) if visible.iter().any(|sheet| sheet == name) => name.to_owned(),
            (None, [only]) => only.clone(),
            _ => {
                let found: Vec<String> = visible.iter().map(|sheet| format!("`{sheet}`")).collect();
                let found = found.join(", ");
                return Err(match declared {
                    Some(expected) => SourceError::Sheet { expected: expected.to_owned(), found },
                    None => SourceError::Sheets { count: visible.len(), found },
                });
            }
        };
        let merged = match &mut workbook {
            Sheets::Xls(xls) => {
                xls.merge_cells_by_sheet_name(&name).map_err(calamine::Error::Xls).map_err(unreadable)?
            }
            Sheets::Xlsx(xlsx) => {
                xlsx.merge_cells_by_sheet_name(&name).map_err(calamine::Error::Xlsx).map_err(unreadable)?
            }
            Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
        };
        let cells = workbook.worksheet_range(&name).map_err(unreadable)?;
        Ok(Sheet { name, cells, merged })
    }

    fn table(&self, plan: &Plan) -> Result<TextTable, SourceError> {
        let (top, bottom) = self.header_rows(plan)?;
        let (Some((_, first)), Some((last_row, last))) = (self.cells.start(), self.cells.end()) else {
            return Err(SourceError::NoRecords);
        };
        // Columns without any header text are margins.
        let headed: Vec<(u32, String)> = (first..=last)
            .map(|column| (column, self.header(top, bottom, column)))
            .filter(|(_, header)| !header.is_empty())
            .collect();
        let headers: Vec<String> = headed.iter().map(|(_, header)| header.clone()).collect();
        let working = working_columns(&headers, plan)?;
        let header_of = headers_of(&headers, &working);
        let columns: Vec<(u32, String)> = headed
            .iter()
            .zip(working)
            .filter_map(|((place, _), column)| column.map(|column| (*place, column)))
            .collect();

        let mut rows = Vec::new();
        let (mut blank_records, mut footnote_records) = (0, 0);
        let mut at_end = false;
        for row in bottom + 1..=last_row {
            let filled = (first..=last).map(|column| self.text(row, column)).find(|text| !text.trim().is_empty());
            match filled {
                None => blank_records += 1,
                Some(text) => {
                    let text = text.trim_start();
                    at_end |= plan.decode.footnotes.iter().any(|opening| text.starts_with(opening.as_str()));
                    if at_end {
                        footnote_records += 1;
                    } else {
                        rows.push(row);
                    }
                }
            }
        }
        if rows.is_empty() {
            return Err(SourceError::NoRecords);
        }
        let numbers: Vec<i64> = rows.iter().map(|row| i64::from(*row) + 1).collect();
        let mut frame = vec![Column::new(SOURCE_ROW.into(), numbers)];
        for (place, name) in columns {
            let cells: StringChunked =
                rows.iter().map(|row| Some(self.text(*row, place)).filter(|text| !text.trim().is_empty())).collect();
            frame.push(cells.with_name(name.as_str().into()).into_column());
        }
        Ok(TextTable {
            headers: header_of,
            part: Some(self.name.clone()),
            frame: DataFrame::new(rows.len(), frame)?,
            broken: Vec::new(),
            blank_records,
            footnote_records,
        })
    }

    /// First and last row of the header: the rows that its anchor cell is merged over.
    fn header_rows(&self, plan: &Plan) -> Result<(u32, u32), SourceError> {
        let anchor = plan.decode.header.as_ref().map_or("", |header| header.anchor.as_str());
        let (row_0, column_0) = self.cells.start().unwrap_or_default();
        let places: Vec<(u32, u32)> = self
            .cells
            .used_cells()
            .map(|(row, column, cell)| (row as u32 + row_0, column as u32 + column_0, cell))
            .filter(|(_, _, cell)| matches!(cell, Data::String(text) if heading(text) == anchor))
            .map(|(row, column, _)| (row, column))
            .collect();
        let [(row, column)] = places.as_slice() else {
            return Err(SourceError::Anchor {
                sheet: self.name.clone(),
                anchor: anchor.to_owned(),
                found: places.len(),
            });
        };
        let bottom = self.merged_at(*row, *column).map_or(*row, |region| region.end.0);
        Ok((*row, bottom))
    }

    fn merged_at(&self, row: u32, column: u32) -> Option<&Dimensions> {
        self.merged.iter().find(|region| {
            (region.start.0..=region.end.0).contains(&row) && (region.start.1..=region.end.1).contains(&column)
        })
    }

    /// What the header says of a column, from top to bottom, each merged cell once.
    fn header(&self, top: u32, bottom: u32, column: u32) -> String {
        let mut path: Vec<String> = Vec::new();
        let mut above = None;
        for row in top..=bottom {
            let region = self.merged_at(row, column);
            let place = region.map_or((row, column), |region| region.start);
            if above == Some(place) {
                continue;
            }
            above = Some(place);
            let text = heading(&self.text(place.0, place.1));
            if !text.is_empty() {
                path.push(text);
            }
        }
        path.join(" > ")
    }

    fn text(&self, row: u32, column: u32) -> String {
        match self.cells.get_value((row, column)) {
            None | Some(Data::Empty) => String::new(),
            Some(Data::String(text)) => text.clone(),
            // The shortest decimal that reads back as the same float.
            Some(Data::Float(number)) => number.to_string(),
            Some(Data::Int(number)) => number.to_string(),
            Some(Data::Bool(value)) => value.to_string(),
            Some(Data::DateTime(date)) => date.as_f64().to_string(),
            Some(Data::DateTimeIso(text) | Data::DurationIso(text)) => text.clone(),
            Some(Data::Error(error)) => error.to_string(),
        }
    }
}

/// A header cell as it is compared: upper case, single spaces, without a footnote mark such as `2/` at its end.
fn heading(text: &str) -> String {
    let text = collapse_spaces(text).to_uppercase();
    let without_mark =
        text.strip_suffix('/').map(|start| start.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    match without_mark {
        Some(start) if start.len() + 1 < text.len() => start.trim_end().to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::heading;

    #[test]
    fn footnote_marks_are_no_part_of_a_header() {
        assert_eq!(heading("DENOMINACIÓN2/"), "DENOMINACIÓN");
        assert_eq!(heading(" Denominación  2/"), "DENOMINACIÓN");
        assert_eq!(heading("Ente / Ramo"), "ENTE / RAMO");
        assert_eq!(heading("a/"), "A/");
    }
}
