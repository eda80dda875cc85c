//! An amount whose moment another column names goes to the column of that moment.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::Work;

pub(super) fn apply(
    work: &mut Work,
    column: &str,
    amount: &str,
    moments: &BTreeMap<String, String>,
) -> PolarsResult<()> {
    let words = work.frame.column(column)?.clone();
    let is_known = |word: Option<&str>| moments.values().any(|moment| Some(moment.as_str()) == word);
    work.note_codes_unless(column, &words, is_known, true)?;
    work.set_aside_unless("unknown-level", column, &words, is_known)?;
    for (into, moment) in moments {
        let rows = work.text(column)?.iter().zip(work.text(amount)?.iter());
        let routed: StringChunked = rows.map(|(word, cell)| cell.filter(|_| word == Some(moment.as_str()))).collect();
        work.set(into, routed)?;
    }
    Ok(())
}
