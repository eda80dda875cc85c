//! What an edition says that its pipeline does not know: headers, forms of cells, codes.
//!
//! Stages gather it batch by batch; what is done about it is up to the [contract](crate::Contract).

use std::collections::BTreeMap;

use crate::Schema;

/// So many cells of a new column are shown.
pub const SHOWN_CELLS: usize = 5;

/// All changes of one edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Header -> what stands below it.
    pub appeared: BTreeMap<String, Appeared>,
    /// Working column -> the headers that would mean it.
    pub vanished: BTreeMap<String, Vec<String>>,
    /// Field -> how its cells are written.
    pub forms: BTreeMap<String, Form>,
    /// Field and code -> where it stands.
    pub codes: BTreeMap<(String, String), NewCode>,
}

/// A column that the pipeline does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appeared {
    /// Cells that are not blank.
    pub filled: u64,
    /// Of these, how many are kept in `set_aside`.
    pub kept: u64,
    /// The first different ones, where they may be shown.
    pub cells: Vec<String>,
    /// It may tell of persons, so that no cell of it is kept.
    pub is_withheld: bool,
}

/// How the cells of one field are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub filled: u64,
    /// Not in any declared form.
    pub misread: u64,
    /// In another declared form than the first.
    pub otherwise: u64,
    /// The first cell that is not in the first form, with its record.
    pub first: Option<(i64, String)>,
}

/// A code that is in no list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCode {
    pub rows: u64,
    /// The first record that has it.
    pub source_row: i64,
    /// Its rows are set aside; else they are released with it.
    pub is_aside: bool,
}

impl Form {
    /// Counts a cell that is not in the first form.
    pub fn see(&mut self, source_row: i64, cell: &str) {
        self.first.get_or_insert_with(|| (source_row, cell.to_owned()));
    }

    /// Whether the column as a whole is written otherwise: most of it, and not just a few cells of a small table.
    pub fn is_another(&self) -> bool {
        let limits = &Schema::embedded().tolerances;
        let (misread, filled) = (i128::from(self.misread), i128::from(self.filled));
        let share = &limits.another_form_share;
        misread >= i128::from(limits.another_form_cells.value)
            && misread * i128::from(share.of) > filled * i128::from(share.value)
    }
}

impl Changes {
    /// Adds those of the next batch.
    pub fn append(&mut self, next: Changes) {
        for (header, column) in next.appeared {
            let own = self.appeared.entry(header).or_default();
            own.filled += column.filled;
            own.kept += column.kept;
            own.is_withheld |= column.is_withheld;
            for cell in column.cells {
                if own.cells.len() < SHOWN_CELLS && !own.cells.contains(&cell) {
                    own.cells.push(cell);
                }
            }
        }
        self.vanished.extend(next.vanished);
        for (field, form) in next.forms {
            let own = self.forms.entry(field).or_default();
            own.filled += form.filled;
            own.misread += form.misread;
            own.otherwise += form.otherwise;
            own.first = own.first.take().or(form.first);
        }
        for (place, code) in next.codes {
            let own = self.codes.entry(place).or_insert_with(|| NewCode { rows: 0, ..code });
            own.rows += code.rows;
        }
    }

    /// Notes one row with a code that is in no list.
    pub fn note_code(&mut self, field: &str, code: &str, source_row: i64, is_aside: bool) {
        let place = (field.to_owned(), code.to_owned());
        self.codes.entry(place).or_insert_with(|| NewCode { rows: 0, source_row, is_aside }).rows += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_a_column_and_more_than_a_few_cells_are_another_form() {
        let form = |misread, filled| Form { misread, filled, ..Form::default() }.is_another();
        assert!(form(10, 19) && form(40, 40));
        assert!(!form(10, 20), "as many as not");
        assert!(!form(9, 9), "a small table");
    }

    #[test]
    fn batches_add_up_and_the_first_place_stays() {
        let batch = |row: i64, cell: &str| {
            let mut changes = Changes::default();
            changes.note_code("ramo", "99", row, true);
            let form = changes.forms.entry("approved".to_owned()).or_default();
            (form.filled, form.misread) = (7, 6);
            form.see(row, cell);
            let column = Appeared { filled: 2, cells: vec![cell.to_owned()], ..Appeared::default() };
            changes.appeared.insert("Nota".to_owned(), column);
            changes
        };
        let mut all = batch(2, "a");
        all.append(batch(9, "b"));
        all.append(batch(12, "a"));
        assert_eq!(
            all.codes[&("ramo".to_owned(), "99".to_owned())],
            NewCode { rows: 3, source_row: 2, is_aside: true }
        );
        let form = &all.forms["approved"];
        assert!(form.is_another() && form.first == Some((2, "a".to_owned())));
        assert_eq!(
            (all.appeared["Nota"].filled, all.appeared["Nota"].cells.as_slice()),
            (6, &["a".into(), "b".into()][..])
        );
    }
}
