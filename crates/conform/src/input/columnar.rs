//! Parquet, batch by batch.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::{Array, RecordBatch};
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::{ReadError, Rows, Run};

/// So many rows make a run.
const RUN: usize = 1 << 14;

/// A Parquet file.
pub struct Columnar {
    path: PathBuf,
    columns: Vec<String>,
    batches: ParquetRecordBatchReader,
}

impl Columnar {
    pub fn open(path: &Path) -> Result<Columnar, ReadError> {
        let file = File::open(path).map_err(|error| ReadError::Disk { path: path.to_owned(), error })?;
        let wrong = |error: String| ReadError::Parquet { path: path.to_owned(), error };
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| wrong(error.to_string()))?;
        let columns = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        let batches = builder.with_batch_size(RUN).build().map_err(|error| wrong(error.to_string()))?;
        Ok(Columnar { path: path.to_owned(), columns, batches })
    }
}

impl Rows for Columnar {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    /// There is no header in a record of its own.
    fn first_row(&self) -> u64 {
        1
    }

    fn next(&mut self) -> Result<Option<Run>, ReadError> {
        let wrong = |error: String| ReadError::Parquet { path: self.path.clone(), error };
        self.batches.next().transpose().map(|batch| batch.map(Run::Columns)).map_err(|error| wrong(error.to_string()))
    }
}

/// The cells of a batch as text, column by column.
pub(crate) struct Texts {
    columns: Vec<Column>,
}

struct Column {
    text: String,
    /// Where each cell ends in `text`, and whether it has a value.
    ends: Vec<(usize, bool)>,
}

impl Texts {
    pub fn of(batch: &RecordBatch) -> Result<Texts, ArrowError> {
        let column = |array: &dyn Array| -> Result<Column, ArrowError> {
            let formatter = ArrayFormatter::try_new(array, &FormatOptions::default())?;
            let mut column = Column { text: String::new(), ends: Vec::with_capacity(array.len()) };
            for row in 0..array.len() {
                let has_value = !array.is_null(row);
                if has_value {
                    formatter.value(row).write(&mut column.text)?;
                }
                column.ends.push((column.text.len(), has_value));
            }
            Ok(column)
        };
        let columns = batch.columns().iter().map(|array| column(array.as_ref())).collect::<Result<_, _>>()?;
        Ok(Texts { columns })
    }

    pub fn cell(&self, row: usize, column: usize) -> Option<&[u8]> {
        let Column { text, ends } = &self.columns[column];
        let (end, has_value) = ends[row];
        let start = if row == 0 { 0 } else { ends[row - 1].0 };
        has_value.then(|| &text.as_bytes()[start..end])
    }
}
