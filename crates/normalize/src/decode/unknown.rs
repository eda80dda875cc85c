//! Columns that the pipeline does not know, where its contract goes on without them: counted, and kept aside where it
//! says so.

use std::borrow::Cow;
use std::collections::BTreeMap;

use erario_model::{Appeared, Changes, Mode, SHOWN_CELLS, slug};
use polars::prelude::*;

use super::header::Header;
use crate::Plan;

/// So many records of one part are kept with their cells; all of them are in the snapshot.
const KEPT: usize = 10_000;
/// How words of headers begin over columns that may tell of persons. A column that only sounds like one is counted all
/// the same, and somebody looks at it before a cell of it is released.
const OF_PERSONS: [&str; 20] = [
    "apellido",
    "beneficiari",
    "celular",
    "contacto",
    "correo",
    "curp",
    "domicilio",
    "edad",
    "email",
    "firma",
    "fono",
    "mail",
    "nacimiento",
    "nombre",
    "responsable",
    "rfc",
    "sexo",
    "tel",
    "titular",
    "whatsapp",
];

/// The columns that a header changed, and what stands below the new ones.
pub(super) struct Unknown {
    columns: Vec<(usize, String)>,
    vanished: BTreeMap<String, Vec<String>>,
    /// Cells are kept, and not merely counted.
    keeps: bool,
    seen: BTreeMap<String, Appeared>,
    records: Vec<(i64, String)>,
    kept: usize,
}

impl Unknown {
    pub fn of(header: &Header, plan: &Plan) -> Unknown {
        let columns = header.unknown.clone();
        let mut unknown = Unknown {
            columns,
            vanished: header.vanished.clone(),
            keeps: plan.contract.columns == Mode::Quarantine,
            seen: BTreeMap::new(),
            records: Vec::new(),
            kept: 0,
        };
        // Where some columns tell of persons, a new one may, whatever it is called.
        for (_, header) in &unknown.columns {
            let is_withheld = unknown.keeps && (!plan.refused.is_empty() || may_be_of_persons(header));
            unknown.seen.insert(header.clone(), Appeared { is_withheld, ..Appeared::default() });
        }
        unknown
    }

    /// Takes in the cells of one record.
    pub fn push<'a>(&mut self, number: i64, cell_at: impl Fn(usize) -> Cow<'a, str>) {
        let mut cells = serde_json::Map::new();
        for (place, header) in &self.columns {
            let cell = cell_at(*place);
            let Some(seen) = self.seen.get_mut(header).filter(|_| !cell.trim().is_empty()) else { continue };
            seen.filled += 1;
            if !self.keeps || seen.is_withheld || self.kept == KEPT {
                continue;
            }
            seen.kept += 1;
            if seen.cells.len() < SHOWN_CELLS && !seen.cells.iter().any(|known| *known == cell) {
                seen.cells.push(cell.clone().into_owned());
            }
            cells.insert(header.clone(), cell.into_owned().into());
        }
        if !cells.is_empty() {
            self.kept += 1;
            self.records.push((number, serde_json::Value::Object(cells).to_string()));
        }
    }

    /// The working columns that are gone, null throughout.
    pub fn nulls(&self, height: usize) -> Vec<Column> {
        let null = |column: &String| Column::full_null(column.as_str().into(), height, &DataType::String);
        self.vanished.keys().map(null).collect()
    }

    /// What was seen since the last time, and the records with their cells.
    pub fn take(&mut self) -> (Changes, Vec<(i64, String)>) {
        let emptied = |(header, seen): (&String, &Appeared)| {
            (header.clone(), Appeared { is_withheld: seen.is_withheld, ..Appeared::default() })
        };
        let next = self.seen.iter().map(emptied).collect();
        let appeared = std::mem::replace(&mut self.seen, next);
        let changes = Changes { appeared, vanished: self.vanished.clone(), ..Changes::default() };
        (changes, std::mem::take(&mut self.records))
    }
}

fn may_be_of_persons(header: &str) -> bool {
    slug(header).split('-').any(|word| OF_PERSONS.iter().any(|opening| word.starts_with(opening)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(keeps: bool, headers: &[&str]) -> Unknown {
        let columns: Vec<(usize, String)> = headers.iter().map(|header| (*header).to_owned()).enumerate().collect();
        let seen = columns.iter().map(|(_, header)| {
            (header.clone(), Appeared { is_withheld: may_be_of_persons(header), ..Appeared::default() })
        });
        let seen = seen.collect();
        Unknown { columns, vanished: BTreeMap::new(), keeps, seen, records: Vec::new(), kept: 0 }
    }

    #[test]
    fn filled_cells_are_kept_record_by_record_and_the_first_ones_shown() {
        let mut unknown = unknown(true, &["Nota", "Avance"]);
        let records = [["a", "1"], ["", " "], ["b", ""], ["a", "2"]];
        for (number, cells) in (2..).zip(records) {
            unknown.push(number, |place| Cow::Borrowed(cells[place]));
        }
        let (changes, kept) = unknown.take();
        assert_eq!(kept[0], (2, r#"{"Nota":"a","Avance":"1"}"#.to_owned()));
        assert_eq!(kept.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 4, 5]);
        let note = &changes.appeared["Nota"];
        assert_eq!((note.filled, note.kept, note.cells.as_slice()), (3, 3, &["a".to_owned(), "b".to_owned()][..]));
        assert_eq!(unknown.take().0.appeared["Nota"], Appeared::default(), "counted once");
    }

    #[test]
    fn what_may_tell_of_persons_is_counted_and_no_cell_of_it_is_kept() {
        for header in ["NOMBRE_ADMIN", "Teléfono 2", "Correo electrónico", "RFC", "Beneficiarios"] {
            let mut unknown = unknown(true, &[header]);
            unknown.push(2, |_| Cow::Borrowed("Persona"));
            let (changes, kept) = unknown.take();
            assert!(kept.is_empty() && changes.appeared[header].cells.is_empty(), "{header}");
            assert_eq!(changes.appeared[header].filled, 1);
        }
        assert!(!may_be_of_persons("Monto modificado") && !may_be_of_persons("Hotel"));
    }

    #[test]
    fn what_is_not_carried_is_counted_only() {
        let mut unknown = unknown(false, &["Nota"]);
        unknown.push(2, |_| Cow::Borrowed("a"));
        let (changes, kept) = unknown.take();
        assert!(kept.is_empty() && changes.appeared["Nota"].cells.is_empty() && changes.appeared["Nota"].filled == 1);
    }
}
