//! Delimited text as one sheet: a record a row, every cell a text.
//!
//! Tables with titles above them and notes below have records of any length, so a short one is nothing to complain of
//! here. Quotes and the encoding are as strict as everywhere: what a quote out of place swallows is nowhere to be seen.

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use super::{Cell, Grid};
use crate::Plan;
use crate::decode::delimited::{Misquoted, next};
use crate::decode::quotes::Quotes;
use crate::decode::{SourceError, container};

pub(super) fn read(bytes: &[u8], plan: &Plan) -> Result<Grid, SourceError> {
    container::with_text(bytes, plan, |part, text| sheet(text, part.unwrap_or_default(), plan))
}

fn sheet(text: &mut dyn Read, name: String, plan: &Plan) -> Result<Grid, SourceError> {
    let delimiter = u8::try_from(plan.decode.delimiter).unwrap_or(b',');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(Quotes::new(text, delimiter));
    let mut grid = Grid::new(name, true);
    let mut record = ByteRecord::new();
    let mut misquoted = Misquoted::default();
    let mut row = 0;
    while next(&mut reader, &mut record, u64::from(row) + 1)? {
        if misquoted.is_next(&reader) {
            return Err(SourceError::Quote { record: i64::from(row) + 1 });
        }
        for (column, cell) in (0..).zip(&record) {
            grid.put(row, column, Cell::Text(String::from_utf8_lossy(cell).into_owned()))?;
        }
        row += 1;
    }
    if reader.get_ref().is_open() {
        return Err(SourceError::OpenQuote { record: row.into() });
    }
    Ok(grid)
}
