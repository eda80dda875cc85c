//! `thousands-of-pesos`: a block a thousand times smaller than another cut of the same money.

use std::collections::HashSet;

use erario_model::Finding;

use crate::block::Blocks;
use crate::cuts::{CUTS, figures};
use crate::report::{Report, pesos, plain};
use crate::tolerance::difference;

/// Reports such blocks and returns them as places of blocks and of their amounts.
pub(crate) fn check(blocks: &Blocks, report: &mut Report) -> HashSet<(usize, usize)> {
    let rule = report.rule("thousands-of-pesos");
    let mut thousands = HashSet::new();
    for cuts in blocks.governments(&CUTS).values() {
        for place in cuts {
            let block = &blocks.blocks[*place];
            for (amount, name) in block.amounts.iter().enumerate() {
                let figures = figures(blocks, cuts, name);
                let Some(small) = figures.iter().find(|figure| figure.block == *place) else { continue };
                let Some(sibling) = figures.iter().find(|sibling| is_thousandfold(small.value, sibling.value)) else {
                    continue;
                };
                thousands.insert((*place, amount));
                let finding = Finding {
                    found: Some(plain(small.value)),
                    expected: Some(plain(sibling.value)),
                    amount_affected: Some(difference(small.value, sibling.value)),
                    occurrences: block.rows_with(amount).len() as i64,
                    ..blocks.finding(rule, block, amount)
                };
                let other = blocks.blocks[sibling.block].table;
                let (found, expected) = (pesos(small.value), pesos(sibling.value));
                let spanish =
                    format!("«{}» dice {found} y «{}» dice {expected}.", block.table.title_es, other.title_es);
                let english =
                    format!("“{}” says {found} and “{}” says {expected}.", block.table.title_en, other.title_en);
                report.add(rule.say(finding, &blocks.place(block), &spanish, &english));
                report.doubt(&block.table.name, name, rule, block.rows_with(amount));
            }
        }
    }
    thousands
}

/// A thousand times the small figure is the other one, give or take 0.1 %.
fn is_thousandfold(small: i64, other: i64) -> bool {
    let (thousandfold, other) = (i128::from(small) * 1000, i128::from(other));
    small != 0 && (thousandfold - other).abs() * 1000 <= other.abs()
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, UNIT, cut, judge};

    const RULE: &str = "thousands-of-pesos";

    #[test]
    fn the_small_block_is_doubtful_and_the_other_is_not() {
        let mut rows = cut(FUNCTION, 2018, &[(400_000, 1), (424_295, 1)]);
        rows.extend(cut(UNIT, 2018, &[(824_295_098, 7)]));
        let verdict = judge(&rows);
        assert_eq!(verdict.of(RULE)[0].table_name.as_deref(), Some(FUNCTION));
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 2);
        assert_eq!(verdict.of("cuts-disagree")[0].table_name.as_deref(), Some(FUNCTION));
        assert_eq!(verdict.doubted(UNIT, "approved", "cuts-disagree"), 0);
    }

    #[test]
    fn another_small_figure_is_not_in_thousands() {
        let mut rows = cut(FUNCTION, 2018, &[(400_000, 1), (420_000, 1)]);
        rows.extend(cut(UNIT, 2018, &[(824_295_098, 7)]));
        assert!(judge(&rows).of(RULE).is_empty());
    }
}
