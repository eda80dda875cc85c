//! `year-repeated`: a whole dataset whose year is the year before, to the centavo.

use std::collections::BTreeSet;

use erario_model::Finding;
use polars::prelude::*;

use crate::LINES;
use crate::frame::Frame;
use crate::report::{Report, pesos, plain};
use crate::tolerance::limits;
use crate::years::{Years, pairs};

pub(crate) fn check(frame: Frame, years: &Years, report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule("year-repeated");
    let mut columns = Vec::new();
    for field in frame.table.amounts() {
        columns.extend(frame.integers(&field.name)?.map(|column| (field.name.as_str(), column)));
    }
    for pair in pairs(years) {
        let [before, now] = pair;
        if before.len() != now.len() || (now.len() as i64) < limits().copied_rows.value || !is_of_many(frame, now) {
            continue;
        }
        let sum = |column: &Int64Chunked, rows: &[u32]| {
            crate::tolerance::sum(rows.iter().filter_map(|row| column.get(*row as usize)))
        };
        let sums = columns.iter().map(|(name, column)| (*name, pair.map(|rows| sum(column, rows))));
        let told: Vec<_> = sums.filter(|(_, sums)| sums.iter().any(|sum| *sum != 0)).collect();
        let Some((name, [_, figure])) = told.first().copied() else { continue };
        if told.iter().any(|(_, [one, other])| one != other) {
            continue;
        }
        let first = frame.first(now)?;
        let finding = Finding {
            found: Some(plain(figure)),
            amount_affected: Some(figure.saturating_abs()),
            occurrences: now.len() as i64,
            figure_id: None,
            jurisdiction_code: None,
            ..frame.finding(rule, first, Some(name))
        };
        let (count, figure, table) = (now.len(), pesos(figure), frame.table);
        let spanish = format!("«{}»: {count} renglones que suman {figure} en los dos años.", table.title_es);
        let english = format!("“{}”: {count} rows that come to {figure} in both years.", table.title_en);
        report.add(rule.say(finding, frame.text("period", first).unwrap_or_default(), &spanish, &english));
    }
    Ok(())
}

/// One government that repeats itself is told by `copied-block`, unless its rows are lines, which that does not read.
fn is_of_many(frame: Frame, rows: &[u32]) -> bool {
    let codes: BTreeSet<Option<&str>> = if frame.table.name == LINES {
        BTreeSet::new()
    } else {
        rows.iter().map(|row| frame.text("jurisdiction_code", *row)).collect()
    };
    frame.table.name == LINES || codes.len() > 1
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;

    use crate::compare;
    use crate::sample::{FUNCTION, Row, cut, tables};

    fn told(later: [(i64, i64); 3]) -> usize {
        let earlier = [(1, 2), (3, 4), (5, 6)];
        let of = |jurisdiction: &'static str, year: i32, parts: &[(i64, i64)]| {
            cut(FUNCTION, year, parts).into_iter().map(move |row| Row { jurisdiction, ..row })
        };
        let mut rows: Vec<Row> = Vec::new();
        for jurisdiction in ["09", "23"] {
            rows.extend(of(jurisdiction, 2020, &earlier));
            rows.extend(of(jurisdiction, 2021, &later));
        }
        compare(Schema::embedded(), &tables(&rows)).unwrap().of("year-repeated").len()
    }

    #[test]
    fn a_dataset_that_repeats_its_year_is_told_once() {
        assert_eq!(told([(1, 2), (3, 4), (5, 6)]), 1);
        assert_eq!(told([(1, 2), (3, 4), (5, 7)]), 0, "one amount moved");
    }
}
