//! Steps: working columns to the columns of the output table, in the order that the pipeline declares.

mod columns;
mod corrections;
mod dates;
mod labels;
mod levels;
mod moments;
mod nest;
mod outline;
mod route;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use erario_columns::{Distinct, constant, gather};
use erario_model::{Changes, Mode, Otherwise, Step, collapse_spaces};
use polars::prelude::*;

use crate::Plan;
use crate::decode::{SOURCE_ROW, SourceError, TextTable};

use columns::Missed;

/// Hidden columns: the place of a row in its classification, within its government and year.
pub const LEVEL: &str = "_level";
pub const NODE: &str = "_node";
pub const PARENT: &str = "_parent";
/// Hidden: the row is a printed total, even where nothing stands below it.
pub(crate) const ONLY_TOTAL: &str = "_only_total";
/// Hidden: the row's own name, whatever column of the output it goes to.
pub(crate) const NAME: &str = "_name";
pub(crate) const CORRECTION: &str = "correction_id";

/// A text table on its way through the steps.
pub(crate) struct Work {
    pub frame: DataFrame,
    pub part: Option<String>,
    pub headers: BTreeMap<String, String>,
    /// The records as decoded, to cite a cell as published.
    pub published: DataFrame,
    pub aside: Vec<Aside>,
    /// Records that carry labels or ratios and no amount of their own.
    pub label_records: u64,
    /// Odd rows that stay: source row, slug of the rule, found, expected.
    pub row_notes: Vec<(i64, &'static str, String, String)>,
    /// Cells that a step could not read, in rows that stay.
    pub odd_cells: Vec<OddCell>,
    /// For each amount, what corrections added, in units of 10^-18 pesos.
    pub corrected: BTreeMap<String, i128>,
    /// Forms of cells that steps read, and codes that no list knows.
    pub changes: Changes,
}

/// A cell that is null because no step could read it.
pub(crate) struct OddCell {
    pub source_row: i64,
    pub column: String,
    /// Slug of the rule that says why.
    pub rule: &'static str,
    pub found: String,
    pub expected: String,
}

/// A row that no step could place.
pub(crate) struct Aside {
    pub source_row: i64,
    /// Slug of the rule that says why.
    pub rule: &'static str,
    pub field: String,
    pub found: String,
    /// The row as it stood then, for its amounts.
    pub frame: DataFrame,
}

/// Applies corrections and all steps.
pub(crate) fn run(table: TextTable, plan: &Plan, amounts: &[String]) -> Result<Work, SourceError> {
    let mut work = Work {
        published: table.frame.clone(),
        frame: table.frame,
        part: table.part,
        headers: table.headers,
        aside: Vec::new(),
        label_records: 0,
        row_notes: Vec::new(),
        odd_cells: Vec::new(),
        corrected: BTreeMap::new(),
        changes: Changes::default(),
    };
    // An amount whose column is gone is not published, and no zero either.
    for column in table.changes.vanished.keys().filter(|column| amounts.contains(column)) {
        work.frame.drop_in_place(column)?;
    }
    work.clean(amounts)?;
    // An amount that an edition does not have is not published, and no zero.
    for (column, _) in plan.lacks.iter().filter(|(column, _)| !amounts.contains(column)) {
        work.put(column, constant(column, None, work.frame.height()))?;
    }
    corrections::apply(&mut work, plan, amounts)?;
    if let Some(labels) = plan.shaped.as_ref().and_then(|shaped| shaped.shape.labels.as_ref()) {
        labels::apply(&mut work, plan, labels, amounts)?;
    }
    let missed = |otherwise: Otherwise| match otherwise {
        Otherwise::SetAside if plan.contract.codes == Mode::Evolve => Missed::Evolve,
        other => Missed::Otherwise(other),
    };
    for step in &plan.steps {
        match step {
            Step::Pad { column, width, into, .. } => columns::pad(&mut work, column, *width, into)?,
            Step::Join { columns, separator, into, .. } => columns::join(&mut work, columns, separator, into)?,
            Step::Coalesce { columns, otherwise, into, .. } => {
                columns::coalesce_into(&mut work, columns, otherwise.as_deref(), into)?;
            }
            Step::Whole { columns, .. } => columns::whole(&mut work, columns)?,
            Step::NullUnless { columns, column, pattern, .. } => {
                columns::null_unless(&mut work, columns, column, pattern)?;
            }
            Step::Extract { column, pattern, template, into, .. } => {
                columns::extract(&mut work, column, pattern, template, into)?;
            }
            Step::Translate { column, values, otherwise, into, .. } => {
                columns::translate(&mut work, column, values, missed(*otherwise), into)?;
            }
            Step::Date { column, forms, into, .. } => dates::read(&mut work, column, forms, into)?,
            Step::Days { from, to, into, .. } => dates::days(&mut work, from, to, into)?,
            Step::Lookup { column, list, key, take, otherwise, .. } => {
                let list = plan.lists.get(list).map_or(&[][..], Vec::as_slice);
                columns::lookup(&mut work, column, list, key, take, missed(*otherwise))?;
            }
            Step::Expect { column, values, .. } => columns::expect(&mut work, column, values)?,
            Step::Levels { column, name, matches, .. } => levels::apply(&mut work, column, name, matches)?,
            Step::Outline { columns, branch, group, leaf, leaf_name, name_column, .. } => {
                let into = outline::Into { branch, group, leaf, leaf_name };
                outline::apply(&mut work, columns, name_column, &into)?;
            }
            Step::Nest { column, label, ranks, within, .. } => nest::apply(&mut work, column, label, ranks, within)?,
            Step::Route { column, amount, moments, .. } => route::apply(&mut work, column, amount, moments)?,
            Step::Moments { column, amount, moments, ignored, .. } => {
                moments::apply(&mut work, column, amount, moments, ignored)?;
            }
        }
    }
    Ok(work)
}

impl Work {
    pub fn text(&self, column: &str) -> PolarsResult<&StringChunked> {
        self.frame.column(column)?.str()
    }

