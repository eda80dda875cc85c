//! `mojibake`, `invisible-characters`, `formula-in-text`: texts that were decoded wrongly, that say more than they show,
//! or that a spreadsheet would run. One finding for each column and edition; the texts are released as they are.

use std::collections::BTreeMap;

use erario_columns::{Distinct, may_hold};
use erario_model::{FieldType, Finding, TextFault, is_invisible};
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::Report;

pub(crate) fn check(frame: Frame, report: &mut Report) -> PolarsResult<()> {
    let texts = frame.table.fields.iter().filter(|field| field.field_type == FieldType::String && !field.is_own());
    for field in texts {
        let Some(column) = frame.column(&field.name) else { continue };
        if !may_hold(column, |text| TextFault::all(text).next().is_some())? {
            continue;
        }
        let Distinct { values, places } = Distinct::of(column)?;
        let faults = |value: &Option<&str>| value.iter().flat_map(|text| TextFault::all(text)).collect();
        let faults: Vec<Vec<TextFault>> = values.iter().map(faults).collect();
        let mut found: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for (row, place) in (0_u32..).zip(&places) {
            for fault in &faults[*place as usize] {
                let edition = ["publisher", "dataset", "edition"].map(|column| frame.text(column, row));
                found.entry((*fault, edition)).or_default().push(row);
            }
        }
        for ((fault, _), rows) in found {
            tell(frame, &field.name, fault, &rows, report)?;
        }
    }
    Ok(())
}

fn tell(frame: Frame, field: &str, fault: TextFault, rows: &[u32], report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule(fault.rule());
    let first = frame.first(rows)?;
    // What cannot be seen is written out, so that the message itself has none of it.
    let shown = |letter: char| match letter {
        '\n' | '\r' | '\t' => ' '.to_string(),
        _ if is_invisible(letter) => letter.escape_unicode().to_string(),
        _ => letter.to_string(),
    };
    let text: String = frame.text(field, first).unwrap_or_default().chars().map(shown).collect();
    let finding = Finding {
        field: Some(field.to_owned()),
        found: Some(text),
        occurrences: rows.len() as i64,
        ..frame.finding(rule, first, None)
    };
    let count = rows.len();
    let (spanish, english) = (format!("Renglones: {count}."), format!("Rows: {count}."));
    report.add(rule.say(finding, &frame.place(first), &spanish, &english));
    Ok(())
}

#[cfg(test)]
mod tests {
    use polars::prelude::*;

    use crate::sample::{UNIT, cut, tables};
    use crate::validate;
    use erario_model::Schema;

    #[test]
    fn a_column_is_told_once_for_each_fault_and_nothing_unseen_is_repeated() {
        let mut tables = tables(&cut(UNIT, 2020, &[(1, 2), (3, 4), (5, 6), (7, 8)]));
        let names = ["EducaciÃ³n", "SaludÃ¡", "Tot\u{202e}al", "=1+1"];
        tables.get_mut(UNIT).unwrap().with_column(Column::new("unit_name".into(), names)).unwrap();
        let verdict = validate(Schema::embedded(), &tables, &Default::default()).unwrap();
        let told = |slug| {
            let findings = verdict.of(slug);
            findings.iter().map(|finding| (finding.found.clone().unwrap(), finding.occurrences)).collect::<Vec<_>>()
        };
        assert_eq!(told("mojibake"), [("EducaciÃ³n".to_owned(), 2)]);
        assert_eq!(told("invisible-characters"), [("Tot\\u{202e}al".to_owned(), 1)]);
        assert_eq!(told("formula-in-text"), [("=1+1".to_owned(), 1)]);
    }
}
