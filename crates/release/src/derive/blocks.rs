//! Blocks: what each candidate says of each account.

use std::collections::BTreeMap;
use std::ops::Range;

use erario_columns::Distinct;
use polars::prelude::*;

use super::choose::Candidate;
use super::cut::Cut;

/// Whose account of which year it is. Printed totals tell this much and no more. Rows without a year belong to no
/// account that another edition could give again: they stand as their own edition printed them.
const BODY: [&str; 4] = ["jurisdiction_code", "coverage", "entity_code", "fiscal_year"];
/// What else keeps two accounts of one body and year apart.
const SCHEME: [&str; 2] = ["revenue_scheme", "account"];

/// What a row is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub body: Vec<String>,
    pub scheme: Vec<String>,
    pub period: String,
    /// The amounts are those of the period alone, which is shorter than a year: flows of other periods are other money.
    pub is_flow: bool,
}

/// What one candidate says of one block in one period: rows that stand or fall together.
#[derive(Clone, Debug, Default)]
pub(super) struct Claim {
    /// The place of the candidate in the order of ranks.
    pub candidate: usize,
    pub place: Place,
    pub cut: Cut,
    /// Rows of the candidate's facts.
    pub facts: Vec<u32>,
    /// Rows of its printed totals.
    pub totals: Vec<u32>,
}

/// Every claim of the candidates.
pub(super) fn claims(candidates: &[Candidate]) -> PolarsResult<Vec<Claim>> {
    let mut claims = Vec::new();
    for (candidate, Candidate { facts, totals, .. }) in candidates.iter().enumerate() {
        let mut own: BTreeMap<Place, Claim> = BTreeMap::new();
        for (place, rows) in runs(facts)? {
            own.entry(place).or_default().facts.extend(rows);
        }
        for (place, rows) in runs(totals)? {
            let place = beside(&own, &place).unwrap_or(place);
            own.entry(place).or_default().totals.extend(rows);
        }
        claims.extend(own.into_iter().map(|(place, claim)| {
            let cut = Cut::of(&place.period);
            Claim { candidate, place, cut, ..claim }
        }));
    }
    Ok(claims)
}

/// The facts that a printed total stands beside: those of its own period, else the last ones of its body. A total does
/// not tell the scheme; a dataset has one.
fn beside(claims: &BTreeMap<Place, Claim>, total: &Place) -> Option<Place> {
    let of_body = claims.iter().filter(|(place, claim)| place.body == total.body && !claim.facts.is_empty());
    let places = of_body.map(|(place, _)| place);
    let nearest = places
        .max_by_key(|place| (place.period == total.period && place.is_flow == total.is_flow, Cut::of(&place.period)));
    nearest.cloned()
}

/// The rows of a frame, in runs about the same thing.
fn runs(frame: &DataFrame) -> PolarsResult<Vec<(Place, Range<u32>)>> {
    let columns = [&BODY[..], &SCHEME, &["period"], &["dataset", "edition"]];
    let columns = columns.map(|names| texts(frame, names));
    let [body, scheme, period, edition] = columns.each_ref().map(|columns| match columns {
        Ok(columns) => columns.iter().map(Distinct::of).collect::<PolarsResult<Vec<_>>>(),
        Err(error) => Err(error.clone()),
    });
    let (body, scheme, period, edition) = (body?, scheme?, period?, edition?);
    let undated = match frame.column("fiscal_year") {
        Ok(column) => column.is_null(),
        Err(_) => BooleanChunked::full("fiscal_year".into(), false, frame.height()),
    };
    // Whoever does not say that amounts are of the period alone is not to be added up.
    let cumulative = match frame.column("is_cumulative") {
        Ok(column) => column.bool()?.rechunk().into_owned(),
        Err(_) => BooleanChunked::full("is_cumulative".into(), true, frame.height()),
    };
    // What is the same in every row tells no runs apart.
    let columns = body.iter().chain(&scheme).chain(&period);
    let columns: Vec<&Distinct> = columns.filter(|column| column.values.len() > 1).collect();
    let is_same = |one: usize, other: usize| {
        columns.iter().all(|column| column.places[one] == column.places[other])
            && cumulative.get(one) == cumulative.get(other)
    };
    let cells = |columns: &[Distinct], row: usize| -> Vec<String> {
        columns.iter().map(|column| column.text(row).unwrap_or_default().to_owned()).collect()
    };
    let mut runs: Vec<(Place, Range<u32>)> = Vec::new();
    for row in 0..frame.height() {
        if row > 0 && is_same(row - 1, row) {
            if let Some((_, rows)) = runs.last_mut() {
                rows.end += 1;
            }
            continue;
        }
        let period = cells(&period, row).concat();
        let is_flow = cumulative.get(row) == Some(false) && !Cut::of(&period).is_whole_year();
        let mut body = cells(&body, row);
        if undated.get(row) == Some(true) {
            body.extend(cells(&edition, row));
        }
        let place = Place { body, scheme: cells(&scheme, row), period, is_flow };
        runs.push((place, row as u32..row as u32 + 1));
    }
    Ok(runs)
}

/// Columns as text, those that the frame has.
fn texts(frame: &DataFrame, names: &[&str]) -> PolarsResult<Vec<Column>> {
    let columns = names.iter().filter_map(|name| frame.column(name).ok());
    let text = |column: &Column| match column.dtype().is_categorical() {
        true => Ok(column.clone()),
        false => column.cast(&DataType::String),
    };
    columns.map(text).collect()
}
