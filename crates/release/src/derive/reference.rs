//! Classifiers, crosswalks and governments: tables that the program's own lists fill.

use erario_model::codelist::{self, CLASSIFIERS, Code, Correspondence, Jurisdiction};
use polars::prelude::*;

use crate::records::{number, text};

/// The name and the rows of each.
pub fn reference() -> PolarsResult<Vec<(&'static str, DataFrame)>> {
    let mut tables = Vec::new();
    for classifier in &CLASSIFIERS {
        tables.push((classifier.table, codes(&classifier.codes())?));
    }
    let names = |table: &str| -> Vec<Code> {
        CLASSIFIERS.iter().filter(|one| one.table == table).flat_map(|one| one.codes()).collect()
    };
    let (functions, objects) = (codelist::function_cofog(), codelist::object_gfsm());
    tables.push(("crosswalk_function_cofog", crosswalk("cofog_code", &functions, &names("code_function"))?));
    tables.push(("crosswalk_object_gfsm", crosswalk("gfsm_code", &objects, &names("code_object"))?));
    let jurisdictions: Vec<&Jurisdiction> = codelist::jurisdictions().values().collect();
    tables.push(("municipality", municipalities(&jurisdictions)?));
    Ok(tables)
}

fn codes(rows: &[Code]) -> PolarsResult<DataFrame> {
    let columns = vec![
        text("item_code", rows, |row| Some(&row.code)),
        number("level", rows, |row| Some(row.level)),
        text("parent_code", rows, |row| row.parent.as_ref()),
        text("name_es", rows, |row| Some(&row.name_es)),
        text("name_en", rows, |row| row.name_en.as_ref()),
        text("certainty", rows, |row| Some(&row.certainty)),
    ];
    DataFrame::new(rows.len(), columns)
}

fn crosswalk(other: &str, rows: &[Correspondence], names: &[Code]) -> PolarsResult<DataFrame> {
    let name = |row: &Correspondence| names.iter().find(|code| code.code == row.from).map(|code| &code.name_es);
    let columns = vec![
        text("item_code", rows, |row| Some(&row.from)),
        text("name_es", rows, name),
        text(other, rows, |row| row.to.as_ref()),
        text("name_en", rows, |row| row.name_en.as_ref()),
        text("confidence", rows, |row| Some(&row.confidence)),
        text("note", rows, |row| row.note.as_ref()),
    ];
    DataFrame::new(rows.len(), columns)
}

fn municipalities(rows: &[&Jurisdiction]) -> PolarsResult<DataFrame> {
    let since: Vec<Option<i32>> = rows.iter().map(|row| row.since).collect();
    let state: StringChunked = rows.iter().map(|row| row.state()).collect();
    let columns = vec![
        text("jurisdiction_code", rows, |row| Some(&row.code)),
        text("jurisdiction_name", rows, |row| Some(&row.name)),
        state.with_name("state_code".into()).into_column(),
        Column::new("valid_from".into(), since),
        text("former_names", rows, |row| row.formerly.as_ref()),
        text("certainty", rows, |row| Some(&row.certainty)),
    ];
    DataFrame::new(rows.len(), columns)
}

#[cfg(test)]
mod tests {
    use erario_model::{Schema, TableKind};

    use super::*;

    #[test]
    fn every_table_has_its_required_fields_in_every_row() {
        for (name, rows) in reference().unwrap() {
            let table = Schema::embedded().table(name).unwrap();
            assert_eq!(table.kind, TableKind::Reference, "{name}");
            assert!(rows.height() > 0, "{name}");
            for field in &table.required {
                assert_eq!(rows.column(field).unwrap().null_count(), 0, "{name}: {field}");
            }
        }
    }
}
