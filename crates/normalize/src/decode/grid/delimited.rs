//! Delimited text as one sheet: a record a row, every cell a text.
//!
//! Tables with titles above them and notes below have records of any length, so a short one is nothing to complain of
//! here. Quotes and the encoding are as strict as everywhere: what a quote out of place swallows is nowhere to be seen.

use std::io::Read;

use super::{Cell, Grid};
use crate::Plan;
use crate::decode::records::Records;
use crate::decode::{Source, SourceError, ascii, container};

pub(super) fn read(bytes: &[u8], plan: &Plan) -> Result<Grid, SourceError> {
    container::with_text(Source::Held(bytes), plan, |part, text| sheet(text, part.unwrap_or_default(), plan))
}

fn sheet(text: &mut dyn Read, name: String, plan: &Plan) -> Result<Grid, SourceError> {
    let mut records = Records::of(text, ascii(plan.decode.delimiter));
    let mut grid = Grid::new(name, true);
    while let Some(record) = records.next()? {
        if record.is_misquoted {
            return Err(SourceError::Quote { record: record.number });
        }
        let row = u32::try_from(record.number - 1).unwrap_or(u32::MAX);
        for (column, cell) in (0..).zip(record.cells) {
            grid.put(row, column, Cell::Text(String::from_utf8_lossy(cell).into_owned()))?;
        }
    }
    Ok(grid)
}
