//! What a release holds of each part of each source.

use std::collections::{BTreeMap, HashMap};

use erario_columns::Distinct;
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
}

/// What the release holds of every part of every source, by `source_id` and part. `superseded` has the totals that it
/// does not repeat.
pub fn released(
    tables: &BTreeMap<String, DataFrame>,
    superseded: &BTreeMap<String, DataFrame>,
) -> PolarsResult<BTreeMap<SourcePart, Released>> {
    let mut all: BTreeMap<SourcePart, Released> = BTreeMap::new();
    let mut put = |rows: &DataFrame, place: fn(&mut Released) -> &mut Sums| -> PolarsResult<()> {
        for (source, sums) in sums(rows)? {
            let to = place(all.entry(source).or_default());
            sums.into_iter().for_each(|(amount, sum)| *to.entry(amount).or_default() += sum);
        }
        Ok(())
    };
    for (name, rows) in tables {
        match name.as_str() {
            "published_total" => put(rows, |released| &mut released.totals)?,
            "vintage" => put(rows, |released| &mut released.vintage)?,
            "alternate" => put(rows, |released| &mut released.alternate)?,
            _ => put(rows, |released| &mut released.facts)?,
        }
    }
    if let Some(rows) = superseded.get("published_total") {
        put(rows, |released| &mut released.superseded_totals)?;
    }
    Ok(all)
}

/// What each part of each source has in the rows: by column, or by `phase` where each row is one amount.
fn sums(rows: &DataFrame) -> PolarsResult<BTreeMap<SourcePart, Sums>> {
    if rows.width() == 0 {
        return Ok(BTreeMap::new());
    }
    let (sources, places) = sources(rows)?;
    let mut sums = vec![Sums::new(); sources.len()];
    if let Ok(phases) = rows.column("phase") {
        let phases = Distinct::of(phases)?;
        for (row, amount) in rows.column("amount")?.i64()?.iter().enumerate() {
            let phase = phases.text(row).unwrap_or_default().to_owned();
            *sums[places[row] as usize].entry(phase).or_default() += i128::from(amount.unwrap_or(0));
        }
    } else {
        // A total stated outside the file is none of its rows.
        let is_outside = rows.column("evidence").ok().map(Column::is_not_null);
        for column in rows.columns().iter().filter(|column| *column.dtype() == DataType::Int64) {
            let mut of_source = vec![0_i128; sums.len()];
            for (row, value) in column.i64()?.iter().enumerate() {
                if is_outside.as_ref().and_then(|is_outside| is_outside.get(row)) != Some(true) {
                    of_source[places[row] as usize] += i128::from(value.unwrap_or(0));
                }
            }
            for (sums, sum) in sums.iter_mut().zip(of_source) {
                sums.insert(column.name().to_string(), sum);
            }
        }
    }
    Ok(sources.into_iter().zip(sums).collect())
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
