//! Frames to Arrow arrays, batch by batch, in the types that releases publish.
//!
//! Strings leave as plain UTF-8, because not every reader opens string views; money leaves as `decimal(18,2)`, which
//! Parquet stores as INT64.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Decimal128Array, DictionaryArray, Int32Array, Int64Array, StringArray};
use arrow::datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema};
use erario_columns::Distinct;
use erario_model::{Field, FieldType, Table};
use polars::prelude::{Column, DataFrame};

use crate::ReleaseError;

fn arrow_type(field_type: FieldType) -> DataType {
    match field_type {
        FieldType::String => DataType::Utf8,
        FieldType::Year => DataType::Int32,
        FieldType::Integer => DataType::Int64,
        FieldType::Boolean => DataType::Boolean,
        FieldType::Money => DataType::Decimal128(18, 2),
        FieldType::Decimal => DataType::Decimal128(18, 6),
    }
}

/// The Arrow schema of a table, less the fields that the path holds.
pub(super) fn arrow_schema(table: &Table, fields: &[&Field]) -> Arc<ArrowSchema> {
    let fields: Vec<ArrowField> = fields
        .iter()
        .map(|field| ArrowField::new(&field.name, arrow_type(field.field_type), !table.is_required(&field.name)))
        .collect();
    Arc::new(ArrowSchema::new(fields))
}

/// The cells of one field in one batch of rows. Text comes as distinct values and their places, which Parquet writes as
/// plain strings like any other.
pub(super) fn array(table: &Table, field: &Field, rows: &DataFrame) -> Result<ArrayRef, ReleaseError> {
    let column = rows
        .column(&field.name)
        .map_err(|_| ReleaseError::Column { table: table.name.clone(), column: field.name.clone() })?;
    let wrong = |error: arrow::error::ArrowError| ReleaseError::table(&field.name, error);
    Ok(match field.field_type {
        FieldType::String => texts(column)?,
        FieldType::Year => Arc::new(column.i32()?.iter().collect::<Int32Array>()),
        FieldType::Integer => Arc::new(column.i64()?.iter().collect::<Int64Array>()),
        FieldType::Boolean => Arc::new(column.bool()?.iter().collect::<BooleanArray>()),
        FieldType::Money => {
            let centavos: Decimal128Array = column.i64()?.iter().map(|value| value.map(i128::from)).collect();
            Arc::new(centavos.with_precision_and_scale(18, 2).map_err(wrong)?)
        }
        FieldType::Decimal => {
            let decimals: Decimal128Array = column.decimal()?.physical().iter().collect();
            Arc::new(decimals.with_precision_and_scale(18, 6).map_err(wrong)?)
        }
    })
}

fn texts(column: &Column) -> Result<ArrayRef, ReleaseError> {
    let Distinct { values, places } = Distinct::of(column)?;
    let null = values.iter().position(Option::is_none).map(|place| place as u32);
    let places: Int32Array = places.into_iter().map(|place| (Some(place) != null).then_some(place as i32)).collect();
    let values: StringArray = values.into_iter().map(Option::unwrap_or_default).map(Some).collect();
    let texts = DictionaryArray::try_new(places, Arc::new(values))
        .map_err(|error| ReleaseError::table(column.name(), error))?;
    Ok(Arc::new(texts))
}
