//! Writes the workbooks of Excel 97 to 2003 (`.xls`): BIFF8 records in an OLE2 compound file.
//!
//! Only what the samples need: one sheet, numbers, texts, merged cells. The format is described in Microsoft's MS-XLS.

mod records;

use std::io::{Cursor, Write};
use std::str::FromStr;

use anyhow::{Context, Result};

use records::{Texts, characters, record, words};

pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Option<Value>>>,
    pub merged: Vec<Range>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    Text(String),
}

/// Cells from one corner to the other, both included, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub first: (u16, u16),
    pub last: (u16, u16),
}

impl FromStr for Range {
    type Err = anyhow::Error;

    /// `B2:U2`, with columns A to Z.
    fn from_str(text: &str) -> Result<Range> {
        let corner = |text: &str| {
            let column = text.bytes().next().filter(u8::is_ascii_uppercase)? - b'A';
            let row: u16 = text.get(1..)?.parse().ok()?;
            Some((row.checked_sub(1)?, u16::from(column)))
        };
        text.split_once(':')
            .and_then(|(first, last)| Some(Range { first: corner(first)?, last: corner(last)? }))
            .with_context(|| format!("`{text}` is no range of cells"))
    }
}

/// The first fifteen formats are Excel's own; the sixteenth is the one that plain cells have.
const PLAIN: u16 = 15;

