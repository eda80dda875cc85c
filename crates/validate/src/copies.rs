//! `copied-block`: a year that is the year before it, pasted again.
//!
//! The two years have the same total. Either their rows are the same too, or the total alone was pasted and the other
//! cuts of one of the two years contradict it.

use std::collections::{BTreeMap, HashMap, HashSet};

use erario_model::Finding;

use crate::block::{Account, Block, BlockKey};
use crate::blocks::Blocks;
use crate::cuts::{CUTS, Figure, figures};
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, limits};

/// The moments that a publisher pastes: a plan, or what came of it.
const AMOUNTS: [&str; 3] = ["approved", "estimated", "accrued"];

pub(crate) fn check(blocks: &Blocks, placeholders: &HashSet<(usize, usize)>, report: &mut Report) {
    let cuts = blocks.accounts(&CUTS);
    let mut by_year: HashMap<BlockKey, Vec<usize>> = HashMap::new();
    for (place, block) in blocks.blocks.iter().enumerate() {
        by_year.entry(without_edition(block.key)).or_default().push(place);
    }
    let mut told = HashSet::new();
    let contradicts = |place: usize, amount: usize| is_contradicted(blocks, place, amount, &cuts);
    for (place, block) in blocks.blocks.iter().enumerate() {
        let Some(year) = block.key.fiscal_year else { continue };
        let before = BlockKey { fiscal_year: Some(year - 1), ..without_edition(block.key) };
        let earlier = by_year.get(&before).map_or(&[][..], Vec::as_slice);
        for earlier in comparable(blocks, block, earlier) {
            for name in AMOUNTS {
                let (Some(amount), pair) = (block.amount(name), [earlier, place]) else { continue };
                if pair.iter().any(|place| placeholders.contains(&(*place, amount))) {
                    continue;
                }
                let years = pair.map(|place| &blocks.blocks[place]);
                let [Some(one), Some(other)] = years.map(|block| block.figure(amount)) else { continue };
                // Two budgets that come to the same sum are rare enough for all other pairs to end here.
                if difference(one, other) > years[0].tolerance(amount).max(years[1].tolerance(amount)) {
                    continue;
                }
                let likeness = likeness(years, amount);
                let wrong = pair.map(|place| contradicts(place, amount));
                let is_pasted = limits().copied_share.is_reached(likeness.equal, likeness.rows);
                let is_total_pasted = one == other && wrong[0] != wrong[1];
                if likeness.rows as i64 >= limits().copied_rows.value && (is_pasted || is_total_pasted) {
                    tell(blocks, pair, amount, &likeness, wrong, &mut told, report);
                }
            }
        }
    }
}

/// The states of the year before to compare a block with: that of its own edition, which holds both years as one hand
/// wrote them, or else the one that stands, or else all.
fn comparable(blocks: &Blocks, block: &Block, earlier: &[usize]) -> Vec<usize> {
    let those = |is_it: &dyn Fn(&BlockKey) -> bool| -> Vec<usize> {
        earlier.iter().filter(|place| is_it(&blocks.blocks[**place].key)).copied().collect()
    };
    let same_edition = |key: &BlockKey| (key.edition, key.source) == (block.key.edition, block.key.source);
    let choices = [those(&same_edition), those(&|key| !key.is_superseded), earlier.to_vec()];
    choices.into_iter().find(|choice| !choice.is_empty()).unwrap_or_default()
}

/// The block's key without its edition; the period without its year: what stays the same from year to year.
fn without_edition(key: BlockKey) -> BlockKey {
    let year = key.fiscal_year.map(|year| year.to_string()).unwrap_or_default();
    let period = key.period.map(|period| period.strip_prefix(year.as_str()).unwrap_or(period));
    BlockKey { edition: None, source: None, is_superseded: false, period, ..key }
}

/// How two years of an account compare in an amount: rows, and how many of them say the same, to a peso.
struct Likeness {
    rows: usize,
    equal: usize,
}

