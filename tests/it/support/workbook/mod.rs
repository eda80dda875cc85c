//! Workbooks for tests: one description, every format.
//!
//! XLSX comes from a library that writes what Excel writes; XLS from the writer of the samples; the two kinds of XML are
//! written here, as small as they can be. [`patched`] then does what no writer would.

pub mod patch;
mod xml;

use erario_xtask::biff;
use rust_xlsxwriter::{Format, Formula, Workbook};

use patch::patched;

/// A workbook as it is to be written.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
}

#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Value>>,
    pub merged: Vec<Merged>,
    pub hidden_rows: Vec<u32>,
    pub is_hidden: bool,
    /// Cells far from the rows, which XLSX alone writes.
    pub strays: Vec<(u32, u32, Value)>,
}

/// First and last cell of a merged region, each by row and column, counted from zero.
pub type Merged = ((u32, u32), (u32, u32));

#[derive(Clone, Debug, Default)]
pub enum Value {
    #[default]
    Blank,
    Text(String),
    Number(f64),
    /// Days, shown as a date.
    Date(f64),
    Bool(bool),
    /// A formula whose value is this error.
    Error(String),
    /// A formula that no program has calculated.
    NotCalculated(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        if text.is_empty() { Value::Blank } else { Value::Text(text.to_owned()) }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

/// Stands where a formula without a value will have none.
const NO_VALUE: &str = "NO VALUE";

impl Book {
    /// A workbook with one sheet.
    pub fn of<R: IntoIterator<Item = Value>>(rows: impl IntoIterator<Item = R>) -> Book {
        let rows = rows.into_iter().map(|row| row.into_iter().collect()).collect();
        Book { sheets: vec![Sheet { name: "Hoja1".to_owned(), rows, ..Sheet::default() }] }
    }

    pub fn xlsx(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let plain = Format::new();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        for sheet in &self.sheets {
            let target = book.add_worksheet().set_name(&sheet.name).unwrap().set_hidden(sheet.is_hidden);
            for (first, last) in &sheet.merged {
                target.merge_range(first.0, first.1 as u16, last.0, last.1 as u16, "", &plain).unwrap();
            }
            for (row, column, value) in sheet.cells() {
                let column = column as u16;
                match value {
                    Value::Blank => Ok(&mut *target),
                    Value::Text(text) => target.write_string(row, column, text),
                    Value::Number(number) => target.write_number(row, column, *number),
                    Value::Date(days) => target.write_number_with_format(row, column, *days, &date),
                    Value::Bool(is_true) => target.write_boolean(row, column, *is_true),
                    Value::Error(error) => target.write_formula(row, column, Formula::new("1/0").set_result(error)),
                    Value::NotCalculated(formula) => {
                        target.write_formula(row, column, Formula::new(formula).set_result(NO_VALUE))
                    }
                }
                .unwrap();
            }
            for row in &sheet.hidden_rows {
                target.set_row_hidden(*row).unwrap();
            }
        }
        patched(&book.save_to_buffer().unwrap(), |_, xml| {
            let xml = xml.replace(&format!("<v>{NO_VALUE}</v>"), "");
            // The type said that the value is a text.
            let parts: Vec<&str> = xml.split(" t=\"str\"><f>").collect();
            let (first, formulas) = parts.split_first().unwrap();
            formulas.iter().fold((*first).to_owned(), |xml, formula| {
                let has_value = formula.split("</c>").next().unwrap().contains("<v>");
                xml + if has_value { " t=\"str\"><f>" } else { "><f>" } + formula
            })
        })
    }

    /// The first sheet, with numbers and texts only.
    pub fn xls(&self) -> Vec<u8> {
        let sheet = &self.sheets[0];
        let value = |value: &Value| match value {
            Value::Blank => None,
            Value::Number(number) => Some(biff::Value::Number(*number)),
            Value::Text(text) => Some(biff::Value::Text(text.clone())),
            other => panic!("the writer of XLS has no {other:?}"),
        };
        let corner = |place: (u32, u32)| (place.0 as u16, place.1 as u16);
        let sheet = biff::Sheet {
            name: sheet.name.clone(),
            rows: sheet.rows.iter().map(|row| row.iter().map(value).collect()).collect(),
            merged: sheet
                .merged
                .iter()
                .map(|(first, last)| biff::Range { first: corner(*first), last: corner(*last) })
                .collect(),
        };
        biff::workbook(&sheet).unwrap()
    }

    pub fn ods(&self) -> Vec<u8> {
        xml::ods(self)
    }

    pub fn spreadsheetml(&self) -> Vec<u8> {
        xml::spreadsheetml(self)
    }

    /// The first sheet.
    pub fn csv(&self) -> Vec<u8> {
        let width = self.sheets[0].rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        for row in &self.sheets[0].rows {
            let cells = row.iter().map(|value| match value {
                Value::Blank => String::new(),
                Value::Text(text) | Value::Error(text) => text.clone(),
                Value::Number(number) | Value::Date(number) => number.to_string(),
                Value::Bool(is_true) => is_true.to_string(),
                Value::NotCalculated(formula) => format!("={formula}"),
            });
            let blanks = std::iter::repeat_n(String::new(), width - row.len());
            writer.write_record(cells.chain(blanks)).unwrap();
        }
        writer.into_inner().unwrap()
    }
}

impl Sheet {
    fn cells(&self) -> impl Iterator<Item = (u32, u32, &Value)> {
        let rows = (0..).zip(&self.rows);
        let cells = rows.flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, value)| (row, column, value)));
        cells.chain(self.strays.iter().map(|(row, column, value)| (*row, *column, value)))
    }

    /// The region that opens at a cell.
    fn opens(&self, row: u32, column: u32) -> Option<&Merged> {
        self.merged.iter().find(|(first, _)| *first == (row, column))
    }

    /// Whether a cell lies under a region that opened before it.
    fn is_covered(&self, row: u32, column: u32) -> bool {
        self.merged.iter().any(|(first, last)| {
            *first != (row, column) && (first.0..=last.0).contains(&row) && (first.1..=last.1).contains(&column)
        })
    }
}
