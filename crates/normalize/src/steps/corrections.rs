//! Declared corrections: known errors of a published file, mended in the open.

use std::collections::BTreeMap;

use erario_model::Correction;
use polars::prelude::*;

use super::{CORRECTION, Work};
use crate::Plan;
use crate::amounts;
use crate::decode::SourceError;

/// Applies the plan's corrections. A correction that does not find what it mends stops the dataset: the source has
/// changed, and a person must look.
pub(super) fn apply(work: &mut Work, plan: &Plan, amounts: &[String]) -> Result<(), SourceError> {
    if plan.corrections.is_empty() {
        return Ok(());
    }
    let rows = work.source_rows()?;
    let mut ids: Vec<Option<&str>> = vec![None; rows.len()];
    for correction in &plan.corrections {
        let index = match correction.row {
            Some(number) => {
                // A record of a wide table has become several.
                let says = saying(work, &correction.found)?;
                let mut of_record = (0..rows.len()).filter(|index| rows[*index] == number);
                let first = of_record.clone().next();
                let index = of_record.find(|index| says.binary_search(index).is_ok()).or(first);
                let index =
                    index.ok_or_else(|| SourceError::CorrectionRow { id: correction.id.clone(), row: number })?;
                check(work, correction, index, number)?;
                index
            }
            None => only(work, correction)?,
        };
        for (column, value) in &correction.becomes {
            let value = Some(value.as_str()).filter(|value| !value.is_empty());
            replace(work, plan, amounts, column, &[index], &|_| value.map(str::to_owned))?;
        }
        ids[index] = Some(&correction.id);
        if let Some(times) = correction.times {
            for row in multiply(work, plan, correction, times, amounts)? {
                ids[row] = Some(&correction.id);
            }
        }
    }
    work.set(CORRECTION, ids.into_iter().collect())?;
    Ok(())
}

/// The row must say what the correction was declared for.
fn check(work: &Work, correction: &Correction, index: usize, number: i64) -> Result<(), SourceError> {
    for (column, expected) in &correction.found {
        let found = work.text(column)?.get(index).unwrap_or_default();
        if found != expected {
            return Err(SourceError::Correction {
                id: correction.id.clone(),
                row: number,
                column: column.clone(),
                found: found.to_owned(),
                expected: expected.clone(),
            });
        }
    }
    Ok(())
}

/// The one record that says what the correction was declared for.
fn only(work: &Work, correction: &Correction) -> Result<usize, SourceError> {
    let found = saying(work, &correction.found)?;
    match found.as_slice() {
        [index] => Ok(*index),
        _ => {
            let said = correction.found.iter().map(|(column, cell)| format!("{column} = `{cell}`"));
            let expected = said.collect::<Vec<_>>().join(", ");
            Err(SourceError::CorrectionRecords { id: correction.id.clone(), found: found.len(), expected })
        }
    }
}

/// The rows whose cells say all of this.
fn saying(work: &Work, cells: &BTreeMap<String, String>) -> PolarsResult<Vec<usize>> {
    let mut says = vec![true; work.frame.height()];
    for (column, expected) in cells {
        for (row, cell) in work.text(column)?.iter().enumerate() {
            says[row] &= cell.unwrap_or_default() == expected;
        }
    }
    Ok((0..says.len()).filter(|row| says[*row]).collect())
}

/// Multiplies the amounts of the rows that the correction names; gives the rows.
fn multiply(
    work: &mut Work,
    plan: &Plan,
    correction: &Correction,
    times: i64,
    amounts: &[String],
) -> PolarsResult<Vec<usize>> {
    let rows = saying(work, &correction.rows)?;
    for amount in amounts.iter().filter(|amount| plan.columns.iter().any(|(column, _)| column == *amount)) {
        let multiplied = |cell: Option<&str>| amounts::times(cell?, &plan.amounts, times);
        replace(work, plan, amounts, amount, &rows, &|cell| multiplied(cell).or_else(|| cell.map(str::to_owned)))?;
    }
    Ok(rows)
}

/// Puts other cells into some rows of a column, and books what that adds to it, should it be an amount.
fn replace(
    work: &mut Work,
    plan: &Plan,
    amounts: &[String],
    column: &str,
    rows: &[usize],
    now: &dyn Fn(Option<&str>) -> Option<String>,
) -> PolarsResult<()> {
    let mut cells: Vec<Option<String>> = work.text(column)?.iter().map(|cell| cell.map(str::to_owned)).collect();
    let is_amount = amounts.iter().any(|amount| amount == column);
    let worth = |cell: &Option<String>| amounts::worth(cell.as_deref(), &plan.amounts);
    for row in rows {
        let cell = now(cells[*row].as_deref());
        if is_amount {
            *work.corrected.entry(column.to_owned()).or_default() += worth(&cell) - worth(&cells[*row]);
        }
        cells[*row] = cell;
    }
    work.set(column, cells.into_iter().collect())
}
