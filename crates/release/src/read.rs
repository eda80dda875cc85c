//! Gives columns of text the types of a table, so that any file can be judged by the rules, ours or not.

use erario_model::{Field, FieldType, Finding, Money, Rules, Table};
use polars::prelude::*;

use crate::dtype::dtype_of;

/// The table that columns of text make, null where the text has no column. Cells that do not fit their field's type
/// become findings and null.
pub fn typed_table(
    table: &Table,
    names: &[String],
    columns: &[Vec<Option<String>>],
    rules: &Rules,
) -> PolarsResult<(DataFrame, Vec<Finding>)> {
    let height = columns.first().map_or(0, Vec::len);
    let mut findings = Vec::new();
    let column = |field: &Field| match names.iter().position(|name| *name == field.name) {
        Some(place) => typed(field, &columns[place], table, rules, &mut findings),
        None => Column::full_null(field.name.as_str().into(), height, &dtype_of(field.field_type)),
    };
    let columns = table.fields.iter().map(column).collect();
    Ok((DataFrame::new(height, columns)?, findings))
}

/// One column in its field's type.
fn typed(field: &Field, cells: &[Option<String>], table: &Table, rules: &Rules, findings: &mut Vec<Finding>) -> Column {
    let name: PlSmallStr = field.name.as_str().into();
    let mut wrong = |row: usize, cell: &str, expected: &str| {
        let finding = Finding {
            table_name: Some(table.name.clone()),
            field: Some(field.name.clone()),
            found: Some(cell.to_owned()),
            expected: Some(expected.to_owned()),
            // Counted as in the file: the header is record 1.
            source_row: Some(row as i64 + 2),
            ..rules.by_slug("wrong-type").finding()
        };
        findings.push(rules.by_slug("wrong-type").say(finding, &format!("{}, {}", table.name, row + 2), "", ""));
    };
    macro_rules! parse {
        ($expected:literal, $parse:expr) => {{
            let mut values = Vec::with_capacity(cells.len());
            for (row, cell) in cells.iter().enumerate() {
                let value = cell.as_deref().and_then($parse);
                if let (None, Some(cell)) = (&value, cell) {
                    wrong(row, cell, $expected);
                }
                values.push(value);
            }
            values
        }};
    }
    match field.field_type {
        FieldType::String => Column::new(name, cells.iter().map(Option::as_deref).collect::<Vec<_>>()),
        FieldType::Year => Column::new(name, parse!("int32", |cell: &str| cell.parse::<i32>().ok())),
        FieldType::Integer => Column::new(name, parse!("int64", |cell: &str| cell.parse::<i64>().ok())),
        FieldType::Boolean => Column::new(name, parse!("boolean", |cell: &str| cell.parse::<bool>().ok())),
        FieldType::Money => {
            Column::new(name, parse!("decimal(18,2)", |cell: &str| cell.parse::<Money>().ok().map(Money::centavos)))
        }
        FieldType::Decimal => {
            let text = Column::new(name.clone(), cells.iter().map(Option::as_deref).collect::<Vec<_>>());
            let cast = text
                .cast(&dtype_of(field.field_type))
                .unwrap_or_else(|_| Column::full_null(name, cells.len(), &dtype_of(field.field_type)));
            for (row, cell) in cells.iter().enumerate() {
                if let (Some(cell), Ok(AnyValue::Null)) = (cell, cast.get(row)) {
                    wrong(row, cell, "decimal(18,6)");
                }
            }
            cast
        }
    }
}
