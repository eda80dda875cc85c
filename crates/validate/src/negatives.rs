//! `negative-amount`: amounts below zero in moments other than the approved budget, which has a rule of its own.

use std::collections::BTreeMap;

use erario_model::Finding;
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::{Report, pesos, plain};

/// Below zero by nature, or told by `negative-approved`.
const SIGNED: [&str; 3] = ["approved", "extensions_reductions", "under_spending"];

/// One finding for each amount of an edition, with the count and the largest.
pub(crate) fn check(frame: Frame, report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule("negative-amount");
    for field in frame.table.amounts().filter(|field| !SIGNED.contains(&field.name.as_str())) {
        let Some(column) = frame.integers(&field.name)? else { continue };
        if column.min().is_none_or(|least| least >= 0) {
            continue;
        }
        let mut editions: BTreeMap<_, Vec<(i64, u32)>> = BTreeMap::new();
        for (row, value) in (0_u32..).zip(column.iter()) {
            if let Some(value) = value.filter(|value| *value < 0) {
                let edition = ["publisher", "dataset", "edition"].map(|name| frame.text(name, row));
                editions.entry(edition).or_default().push((value, row));
            }
        }
        for negatives in editions.into_values() {
            let largest = negatives.iter().map(|(value, _)| *value).min().unwrap_or_default();
            let rows: Vec<u32> = negatives.iter().filter(|(value, _)| *value == largest).map(|(_, row)| *row).collect();
            let first = frame.first(&rows)?;
            let finding = Finding {
                found: Some(plain(largest)),
                amount_affected: Some(crate::tolerance::sum(negatives.iter().map(|(value, _)| value.saturating_abs()))),
                occurrences: negatives.len() as i64,
                ..frame.finding(rule, first, Some(&field.name))
            };
            let (count, name, largest) = (negatives.len(), frame.name(first).unwrap_or("?"), pesos(largest));
            let spanish = format!("Renglones: {count}; el mayor, «{name}»: {largest}.");
            let english = format!("Rows: {count}; the largest, “{name}”: {largest}.");
            report.add(rule.say(finding, &frame.place(first), &spanish, &english));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, cut, judge};

    #[test]
    fn an_amount_of_an_edition_is_told_once_with_its_count() {
        let verdict = judge(&cut(FUNCTION, 2020, &[(10, -20), (30, -4), (-5, 9)]));
        let findings = verdict.of("negative-amount");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.field.as_deref(), finding.found.as_deref()), (Some("accrued"), Some("-20.00")));
        assert_eq!((finding.occurrences, finding.amount_affected), (2, Some(2_400)));
    }
}
