//! `under-spending-differs`: the column of what is left of the budget is not modified less accrued.

use crate::block::Block;
use crate::blocks::Blocks;
use crate::identity::{Identity, tell};
use crate::report::Report;
use crate::tolerance::{difference, tolerance};

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    let rule = report.rule("under-spending-differs");
    for block in &blocks.blocks {
        let Some(identity) = Identity::of(block, ["under_spending", "modified", "accrued"], true) else { continue };
        let detail = ["{plus} - {other}", "{plus} - {other}"];
        tell(blocks, block, identity, rule, detail, habit(block, identity), report);
    }
}

/// What the source prints in that column instead, where it is the same thing throughout.
fn habit(block: &Block, identity: Identity) -> [&'static str; 2] {
    let records = block.records();
    let printed = || records.iter().filter_map(|record| Some((record, record.amount(identity.result)?)));
    if printed().all(|(_, value)| value == 0) {
        return [" La columna dice cero en todos los renglones.", " The column says zero in every row."];
    }
    let left = |paid: usize| {
        printed().all(|(record, value)| {
            let terms = [record.amount(identity.plus).unwrap_or(0), record.amount(paid).unwrap_or(0)];
            difference(value, terms[0].saturating_sub(terms[1])) <= tolerance(terms)
        })
    };
    if block.amount("paid").is_some_and(|paid| block.has(paid) && left(paid)) {
        return [" La columna dice modificado menos pagado.", " The column says modified less paid."];
    }
    ["", ""]
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, Row, cut, judge};

    const RULE: &str = "under-spending-differs";

    /// Modified is approved; ten pesos a row are accrued and not paid.
    fn account() -> Vec<Row> {
        let mut rows = cut(FUNCTION, 2018, &[(100, 80), (200, 150), (300, 210), (50, 20)]);
        for row in &mut rows {
            row.modified = row.approved;
            row.paid = row.accrued.map(|accrued| accrued - if row.level == 0 { 4_000 } else { 1_000 });
            row.under_spending = Some(row.modified.unwrap() - row.accrued.unwrap());
        }
        rows
    }

    #[test]
    fn modified_less_accrued_is_silent() {
        assert!(judge(&account()).of(RULE).is_empty());
    }

    #[test]
    fn overspending_is_no_difference() {
        let mut rows = account();
        (rows[1].accrued, rows[1].under_spending) = (Some(13_000), Some(-3_000));
        assert!(judge(&rows).of(RULE).is_empty());
    }

    #[test]
    fn one_row_that_is_off_is_told_and_doubtful() {
        let mut rows = account();
        rows[2].under_spending = Some(9_000);
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("90.00"), Some("50.00")));
        assert_eq!(verdict.doubted(FUNCTION, "under_spending", RULE), 1);
        assert_eq!(verdict.doubted(FUNCTION, "accrued", RULE), 0);
    }

    #[test]
    fn a_habit_of_the_source_is_told_once_for_the_block() {
        let mut zeros = account();
        zeros.iter_mut().for_each(|row| row.under_spending = Some(0));
        let mut paid = account();
        paid.iter_mut().for_each(|row| row.under_spending = Some(row.modified.unwrap() - row.paid.unwrap()));
        for (rows, habit) in [(zeros, "zero in every row"), (paid, "modified less paid")] {
            let verdict = judge(&rows);
            let findings = verdict.of(RULE);
            let [finding] = findings.as_slice() else { panic!("{findings:?}") };
            assert_eq!(finding.occurrences, 5);
            assert!(finding.message_en.contains(habit), "{}", finding.message_en);
            assert_eq!(verdict.doubted(FUNCTION, "under_spending", RULE), 4);
        }
    }
}
