//! `duplicate-key`: rows of a fact table that claim to be the same fact.
//!
//! Both are kept: which one is right is not ours to guess, and dropping one loses money.

use std::collections::BTreeMap;

use erario_model::Finding;
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::{CAP, Report, pesos};
use crate::tolerance::sum;

pub(crate) fn check(frame: Frame, report: &mut Report) -> PolarsResult<()> {
    let keys: Vec<&str> =
        frame.table.primary_key.iter().map(String::as_str).filter(|key| frame.series(key).is_some()).collect();
    if keys.is_empty() {
        return Ok(());
    }
    let rule = report.rule("duplicate-key");
    let mask = frame.data.select(keys.iter().copied())?.is_duplicated()?;
    let rows: Vec<u32> = (0u32..).zip(mask.iter()).filter(|(_, bad)| *bad == Some(true)).map(|(row, _)| row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    // Only these few rows get their keys written out.
    let columns: Vec<&Series> = keys.iter().filter_map(|key| frame.series(key)).collect();
    let mut groups: BTreeMap<Vec<Option<String>>, Vec<u32>> = BTreeMap::new();
    for &row in &rows {
        let key = columns.iter().map(|column| written(column, row)).collect::<PolarsResult<_>>()?;
        groups.entry(key).or_default().push(row);
    }
    let amounts: Vec<(&str, &Int64Chunked)> = frame
        .table
        .amounts()
        .filter_map(|field| Some((field.name.as_str(), frame.integers(&field.name).transpose()?)))
        .map(|(name, column)| Ok((name, column?)))
        .collect::<PolarsResult<_>>()?;
    for (name, column) in &amounts {
        report.doubt(
            &frame.table.name,
            name,
            rule,
            rows.iter().copied().filter(|row| column.get(*row as usize).is_some()),
        );
    }
    let count = groups.len();
    for (place, (key, rows)) in groups.into_iter().enumerate() {
        let first = frame.first(&rows)?;
        let at_stake = amounts.first().map(|(_, column)| sum(rows.iter().filter_map(|row| column.get(*row as usize))));
        let finding = Finding {
            found: Some(rows.len().to_string()),
            occurrences: rows.len() as i64,
            amount_affected: at_stake.map(i64::saturating_abs),
            ..frame.finding(rule, first, None)
        };
        if place == CAP {
            report.add_rest(rule, finding, count - CAP);
            break;
        }
        let mut records: Vec<i64> = rows.iter().filter_map(|row| frame.integer("source_row", *row)).collect();
        records.sort_unstable();
        let records = records.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let written = keys.iter().zip(&key).filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?)));
        let (key, at_stake) = (written.collect::<Vec<_>>().join(", "), pesos(at_stake.unwrap_or(0)));
        let spanish = format!("Llave: {key}. Registros {records} de la fuente, {at_stake} en total.");
        let english = format!("Key: {key}. Records {records} of the source, {at_stake} in all.");
        report.add(rule.say(finding, &frame.place(first), &spanish, &english));
    }
    Ok(())
}

fn written(column: &Series, row: u32) -> PolarsResult<Option<String>> {
    Ok(match column.get(row as usize)? {
        AnyValue::Null => None,
        AnyValue::String(text) => Some(text.to_owned()),
        other => Some(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::CAP;
    use crate::sample::{FUNCTION, Row, cut, judge};

    const RULE: &str = "duplicate-key";

    #[test]
    fn both_rows_are_kept_and_doubted() {
        let mut rows = cut(FUNCTION, 2020, &[(1, 2), (3, 4), (5, 6)]);
        assert!(judge(&rows).of(RULE).is_empty());
        rows[2] = Row { node: rows[1].node.clone(), accrued: None, ..rows[2].clone() };
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.occurrences, finding.source_row), (2, Some(3)));
        assert!(finding.message_es.contains("function_code N0") && finding.message_es.contains("3, 4"));
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 2);
        assert_eq!(verdict.doubted(FUNCTION, "accrued", RULE), 1, "a null amount is not doubted");
    }

    #[test]
    fn findings_are_capped_and_the_rest_is_counted() {
        let mut rows = cut(FUNCTION, 2020, &vec![(1, 2); CAP + 5]);
        rows.extend(rows.clone().into_iter().filter(|row| !row.is_total));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        assert_eq!(findings.len(), CAP + 1);
        assert_eq!(findings[CAP].occurrences, 5);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 2 * (CAP + 5), "doubts are not capped");
    }
}
