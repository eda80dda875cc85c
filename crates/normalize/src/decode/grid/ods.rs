//! OpenDocument spreadsheets.
//!
//! The library that reads the other workbooks lays an ODS sheet out as one rectangle and gives neither merged cells
//! nor hidden rows, so the XML is read here: rows and cells, each of which may stand for many.

use std::collections::BTreeSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::number::number;
use super::package::Package;
use super::xml::{Xml, attribute, count, resolved, unreadable};
use super::{Cell, Grid, Region};
use crate::decode::SourceError;

/// Characters that a cell can hold; bounds what `<text:s text:c="…"/>` may ask for.
const LONGEST_TEXT: u32 = 32_767;

pub(super) fn read(mut package: Package) -> Result<Vec<Grid>, SourceError> {
    refuse_locked(&mut package)?;
    let content = package.part("content.xml")?.ok_or_else(|| unreadable("it has no `content.xml`"))?;
    let mut xml = Xml::new(content);
    let mut grids = Vec::new();
    let mut style = None;
    let mut hidden_styles = BTreeSet::new();
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "style" => style = attribute(&element, "style:name")?,
                "table-properties" if attribute(&element, "table:display")?.as_deref() == Some("false") => {
                    hidden_styles.extend(style.take());
                }
                "table" => {
                    let name = attribute(&element, "table:name")?.unwrap_or_default();
                    let style = attribute(&element, "table:style-name")?;
                    let is_visible = !style.is_some_and(|style| hidden_styles.contains(&style));
                    grids.push(table(&mut xml, Grid::new(name, is_visible))?);
                }
                _ => {}
            },
            Event::Eof => return Ok(grids),
            _ => {}
        }
    }
}

/// A password leaves the container readable and makes noise of its parts.
fn refuse_locked(package: &mut Package) -> Result<(), SourceError> {
    let Some(manifest) = package.part("META-INF/manifest.xml")? else { return Ok(()) };
    let mut xml = Xml::new(manifest);
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => {
                return Err(SourceError::Locked);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn table(xml: &mut Xml<impl BufRead>, mut grid: Grid) -> Result<Grid, SourceError> {
    let mut row: u32 = 0;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "table-row" => {
                    let repeated = count(&element, "table:number-rows-repeated")?.unwrap_or(1);
                    let is_hidden = attribute(&element, "table:visibility")?.is_some_and(|said| said != "visible");
                    let cells = cells(xml, row, &mut grid.merged)?;
                    // Blank rows are repeated to the end of the sheet, and only counted.
                    let filled = if cells.is_empty() { 0 } else { repeated };
                    for row in row..row.saturating_add(filled) {
                        for (column, cell) in &cells {
                            grid.put(row, *column, cell.clone())?;
                        }
                        if is_hidden {
                            grid.hidden_rows.insert(row);
                        }
                    }
                    row = row.saturating_add(repeated);
                }
                "shapes" => xml.skip()?,
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "table" => return Ok(grid),
            _ => {}
        }
    }
}

/// The filled cells of a row, each with its column.
fn cells(xml: &mut Xml<impl BufRead>, row: u32, merged: &mut Vec<Region>) -> Result<Vec<(u32, Cell)>, SourceError> {
    let mut cells = Vec::new();
    let mut column: u32 = 0;
    loop {
        match xml.next()? {
            Event::Start(element) => {
                let repeated = count(&element, "table:number-columns-repeated")?.unwrap_or(1);
                let rows = count(&element, "table:number-rows-spanned")?.unwrap_or(1);
                let columns = count(&element, "table:number-columns-spanned")?.unwrap_or(1);
                if rows > 1 || columns > 1 {
                    let last = (row.saturating_add(rows.max(1) - 1), column.saturating_add(columns.max(1) - 1));
                    merged.push(Region { first: (row, column), last });
                }
                let said = Said::of(&element)?;
                if let Some(cell) = said.cell(paragraphs(xml)?) {
                    if repeated > super::COLUMNS {
                        return Err(unreadable(format!("row {} repeats a cell {repeated} times", row + 1)));
                    }
                    cells.extend((0..repeated).map(|place| (column.saturating_add(place), cell.clone())));
                }
                column = column.saturating_add(repeated);
            }
            Event::End(_) => return Ok(cells),
            _ => {}
        }
    }
}

/// What the attributes of a cell say of its value.
struct Said {
    kind: Option<String>,
    value: Option<String>,
    is_error: bool,
    is_formula: bool,
}

impl Said {
    fn of(cell: &BytesStart) -> Result<Said, SourceError> {
        let kind = attribute(cell, "office:value-type")?;
        let value = match kind.as_deref() {
            Some("date") => attribute(cell, "office:date-value")?,
            Some("time") => attribute(cell, "office:time-value")?,
            Some("boolean") => attribute(cell, "office:boolean-value")?,
            Some("string") => attribute(cell, "office:string-value")?,
            Some(_) => attribute(cell, "office:value")?,
            None => None,
        };
        let is_error = attribute(cell, "calcext:value-type")?.as_deref() == Some("error");
        let is_formula = attribute(cell, "table:formula")?.is_some();
        Ok(Said { kind, value, is_error, is_formula })
    }

    /// `shown` is the text that people see in the cell; `None` where it is blank.
    fn cell(self, shown: String) -> Option<Cell> {
        if self.is_error {
            return Some(Cell::Error(shown));
        }
        let value = self.value;
        let cell = match self.kind.as_deref() {
            None if self.is_formula => Cell::NotCalculated,
            None | Some("string") => Cell::Text(value.unwrap_or(shown)),
            Some("date" | "time") => Cell::Date { published: value.unwrap_or(shown), day: None },
            Some("boolean") => Cell::Bool(value.as_deref() == Some("true")),
            Some(_) => number(&value.unwrap_or(shown)),
        };
        Some(cell).filter(|cell| !cell.text().is_empty())
    }
}

/// The text of a cell, to its end: a line a paragraph, without notes and drawings.
fn paragraphs(xml: &mut Xml<impl BufRead>) -> Result<String, SourceError> {
    let mut lines: Vec<String> = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(element) if element.name().as_ref() == "text:p" => lines.push(paragraph(xml)?),
            Event::Start(_) => xml.skip()?,
            Event::End(_) => return Ok(lines.join("\n")),
            _ => {}
        }
    }
}

fn paragraph(xml: &mut Xml<impl BufRead>) -> Result<String, SourceError> {
    let mut text = String::new();
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Event::Start(element) => {
                depth += 1;
                match element.name().as_ref() {
                    // Runs of spaces stand as a number, for XML would make one of them.
                    "text:s" => {
                        let spaces = count(&element, "text:c")?.unwrap_or(1).min(LONGEST_TEXT);
                        text.extend((0..spaces).map(|_| ' '));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    "office:annotation" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    _ => {}
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) => text.push_str(&resolved(&name)?),
            _ => {}
        }
    }
    Ok(text)
}
