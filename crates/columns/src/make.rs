//! Columns made from distinct values.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use polars::prelude::*;

use crate::Distinct;

/// A column with one text, or null, in every row; it costs no memory.
pub fn constant(name: &str, text: Option<&str>, height: usize) -> Column {
    let value = text.map_or(AnyValue::Null, |text| AnyValue::StringOwned(text.into()));
    Column::new_scalar(name.into(), Scalar::new(DataType::String, value), height)
}

/// The column whose rows have the texts at their places.
pub fn gather<'a>(
    name: &str,
    values: impl IntoIterator<Item = Option<Cow<'a, str>>>,
    places: Vec<u32>,
) -> PolarsResult<Column> {
    let values: StringChunked = values.into_iter().collect();
    let first = values.iter().next().flatten();
    if !places.is_empty() && values.iter().all(|value| value == first) {
        return Ok(constant(name, first, places.len()));
    }
    let places = IdxCa::from_vec(name.into(), places);
    Ok(values.take(&places)?.with_name(name.into()).into_column())
}

/// The column that `make` gives for each distinct text of another one.
pub fn mapped<'a>(
    column: &'a Column,
    mut make: impl FnMut(Option<&'a str>) -> Option<Cow<'a, str>>,
) -> PolarsResult<Column> {
    let Distinct { values, places } = Distinct::of(column)?;
    gather(column.name(), values.into_iter().map(&mut make), places)
}

/// The column that `make` gives for each distinct row of texts of several columns.
pub fn combined<'a>(
    name: &str,
    columns: &[&'a Column],
    mut make: impl FnMut(&[Option<&'a str>]) -> Option<Cow<'a, str>>,
) -> PolarsResult<Column> {
    let height = columns.first().map_or(0, |column| column.len());
    let (mut rows, mut places) = (vec![Vec::new()], vec![0; height]);
    for column in columns {
        (rows, places) = paired(&rows, &places, &Distinct::of(column)?);
    }
    gather(name, rows.iter().map(|row| make(row)), places)
}

/// The distinct rows of texts that have one more text, and which row has which.
fn paired<'a>(
    rows: &[Vec<Option<&'a str>>],
    places: &[u32],
    next: &Distinct<'a>,
) -> (Vec<Vec<Option<&'a str>>>, Vec<u32>) {
    let mut known: HashMap<(u32, u32), u32, FixedState> = HashMap::default();
    let mut longer = Vec::new();
    let mut last = None;
    let places = places.iter().copied().zip(next.places.iter().copied()).map(|pair| match last {
        Some((same, place)) if same == pair => place,
        _ => {
            let place = *known.entry(pair).or_insert_with(|| {
                let mut row = rows[pair.0 as usize].clone();
                row.push(next.values[pair.1 as usize]);
                longer.push(row);
                longer.len() as u32 - 1
            });
            last = Some((pair, place));
            place
        }
    });
    let places = places.collect();
    (longer, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(column: &Column) -> Vec<Option<&str>> {
        column.str().unwrap().iter().collect()
    }

    #[test]
    fn each_row_gets_what_its_text_became() {
        let column = Column::new("a".into(), [Some("x"), None, Some("y"), Some("x")]);
        let doubled = mapped(&column, |text| Some(text?.repeat(9).into())).unwrap();
        assert_eq!(texts(&doubled), [Some("xxxxxxxxx"), None, Some("yyyyyyyyy"), Some("xxxxxxxxx")]);
        let same = mapped(&column, |_| Some("one".into())).unwrap();
        assert!(matches!(same, Column::Scalar(_)) && same.len() == 4);
        assert!(
            mapped(&Column::new("a".into(), Vec::<&str>::new()), |text| text.map(Cow::Borrowed)).unwrap().is_empty()
        );
    }

    #[test]
    fn several_columns_become_one() {
        let columns = [
            Column::new("a".into(), ["1", "1", "2"]),
            constant("b", Some("."), 3),
            Column::new("c".into(), ["x", "y", "x"]),
        ];
        let columns: Vec<&Column> = columns.iter().collect();
        let joined =
            combined("d", &columns, |row| Some(row.iter().copied().collect::<Option<String>>()?.into())).unwrap();
        assert_eq!(texts(&joined), [Some("1.x"), Some("1.y"), Some("2.x")]);
    }
}
