//! How the cells of each field are written, counted for the contract.

use erario_columns::Distinct;
use erario_model::{Changes, FieldType};
use polars::prelude::*;

use super::Assembly;
use super::notes::Odd;
use crate::amounts;
use crate::steps::Work;

/// Counts a required year or number before the rows that lack one are set aside.
pub(super) fn see_required(
    work: &mut Work,
    field: &str,
    column: &Column,
    is_read: impl Fn(&str) -> bool,
) -> PolarsResult<()> {
    let Distinct { values, places } = Distinct::of(column)?;
    let bad: Vec<Option<&str>> = values.into_iter().map(|cell| cell.filter(|cell| !is_read(cell))).collect();
    let form = work.changes.forms.entry(field.to_owned()).or_default();
    form.filled += (column.len() - column.null_count()) as u64;
    if bad.iter().all(Option::is_none) {
        return Ok(());
    }
    for (row, place) in work.source_rows()?.into_iter().zip(&places) {
        if let Some(cell) = bad[*place as usize] {
            let form = work.changes.forms.entry(field.to_owned()).or_default();
            form.misread += 1;
            form.see(row, cell);
        }
    }
    Ok(())
}

/// Years, counts and other numbers that are no money.
pub(super) fn is_counted(kind: Option<FieldType>) -> bool {
    matches!(kind, Some(FieldType::Year | FieldType::Integer | FieldType::Decimal))
}

/// The changes that the steps met, told by the headers as published.
pub(super) fn of_steps(work: &Work) -> Changes {
    let mut changes = work.changes.clone();
    let published = |field: String| work.headers.get(&field).cloned().unwrap_or(field);
    changes.codes = changes.codes.into_iter().map(|((field, code), seen)| ((published(field), code), seen)).collect();
    changes
}

impl Assembly<'_> {
    /// Counts the cells of a field; `odd` are those that are no numbers, or finer than a centavo.
    pub(super) fn see_form(&mut self, field: &str, filled: usize, odd: &[Odd], is_amount: bool) {
        let is_seen = self.output.is_required(field) && !is_amount;
        if is_seen {
            return;
        }
        let misread = || odd.iter().filter(|odd| odd.rounded.is_none());
        let first = misread().next().map(|odd| (self.source_row(odd.index), odd.found.clone()));
        let form = self.normalized.changes.forms.entry(field.to_owned()).or_default();
        form.filled += filled as u64;
        form.misread += misread().count() as u64;
        if let Some((row, cell)) = first {
            form.see(row, &cell);
        }
    }

    /// Counts the amounts that are written in another declared form than the first.
    pub(super) fn see_otherwise(&mut self, field: &str) -> PolarsResult<()> {
        if self.plan.amounts.also.is_empty() {
            return Ok(());
        }
        let cells = self.work.text(field)?;
        let is_other = |cell: &Option<&str>| cell.is_some_and(|cell| amounts::is_otherwise(cell, &self.plan.amounts));
        let others: Vec<(usize, Option<&str>)> = cells.iter().enumerate().filter(|(_, cell)| is_other(cell)).collect();
        let first = others.first().and_then(|(index, cell)| Some((self.source_row(*index), (*cell)?.to_owned())));
        let form = self.normalized.changes.forms.entry(field.to_owned()).or_default();
        form.otherwise += others.len() as u64;
        if let Some((row, cell)) = first {
            form.see(row, &cell);
        }
        Ok(())
    }

    /// Keeps the cells of columns that the pipeline does not know.
    pub(super) fn keep_unknown(&mut self, records: Vec<(i64, String)>) {
        for (source_row, cells) in records {
            self.keep("column-appeared", source_row, None, cells);
        }
    }
}
