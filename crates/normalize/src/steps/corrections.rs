//! Declared corrections: known errors of a published file, mended in the open.

use polars::prelude::*;

use super::{CORRECTION, Work};
use crate::Plan;
use crate::decode::SourceError;

/// Applies the plan's corrections. A correction that does not find what it mends stops the dataset: the source has
/// changed, and a person must look.
pub(super) fn apply(work: &mut Work, plan: &Plan) -> Result<(), SourceError> {
    if plan.corrections.is_empty() {
        return Ok(());
    }
    let rows = work.source_rows()?;
    let mut ids: Vec<Option<&str>> = vec![None; rows.len()];
    for correction in &plan.corrections {
        let id = correction.id.as_str();
        let Some(index) = rows.iter().position(|row| *row == correction.row) else {
            return Err(SourceError::CorrectionRow { id: id.to_owned(), row: correction.row });
        };
        for (column, expected) in &correction.found {
            let found = work.text(column)?.get(index).unwrap_or_default();
            if found != expected {
                return Err(SourceError::Correction {
                    id: id.to_owned(),
                    row: correction.row,
                    column: column.clone(),
                    found: found.to_owned(),
                    expected: expected.clone(),
                });
            }
        }
        for (column, value) in &correction.becomes {
            let mended: StringChunked = work
                .text(column)?
                .iter()
                .enumerate()
                .map(
                    |(place, cell)| {
                        if place == index { Some(value.as_str()).filter(|value| !value.is_empty()) } else { cell }
                    },
                )
                .collect();
            work.set(column, mended)?;
        }
        ids[index] = Some(id);
    }
    work.set(CORRECTION, ids.into_iter().collect())?;
    Ok(())
}
