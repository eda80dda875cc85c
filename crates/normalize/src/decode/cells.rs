//! The cells of one column of a batch, every text kept once.

use std::collections::HashMap;

use erario_columns::gather;
use foldhash::fast::FixedState;
use polars::prelude::*;

/// A column of text under construction. An empty cell is null.
pub(super) struct Cells {
    name: String,
    /// Cells and their places among the distinct ones.
    known: HashMap<Box<[u8]>, u32, FixedState>,
    places: Vec<u32>,
    /// Budgets are sorted: a cell mostly repeats the one above it.
    last: Vec<u8>,
    last_place: u32,
}

impl Cells {
    pub(super) fn new(name: String) -> Self {
        Cells { name, known: HashMap::default(), places: Vec::new(), last: Vec::new(), last_place: 0 }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn push(&mut self, cell: &[u8]) {
        if self.places.is_empty() || cell != self.last {
            let next = self.known.len() as u32;
            self.last_place = match self.known.get(cell) {
                Some(place) => *place,
                None => {
                    self.known.insert(cell.into(), next);
                    next
                }
            };
            self.last.clear();
            self.last.extend_from_slice(cell);
        }
        self.places.push(self.last_place);
    }

    /// The column so far; the next batch starts empty.
    pub(super) fn take(&mut self) -> PolarsResult<Column> {
        let mut cells: Vec<(Box<[u8]>, u32)> = self.known.drain().collect();
        cells.sort_unstable_by_key(|(_, place)| *place);
        // The text was UTF-8 on its way here, and cells end at ASCII characters.
        let texts = cells.iter().map(|(cell, _)| Some(String::from_utf8_lossy(cell)).filter(|text| !text.is_empty()));
        let next = Vec::with_capacity(self.places.len());
        gather(&self.name, texts, std::mem::replace(&mut self.places, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_keeps_its_cell_and_batches_are_apart() {
        let mut cells = Cells::new("a".to_owned());
        for batch in [["x", "x", "", "año"], ["", "x", "y", "x"]] {
            batch.iter().for_each(|cell| cells.push(cell.as_bytes()));
            let column = cells.take().unwrap();
            let read: Vec<&str> = column.str().unwrap().iter().map(Option::unwrap_or_default).collect();
            assert_eq!(read, batch);
        }
        assert!(cells.take().unwrap().is_empty());
    }
}
