//! A file that no pipeline describes yet: what the decoder sees in it.
//!
//! It serves to begin a pipeline file. Only what shows without doubt is told; where a file could be read in two ways,
//! a person must say which: the encoding, if it is not UTF-8, the delimiter, the sheet.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::WINDOWS_1252;
use erario_model::{Amounts, Encoding, Format, collapse_spaces};
use yore::code_pages::CP850;

use super::ascii;
use super::container::Packing;
use super::encoding::{BadBytes, Utf8Reader};
use super::grid::{Cell, Grid, is_plain_text, of_workbook};
use super::header::refuse_page;
use super::workbook::{Sheet, heading};
use super::{SourceError, quotes::Quotes};
use crate::amounts;

/// What a person has said of the file.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<char>,
    pub sheet: Option<String>,
}

/// What a file is, and how its first records read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub format: Format,
    pub encoding: Encoding,
    pub delimiter: char,
    pub sheet: Option<String>,
    /// The cell that tells where the header of a sheet begins, and its row, counted from 1.
    pub anchor: Option<(String, u32)>,
    /// As a pipeline file names them.
    pub headers: Vec<String>,
    /// The first records, a cell for each header.
    pub records: Vec<Vec<String>>,
}

/// Characters that stand between fields in published files.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// Records that are looked at.
const RECORDS: usize = 1_000;

impl Look {
    /// The character between groups of digits, where the amounts under some headers cannot be read without it.
    pub fn grouping(&self, headers: &[String]) -> Option<char> {
        let places = self.headers.iter().enumerate().filter(|(_, header)| headers.contains(header));
        let places: Vec<usize> = places.map(|(place, _)| place).collect();
        let cells = || self.records.iter().flat_map(|record| places.iter().filter_map(|place| record.get(*place)));
        let is_read = |cell: &String, grouping: Option<char>| {
            let format = Amounts { grouping, ..Amounts::default() };
            !matches!(amounts::read(Some(cell), &format), amounts::Cell::Unreadable)
        };
        cells().any(|cell| !is_read(cell, None) && is_read(cell, Some(','))).then_some(',')
    }
}

/// Looks at a file.
pub fn look(bytes: &[u8], named: &Named) -> Result<Look, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    if let Some(packing) = Packing::of(bytes) {
        return Err(SourceError::Packed { found: packing.name() });
    }
    if is_plain_text(bytes) { delimited(bytes, named) } else { workbook(bytes, named) }
}

fn delimited(bytes: &[u8], named: &Named) -> Result<Look, SourceError> {
    let encoding = named.encoding.unwrap_or(Encoding::Utf8);
    let mut text = String::new();
    Utf8Reader::new(bytes, encoding).read_to_string(&mut text).map_err(|error| {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<BadBytes>()) {
            Some(bad) if named.encoding.is_none() => not_utf8(bytes, bad),
            _ => SourceError::of_reader(error, 1),
        }
    })?;
    let choices = named.delimiter.map_or(DELIMITERS.to_vec(), |one| vec![one]);
    let mut fitting: Vec<(char, Vec<StringRecord>)> = Vec::new();
    for delimiter in choices {
        let records = records(&text, delimiter)?;
        let fields = records.first().map_or(0, StringRecord::len);
        // What a person says holds, whatever a single broken record says.
        let fits = fields > 1 && records.iter().all(|record| record.len() == fields);
        if fits || named.delimiter.is_some() {
            fitting.push((delimiter, records));
        }
    }
    let [(delimiter, records)] = fitting.as_slice() else {
        let found = fitting.iter().map(|(delimiter, _)| format!("`{}`", delimiter.escape_debug())).collect::<Vec<_>>();
        let found = if found.is_empty() { "none of `,` `;` `|` and the tab".to_owned() } else { found.join(" and ") };
        return Err(SourceError::WhichDelimiter { found });
    };
    let cells = |record: &StringRecord| record.iter().map(collapse_spaces).collect::<Vec<String>>();
    let Some((header, records)) = records.split_first() else { return Err(SourceError::Empty) };
    let headers = cells(header);
    refuse_page(headers.first().map_or("", String::as_str))?;
    Ok(Look {
        format: Format::Csv,
        encoding,
        delimiter: *delimiter,
        sheet: None,
        anchor: None,
        headers,
        records: records.iter().map(cells).collect(),
    })
}

