//! How the bytes of a source become a table of text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Delimited text with a header in the first record, or none at all (`headerless`).
    Csv,
    /// XLS, XLSX, XLSB, ODS or the XML of Excel 2003, whatever the file's name ends in.
    Workbook,
    /// A workbook or delimited text with the same headers, whichever the file is: a template may be filled in as either.
    /// The header of a workbook is read in upper case, so that `[columns]` names both spellings.
    Either,
}

/// The encoding of a text file. It is declared, never guessed, and read strictly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Encoding {
    /// With or without a byte-order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Western European Windows; read strictly, it serves for files said to be latin-1.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// MS-DOS Latin 1, as old spreadsheet exports still write it.
    #[serde(rename = "cp850")]
    Cp850,
}

/// The most bytes that a packed source inflates to where its pipeline declares no other bound: 8 GiB.
pub const MAX_BYTES: u64 = 8 << 30;

/// What the bytes of the source are. A file that is something else stops its dataset; one that a server packed with
/// gzip or zstd is unpacked, whether or not anything is declared.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decode {
    pub format: Format,
    /// For delimited text; UTF-8 where nothing is declared.
    #[serde(default)]
    pub encoding: Option<Encoding>,
    /// The one character between fields.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// For delimited text: the first record is data like the others. `[columns]` and `[ignored]` then name columns by
    /// their position, the first one `"1"`, and every record must have exactly the columns that they name.
    #[serde(default)]
    pub headerless: bool,
    /// The file is a zip; the name of the one member to read, `*` for any run of characters. The member is text or a
    /// workbook, as `format` says.
    #[serde(default)]
    pub zip_member: Option<String>,
    /// Every member of the zip that fits `zip_member` is read, each as a part of its own.
    #[serde(default)]
    pub every_member: bool,
    /// For packed text (zip, gzip, zstd): the most bytes that all of it may inflate to, counted before its encoding is
    /// read; 8 GiB where nothing is declared. A file that holds more is refused, for it may be an attack.
    #[serde(default = "max_bytes")]
    pub max_bytes: u64,
    /// For workbooks: where the table begins.
    #[serde(default)]
    pub header: Option<WorkbookHeader>,
    /// For workbooks: rows whose first filled cell begins with one of these end the table.
    #[serde(default)]
    pub footnotes: Vec<String>,
    /// For a wide table, whose headers are years or other values.
    #[serde(default)]
    pub unpivot: Option<Unpivot>,
}

/// A wide table made long: each record becomes one record for each filled cell below a header that is a value and not a
/// name, such as a year. Blank cells make none, unless blank means zero.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unpivot {
    /// A regular expression for the whole header: `\d{4}`. Headers that `[columns]` or `[ignored]` names are none.
    pub headers: String,
    /// The working column that the header goes to.
    pub name_into: String,
    /// The working column that the cell goes to.
    pub value_into: String,
}

/// The header of a table in a sheet, found by a word and not by a row number.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkbookHeader {
    /// The sheet's name; without one the workbook must have exactly one visible sheet.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Text of the cell that opens the header, upper case, without footnote marks; the rows that it is merged over are
    /// the header's rows. The name of a column is what its header cells say, from top to bottom, with ` > ` between.
    pub anchor: String,
}

fn comma() -> char {
    ','
}

fn max_bytes() -> u64 {
    MAX_BYTES
}
