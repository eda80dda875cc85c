//! Putting rows together.

use polars::prelude::*;

/// Puts rows below others; a column that one side lacks is null there.
pub fn stack(all: &mut DataFrame, more: DataFrame) -> PolarsResult<()> {
    if more.width() == 0 {
        return Ok(());
    }
    if all.width() == 0 {
        *all = more;
        return Ok(());
    }
    // Hidden columns are there only where rows are parts and totals of each other.
    for (name, dtype) in more.schema().iter() {
        if all.column(name).is_err() {
            all.with_column(Column::full_null(name.clone(), all.height(), dtype))?;
        }
    }
    let mut more = more;
    for (name, dtype) in all.schema().iter() {
        if more.column(name).is_err() {
            more.with_column(Column::full_null(name.clone(), more.height(), dtype))?;
        }
    }
    let names: Vec<PlSmallStr> = all.get_column_names().into_iter().cloned().collect();
    all.vstack_mut(&more.select(names)?)?;
    Ok(())
}

/// A column that says the same in every row.
pub(super) fn constant(name: &str, value: &str, height: usize) -> Column {
    Column::new_scalar(name.into(), Scalar::new(DataType::String, AnyValue::StringOwned(value.into())), height)
}
