//! Steps that make one column from others, row by row.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use erario_columns::{combined, mapped};
use erario_model::Otherwise;
use polars::prelude::*;
use regex::Regex;

use super::Work;

pub(super) fn pad(work: &mut Work, column: &str, width: usize, into: &str) -> PolarsResult<()> {
    let padded = mapped(work.frame.column(column)?, |cell| Some(padded(cell?, width)))?;
    work.put(into, padded)
}

fn padded(text: &str, width: usize) -> Cow<'_, str> {
    match text.chars().count() < width {
        true => Cow::Owned(format!("{text:0>width$}")),
        false => Cow::Borrowed(text),
    }
}

/// A row that lacks one of the parts gets no joined text.
pub(super) fn join(work: &mut Work, columns: &[String], separator: &str, into: &str) -> PolarsResult<()> {
    let joined = combined(into, &all(work, columns)?, |cells| {
        let cells: Option<Vec<&str>> = cells.iter().copied().collect();
        Some(cells?.join(separator).into())
    })?;
    work.put(into, joined)
}

pub(super) fn coalesce_into(
    work: &mut Work,
    columns: &[String],
    otherwise: Option<&str>,
    into: &str,
) -> PolarsResult<()> {
    let first = combined(into, &all(work, columns)?, |cells| {
        cells.iter().find_map(|cell| *cell).or(otherwise).map(Cow::Borrowed)
    })?;
    work.put(into, first)
}

/// A code that some program took for a float: `32302.0` is `32302`.
pub(super) fn whole(work: &mut Work, columns: &[String]) -> PolarsResult<()> {
    for name in columns {
        let whole = mapped(work.frame.column(name)?, |cell| Some(Cow::Borrowed(whole_number(cell?))))?;
        work.put(name, whole)?;
    }
    Ok(())
}

fn whole_number(text: &str) -> &str {
    let digits = text.strip_suffix(".0").filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    digits.filter(|digits| !digits.is_empty()).unwrap_or(text)
}

/// Empties columns in the rows where another one does not fit a pattern.
pub(super) fn null_unless(work: &mut Work, columns: &[String], column: &str, pattern: &str) -> PolarsResult<()> {
    let whole = Regex::new(&format!("^(?:{pattern})$")).map_err(|error| polars_err!(ComputeError: "{error}"))?;
    let condition = mapped(work.frame.column(column)?, |cell| cell.filter(|cell| whole.is_match(cell)).map(Cow::from))?;
    for name in columns {
        let kept =
            combined(name, &[&condition, work.frame.column(name)?], |cells| cells[0].and(cells[1]).map(Cow::Borrowed))?;
        work.put(name, kept)?;
    }
    Ok(())
}

fn all<'a>(work: &'a Work, columns: &[String]) -> PolarsResult<Vec<&'a Column>> {
    columns.iter().map(|column| work.frame.column(column)).collect()
}

pub(super) fn extract(work: &mut Work, column: &str, pattern: &str, template: &str, into: &str) -> PolarsResult<()> {
    let whole = Regex::new(&format!("^(?:{pattern})$")).map_err(|error| polars_err!(ComputeError: "{error}"))?;
    let extracted = mapped(work.frame.column(column)?, |cell| {
        let captures = whole.captures(cell?)?;
        let mut expanded = String::new();
        captures.expand(template, &mut expanded);
        Some(expanded.into())
    })?;
    work.put(into, extracted)
}

/// What becomes of a value that a list does not have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missed {
    /// As the step says.
    Otherwise(Otherwise),
    /// The contract lets codes evolve: it stays as published, and is told.
    Evolve,
}

pub(super) fn translate(
    work: &mut Work,
    column: &str,
    values: &BTreeMap<String, String>,
    missed: Missed,
    into: &str,
) -> PolarsResult<()> {
    let values: HashMap<&str, &str> = values.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    take_from(work, column, &[(into, values)], missed)
}

pub(super) fn lookup(
    work: &mut Work,
    column: &str,
    list: &[BTreeMap<String, String>],
    key: &str,
    take: &BTreeMap<String, String>,
    missed: Missed,
) -> PolarsResult<()> {
    let maps: Vec<(&str, HashMap<&str, &str>)> = take
        .iter()
        .map(|(into, from)| {
            let pairs = list.iter().filter_map(|row| Some((row.get(key)?.as_str(), row.get(from)?.as_str())));
            (into.as_str(), pairs.collect())
        })
        .collect();
    take_from(work, column, &maps, missed)
}

/// Sets aside the rows that say something else.
pub(super) fn expect(work: &mut Work, column: &str, values: &[String]) -> PolarsResult<()> {
    let cells = work.frame.column(column)?.clone();
    let fits = |cell: Option<&str>| cell.is_some_and(|cell| values.iter().any(|value| value == cell));
    work.set_aside_unless("unexpected-value", column, &cells, fits)
}

fn take_from(work: &mut Work, column: &str, maps: &[(&str, HashMap<&str, &str>)], missed: Missed) -> PolarsResult<()> {
    let cells = work.frame.column(column)?.clone();
    let is_known = |cell: Option<&str>| cell.is_some_and(|cell| maps.iter().any(|(_, map)| map.contains_key(cell)));
    for (into, map) in maps {
        let taken = mapped(&cells, |cell| {
            let stays = match missed {
                Missed::Otherwise(otherwise) => otherwise == Otherwise::Keep,
                Missed::Evolve => !is_known(cell),
            };
            let value = map.get(cell?).copied().filter(|value| !value.is_empty());
            value.or(cell.filter(|_| stays)).map(Cow::Borrowed)
        })?;
        work.put(into, taken)?;
    }
    match missed {
        Missed::Otherwise(Otherwise::SetAside) => {
            work.note_codes_unless(column, &cells, is_known, true)?;
            work.set_aside_unless("unreadable-key", column, &cells, is_known)?;
        }
        Missed::Evolve => {
            work.note_codes_unless(column, &cells, is_known, false)?;
            work.set_aside_unless("unreadable-key", column, &cells, |cell| cell.is_some())?;
        }
        Missed::Otherwise(Otherwise::Keep | Otherwise::Null) => {}
    }
    Ok(())
}
