//! `formats-disagree`: one account in two formats, EAEPE and LDF, with two results.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use erario_model::{Finding, Rule, split_section};

use crate::block::{Account, Block};
use crate::blocks::Blocks;
use crate::codes;
use crate::cuts::{CUTS, Figure, figures};
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material};

/// The tables that more than one format gives.
const TABLES: [&str; 7] = [
    "spending_by_function",
    "spending_by_object",
    "spending_by_unit",
    "spending_by_type",
    "spending_by_program",
    "spending_by_staff",
    "revenue_by_source",
];
/// So many codes are named among those that differ.
const NAMED: usize = 5;

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    let cuts = blocks.accounts(&CUTS);
    for table in TABLES {
        for (account, places) in blocks.accounts(&[table]) {
            // The fact speaks for itself; among superseded blocks, the first.
            let is_fact = |place: &&usize| !blocks.blocks[**place].key.is_superseded;
            let Some(own) = places.iter().find(is_fact).or(places.first()).copied() else { continue };
            let block = &blocks.blocks[own];
            let is_other = |place: &&usize| blocks.blocks[**place].key.dataset != block.key.dataset;
            let others: Vec<usize> = places.iter().filter(is_other).copied().collect();
            for name in &block.amounts {
                let differences = others.iter().filter_map(|other| Difference::between(blocks, [own, *other], name));
                let differences: Vec<Difference> = differences.collect();
                if !differences.is_empty() {
                    let witnesses = witnesses(blocks, &cuts, &account, table, name);
                    tell(blocks, &differences, &witnesses, report);
                }
            }
        }
    }
}

/// How two blocks differ in an amount: in their totals, in some codes that both give, or in both.
struct Difference<'a> {
    totals: [Figure; 2],
    are_totals_apart: bool,
    codes: Vec<(&'a str, [i64; 2])>,
    /// Codes that both give.
    common: BTreeSet<&'a str>,
}

impl<'a> Difference<'a> {
    fn between(blocks: &Blocks<'a>, pair: [usize; 2], name: &str) -> Option<Self> {
        let totals = [*figures(blocks, &pair[..1], name).first()?, *figures(blocks, &pair[1..], name).first()?];
        let [one, other] = pair.map(|place| &blocks.blocks[place]);
        let (mut common, mut codes) = (BTreeSet::new(), Vec::new());
        // Revenue in two schemes has no code in common, whatever the codes look like.
        if one.key.scheme == other.key.scheme {
            let [own, others] =
                [(one, totals[0]), (other, totals[1])].map(|(block, at)| codes::figures(&block.records(), at.amount));
            for (code, figure) in own {
                let Some(against) = others.get(code) else { continue };
                common.insert(code);
                if difference(figure.value, against.value) > figure.tolerance.max(against.tolerance) {
                    codes.push((code, [figure.value, against.value]));
                }
            }
        }
        let are_totals_apart = totals[0].is_apart(&totals[1]);
        (are_totals_apart || !codes.is_empty()).then_some(Difference { totals, are_totals_apart, codes, common })
    }

    /// The figures to tell: the totals, or else those of the code that is farthest apart.
    fn figures(&self) -> [i64; 2] {
        let farthest = self.codes.iter().max_by_key(|(_, [one, other])| difference(*one, *other));
        match farthest {
            Some((_, figures)) if !self.are_totals_apart => *figures,
            _ => [self.totals[0].value, self.totals[1].value],
        }
    }

    fn is_material(&self) -> bool {
        let codes = self.codes.iter().map(|(_, [one, other])| (*one, *other));
        codes.chain([(self.totals[0].value, self.totals[1].value)]).any(|(one, other)| is_material(one, other))
    }

