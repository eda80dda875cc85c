//! Workbooks: a table inside a sheet, found by the words of its header.
//!
//! Title rows, unit rows, merged headers and footnotes stand around the table in every published workbook, and move
//! from year to year; row and column numbers are never declared.

use erario_model::{Step, collapse_spaces};
use polars::prelude::*;

use super::grid::{Cell, Grid, grids};
use super::header::{self, headers_of};
use super::unknown::Unknown;
use super::{SOURCE_ROW, SourceError, TextTable};
use crate::Plan;

pub(super) fn read(
    bytes: &[u8],
    plan: &Plan,
    batch: &mut dyn FnMut(TextTable) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let declared = plan.decode.header.as_ref().and_then(|header| header.sheet.as_deref());
    let sheet = Sheet(declared_sheet(grids(bytes, plan)?, declared)?);
    batch(sheet.table(plan)?)
}

/// The sheet that the pipeline names, hidden or not, or the only visible one.
fn declared_sheet(grids: Vec<Grid>, declared: Option<&str>) -> Result<Grid, SourceError> {
    let visible = grids.iter().filter(|grid| grid.is_visible).count();
    let named = grids.iter().map(|grid| match grid.is_visible {
        true => format!("`{}`", grid.sheet),
        false => format!("`{}` (hidden)", grid.sheet),
    });
    let found = named.collect::<Vec<_>>().join(", ");
    let sheet = grids.into_iter().find(|grid| match declared {
        Some(name) => grid.sheet == name,
        None => grid.is_visible && visible == 1,
    });
    sheet.ok_or(match declared {
        Some(expected) => SourceError::Sheet { expected: expected.to_owned(), found },
        None => SourceError::Sheets { count: visible, found },
    })
}

/// A sheet as its header reads.
pub(crate) struct Sheet(pub Grid);

impl Sheet {
    fn table(&self, plan: &Plan) -> Result<TextTable, SourceError> {
        let anchor = plan.decode.header.as_ref().map_or("", |header| header.anchor.as_str());
        let (top, bottom) = self.header_rows(anchor)?;
        let Some(last_row) = self.0.last_row() else { return Err(SourceError::NoRecords) };
        let headed = self.headed(top, bottom);
        let headers: Vec<String> = headed.iter().map(|(_, header)| header.clone()).collect();
        let header = header::read(&headers, plan)?;
        let header_of = headers_of(&headers, &header.columns);
        let mut unknown = Unknown::of(&header, plan);
        let columns: Vec<(u32, String)> = headed
            .iter()
            .zip(header.columns)
            .filter_map(|((place, _), column)| column.map(|column| (*place, column)))
            .collect();

        let mut rows = Vec::new();
        let (mut blank_records, mut footnote_records) = (0, 0);
        let mut at_end = false;
        for row in bottom + 1..=last_row {
            let filled = self.0.row(row).map(|(_, cell)| cell.text()).find(|text| !text.trim().is_empty());
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
            let is_date = plan.steps.iter().any(|step| matches!(step, Step::Date { column, .. } if *column == name));
            let text = |row: u32| match self.0.cell(row, place) {
                Some(cell) if is_date => cell.day(),
                _ => self.0.text(row, place),
            };
            let cells: StringChunked =
                rows.iter().map(|row| Some(text(*row)).filter(|text| !text.trim().is_empty())).collect();
            frame.push(cells.with_name(name.as_str().into()).into_column());
        }
        for row in &rows {
            unknown.push(i64::from(*row) + 1, |place| self.0.text(*row, headed[place].0));
        }
        frame.extend(unknown.nulls(rows.len()));
        let (changes, unknown) = unknown.take();
        Ok(TextTable {
            headers: header_of,
            part: Some(self.0.sheet.clone()),
            frame: DataFrame::new(rows.len(), frame)?,
            broken: Vec::new(),
            blank_records,
            footnote_records,
            changes,
            unknown,
            ..TextTable::default()
        })
    }

    /// The last row of the header, and the columns below it that tell of persons; `None` where there is no header.
    pub(crate) fn refused(&self, plan: &Plan) -> Option<(u32, Vec<u32>)> {
        let anchor = plan.decode.header.as_ref().filter(|_| !plan.refused.is_empty())?;
        let (top, bottom) = self.header_rows(&anchor.anchor).ok()?;
        let refused = self.headed(top, bottom).into_iter().filter(|(_, header)| plan.is_refused(header));
        Some((bottom, refused.map(|(column, _)| column).collect()))
    }

    /// First and last row of the header: the rows that its anchor cell is merged over.
    pub(super) fn header_rows(&self, anchor: &str) -> Result<(u32, u32), SourceError> {
        let places: Vec<(u32, u32)> = self
            .0
            .cells()
            .filter(|(_, cell)| matches!(cell, Cell::Text(text) if heading(text) == anchor))
            .map(|(place, _)| place)
            .collect();
        let [(row, column)] = places.as_slice() else {
            return Err(SourceError::Anchor {
                sheet: self.0.sheet.clone(),
                anchor: anchor.to_owned(),
                found: places.len(),
            });
        };
        let bottom = self.0.region_at(*row, *column).map_or(*row, |region| region.last.0);
        Ok((*row, bottom))
    }

    /// The columns that have a header, and what it says; the others are margins.
    pub(super) fn headed(&self, top: u32, bottom: u32) -> Vec<(u32, String)> {
        let columns = self.0.columns().into_iter().flatten();
        let headers = columns.map(|column| (column, self.header(top, bottom, column)));
        headers.filter(|(_, header)| !header.is_empty()).collect()
    }

    /// What the header says of a column, from top to bottom, each merged cell once.
    fn header(&self, top: u32, bottom: u32, column: u32) -> String {
        let mut path: Vec<String> = Vec::new();
        let mut above = None;
        for row in top..=bottom {
            let region = self.0.region_at(row, column);
            let place = region.map_or((row, column), |region| region.first);
            if above == Some(place) {
                continue;
            }
            above = Some(place);
            let text = heading(&self.0.text(place.0, place.1));
            if !text.is_empty() {
                path.push(text);
            }
        }
        path.join(" > ")
    }
}

/// A header cell as it is compared: upper case, single spaces, without a footnote mark such as `2/` at its end.
pub(super) fn heading(text: &str) -> String {
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
    use super::*;

    #[test]
    fn x14_a_hidden_sheet_is_taken_only_by_its_name() {
        let grids = || vec![Grid::new("2023", false), Grid::new("2024", true)];
        let chosen = |declared| declared_sheet(grids(), declared).map(|grid| grid.sheet);
        assert_eq!(chosen(None).unwrap(), "2024");
        assert_eq!(chosen(Some("2023")).unwrap(), "2023");
        let complaint = chosen(Some("2025")).unwrap_err().to_string();
        assert!(complaint.contains("has no sheet `2025`; it has `2023` (hidden), `2024`"), "{complaint}");
    }

    #[test]
    fn footnote_marks_are_no_part_of_a_header() {
        assert_eq!(heading("DENOMINACIÓN2/"), "DENOMINACIÓN");
        assert_eq!(heading(" Denominación  2/"), "DENOMINACIÓN");
        assert_eq!(heading("Ente / Ramo"), "ENTE / RAMO");
        assert_eq!(heading("a/"), "A/");
    }
}
