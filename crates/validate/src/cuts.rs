//! The same money cut several ways: `cuts-disagree`, `cuts-differ-slightly`, `revenue-differs-from-approved`.

use std::collections::HashSet;

use erario_model::{Finding, Rule, Table};

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material};

/// The tables that cut an account's spending, each of which adds up to all of it.
pub(crate) const CUTS: [&str; 5] =
    ["spending_by_function", "spending_by_object", "spending_by_unit", "spending_by_type", "spending_by_program"];

/// So many figures can be read one after the other; more are told by what they say.
const FEW: usize = 3;

/// What one cut says of an amount of the whole account.
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

/// Compares the cuts of each account; returns the blocks and amounts, by place, that most others contradict.
///
/// `thousands` are blocks and amounts known to be in thousands of pesos: they have no voice in who is right.
pub(crate) fn check(
    blocks: &Blocks,
    thousands: &HashSet<(usize, usize)>,
    report: &mut Report,
) -> HashSet<(usize, usize)> {
    let mut contradicted = HashSet::new();
    for cuts in blocks.accounts(&CUTS).values() {
        let mut names: Vec<&str> = Vec::new();
        for name in cuts.iter().flat_map(|place| &blocks.blocks[*place].amounts) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        for name in names {
            let wrong = compare(blocks, &figures(blocks, cuts, name), thousands, report);
            contradicted.extend(wrong.iter().map(|figure| (figure.block, figure.amount)));
        }
    }
    revenue(blocks, thousands, report);
    contradicted
}

fn any_pair(figures: &[Figure], differ: impl Fn(&Figure, &Figure) -> bool) -> bool {
    figures.iter().enumerate().any(|(place, one)| figures[..place].iter().any(|other| differ(one, other)))
}

/// Returns the figures that most others contradict.
fn compare(
    blocks: &Blocks,
    figures: &[Figure],
    thousands: &HashSet<(usize, usize)>,
    report: &mut Report,
) -> Vec<Figure> {
    if !any_pair(figures, Figure::contradicts) {
        slightly(blocks, figures, report);
        return Vec::new();
    }
    let rule = report.rule("cuts-disagree");
    let voters: Vec<Figure> =
        figures.iter().filter(|figure| !thousands.contains(&(figure.block, figure.amount))).copied().collect();
    let agreed = majority(&voters).unwrap_or_default();
    let stands = |figure: &Figure| agreed.iter().any(|one| one.block == figure.block);
    let wrong: Vec<Figure> = figures.iter().filter(|figure| !stands(figure)).copied().collect();
    let doubt = |figures: &[Figure], report: &mut Report| {
        for figure in figures {
            let block = &blocks.blocks[figure.block];
            report.doubt_facts(block, figure.amount, rule, block.rows_with(figure.amount));
        }
    };
    if agreed.is_empty() || wrong.is_empty() {
        // Without a culprit the finding starts from a fact and measures to the cut farthest from it.
        let (found, expected) = farthest(blocks, figures);
        let finding = finding(blocks, rule, [found, expected], figures);
        tell(blocks, rule, Finding { table_name: None, figure_id: None, ..finding }, found, figures, None, report);
        doubt(figures, report);
        return Vec::new();
    }
    let closing = match wrong.len() {
        1 => ("Las demás contradicen a", "The others contradict"),
        _ => ("La mayoría contradice a", "Most contradict"),
    };
    let expected = most_common(&agreed);
    for found in &wrong {
        let finding = finding(blocks, rule, [*found, expected], figures);
        tell(blocks, rule, finding, *found, figures, Some(closing), report);
    }
    // Those that agree may still be some pesos apart, which a greater difference elsewhere must not hide.
    slightly(blocks, &agreed, report);
    doubt(&wrong, report);
    wrong
}

/// Tells figures that are apart by more than rounding and by less than anyone need doubt.
fn slightly(blocks: &Blocks, figures: &[Figure], report: &mut Report) {
    if !any_pair(figures, Figure::is_apart) {
        return;
    }
    let rule = report.rule("cuts-differ-slightly");
    let (found, expected) = farthest(blocks, figures);
    let finding = finding(blocks, rule, [found, expected], figures);
    tell(blocks, rule, Finding { table_name: None, figure_id: None, ..finding }, found, figures, None, report);
}