pub fn workbook(sheet: &Sheet) -> Result<Vec<u8>> {
    let mut texts = Texts::default();
    let sheet_stream = sheet_stream(sheet, &mut texts)?;

    // The address of the sheet stands before it and has the same length whatever it is.
    let offset = globals(&sheet.name, 0, &texts)?.len();
    let mut stream = globals(&sheet.name, u32::try_from(offset)?, &texts)?;
    stream.extend(sheet_stream);

    // Version 3 is the one with sectors of 512 bytes, which `.xls` files have.
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("Workbook")?.write_all(&stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fn globals(sheet_name: &str, sheet_offset: u32, texts: &Texts) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    record(&mut out, 0x0809, &words(&[0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 0, 6, 0])); // BOF, of the workbook
    record(&mut out, 0x0042, &words(&[1200])); // CODEPAGE: UTF-16
    record(&mut out, 0x003D, &words(&[0, 0, 0x4000, 0x2000, 0x38, 0, 0, 1, 600])); // WINDOW1
    defaults(&mut out);

    let mut bound = sheet_offset.to_le_bytes().to_vec(); // BOUNDSHEET: visible, a worksheet
    bound.extend([0, 0, u8::try_from(sheet_name.encode_utf16().count())?]);
    bound.extend(characters(sheet_name));
    record(&mut out, 0x0085, &bound);

    texts.write(&mut out)?;
    record(&mut out, 0x000A, &[]); // EOF
    Ok(out)
}

/// The fonts, formats and style without which Excel takes a workbook for a damaged one.
fn defaults(out: &mut Vec<u8>) {
    let mut font = words(&[200, 0, 0x7FFF, 400, 0, 0, 0]);
    font.push(5);
    font.extend(characters("Arial"));
    for _ in 0..4 {
        record(out, 0x0031, &font); // FONT
    }
    for format in 0..=PLAIN {
        let flags = if format == PLAIN { 0x0001 } else { 0xFFF5 };
        record(out, 0x00E0, &words(&[0, 0, flags, 0x0020, 0, 0, 0, 0, 0, 0x20C0])); // XF
    }
    record(out, 0x0293, &words(&[0x8000, 0xFF00])); // STYLE: Normal
}

fn sheet_stream(sheet: &Sheet, texts: &mut Texts) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    record(&mut out, 0x0809, &words(&[0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 0, 6, 0])); // BOF, of a worksheet

    let rows = u32::try_from(sheet.rows.len())?;
    let columns = u16::try_from(sheet.rows.iter().map(Vec::len).max().unwrap_or(0))?;
    let mut dimensions = [0u32.to_le_bytes(), rows.to_le_bytes()].concat();
    dimensions.extend(words(&[0, columns, 0]));
    record(&mut out, 0x0200, &dimensions);

    for (row, cells) in (0..=u16::MAX).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            let Some(value) = cell else { continue };
            let mut body = words(&[row, column, PLAIN]);
            match value {
                Value::Number(number) => {
                    body.extend(number.to_le_bytes());
                    record(&mut out, 0x0203, &body); // NUMBER
                }
                Value::Text(text) => {
                    body.extend(texts.number(text).to_le_bytes());
                    record(&mut out, 0x00FD, &body); // LABELSST
                }
            }
        }
    }

    record(&mut out, 0x023E, &words(&[0x06B6, 0, 0, 0x40, 0, 0, 0, 0, 0])); // WINDOW2
    for some in sheet.merged.chunks(1027) {
        let mut body = words(&[u16::try_from(some.len())?]); // MERGEDCELLS: rows first, then columns
        for Range { first, last } in some {
            body.extend(words(&[first.0, last.0, first.1, last.1]));
        }
        record(&mut out, 0x00E5, &body);
    }
    record(&mut out, 0x000A, &[]); // EOF
    Ok(out)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xls};

    use super::*;

    fn text(text: &str) -> Option<Value> {
        Some(Value::Text(text.into()))
    }

    fn read(sheet: &Sheet) -> Xls<Cursor<Vec<u8>>> {
        Xls::new(Cursor::new(workbook(sheet).unwrap())).unwrap()
    }

    #[test]
    fn a_sheet_reads_back_as_written() {
        let sheet = Sheet {
            name: "Mascarilla Z3".into(),
            rows: vec![
                vec![None, text("CUENTA PÚBLICA"), None],
                vec![],
                vec![text("a – b"), Some(Value::Number(1077761.07)), text("CUENTA PÚBLICA")],
            ],
            merged: vec!["B1:C2".parse().unwrap()],
        };
        let mut book = read(&sheet);
        assert_eq!(book.sheet_names(), ["Mascarilla Z3"]);

        let range = book.worksheet_range("Mascarilla Z3").unwrap();
        assert_eq!(range.get_value((0, 1)), Some(&Data::String("CUENTA PÚBLICA".into())));
        assert_eq!(range.get_value((2, 0)), Some(&Data::String("a – b".into())));
        assert_eq!(range.get_value((2, 1)), Some(&Data::Float(1077761.07)));
        assert_eq!(range.get_value((2, 2)), Some(&Data::String("CUENTA PÚBLICA".into())));
        assert_eq!(range.used_cells().count(), 4);

        let merged = book.merge_cells_by_sheet_name("Mascarilla Z3").unwrap();
        assert_eq!(merged.iter().map(|cells| (cells.start, cells.end)).collect::<Vec<_>>(), [((0, 1), (1, 2))]);
    }

    #[test]
    fn many_texts_and_many_merged_cells_need_more_than_one_record() {
        let long = |row: u16| format!("{row} {}", "x".repeat(200));
        let sheet = Sheet {
            name: "Hoja1".into(),
            rows: (0..1500).map(|row| vec![text(&long(row))]).collect(),
            merged: (0..1500).map(|row| Range { first: (row, 0), last: (row, 3) }).collect(),
        };
        let mut book = read(&sheet);
        let range = book.worksheet_range("Hoja1").unwrap();
        for row in 0..1500 {
            assert_eq!(range.get_value((row.into(), 0)), Some(&Data::String(long(row))));
        }
        assert_eq!(book.merge_cells_by_sheet_name("Hoja1").unwrap().len(), 1500);
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes() {
        let sheet = Sheet { name: "Hoja1".into(), rows: vec![vec![text("a"), text("b")]], merged: vec![] };
        assert_eq!(workbook(&sheet).unwrap(), workbook(&sheet).unwrap());
    }
}