/// The header and the first records.
fn records(text: &str, delimiter: char) -> Result<Vec<StringRecord>, SourceError> {
    let byte = ascii(delimiter);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(byte)
        .from_reader(Quotes::new(text.as_bytes(), byte));
    let records = reader.records().take(RECORDS + 1).collect::<Result<Vec<_>, _>>();
    records.map_err(|error| SourceError::Read { record: 1, detail: error.to_string() })
}

/// The two encodings that old files have, with what each would make of the place: eyes tell them apart.
fn not_utf8(bytes: &[u8], bad: &BadBytes) -> SourceError {
    let place = usize::try_from(bad.offset).unwrap_or(0).min(bytes.len());
    let is_end = |byte: &u8| byte.is_ascii_control() || b",;|\"".contains(byte);
    let start = bytes[..place].iter().rposition(is_end).map_or(0, |end| end + 1);
    let end = bytes[place..].iter().position(is_end).map_or(bytes.len(), |end| place + end);
    let cell = &bytes[start..end];
    SourceError::WhichEncoding {
        offset: bad.offset,
        found: bad.found.clone(),
        windows: WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned(),
        dos: CP850.decode(cell).into_owned(),
    }
}

fn workbook(bytes: &[u8], named: &Named) -> Result<Look, SourceError> {
    let grids = of_workbook(bytes).map_err(|error| match error {
        SourceError::NoWorkbook { found, .. } => SourceError::NoTableFile { found },
        other => other,
    })?;
    let sheet = Sheet(sheet_of(grids, named.sheet.as_deref())?);
    let anchor = anchor(&sheet.0).ok_or_else(|| SourceError::NoHeads { sheet: sheet.0.sheet.clone() })?;
    let (top, bottom) = sheet.header_rows(&anchor)?;
    let headed = sheet.headed(top, bottom);
    let below = sheet.0.rows().filter(|row| *row > bottom).take(RECORDS);
    let cells = |row: u32| headed.iter().map(|(column, _)| collapse_spaces(&sheet.0.text(row, *column))).collect();
    Ok(Look {
        format: Format::Workbook,
        encoding: Encoding::Utf8,
        delimiter: ',',
        anchor: Some((anchor, top + 1)),
        records: below.map(cells).collect(),
        headers: headed.into_iter().map(|(_, header)| header).collect(),
        sheet: named.sheet.clone(),
    })
}

/// The sheet that is named, or the only visible one.
pub(super) fn sheet_of(grids: Vec<Grid>, named: Option<&str>) -> Result<Grid, SourceError> {
    let visible = grids.iter().filter(|grid| grid.is_visible).count();
    let found = grids.iter().map(|grid| format!("`{}`", grid.sheet)).collect::<Vec<_>>().join(", ");
    let is_meant = |grid: &Grid| named.map_or(grid.is_visible && visible == 1, |name| grid.sheet == name);
    grids.into_iter().find(is_meant).ok_or(SourceError::WhichSheet { found })
}

