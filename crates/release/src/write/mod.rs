//! The files of a table.

mod arrow;
mod csv;
mod hashed;
mod notes;
mod parquet;

pub(crate) use csv::{Reader, write_csv};
pub(crate) use notes::reading;
pub(crate) use parquet::{FileNotes, write_parquet};
