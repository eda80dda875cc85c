//! XLSX: cells by the library, streamed; hidden rows, which it does not tell, by a look of our own.

use std::collections::BTreeMap;
use std::io::{BufRead, Cursor};

use calamine::{Reader, SheetVisible, Xlsx, XlsxError};
use quick_xml::events::Event;

use super::foreign::{cell, holds_cells, region};
use super::package::Package;
use super::xml::{Xml, attribute, count, unreadable};
use super::{Cell, Grid};
use crate::decode::SourceError;

pub(super) fn read(bytes: &[u8], mut package: Package) -> Result<Vec<Grid>, SourceError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(told)?;
    let parts = sheet_parts(&mut package)?;
    let mut grids = Vec::new();
    for sheet in book.sheets_metadata().to_vec().into_iter().filter(holds_cells) {
        let mut grid = Grid::new(&sheet.name, sheet.visible == SheetVisible::Visible);
        grid.merged = book.merge_cells_by_sheet_name(&sheet.name).map_err(told)?.into_iter().map(region).collect();
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(told)?;
        while let Some(record) = cells.next_cell_with_formula_metadata().map_err(told)? {
            let (row, column) = record.pos;
            // A program that writes formulas without calculating them leaves no value behind.
            let without_value = record.formula.map(|_| Cell::NotCalculated);
            if let Some(cell) = cell(record.value.into()).or(without_value) {
                grid.put(row, column, cell)?;
            }
        }
        if let Some(path) = parts.get(&sheet.name)
            && let Some(part) = package.part(path)?
        {
            hide_rows(part, &mut grid)?;
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn told(error: XlsxError) -> SourceError {
    match error {
        XlsxError::Password => SourceError::Locked,
        other => unreadable(other),
    }
}

/// Sheet -> the part of the package that it stands in, where the workbook lies at its usual place.
fn sheet_parts(package: &mut Package) -> Result<BTreeMap<String, String>, SourceError> {
    let mut targets = BTreeMap::new();
    if let Some(relations) = package.part("xl/_rels/workbook.xml.rels")? {
        each_element(relations, "Relationship", |id, target| targets.insert(id, target), ["Id", "Target"])?;
    }
    let mut parts = BTreeMap::new();
    if let Some(workbook) = package.part("xl/workbook.xml")? {
        each_element(workbook, "sheet", |name, id| parts.insert(name, id), ["name", "r:id"])?;
    }
    for id in parts.values_mut() {
        // Targets count from the workbook's folder, or with a slash from the package's root.
        let target = targets.get(id).map_or("", String::as_str);
        *id = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    }
    Ok(parts)
}

/// Gives two attributes of each element of one name.
fn each_element<T>(
    part: impl BufRead,
    element: &str,
    mut give: impl FnMut(String, String) -> T,
    attributes: [&str; 2],
) -> Result<(), SourceError> {
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(found) if found.local_name().as_ref() == element => {
                let [one, other] = attributes.map(|name| attribute(&found, name));
                if let (Some(one), Some(other)) = (one?, other?) {
                    give(one, other);
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn hide_rows(part: impl BufRead, grid: &mut Grid) -> Result<(), SourceError> {
    let mut xml = Xml::new(part);
    let mut next = 1;
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "row" => {
                let number = count(&element, "r")?.unwrap_or(next);
                next = number.saturating_add(1);
                if attribute(&element, "hidden")?.is_some_and(|said| said == "1" || said == "true") {
                    grid.hidden_rows.insert(number.saturating_sub(1));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
