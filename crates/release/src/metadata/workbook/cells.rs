//! Rows of a table as cells of a sheet.

use erario_columns::Distinct;
use erario_model::{FieldType, Money};
use polars::prelude::*;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::Part;

/// Rows of a sheet, the head aside: a program's limit.
pub(super) const ROWS: usize = 1_048_575;
/// A spreadsheet keeps 15 digits of a number. Nobody's budget has more centavos; an amount that does stays a text.
const EXACT: u64 = 1_000_000_000_000_000;

/// The height of a line of text, in points, and the lines of the highest row that a program shows.
const LINE: u16 = 15;
const MOST_LINES: u16 = 27;

/// A sheet that is written from the top.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    next: u32,
    /// Of the columns, in characters.
    widths: Vec<u16>,
    head: Format,
    bold: Format,
    wrapped: Format,
}

impl<'a> Sheet<'a> {
    pub fn new(sheet: &'a mut Worksheet, name: &str) -> Result<Sheet<'a>, XlsxError> {
        sheet.set_name(name)?;
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Ok(Sheet { sheet, next: 0, widths: Vec::new(), head, bold: Format::new().set_bold(), wrapped })
    }

    /// Lines of text, which stay on one page where they are printed.
    pub fn of_text(sheet: &'a mut Worksheet, name: &str) -> Result<Sheet<'a>, XlsxError> {
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        Sheet::new(sheet, name)
    }

    /// How wide the columns are, in characters.
    pub fn widths(&mut self, widths: &[u16]) -> Result<(), XlsxError> {
        for (column, width) in (0u16..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        self.widths = widths.to_vec();
        Ok(())
    }

    /// The names of the columns, each with its width.
    pub fn head(&mut self, columns: &[(&str, u16)]) -> Result<(), XlsxError> {
        self.widths(&columns.iter().map(|(_, width)| *width).collect::<Vec<_>>())?;
        for (column, (title, _)) in (0u16..).zip(columns) {
            self.sheet.write_string_with_format(self.next, column, *title, &self.head)?;
        }
        self.next += 1;
        self.sheet.set_freeze_panes(self.next, 0)?;
        Ok(())
    }

    /// Texts, from the first column on.
    pub fn line(&mut self, cells: &[&str]) -> Result<(), XlsxError> {
        for (column, cell) in (0u16..).zip(cells) {
            self.sheet.write_string_with_format(self.next, column, *cell, &self.wrapped)?;
        }
        // Not every program makes a row as high as its text.
        let lines = cells.iter().zip(&self.widths).map(|(cell, width)| cell.chars().count().div_ceil((*width).into()));
        let lines = u16::try_from(lines.max().unwrap_or(1).max(1)).unwrap_or(u16::MAX).min(MOST_LINES);
        self.sheet.set_row_height(self.next, LINE * lines)?;
        self.next += 1;
        Ok(())
    }

    /// A line that stands out, and runs over the columns beside it.
    pub fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.next, 0, text, &self.bold)?;
        self.next += 1;
        Ok(())
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.next += 1;
    }
}

/// A table whole: Spanish names above, a filter on them, and amounts as numbers that add up.
pub(super) fn write_table(sheet: &mut Worksheet, part: &Part) -> Result<(), XlsxError> {
    let fields = &part.table.fields;
    let heads: Vec<(&str, u16)> =
        fields.iter().map(|field| (field.title_es.as_str(), width(field.field_type))).collect();
    Sheet::new(sheet, part.sheet)?.head(&heads)?;
    let rows = part.rows.head(Some(ROWS));
    sheet.autofilter(0, 0, rows.height() as u32, fields.len().saturating_sub(1) as u16)?;
    for (column, field) in (0u16..).zip(fields) {
        let cells = rows.column(&field.name).map_err(engine)?;
        match field.field_type {
            FieldType::String => texts(sheet, column, cells)?,
            // Decimals of indicators are as published, and not all of them are money.
            FieldType::Decimal => texts(sheet, column, &cells.cast(&DataType::String).map_err(engine)?)?,
            FieldType::Year => {
                let years = cells.i32().map_err(engine)?;
                each(years.iter(), |row, year| sheet.write_number(row, column, year).map(drop))?;
            }
            FieldType::Integer => {
                let numbers = cells.i64().map_err(engine)?;
                let plain = Format::new();
                each(numbers.iter(), |row, number| write_number(sheet, (row, column), number, 1, &plain))?;
            }
            FieldType::Boolean => {
                let values = cells.bool().map_err(engine)?;
                each(values.iter(), |row, value| sheet.write_boolean(row, column, value).map(drop))?;
            }
            FieldType::Money => {
                let pesos = Format::new().set_num_format("#,##0.00");
                let centavos = cells.i64().map_err(engine)?;
                each(centavos.iter(), |row, centavos| write_number(sheet, (row, column), centavos, 100, &pesos))?;
            }
        }
    }
    Ok(())
}

/// A number, given in so many parts of one: pesos in hundredths.
fn write_number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: i64,
    parts: i32,
    format: &Format,
) -> Result<(), XlsxError> {
    match number.unsigned_abs() < EXACT {
        true => sheet.write_number_with_format(row, column, fifteen_digits(number, parts), format)?,
        false if parts == 100 => sheet.write_string(row, column, Money::from_centavos(number).to_string())?,
        false => sheet.write_string(row, column, number.to_string())?,
    };
    Ok(())
}

/// A spreadsheet has no other numbers. The one that is nearest to a number of 15 digits is written with those digits.
fn fifteen_digits(number: i64, parts: i32) -> f64 {
    let in_fifteen_digits = |number: i64| number as f64;
    in_fifteen_digits(number) / in_fifteen_digits(parts.into())
}

fn texts(sheet: &mut Worksheet, column: u16, cells: &Column) -> Result<(), XlsxError> {
    let cells = Distinct::of(cells).map_err(engine)?;
    let texts = cells.places.iter().map(|place| cells.values[*place as usize]);
    // A program refuses a longer one; the whole text is in the CSV.
    each(texts, |row, text| sheet.write_string(row, column, text.chars().take(32_767).collect::<String>()).map(drop))
}

/// Every cell that is not empty, with its row in the sheet.
fn each<T>(
    cells: impl Iterator<Item = Option<T>>,
    mut put: impl FnMut(u32, T) -> Result<(), XlsxError>,
) -> Result<(), XlsxError> {
    for (row, cell) in (1u32..).zip(cells) {
        if let Some(cell) = cell {
            put(row, cell)?;
        }
    }
    Ok(())
}

fn width(kind: FieldType) -> u16 {
    match kind {
        FieldType::Money => 22,
        FieldType::Year | FieldType::Boolean => 11,
        _ => 20,
    }
}

pub(super) fn engine(error: PolarsError) -> XlsxError {
    XlsxError::CustomError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_amount_keeps_its_digits(centavos in -(EXACT as i64 - 1)..EXACT as i64) {
            let written = fifteen_digits(centavos, 100).to_string();
            prop_assert_eq!(written.parse::<Money>().unwrap(), Money::from_centavos(centavos));
        }
    }
}
