//! `another-publisher-differs`: one figure from two publishers, or in two editions of one, with two amounts.
//!
//! What loses to the facts at the same cut stands in the table `alternate`, each figure beside the fact's. Here the
//! differences are summed up, one finding for each block and amount. Two formats of one edition are another matter, and
//! another rule's: `formats-disagree`.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::text_at;
use erario_model::{FigureId, Finding};
use polars::prelude::*;

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material, tolerance};

/// So many figures are named among those that differ.
const NAMED: usize = 5;

/// The account in which a figure stands, the amount, and who says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said<'a> {
    table: &'a str,
    coverage: Option<&'a str>,
    jurisdiction: Option<&'a str>,
    entity: Option<&'a str>,
    fiscal_year: Option<i32>,
    amount: &'a str,
    publisher: &'a str,
    dataset: &'a str,
    edition: &'a str,
}

/// A figure as the fact and as the other one says it.
struct Pair<'a> {
    figure: &'a str,
    fact: i64,
    other: i64,
}

impl Pair<'_> {
    fn apart(&self) -> i64 {
        difference(self.fact, self.other)
    }

    fn differs(&self) -> bool {
        self.apart() > tolerance([self.fact]).max(tolerance([self.other]))
    }
}

pub(crate) fn check(blocks: &Blocks, alternate: &DataFrame, report: &mut Report) -> PolarsResult<()> {
    for (said, pairs) in read(alternate)? {
        for (block, amount, mut pairs) in by_block(blocks, &said, pairs) {
            let compared = pairs.len();
            pairs.retain(Pair::differs);
            pairs.sort_by(|one, other| (other.apart(), one.figure).cmp(&(one.apart(), other.figure)));
            let is_told = (block.key.publisher, block.key.edition) == (Some(said.publisher), Some(said.edition));
            if !is_told && !pairs.is_empty() {
                tell(blocks, block, amount, &said, &pairs, compared, report);
            }
        }
    }
    Ok(())
}

/// All figures that can be compared.
fn read(alternate: &DataFrame) -> PolarsResult<BTreeMap<Said<'_>, Vec<Pair<'_>>>> {
    let mut said: BTreeMap<Said, Vec<Pair>> = BTreeMap::new();
    if alternate.height() == 0 {
        return Ok(said);
    }
    let (amounts, facts) = (alternate.column("amount")?.i64()?, alternate.column("fact_amount")?.i64()?);
    let years = alternate.column("fiscal_year")?.i32()?;
    for row in 0..alternate.height() {
        let (Some(other), Some(fact)) = (amounts.get(row), facts.get(row)) else { continue };
        let text = |column: &str| alternate.column(column).ok().and_then(|column| text_at(column, row));
        let required = |column: &str| text(column).unwrap_or_default();
        let key = Said {
            table: required("table_name"),
            coverage: text("coverage"),
            jurisdiction: text("jurisdiction_code"),
            entity: text("entity_code"),
            fiscal_year: years.get(row),
            amount: required("phase"),
            publisher: required("publisher"),
            dataset: required("dataset"),
            edition: required("edition"),
        };
        said.entry(key).or_default().push(Pair { figure: required("figure_id"), fact, other });
    }
    Ok(said)
}

/// The pairs by the block of the facts that their figures stand in, with the place of the amount in it. An account may
/// have several: its schemes, and the periods of a flow.
fn by_block<'b, 'a, 's>(
    blocks: &'b Blocks<'a>,
    said: &Said,
    mut pairs: Vec<Pair<'s>>,
) -> Vec<(&'b Block<'a>, usize, Vec<Pair<'s>>)> {
    let is_own = |block: &&Block| {
        let key = &block.key;
        !key.is_superseded
            && (key.table, key.coverage, key.jurisdiction) == (said.table, said.coverage, said.jurisdiction)
            && (key.entity, key.fiscal_year) == (said.entity, said.fiscal_year)
    };
    let code = |figure: &str| figure.parse().ok().map(|id: FigureId| id.code);
    let mut found = Vec::new();
    for block in blocks.blocks.iter().filter(is_own) {
        let Some(amount) = block.amount(said.amount) else { continue };
        let frame = blocks.facts_frame(block);
        let codes: BTreeSet<String> =
            block.facts_with(amount).filter_map(|(line, _)| code(&frame.figure_id(line.row, said.amount)?)).collect();
        let (own, others) =
            pairs.into_iter().partition(|pair| code(pair.figure).is_some_and(|code| codes.contains(&code)));
        pairs = others;
        found.push((block, amount, own));
    }
    found
}