/// The cell to find the header by: in the first row of two texts or more and nothing else, one that no other cell of
/// the sheet repeats, and of those the one that is merged over most rows.
fn anchor(grid: &Grid) -> Option<String> {
    let is_head = |cell: &Cell| matches!(cell, Cell::Text(text) if !text.trim().is_empty());
    let row = grid.rows().find(|row| grid.row(*row).count() > 1 && grid.row(*row).all(|(_, cell)| is_head(cell)))?;
    let repeats = |text: &str| {
        let same = grid.cells().filter(|(_, cell)| matches!(cell, Cell::Text(other) if heading(other) == text));
        same.count() > 1
    };
    let depth = |column: u32| grid.region_at(row, column).map_or(0, |region| region.last.0 - region.first.0);
    let mut heads: Vec<(u32, String)> = grid.row(row).map(|(column, cell)| (column, heading(&cell.text()))).collect();
    heads.retain(|(_, text)| !repeats(text));
    // The first one of the deepest.
    heads.into_iter().rev().max_by_key(|(column, _)| depth(*column)).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::book::{Book, Value};

    fn seen(bytes: &[u8]) -> Look {
        look(bytes, &Named::default()).unwrap()
    }

    fn complaint(bytes: &[u8], named: &Named) -> String {
        look(bytes, named).unwrap_err().to_string()
    }

    #[test]
    fn a_delimiter_is_the_one_that_every_record_fits() {
        let look = seen("\u{feff}Clave;Concepto, y más;Aprobado\n1000;Servicios;300,000.00\n1100;Otros;5\n".as_bytes());
        assert_eq!((look.format, look.delimiter), (Format::Csv, ';'));
        assert_eq!(look.headers, ["Clave", "Concepto, y más", "Aprobado"]);
        assert_eq!(look.records, [["1000", "Servicios", "300,000.00"], ["1100", "Otros", "5"]]);
        assert_eq!(look.grouping(&["Aprobado".to_owned()]), Some(','));
    }

    #[test]
    fn two_delimiters_that_fit_are_not_chosen_between() {
        let text = b"a,b;c\n1,2;3\n";
        assert!(complaint(text, &Named::default()).starts_with("the records fit `,` and `;`"));
        let named = Named { delimiter: Some(';'), ..Named::default() };
        assert_eq!(look(text, &named).unwrap().headers, ["a,b", "c"]);
        assert!(complaint(b"a\n1\n", &Named::default()).contains("none of"));
    }

    #[test]
    fn an_encoding_that_is_not_utf_8_is_asked_for_and_shown_both_ways() {
        let text = b"Clave;Funci\xf3n\n1;2\n";
        let complaint = complaint(text, &Named::default());
        assert!(complaint.contains("byte 11") && complaint.contains("`Función`"), "{complaint}");
        let named = Named { encoding: Some(Encoding::Windows1252), ..Named::default() };
        assert_eq!(look(text, &named).unwrap().headers[1], "Función");
    }

    #[test]
    fn the_header_of_a_sheet_is_below_its_titles() {
        let rows: [Vec<Value>; 4] = [
            vec!["Municipio de Ejemplo".into()],
            vec!["Concepto".into(), "Egresos".into(), "".into()],
            vec!["".into(), "Aprobado".into(), "Pagado".into()],
            vec!["Servicios".into(), 300.0.into(), 250.0.into()],
        ];
        let mut book = Book::of(rows);
        book.sheets[0].merged = vec![((1, 0), (2, 0)), ((1, 1), (1, 2))];
        let look = seen(&book.xlsx());
        assert_eq!(look.anchor, Some(("CONCEPTO".to_owned(), 2)));
        assert_eq!(look.headers, ["CONCEPTO", "EGRESOS > APROBADO", "EGRESOS > PAGADO"]);
        assert_eq!(look.records, [["Servicios", "300", "250"]]);
    }

    #[test]
    fn a_sheet_among_several_must_be_named() {
        let mut book = Book::of([["a", "b"].map(Value::from)]);
        let mut other = book.sheets[0].clone();
        other.name = "Notas".to_owned();
        book.sheets.push(other);
        assert!(complaint(&book.xlsx(), &Named::default()).contains("`Hoja1`, `Notas`"));
        let named = Named { sheet: Some("Notas".to_owned()), ..Named::default() };
        assert_eq!(look(&book.xlsx(), &named).unwrap().sheet.as_deref(), Some("Notas"));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(complaint(b"", &Named::default()).starts_with("the file is empty"));
        assert!(complaint(b"%PDF-1.7\n", &Named::default()).starts_with("the file is a PDF document"));
        assert!(complaint(b"\x1f\x8b\x08", &Named::default()).starts_with("the file is packed with gzip"));
        assert!(complaint(b"\x28\xb5\x2f\xfd", &Named::default()).starts_with("the file is packed with zstd"));
        assert!(complaint(b"<html>", &Named::default()).contains("a page"));
        let numbers = Book::of([[Value::Number(1.0), Value::Number(2.0)]]).xlsx();
        assert!(complaint(&numbers, &Named::default()).contains("no row of heads"));
    }
}
