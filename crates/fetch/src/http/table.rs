//! A CSV file that is put together here, from a publisher's interface that gives rows and no file.

use std::io;
use std::path::{Path, PathBuf};

use super::sink::Sink;
use super::{Download, HttpFacts};
use crate::FetchError;
use crate::disk::Disk;

/// A table on its way to a file: counted and hashed like any other download.
pub(crate) struct Table {
    writer: csv::Writer<Sink>,
    path: PathBuf,
}

impl Table {
    pub fn create(on: &Disk, into: &Path, max_bytes: u64) -> Result<Table, FetchError> {
        let disk = |error| FetchError::Disk { folder: into.to_owned(), error };
        let mut sink = Sink::new(on.unfinished(into).map_err(disk)?, max_bytes);
        sink.restart().map_err(disk)?;
        Ok(Table { writer: csv::Writer::from_writer(sink), path: into.to_owned() })
    }

    pub fn row(&mut self, cells: &[String]) -> Result<(), FetchError> {
        self.writer.write_record(cells).map_err(|error| self.disk(io::Error::other(error)))
    }

    pub fn finish(self, http: HttpFacts) -> Result<Download, FetchError> {
        let path = self.path;
        let failed = |error| FetchError::Disk { folder: path.clone(), error };
        let sink = self.writer.into_inner().map_err(|error| failed(error.into_error()))?;
        let (file, content) = sink.finish();
        Ok(Download { file, content, http })
    }

    fn disk(&self, error: io::Error) -> FetchError {
        FetchError::Disk { folder: self.path.clone(), error }
    }
}
