//! Steps about dates: reading them as declared, and counting the days between two.

use std::borrow::Cow;

use erario_columns::{Distinct, combined, mapped};
use erario_model::{DateForm, days_between, read_date};
use polars::prelude::*;

use super::{OddCell, SOURCE_ROW, Work};

/// How the ways to write a date are named to people.
const fn name(form: DateForm) -> &'static str {
    match form {
        DateForm::Iso => "AAAA-MM-DD",
        DateForm::DayMonthYear => "dd/mm/aaaa",
    }
}

/// A cell that is no date as declared is null, and told with its row.
pub(super) fn read(work: &mut Work, column: &str, forms: &[DateForm], into: &str) -> PolarsResult<()> {
    let cells = work.frame.column(column)?.clone();
    let dates = mapped(&cells, |cell| read_date(cell?, forms).map(Cow::Owned))?;
    let Distinct { values, places } = Distinct::of(&cells)?;
    let odd: Vec<Option<&str>> =
        values.into_iter().map(|cell| cell.filter(|cell| read_date(cell, forms).is_none())).collect();
    let expected = forms.iter().map(|form| name(*form)).collect::<Vec<_>>().join(", ");
    let form = work.changes.forms.entry(column.to_owned()).or_default();
    form.filled += (cells.len() - cells.null_count()) as u64;
    for (row, place) in work.frame.column(SOURCE_ROW)?.i64()?.into_no_null_iter().zip(places) {
        if let Some(found) = odd[place as usize] {
            form.misread += 1;
            form.see(row, found);
            let (column, found, expected) = (column.to_owned(), found.to_owned(), expected.clone());
            work.odd_cells.push(OddCell { source_row: row, column, rule: "not-a-date", found, expected });
        }
    }
    work.put(into, dates)
}

/// An answer before its question has no days: the rule that finds it says so.
pub(super) fn days(work: &mut Work, from: &str, to: &str, into: &str) -> PolarsResult<()> {
    let columns = [work.frame.column(from)?, work.frame.column(to)?];
    let days = combined(into, &columns, |dates| {
        let days = days_between(dates[0]?, dates[1]?).filter(|days| *days >= 0)?;
        Some(Cow::Owned(days.to_string()))
    })?;
    work.put(into, days)
}