/// The figure that the most others repeat to the peso; of several, the first.
fn most_common(figures: &[Figure]) -> Figure {
    let repeated = |one: &Figure| figures.iter().filter(|other| !one.is_apart(other)).count();
    let more_common = |best: Figure, next: Figure| if repeated(&next) > repeated(&best) { next } else { best };
    figures.iter().copied().reduce(more_common).unwrap_or(figures[0])
}

/// A figure, of a fact if there is one, and the one that is farthest from it.
fn farthest(blocks: &Blocks, figures: &[Figure]) -> (Figure, Figure) {
    let is_fact = |figure: &&Figure| !blocks.blocks[figure.block].key.is_superseded;
    let found = *figures.iter().find(is_fact).unwrap_or(&figures[0]);
    let rest = figures.iter().filter(|figure| figure.block != found.block);
    (found, *rest.max_by_key(|figure| difference(figure.value, found.value)).unwrap_or(&found))
}

fn finding(blocks: &Blocks, rule: &Rule, [found, expected]: [Figure; 2], figures: &[Figure]) -> Finding {
    Finding {
        found: Some(plain(found.value)),
        expected: Some(plain(expected.value)),
        amount_affected: Some(difference(found.value, expected.value)),
        occurrences: figures.len() as i64,
        ..blocks.finding(rule, &blocks.blocks[found.block], found.amount)
    }
}

/// `closing` says, in both languages, that others contradict the figure.
fn tell(
    blocks: &Blocks,
    rule: &Rule,
    finding: Finding,
    found: Figure,
    figures: &[Figure],
    closing: Option<(&str, &str)>,
    report: &mut Report,
) {
    let block = &blocks.blocks[found.block];
    let (mut spanish, mut english) =
        (list(blocks, figures, |table| &table.title_es), list(blocks, figures, |table| &table.title_en));
    if let Some((closing_es, closing_en)) = closing {
        let title = |title: fn(&Table) -> &str| named(block, has_formats(blocks, figures), title);
        spanish.push_str(&format!(" {closing_es} «{}».", title(|table| &table.title_es)));
        english.push_str(&format!(" {closing_en} “{}”.", title(|table| &table.title_en)));
    }
    report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
}

/// All figures, each with its table, and with its dataset where several give the same table.
fn list(blocks: &Blocks, figures: &[Figure], title: fn(&Table) -> &str) -> String {
    let name = |figure: &Figure| named(&blocks.blocks[figure.block], has_formats(blocks, figures), title);
    if figures.len() <= FEW {
        let each = figures.iter().map(|figure| format!("{}: {}", name(figure), pesos(figure.value)));
        return each.collect::<Vec<_>>().join("; ") + ".";
    }
    let mut values: Vec<(i64, Vec<String>)> = Vec::new();
    for figure in figures {
        match values.iter_mut().find(|(value, _)| *value == figure.value) {
            Some((_, names)) => names.push(name(figure)),
            None => values.push((figure.value, vec![name(figure)])),
        }
    }
    let each = values.iter().map(|(value, names)| format!("{}: {}", pesos(*value), names.join(", ")));
    each.collect::<Vec<_>>().join("; ") + "."
}

/// Some table is among the figures twice.
fn has_formats(blocks: &Blocks, figures: &[Figure]) -> bool {
    let table = |figure: &Figure| blocks.blocks[figure.block].key.table;
    any_pair(figures, |one, other| table(one) == table(other))
}

fn named(block: &Block, has_formats: bool, title: fn(&Table) -> &str) -> String {
    let dataset = block.key.dataset.filter(|_| has_formats);
    dataset.map_or_else(|| title(block.table).to_owned(), |dataset| format!("{} ({dataset})", title(block.table)))
}

