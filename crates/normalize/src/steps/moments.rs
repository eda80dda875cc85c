//! One row per moment becomes one row with a column per moment.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::Work;
use super::outline::LABEL_ROW;
use crate::decode::SOURCE_ROW;

/// Rows that belong to the same label, and stand together, become one: its row number is the label's.
pub(super) fn apply(
    work: &mut Work,
    column: &str,
    amount: &str,
    moments: &BTreeMap<String, String>,
    ignored: &[String],
) -> PolarsResult<()> {
    let said = work.text(column)?.clone();
    let groups: Vec<i64> = work.frame.column(LABEL_ROW)?.i64()?.into_no_null_iter().collect();
    let rows = work.source_rows()?;
    let lost: Vec<Option<String>> = said
        .iter()
        .enumerate()
        .map(|(index, moment)| {
            let moment = moment?;
            let is_label = rows[index] == groups[index];
            let known = moments.values().any(|known| known == moment) || ignored.iter().any(|known| known == moment);
            (!is_label && !known).then(|| moment.to_owned())
        })
        .collect();
    work.set_aside_codes("unknown-level", column, &lost)?;

    let said = work.text(column)?.clone();
    let amounts = work.text(amount)?.clone();
    let groups: Vec<i64> = work.frame.column(LABEL_ROW)?.i64()?.into_no_null_iter().collect();
    let mut order: Vec<(i64, u32)> = Vec::new();
    let mut cells: BTreeMap<(i64, &str), Option<&str>> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        let Some((name, _)) = moments.iter().find(|(_, moment)| said.get(index) == Some(moment.as_str())) else {
            continue;
        };
        if order.last().is_none_or(|(last, _)| last != group) {
            order.push((*group, index as u32));
        }
        cells.insert((*group, name.as_str()), amounts.get(index));
    }
    work.label_records += (groups.len() - order.len()) as u64;

    let first: IdxCa = order.iter().map(|(_, index)| Some(*index)).collect();
    let mut frame = work.frame.take(&first)?;
    for moment in moments.keys() {
        let values: StringChunked =
            order.iter().map(|(group, _)| cells.get(&(*group, moment.as_str())).copied().flatten()).collect();
        frame.with_column(values.with_name(moment.as_str().into()).into_column())?;
    }
    let label_rows: Int64Chunked = order.iter().map(|(group, _)| Some(*group)).collect();
    frame.with_column(label_rows.with_name(SOURCE_ROW.into()).into_column())?;
    work.frame = frame;
    Ok(())
}
