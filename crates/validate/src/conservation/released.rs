//! What a release holds of each part of each source.

use std::collections::{BTreeMap, HashMap};

use erario_columns::Distinct;
use erario_model::Schema;
use polars::prelude::*;

use super::SourcePart;

/// Amount -> centavos.
type Sums = BTreeMap<String, i128>;

/// What the release holds of one source, by where it stands.
#[derive(Clone, Debug, Default)]
pub struct Released {
    pub(super) facts: Sums,
    pub(super) totals: Sums,
    pub(super) vintage: Sums,
    pub(super) alternate: Sums,
    pub(super) superseded_totals: Sums,
    /// Rows that are facts, or would be if others did not stand.
    pub(super) fact_rows: u64,
    /// Rows that are printed totals, released or superseded.
    pub(super) total_rows: u64,
}

impl Released {
    /// Every amount of which the release holds any money.
    pub(super) fn amounts(&self) -> impl Iterator<Item = &str> {
        let sums = [&self.facts, &self.totals, &self.vintage, &self.alternate, &self.superseded_totals];
        sums.into_iter().flatten().filter(|(_, sum)| **sum != 0).map(|(amount, _)| amount.as_str())
    }
}

/// What the release holds of every part of every source, by `source_id` and part. `superseded` has the rows that do not
/// stand, and the totals that the release does not repeat.
pub fn released(
    schema: &Schema,
    tables: &BTreeMap<String, DataFrame>,
    superseded: &BTreeMap<String, DataFrame>,
) -> PolarsResult<BTreeMap<SourcePart, Released>> {
    let mut all: BTreeMap<SourcePart, Released> = BTreeMap::new();
    for (name, rows) in tables {
        for (source, held) in held(schema, name, rows)? {
            let released = all.entry(source).or_default();
            let sums = match name.as_str() {
                "published_total" => {
                    released.total_rows += held.rows;
                    &mut released.totals
                }
                "vintage" => &mut released.vintage,
                "alternate" => &mut released.alternate,
                _ => {
                    released.fact_rows += held.rows;
                    &mut released.facts
                }
            };
            held.add_to(sums);
        }
    }
    for (name, rows) in superseded {
        for (source, held) in held(schema, name, rows)? {
            let released = all.entry(source).or_default();
            match name.as_str() {
                "published_total" => {
                    released.total_rows += held.rows;
                    held.add_to(&mut released.superseded_totals);
                }
                // Their money is in vintages and alternates.
                _ => released.fact_rows += held.rows,
            }
        }
    }
    Ok(all)
}

/// What some rows hold of one part of a source.
#[derive(Clone, Default)]
struct Held {
    rows: u64,
    sums: Sums,
}

impl Held {
    fn add_to(self, sums: &mut Sums) {
        self.sums.into_iter().for_each(|(amount, sum)| *sums.entry(amount).or_default() += sum);
    }
}

/// What each part of each source has in the rows: by column, or by `phase` where each row is one amount.
fn held(schema: &Schema, table: &str, rows: &DataFrame) -> PolarsResult<BTreeMap<SourcePart, Held>> {
    if rows.width() == 0 {
        return Ok(BTreeMap::new());
    }
    let (sources, places) = sources(rows)?;
    let mut held = vec![Held::default(); sources.len()];
    // A total stated outside the file is none of its rows.
    let is_outside = rows.column("evidence").ok().map(Column::is_not_null);
    let is_inside = |row: usize| is_outside.as_ref().and_then(|is_outside| is_outside.get(row)) != Some(true);
    for (row, place) in places.iter().enumerate() {
        held[*place as usize].rows += u64::from(is_inside(row));
    }
    if let Ok(phases) = rows.column("phase") {
        let phases = Distinct::of(phases)?;
        for (row, amount) in rows.column("amount")?.i64()?.iter().enumerate() {
            let phase = phases.text(row).unwrap_or_default().to_owned();
            *held[places[row] as usize].sums.entry(phase).or_default() += i128::from(amount.unwrap_or(0));
        }
    } else {
        for amount in schema.table(table).into_iter().flat_map(|table| table.amounts()) {
            let Ok(column) = rows.column(&amount.name) else { continue };
            let mut of_source = vec![0_i128; held.len()];
            for (row, value) in column.i64()?.iter().enumerate().filter(|(row, _)| is_inside(*row)) {
                of_source[places[row] as usize] += i128::from(value.unwrap_or(0));
            }
            for (held, sum) in held.iter_mut().zip(of_source) {
                held.sums.insert(amount.name.clone(), sum);
            }
        }
    }
    Ok(sources.into_iter().zip(held).collect())
}

/// The distinct parts of sources, and for each row its place among them.
fn sources(rows: &DataFrame) -> PolarsResult<(Vec<SourcePart>, Vec<u32>)> {
    let ids = Distinct::of(rows.column("source_id")?)?;
    let parts = rows.column("source_part").ok().map(Distinct::of).transpose()?;
    let mut known: HashMap<(u32, u32), u32> = HashMap::new();
    let mut sources = Vec::new();
    let mut places = Vec::with_capacity(rows.height());
    for row in 0..rows.height() {
        let pair = (ids.places[row], parts.as_ref().map_or(0, |parts| parts.places[row]));
        places.push(*known.entry(pair).or_insert_with(|| {
            let part = parts.as_ref().and_then(|parts| parts.text(row)).map(str::to_owned);
            sources.push((ids.text(row).unwrap_or_default().to_owned(), part));
            sources.len() as u32 - 1
        }));
    }
    Ok((sources, places))
}
