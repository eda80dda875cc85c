//! Files as runs of rows: delimited text, Parquet, or cells that the caller has read.
//!
//! A run is big enough to be worth a thread's while and small enough that a few of them fit any memory; whatever the
//! size of the file, only a few are held at once.

mod cells;
mod columnar;
mod delimited;
mod quoted;

use std::path::PathBuf;

pub use cells::{Cells, Sheet};
pub use columnar::Columnar;
pub(crate) use columnar::Texts;
pub use delimited::{Delimited, Dialect};

/// A file that is open, and read from the front to the end.
pub trait Rows: Send {
    /// The names of the columns.
    fn columns(&self) -> &[String];

    /// The number of the first row in the file, as people count: after a header in record 1 it is 2.
    fn first_row(&self) -> u64 {
        2
    }

    /// The character between fields, where there is one.
    fn delimiter(&self) -> Option<u8> {
        None
    }

    /// The next rows, or `None` at the end.
    fn next(&mut self) -> Result<Option<Run>, ReadError>;
}

/// Some rows that follow each other.
pub enum Run {
    /// Whole records of delimited text.
    Text(Vec<u8>),
    Cells(Cells),
    Columns(arrow::array::RecordBatch),
}

/// The file cannot be read as a table; this is not about what its cells say.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{}: {error}\n  hint: check that the file exists and may be read", path.display())]
    Disk { path: PathBuf, error: std::io::Error },
    #[error("{error}\n  hint: keys of very large files are sorted on the disk; free some space, or set TMPDIR")]
    Scratch { error: std::io::Error },
    #[error("{}, line {line}: bytes that are no UTF-8: {found}\n  hint: name the encoding, as in --encoding windows-1252", path.display())]
    NotUtf8 { path: PathBuf, line: u64, found: String },
    #[error("{}: there is no header; the file is empty\n  hint: the first record must name the columns", path.display())]
    Empty { path: PathBuf },
    #[error("{}: a record of more than {limit} bytes begins at line {line}\n  hint: look for a quotation mark that is never closed there", path.display())]
    EndlessRecord { path: PathBuf, line: u64, limit: usize },
    #[error("{}: no valid Parquet: {error}\n  hint: write it again; a file cut short reads like this", path.display())]
    Parquet { path: PathBuf, error: String },
    #[error("{0}")]
    Caller(String),
}
