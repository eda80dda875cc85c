//! `personal-data`: an e-mail address, a telephone number, or the CURP or RFC of a person in a text that would be released.
//!
//! Columns of names and telephones are refused where the file is read. This is the net below: every text of every table,
//! of findings and of what is set aside is looked at. A finding says where it stands and of what kind it is, and never
//! repeats it.

mod patterns;

use std::borrow::Cow;
use std::collections::BTreeMap;

use erario_columns::{Distinct, may_hold};
use erario_model::{Finding, Schema};
use polars::prelude::*;

use crate::frame::Frame;

use patterns::{Kind, Match, all};

/// So many records are named.
const NAMED: usize = 50;

/// Personal data in the texts of a table: one finding for each column, edition and kind.
pub fn in_table(schema: &Schema, table: &str, data: &DataFrame) -> PolarsResult<Vec<Finding>> {
    let Some(table) = schema.table(table) else { return Ok(Vec::new()) };
    let frame = Frame { table, data };
    let rule = schema.rules.by_slug("personal-data");
    let mut findings = Vec::new();
    for column in data.columns().iter().filter(|column| is_text(column)) {
        if !may_hold(column, |text| !all(text).is_empty())? {
            continue;
        }
        let Distinct { values, places } = Distinct::of(column)?;
        let kinds: Vec<Vec<Kind>> = values.iter().map(|value| kinds(value.unwrap_or_default())).collect();
        let mut rows: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for (row, place) in (0_u32..).zip(&places) {
            for kind in &kinds[*place as usize] {
                let edition = ["publisher", "dataset", "edition"].map(|column| frame.text(column, row));
                rows.entry((edition, *kind)).or_default().push(row);
            }
        }
        for ((_, kind), rows) in rows {
            let first = frame.first(&rows)?;
            let finding = Finding {
                field: Some(column.name().to_string()),
                found: Some(kind.spanish().to_owned()),
                occurrences: rows.len() as i64,
                ..frame.finding(rule, first, None)
            };
            let mut records: Vec<i64> = rows.iter().filter_map(|row| frame.integer("source_row", *row)).collect();
            records.sort_unstable();
            records.dedup();
            let more = if records.len() > NAMED { ", …" } else { "" };
            let records: Vec<String> = records.iter().take(NAMED).map(i64::to_string).collect();
            let (title, records) = (&table.name, records.join(", ") + more);
            let spanish = format!("Tabla `{title}`, registros de la fuente {records}: {}.", kind.spanish());
            let english = format!("Table `{title}`, records of the source {records}: {}.", kind.english());
            let mut said = [rule.say(finding, &frame.place(first), &spanish, &english)];
            mask(&mut said);
            findings.extend(said);
        }
    }
    Ok(findings)
}

/// Puts the kind of personal data in the place of it, in every text of the findings.
pub fn mask(findings: &mut [Finding]) {
    for finding in findings {
        let Finding { publisher, dataset, edition, message_es, .. } = finding;
        for text in [publisher, dataset, edition, message_es] {
            hide(text, Kind::spanish);
        }
        hide(&mut finding.message_en, Kind::english);
        let optional = [
            &mut finding.jurisdiction_code,
            &mut finding.period,
            &mut finding.figure_id,
            &mut finding.source_part,
            &mut finding.field,
            &mut finding.cell,
            &mut finding.found,
            &mut finding.expected,
        ];
        optional.into_iter().flatten().for_each(|text| hide(text, Kind::spanish));
    }
}

fn hide(text: &mut String, name: fn(Kind) -> &'static str) {
    if let Cow::Owned(hidden) = hidden(text, name) {
        *text = hidden;
    }
}

fn hidden(text: &str, name: fn(Kind) -> &'static str) -> Cow<'_, str> {
    let mut hidden = Cow::Borrowed(text);
    // From the end, so that the places of the others stay as they are.
    for Match { kind, range } in all(text).into_iter().rev() {
        hidden.to_mut().replace_range(range, &format!("[{}]", name(kind)));
    }
    hidden
}

fn kinds(text: &str) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = all(text).into_iter().map(|found| found.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn is_text(column: &Column) -> bool {
    column.dtype() == &DataType::String || column.dtype().is_categorical()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(names: [&str; 3]) -> DataFrame {
        df!(
            "publisher" => ["mx-a"; 3], "dataset" => ["obra"; 3], "edition" => ["2021"; 3],
            "jurisdiction_name" => ["Quintana Roo"; 3], "fiscal_year" => [2021; 3], "source_row" => [2_i64, 3, 4],
            "work_name" => names,
        )
        .unwrap()
    }

    fn of(names: [&str; 3]) -> Vec<Finding> {
        in_table(Schema::embedded(), "public_work", &frame(names)).unwrap()
    }

    #[test]
    fn d23_personal_data_is_fatal_and_never_repeated() {
        let address = "jane.doe@example.org";
        let findings = of(["Un camino", address, &format!("Informes: {address}")]);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.severity.as_str(), finding.found.as_deref()), ("fatal", Some("correo electrónico")));
        assert_eq!((finding.source_row, finding.occurrences), (Some(3), 2));
        assert!(
            finding.message_es.contains("registros de la fuente 3, 4:")
                && finding.message_en.contains("e-mail address")
        );
        assert!(!format!("{finding:?}").contains("jane"));
    }

    #[test]
    fn d23_each_kind_is_told_by_itself() {
        let findings = of(["Tel. 998 881 2800 y a@b.mx", "GODE561231HQRRNS09", "GODE561231GR8"]);
        let found: Vec<&str> = findings.iter().filter_map(|finding| finding.found.as_deref()).collect();
        assert_eq!(found, ["CURP", "RFC de una persona", "correo electrónico", "teléfono"]);
    }

    #[test]
    fn d23_coded_texts_are_looked_at_too_and_clean_ones_are_silent() {
        let coded = |names| {
            let mut frame = frame(names);
            let column = erario_columns::coded(frame.column("work_name").unwrap()).unwrap();
            frame.with_column(column).unwrap();
            in_table(Schema::embedded(), "public_work", &frame).unwrap()
        };
        assert_eq!(coded(["a", "b", "x@example.org"]).len(), 1);
        assert!(coded(["a", "b", "2.5.1"]).is_empty(), "the texts of another frame are not this one's");
    }

    #[test]
    fn d23_a_finding_that_quotes_a_cell_is_masked() {
        let finding = Finding {
            found: Some("llame al (983) 832-1234".to_owned()),
            message_es: "La celda dice «llame al (983) 832-1234».".to_owned(),
            message_en: "The cell says “llame al (983) 832-1234”.".to_owned(),
            ..Finding::default()
        };
        let mut findings = [finding];
        mask(&mut findings);
        assert_eq!(findings[0].found.as_deref(), Some("llame al [teléfono]"));
        assert_eq!(findings[0].message_en, "The cell says “llame al [telephone number]”.");
        assert!(findings[0].message_es.contains("[teléfono]"));
    }
}
