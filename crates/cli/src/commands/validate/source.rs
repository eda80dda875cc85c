//! A file of any kind as rows: delimited text, Parquet or a sheet, told apart by how it begins and not by its name.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use erario_conform::render::FileKind;
use erario_conform::{Columnar, Delimited, Dialect, ReadError, Report, Rows};
use erario_normalize::SheetText;

use super::sheet::Headed;
use crate::exit::Failure;

/// How a delimited text is written, where somebody says it.
pub type Written = Dialect;

/// What a workbook, a page, a PDF or a packed file begins with; the reader of workbooks says which it is.
const NO_TEXT: [&[u8]; 6] = [b"PK", b"\xd0\xcf\x11\xe0", b"<", b"%PDF", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"];

/// A file that can be opened again and again.
pub enum Source {
    Text { path: PathBuf, written: Written },
    Parquet { path: PathBuf },
    Sheet(Headed),
}

impl Source {
    /// `names` are the columns that are looked for, by which the header of a sheet is found.
    pub fn of(path: &Path, names: &[&str], sheet: Option<&str>, written: Written) -> Result<Source, Failure> {
        if !path.is_file() {
            return Err(Failure::Usage(format!("there is no file {}\n  hint: check the path", path.display())));
        }
        let mut head = [0; 64];
        let mut file = File::open(path).map_err(Failure::read(path.display()))?;
        let length = read_up_to(&mut file, &mut head).map_err(Failure::read(path.display()))?;
        let head = &head[..length];
        if head.starts_with(b"PAR1") {
            return Ok(Source::Parquet { path: path.to_owned() });
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        if NO_TEXT.iter().any(|opening| text.starts_with(opening)) {
            let bytes = fs::read(path).map_err(Failure::read(path.display()))?;
            let place = path.display().to_string();
            let sheet = SheetText::read(&bytes, sheet)
                .map_err(|error| Failure::Source { place: place.clone(), error: Box::new(error) })?;
            let headed = Headed::of(sheet, names).ok_or_else(|| ReadError::Empty { path: path.to_owned() })?;
            return Ok(Source::Sheet(headed));
        }
        Ok(Source::Text { path: path.to_owned(), written })
    }

    pub fn rows(&self) -> Result<Box<dyn Rows>, ReadError> {
        Ok(match self {
            Source::Text { path, written } => Box::new(Delimited::open(path, *written)?),
            Source::Parquet { path } => Box::new(Columnar::open(path)?),
            Source::Sheet(sheet) => sheet.rows(),
        })
    }

    pub fn kind(&self) -> FileKind {
        match self {
            Source::Text { .. } => FileKind::Csv,
            Source::Parquet { .. } => FileKind::Parquet,
            Source::Sheet(_) => FileKind::Workbook,
        }
    }

    pub fn sheet(&self) -> Option<String> {
        match self {
            Source::Sheet(sheet) => Some(sheet.name.clone()),
            _ => None,
        }
    }

    /// The letters of the columns of a sheet.
    pub fn letters(&self) -> Vec<String> {
        match self {
            Source::Sheet(sheet) => sheet.letters.clone(),
            _ => Vec::new(),
        }
    }

    /// Gives the rows of a report their numbers in the sheet, whose blank rows nobody has read.
    pub fn number(&self, report: &mut Report) {
        if let Source::Sheet(sheet) = self {
            let examples = report.findings.iter_mut().flat_map(|finding| &mut finding.examples);
            for example in examples {
                example.row = example.row.map(|row| sheet.number(row));
                example.repeats = example.repeats.map(|row| sheet.number(row));
            }
        }
    }
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    loop {
        match file.read(&mut buffer[length..])? {
            0 => return Ok(length),
            more => length += more,
        }
    }
}
