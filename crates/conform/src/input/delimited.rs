//! Delimited text, cut into runs of whole records.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::quoted::whole_records;
use super::{ReadError, Rows, Run};

/// So many bytes make a run.
const RUN: usize = 1 << 20;
/// A record is no longer than this; a file with a quotation mark that is never closed would fill the memory.
const LONGEST: usize = 256 << 20;
/// What may stand between fields, where nobody says it.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How the text is written, where that is known.
#[derive(Clone, Copy, Default)]
pub struct Dialect {
    /// The character between fields; found in the header where nothing is said.
    pub delimiter: Option<u8>,
    /// UTF-8 where nothing is said; a byte-order mark says it too.
    pub encoding: Option<&'static Encoding>,
}

/// A file of delimited text whose first record names the columns.
pub struct Delimited {
    path: PathBuf,
    source: Box<dyn Read + Send>,
    columns: Vec<String>,
    delimiter: u8,
    /// What was read beyond the last whole record.
    rest: Vec<u8>,
    is_over: bool,
    /// The line on which `rest` begins.
    line: u64,
}

impl Delimited {
    pub fn open(path: &Path, dialect: Dialect) -> Result<Delimited, ReadError> {
        let file = File::open(path).map_err(|error| ReadError::Disk { path: path.to_owned(), error })?;
        Delimited::of(path, file, dialect)
    }

    /// Reads any bytes; `path` is for messages.
    pub fn of(path: &Path, source: impl Read + Send + 'static, dialect: Dialect) -> Result<Delimited, ReadError> {
        let mut builder = DecodeReaderBytesBuilder::new();
        // Without an encoding, UTF-8 passes as it is, and is held against its rules later.
        builder.encoding(dialect.encoding).utf8_passthru(true).strip_bom(true).bom_sniffing(true);
        let mut file = Delimited {
            path: path.to_owned(),
            source: Box::new(builder.build(source)),
            columns: Vec::new(),
            delimiter: dialect.delimiter.unwrap_or(b','),
            rest: Vec::new(),
            is_over: false,
            line: 1,
        };
        file.header(dialect.delimiter)?;
        Ok(file)
    }

    fn header(&mut self, declared: Option<u8>) -> Result<(), ReadError> {
        self.fill(RUN)?;
        let first = self.rest.iter().position(|byte| *byte == b'\n').unwrap_or(self.rest.len());
        let names = |delimiter: u8| first_record(&self.rest, delimiter);
        let most = |delimiter: &u8| first_record(&self.rest[..first], *delimiter).0.len();
        self.delimiter = match declared {
            Some(delimiter) => delimiter,
            // Of those that give the most columns, the first.
            None => DELIMITERS.into_iter().rev().max_by_key(most).unwrap_or(b','),
        };
        let (columns, end) = names(self.delimiter);
        self.utf8(&self.rest[..end])?;
        if columns.is_empty() {
            return Err(ReadError::Empty { path: self.path.clone() });
        }
        self.line += count_lines(&self.rest[..end]);
        self.rest.drain(..end);
        self.columns = columns;
        Ok(())
    }

    /// Reads on until `rest` has so many bytes, or the file is over.
    fn fill(&mut self, size: usize) -> Result<(), ReadError> {
        let missing = size.saturating_sub(self.rest.len()) as u64;
        let read = (&mut self.source).take(missing).read_to_end(&mut self.rest);
        let read = read.map_err(|error| ReadError::Disk { path: self.path.clone(), error })?;
        self.is_over = (read as u64) < missing;
        Ok(())
    }

    fn utf8(&self, text: &[u8]) -> Result<(), ReadError> {
        let Err(error) = std::str::from_utf8(text) else { return Ok(()) };
        let place = error.valid_up_to();
        let start = text[..place].iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
        let start = start.max(place.saturating_sub(40));
        let end = text.len().min(place + 20);
        Err(ReadError::NotUtf8 {
            path: self.path.clone(),
            line: self.line + count_lines(&text[..place]),
            found: text[start..end].trim_ascii_end().escape_ascii().to_string(),
        })
    }
}

impl Rows for Delimited {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn delimiter(&self) -> Option<u8> {
        Some(self.delimiter)
    }

