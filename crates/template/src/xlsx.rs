//! The form as a workbook: a sheet to fill in, and one that explains it.

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::Template;
use crate::explain;

/// The sheet that is read back; the pipeline files name it.
const SHEET: &str = "Datos";
const EXPLAINED: &str = "Instrucciones";

/// Rows that offer a list to choose from.
const ROWS: u32 = 2_000;
const WIDTH: u16 = 24;
const WIDTHS: [u16; 6] = [28, 70, 28, 12, 40, 40];

pub(crate) fn workbook(template: &Template, rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The library would write the time of today, and two forms of one version would differ.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    // A spreadsheet program leaves text as it is typed: `03/04/2025` does not become a day of another country.
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);

    let sheet = book.add_worksheet().set_name(SHEET)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, field) in (0u16..).zip(&template.fields) {
        sheet.set_column_width(column, WIDTH)?.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, &field.title_es, &head)?;
        if !field.values_es.is_empty() {
            let list = DataValidation::new()
                .allow_list_strings(&field.values_es)?
                .set_error_title("Fuera de la lista")?
                .set_error_message("Elija una palabra de la lista; la hoja «Instrucciones» dice qué es cada una.")?;
            sheet.add_data_validation(1, column, ROWS, column, &list)?;
        }
    }
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
    }

    let sheet = book.add_worksheet().set_name(EXPLAINED)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (name, width)) in (0u16..).zip(explain::HEADS.iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?.write_string_with_format(0, column, *name, &head)?;
    }
    for (row, field) in (1u32..).zip(&template.fields) {
        for (column, cell) in (0u16..).zip(explain::line(template.table, field)) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;

    use super::*;

    #[test]
    fn the_same_form_has_the_same_bytes() {
        let template = Template::of(Schema::embedded(), "observation").unwrap();
        let rows = [vec!["OBS-1".to_owned(), String::new(), "03/04/2025".to_owned()]];
        assert_eq!(workbook(&template, &rows).unwrap(), workbook(&template, &rows).unwrap());
    }
}
