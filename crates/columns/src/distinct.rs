//! The distinct texts of a column, and which row has which.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use polars::prelude::*;

/// The distinct texts of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distinct<'a> {
    /// In the order of their first rows; null is one of them where a row has it.
    pub values: Vec<Option<&'a str>>,
    /// For each row, the place of its text in `values`.
    pub places: Vec<u32>,
}

/// Places by text, across the chunks of a column.
struct Known<'a> {
    values: Vec<Option<&'a str>>,
    null: Option<u32>,
    by_text: HashMap<&'a str, u32, FixedState>,
}

impl<'a> Known<'a> {
    fn place(&mut self, text: Option<&'a str>) -> u32 {
        let next = self.values.len() as u32;
        let place = match text {
            Some(text) => *self.by_text.entry(text).or_insert(next),
            None => *self.null.get_or_insert(next),
        };
        if place == next {
            self.values.push(text);
        }
        place
    }
}

impl<'a> Distinct<'a> {
    /// Fails if the column holds no text.
    pub fn of(column: &'a Column) -> PolarsResult<Self> {
        match column {
            Column::Scalar(one) => {
                let text = one.scalar().value().get_str();
                if text.is_none() && !one.scalar().is_null() {
                    polars_bail!(SchemaMismatch: "column `{}` holds no text", column.name());
                }
                let values = if column.is_empty() { Vec::new() } else { vec![text] };
                Ok(Distinct { values, places: vec![0; column.len()] })
            }
            Column::Series(series) if series.dtype().is_categorical() => Ok(Distinct::of_codes(series.cat32()?)),
            Column::Series(_) => Ok(Distinct::of_text(column.str()?)),
        }
    }

    /// The text in one row.
    pub fn text(&self, row: usize) -> Option<&'a str> {
        self.values[self.places[row] as usize]
    }

    fn of_codes(column: &'a CategoricalChunked<Categorical32Type>) -> Self {
        let mapping = column.get_mapping();
        let (mut values, mut places) = (Vec::new(), Vec::with_capacity(column.len()));
        // Where each code stands among the values, and where null does.
        let mut known: Vec<Option<u32>> = vec![None; mapping.num_cats_upper_bound() + 1];
        let null = known.len() - 1;
        for code in column.physical().iter() {
            let place = &mut known[code.map_or(null, |code| code as usize)];
            places.push(*place.get_or_insert_with(|| {
                values.push(code.and_then(|code| mapping.cat_to_str(code)));
                values.len() as u32 - 1
            }));
        }
        Distinct { values, places }
    }

    /// Equal views of one chunk are equal texts, so that most rows are told apart by 16 bytes, without a look at the
    /// text.
    pub fn of_text(column: &'a StringChunked) -> Self {
        let mut known = Known { values: Vec::new(), null: None, by_text: HashMap::default() };
        let mut places = Vec::with_capacity(column.len());
        let mut by_view: HashMap<u128, u32, FixedState> = HashMap::default();
        for chunk in column.downcast_iter() {
            by_view.clear();
            let mut last: Option<(u128, u32)> = None;
            for (view, text) in chunk.views().iter().zip(chunk.iter()) {
                let view = view.as_u128();
                let place = match (text, last) {
                    (None, _) => known.place(None),
                    (Some(_), Some((other, place))) if other == view => place,
                    (Some(_), _) => *by_view.entry(view).or_insert_with(|| known.place(text)),
                };
                if text.is_some() {
                    last = Some((view, place));
                }
                places.push(place);
            }
        }
        Distinct { values: known.values, places }
    }
}

/// Whether any text that the column could show fits. A coded column is asked for all texts of its codes, whether a row
/// of it has them or not: what fits there may be another column's, and what does not is nowhere.
pub fn may_hold(column: &Column, fits: impl Fn(&str) -> bool) -> PolarsResult<bool> {
    match column {
        Column::Series(series) if series.dtype().is_categorical() => {
            let mapping = series.cat32()?.get_mapping();
            let mut texts = (0..mapping.num_cats_upper_bound() as u32).filter_map(|code| mapping.cat_to_str(code));
            Ok(texts.any(fits))
        }
        _ => Ok(Distinct::of(column)?.values.into_iter().flatten().any(fits)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_finds_its_text_and_no_text_stands_twice(
            chunks in proptest::collection::vec(proptest::collection::vec(proptest::option::of("[ab]{0,20}"), 0..8), 1..4)
        ) {
            let mut column = StringChunked::from_iter(chunks[0].iter().map(Option::as_deref));
            for chunk in &chunks[1..] {
                column.append(&StringChunked::from_iter(chunk.iter().map(Option::as_deref))).unwrap();
            }
            let distinct = Distinct::of_text(&column);
            let read: Vec<Option<&str>> = (0..column.len()).map(|row| distinct.text(row)).collect();
            prop_assert_eq!(read, chunks.iter().flatten().map(Option::as_deref).collect::<Vec<_>>());
            for (place, value) in distinct.values.iter().enumerate() {
                prop_assert!(!distinct.values[..place].contains(value));
            }
        }
    }

    #[test]
    fn a_constant_is_one_value_without_being_written_out() {
        let column = crate::constant("a", Some("x"), 3);
        assert_eq!(Distinct::of(&column).unwrap(), Distinct { values: vec![Some("x")], places: vec![0, 0, 0] });
        assert!(Distinct::of(&Column::new("a".into(), [1])).is_err());
    }
}
