//! A sheet as a table: the row that names its columns, and the filled rows below.

use std::sync::Arc;

use erario_conform::{Rows, Sheet};
use erario_normalize::{SheetRow, SheetText};

/// A header is looked for in so many rows.
const HEAD: usize = 200;

/// The table of a sheet.
pub struct Headed {
    pub name: String,
    /// Of each column that has a name.
    pub letters: Vec<String>,
    names: Vec<String>,
    /// The number of the header in the sheet, then of each row.
    numbers: Vec<u64>,
    rows: Arc<Vec<Vec<String>>>,
}

impl Headed {
    /// The header is the row that has most of the names, or where none has any, the first one; `None` if there is none.
    pub fn of(sheet: SheetText, names: &[&str]) -> Option<Headed> {
        let named = |row: &SheetRow| row.cells.iter().filter(|(_, text)| names.contains(&text.trim())).count();
        let heads = sheet.rows.iter().take(HEAD).enumerate();
        // Of those that have as many, the first.
        let (place, header) = heads.rev().max_by_key(|(_, row)| named(row))?;
        let columns: Vec<u32> = header.cells.iter().map(|(column, _)| *column).collect();
        let body = &sheet.rows[place + 1..];
        let numbers = sheet.rows[place..].iter().map(|row| u64::from(row.number)).collect();
        let row = |row: &SheetRow| {
            let cell = |column: &u32| row.cells.iter().find(|(other, _)| other == column);
            columns.iter().map(|column| cell(column).map_or_else(String::new, |(_, text)| text.clone())).collect()
        };
        Some(Headed {
            letters: columns.iter().map(|column| SheetText::letters(*column)).collect(),
            names: header.cells.iter().map(|(_, text)| text.trim().to_owned()).collect(),
            numbers,
            rows: Arc::new(body.iter().map(row).collect()),
            name: sheet.name,
        })
    }

    pub fn rows(&self) -> Box<dyn Rows> {
        let rows = self.rows.clone();
        Box::new(Sheet::new(self.names.clone(), 2, (0..rows.len()).map(move |place| rows[place].clone())))
    }

    /// The number in the sheet of a row that was counted from the header on.
    pub fn number(&self, row: u64) -> u64 {
        usize::try_from(row).ok().and_then(|row| self.numbers.get(row.checked_sub(1)?)).copied().unwrap_or(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[(u32, &[(u32, &str)])]) -> SheetText {
        let cells = |cells: &[(u32, &str)]| cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect();
        let rows = rows.iter().map(|(number, row)| SheetRow { number: *number, cells: cells(row) }).collect();
        SheetText { name: "S".to_owned(), rows }
    }

    #[test]
    fn the_header_is_the_row_with_most_of_the_names() {
        let text =
            sheet(&[(1, &[(0, "Accounts of a town")]), (4, &[(1, "a"), (2, " b ")]), (6, &[(2, "2"), (7, "x")])]);
        let headed = Headed::of(text.clone(), &["a", "b"]).unwrap();
        assert_eq!(
            (headed.names.as_slice(), headed.letters.as_slice()),
            (&["a".to_owned(), "b".to_owned()][..], &["B".to_owned(), "C".to_owned()][..])
        );
        assert_eq!(*headed.rows, [["", "2"]]);
        assert_eq!([1, 2].map(|row| headed.number(row)), [4, 6]);
        assert_eq!(Headed::of(text, &["z"]).unwrap().names, ["Accounts of a town"]);
        assert!(Headed::of(sheet(&[]), &["a"]).is_none());
    }
}
