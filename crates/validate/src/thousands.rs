//! `thousands-of-pesos` and `millions-of-pesos`: a block a thousand or a million times smaller than another one of the
//! same money, or of the year beside it.

use std::collections::{BTreeMap, HashSet};

use erario_model::Finding;

use crate::block::{Block, BlockKey};
use crate::blocks::Blocks;
use crate::cuts::{CUTS, figures};
use crate::report::{Report, pesos, plain};
use crate::series::{Series, neighbours};
use crate::tolerance::{difference, is_beyond, limits};

/// What was planned: from one cut or year to the next it moves by tenths, not by hundreds.
const PLANNED: [&str; 3] = ["approved", "estimated", "modified"];

/// Units that nobody said, and the rules that tell them.
const UNITS: [(i64, &str); 2] = [(1_000, "thousands-of-pesos"), (1_000_000, "millions-of-pesos")];

/// Blocks and their amounts, by place, that are in thousands or millions of pesos.
pub(crate) type Thousands = HashSet<(usize, usize)>;

/// Reports such blocks and returns them.
pub(crate) fn check(blocks: &Blocks, series: &[Series], report: &mut Report) -> Thousands {
    let mut thousands = Thousands::new();
    for cuts in blocks.accounts(&CUTS).values() {
        for place in cuts {
            let block = &blocks.blocks[*place];
            for (amount, name) in block.amounts.iter().enumerate() {
                let figures = figures(blocks, cuts, name);
                let Some(small) = figures.iter().find(|figure| figure.block == *place) else { continue };
                for (unit, slug) in UNITS {
                    let sibling = figures.iter().find(|sibling| is_times(small.value, sibling.value, unit));
                    if let Some(sibling) = sibling.filter(|_| thousands.insert((*place, amount))) {
                        tell(blocks, slug, (block, amount), [small.value, sibling.value], sibling.block, report);
                    }
                }
            }
        }
    }
    for [one, other] in neighbours(series).chain(years(blocks, series)) {
        for unit in UNITS {
            jump(blocks, unit, [one, other], &mut thousands, report);
            jump(blocks, unit, [other, one], &mut thousands, report);
        }
    }
    thousands
}

/// The last cuts of years that follow each other.
fn years<'b>(blocks: &'b Blocks, series: &'b [Series]) -> impl Iterator<Item = [usize; 2]> + 'b {
    let key = |place: &usize| {
        let key = blocks.blocks[*place].key;
        BlockKey { edition: None, period: None, source: None, is_superseded: false, ..key }
    };
    let last: BTreeMap<BlockKey, usize> =
        series.iter().filter_map(|cuts| cuts.last()).map(|at| (key(at), *at)).collect();
    let places: Vec<usize> = last.values().copied().collect();
    places.into_iter().filter_map(move |place| {
        let own = key(&place);
        let before = BlockKey { fiscal_year: own.fiscal_year.map(|year| year - 1), ..own };
        Some([*last.get(&before)?, place])
    })
}

/// Tells the first block if its plan is some thousand or million times smaller than that of the other one; what it says
/// was done is in the same unit then, where it jumps alike.
fn jump(
    blocks: &Blocks,
    (unit, slug): (i64, &str),
    [place, other]: [usize; 2],
    thousands: &mut Thousands,
    report: &mut Report,
) {
    let block = &blocks.blocks[place];
    let limits = limits();
    let jump = |amount: usize| {
        let [small, large] = [place, other].map(|place| blocks.blocks[place].figure(amount));
        let (small, large) = (small?, large?);
        // The limits are told in times of a thousand.
        let bound = |times: i64| i128::from(small) * i128::from(times) * i128::from(unit / 1000);
        let is_jump = (bound(limits.jump_least.value)..=bound(limits.jump_most.value)).contains(&i128::from(large));
        (small > limits.filled_in.value * 100 && is_jump).then_some([small, large])
    };
    let is_planned_in_thousands = PLANNED.iter().any(|name| block.amount(name).and_then(jump).is_some());
    for amount in (0..block.amounts.len()).filter(|_| is_planned_in_thousands) {
        if let Some(figures) = jump(amount).filter(|_| thousands.insert((place, amount))) {
            tell(blocks, slug, (block, amount), figures, other, report);
        }
    }
}

