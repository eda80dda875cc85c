//! The type of a field inside frames. Money is whole centavos there, and becomes `decimal(18,2)` in files.

use erario_model::FieldType;
use polars::prelude::DataType;

pub(crate) fn dtype_of(field_type: FieldType) -> DataType {
    match field_type {
        FieldType::String => DataType::String,
        FieldType::Year => DataType::Int32,
        FieldType::Integer | FieldType::Money => DataType::Int64,
        FieldType::Boolean => DataType::Boolean,
        FieldType::Decimal => DataType::Decimal(18, 6),
    }
}
