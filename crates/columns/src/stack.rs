//! Rows below rows.

use polars::prelude::*;

/// Puts rows below others that have the same columns; a column that holds one value in both stays unwritten.
pub fn stack_below(all: &mut DataFrame, more: DataFrame) -> PolarsResult<()> {
    polars_ensure!(all.width() == more.width(), ShapeMismatch: "{} columns below {}", more.width(), all.width());
    let height = all.height() + more.height();
    let mut columns = Vec::with_capacity(all.width());
    for column in std::mem::take(all).into_columns() {
        let below = more.column(column.name())?;
        columns.push(match (column, below) {
            (Column::Scalar(one), Column::Scalar(other)) if one.scalar() == other.scalar() => {
                Column::new_scalar(one.name().clone(), one.scalar().clone(), height)
            }
            (mut column, below) => {
                column.append(below)?;
                column
            }
        });
    }
    *all = DataFrame::new(height, columns)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::constant;

    #[test]
    fn constants_stay_constants_where_both_agree() {
        let frame = |a: &str, b: &str| {
            let numbers = Column::new("n".into(), [1_i64, 2]);
            DataFrame::new(2, vec![constant("a", Some(a), 2), constant("b", Some(b), 2), numbers]).unwrap()
        };
        let mut all = frame("x", "y");
        stack_below(&mut all, frame("x", "z")).unwrap();
        assert!(matches!(all.column("a").unwrap(), Column::Scalar(_)));
        assert_eq!(all.column("b").unwrap().str().unwrap().iter().flatten().collect::<String>(), "yyzz");
        assert_eq!((all.height(), all.column("n").unwrap().len()), (4, 4));
    }
}