fn tell(
    blocks: &Blocks,
    slug: &str,
    (block, amount): (&Block, usize),
    figures: [i64; 2],
    other: usize,
    report: &mut Report,
) {
    let rule = report.rule(slug);
    let [small, large] = figures;
    let finding = Finding {
        found: Some(plain(small)),
        expected: Some(plain(large)),
        amount_affected: Some(difference(small, large)),
        occurrences: block.rows_with(amount).len() as i64,
        ..blocks.finding(rule, block, amount)
    };
    let other = &blocks.blocks[other];
    // A neighbour in time has the same title, and its period tells it apart.
    let name = |subject: &Block, title: &str| match subject.key.period {
        Some(period) if block.key.period != other.key.period => format!("{title} ({period})"),
        _ => title.to_owned(),
    };
    let (found, expected) = (pesos(small), pesos(large));
    let [own_es, other_es] = [block, other].map(|subject| name(subject, &subject.table.title_es));
    let [own_en, other_en] = [block, other].map(|subject| name(subject, &subject.table.title_en));
    let spanish = format!("«{own_es}» dice {found} y «{other_es}» dice {expected}.");
    let english = format!("“{own_en}” says {found} and “{other_en}” says {expected}.");
    report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
    report.doubt_facts(block, amount, rule, block.rows_with(amount));
}

/// So many times the small figure is the other one, give or take 0.1 %.
fn is_times(small: i64, other: i64, unit: i64) -> bool {
    let large = small.saturating_mul(unit);
    small != 0 && !is_beyond(&limits().thousandfold_apart, difference(large, other), other.saturating_abs())
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, TYPE, UNIT, cut, judge, quarter};

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
    fn a_block_in_millions_is_told_by_a_rule_of_its_own() {
        let mut rows = cut(FUNCTION, 2018, &[(40_000, 1), (12_429, 1)]);
        rows.extend(cut(UNIT, 2018, &[(52_429_510_098, 7)]));
        let verdict = judge(&rows);
        assert!(verdict.of(RULE).is_empty());
        assert_eq!(verdict.of("millions-of-pesos").len(), 1);
        assert_eq!(verdict.doubted(FUNCTION, "approved", "millions-of-pesos"), 2);
    }

    #[test]
    fn another_small_figure_is_not_in_thousands() {
        let mut rows = cut(FUNCTION, 2018, &[(400_000, 1), (420_000, 1)]);
        rows.extend(cut(UNIT, 2018, &[(824_295_098, 7)]));
        assert!(judge(&rows).of(RULE).is_empty());
    }

    #[test]
    fn sibling_tables_of_an_entity_are_compared_too() {
        let mut rows = quarter(TYPE, 4, &[(400_000, 1), (424_295, 1)]);
        rows.extend(quarter(UNIT, 4, &[(824_295_098, 7)]));
        let verdict = judge(&rows);
        assert_eq!(verdict.of(RULE)[0].table_name.as_deref(), Some(TYPE));
        assert_eq!(verdict.doubted(TYPE, "approved", RULE), 2);
    }

    #[test]
    fn a_cut_or_year_beside_it_shows_the_jump() {
        let mut cuts = quarter(UNIT, 1, &[(824_295_098, 7)]);
        cuts.extend(quarter(UNIT, 2, &[(824_295, 9)]));
        let mut years = cut(UNIT, 2018, &[(790_111, 640_222)]);
        years.extend(cut(UNIT, 2019, &[(824_295_098, 700_333_444)]));
        for (rows, period, fields) in [(cuts, "2018-Q2", 1), (years, "2018", 2)] {
            let verdict = judge(&rows);
            let findings = verdict.of(RULE);
            assert_eq!(findings.len(), fields, "accrued only where it jumps alike: {findings:?}");
            assert_eq!((findings[0].period.as_deref(), findings[0].field.as_deref()), (Some(period), Some("approved")));
            assert_eq!(verdict.doubted(UNIT, "approved", RULE), 1);
        }
    }

    #[test]
    fn a_budget_that_grew_tenfold_is_none_in_thousands() {
        let mut rows = cut(UNIT, 2018, &[(8_242_950, 0)]);
        rows.extend(cut(UNIT, 2019, &[(82_429_509, 7)]));
        assert!(judge(&rows).of(RULE).is_empty());
    }
}
