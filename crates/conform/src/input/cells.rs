//! Rows of cells that somebody else has read, such as those of a sheet.

use super::{ReadError, Rows, Run};

/// So many cells make a run.
const RUN: usize = 1 << 16;

/// Cells, row after row; every row has the same number of them.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    width: usize,
    text: Vec<u8>,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
}

impl Cells {
    pub fn new(width: usize) -> Self {
        Cells { width, ..Cells::default() }
    }

    pub fn push(&mut self, cell: &str) {
        self.text.extend_from_slice(cell.as_bytes());
        self.ends.push(self.text.len());
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.ends.len().checked_div(self.width).unwrap_or(0)
    }

    pub fn cell(&self, row: usize, column: usize) -> &[u8] {
        let place = row * self.width + column;
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.text[start..self.ends[place]]
    }
}

/// A whole table in memory, such as a sheet.
pub struct Sheet<R> {
    columns: Vec<String>,
    first_row: u64,
    rows: R,
}

impl<R: Iterator<Item = Vec<String>> + Send> Sheet<R> {
    /// `first_row` is the number of the first row after the header.
    pub fn new(columns: Vec<String>, first_row: u64, rows: R) -> Self {
        Sheet { columns, first_row, rows }
    }
}

impl<R: Iterator<Item = Vec<String>> + Send> Rows for Sheet<R> {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn first_row(&self) -> u64 {
        self.first_row
    }

    fn next(&mut self) -> Result<Option<Run>, ReadError> {
        let width = self.columns.len();
        let mut cells = Cells::new(width);
        while cells.ends.len() < RUN {
            let Some(row) = self.rows.next() else { break };
            (0..width).for_each(|column| cells.push(row.get(column).map_or("", String::as_str)));
        }
        Ok((cells.rows() > 0).then_some(Run::Cells(cells)))
    }
}
