//! `children-differ-from-parent` and `leaves-differ-from-total`: parts that do not add up to what is printed above them.

use std::collections::{BTreeMap, HashMap, HashSet};

use erario_model::Finding;

use crate::block::{Block, Line};
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material, sum, tolerance};

/// Tables whose nodes may have several printed totals, which add up.
const SUMMED: [&str; 1] = ["fund_execution"];

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    for block in &blocks.blocks {
        let parts = Parts::of(block);
        for amount in 0..block.amounts.len() {
            let explained = children(blocks, block, &parts, amount, report);
            leaves(blocks, block, amount, &explained, report);
        }
    }
}

/// The lines under each node; `true` marks the facts among them.
struct Parts<'b, 'a>(HashMap<&'a str, Vec<(&'b Line<'a>, bool)>>);

impl<'b, 'a> Parts<'b, 'a> {
    fn of(block: &'b Block<'a>) -> Self {
        let mut parts: HashMap<&str, Vec<_>> = HashMap::new();
        let facts = block.facts.iter().map(|line| (line, true));
        for (line, is_fact) in facts.chain(block.totals.iter().map(|line| (line, false))) {
            if let Some(parent) = line.parent {
                parts.entry(parent).or_default().push((line, is_fact));
            }
        }
        Parts(parts)
    }

    /// Values of the lines directly under a node.
    fn direct(&self, node: &str, amount: usize) -> Vec<i64> {
        let lines = self.0.get(node).map_or(&[][..], Vec::as_slice);
        lines.iter().filter_map(|(line, _)| line.amounts[amount]).collect()
    }

    /// The facts anywhere under a node that have the amount.
    fn facts_below(&self, node: &'a str, amount: usize) -> Vec<(u32, i64)> {
        let mut facts = Vec::new();
        let mut open = vec![node];
        // A tree that bites its own tail must not trap us.
        let mut seen = HashSet::from([node]);
        while let Some(node) = open.pop() {
            for (line, is_fact) in self.0.get(node).map_or(&[][..], Vec::as_slice) {
                if let Some(value) = line.amounts[amount].filter(|_| *is_fact) {
                    facts.push((line.row, value));
                }
                open.extend(line.node.filter(|node| seen.insert(node)));
            }
        }
        facts
    }
}

/// The printed totals of a block that have the amount, each with its node and what is printed there.
///
/// Most formats print the total of a node once, or above its rows and below them. Where a table tells more in its rows
/// than its classification has nodes, a node has several totals, and the node is their sum.
fn printed<'b, 'a>(block: &'b Block<'a>, amount: usize) -> Vec<(&'b Line<'a>, &'a str, i64)> {
    let with_amount = || block.totals.iter().filter_map(|line| Some((line, line.node?, line.amounts[amount]?)));
    if !SUMMED.contains(&block.key.table) {
        let mut seen = HashSet::new();
        return with_amount().filter(|(_, node, printed)| seen.insert((*node, *printed))).collect();
    }
    let mut nodes: BTreeMap<&str, Vec<(&Line, i64)>> = BTreeMap::new();
    for (line, node, printed) in with_amount() {
        nodes.entry(node).or_default().push((line, printed));
    }
    let summed = nodes.into_iter().filter_map(|(node, lines)| {
        let first = lines.first()?.0;
        Some((first, node, sum(lines.iter().map(|(_, printed)| *printed))))
    });
    summed.collect()
}

/// Compares every printed total with its direct children; returns the differences found at grand totals.
fn children(blocks: &Blocks, block: &Block, parts: &Parts, amount: usize, report: &mut Report) -> HashSet<i64> {
    let rule = report.rule("children-differ-from-parent");
    let mut explained = HashSet::new();
    let Some(frame) = blocks.totals_frame(block) else { return explained };
    for (total, node, printed) in printed(block, amount) {
        let terms = parts.direct(node, amount);
        if terms.is_empty() {
            continue;
        }
        let found = sum(terms.iter().copied());
        let apart = difference(found, printed);
        if apart <= tolerance(terms.iter().copied()) {
            continue;
        }
        let below = parts.facts_below(node, amount);
        if apart <= tolerance(below.iter().map(|(_, value)| *value)) {
            continue;
        }
        if total.level == Some(0) {
            explained.insert(apart);
        }
        let finding = Finding {
            table_name: Some(block.table.name.clone()),
            found: Some(plain(found)),
            expected: Some(plain(printed)),
            amount_affected: Some(apart),
            occurrences: terms.len() as i64,
            ..frame.finding(rule, total.row, Some(block.amounts[amount]))
        };
        let exception = report.exception(rule, block, node);
        let is_material = is_material(found, printed) && exception.is_none();
        let name = frame.text("name", total.row).or_else(|| frame.text("code", total.row)).unwrap_or(node);
        let (count, sum, printed_pesos, apart_pesos) = (terms.len(), pesos(found), pesos(printed), pesos(apart));
        let (parts_es, parts_en) = match count {
            1 => (format!("la única parte de «{name}» es"), format!("the only part of “{name}” is")),
            _ => (format!("las {count} partes de «{name}» suman"), format!("the {count} parts of “{name}” add up to")),
        };
        let (why_es, why_en) = exception.map_or((String::new(), String::new()), |exception| {
            let known = |why: &str| format!(". {}", why.trim_end_matches('.'));
            (known(&exception.why_es), known(&exception.why_en))
        });
        let spanish =
            format!("{parts_es} {sum} y el total impreso dice {printed_pesos}: {apart_pesos} de diferencia{why_es}");
        let english =
            format!("{parts_en} {sum} and the printed total says {printed_pesos}: {apart_pesos} apart{why_en}");
        let said = rule.say(finding, &frame.place(total.row), &spanish, &english);
        report.add_weighed(block, said, is_material);
        if is_material {
            let rows = below.into_iter().map(|(row, _)| row);
            report.doubt_facts(block, amount, rule, rows);
        }
    }
    explained
}

/// Compares the facts of a block with the grand totals that the source printed.
fn leaves(blocks: &Blocks, block: &Block, amount: usize, explained: &HashSet<i64>, report: &mut Report) {
    let rule = report.rule("leaves-differ-from-total");
    let Some(frame) = blocks.totals_frame(block) else { return };
    let rows = block.rows_with(amount);
    let mut seen = HashSet::new();
    for total in block.grand_totals() {
        let Some(printed) = total.amounts[amount].filter(|_| !rows.is_empty()) else { continue };
        let found = block.sum(amount);
        let apart = difference(found, printed);
        // One oddity, one finding: the children of the grand total may have said so already, or the same total above.
        let is_told = explained.contains(&apart) || !seen.insert(printed);
        if apart <= block.tolerance(amount) || is_told {
            continue;
        }
        let finding = Finding {
            table_name: Some(block.table.name.clone()),
            found: Some(plain(found)),
            expected: Some(plain(printed)),
            amount_affected: Some(apart),
            occurrences: rows.len() as i64,
            ..frame.finding(rule, total.row, Some(block.amounts[amount]))
        };
        let (count, sum, printed_pesos, apart_pesos) = (rows.len(), pesos(found), pesos(printed), pesos(apart));
        let spanish = format!(
            "los {count} renglones suman {sum} y el total impreso dice {printed_pesos}: {apart_pesos} de diferencia"
        );
        let english =
            format!("the {count} rows add up to {sum} and the printed total says {printed_pesos}: {apart_pesos} apart");
        let said = rule.say(finding, &frame.place(total.row), &spanish, &english);
        report.add_weighed(block, said, is_material(found, printed));
        if is_material(found, printed) {
            report.doubt_facts(block, amount, rule, rows.iter().copied());
        }
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::Column;

    use crate::sample::{FUNCTION, Row, cut, in_sections, judge, quarter};

    /// A grand total, a purpose under it and a function under that one.
    fn account(purpose: i64, function: i64) -> Vec<Row> {
        let mut rows = cut(FUNCTION, 2020, &[(600, 0), (400, 0)]);
        rows.truncate(2);
        rows[0].approved = Some(60_000);
        rows[1] = Row { is_total: true, approved: Some(purpose), ..rows[1].clone() };
        let parent = Some(rows[1].node.clone());
        rows.push(Row {
            is_total: false,
            level: 2,
            node: "N0.1".into(),
            parent,
            approved: Some(function),
            ..rows[1].clone()
        });
        rows.iter_mut().for_each(|row| row.accrued = None);
        rows
    }

    #[test]
    fn parts_that_add_up_are_silent() {
        let verdict = judge(&account(60_000, 60_000));
        assert!(verdict.of("children-differ-from-parent").is_empty());
        assert!(verdict.of("leaves-differ-from-total").is_empty());
    }

    #[test]
    fn one_peso_is_rounding() {
        assert!(judge(&account(60_000, 60_100)).of("children-differ-from-parent").is_empty());
    }

    #[test]
    fn a_function_that_is_not_its_purpose_is_doubtful() {
        let verdict = judge(&account(60_000, 50_000));
        let findings = verdict.of("children-differ-from-parent");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("500.00"), Some("600.00")));
        assert_eq!((finding.amount_affected, finding.source_row), (Some(10_000), Some(3)));
        assert!(finding.message_es.contains("500.00") && finding.message_es.contains("Estado 23 2020"));
        assert_eq!(verdict.doubted(FUNCTION, "approved", "children-differ-from-parent"), 1);
        assert_eq!(verdict.of("leaves-differ-from-total").len(), 1, "the grand total's own children add up");
    }

    #[test]
    fn a_grand_total_off_from_its_children_is_told_once() {
        let mut rows = cut(FUNCTION, 2020, &[(600, 0), (400, 0)]);
        rows[0].approved = Some(90_000);
        let verdict = judge(&rows);
        assert_eq!(verdict.of("children-differ-from-parent").len(), 1);
        assert!(verdict.of("leaves-differ-from-total").is_empty());
        assert_eq!(verdict.doubted(FUNCTION, "approved", "children-differ-from-parent"), 2);
    }

    #[test]
    fn a_total_that_is_printed_above_and_below_is_told_once() {
        for (parts, rule) in [(true, "children-differ-from-parent"), (false, "leaves-differ-from-total")] {
            let mut rows = cut(FUNCTION, 2020, &[(600, 0), (400, 0)]);
            rows[0].approved = Some(90_000);
            rows.push(Row { record: 9, ..rows[0].clone() });
            rows.iter_mut().filter(|row| row.level == 1 && !parts).for_each(|row| row.parent = None);
            assert_eq!(judge(&rows).of(rule).len(), 1, "{rule}");
        }
    }

    #[test]
    fn an_immaterial_difference_casts_no_doubt() {
        let mut rows = cut(FUNCTION, 2020, &[(60_000_000, 0), (40_000_001, 0)]);
        rows[0].approved = Some(10_000_500_000);
        let verdict = judge(&rows);
        assert_eq!(verdict.of("children-differ-from-parent").len(), 1);
        assert_eq!(verdict.doubted(FUNCTION, "approved", "children-differ-from-parent"), 0);
    }

    #[test]
    fn a_total_that_is_not_broken_down_is_no_difference() {
        let mut rows = account(60_000, 60_000);
        // The purpose itself became the fact; its function is null.
        rows[1].is_total = false;
        rows[2].approved = None;
        let verdict = judge(&rows);
        assert!(verdict.of("children-differ-from-parent").is_empty());
        assert!(verdict.of("leaves-differ-from-total").is_empty());
    }

    #[test]
    fn a_tree_that_bites_its_tail_ends() {
        let mut rows = account(60_000, 50_000);
        rows[0].parent = Some(rows[2].node.clone());
        assert!(!judge(&rows).of("children-differ-from-parent").is_empty());
    }

    /// The LDF: III = I + II, and each letter is the sum of its numbers.
    #[test]
    fn the_sections_of_an_ldf_format_are_parts_of_its_total() {
        let rows = in_sections(quarter(FUNCTION, 4, &[(600, 500), (400, 300)]));
        assert!(judge(&rows).of("children-differ-from-parent").is_empty());
        for (node, parent) in [("II", "total"), ("II.N1", "II")] {
            let mut rows = rows.clone();
            rows.iter_mut().filter(|row| row.node == node).for_each(|row| row.approved = Some(70_000));
            let verdict = judge(&rows);
            let findings = verdict.of("children-differ-from-parent");
            let total = rows.iter().find(|row| row.node == parent).unwrap();
            assert!(findings.iter().any(|finding| finding.source_row == Some(total.record)), "{node}: {findings:?}");
        }
    }

    /// A fund and its parts, as the transfers of Quintana Roo print them: no level above the fund.
    fn fund(root: &str, paid: [i64; 3]) -> Vec<Row> {
        let mut rows = cut("transfer", 2015, &[(0, 0), (0, 0)]);
        for (row, paid) in rows.iter_mut().zip(paid) {
            row.dataset = Some("transferencias");
            (row.approved, row.accrued, row.paid) = (None, None, Some(paid * 100));
            row.level += 1;
            row.parent = row.parent.take().map(|_| root.to_owned());
        }
        rows[0].node = root.to_owned();
        rows
    }

    fn judge_of_shcp(rows: &[Row]) -> crate::Verdict {
        let mut tables = crate::sample::tables(rows);
        for frame in tables.values_mut() {
            let publisher = vec!["mx-shcp"; frame.height()];
            frame.with_column(Column::new("publisher".into(), publisher)).unwrap();
        }
        crate::validate(erario_model::Schema::embedded(), &tables, &Default::default()).unwrap()
    }

    const PARTS: &str = "children-differ-from-parent";

    #[test]
    fn ramo_33_is_the_sum_of_its_funds_or_doubtful() {
        assert!(judge_of_shcp(&fund("XAC3323", [1000, 600, 400])).of(PARTS).is_empty());
        let verdict = judge_of_shcp(&fund("XAC3323", [1000, 600, 300]));
        assert_eq!(verdict.of(PARTS).len(), 1);
        assert_eq!(verdict.of(PARTS)[0].severity, "warning");
        assert_eq!(verdict.doubted("transfer", "paid", PARTS), 2);
    }

    #[test]
    fn ramo_28_is_noted_with_its_reason_and_doubts_nothing() {
        let verdict = judge_of_shcp(&fund("XAC2823", [1000, 600, 300]));
        let findings = verdict.of(PARTS);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.severity, "note");
        assert!(finding.message_es.ends_with("que no desglosa en ningún renglón."), "{}", finding.message_es);
        assert_eq!(verdict.doubted("transfer", "paid", PARTS), 0);
    }

    #[test]
    fn totals_of_one_node_are_added_up_where_rows_tell_more_than_nodes() {
        let programme = |printed: [i64; 2]| {
            let mut rows = cut("fund_execution", 2016, &[(600, 0), (400, 0)]);
            rows.insert(1, rows[0].clone());
            rows.iter_mut().zip(printed).for_each(|(row, pesos)| row.approved = Some(pesos * 100));
            rows.iter_mut().enumerate().for_each(|(place, row)| row.record = place as i64 + 2);
            rows
        };
        assert!(judge(&programme([700, 300])).of(PARTS).is_empty());
        let verdict = judge(&programme([700, 500]));
        let findings = verdict.of(PARTS);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("1000.00"), Some("1200.00")));
    }

    #[test]
    fn trees_that_stand_side_by_side_have_no_grand_total() {
        let mut rows = cut("finance_statistic", 2019, &[(0, 600), (0, 400)]);
        let mut revenue = cut("finance_statistic", 2019, &[(0, 70)]);
        for row in &mut revenue {
            row.node = format!("revenue {}", row.node);
            row.parent = row.parent.take().map(|parent| format!("revenue {parent}"));
            row.record += 10;
        }
        rows.extend(revenue);
        let verdict = judge(&rows);
        assert!(verdict.of("leaves-differ-from-total").is_empty() && verdict.of(PARTS).is_empty());
        rows[0].accrued = Some(90_000);
        let verdict = judge(&rows);
        assert_eq!((verdict.of(PARTS).len(), verdict.of("leaves-differ-from-total").len()), (1, 0));
        assert_eq!(verdict.doubted("finance_statistic", "accrued", PARTS), 2, "spending, and no revenue");
    }
}
