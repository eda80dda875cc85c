//! Reads a CSV or Parquet file as a table of the schema, so that any file can be checked, ours or not.

use std::fs::File;
use std::path::Path;

use arrow::util::display::{ArrayFormatter, FormatOptions};
use erario_model::{Field, FieldType, Finding, Money, Rules, Table};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use polars::prelude::*;

use crate::dtype::dtype_of;

/// The file cannot be read as a table at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("cannot be opened: {0}\n  hint: check that the file exists and may be read")]
    Disk(#[from] std::io::Error),
    #[error(
        "is no valid CSV: {0}\n  hint: save it as UTF-8 CSV with a header and the same number of fields in every record"
    )]
    Csv(#[from] csv::Error),
    #[error("is no valid Parquet: {0}\n  hint: write it again; a file cut short reads like this")]
    Parquet(String),
    #[error(
        "has no column `{column}`; it has {found}\n  hint: give the columns the names of the schema, see `dictionary.md`"
    )]
    Column { column: String, found: String },
    #[error("{0}")]
    Engine(#[from] PolarsError),
}

/// Rows of text: header, then cells; `None` is null.
struct Rows {
    header: Vec<String>,
    columns: Vec<Vec<Option<String>>>,
}

/// Reads the file; cells that do not fit their field's type become findings and null.
pub fn read_table(path: &Path, table: &Table, rules: &Rules) -> Result<(DataFrame, Vec<Finding>), ReadError> {
    let is_parquet = path.extension().is_some_and(|ending| ending == "parquet");
    let rows = if is_parquet { parquet_rows(path)? } else { csv_rows(path)? };
    let height = rows.columns.first().map_or(0, Vec::len);
    let mut findings = Vec::new();
    let mut columns = Vec::new();
    for field in &table.fields {
        let Some(place) = rows.header.iter().position(|name| *name == field.name) else {
            if table.is_required(&field.name) {
                return Err(ReadError::Column { column: field.name.clone(), found: rows.header.join(", ") });
            }
            columns.push(Column::full_null(field.name.as_str().into(), height, &dtype_of(field.field_type)));
            continue;
        };
        columns.push(typed(field, &rows.columns[place], table, rules, &mut findings));
    }
    Ok((DataFrame::new(height, columns)?, findings))
}

fn csv_rows(path: &Path) -> Result<Rows, ReadError> {
    let mut reader = csv::Reader::from_path(path)?;
    let header: Vec<String> =
        reader.headers()?.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
    let mut columns = vec![Vec::new(); header.len()];
    for record in reader.records() {
        for (column, cell) in columns.iter_mut().zip(record?.iter()) {
            column.push((!cell.is_empty()).then(|| cell.to_owned()));
        }
    }
    Ok(Rows { header, columns })
}

fn parquet_rows(path: &Path) -> Result<Rows, ReadError> {
    let bad = |error: &dyn std::fmt::Display| ReadError::Parquet(error.to_string());
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?).map_err(|error| bad(&error))?;
    let header: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut columns = vec![Vec::new(); header.len()];
    for batch in builder.build().map_err(|error| bad(&error))? {
        let batch = batch.map_err(|error| bad(&error))?;
        for (place, column) in columns.iter_mut().enumerate() {
            let array = batch.column(place);
            let formatter = ArrayFormatter::try_new(array, &FormatOptions::default()).map_err(|error| bad(&error))?;
            for row in 0..batch.num_rows() {
                column.push((!array.is_null(row)).then(|| formatter.value(row).to_string()));
            }
        }
    }
    Ok(Rows { header, columns })
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
