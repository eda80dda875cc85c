//! Tables that follow from facts.

mod blocks;
mod themes;
mod trust;

use std::collections::BTreeMap;

use polars::prelude::*;

pub use blocks::{Candidate, Chosen, choose, stack};
pub use themes::{ThemeTables, themes};
pub use trust::with_trust;

/// Puts rows below those that a table has already.
pub fn append(tables: &mut BTreeMap<String, DataFrame>, name: &str, rows: DataFrame) -> PolarsResult<()> {
    stack(tables.entry(name.to_owned()).or_default(), rows)
}
