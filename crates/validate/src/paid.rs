//! `paid-exceeds-accrued`: more was paid than there was an obligation to pay.

use erario_model::Finding;

use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, tolerance};

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    let rule = report.rule("paid-exceeds-accrued");
    for block in &blocks.blocks {
        let (Some(paid), Some(accrued)) = (block.amount("paid"), block.amount("accrued")) else { continue };
        let records = block.records();
        let pairs = records.iter().filter_map(|record| Some((record, record.amount(paid)?, record.amount(accrued)?)));
        let over: Vec<_> =
            pairs.filter(|(_, paid, accrued)| paid.saturating_sub(*accrued) > tolerance([*paid, *accrued])).collect();
        let Some((record, found, expected)) =
            over.iter().max_by_key(|(_, paid, accrued)| difference(*paid, *accrued)).copied()
        else {
            continue;
        };
        let finding = Finding {
            found: Some(plain(found)),
            expected: Some(plain(expected)),
            amount_affected: Some(difference(found, expected)),
            occurrences: over.len() as i64,
            ..blocks.record_finding(rule, block, record, paid)
        };
        let (name, count) = (blocks.name(block, record), over.len());
        let (found, expected) = (pesos(found), pesos(expected));
        let spanish = format!("Casos: {count}; el mayor, «{name}»: {found} pagado y {expected} devengado.");
        let english = format!("Cases: {count}; the largest, “{name}”: {found} paid and {expected} accrued.");
        report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, Row, cut, judge};

    const RULE: &str = "paid-exceeds-accrued";

    fn account(paid: [i64; 3]) -> Vec<Row> {
        let mut rows = cut(FUNCTION, 2018, &[(100, 80), (200, 150)]);
        rows.iter_mut().zip(paid).for_each(|(row, paid)| row.paid = Some(paid));
        rows
    }

    #[test]
    fn what_is_paid_in_full_or_in_part_is_silent() {
        assert!(judge(&account([23_000, 8_000, 15_000])).of(RULE).is_empty());
        assert!(judge(&account([20_000, 7_000, 13_000])).of(RULE).is_empty());
    }

    #[test]
    fn a_block_is_noted_once_with_its_largest_case() {
        let verdict = judge(&account([29_000, 9_000, 20_000]));
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.occurrences, finding.severity.as_str()), (3, "note"));
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("290.00"), Some("230.00")));
        assert_eq!(verdict.doubts.iter().count(), 0);
    }
}
