//! `accrued-equals-approved`: execution that is only the budget copied over.
//!
//! Before a year is executed, publishers fill the accrued column with the approved one. A sum of it reads as "100 %
//! executed". The approved figures beside it are good.

use std::collections::{BTreeMap, HashMap, HashSet};

use erario_model::Finding;

use crate::block::{Block, BlockKey};
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::limits;

/// What was planned, and what is said to have happened.
const PAIRS: [(&str, &str); 3] = [("approved", "accrued"), ("estimated", "accrued"), ("estimated", "collected")];

/// Reports placeholders and returns them as places of blocks and of their amounts.
pub(crate) fn check(blocks: &Blocks, report: &mut Report) -> HashSet<(usize, usize)> {
    let mut placeholders = HashSet::new();
    for (planned, done) in PAIRS {
        for (place, done) in find(&blocks.blocks, planned, done) {
            if placeholders.insert((place, done)) {
                tell(blocks, &blocks.blocks[place], planned, done, report);
            }
        }
    }
    placeholders
}

fn find(blocks: &[Block], planned: &str, done: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // Blocks whose totals are equal although not all their rows are, by edition, table and period; and how many there
    // are.
    let mut years: BTreeMap<_, (usize, Vec<(usize, usize)>)> = BTreeMap::new();
    let mut hits: HashMap<_, usize> = HashMap::new();
    for (place, block) in blocks.iter().enumerate() {
        let (Some(planned), Some(done)) = (block.amount(planned), block.amount(done)) else { continue };
        let BlockKey { publisher, dataset, edition, table, fiscal_year, period, .. } = block.key;
        let year = (publisher, dataset, edition, table, fiscal_year, period);
        let Some(approved) = block.figure(planned).filter(|figure| *figure != 0) else { continue };
        let (count, equal) = years.entry(year).or_default();
        *count += 1;
        if block.figure(done) != Some(approved) {
            continue;
        }
        if rows_are_equal(block, planned, done) {
            *hits.entry(year).or_default() += 1;
            found.push((place, done));
        } else {
            equal.push((place, done));
        }
    }
    for (year, (count, equal)) in years {
        if limits().placeholder_year.is_reached(hits.get(&year).copied().unwrap_or(0), count) {
            found.extend(equal);
        }
    }
    found.sort_unstable();
    found
}

/// Whether all rows that have both amounts, or all rows at the top, say the same in both.
fn rows_are_equal(block: &Block, planned: usize, done: usize) -> bool {
    // A total that is not broken down stands among the facts in one amount and among the totals in the other.
    let mut nodes: HashMap<_, (Option<i64>, [Option<i64>; 2])> = HashMap::new();
    for line in block.totals.iter().chain(&block.facts) {
        let own = if line.node.is_none() { Some(line as *const _) } else { None };
        let (level, pair) = nodes.entry((line.node, own)).or_insert((line.level, [None; 2]));
        *level = (*level).min(line.level);
        for (sum, amount) in pair.iter_mut().zip([planned, done]) {
            if let Some(value) = line.amounts[amount] {
                *sum = Some(sum.unwrap_or(0).saturating_add(value));
            }
        }
    }
    let (mut rows, mut top_rows) = (0_i64, 0_i64);
    let (mut all_equal, mut top_equal) = (true, true);
    for (level, pair) in nodes.into_values() {
        let [Some(planned), Some(done)] = pair else { continue };
        if planned == 0 && done == 0 {
            continue;
        }
        rows += 1;
        all_equal &= planned == done;
        if level.is_some_and(|level| level <= 1) {
            top_rows += 1;
            top_equal &= planned == done;
        }
    }
    (all_equal && rows >= limits().copied_rows.value) || (top_equal && top_rows >= limits().placeholder_top_rows.value)
}