fn tell(
    blocks: &Blocks,
    block: &Block,
    amount: usize,
    said: &Said,
    pairs: &[Pair],
    compared: usize,
    report: &mut Report,
) {
    let rule = report.rule("another-publisher-differs");
    let worst = &pairs[0];
    let finding = Finding {
        figure_id: Some(worst.figure.to_owned()),
        found: Some(plain(worst.fact)),
        expected: Some(plain(worst.other)),
        amount_affected: Some(pairs.iter().fold(0_i64, |sum, pair| sum.saturating_add(pair.apart()))),
        occurrences: pairs.len() as i64,
        ..blocks.finding(rule, block, amount)
    };
    let named = pairs.iter().take(NAMED);
    let figures: Vec<String> =
        named.map(|pair| format!("{} ({} / {})", code(pair.figure), pesos(pair.fact), pesos(pair.other))).collect();
    let more = if pairs.len() > NAMED { ", …" } else { "" };
    let own = [block.key.publisher, block.key.dataset].map(Option::unwrap_or_default).join("/");
    let other = format!("{}/{} {}", said.publisher, said.dataset, said.edition);
    let (differing, figures) = (pairs.len(), figures.join(", "));
    let title = (&block.table.title_es, &block.table.title_en);
    let spanish =
        format!("«{}». {own} / {other}: difieren {differing} de {compared} cifras: {figures}{more}.", title.0);
    let english = format!("“{}”. {own} / {other}: {differing} of {compared} figures differ: {figures}{more}.", title.1);
    let is_grave = pairs.iter().any(|pair| is_material(pair.fact, pair.other));
    report.add_weighed(block, rule.say(finding, &blocks.place(block), &spanish, &english), is_grave);
    let doubted: BTreeSet<(String, Option<bool>)> = pairs
        .iter()
        .filter(|pair| is_material(pair.fact, pair.other))
        .filter_map(|pair| pair.figure.parse().ok())
        .map(|id: FigureId| (id.code, id.is_earmarked))
        .collect();
    let frame = blocks.facts_frame(block);
    // A figure given whole is compared with the sum of what the facts tell apart.
    let is_doubted = |row: u32| {
        let id: Option<FigureId> = frame.figure_id(row, said.amount).and_then(|id| id.parse().ok());
        id.is_some_and(|id| doubted.contains(&(id.code.clone(), id.is_earmarked)) || doubted.contains(&(id.code, None)))
    };
    let rows: Vec<u32> = block.rows_with(amount).into_iter().filter(|row| is_doubted(*row)).collect();
    report.doubt_facts(block, amount, rule, rows);
}

/// What people call the figure within its block.
fn code(figure: &str) -> String {
    figure.parse().map_or_else(|_| figure.to_owned(), |id: FigureId| id.code)
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;
    use polars::prelude::*;

    use crate::sample::{FUNCTION, Row, cut, tables};
    use crate::{Verdict, validate};

    const RULE: &str = "another-publisher-differs";

    /// A block of two functions, and what somebody else says of each at the same cut.
    fn judge(publisher: &str, edition: &str, others: [i64; 2]) -> Verdict {
        judge_rows(&cut(FUNCTION, 2020, &[(600, 0), (400, 0)]), publisher, edition, others)
    }

    fn judge_rows(rows: &[Row], publisher: &str, edition: &str, others: [i64; 2]) -> Verdict {
        let mut tables = tables(rows);
        let figures = ["N0", "N1"].map(|code| format!("{FUNCTION}/23/2020/{code}/approved"));
        let facts = [60_000_i64, 40_000];
        let alternate = df!(
            "publisher" => [publisher; 2], "dataset" => ["theirs"; 2], "edition" => [edition; 2],
            "coverage" => ["government"; 2], "jurisdiction_code" => ["23"; 2], "fiscal_year" => [2020; 2],
            "table_name" => [FUNCTION; 2], "phase" => ["approved"; 2], "figure_id" => figures,
            "amount" => others.map(|pesos| pesos * 100), "fact_amount" => facts,
        );
        tables.insert("alternate".to_owned(), alternate.unwrap());
        validate(Schema::embedded(), &tables, &Default::default()).unwrap()
    }

    #[test]
    fn two_publishers_that_agree_are_silent() {
        assert!(judge("them", "2026", [600, 401]).of(RULE).is_empty(), "to the peso");
    }

    #[test]
    fn what_differs_is_told_once_the_worst_first_and_only_those_figures_are_doubtful() {
        let verdict = judge("them", "2026", [610, 900]);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("400.00"), Some("900.00")));
        assert_eq!((finding.occurrences, finding.amount_affected), (2, Some(51_000)));
        assert!(finding.message_es.contains("difieren 2 de 2 cifras: N1 (400.00 / 900.00), N0 (600.00 / 610.00)."));
        assert!(finding.message_en.contains("them/theirs 2026"), "{}", finding.message_en);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 2);
        let verdict = judge("them", "2026", [600, 900]);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 1);
    }

    #[test]
    fn each_figure_is_held_against_the_block_that_it_stands_in() {
        // One account in two blocks, with a function in each.
        let rows = cut(FUNCTION, 2020, &[(600, 0), (400, 0)]).into_iter().filter(|row| !row.is_total);
        let periods = [("N0", "2020-01"), ("N1", "2020-02")];
        let period_of = |row: &Row| periods.iter().find(|(node, _)| *node == row.node).map(|(_, period)| *period);
        let rows: Vec<Row> = rows.map(|row| Row { period: period_of(&row), ..row }).collect();
        let verdict = judge_rows(&rows, "them", "2026", [600, 900]);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.period.as_deref(), finding.occurrences), (Some("2020-02"), 1));
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 1);
    }

    #[test]
    fn formats_of_one_edition_are_the_matter_of_another_rule() {
        assert!(judge("publisher", "2026", [610, 900]).of(RULE).is_empty());
        assert_eq!(judge("publisher", "2025", [610, 900]).of(RULE).len(), 1);
    }
}