    fn next(&mut self) -> Result<Option<Run>, ReadError> {
        let mut size = RUN;
        loop {
            self.fill(size)?;
            if self.rest.is_empty() {
                return Ok(None);
            }
            let end = match whole_records(&self.rest, self.delimiter) {
                Some(end) if !self.is_over => end,
                _ if self.is_over => self.rest.len(),
                Some(end) => end,
                None => {
                    size *= 2;
                    if size > LONGEST {
                        let (path, line) = (self.path.clone(), self.line);
                        return Err(ReadError::EndlessRecord { path, line, limit: LONGEST });
                    }
                    continue;
                }
            };
            let mut rest = Vec::with_capacity(RUN + (RUN >> 3));
            rest.extend_from_slice(&self.rest[end..]);
            self.rest.truncate(end);
            let run = std::mem::replace(&mut self.rest, rest);
            self.utf8(&run)?;
            self.line += count_lines(&run);
            return Ok(Some(Run::Text(run)));
        }
    }
}

fn count_lines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// The cells of the first record, and where it ends.
fn first_record(text: &[u8], delimiter: u8) -> (Vec<String>, usize) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
    let mut record = csv::ByteRecord::new();
    // Bytes in memory are always read, and a flexible reader takes records of any length.
    match reader.read_byte_record(&mut record) {
        Ok(true) => {
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
            (cells, usize::try_from(reader.position().byte()).unwrap_or(text.len()))
        }
        _ => (Vec::new(), text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &'static [u8]) -> Delimited {
        Delimited::of(Path::new("a.csv"), text, Dialect::default()).unwrap()
    }

    fn runs(mut file: Delimited) -> Vec<u8> {
        let mut all = Vec::new();
        while let Some(Run::Text(text)) = file.next().unwrap() {
            all.extend(text);
        }
        all
    }

    #[test]
    fn the_header_says_the_columns_and_what_stands_between_them() {
        for (text, delimiter) in [
            (&b"a,b\n1,2\n"[..], b','),
            (b"\xEF\xBB\xBFa;\"b\"\r\n1;2\r\n", b';'),
            (b"a\tb\n1\t2\n", b'\t'),
            (b"a|b", b'|'),
        ] {
            let file = open(text);
            assert_eq!((file.columns(), file.delimiter()), (&["a".to_owned(), "b".to_owned()][..], Some(delimiter)));
        }
    }

    #[test]
    fn what_follows_the_header_comes_whole() {
        assert_eq!(runs(open(b"a,b\n1,2\n3,\"x\ny\"")), b"1,2\n3,\"x\ny\"");
        assert_eq!(runs(open(b"a,b\n")), b"");
    }

    #[test]
    fn an_empty_file_and_bytes_of_another_encoding_are_errors_with_a_place() {
        let error = Delimited::of(Path::new("a.csv"), &b""[..], Dialect::default()).err().unwrap();
        assert!(matches!(error, ReadError::Empty { .. }));
        let error = open(b"a,b\n1,2\n3,Educaci\xf3n\n").next().err().unwrap();
        assert!(matches!(&error, ReadError::NotUtf8 { line: 3, found, .. } if found == "3,Educaci\\xf3n"), "{error}");
        let error = Delimited::of(Path::new("a.csv"), &b"a,a\xf1o\n1,2\n"[..], Dialect::default()).err().unwrap();
        assert!(matches!(&error, ReadError::NotUtf8 { line: 1, found, .. } if found == "a,a\\xf1o"), "{error}");
    }

    #[test]
    fn another_encoding_is_read_where_it_is_named() {
        let dialect = Dialect { encoding: Some(encoding_rs::WINDOWS_1252), ..Dialect::default() };
        let file = Delimited::of(Path::new("a.csv"), &b"a\nEducaci\xf3n\n"[..], dialect).unwrap();
        assert_eq!(runs(file), "Educación\n".as_bytes());
    }

    #[test]
    fn a_mark_that_is_never_closed_gives_one_long_record_and_no_more() {
        let mut text = b"a,b\n1,\"2\n".to_vec();
        text.extend(std::iter::repeat_n(b"3,4\n", RUN).flatten());
        let length = text.len() - 4;
        let mut file = Delimited::of(Path::new("a.csv"), std::io::Cursor::new(text), Dialect::default()).unwrap();
        let Some(Run::Text(run)) = file.next().unwrap() else { panic!() };
        assert_eq!(run.len(), length);
    }
}