fn tell(blocks: &Blocks, block: &Block, planned: &str, done: usize, report: &mut Report) {
    let rule = report.rule("accrued-equals-approved");
    let rows = block.rows_with(done);
    let figure = block.figure(done).unwrap_or(0);
    let finding = Finding {
        found: Some(plain(figure)),
        amount_affected: Some(figure.saturating_abs()),
        occurrences: rows.len() as i64,
        ..blocks.finding(rule, block, done)
    };
    let title = |name: &str, spanish: bool| {
        let field = block.table.field(name);
        field.map_or("", |field| if spanish { field.title_es.as_str() } else { field.title_en.as_str() }).to_owned()
    };
    let (name, figure) = (block.amounts[done], pesos(figure));
    let spanish = format!(
        "«{}» repite a «{}» en «{}»: {figure} en ambas.",
        title(name, true),
        title(planned, true),
        block.table.title_es
    );
    let english = format!(
        "“{}” repeats “{}” in “{}”: {figure} in both.",
        title(name, false),
        title(planned, false),
        block.table.title_en
    );
    report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
    report.doubt_facts(block, done, rule, rows);
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, OBJECT, Row, cut, judge};

    const RULE: &str = "accrued-equals-approved";

    #[test]
    fn rows_that_repeat_the_plan_are_doubtful_in_accrued_only() {
        let mut rows = cut(FUNCTION, 2024, &[(11, 11), (12, 12), (13, 13), (14, 14), (15, 15)]);
        rows.extend(cut(OBJECT, 2024, &[(20, 19), (30, 29), (15, 11)]));
        let verdict = judge(&rows);
        assert_eq!(verdict.of(RULE).len(), 1);
        assert_eq!(verdict.doubted(FUNCTION, "accrued", RULE), 5);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 0);
        assert_eq!(verdict.doubted(OBJECT, "accrued", RULE), 0, "each cut is judged by its own rows");
    }

    #[test]
    fn an_account_that_spent_its_total_otherwise_is_no_placeholder() {
        let verdict = judge(&cut(FUNCTION, 2024, &[(11, 12), (12, 11), (13, 13), (14, 14), (15, 15)]));
        assert!(verdict.of(RULE).is_empty());
    }

    #[test]
    fn totals_that_repeat_the_plan_are_enough_where_parts_are_not_executed() {
        // Chapters repeat the plan; their concepts are zero, so that accrued is a fact of the chapter.
        let mut rows = cut(OBJECT, 2026, &[(11, 11), (12, 12)]);
        let chapters: Vec<Row> = rows[1..].to_vec();
        for chapter in &chapters {
            let node = format!("{}.1", chapter.node);
            let parent = Some(chapter.node.clone());
            rows.push(Row { level: 2, node, parent, accrued: None, record: chapter.record + 10, ..chapter.clone() });
            rows.push(Row { is_total: true, accrued: None, ..chapter.clone() });
        }
        rows[1..3].iter_mut().for_each(|chapter| chapter.approved = None);
        let verdict = judge(&rows);
        assert_eq!(verdict.of(RULE).len(), 1);
        assert_eq!(verdict.doubted(OBJECT, "accrued", RULE), 2);
    }

    #[test]
    fn in_a_year_of_placeholders_an_equal_total_is_enough() {
        const NAMES: [&str; 10] = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"];
        let account = |name: &'static str, parts: &[(i64, i64)]| {
            cut(FUNCTION, 2026, parts).into_iter().map(move |row| Row { jurisdiction: name, ..row })
        };
        let mut rows: Vec<Row> = Vec::new();
        for name in &NAMES[..9] {
            rows.extend(account(name, &[(11, 11), (12, 12), (13, 13), (14, 14), (15, 15)]));
        }
        let mut last: Vec<Row> = account(NAMES[9], &[(9, 8), (6, 7)]).collect();
        rows.append(&mut last.clone());
        assert_eq!(judge(&rows).of(RULE).len(), 10);
        last.extend(rows[..6].iter().cloned());
        assert_eq!(judge(&last).of(RULE).len(), 1, "one of two governments is no whole year");
    }
}
