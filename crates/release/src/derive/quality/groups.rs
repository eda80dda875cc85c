//! Rows by what some of their columns say, and how many of each group meet a condition.

use std::collections::HashMap;

use erario_columns::{Distinct, text_at};
use polars::prelude::*;

/// The groups of a table's rows, in the order of their first rows, and the group of each row.
pub(super) struct Groups<const N: usize> {
    pub keys: Vec<[Option<String>; N]>,
    pub places: Vec<u32>,
}

impl<const N: usize> Groups<N> {
    pub fn of(rows: &DataFrame, columns: [&str; N]) -> PolarsResult<Self> {
        let mut groups = Groups { keys: Vec::new(), places: Vec::with_capacity(rows.height()) };
        if rows.width() == 0 {
            return Ok(groups);
        }
        let columns: Vec<Distinct> =
            columns.iter().map(|name| Distinct::of(rows.column(name)?)).collect::<PolarsResult<_>>()?;
        let mut known: HashMap<[u32; N], u32> = HashMap::new();
        for row in 0..rows.height() {
            let key: [u32; N] = std::array::from_fn(|column| columns[column].places[row]);
            groups.places.push(*known.entry(key).or_insert_with(|| {
                groups.keys.push(std::array::from_fn(|column| columns[column].text(row).map(str::to_owned)));
                groups.keys.len() as u32 - 1
            }));
        }
        Ok(groups)
    }

    /// How many rows of each group meet a condition.
    pub fn count(&self, is_case: impl Fn(usize) -> bool) -> Vec<i64> {
        let mut counts = vec![0; self.keys.len()];
        for (_, place) in self.places.iter().enumerate().filter(|(row, _)| is_case(*row)) {
            counts[*place as usize] += 1;
        }
        counts
    }
}

/// For each row, whether the text of a column meets a condition; each distinct text is asked once.
pub(super) fn meet(column: &Column, is_met: impl Fn(Option<&str>) -> bool) -> PolarsResult<Vec<bool>> {
    let Distinct { values, places } = Distinct::of(column)?;
    let met: Vec<bool> = values.into_iter().map(is_met).collect();
    Ok(places.into_iter().map(|place| met[place as usize]).collect())
}

/// The text of a column in a row; empty where it is null.
pub(super) fn cell(rows: &DataFrame, column: &str, row: usize) -> PolarsResult<String> {
    Ok(text_at(rows.column(column)?, row).unwrap_or_default().to_owned())
}
