//! Reads rows again by their places.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int32Array, RecordBatch};
use arrow::datatypes::Decimal128Type;
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::RowSelection;

use super::prints::{YEAR, open, text};
use super::side::File;
use crate::ReleaseError;

/// So many rows come in one batch.
const BATCH: usize = 1 << 16;

/// Some rows of a table, by their places.
pub(super) struct Rows {
    batches: Vec<Batch>,
}

struct Batch {
    /// Where its rows stand in the table, in order.
    places: Vec<u32>,
    /// In the order in which they were asked for; a column that only the other release has is none.
    columns: Vec<Option<ArrayRef>>,
}

/// One of them.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    batch: &'a Batch,
    row: usize,
}

impl Rows {
    pub(super) fn read(
        files: &[File],
        names: &[&str],
        places: impl Iterator<Item = u32>,
    ) -> Result<Rows, ReleaseError> {
        let mut places: Vec<u32> = places.collect();
        places.sort_unstable();
        let (mut first, mut batches) = (0_u32, Vec::new());
        for file in files {
            let builder = open(file)?;
            let height = u32::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(0);
            let (here, rest): (Vec<u32>, Vec<u32>) = places.iter().partition(|place| **place < first + height);
            places = rest;
            if !here.is_empty() {
                let ranges = here.iter().map(|place| (*place - first) as usize).map(|row| row..row + 1);
                let selection = RowSelection::from_consecutive_ranges(ranges, height as usize);
                let reader = builder.with_row_selection(selection).with_batch_size(BATCH).build();
                let mut next = here.into_iter();
                for batch in reader.map_err(ReleaseError::damaged(&file.path))? {
                    let batch = batch.map_err(ReleaseError::damaged(&file.path))?;
                    let columns = names.iter().map(|name| column(&batch, name, file.year)).collect();
                    batches.push(Batch { places: next.by_ref().take(batch.num_rows()).collect(), columns });
                }
            }
            first += height;
        }
        Ok(Rows { batches })
    }

    pub(super) fn at(&self, place: u32) -> Option<Row<'_>> {
        let mut found = self.batches.iter().map(|batch| (batch, batch.places.binary_search(&place)));
        found.find_map(|(batch, row)| Some(Row { batch, row: row.ok()? }))
    }
}

/// A column by its name; a year that only the path says is one too.
fn column(batch: &RecordBatch, name: &str, year: Option<i32>) -> Option<ArrayRef> {
    let of_path = || Some(Arc::new(Int32Array::from(vec![year?; batch.num_rows()])) as ArrayRef);
    batch.column_by_name(name).cloned().or_else(|| if name == YEAR { of_path() } else { None })
}

impl<'a> Row<'a> {
    /// The cell of a column, by the place that the column was asked for at, as the CSV has it; nothing where it is null.
    fn cell(self, place: usize) -> Result<Option<Cow<'a, str>>, ReleaseError> {
        let Some(cells) = self.batch.columns[place].as_ref().filter(|cells| cells.is_valid(self.row)) else {
            return Ok(None);
        };
        if let Some(text) = text(cells, self.row) {
            return Ok(Some(Cow::Borrowed(text)));
        }
        let failed = |error: ArrowError| ReleaseError::table("changes", error);
        let formatter = ArrayFormatter::try_new(cells, &FormatOptions::new()).map_err(failed)?;
        Ok(Some(Cow::Owned(formatter.value(self.row).to_string())))
    }

    /// An amount.
    pub(super) fn centavos(self, place: usize) -> Option<i128> {
        let cells = self.batch.columns[place].as_ref().filter(|cells| cells.is_valid(self.row))?;
        Some(cells.as_primitive_opt::<Decimal128Type>()?.value(self.row))
    }
}

/// A cell; nothing where there is no row.
pub(super) fn cell(row: Option<Row<'_>>, place: usize) -> Result<Option<Cow<'_, str>>, ReleaseError> {
    row.map_or(Ok(None), |row| row.cell(place))
}