/// A budget is balanced: what is expected to come in is what is approved to go out.
fn revenue(blocks: &Blocks, thousands: &HashSet<(usize, usize)>, report: &mut Report) {
    let rule = report.rule("revenue-differs-from-approved");
    let spending = blocks.accounts(&CUTS);
    for (account, revenue) in blocks.accounts(&["revenue_by_source"]) {
        let Some(cuts) = spending.get(&account) else { continue };
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
            report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, OBJECT, PROGRAM, REVENUE, Row, TYPE, UNIT, cut, in_sections, judge, quarter};

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

    /// An entity's account in June 2018: five cuts in one format and three in the other, all superseded.
    fn june(function: i64, program: i64) -> Vec<Row> {
        let agreed = 116_525_652;
        let mut rows = Vec::new();
        for (dataset, table, accrued) in
            [("eaepe-f", FUNCTION, function), ("eaepe-o", OBJECT, agreed), ("eaepe-u", UNIT, agreed)]
        {
            rows.extend(quarter(table, 2, &[(302_123_038, accrued)]).into_iter().map(|row| (dataset, row)));
        }
        rows.extend(quarter(TYPE, 2, &[(302_123_038, agreed)]).into_iter().map(|row| ("eaepe-t", row)));
        rows.extend(quarter(PROGRAM, 2, &[(302_123_038, program)]).into_iter().map(|row| ("program", row)));
        for (dataset, table) in [("ldf-c", FUNCTION), ("ldf-a", OBJECT), ("ldf-b", UNIT)] {
            let sections = in_sections(quarter(table, 2, &[(302_123_038, agreed)]));
            rows.extend(sections.into_iter().map(|row| (dataset, row)));
        }
        let named = |(dataset, row)| Row { dataset: Some(dataset), is_superseded: true, ..row };
        rows.into_iter().map(named).collect()
    }

    #[test]
    fn an_entity_has_its_cuts_compared_in_all_formats() {
        assert!(judge(&june(116_525_652, 116_525_652)).of("cuts-disagree").is_empty());
        let verdict = judge(&june(116_578_000, 2_648_323));
        let findings = verdict.of("cuts-disagree");
        let told: Vec<_> =
            findings.iter().map(|finding| (finding.dataset.as_str(), finding.found.as_deref())).collect();
        assert_eq!(told, [("eaepe-f", Some("116578000.00")), ("program", Some("2648323.00"))]);
        for finding in findings {
            assert_eq!(finding.expected.as_deref(), Some("116525652.00"));
            assert_eq!((finding.edition.as_str(), finding.period.as_deref()), ("2018-2T", Some("2018-Q2")));
            assert!(finding.message_es.contains("(ldf-a)"), "{}", finding.message_es);
        }
        assert_eq!(verdict.doubts.iter().count(), 0, "what was superseded is not doubted");
    }

    #[test]
    fn every_cut_that_most_contradict_is_told_and_only_facts_are_doubted() {
        let mut rows = june(116_525_652, 116_525_652);
        for row in rows.iter_mut().filter(|row| row.dataset.is_some_and(|dataset| dataset.starts_with("ldf"))) {
            row.is_superseded = false;
            let is_wrong = row.dataset != Some("ldf-b");
            row.accrued = row.accrued.map(|accrued| if is_wrong { accrued / 100 * 101 } else { accrued });
        }
        let verdict = judge(&rows);
        let findings = verdict.of("cuts-disagree");
        let told: Vec<_> = findings.iter().map(|finding| finding.dataset.as_str()).collect();
        assert_eq!(told, ["ldf-c", "ldf-a"]);
        assert!(findings[0].message_en.contains("Most contradict"), "{}", findings[0].message_en);
        assert_eq!(verdict.doubted(OBJECT, "accrued", "cuts-disagree"), 2);
        assert_eq!(verdict.doubted(UNIT, "accrued", "cuts-disagree"), 0);
    }

    #[test]
    fn a_slight_difference_is_told_beside_a_great_one() {
        let verdict = judge(&june(116_524_917, 2_648_323));
        assert_eq!(verdict.of("cuts-disagree").len(), 1);
        assert_eq!(verdict.of("cuts-disagree")[0].expected.as_deref(), Some("116525652.00"), "what most say");
        let findings = verdict.of("cuts-differ-slightly");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.found.as_deref(), Some("116524917.00"));
        assert_eq!(finding.expected.as_deref(), Some("116525652.00"));
        assert!(finding.message_es.contains("116,524,917.00") && finding.message_es.contains("116,525,652.00"));
    }

    #[test]
    fn an_entity_is_never_compared_with_its_government_nor_an_edition_with_another() {
        let mut rows = cuts(1_000_001, 1_000_001, 1_000_001);
        let entity = cuts(20_001, 20_001, 20_001).into_iter().map(|row| Row { entity: Some("school"), ..row });
        let older = cuts(900_001, 900_001, 900_001).into_iter();
        rows.extend(entity);
        rows.extend(older.map(|row| Row { edition: "2025", is_superseded: true, ..row }));
        assert!(judge(&rows).of("cuts-disagree").is_empty());
    }
}
