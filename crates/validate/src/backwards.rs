//! `cut-went-backwards`: what runs from January can only grow; less than in the cut before is a correction.

use erario_model::Finding;

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::series::{Series, neighbours};
use crate::tolerance::difference;

/// What happened, step by step; plans may move both ways.
const DONE: [&str; 4] = ["accrued", "exercised", "paid", "collected"];

pub(crate) fn check(blocks: &Blocks, series: &[Series], report: &mut Report) {
    let rule = report.rule("cut-went-backwards");
    for pair in neighbours(series) {
        let cuts = pair.map(|place| &blocks.blocks[place]);
        let [before, block] = cuts;
        if !cuts.iter().all(|block| runs_from_january(block)) {
            continue;
        }
        for amount in DONE.into_iter().filter_map(|name| block.amount(name)) {
            let [Some(expected), Some(found)] = cuts.map(|block| block.figure(amount)) else { continue };
            let tolerance = before.tolerance(amount).max(block.tolerance(amount));
            if expected.saturating_sub(found) <= tolerance {
                continue;
            }
            let finding = Finding {
                found: Some(plain(found)),
                expected: Some(plain(expected)),
                amount_affected: Some(difference(found, expected)),
                ..blocks.finding(rule, block, amount)
            };
            let (before, now) = (before.key.period.unwrap_or("?"), block.key.period.unwrap_or("?"));
            let detail = format!("{before}: {}; {now}: {}.", pesos(expected), pesos(found));
            report.add_about(block, rule.say(finding, &blocks.place(block), &detail, &detail));
        }
    }
}

/// Whether all that happened in the year so far is in it: the account of a whole year is no flow of a part of it.
fn runs_from_january(block: &Block) -> bool {
    block.is_cumulative || block.key.period.is_some_and(|period| !period.contains('-'))
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, judge, quarter};

    const RULE: &str = "cut-went-backwards";

    #[test]
    fn what_grows_or_stays_is_silent() {
        let mut rows = quarter(FUNCTION, 1, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 2, &[(100, 5), (200, 25)]));
        rows.extend(quarter(FUNCTION, 3, &[(100, 40), (200, 50)]));
        assert!(judge(&rows).of(RULE).is_empty(), "rows may move, the total stays");
    }

    #[test]
    fn a_smaller_total_is_noted_at_the_later_cut() {
        let mut rows = quarter(FUNCTION, 1, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 2, &[(100, 5), (200, 20)]));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("25.00"), Some("30.00")));
        assert_eq!((finding.period.as_deref(), finding.severity.as_str()), (Some("2018-Q2"), "note"));
        assert_eq!(verdict.doubts.iter().count(), 0);
    }

    #[test]
    fn the_account_of_the_year_is_not_less_than_its_third_quarter() {
        let mut rows = quarter(FUNCTION, 3, &[(100, 10), (200, 20)]);
        let mut year = quarter(FUNCTION, 4, &[(100, 5), (200, 20)]);
        year.iter_mut().for_each(|row| (row.period, row.is_cumulative) = (Some("2018"), false));
        rows.extend(year);
        assert_eq!(judge(&rows).of(RULE).len(), 1);
    }

    #[test]
    fn quarters_that_stand_alone_may_shrink() {
        let mut rows = quarter(FUNCTION, 1, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 2, &[(100, 5), (200, 20)]));
        rows.iter_mut().for_each(|row| row.is_cumulative = false);
        assert!(judge(&rows).of(RULE).is_empty());
    }
}
