//! Workbooks of today's Excel (`.xlsx`), the same bytes each time.

use std::io::{Cursor, Read, Write};

use anyhow::Result;
use erario_xtask::biff::{Sheet, Value};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use zip::{DateTime, ZipArchive, ZipWriter};

pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The library would write the time of today.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2018, 12, 31)?));
    let plain = Format::new();
    for sheet in sheets {
        let target = book.add_worksheet().set_name(&sheet.name)?;
        for range in &sheet.merged {
            let ((top, left), (bottom, right)) = (range.first, range.last);
            target.merge_range(top.into(), left, bottom.into(), right, "", &plain)?;
        }
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Some(Value::Number(number)) => target.write_number(row, column, *number)?,
                    Some(Value::Text(text)) => target.write_string(row, column, text)?,
                    None => continue,
                };
            }
        }
    }
    packed_anew(&book.save_to_buffer()?)
}

pub(super) fn packed_anew(workbook: &[u8]) -> Result<Vec<u8>> {
    let options = super::packing().last_modified_time(DateTime::default());
    let mut parts = ZipArchive::new(Cursor::new(workbook))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        packed.start_file(part.name()?, options)?;
        packed.write_all(&bytes)?;
    }
    Ok(packed.finish()?.into_inner())
}