fn likeness(pair: [&Block; 2], amount: usize) -> Likeness {
    let mut nodes: BTreeMap<&str, [Vec<i64>; 2]> = BTreeMap::new();
    for (side, block) in pair.into_iter().enumerate() {
        for (line, value) in block.facts_with(amount).filter(|(_, value)| *value != 0) {
            // Rows without a place in a classification cannot be matched.
            if let Some(node) = line.node {
                nodes.entry(node).or_default()[side].push(value);
            }
        }
    }
    let mut likeness = Likeness { rows: 0, equal: 0 };
    let peso = limits().peso.value;
    for [mut earlier, mut later] in nodes.into_values() {
        likeness.rows += earlier.len().max(later.len());
        earlier.sort_unstable();
        later.sort_unstable();
        likeness.equal += earlier.iter().zip(&later).filter(|(one, other)| difference(**one, **other) <= peso).count();
    }
    likeness
}

/// Most of the other cuts of the same account say another figure.
fn is_contradicted(blocks: &Blocks, place: usize, amount: usize, cuts: &BTreeMap<Account, Vec<usize>>) -> bool {
    let block = &blocks.blocks[place];
    let Some(cuts) = block.account().and_then(|account| cuts.get(&account)) else { return false };
    let figures = figures(blocks, cuts, block.amounts[amount]);
    let Some(own) = figures.iter().find(|figure| figure.block == place) else { return false };
    let others: Vec<&Figure> =
        figures.iter().filter(|figure| blocks.blocks[figure.block].key.table != block.key.table).collect();
    others.iter().filter(|other| own.contradicts(other)).count() * 2 > others.len()
}

