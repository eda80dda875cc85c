//! Sheets as every reader gives them: cells by row and column, sparse, with nothing interpreted.
//!
//! A workbook of any kind, and delimited text too, becomes a list of [`Grid`]s; what finds tables in sheets knows of
//! nothing else. Cells are kept by place and not in a rectangle, so that one stray cell in the last corner of a sheet
//! costs one cell.

mod delimited;
mod foreign;
mod kind;
mod number;
mod ods;
mod open;
mod package;
mod spreadsheetml;
#[cfg(test)]
mod tests;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

pub(crate) use kind::{COMPOUND, is_plain_text};
pub(crate) use open::{grids, of_workbook};

use super::SourceError;

/// Rows that a sheet can have, in every format that is read.
const ROWS: u32 = 1_048_576;
/// Columns that a sheet can have.
const COLUMNS: u32 = 16_384;
/// Cells of one sheet that are held; the largest published sheet so far has a hundred thousand.
const CELLS: usize = 1 << 23;

/// One sheet of a workbook: its cells as published, sparse, by row and column counted from zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    pub sheet: String,
    pub is_visible: bool,
    pub merged: Vec<Region>,
    /// Filled rows that the publisher's program does not show. They are read like the others; XLSB does not tell them.
    pub hidden_rows: BTreeSet<u32>,
    cells: BTreeMap<(u32, u32), Cell>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Text(String),
    /// The shortest decimal text that reads back as the same number.
    Number(String),
    /// Days since the workbook's epoch, or ISO text: as published; and the day that they mean, where it is a whole one.
    Date {
        published: String,
        day: Option<String>,
    },
    Bool(bool),
    /// `#REF!` and the like.
    Error(String),
    /// A formula whose value was never calculated.
    NotCalculated,
}

/// What a formula without a value reads as: no number, so that an amount is never taken for blank.
const NOT_CALCULATED: &str = "#NOT-CALCULATED!";

impl Cell {
    /// The cell as text, as it stands in findings and is read as an amount.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) | Cell::Number(text) | Cell::Date { published: text, .. } | Cell::Error(text) => {
                Cow::Borrowed(text)
            }
            Cell::Bool(true) => Cow::Borrowed("true"),
            Cell::Bool(false) => Cow::Borrowed("false"),
            Cell::NotCalculated => Cow::Borrowed(NOT_CALCULATED),
        }
    }

    /// The cell as text where a column holds dates: the day instead of its number.
    pub fn day(&self) -> Cow<'_, str> {
        match self {
            Cell::Date { day: Some(day), .. } => Cow::Borrowed(day),
            _ => self.text(),
        }
    }
}

/// Cells merged into one, corners included, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Region {
    pub first: (u32, u32),
    pub last: (u32, u32),
}

impl Region {
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }
}

impl Grid {
    pub fn new(sheet: impl Into<String>, is_visible: bool) -> Grid {
        Grid { sheet: sheet.into(), is_visible, ..Grid::default() }
    }

    /// Fills a cell. One with an empty text stays blank.
    pub fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), SourceError> {
        if matches!(&cell, Cell::Text(text) if text.is_empty()) {
            return Ok(());
        }
        if row >= ROWS || column >= COLUMNS || self.cells.len() >= CELLS {
            let last = Grid::address(ROWS - 1, COLUMNS - 1);
            let (sheet, cell) = (self.sheet.clone(), Grid::address(row, column));
            return Err(SourceError::Sprawl { sheet, cell, last, cells: CELLS });
        }
        self.cells.insert((row, column), cell);
        Ok(())
    }

    /// `None` where the sheet is blank.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    /// The cell as text, empty where the sheet is blank: numbers as decimals, errors as `#REF!`.
    pub fn text(&self, row: u32, column: u32) -> Cow<'_, str> {
        self.cell(row, column).map_or(Cow::Borrowed(""), Cell::text)
    }

    /// All filled cells with their places, row by row.
    pub fn cells(&self) -> impl Iterator<Item = ((u32, u32), &Cell)> {
        self.cells.iter().map(|(place, cell)| (*place, cell))
    }

    /// Rows with at least one filled cell, ascending.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let mut last = None;
        self.cells.keys().map(|(row, _)| *row).filter(move |row| last.replace(*row) != Some(*row))
    }

    /// The filled cells of one row, by column.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), cell)| (*column, cell))
    }

    pub fn last_row(&self) -> Option<u32> {
        self.cells.last_key_value().map(|((row, _), _)| *row)
    }

    /// From the first column with a filled cell to the last one.
    pub fn columns(&self) -> Option<RangeInclusive<u32>> {
        let columns = || self.cells.keys().map(|(_, column)| *column);
        Some(columns().min()?..=columns().max()?)
    }

    pub fn region_at(&self, row: u32, column: u32) -> Option<&Region> {
        self.merged.iter().find(|region| region.contains(row, column))
    }

    /// The place as people write it: `C12`.
    pub fn address(row: u32, column: u32) -> String {
        let mut letters = Vec::new();
        let mut rest = u64::from(column) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
    }
}
