//! A whole file as columns of text, for whoever computes with a table that fits the memory.

use crate::check::{Open, each_row};
use crate::input::ReadError;

/// A file in memory, column by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    pub names: Vec<String>,
    /// `None` is a cell without a value: an empty one, or null.
    pub columns: Vec<Vec<Option<String>>>,
}

/// Reads all rows that are as wide as the header.
pub fn read_whole(open: &Open) -> Result<Whole, ReadError> {
    let mut rows = open()?;
    let (names, delimiter) = (rows.columns().to_vec(), rows.delimiter());
    let mut columns = vec![Vec::new(); names.len()];
    while let Some(run) = rows.next()? {
        each_row(run, delimiter, names.len(), &mut |row, _| {
            for (place, column) in columns.iter_mut().enumerate() {
                let cell = row.cell(place).filter(|cell| !cell.is_empty());
                column.push(cell.map(|cell| String::from_utf8_lossy(cell).into_owned()));
            }
        })?;
    }
    Ok(Whole { names, columns })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{Delimited, Dialect};

    #[test]
    fn empty_cells_have_no_value_and_broken_records_are_left_out() {
        let open = || {
            Ok(Box::new(Delimited::of(Path::new("a.csv"), &b"a;b\n1;\n2\n;\"x;y\"\n"[..], Dialect::default())?) as _)
        };
        let text = |text: &str| Some(text.to_owned());
        let whole = read_whole(&open).unwrap();
        assert_eq!(whole.names, ["a", "b"]);
        assert_eq!(whole.columns, [[text("1"), None], [None, text("x;y")]]);
    }
}
