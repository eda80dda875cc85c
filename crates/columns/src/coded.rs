//! Coded columns: a number for each row, and the texts once for the whole table.
//!
//! A row of a string column takes 16 bytes however short its text, and every batch has its own copy of the texts. The
//! rows of a large table wait for the rules and the files in this form.

use polars::prelude::*;

use crate::Distinct;

/// The column with its texts as codes. Columns of one name share their codes, so that batches stack.
pub fn coded(column: &Column) -> PolarsResult<Column> {
    let name = column.name();
    let categories = Categories::new(name.clone(), PlSmallStr::from_static("erario"), CategoricalPhysical::U32);
    let dtype = DataType::from_categories(categories);
    let Distinct { values, places } = Distinct::of(column)?;
    let codes = CategoricalChunked::<Categorical32Type>::from_str_iter(name.clone(), dtype, values)?.into_series();
    if codes.len() == 1 {
        let one = Scalar::new(codes.dtype().clone(), codes.get(0)?.into_static());
        return Ok(Column::new_scalar(name.clone(), one, places.len()));
    }
    Ok(codes.take(&IdxCa::from_vec(PlSmallStr::EMPTY, places))?.into_column())
}

/// The frame with all texts as strings again.
pub fn plain(mut frame: DataFrame) -> PolarsResult<DataFrame> {
    let coded: Vec<Column> = frame.columns().iter().filter(|column| column.dtype().is_categorical()).cloned().collect();
    for column in coded {
        frame.with_column(column.cast(&DataType::String)?)?;
    }
    Ok(frame)
}

/// The text in one row of those that the column has, whatever its form.
pub fn text_at(column: &Column, row: usize) -> Option<&str> {
    match column {
        Column::Scalar(one) => one.scalar().value().get_str(),
        Column::Series(series) if series.dtype().is_categorical() => {
            let codes = series.cat32().ok()?;
            codes.get_mapping().cat_to_str(codes.physical().get(row)?)
        }
        Column::Series(series) => series.str().ok()?.get(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{constant, stack_below};

    fn read(column: &Column) -> Vec<Option<&str>> {
        (0..column.len()).map(|row| text_at(column, row)).collect()
    }

    #[test]
    fn codes_read_like_the_texts_they_stand_for() {
        let texts = [Some("a"), None, Some("b"), Some("a")];
        let column = coded(&Column::new("t".into(), texts)).unwrap();
        assert!(column.dtype().is_categorical());
        assert_eq!(read(&column), texts);
        let slice = column.slice(2, 2);
        assert_eq!(Distinct::of(&slice).unwrap(), Distinct { values: vec![Some("b"), Some("a")], places: vec![0, 1] });
        let frame = plain(DataFrame::new(4, vec![column]).unwrap()).unwrap();
        assert_eq!(frame.column("t").unwrap().str().unwrap().iter().collect::<Vec<_>>(), texts);
    }

    #[test]
    fn batches_stack_whether_they_are_constant_or_not() {
        let frame = |column: Column| DataFrame::new(column.len(), vec![coded(&column).unwrap()]).unwrap();
        let mut all = frame(constant("s", Some("a"), 2));
        for more in [constant("s", Some("a"), 1), Column::new("s".into(), ["b", "a"]), constant("s", None, 1)] {
            stack_below(&mut all, frame(more)).unwrap();
        }
        let read = read(all.column("s").unwrap());
        assert_eq!(read, [Some("a"), Some("a"), Some("a"), Some("b"), Some("a"), None]);
    }
}
