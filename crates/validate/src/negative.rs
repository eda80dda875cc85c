//! `negative-approved`: a budget below zero, which is a correction booked as a line.

use erario_model::Finding;
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::{CAP, Report, pesos, plain};

pub(crate) fn check(frame: Frame, report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule("negative-approved");
    let Some(approved) = frame.integers("approved")? else { return Ok(()) };
    let mut negatives: Vec<(u32, i64)> = (0u32..)
        .zip(approved.iter())
        .filter_map(|(row, value)| Some((row, value.filter(|value| *value < 0)?)))
        .collect();
    // The largest first: these are the ones that must not fall to the cap.
    negatives.sort_by_cached_key(|(row, value)| {
        (*value, frame.text("source_id", *row), frame.text("source_part", *row), frame.integer("source_row", *row))
    });
    for (place, (row, value)) in negatives.iter().enumerate() {
        let finding = Finding {
            found: Some(plain(*value)),
            amount_affected: Some(value.saturating_abs()),
            ..frame.finding(rule, *row, Some("approved"))
        };
        if place == CAP {
            report.add_rest(rule, finding, negatives.len() - CAP);
            break;
        }
        let (figure, name) = (pesos(*value), frame.name(*row).unwrap_or("?"));
        let spanish = format!("«{name}»: {figure} pesos.");
        let english = format!("“{name}”: {figure} pesos.");
        report.add(rule.say(finding, &frame.place(*row), &spanish, &english));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, cut, judge};

    #[test]
    fn a_negative_budget_is_noted_without_doubt() {
        let verdict = judge(&cut(FUNCTION, 2020, &[(10, 20), (-3, -4)]));
        let findings = verdict.of("negative-approved");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.amount_affected), (Some("-3.00"), Some(300)));
        assert_eq!(finding.figure_id.as_deref(), Some("spending_by_function/23/2020/N1/approved"));
        assert_eq!(verdict.doubts.iter().count(), 0);
    }
}
