//! Harmonised tables: found in a workbook by the words of their heads and labels, wherever they stand.
//!
//! A [`Shape`](erario_model::Shape) knows no row or column number. Every head of a column of labels is a candidate; its
//! columns must be there, and its labels must be the shape's own. Exactly one table may be left at the end: none and
//! two are errors that say what was seen.

mod candidates;
mod heads;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod tree;

use std::collections::BTreeMap;

use erario_model::Shaped;

pub(crate) use tree::{Label, Place, places};

use crate::Plan;
use crate::decode::{Grid, SourceError, TextTable, grids};

/// The working columns of a table with labels, beside those of its amounts.
pub(crate) const LABEL: &str = "label";
pub(crate) const CODE: &str = "code";

/// `1.23E+15`: a spreadsheet program rounded the code, and nobody knows the digits that are gone.
pub(crate) fn is_rounded(code: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    code.split_once(['E', 'e'])
        .and_then(|(digits, power)| Some((digits, power.strip_prefix('+')?)))
        .is_some_and(|(digits, power)| are_digits(digits) && are_digits(power))
}

/// Something odd about a sheet as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetNote {
    /// Slug of the rule.
    pub rule: &'static str,
    pub cell: Option<String>,
    pub found: String,
    pub expected: Option<String>,
    pub detail_es: String,
    pub detail_en: String,
    /// Nobody can vouch for any amount of the sheet.
    pub doubts_all: bool,
}

/// Reads the one table of the plan's shape.
pub(crate) fn read(
    bytes: &[u8],
    plan: &Plan,
    shaped: &Shaped,
    batch: &mut dyn FnMut(TextTable) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let grids: Vec<Grid> = grids(bytes, plan)?;
    let found = candidates::choose(&grids, plan, shaped)?;
    let table = table::read(&found, &shaped.shape)?;
    let (mut notes, unit) = title::compare(&found, plan, &shaped.body);
    notes.extend(found.others);
    notes.extend(table.hidden);
    let mut headers = found.heads.published;
    let mut columns = found.heads.columns;
    if shaped.shape.labels.is_some() {
        let (row, column) = found.heads.label;
        headers.insert(LABEL.to_owned(), found.grid.text(row, column).into_owned());
        columns.insert(LABEL.to_owned(), column);
    }
    batch(TextTable {
        headers,
        part: Some(found.grid.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        frame: table.frame,
        broken: Vec::new(),
        blank_records: table.blank,
        footnote_records: table.footnotes,
        letters: letters(&columns),
        notes,
        unit,
        ..TextTable::default()
    })
}

/// Working column -> the letters of its column in the sheet.
fn letters(columns: &BTreeMap<String, u32>) -> BTreeMap<String, String> {
    let letters = |column: u32| Grid::address(0, column).trim_end_matches('1').to_owned();
    columns.iter().map(|(name, column)| (name.clone(), letters(*column))).collect()
}
