//! Whose accounts of which years a fact table holds, by source.

use std::collections::{BTreeMap, HashSet};

use erario_columns::Distinct;
use polars::prelude::*;

use super::{Account, Body};
use crate::derive::Cut;

/// Publisher, dataset and edition.
pub(super) type Source = [String; 3];

/// How far an account reaches: its period, and its status.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub period: String,
    pub status: String,
}

const TEXTS: [&str; 8] =
    ["publisher", "dataset", "edition", "jurisdiction_code", "coverage", "entity_code", "period", "account_status"];

/// Each account and source of a table's rows, with its last cut. Rows without a year are of no account.
pub(super) fn of(table: &str, rows: &DataFrame) -> PolarsResult<Vec<(Account, Source, State)>> {
    if rows.height() == 0 {
        return Ok(Vec::new());
    }
    let columns: Vec<Distinct> =
        TEXTS.iter().map(|name| Distinct::of(rows.column(name)?)).collect::<PolarsResult<_>>()?;
    let years = rows.column("fiscal_year")?.cast(&DataType::Int32)?;
    let mut seen: HashSet<([u32; TEXTS.len()], i32)> = HashSet::new();
    let mut last = None;
    for (row, year) in years.i32()?.iter().enumerate() {
        let Some(year) = year else { continue };
        let key = (std::array::from_fn(|column| columns[column].places[row]), year);
        if last != Some(key) {
            seen.insert(key);
            last = Some(key);
        }
    }
    let mut accounts: BTreeMap<(Account, Source), State> = BTreeMap::new();
    for (places, fiscal_year) in seen {
        let cell = |column: usize| columns[column].values[places[column] as usize];
        let text = |column: usize| cell(column).unwrap_or_default().to_owned();
        let body = Body { jurisdiction_code: text(3), coverage: text(4), entity_code: cell(5).map(str::to_owned) };
        let account = Account { body, table: table.to_owned(), fiscal_year };
        let state = State { period: text(6), status: text(7) };
        let known = accounts.entry((account, [text(0), text(1), text(2)])).or_insert_with(|| state.clone());
        if order(known) < order(&state) {
            *known = state;
        }
    }
    Ok(accounts.into_iter().map(|((account, source), state)| (account, source, state)).collect())
}

/// The later cut counts; two of one cut are told apart by their names, so that the order of rows does not matter.
fn order(state: &State) -> (Cut, &str, &str) {
    (Cut::of(&state.period), &state.period, &state.status)
}