    /// The facts of a block whose nearest code that both formats give differs; all facts, where no code is known to.
    fn rows<'b>(&self, block: &Block<'b>, amount: usize) -> Vec<u32> {
        if self.codes.is_empty() {
            return block.rows_with(amount);
        }
        let records = block.records();
        let parents: HashMap<&str, Option<&str>> =
            records.iter().filter_map(|record| Some((record.node?, record.parent))).collect();
        // A node and those above it. No classification is deeper; a tree that bites its own tail must not trap us.
        let upward = |node: Option<&'b str>| {
            let above = |node: &&'b str| parents.get(*node).copied().flatten();
            std::iter::successors(node, above).take(MOST_LEVELS).filter_map(|node| split_section(node).1)
        };
        let differs = |code: &str| self.codes.iter().any(|(one, _)| *one == code);
        // What differs because a code below it does says nothing of its other parts.
        let explained: BTreeSet<&str> = parents
            .iter()
            .filter(|(node, _)| split_section(node).1.is_some_and(differs))
            .flat_map(|(_, above)| upward(*above))
            .collect();
        let is_meant = |node: Option<&'b str>| {
            let nearest = upward(node).find(|code| self.common.contains(code));
            nearest.is_some_and(|code| differs(code) && !explained.contains(code))
        };
        block.facts_with(amount).filter(|(line, _)| is_meant(line.node)).map(|(line, _)| line.row).collect()
    }
}

const MOST_LEVELS: usize = 10;

/// What the other cuts of the same account say of an amount.
fn witnesses(
    blocks: &Blocks,
    cuts: &BTreeMap<Account, Vec<usize>>,
    account: &Account,
    table: &str,
    name: &str,
) -> Vec<Figure> {
    // Personnel is a part of the account, and revenue is another one: no cut says how large they are.
    let cuts = cuts.get(account).filter(|_| CUTS.contains(&table)).map_or(&[][..], Vec::as_slice);
    let others: Vec<usize> = cuts.iter().filter(|place| blocks.blocks[**place].key.table != table).copied().collect();
    figures(blocks, &others, name)
}

fn tell(blocks: &Blocks, differences: &[Difference], witnesses: &[Figure], report: &mut Report) {
    let rule = report.rule("formats-disagree");
    let [found, expected] = differences[0].figures();
    let own = differences[0].totals[0];
    let block = &blocks.blocks[own.block];
    let codes = differences.iter().map(|difference| difference.codes.len()).max().unwrap_or(0);
    let finding = Finding {
        found: Some(plain(found)),
        expected: Some(plain(expected)),
        amount_affected: Some(difference(found, expected)),
        occurrences: codes.max(1) as i64,
        ..blocks.finding(rule, block, own.amount)
    };
    let say = |title: &str, word: &str| {
        let each = differences.iter().map(|difference| sentence(blocks, difference, word));
        format!("«{title}». {}", each.collect::<Vec<_>>().join(" "))
    };
    let spanish = say(&block.table.title_es, "Claves que difieren");
    let english = say(&block.table.title_en, "Codes that differ").replace('«', "“").replace('»', "”");
    let said = rule.say(finding, &blocks.place(block), &spanish, &english);
    report.add_weighed(block, said, differences.iter().any(Difference::is_material));
    for difference in differences.iter().filter(|difference| difference.is_material()) {
        doubt(blocks, rule, difference, witnesses, report);
    }
}

/// Both datasets with their totals, and the codes that differ with both figures.
fn sentence(blocks: &Blocks, difference: &Difference, word: &str) -> String {
    let dataset = |figure: &Figure| blocks.blocks[figure.block].key.dataset.unwrap_or("?");
    let [own, other] = &difference.totals;
    let totals = format!("{}: {}; {}: {}.", dataset(own), pesos(own.value), dataset(other), pesos(other.value));
    let named = difference.codes.iter().take(NAMED);
    let codes: Vec<String> =
        named.map(|(code, [one, other])| format!("{code} ({} / {})", pesos(*one), pesos(*other))).collect();
    match codes.as_slice() {
        [] => totals,
        codes => {
            let more = if difference.codes.len() > NAMED { ", …" } else { "" };
            format!("{totals} {word}: {}{more}.", codes.join(", "))
        }
    }
}

