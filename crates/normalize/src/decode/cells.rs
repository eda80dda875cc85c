//! The cells of one column of a batch, every text kept once.

use std::borrow::Cow;
use std::collections::HashMap;

use erario_columns::gather;
use foldhash::fast::FixedState;
use polars::prelude::*;

/// A column of text under construction. An empty cell is null.
pub(super) struct Cells {
    name: String,
    /// Texts and their places; the place of null is that of the empty text.
    known: HashMap<Box<str>, u32, FixedState>,
    places: Vec<u32>,
    /// Budgets are sorted: a cell mostly repeats the one above it.
    last: String,
    last_place: u32,
}

impl Cells {
    pub(super) fn new(name: String) -> Self {
        Cells { name, known: HashMap::default(), places: Vec::new(), last: String::new(), last_place: 0 }
    }

    pub(super) fn push(&mut self, cell: &str) {
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
            self.last.push_str(cell);
        }
        self.places.push(self.last_place);
    }

    /// The column so far; the next batch starts empty.
    pub(super) fn take(&mut self) -> PolarsResult<Column> {
        let mut texts: Vec<(Box<str>, u32)> = self.known.drain().collect();
        texts.sort_unstable_by_key(|(_, place)| *place);
        let texts = texts.iter().map(|(text, _)| Some(Cow::Borrowed(&**text)).filter(|text| !text.is_empty()));
        let next = Vec::with_capacity(self.places.len());
        gather(&self.name, texts, std::mem::replace(&mut self.places, next))
    }
}
