//! The same money cut several ways: `cuts-disagree`, `cuts-differ-slightly`, `revenue-differs-from-approved`.

use std::collections::HashSet;

use erario_model::Finding;

use crate::block::{Block, Blocks};
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material};

/// The tables that cut a government's spending, each of which adds up to all of it.
pub(crate) const CUTS: [&str; 3] = ["spending_by_function", "spending_by_object", "spending_by_unit"];

/// What one cut says of an amount of the whole government.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    /// Place of the block among [`Blocks::blocks`], and of the amount in it.
    pub block: usize,
    pub amount: usize,
    pub value: i64,
    tolerance: i64,
}

impl Figure {
    pub fn is_apart(&self, other: &Figure) -> bool {
        difference(self.value, other.value) > self.tolerance.max(other.tolerance)
    }

    /// Apart by more than rounding and by more than 0.01 %.
    pub fn contradicts(&self, other: &Figure) -> bool {
        self.is_apart(other) && is_material(self.value, other.value)
    }
}

/// The figures that these blocks give for an amount.
pub(crate) fn figures(blocks: &Blocks, cuts: &[usize], name: &str) -> Vec<Figure> {
    let figure = |place: usize| {
        let block = &blocks.blocks[place];
        let amount = block.amount(name)?;
        Some(Figure { block: place, amount, value: block.figure(amount)?, tolerance: block.tolerance(amount) })
    };
    cuts.iter().filter_map(|place| figure(*place)).collect()
}

/// The figures that more than half of all figures agree with one another on; `None` if no such number agrees.
fn majority(figures: &[Figure]) -> Option<Vec<Figure>> {
    let agreeing =
        |one: &Figure| -> Vec<Figure> { figures.iter().filter(|other| !one.contradicts(other)).copied().collect() };
    // The first of the largest groups: `max_by_key` would take the last.
    let largest =
        figures.iter().map(agreeing).reduce(|best, next| if next.len() > best.len() { next } else { best })?;
    (largest.len() * 2 > figures.len()).then_some(largest)
}

/// `thousands` are blocks and amounts known to be in thousands of pesos: they have no voice in who is right.
pub(crate) fn check(blocks: &Blocks, thousands: &HashSet<(usize, usize)>, report: &mut Report) {
    for cuts in blocks.governments(&CUTS).values() {
        let mut names: Vec<&str> = Vec::new();
        for name in cuts.iter().flat_map(|place| &blocks.blocks[*place].amounts) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        for name in names {
            compare(blocks, &figures(blocks, cuts, name), thousands, report);
        }
    }
    revenue(blocks, thousands, report);
}

fn compare(blocks: &Blocks, figures: &[Figure], thousands: &HashSet<(usize, usize)>, report: &mut Report) {
    let pairs =
        || figures.iter().enumerate().flat_map(|(place, one)| figures[..place].iter().map(move |other| (one, other)));
    if !pairs().any(|(one, other)| one.is_apart(other)) {
        return;
    }
    let is_material = pairs().any(|(one, other)| one.contradicts(other));
    let rule = report.rule(if is_material { "cuts-disagree" } else { "cuts-differ-slightly" });
    let voters: Vec<Figure> =
        figures.iter().filter(|figure| !thousands.contains(&(figure.block, figure.amount))).copied().collect();
    let agreed = majority(&voters);
    let stands =
        |figure: &Figure| agreed.as_ref().is_some_and(|agreed| agreed.iter().any(|one| one.block == figure.block));
    let mut wrong: Vec<Figure> = figures.iter().filter(|figure| !stands(figure)).copied().collect();
    if wrong.is_empty() {
        wrong = figures.to_vec();
    }
    let known = (is_material && wrong.len() == 1).then(|| wrong[0]);
    // Without a culprit the finding starts from the first cut and measures to the one farthest from it.
    let found = known.unwrap_or(figures[0]);
    let rest = || figures.iter().filter(|figure| figure.block != found.block);
    let expected = match &agreed {
        Some(agreed) if known.is_some() => agreed[0],
        _ => *rest().max_by_key(|figure| difference(figure.value, found.value)).unwrap_or(&found),
    };
    let block = &blocks.blocks[found.block];
    let finding = blocks.finding(rule, block, found.amount);
    let finding = Finding {
        table_name: known.map(|_| block.table.name.clone()),
        figure_id: finding.figure_id.filter(|_| known.is_some()),
        found: Some(plain(found.value)),
        expected: Some(plain(expected.value)),
        amount_affected: Some(difference(found.value, expected.value)),
        occurrences: figures.len() as i64,
        ..finding
    };
    let say = |title: fn(&Block) -> String| {
        let figure = |figure: &Figure| format!("{}: {}", title(&blocks.blocks[figure.block]), pesos(figure.value));
        figures.iter().map(figure).collect::<Vec<_>>().join("; ") + "."
    };
    let (mut spanish, mut english) =
        (say(|block| block.table.title_es.clone()), say(|block| block.table.title_en.clone()));
    if known.is_some() {
        spanish.push_str(&format!(" Las demás contradicen a «{}».", block.table.title_es));
        english.push_str(&format!(" The others contradict “{}”.", block.table.title_en));
    }
    report.add(rule.say(finding, &blocks.place(block), &spanish, &english));
    if is_material {
        for figure in wrong {
            let block = &blocks.blocks[figure.block];
            report.doubt(&block.table.name, block.amounts[figure.amount], rule, block.rows_with(figure.amount));
        }
    }
}

