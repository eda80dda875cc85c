//! Tables that follow from facts.

mod blocks;
mod choose;
mod cofog;
mod comparable;
mod compare;
mod coverage;
mod cut;
mod figure;
mod latest;
mod people;
mod prices;
mod quality;
mod reference;
mod rows;
#[cfg(test)]
mod sample;
mod standing;
mod themes;
mod trust;

use std::collections::BTreeMap;

use polars::prelude::*;

pub use choose::{Candidate, Chosen, Rank, choose};
pub use cofog::with_cofog;
pub use comparable::{Comparable, comparable};
pub use coverage::{Body, Declared, Fate, coverage};
pub use cut::Cut;
pub use latest::latest;
pub use quality::quality;
pub use reference::reference;
pub use rows::stack;
pub use themes::{ThemeTables, themes};
pub use trust::with_trust;

/// The columns that every fact table starts with; derived rows take them over from the facts they rest on.
const COMMON: [&str; 13] = [
    "publisher",
    "dataset",
    "edition",
    "government_level",
    "jurisdiction_code",
    "jurisdiction_name",
    "coverage",
    "entity_code",
    "entity_name",
    "fiscal_year",
    "period",
    "is_cumulative",
    "account_status",
];

/// Puts rows below those that a table has already.
pub fn append(tables: &mut BTreeMap<String, DataFrame>, name: &str, rows: DataFrame) -> PolarsResult<()> {
    if rows.width() == 0 {
        return Ok(());
    }
    stack(tables.entry(name.to_owned()).or_default(), rows)
}
