//! Steps that make one column from others, row by row.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use erario_model::Otherwise;
use polars::prelude::*;

use super::Work;

pub(super) fn pad(work: &mut Work, column: &str, width: usize, into: &str) -> PolarsResult<()> {
    let cells = work.text(column)?.iter().map(|cell| Some(padded(cell?, width))).collect();
    work.set(into, cells)
}

fn padded(text: &str, width: usize) -> Cow<'_, str> {
    match text.chars().count() < width {
        true => Cow::Owned(format!("{text:0>width$}")),
        false => Cow::Borrowed(text),
    }
}

pub(super) fn join(work: &mut Work, columns: &[String], separator: &str, into: &str) -> PolarsResult<()> {
    let parts: Vec<Expr> = columns.iter().map(col).collect();
    let joined = concat_str(parts, separator, false).alias(into);
    work.frame = std::mem::take(&mut work.frame).lazy().with_column(joined).collect()?;
    Ok(())
}

pub(super) fn coalesce_into(work: &mut Work, columns: &[String], into: &str) -> PolarsResult<()> {
    let parts: Vec<Expr> = columns.iter().map(col).collect();
    let first = coalesce(&parts).alias(into);
    work.frame = std::mem::take(&mut work.frame).lazy().with_column(first).collect()?;
    Ok(())
}

pub(super) fn extract(work: &mut Work, column: &str, pattern: &str, template: &str, into: &str) -> PolarsResult<()> {
    let whole = format!("^(?:{pattern})$");
    let cell = || col(column).str();
    let extracted = when(cell().contains(lit(whole.as_str()), true))
        .then(cell().replace(lit(whole.as_str()), lit(template), false))
        .otherwise(lit(NULL).cast(DataType::String))
        .alias(into);
    work.frame = std::mem::take(&mut work.frame).lazy().with_column(extracted).collect()?;
    Ok(())
}

pub(super) fn translate(
    work: &mut Work,
    column: &str,
    values: &BTreeMap<String, String>,
    otherwise: Otherwise,
    into: &str,
) -> PolarsResult<()> {
    let values: HashMap<&str, &str> = values.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    take_from(work, column, &[(into, values)], otherwise)
}

pub(super) fn lookup(
    work: &mut Work,
    column: &str,
    list: &[BTreeMap<String, String>],
    key: &str,
    take: &BTreeMap<String, String>,
    otherwise: Otherwise,
) -> PolarsResult<()> {
    let maps: Vec<(&str, HashMap<&str, &str>)> = take
        .iter()
        .map(|(into, from)| {
            let pairs = list.iter().filter_map(|row| Some((row.get(key)?.as_str(), row.get(from)?.as_str())));
            (into.as_str(), pairs.collect())
        })
        .collect();
    take_from(work, column, &maps, otherwise)
}

fn take_from(
    work: &mut Work,
    column: &str,
    maps: &[(&str, HashMap<&str, &str>)],
    otherwise: Otherwise,
) -> PolarsResult<()> {
    let cells = work.text(column)?.clone();
    let known = |cell: &str| maps.iter().any(|(_, map)| map.contains_key(cell));
    for (into, map) in maps {
        let taken: StringChunked = cells
            .iter()
            .map(|cell| {
                let cell = cell?;
                let kept = (otherwise == Otherwise::Keep).then_some(cell);
                map.get(cell).copied().filter(|value| !value.is_empty()).or(kept)
            })
            .collect();
        work.set(into, taken)?;
    }
    if otherwise == Otherwise::SetAside {
        let lost: Vec<Option<String>> = cells
            .iter()
            .map(|cell| match cell {
                Some(cell) if known(cell) => None,
                other => Some(other.unwrap_or_default().to_owned()),
            })
            .collect();
        work.set_aside("unreadable-key", column, &lost)?;
    }
    Ok(())
}
