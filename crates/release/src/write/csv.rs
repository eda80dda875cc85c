//! CSV: UTF-8, LF, RFC 4180, the same values as the Parquet beside it.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use erario_model::{FieldType, Money, Table};
use polars::prelude::{BooleanChunked, DataFrame, DataType, Int32Chunked, Int64Chunked, StringChunked};

use crate::ReleaseError;

/// Rows whose columns are taken at once.
const BATCH: usize = 1 << 15;

/// A column of one batch, by what its cells look like.
enum Cells {
    Text(StringChunked),
    Year(Int32Chunked),
    Integer(Int64Chunked),
    Money(Int64Chunked),
    Boolean(BooleanChunked),
}

/// Writes all rows of a table; null is an empty cell.
pub(crate) fn write_csv(path: &Path, table: &Table, rows: &DataFrame) -> Result<(), ReleaseError> {
    let file = File::create(path).map_err(ReleaseError::disk(path))?;
    let failed = |error: csv::Error| ReleaseError::table(&table.name, error);
    let mut writer = csv::WriterBuilder::new().from_writer(BufWriter::with_capacity(1 << 20, file));
    writer.write_record(table.fields.iter().map(|field| field.name.as_str())).map_err(failed)?;
    for start in (0..rows.height()).step_by(BATCH) {
        let batch = rows.slice(start as i64, BATCH);
        let columns = cells(table, &batch)?;
        for row in 0..batch.height() {
            for column in &columns {
                match column {
                    Cells::Text(text) => writer.write_field(text.get(row).unwrap_or_default()),
                    Cells::Year(years) => {
                        writer.write_field(years.get(row).map_or(String::new(), |year| year.to_string()))
                    }
                    Cells::Integer(numbers) => {
                        writer.write_field(numbers.get(row).map_or(String::new(), |number| number.to_string()))
                    }
                    Cells::Money(centavos) => writer.write_field(
                        centavos.get(row).map_or(String::new(), |amount| Money::from_centavos(amount).to_string()),
                    ),
                    Cells::Boolean(values) => writer.write_field(match values.get(row) {
                        Some(true) => "true",
                        Some(false) => "false",
                        None => "",
                    }),
                }
                .map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
    }
    writer.flush().map_err(ReleaseError::disk(path))
}

fn cells(table: &Table, batch: &DataFrame) -> Result<Vec<Cells>, ReleaseError> {
    let mut columns = Vec::with_capacity(table.fields.len());
    for field in &table.fields {
        let column = batch
            .column(&field.name)
            .map_err(|_| ReleaseError::Column { table: table.name.clone(), column: field.name.clone() })?;
        columns.push(match field.field_type {
            FieldType::String => Cells::Text(column.str()?.rechunk().into_owned()),
            FieldType::Year => Cells::Year(column.i32()?.rechunk().into_owned()),
            FieldType::Integer => Cells::Integer(column.i64()?.rechunk().into_owned()),
            FieldType::Money => Cells::Money(column.i64()?.rechunk().into_owned()),
            FieldType::Boolean => Cells::Boolean(column.bool()?.rechunk().into_owned()),
            FieldType::Decimal => Cells::Text(column.cast(&DataType::String)?.str()?.rechunk().into_owned()),
        });
    }
    Ok(columns)
}