/// A budget is balanced: what is expected to come in is what is approved to go out.
fn revenue(blocks: &Blocks, thousands: &HashSet<(usize, usize)>, report: &mut Report) {
    let rule = report.rule("revenue-differs-from-approved");
    let spending = blocks.governments(&CUTS);
    for (government, revenue) in blocks.governments(&["revenue_by_source"]) {
        let Some(cuts) = spending.get(&government) else { continue };
        let mut approved = figures(blocks, cuts, "approved");
        approved.retain(|figure| !thousands.contains(&(figure.block, figure.amount)));
        let Some(approved) = majority(&approved).map(|agreed| agreed[0]) else { continue };
        for estimated in figures(blocks, &revenue, "estimated") {
            if !estimated.contradicts(&approved) {
                continue;
            }
            let block = &blocks.blocks[estimated.block];
            let apart = difference(estimated.value, approved.value);
            let finding = Finding {
                found: Some(plain(estimated.value)),
                expected: Some(plain(approved.value)),
                amount_affected: Some(apart),
                ..blocks.finding(rule, block, estimated.amount)
            };
            let (income, outlay, apart) = (pesos(estimated.value), pesos(approved.value), pesos(apart));
            let spanish = format!("Ingresos estimados: {income}; egresos aprobados: {outlay}; diferencia: {apart}.");
            let english = format!("Estimated revenue: {income}; approved spending: {outlay}; difference: {apart}.");
            report.add(rule.say(finding, &blocks.place(block), &spanish, &english));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, OBJECT, REVENUE, Row, UNIT, cut, judge};

    fn cuts(function: i64, object: i64, unit: i64) -> Vec<Row> {
        let half = |total: i64| [(total / 2, 7), (total - total / 2, 7)];
        [(FUNCTION, function), (OBJECT, object), (UNIT, unit)]
            .iter()
            .flat_map(|(table, total)| cut(table, 2020, &half(*total)))
            .collect()
    }

    #[test]
    fn cuts_that_agree_are_silent() {
        let verdict = judge(&cuts(1_000_001, 1_000_001, 1_000_000));
        assert!(verdict.of("cuts-disagree").is_empty());
        assert!(verdict.of("cuts-differ-slightly").is_empty());
    }

    #[test]
    fn the_cut_that_two_contradict_is_doubtful() {
        let verdict = judge(&cuts(900_001, 1_000_001, 1_000_001));
        let findings = verdict.of("cuts-disagree");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.table_name.as_deref(), Some(FUNCTION));
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("900001.00"), Some("1000001.00")));
        assert_eq!(finding.amount_affected, Some(10_000_000));
        assert!(finding.message_en.contains("900,001.00") && finding.message_en.contains("1,000,001.00"));
        assert_eq!(verdict.doubted(FUNCTION, "approved", "cuts-disagree"), 2);
        assert_eq!(verdict.doubted(OBJECT, "approved", "cuts-disagree"), 0);
        assert_eq!(verdict.doubted(FUNCTION, "accrued", "cuts-disagree"), 0);
    }

    #[test]
    fn without_a_majority_all_are_doubtful() {
        let three = judge(&cuts(900_001, 1_000_001, 1_100_001));
        let mut two = cuts(900_001, 1_000_001, 0);
        two.retain(|row| row.table != UNIT);
        let two = judge(&two);
        for (verdict, tables) in [(three, &[FUNCTION, OBJECT, UNIT][..]), (two, &[FUNCTION, OBJECT])] {
            assert_eq!(verdict.of("cuts-disagree")[0].table_name, None);
            for table in tables {
                assert_eq!(verdict.doubted(table, "approved", "cuts-disagree"), 2, "{table}");
            }
        }
    }

    #[test]
    fn a_slight_difference_casts_no_doubt() {
        let verdict = judge(&cuts(1_000_050, 1_000_001, 1_000_001));
        assert!(verdict.of("cuts-disagree").is_empty());
        assert_eq!(verdict.of("cuts-differ-slightly").len(), 1);
        assert_eq!(verdict.doubts.iter().count(), 0);
    }

    #[test]
    fn revenue_is_compared_with_what_most_cuts_say() {
        let mut rows = cuts(900_001, 1_000_001, 1_000_001);
        rows.extend(cut(REVENUE, 2020, &[(1_000_001, 5)]));
        assert!(judge(&rows).of("revenue-differs-from-approved").is_empty());
        rows.retain(|row| row.table != REVENUE);
        rows.extend(cut(REVENUE, 2020, &[(900_001, 5)]));
        let verdict = judge(&rows);
        assert_eq!(verdict.of("revenue-differs-from-approved")[0].expected.as_deref(), Some("1000001.00"));
        assert_eq!(verdict.doubted(REVENUE, "estimated", "revenue-differs-from-approved"), 0);
    }
}
