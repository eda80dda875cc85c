//! `named-as-total`: a row among the facts that calls itself a total, whose money stands in the rows beside it too.

use erario_columns::Distinct;
use erario_model::Finding;
use polars::prelude::*;
use regex::Regex;

use crate::frame::Frame;
use crate::report::{CAP, Report};

const TOTAL: &str = r"(?i)^\W*(?:(?:sub|gran )?total(?:es)?\b|gasto (?:no )?etiquetado\W*$)";

pub(crate) fn check(frame: Frame, report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule("named-as-total");
    let total = Regex::new(TOTAL).expect("the pattern is good");
    let names = frame.table.fields.iter().map(|field| field.name.as_str()).filter(|name| name.ends_with("_name"));
    let mut rows: Vec<(u32, &str)> = Vec::new();
    for name in names {
        let Some(column) = frame.column(name) else { continue };
        let Distinct { values, places } = Distinct::of(column)?;
        let is_total: Vec<bool> = values.iter().map(|value| value.is_some_and(|value| total.is_match(value))).collect();
        if is_total.contains(&true) {
            rows.extend(
                (0u32..).zip(places).filter(|(_, place)| is_total[*place as usize]).map(|(row, _)| (row, name)),
            );
        }
    }
    // The order of the source, whatever the order of the frame.
    rows.sort_by_cached_key(|(row, name)| {
        (frame.text("source_id", *row), frame.text("source_part", *row), frame.integer("source_row", *row), *name)
    });
    for field in frame.table.amounts() {
        let Some(amounts) = frame.integers(&field.name)? else { continue };
        let has = rows.iter().map(|(row, _)| *row).filter(|row| amounts.get(*row as usize).is_some());
        report.doubt(&frame.table.name, &field.name, rule, has);
    }
    for (place, (row, name)) in rows.iter().enumerate() {
        let finding = Finding {
            field: Some((*name).to_owned()),
            found: frame.text(name, *row).map(str::to_owned),
            ..frame.finding(rule, *row, None)
        };
        if place == CAP {
            report.add_rest(rule, finding, rows.len() - CAP);
            break;
        }
        report.add(rule.say(finding, &frame.place(*row), "", ""));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_as_a_total_is_one() {
        let total = Regex::new(TOTAL).unwrap();
        for name in ["TOTAL DEL GASTO NO ETIQUETADO", "Subtotal", "Gran total", "*Totales*", "GASTO ETIQUETADO"] {
            assert!(total.is_match(name), "{name}");
        }
        for name in
            ["Totalmente", "Secretaría de Gasto Etiquetado y Obra", "Cobertura total", "Gasto etiquetado en salud"]
        {
            assert!(!total.is_match(name), "{name}");
        }
    }
}