fn tell(
    blocks: &Blocks,
    pair: [usize; 2],
    amount: usize,
    likeness: &Likeness,
    wrong: [bool; 2],
    told: &mut HashSet<(usize, usize)>,
    report: &mut Report,
) {
    let rule = report.rule("copied-block");
    let doubtful: Vec<usize> = match wrong {
        [true, false] => vec![pair[0]],
        [false, true] => vec![pair[1]],
        _ => pair.to_vec(),
    };
    for place in &doubtful {
        let block = &blocks.blocks[*place];
        report.doubt_facts(block, amount, rule, block.rows_with(amount));
    }
    // The finding stands at the year that is wrong, or at the later one; the middle of three equal years has one finding.
    let subject = doubtful[doubtful.len() - 1];
    if !told.insert((subject, amount)) {
        return;
    }
    let block = &blocks.blocks[subject];
    let figure = block.figure(amount).unwrap_or(0);
    let [earlier, later] = pair.map(|place| blocks.blocks[place].key.fiscal_year.unwrap_or_default());
    let Likeness { rows, equal } = likeness;
    let finding = Finding {
        found: Some(plain(figure)),
        amount_affected: Some(figure.saturating_abs()),
        occurrences: *equal as i64,
        ..blocks.finding(rule, block, amount)
    };
    let (table_es, table_en, figure) = (&block.table.title_es, &block.table.title_en, pesos(figure));
    let (verdict_es, verdict_en) = match doubtful.as_slice() {
        [_] => {
            let year = block.key.fiscal_year.unwrap_or_default();
            (
                format!("Las otras clasificaciones contradicen a {year}: es la copia."),
                format!("The other cuts contradict {year}: it is the copy."),
            )
        }
        _ => (
            "Nada dice cuál de los dos años es el bueno.".to_owned(),
            "Nothing tells which of the two years is right.".to_owned(),
        ),
    };
    let spanish = format!(
        "«{table_es}»: {earlier} y {later} traen el mismo total, {figure}, y {equal} de {rows} renglones iguales. {verdict_es}"
    );
    let english = format!(
        "“{table_en}”: {earlier} and {later} have the same total, {figure}, and {equal} of {rows} rows alike. {verdict_en}"
    );
    report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, OBJECT, Row, UNIT, cut, judge};

    const RULE: &str = "copied-block";
    const PASTED: [(i64, i64); 6] = [(110, 90), (120, 80), (130, 70), (140, 60), (150, 50), (160, 40)];

    #[test]
    fn the_year_that_the_other_cuts_contradict_is_doubtful() {
        let mut rows = cut(FUNCTION, 2020, &PASTED);
        rows.extend(cut(FUNCTION, 2021, &PASTED));
        rows.extend(cut(OBJECT, 2020, &[(900, 500)]));
        rows.extend(cut(UNIT, 2020, &[(900, 500)]));
        rows.extend(cut(OBJECT, 2021, &[(810, 390)]));
        rows.extend(cut(UNIT, 2021, &[(811, 393)]));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        assert_eq!(findings.len(), 2, "approved and accrued");
        assert!(findings.iter().all(|finding| finding.fiscal_year == Some(2020)));
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 6);
        assert_eq!(verdict.doubted(FUNCTION, "accrued", RULE), 6);
        let (_, doubtful) = verdict.doubts.iter().find(|(doubt, _)| doubt.rule == RULE).unwrap();
        assert!(doubtful.iter().all(|row| *row < 6), "rows of 2020 come first in the frame");
    }

    #[test]
    fn without_other_cuts_both_years_are_doubtful() {
        let mut rows = cut(FUNCTION, 2020, &PASTED);
        rows.extend(cut(FUNCTION, 2021, &PASTED));
        let verdict = judge(&rows);
        assert_eq!(verdict.of(RULE)[0].fiscal_year, Some(2021));
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 12);
    }

    #[test]
    fn one_mended_row_hides_no_copy() {
        let mut mended = PASTED;
        (mended[0].0, mended[1].0) = (mended[0].0 + 5, mended[1].0 - 5);
        let mut rows = cut(FUNCTION, 2020, &PASTED);
        rows.extend(cut(FUNCTION, 2021, &mended));
        assert_eq!(judge(&rows).of(RULE).len(), 1, "accrued is the same; approved has four of six rows");
        let mut rows = cut(FUNCTION, 2020, &[&PASTED[..], &PASTED[..]].concat());
        let mut later = [&PASTED[..], &PASTED[..]].concat();
        (later[0].0, later[1].0) = (later[0].0 + 5, later[1].0 - 5);
        rows.extend(cut(FUNCTION, 2021, &later));
        assert_eq!(judge(&rows).of(RULE).len(), 2, "ten of twelve rows");
    }

    #[test]
    fn a_pasted_total_is_told_by_the_other_cuts() {
        let other = [(115, 1), (125, 2), (135, 3), (145, 4), (155, 5), (135, 6)];
        let years = |rows: &mut Vec<Row>, totals: [i64; 2]| {
            for (year, total) in [2020, 2021].into_iter().zip(totals) {
                rows.extend(cut(OBJECT, year, &[(total, 500)]));
                rows.extend(cut(UNIT, year, &[(total, 500)]));
            }
        };
        let mut rows = cut(FUNCTION, 2020, &PASTED);
        rows.extend(cut(FUNCTION, 2021, &other));
        let mut pasted = rows.clone();
        years(&mut pasted, [810, 900]);
        let verdict = judge(&pasted);
        assert_eq!(verdict.of(RULE)[0].fiscal_year, Some(2021));
        years(&mut rows, [810, 810]);
        assert!(judge(&rows).of(RULE).is_empty(), "two years may have one budget");
    }

    #[test]
    fn placeholders_and_other_years_are_no_copies() {
        let plan = PASTED.map(|(approved, _)| (approved, approved));
        let grown = PASTED.map(|(approved, _)| (approved + 10, approved));
        let mut rows = cut(FUNCTION, 2020, &plan);
        rows.extend(cut(FUNCTION, 2021, &grown));
        let verdict = judge(&rows);
        assert_eq!(verdict.of("accrued-equals-approved").len(), 1);
        assert!(verdict.of(RULE).is_empty());
    }
}
