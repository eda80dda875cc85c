//! `moments-out-of-order` and `over-spent`: money moves from modified to committed, accrued, exercised and paid, and no
//! later moment is larger than an earlier one.

use erario_model::Finding;

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material, tolerance};

/// The moments of spending, the last first.
const ORDER: [&str; 5] = ["paid", "exercised", "accrued", "committed", "modified"];

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    for block in &blocks.blocks {
        let there: Vec<&str> =
            ORDER.into_iter().filter(|name| block.amount(name).is_some_and(|amount| block.has(amount))).collect();
        for pair in there.windows(2) {
            let slug = match (pair[0], pair[1]) {
                // `paid-exceeds-accrued` tells it.
                ("paid", "accrued") => continue,
                ("accrued", "modified") => "over-spent",
                _ => "moments-out-of-order",
            };
            compare(blocks, block, [pair[0], pair[1]], slug, report);
        }
        // Where commitments stand between the two, accrued is held against modified all the same.
        if there.contains(&"committed") && there.contains(&"accrued") && there.contains(&"modified") {
            compare(blocks, block, ["accrued", "modified"], "over-spent", report);
        }
    }
}

/// One finding for a block, with its largest case.
fn compare(blocks: &Blocks, block: &Block, [later, earlier]: [&str; 2], slug: &str, report: &mut Report) {
    let rule = report.rule(slug);
    let (Some(after), Some(before)) = (block.amount(later), block.amount(earlier)) else { return };
    let records = block.records();
    // What is below zero is told by `negative-amount`, and everything exceeds it.
    let is_over = |found: i64, expected: i64| {
        expected >= 0 && found.saturating_sub(expected) > tolerance([found, expected]) && is_material(found, expected)
    };
    let pairs = records.iter().filter_map(|record| Some((record, record.amount(after)?, record.amount(before)?)));
    let over: Vec<_> = pairs.filter(|(_, found, expected)| is_over(*found, *expected)).collect();
    let Some((record, found, expected)) =
        over.iter().max_by_key(|(_, found, expected)| difference(*found, *expected)).copied()
    else {
        return;
    };
    let finding = Finding {
        found: Some(plain(found)),
        expected: Some(plain(expected)),
        amount_affected: Some(difference(found, expected)),
        occurrences: over.len() as i64,
        ..blocks.record_finding(rule, block, record, after)
    };
    let title = |name: &str| block.table.field(name).map(|field| (field.title_es.as_str(), field.title_en.as_str()));
    let (name, count, rows) = (blocks.name(block, record), over.len(), records.len());
    let (found, expected, (es, en)) = (pesos(found), pesos(expected), title(earlier).unwrap_or_default());
    let spanish = format!("Es mayor que «{es}» en {count} de {rows}; el mayor caso, «{name}»: {found} y {expected}.");
    let english =
        format!("It exceeds “{en}” in {count} of {rows}; the largest case, “{name}”: {found} and {expected}.");
    report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
}

#[cfg(test)]
mod tests {
    use crate::sample::{OBJECT, Row, cut, judge};

    fn account(moments: [Option<i64>; 4]) -> Vec<Row> {
        let [modified, accrued, exercised, paid] = moments;
        let mut rows = cut(OBJECT, 2018, &[(100, 0)]);
        rows.iter_mut().for_each(|row| {
            (row.modified, row.accrued, row.exercised, row.paid) = (modified, accrued, exercised, paid);
        });
        rows
    }

    #[test]
    fn moments_in_their_order_are_silent() {
        let verdict = judge(&account([Some(10_000), Some(9_000), Some(9_000), Some(8_000)]));
        assert!(verdict.of("moments-out-of-order").is_empty() && verdict.of("over-spent").is_empty());
    }

    #[test]
    fn a_block_is_noted_once_for_each_two_moments_and_doubts_nothing() {
        let verdict = judge(&account([Some(10_000), Some(12_000), Some(13_000), Some(14_000)]));
        let fields: Vec<_> =
            verdict.of("moments-out-of-order").iter().map(|finding| finding.field.clone().unwrap()).collect();
        assert_eq!(fields, ["paid", "exercised"]);
        assert_eq!(verdict.of("over-spent").len(), 1);
        assert_eq!(verdict.doubts.iter().filter(|(doubt, _)| doubt.rule == "over-spent").count(), 0);
    }
}
