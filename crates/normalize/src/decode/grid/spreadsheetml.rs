//! The XML of Excel 2003, which many reporting programs still write and call `.xls`.

use std::io::BufRead;

use encoding_rs::Encoding;
use quick_xml::events::{BytesStart, Event};

use super::number::number;
use super::xml::{Xml, attribute, count, unreadable};
use super::{Cell, Grid, Region};
use crate::decode::SourceError;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, SourceError> {
    let text = utf8(bytes)?;
    let mut xml = Xml::new(text.as_bytes());
    let mut grids = Vec::new();
    let mut has_workbook = false;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "Workbook" => has_workbook = true,
                "Worksheet" => {
                    let name = attribute(&element, "Name")?.unwrap_or_default();
                    grids.push(worksheet(&mut xml, Grid::new(name, true))?);
                }
                _ => {}
            },
            Event::Eof if has_workbook => return Ok(grids),
            Event::Eof => return Err(unreadable("its XML has no `Workbook`")),
            _ => {}
        }
    }
}

/// The document in the encoding that its first line names, read strictly.
fn utf8(bytes: &[u8]) -> Result<String, SourceError> {
    let declaration = bytes.split(|byte| *byte == b'>').next().unwrap_or_default();
    let declaration = String::from_utf8_lossy(declaration);
    let label = declaration.split_once("encoding=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let label = label.and_then(|rest| rest.split(['"', '\'']).next()).unwrap_or("utf-8");
    let encoding = Encoding::for_label(label.as_bytes())
        .ok_or_else(|| unreadable(format!("its XML is in the encoding `{label}`, which is not known")))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
        .ok_or_else(|| unreadable(format!("its XML says that it is {label}, and is not")))
}

fn worksheet(xml: &mut Xml<impl BufRead>, mut grid: Grid) -> Result<Grid, SourceError> {
    let mut row: u32 = 0;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "Row" => {
                    row = place(&element, row)?;
                    if attribute(&element, "Hidden")?.as_deref() == Some("1") {
                        grid.hidden_rows.insert(row);
                    }
                    // A row without cells may stand for the ones below it.
                    let more = count(&element, "Span")?.unwrap_or(0);
                    cells(xml, row, &mut grid)?;
                    row = row.saturating_add(more).saturating_add(1);
                }
                "Visible" => grid.is_visible = xml.text()?.trim() == "SheetVisible",
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "Worksheet" => return Ok(grid),
            _ => {}
        }
    }
}

/// Where a row or cell stands: as its index says, counted from one, or at the next place.
fn place(element: &BytesStart, next: u32) -> Result<u32, SourceError> {
    match count(element, "Index")? {
        Some(0) => Err(unreadable("a row or cell has the index 0, expected 1 or more")),
        Some(index) => Ok(index - 1),
        None => Ok(next),
    }
}

fn cells(xml: &mut Xml<impl BufRead>, row: u32, grid: &mut Grid) -> Result<(), SourceError> {
    let mut column: u32 = 0;
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Cell" => {
                column = place(&element, column)?;
                let across = count(&element, "MergeAcross")?.unwrap_or(0);
                let down = count(&element, "MergeDown")?.unwrap_or(0);
                if across > 0 || down > 0 {
                    let last = (row.saturating_add(down), column.saturating_add(across));
                    grid.merged.push(Region { first: (row, column), last });
                }
                let is_formula = attribute(&element, "Formula")?.is_some();
                let without_data = is_formula.then_some(Cell::NotCalculated);
                if let Some(cell) = data(xml)?.or(without_data) {
                    grid.put(row, column, cell)?;
                }
                column = column.saturating_add(across).saturating_add(1);
            }
            Event::Start(_) => xml.skip()?,
            Event::End(_) => return Ok(()),
            _ => {}
        }
    }
}

/// What a cell holds, to its end; comments and readings aids stand beside its data.
fn data(xml: &mut Xml<impl BufRead>) -> Result<Option<Cell>, SourceError> {
    let mut cell = None;
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Data" => {
                let kind = attribute(&element, "Type")?.unwrap_or_default();
                let text = xml.text()?;
                cell = Some(match kind.as_str() {
                    "Number" => number(&text),
                    "DateTime" => Cell::Date { published: text, day: None },
                    "Boolean" => Cell::Bool(text.trim() == "1"),
                    "Error" => Cell::Error(text),
                    _ => Cell::Text(text),
                });
            }
            Event::Start(_) => xml.skip()?,
            Event::End(_) => return Ok(cell),
            _ => {}
        }
    }
}
