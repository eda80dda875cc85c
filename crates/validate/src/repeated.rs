//! `repeated-cut`: a cut that is the one before it under a new date.

use std::collections::BTreeMap;

use erario_model::Finding;

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::series::{Series, neighbours};

/// What moves in the course of a year.
const MOVING: [&str; 6] = ["modified", "committed", "accrued", "exercised", "paid", "collected"];

pub(crate) fn check(blocks: &Blocks, series: &[Series], report: &mut Report) {
    let rule = report.rule("repeated-cut");
    for pair in neighbours(series) {
        let cuts = pair.map(|place| &blocks.blocks[place]);
        let [before, block] = cuts;
        let Some(accrued) = block.amount("accrued") else { continue };
        let amounts: Vec<usize> = MOVING.into_iter().filter_map(|name| block.amount(name)).collect();
        let [earlier, rows] = cuts.map(|block| rows(block, &amounts));
        let was_active = block.facts_with(accrued).any(|(_, value)| value != 0);
        if !was_active || earlier != rows {
            continue;
        }
        let figure = block.figure(accrued).unwrap_or(0);
        let finding = Finding {
            found: Some(plain(figure)),
            amount_affected: Some(figure.saturating_abs()),
            occurrences: rows.len() as i64,
            ..blocks.finding(rule, block, accrued)
        };
        let (before, now) = (before.key.period.unwrap_or("?"), block.key.period.unwrap_or("?"));
        let (table_es, table_en) = (&block.table.title_es, &block.table.title_en);
        let (count, figure) = (rows.len(), pesos(figure));
        let spanish = format!("«{table_es}»: los {count} renglones de {now} son los de {before}; devengado, {figure}.");
        let english = format!("“{table_en}”: the {count} rows of {now} are those of {before}; accrued, {figure}.");
        report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
        for amount in amounts {
            report.doubt_facts(block, amount, rule, block.rows_with(amount));
        }
    }
}

/// The facts that say something other than zero, by their place in the classification.
fn rows<'a>(block: &Block<'a>, amounts: &[usize]) -> BTreeMap<&'a str, Vec<Vec<i64>>> {
    let mut rows: BTreeMap<&str, Vec<Vec<i64>>> = BTreeMap::new();
    for line in &block.facts {
        let values: Vec<i64> = amounts.iter().map(|amount| line.amounts[*amount].unwrap_or(0)).collect();
        if values.iter().any(|value| *value != 0) {
            rows.entry(line.node.unwrap_or_default()).or_default().push(values);
        }
    }
    rows.values_mut().for_each(|same_node| same_node.sort_unstable());
    rows
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, judge, quarter};

    const RULE: &str = "repeated-cut";

    #[test]
    fn a_cut_that_moved_in_one_row_is_silent() {
        let mut rows = quarter(FUNCTION, 2, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 3, &[(100, 10), (200, 21)]));
        assert!(judge(&rows).of(RULE).is_empty());
    }

    #[test]
    fn a_cut_in_which_something_else_moved_is_silent() {
        let mut rows = quarter(FUNCTION, 2, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 3, &[(100, 10), (200, 20)]));
        assert_eq!(judge(&rows).of(RULE).len(), 1);
        rows.iter_mut().enumerate().for_each(|(place, row)| row.exercised = Some(place as i64));
        assert!(judge(&rows).of(RULE).is_empty());
    }

    #[test]
    fn a_cut_that_repeats_the_one_before_is_doubtful_in_what_should_have_moved() {
        let mut rows = quarter(FUNCTION, 2, &[(100, 10), (200, 20)]);
        rows.extend(quarter(FUNCTION, 3, &[(100, 10), (200, 20)]));
        rows.iter_mut().filter(|row| row.fiscal_year == 2018).for_each(|row| row.paid = row.accrued);
        // The earlier cut is no fact.
        rows[..3].iter_mut().for_each(|row| row.is_superseded = true);
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.period.as_deref(), finding.found.as_deref()), (Some("2018-Q3"), Some("30.00")));
        assert_eq!(verdict.doubted(FUNCTION, "accrued", RULE), 2);
        assert_eq!(verdict.doubted(FUNCTION, "paid", RULE), 2);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 0);
    }

    #[test]
    fn a_year_in_which_nothing_happened_yet_repeats_nothing() {
        let mut rows = quarter(FUNCTION, 1, &[(100, 0), (200, 0)]);
        rows.extend(quarter(FUNCTION, 2, &[(100, 0), (200, 0)]));
        assert!(judge(&rows).of(RULE).is_empty());
    }
}
