//! Errors that stop a dataset: its file is not what its pipeline says.

use std::io;

use erario_model::Mode;

use super::encoding::BadBytes;

/// A source that cannot be read as its pipeline declares. Each says the place, what was found, what was expected, and
/// what to do.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error(
        "the file is empty: 0 bytes, expected a table\n  hint: fetch it again, or bring it by hand with `erario add`"
    )]
    Empty,
    #[error(
        "the file is no zip archive, or a truncated one: {detail}\n  hint: fetch it again; if the publisher now sends the bare file, remove `zip_member` from the pipeline"
    )]
    NotZip { detail: String },
    #[error(
        "{found} members of the zip match `{pattern}`, expected exactly one; it holds {members}\n  hint: make `zip_member` in the pipeline match one of them"
    )]
    Member { pattern: String, found: usize, members: String },
    #[error(
        "the zip has the member `{member}`, which {why}\n  hint: do not unpack it, for somebody may have tampered with it; fetch it again, and tell the publisher if it stays so"
    )]
    UnsafeMember { member: String, why: String },
    #[error(
        "the member `{member}` of the zip is locked with a password\n  hint: ask the publisher for an open one; open data need no password"
    )]
    LockedMember { member: String },
    #[error(
        "the member `{member}` of the zip is compressed as {found}, expected deflate or nothing\n  hint: unpack it, zip it again with a common program and bring that with `erario add`"
    )]
    Compression { member: String, found: String },
    #[error(
        "{place} is damaged: {detail}\n  hint: fetch it again; if it reads the same, tell the publisher that it cannot be unpacked"
    )]
    Damaged { place: String, detail: String },
    #[error(
        "the file, {file} bytes, inflates to more than {limit} bytes\n  hint: look at the file; if it is honest, raise `decode.max_bytes` in the pipeline; if not, it may be an attack: tell the publisher"
    )]
    TooLarge { file: u64, limit: u64 },
    #[error(
        "the file, {file} bytes, inflates to more than {limit} bytes, and a workbook, or a zip that is packed once more, is read whole\n  hint: no published workbook is as large, so it may be an attack; if it is honest, unpack it and bring that with `erario add`"
    )]
    TooLargeWhole { file: u64, limit: u64 },
    #[error(
        "the file is packed with {found}, expected a table\n  hint: unpack it, and name what is inside; the pipeline itself reads it packed"
    )]
    Packed { found: &'static str },
    #[error("{place} is {found}, expected delimited text\n  hint: {hint}")]
    NoText { place: String, found: &'static str, hint: &'static str },
    #[error("{place} is text in UTF-16, expected delimited text\n  hint: save it as CSV in UTF-8")]
    Utf16 { place: String },
    #[error(
        "the whole header is one column, `{found}`, and has {character:?} in it, expected {delimiter:?} between columns\n  hint: if the publisher now writes {character:?}, set `decode.delimiter`; if a spreadsheet program saved it so, save it with {delimiter:?}"
    )]
    Delimiter { found: String, character: char, delimiter: char },
    #[error(
        "byte {offset}: `{found}` is not {encoding}\n  hint: find out what the publisher sends now and declare it as `encoding` in the pipeline"
    )]
    Encoding { encoding: &'static str, offset: u64, found: String },
    #[error("the file cannot be read from the disk: {0}\n  hint: check the disk, and that the file may be read")]
    Disk(io::Error),
    #[error("reading record {record}: {detail}\n  hint: the file may be cut short; fetch it again")]
    Read { record: u64, detail: String },
    #[error(
        "the last record, {record}, has {found} fields, expected {expected}\n  hint: the file was cut short; fetch it again"
    )]
    Cut { record: i64, found: usize, expected: usize },
    #[error(
        "a quote opens in record {record} and never closes; all that follows would be one cell\n  hint: fetch the file again; if it reads the same, tell the publisher which record it is"
    )]
    OpenQuote { record: i64 },
    #[error(
        "a quote stands out of place in record {record}; it may have swallowed the records below\n  hint: fetch the file again; if it reads the same, tell the publisher which record it is"
    )]
    Quote { record: i64 },
    #[error(
        "the header has the unknown {columns} {found}\n  hint: add it to `[columns]` in the pipeline, or to `[ignored]` with a reason, or to `[refused]` if it tells of persons; or let new editions change by `columns` of `[contract]`"
    )]
    UnknownHeader { found: String, columns: &'static str, headers: Vec<String> },
    #[error(
        "the header has the column `{header}` (for `{column}`), which the pipeline says that this edition lacks\n  hint: take `{column}` out of `lacks` of the edition, or move `{header}` to its `ignored` with a reason"
    )]
    Lacked { column: String, header: String },
    #[error(
        "the header lacks the column {expected} (for `{column}`); it has {found}\n  hint: if the publisher renamed it, add the new spelling to `columns.{column}` in the pipeline, or to the `columns` of the edition; if it is gone, name `{column}` in `lacks` of the edition; or let new editions change by `columns` of `[contract]`"
    )]
    MissingHeader { column: String, expected: String, found: String },
    #[error(
        "the header lacks the column {expected} (for `{column}`), which says what a row is about or how much it is, so that no contract goes on without it; it has {found}\n  hint: if the publisher renamed it, add the new spelling to `columns.{column}` in the pipeline, or to the `columns` of the edition"
    )]
    NeededHeader { column: String, expected: String, found: String, mode: Mode },
    #[error(
        "no column of the header matches `{pattern}`, the values to unpivot; it has {found}\n  hint: mend `decode.unpivot.headers` in the pipeline"
    )]
    NoValueHeaders { pattern: String, found: String },
    #[error(
        "the first record has {found} columns, and `[columns]` and `[ignored]` of the pipeline do not name the positions 1 to {found}, each once\n  hint: the publisher may have added or dropped a column; look at the file and number them anew"
    )]
    Positions { found: usize },
    #[error(
        "the header names `{header}` twice\n  hint: find out which one is meant; the pipeline needs distinct headers"
    )]
    TwiceInHeader { header: String },
    #[error(
        "the header of the source begins with `{found}`, a page and not a table\n  hint: the publisher's server sent an error page; fetch the file again later"
    )]
    Page { found: String },
    #[error(
        "the workbook cannot be read: {detail}\n  hint: fetch it again; a file cut short or locked with a password reads like this"
    )]
    Workbook { detail: String },
    #[error(
        "the workbook is locked with a password\n  hint: ask the publisher for an open one; open data need no password"
    )]
    Locked,
    #[error("the file is {found}, expected a workbook (XLS, XLSX, XLSB, ODS or the XML of Excel 2003)\n  hint: {hint}")]
    NoWorkbook { found: &'static str, hint: &'static str },
    #[error(
        "the file is {found}, expected delimited text or a workbook\n  hint: ask the publisher for the table itself, as CSV or XLSX"
    )]
    NoTableFile { found: &'static str },
    #[error(
        "byte {offset}: `{found}` is not UTF-8; in windows-1252 the text there is `{windows}`, in cp850 `{dos}`\n  hint: name the one that reads right with `--encoding`"
    )]
    WhichEncoding { offset: u64, found: String, windows: String, dos: String },
    #[error(
        "the records fit {found}, expected one character between fields\n  hint: look at the file and name the character with `--delimiter`"
    )]
    WhichDelimiter { found: String },
    #[error("the workbook has the sheets {found}, and which one is meant is not said\n  hint: name it with `--sheet`")]
    WhichSheet { found: String },
    #[error(
        "sheet `{sheet}` has no row of heads: two texts or more and nothing else, one of them once in the sheet\n  hint: if it is one of the harmonised quarterly accounts, declare the body in an accounts file, see docs/guides/a-new-quarter.md"
    )]
    NoHeads { sheet: String },
    #[error(
        "the workbook inflates to more than {bytes} bytes, or has more than {parts} parts\n  hint: no published table is as large; do not open it, and tell the publisher that the file may be an attack"
    )]
    Bomb { parts: usize, bytes: u64 },
    #[error(
        "`{part}` in the workbook declares a document type, which no spreadsheet program writes\n  hint: do not open it, and tell the publisher that the file may be an attack"
    )]
    Doctype { part: String },
    #[error(
        "sheet `{sheet}` has exactly {rows} rows, the most that a spreadsheet program saves; the records below were very likely cut off\n  hint: ask the publisher for the rest, or for the table as CSV"
    )]
    Ceiling { sheet: String, rows: u32 },
    #[error(
        "sheet `{sheet}` goes on at {cell}, expected no cell beyond {last} and no more than {cells} filled ones\n  hint: no published table is as large; look what fills the sheet and ask the publisher for a clean file"
    )]
    Sprawl { sheet: String, cell: String, last: String, cells: usize },
    #[error(
        "the workbook has no sheet `{expected}`; it has {found}\n  hint: name the right one as `decode.header.sheet` in the pipeline"
    )]
    Sheet { expected: String, found: String },
    #[error(
        "the workbook has no sheet `{expected}`, on which {file} says that `{shape}` stands; it has {found}\n  hint: name the right one there: `sheets = {{ {shape} = \"…\" }}`"
    )]
    NamedSheet { shape: String, expected: String, found: String, file: String },
    #[error(
        "the workbook has {count} visible sheets, expected one, for the pipeline names none; it has {found}\n  hint: name the right one as `decode.header.sheet` in the pipeline"
    )]
    Sheets { count: usize, found: String },
    #[error(
        "{found} cells of sheet `{sheet}` say `{anchor}`, expected exactly one\n  hint: choose another `decode.header.anchor` in the pipeline"
    )]
    Anchor { sheet: String, anchor: String, found: usize },
    #[error(
        "no table of the shape `{shape}` is in the file: {seen}\n  hint: if a head is only worded otherwise, add to {file}: [[header]] with `says`, `means` (the column) and `why`; for a row's label, [[label]] with `says`, `means` (its code) and `why`"
    )]
    NoTable { shape: String, seen: String, file: String },
    #[error(
        "several tables could be `{shape}`: {found}; expected exactly one\n  hint: name the right sheet in {file}: `sheets = {{ {shape} = \"…\" }}`"
    )]
    SeveralTables { shape: String, found: String, file: String },
    #[error(
        "the head `{found}` at {cell} of sheet `{sheet}` is unknown\n  hint: add to {file}: [[header]] with `says = \"{found}\"`, `means` (the column that it is, nothing if it is not to be carried) and `why`"
    )]
    UnknownHead { found: String, sheet: String, cell: String, file: String },
    #[error(
        "the source has a header and no records\n  hint: the publisher may have sent an empty template; fetch it again later"
    )]
    NoRecords,
    #[error(
        "correction `{id}` does not fit record {row}: `{column}` is `{found}`, expected `{expected}`\n  hint: the source may have mended itself; look, and remove or adapt the correction"
    )]
    Correction { id: String, row: i64, column: String, found: String, expected: String },
    #[error(
        "correction `{id}` does not fit: the source has no record {row}\n  hint: the source may have mended itself; look, and remove or adapt the correction"
    )]
    CorrectionRow { id: String, row: i64 },
    #[error(
        "correction `{id}` does not fit: {found} records say {expected}, expected exactly one\n  hint: the source may have mended itself; look, and remove or adapt the correction"
    )]
    CorrectionRecords { id: String, found: usize, expected: String },
    #[error("the engine failed on this source: {0}")]
    Engine(#[from] polars::error::PolarsError),
}

