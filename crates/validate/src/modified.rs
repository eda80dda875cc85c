//! `modified-differs`: what was approved, and what was added and taken away since, is not the modified budget.

use crate::blocks::Blocks;
use crate::identity::{Identity, tell};
use crate::report::Report;

/// What was planned, in spending and in revenue.
const PLANNED: [&str; 2] = ["approved", "estimated"];

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    let rule = report.rule("modified-differs");
    for block in &blocks.blocks {
        for planned in PLANNED {
            let Some(identity) = Identity::of(block, ["modified", planned, "extensions_reductions"], false) else {
                continue;
            };
            tell(blocks, block, identity, rule, ["{plus} + {other}", "{plus} + {other}"], ["", ""], report);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, REVENUE, Row, cut, judge};

    const RULE: &str = "modified-differs";

    /// Three functions of 100, 200 and 300 pesos, each raised by ten.
    fn account(table: &'static str) -> Vec<Row> {
        let mut rows = cut(table, 2018, &[(100, 0), (200, 0), (300, 0)]);
        for row in &mut rows {
            let raised = if row.level == 0 { 3_000 } else { 1_000 };
            row.extensions_reductions = Some(raised);
            row.modified = row.approved.map(|approved| approved + raised);
        }
        rows
    }

    #[test]
    fn a_row_whose_modified_is_its_sum_is_silent() {
        assert!(judge(&account(FUNCTION)).of(RULE).is_empty());
        assert!(judge(&account(REVENUE)).of(RULE).is_empty());
        let mut rounded = account(FUNCTION);
        rounded[1].modified = Some(11_100);
        assert!(judge(&rounded).of(RULE).is_empty(), "one peso is rounding");
    }

    #[test]
    fn a_row_that_is_off_is_told_and_doubtful_in_modified_only() {
        let mut rows = account(FUNCTION);
        rows[2].modified = Some(25_000);
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("250.00"), Some("210.00")));
        assert_eq!((finding.source_row, finding.amount_affected), (Some(4), Some(4_000)));
        assert!(finding.message_es.contains("200.00 + 10.00 = 210.00"), "{}", finding.message_es);
        assert_eq!(verdict.doubted(FUNCTION, "modified", RULE), 1);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 0);
    }

    #[test]
    fn revenue_starts_from_what_was_estimated() {
        let mut rows = account(REVENUE);
        rows[2].modified = Some(25_000);
        assert_eq!(judge(&rows).of(RULE).len(), 1);
    }

    #[test]
    fn a_total_that_is_off_with_its_parts_is_not_told_again() {
        let mut rows = account(FUNCTION);
        rows[2].modified = Some(25_000);
        rows[0].modified = rows[0].modified.map(|modified| modified + 4_000);
        assert_eq!(judge(&rows).of(RULE).len(), 1);
        rows[0].modified = rows[0].modified.map(|modified| modified + 700);
        assert_eq!(judge(&rows).of(RULE).len(), 2, "off by more than its parts");
    }

    #[test]
    fn what_is_not_published_is_no_zero() {
        let mut rows = account(FUNCTION);
        rows[1].extensions_reductions = None;
        rows[1].modified = rows[1].approved;
        rows[2].modified = None;
        assert!(judge(&rows).of(RULE).is_empty());
        rows.iter_mut().for_each(|row| row.extensions_reductions = None);
        assert!(judge(&rows).of(RULE).is_empty(), "a source without extensions cannot be checked");
    }

    #[test]
    fn a_total_that_is_not_broken_down_is_read_as_one_printed_row() {
        // The purpose is the fact in approved and a total in the rest; its function has no approved of its own.
        let mut rows = account(FUNCTION);
        rows.truncate(2);
        let purpose = rows[1].clone();
        (rows[1].extensions_reductions, rows[1].modified) = (None, None);
        rows.push(Row { is_total: true, approved: None, ..purpose.clone() });
        let (node, parent) = ("N0.1".to_owned(), Some(purpose.node.clone()));
        rows.push(Row { node, parent, approved: None, level: 2, record: 9, ..purpose });
        let verdict = judge(&rows);
        assert!(verdict.of(RULE).is_empty(), "{:?}", verdict.of(RULE));
    }

    #[test]
    fn a_block_that_is_off_throughout_is_told_once() {
        let mut rows = account(FUNCTION);
        rows.iter_mut().for_each(|row| row.modified = row.approved.map(|approved| approved * 2));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.occurrences, finding.found.as_deref()), (4, Some("600.00")));
        assert_eq!(verdict.doubted(FUNCTION, "modified", RULE), 3);
    }
}
