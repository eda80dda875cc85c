//! `one-sided-function`: a function with much money in one moment of the budget and exactly none in the other.
//!
//! Columns of a compiled table slip across rows: what was approved for one function then stands beside what another one
//! accrued. The sums of the account do not move, so that only this tells.

use erario_model::Finding;

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::limits;

const TABLE: &str = "spending_by_function";

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    for block in blocks.blocks.iter().filter(|block| block.table.name == TABLE && !block.key.is_superseded) {
        if let (Some(approved), Some(accrued)) = (block.amount("approved"), block.amount("accrued")) {
            tell(blocks, block, [approved, accrued], report);
        }
    }
}

fn tell(blocks: &Blocks, block: &Block, moments: [usize; 2], report: &mut Report) {
    let rule = report.rule("one-sided-function");
    let sums = moments.map(|amount| block.sum(amount));
    if sums.contains(&0) {
        return;
    }
    for record in block.records() {
        let Some(line) = record.fact else { continue };
        let [Some(approved), Some(accrued)] = moments.map(|amount| line.amounts[amount]) else { continue };
        let (empty, full, sum) = match (approved, accrued) {
            (0, other) if other != 0 => (moments[0], other, sums[1]),
            (other, 0) if other != 0 => (moments[1], other, sums[0]),
            _ => continue,
        };
        if full.saturating_abs() < limits().one_sided_share.share(sum.saturating_abs()) {
            continue;
        }
        for amount in moments {
            report.doubt_facts(block, amount, rule, [line.row]);
        }
        let finding = Finding {
            found: Some(plain(0)),
            amount_affected: Some(full.saturating_abs()),
            ..blocks.facts_frame(block).finding(rule, line.row, Some(block.amounts[empty]))
        };
        let (name, full) = (blocks.name(block, &record), pesos(full));
        let spanish = format!("«{name}»: la otra columna dice {full}.");
        let english = format!("“{name}”: the other column says {full}.");
        report.add(rule.say(finding, &blocks.place(block), &spanish, &english));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, OBJECT, cut, judge};

    const RULE: &str = "one-sided-function";

    #[test]
    fn a_function_with_money_in_one_column_only_is_doubtful_in_both() {
        let verdict = judge(&cut(FUNCTION, 2022, &[(0, 300), (400, 100), (500, 480)]));
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.field.as_deref(), finding.amount_affected), (Some("approved"), Some(30_000)));
        let doubted: Vec<usize> = verdict.doubts.iter().map(|(_, rows)| rows.len()).collect();
        assert_eq!(doubted, [1, 1], "both amounts of one row");
    }

    #[test]
    fn small_functions_and_accounts_without_one_of_the_columns_are_left_alone() {
        assert!(judge(&cut(FUNCTION, 2022, &[(0, 40), (400, 480), (500, 480)])).of(RULE).is_empty());
        assert!(judge(&cut(FUNCTION, 2022, &[(400, 0), (500, 0)])).of(RULE).is_empty());
        assert!(judge(&cut(OBJECT, 2022, &[(0, 300), (400, 100)])).of(RULE).is_empty());
    }
}
