//! The rows of facts: amounts that are blank or doubtful, rows without a source, rows that were corrected.

use std::collections::BTreeMap;

use erario_model::{Dimension, Money, QualityLine, Schema, Table, TableKind};
use polars::prelude::*;

use super::groups::{Groups, meet};
use super::{Edition, of_edition};

pub(super) fn lines(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<QualityLine>> {
    let mut lines = Vec::new();
    for table in schema.tables.iter().filter(|table| table.kind == TableKind::Fact) {
        if let Some(rows) = tables.get(&table.name).filter(|rows| rows.height() > 0) {
            of_table(table, rows, &mut lines)?;
        }
    }
    Ok(lines)
}

fn of_table(table: &Table, rows: &DataFrame, lines: &mut Vec<QualityLine>) -> PolarsResult<()> {
    let groups = Groups::of(rows, ["publisher", "dataset", "edition"])?;
    let editions: Vec<Edition> = groups.keys.iter().map(|key| key.clone().map(Option::unwrap_or_default)).collect();
    let all = groups.count(|_| true);
    let mut put = |place: usize, dimension, measure, field: Option<&str>, cases: &str, measured: i64| {
        lines.push(QualityLine {
            table_name: Some(table.name.clone()),
            field: field.map(str::to_owned),
            measured,
            out_of: Some(all[place]),
            ..of_edition(&editions[place], dimension, measure, &table.name, cases)
        });
        lines.len() - 1
    };

    let is_doubtful = meet(rows.column("trust")?, |trust| trust == Some("doubtful"))?;
    let is_corrected = meet(rows.column("correction_id")?, |correction| correction.is_some())?;
    let records = rows.column("source_row")?.is_null();
    let is_unsourced = |row: usize| records.get(row) == Some(true);
    let counted = [
        (Dimension::Consistency, "doubtful_row", "trust = 'doubtful'", groups.count(|row| is_doubtful[row])),
        (Dimension::Traceability, "row_without_record", "source_row IS NULL", groups.count(is_unsourced)),
        (Dimension::Traceability, "corrected_row", "correction_id IS NOT NULL", groups.count(|row| is_corrected[row])),
    ];
    for (dimension, measure, cases, counts) in counted {
        for (place, measured) in counts.into_iter().enumerate() {
            put(place, dimension, measure, None, cases, measured);
        }
    }
    let mut sums = Vec::new();
    for field in table.amounts() {
        let name = field.name.as_str();
        let amounts = rows.column(name).ok().map(Column::i64).transpose()?;
        let of = |row: usize| amounts.and_then(|amounts| amounts.get(row));
        let is_named = |doubtful: Option<&str>| doubtful.is_some_and(|all| all.split(';').any(|one| one == name));
        let is_doubtful = meet(rows.column("doubtful_amounts")?, is_named)?;
        let blank = groups.count(|row| of(row).is_none());
        let doubtful = groups.count(|row| is_doubtful[row]);
        let mut pesos = vec![(0_i128, 0_i128); editions.len()];
        for (row, place) in groups.places.iter().enumerate() {
            let size = of(row).map_or(0, |amount| i128::from(amount).abs());
            let (of_cases, of_all) = &mut pesos[*place as usize];
            *of_all += size;
            *of_cases += if is_doubtful[row] { size } else { 0 };
        }
        for place in 0..editions.len() {
            let measure = if blank[place] == all[place] { "amount_not_given" } else { "blank_amount" };
            let cases = format!("{name} IS NULL");
            put(place, Dimension::Completeness, measure, Some(name), &cases, blank[place]);
            let cases = format!("concat(';', doubtful_amounts, ';') LIKE '%;{name};%'");
            let at = put(place, Dimension::Consistency, "doubtful_amount", Some(name), &cases, doubtful[place]);
            sums.push((at, pesos[place]));
        }
    }
    for (at, (of_cases, of_all)) in sums {
        (lines[at].amount_measured, lines[at].amount_out_of) = (money(of_cases), money(of_all));
    }
    Ok(())
}

/// Centavos; `None` where amounts that each fit add up to more than an amount may be.
fn money(centavos: i128) -> Option<i64> {
    i64::try_from(centavos).ok().filter(|centavos| *centavos <= Money::MAX.centavos())
}