impl SourceError {
    /// The mode of the contract under which a header stops the dataset, and which header, in Spanish and in English.
    pub fn of_contract(&self) -> Option<(Mode, [String; 2])> {
        let missing =
            |expected: &str| [format!("falta el encabezado {expected}"), format!("missing header {expected}")];
        match self {
            SourceError::UnknownHeader { headers, .. } => {
                let headers = headers.iter().map(|header| format!("`{header}`")).collect::<Vec<_>>().join(", ");
                Some((Mode::Freeze, [format!("encabezado nuevo {headers}"), format!("new header {headers}")]))
            }
            SourceError::MissingHeader { expected, .. } => Some((Mode::Freeze, missing(expected))),
            SourceError::NeededHeader { expected, mode, .. } => Some((*mode, missing(expected))),
            _ => None,
        }
    }

    /// Whether what stopped a reader says already what it has to say of the source.
    pub(super) fn is_told_by(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<SourceError>())
    }

    /// What stopped a reader, which had come to this record. Readers speak `io::Error`, and what they have to say of the
    /// source travels inside it.
    pub(super) fn of_reader(error: io::Error, record: u64) -> SourceError {
        let error = match error.downcast::<SourceError>() {
            Ok(told) => return told,
            Err(other) => other,
        };
        match error.downcast::<BadBytes>() {
            Ok(BadBytes { encoding, offset, found }) => SourceError::Encoding { encoding, offset, found },
            Err(other) => SourceError::Read { record, detail: other.to_string() },
        }
    }
}