/// Doubts the facts that the other cuts contradict too; if they do not decide, all that differ.
fn doubt(blocks: &Blocks, rule: &Rule, difference: &Difference, witnesses: &[Figure], report: &mut Report) {
    let support = |figure: &Figure| witnesses.iter().filter(|witness| !witness.contradicts(figure)).count();
    let [own, other] = difference.totals.each_ref().map(support);
    let are_told_apart = difference.totals[0].contradicts(&difference.totals[1]);
    for (figure, is_right) in difference.totals.iter().zip([own > other, other > own]) {
        if are_told_apart && is_right {
            continue;
        }
        let block = &blocks.blocks[figure.block];
        report.doubt_facts(block, figure.amount, rule, difference.rows(block, figure.amount));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, OBJECT, REVENUE, Row, UNIT, in_sections, judge, quarter};

    const RULE: &str = "formats-disagree";

    fn of(dataset: &'static str, rows: Vec<Row>) -> Vec<Row> {
        rows.into_iter().map(|row| Row { dataset: Some(dataset), ..row }).collect()
    }

    /// The account in its own table and, in another dataset, in two sections.
    fn formats(eaepe: &[(i64, i64)], ldf: &[(i64, i64)]) -> Vec<Row> {
        let mut rows = of("eaepe", quarter(OBJECT, 4, eaepe));
        rows.extend(of("ldf", in_sections(quarter(OBJECT, 4, ldf))));
        rows
    }

    fn supersede(rows: &mut [Row], dataset: &str) {
        rows.iter_mut().filter(|row| row.dataset == Some(dataset)).for_each(|row| row.is_superseded = true);
    }

    #[test]
    fn sections_that_come_to_the_same_codes_are_silent() {
        let verdict = judge(&formats(&[(1000, 700), (2000, 900)], &[(1000, 700), (2000, 900)]));
        assert!(verdict.of(RULE).is_empty(), "{:?}", verdict.of(RULE));
        assert!(verdict.of("children-differ-from-parent").is_empty());
    }

    #[test]
    fn totals_that_differ_are_told_with_the_codes_and_only_those_rows_are_doubtful() {
        let mut rows = formats(&[(1000, 700), (2000, 900)], &[(1000, 700), (2000, 950)]);
        supersede(&mut rows, "eaepe");
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.dataset.as_str(), finding.field.as_deref()), ("ldf", Some("accrued")));
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("1650.00"), Some("1600.00")));
        for part in ["ldf: 1,650.00", "eaepe: 1,600.00", "N1 (950.00 / 900.00)"] {
            assert!(finding.message_es.contains(part) && finding.message_en.contains(part), "{}", finding.message_es);
        }
        assert_eq!(verdict.doubted(OBJECT, "accrued", RULE), 2, "the code in both sections");
        assert_eq!(verdict.doubted(OBJECT, "approved", RULE), 0);
    }

    #[test]
    fn the_other_cuts_decide_which_format_is_doubtful() {
        for (function, doubted) in [((3000, 1650), 0), ((3000, 1600), 2)] {
            let mut rows = formats(&[(1000, 700), (2000, 900)], &[(1000, 700), (2000, 950)]);
            rows.extend(of("f", quarter(FUNCTION, 4, &[function])));
            rows.extend(of("u", quarter(UNIT, 4, &[function])));
            supersede(&mut rows, "eaepe");
            let verdict = judge(&rows);
            assert_eq!(verdict.of(RULE).len(), 1);
            assert_eq!(verdict.doubted(OBJECT, "accrued", RULE), doubted, "{function:?}");
        }
    }

    #[test]
    fn rows_that_differ_under_one_total_are_told_with_their_own_figures() {
        let mut rows = formats(&[(1000, 700), (2000, 900)], &[(1000, 650), (2000, 950)]);
        supersede(&mut rows, "ldf");
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.occurrences, 2);
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("900.00"), Some("950.00")));
        assert_eq!(verdict.doubted(OBJECT, "accrued", RULE), 2);
    }

    #[test]
    fn revenue_in_two_schemes_is_compared_by_its_total() {
        let scheme = |scheme, rows: Vec<Row>| rows.into_iter().map(move |row| Row { scheme: Some(scheme), ..row });
        let mut rows: Vec<Row> = scheme("cri", of("eaepe", quarter(REVENUE, 4, &[(600, 500), (400, 300)]))).collect();
        let same = scheme("ldf5", of("ldf", quarter(REVENUE, 4, &[(900, 800), (100, 0)])));
        let other = scheme("ldf5", of("ldf", quarter(REVENUE, 4, &[(900, 850), (100, 0)])));
        let agreeing: Vec<Row> = rows.iter().cloned().chain(same).collect();
        assert!(judge(&agreeing).of(RULE).is_empty());
        rows.extend(other);
        let verdict = judge(&rows);
        assert_eq!(verdict.of(RULE).len(), 1);
        assert_eq!(verdict.doubted(REVENUE, "accrued", RULE), 4, "both are facts, and nobody decides");
    }
}