    pub fn set(&mut self, name: &str, values: StringChunked) -> PolarsResult<()> {
        self.frame.with_column(values.with_name(name.into()).into_column())?;
        Ok(())
    }

    pub fn source_rows(&self) -> PolarsResult<Vec<i64>> {
        Ok(self.frame.column(SOURCE_ROW)?.i64()?.into_no_null_iter().collect())
    }

    /// Keeps the rows that are true in `keep`.
    pub fn keep(&mut self, keep: &BooleanChunked) -> PolarsResult<()> {
        self.frame = self.frame.filter(keep)?;
        Ok(())
    }

    /// Sets aside the rows for which `found` holds a value that could not be placed.
    pub fn set_aside(&mut self, rule: &'static str, field: &str, found: &[Option<String>]) -> PolarsResult<()> {
        if found.iter().all(Option::is_none) {
            return Ok(());
        }
        self.note_aside(rule, field, found)?;
        let keep: BooleanChunked = found.iter().map(|value| Some(value.is_none())).collect();
        self.keep(&keep)
    }

    /// Sets aside the rows with a code that no list knows. A row without a code is no new code.
    pub fn set_aside_codes(&mut self, rule: &'static str, field: &str, found: &[Option<String>]) -> PolarsResult<()> {
        self.note_codes(field, found, true)?;
        self.set_aside(rule, field, found)
    }

    /// Notes the codes that no list knows, row by row.
    pub fn note_codes(&mut self, field: &str, found: &[Option<String>], is_aside: bool) -> PolarsResult<()> {
        if found.iter().all(Option::is_none) {
            return Ok(());
        }
        for (row, code) in self.source_rows()?.into_iter().zip(found) {
            if let Some(code) = code.as_deref().filter(|code| !code.is_empty()) {
                self.changes.note_code(field, code, row, is_aside);
            }
        }
        Ok(())
    }

    /// Writes down rows that are set aside; the caller takes them out.
    pub fn note_aside(&mut self, rule: &'static str, field: &str, found: &[Option<String>]) -> PolarsResult<()> {
        let rows = self.source_rows()?;
        for (index, value) in found.iter().enumerate() {
            if let Some(value) = value {
                let frame = self.frame.slice(index as i64, 1);
                let field = field.to_owned();
                self.aside.push(Aside { source_row: rows[index], rule, field, found: value.clone(), frame });
            }
        }
        Ok(())
    }

    /// Notes the codes in a column that are not known, row by row.
    pub fn note_codes_unless(
        &mut self,
        field: &str,
        column: &Column,
        is_known: impl Fn(Option<&str>) -> bool,
        is_aside: bool,
    ) -> PolarsResult<()> {
        let Distinct { values, places } = Distinct::of(column)?;
        let new: Vec<Option<&str>> = values.into_iter().map(|code| code.filter(|code| !is_known(Some(code)))).collect();
        if new.iter().all(Option::is_none) {
            return Ok(());
        }
        let new: Vec<Option<String>> = places.iter().map(|place| new[*place as usize].map(str::to_owned)).collect();
        self.note_codes(field, &new, is_aside)
    }

    /// Puts a column beside the others, or in the place of one with the same name.
    pub fn put(&mut self, name: &str, column: Column) -> PolarsResult<()> {
        self.frame.with_column(column.with_name(name.into()))?;
        Ok(())
    }

    /// Sets aside the rows whose text in a column is not placed by `is_placed`.
    pub fn set_aside_unless(
        &mut self,
        rule: &'static str,
        field: &str,
        column: &Column,
        is_placed: impl Fn(Option<&str>) -> bool,
    ) -> PolarsResult<()> {
        let Distinct { values, places } = Distinct::of(column)?;
        let lost: Vec<Option<&str>> =
            values.into_iter().map(|text| (!is_placed(text)).then(|| text.unwrap_or_default())).collect();
        if lost.iter().all(Option::is_none) {
            return Ok(());
        }
        let lost: Vec<Option<String>> = places.iter().map(|place| lost[*place as usize].map(str::to_owned)).collect();
        self.set_aside(rule, field, &lost)
    }

    /// Single spaces in every text that is no amount. The snapshot keeps the cells as published.
    fn clean(&mut self, amounts: &[String]) -> PolarsResult<()> {
        let names: Vec<String> = self.frame.get_column_names().iter().map(ToString::to_string).collect();
        for name in names {
            if name == SOURCE_ROW || amounts.contains(&name) {
                continue;
            }
            let column = self.frame.column(&name)?;
            let Distinct { values, places } = Distinct::of(column)?;
            if values.iter().flatten().any(|text| is_untidy(text)) {
                let tidy = gather(&name, values.into_iter().map(|text| tidy(text?)), places)?;
                self.put(&name, tidy)?;
            }
        }
        Ok(())
    }
}

/// The text with single spaces; `None` if nothing is left.
fn tidy(text: &str) -> Option<Cow<'_, str>> {
    let tidy = if is_untidy(text) { Cow::Owned(collapse_spaces(text)) } else { Cow::Borrowed(text) };
    Some(tidy).filter(|tidy| !tidy.is_empty())
}

fn is_untidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    ends(bytes.first())
        || ends(bytes.last())
        || bytes.windows(2).any(|pair| pair == b"  " || pair == b"\xc2\xa0")
        || bytes.iter().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r'))
}
