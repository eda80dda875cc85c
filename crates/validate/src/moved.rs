//! `approved-moved`: what a congress or a board approved is one figure, in every cut of the year.

use std::collections::BTreeMap;

use erario_model::Finding;

use crate::block::{Block, Record};
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::series::{Series, neighbours};
use crate::tolerance::{difference, is_material, limits};

const PLANNED: [&str; 2] = ["approved", "estimated"];
/// So many rows are named among those that moved.
const NAMED: usize = 3;

pub(crate) fn check(blocks: &Blocks, series: &[Series], report: &mut Report) {
    let rule = report.rule("approved-moved");
    for pair in neighbours(series) {
        let cuts = pair.map(|place| &blocks.blocks[place]);
        let [before, block] = cuts;
        for amount in PLANNED.into_iter().filter_map(|name| block.amount(name)) {
            let [Some(expected), Some(found)] = cuts.map(|block| block.figure(amount)) else { continue };
            if difference(expected, found) <= cuts[0].tolerance(amount).max(cuts[1].tolerance(amount)) {
                continue;
            }
            let finding = Finding {
                found: Some(plain(found)),
                expected: Some(plain(expected)),
                amount_affected: Some(difference(found, expected)),
                ..blocks.finding(rule, block, amount)
            };
            let moved = moved(blocks, cuts, amount);
            let (before, now) = (before.key.period.unwrap_or("?"), block.key.period.unwrap_or("?"));
            let (expected_pesos, found_pesos) = (pesos(expected), pesos(found));
            let rows = |word: &str| if moved.is_empty() { String::new() } else { format!(" {word}: {moved}.") };
            let spanish = format!("{before}: {expected_pesos}; {now}: {found_pesos}.{}", rows("Lo que más se movió"));
            let english = format!("{before}: {expected_pesos}; {now}: {found_pesos}.{}", rows("What moved most"));
            let said = rule.say(finding, &blocks.place(block), &spanish, &english);
            report.add_weighed(block, said, is_material(found, expected));
        }
    }
}

/// The rows that moved most, by name, with both figures.
fn moved<'a>(blocks: &Blocks<'a>, cuts: [&Block<'a>; 2], amount: usize) -> String {
    let records = cuts.map(|block| block.records());
    let mut nodes: BTreeMap<&str, ([i64; 2], usize, &Record)> = BTreeMap::new();
    for (side, records) in records.iter().enumerate() {
        for record in records.iter().filter(|record| record.fact.is_some()) {
            let (Some(node), Some(value)) = (record.node, record.amount(amount)) else { continue };
            let (figures, ..) = nodes.entry(node).or_insert(([0, 0], side, record));
            figures[side] = figures[side].saturating_add(value);
        }
    }
    let mut moved: Vec<_> =
        nodes.into_values().filter(|([one, other], ..)| difference(*one, *other) > limits().peso.value).collect();
    moved.sort_by_key(|([one, other], ..)| -difference(*one, *other));
    let say = |([one, other], side, record): &([i64; 2], usize, &Record<'_, 'a>)| {
        format!("{}, {} → {}", blocks.name(cuts[*side], record), pesos(*one), pesos(*other))
    };
    moved.iter().take(NAMED).map(say).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, judge, quarter};

    const RULE: &str = "approved-moved";

    #[test]
    fn a_budget_that_stays_is_silent() {
        let mut rows = quarter(FUNCTION, 1, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 2, &[(100, 30), (200, 50)]));
        assert!(judge(&rows).of(RULE).is_empty());
    }

    #[test]
    fn a_budget_that_moved_is_told_at_the_later_cut_with_the_row_that_moved() {
        let mut rows = quarter(FUNCTION, 1, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 2, &[(100, 30), (260, 50)]));
        rows.extend(quarter(FUNCTION, 3, &[(100, 40), (260, 60)]));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("360.00"), Some("300.00")));
        assert_eq!(finding.period.as_deref(), Some("2018-Q2"));
        assert!(finding.message_es.contains("N1, 200.00 → 260.00"), "{}", finding.message_es);
    }
}
