//! Putting rows together.

use erario_columns::stack_below;
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
    stack_below(all, more.select(names)?)
}
