//! `part-of-the-rows`: a cut in which rows of the cut before it are missing, and their money with them.

use erario_model::Finding;

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos};
use crate::series::{Series, neighbours};
use crate::tolerance::{difference, limits};

const PLANNED: [&str; 2] = ["approved", "estimated"];

pub(crate) fn check(blocks: &Blocks, series: &[Series], report: &mut Report) {
    let rule = report.rule("part-of-the-rows");
    for pair in neighbours(series) {
        let cuts = pair.map(|place| &blocks.blocks[place]);
        let [before, block] = cuts;
        let [earlier, rows] = cuts.map(rows_with_money);
        if limits().rows_of_a_cut.is_reached(rows, earlier) {
            continue;
        }
        for amount in PLANNED.into_iter().filter_map(|name| block.amount(name)) {
            // A printed total may have been kept where rows were lost: what counts is what the rows hold.
            let [held, holds] = cuts.map(|block| block.sum(amount));
            if held.saturating_sub(holds) <= before.tolerance(amount) {
                continue;
            }
            let finding = Finding {
                found: Some(rows.to_string()),
                expected: Some(earlier.to_string()),
                amount_affected: Some(difference(held, holds)),
                occurrences: earlier.saturating_sub(rows) as i64,
                ..blocks.finding(rule, block, amount)
            };
            let (before, now) = (before.key.period.unwrap_or("?"), block.key.period.unwrap_or("?"));
            let (held, holds) = (pesos(held), pesos(holds));
            let spanish = format!("{before}: {earlier} renglones, {held}; {now}: {rows} renglones, {holds}.");
            let english = format!("{before}: {earlier} rows, {held}; {now}: {rows} rows, {holds}.");
            report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
            report.doubt_facts(block, amount, rule, block.rows_with(amount));
        }
    }
}

fn rows_with_money(block: &Block) -> usize {
    block.facts.iter().filter(|line| line.amounts.iter().flatten().any(|value| *value != 0)).count()
}

#[cfg(test)]
mod tests {
    use crate::sample::{OBJECT, judge, quarter};

    const RULE: &str = "part-of-the-rows";
    const WHOLE: [(i64, i64); 6] = [(100, 1), (200, 2), (300, 3), (400, 4), (500, 5), (600, 6)];

    #[test]
    fn a_cut_that_lost_rows_and_money_is_doubtful() {
        let mut rows = quarter(OBJECT, 1, &WHOLE);
        rows.extend(quarter(OBJECT, 2, &WHOLE[..4]));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("4"), Some("6")));
        assert_eq!(finding.amount_affected, Some(110_000));
        assert_eq!(verdict.doubted(OBJECT, "approved", RULE), 4);
    }

    #[test]
    fn one_row_fewer_or_the_same_money_in_fewer_rows_is_silent() {
        let mut one_fewer = quarter(OBJECT, 1, &WHOLE);
        one_fewer.extend(quarter(OBJECT, 2, &WHOLE[..5]));
        assert!(judge(&one_fewer).of(RULE).is_empty());
        let mut merged = quarter(OBJECT, 1, &WHOLE);
        merged.extend(quarter(OBJECT, 2, &[(300, 3), (700, 7), (1100, 11)]));
        assert!(judge(&merged).of(RULE).is_empty());
    }
}
