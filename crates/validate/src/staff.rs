//! `staff-differs-from-chapter-1000`: personnel by category and the first chapter of spending are the same money.

use std::collections::HashSet;

use erario_model::{Finding, split_section};

use crate::block::Block;
use crate::blocks::Blocks;
use crate::codes::has_sections;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material, sum, tolerance};

const STAFF: &str = "spending_by_staff";
const OBJECT: &str = "spending_by_object";
const CHAPTER: &str = "1000";

/// What is compared: all of it, and its two sections (LDF: not earmarked, earmarked).
const PARTS: [Option<&'static str>; 3] = [None, Some("I"), Some("II")];

/// A part that differs: what the staff says of it, and what the chapter says.
type Apart = (Option<&'static str>, [i64; 2]);

/// `contradicted` are blocks and amounts, by place, that most other cuts contradict: they bear nothing out.
pub(crate) fn check(blocks: &Blocks, contradicted: &HashSet<(usize, usize)>, report: &mut Report) {
    let accounts = blocks.accounts(&[OBJECT]);
    for staff in blocks.blocks.iter().filter(|block| block.key.table == STAFF) {
        let Some(places) = staff.account().and_then(|account| accounts.get(&account)) else { continue };
        let mut objects = places.clone();
        // The fact is what readers see beside the staff; it is named first.
        objects.sort_by_key(|object| blocks.blocks[*object].key.is_superseded);
        for (amount, name) in staff.amounts.iter().enumerate() {
            let heard = objects.iter().filter_map(|place| {
                let object = &blocks.blocks[*place];
                let chapter = object.amount(name)?;
                let apart = apart(staff, amount, object, chapter)?;
                Some(Chapter { object, apart, is_credible: !contradicted.contains(&(*place, chapter)) })
            });
            tell(blocks, staff, amount, &heard.collect::<Vec<_>>(), report);
        }
    }
}

/// What a table by object says of its first chapter, beside the staff.
struct Chapter<'b, 'a> {
    object: &'b Block<'a>,
    /// The parts that differ: all of it comes first, the sections only say the same again.
    apart: Vec<Apart>,
    is_credible: bool,
}

/// The parts in which staff and chapter differ; `None` where there is nothing to compare.
fn apart(staff: &Block, amount: usize, object: &Block, chapter: usize) -> Option<Vec<Apart>> {
    let pairs = PARTS.into_iter().filter_map(|part| {
        let is_there = part.is_none() || (has_sections(staff) && has_sections(object));
        let (own, tolerance) = staff_part(staff, amount, part).filter(|_| is_there)?;
        let (other, others_tolerance) = chapter_part(object, chapter, part)?;
        Some((part, [own, other], tolerance.max(others_tolerance)))
    });
    let pairs: Vec<_> = pairs.collect();
    let is_apart = |[own, other]: [i64; 2], tolerance: i64| difference(own, other) > tolerance;
    let apart = pairs.iter().filter(|(_, figures, tolerance)| is_apart(*figures, *tolerance));
    (!pairs.is_empty()).then(|| apart.map(|(part, figures, _)| (*part, *figures)).collect())
}

fn tell(blocks: &Blocks, staff: &Block, amount: usize, heard: &[Chapter], report: &mut Report) {
    let rule = report.rule("staff-differs-from-chapter-1000");
    let rivals: Vec<&Chapter> = heard.iter().filter(|chapter| !chapter.apart.is_empty()).collect();
    let Some(rival) = rivals.first() else { return };
    let (part, [found, expected]) = rival.apart[0];
    let finding = Finding {
        found: Some(plain(found)),
        expected: Some(plain(expected)),
        amount_affected: Some(difference(found, expected)),
        occurrences: rivals.len() as i64,
        ..blocks.finding(rule, staff, amount)
    };
    let section = part.map_or(String::new(), |part| format!(" ({part})"));
    let dataset = |block: &Block| block.key.dataset.unwrap_or("?").to_owned();
    let other = |rival: &&Chapter| format!("{}: {}", dataset(rival.object), pesos(rival.apart[0].1[1]));
    let others = rivals.iter().map(other).collect::<Vec<_>>().join("; ");
    let own = format!("{}{section}: {}", dataset(staff), pesos(found));
    let spanish = format!("Servicios personales por categoría, {own}; capítulo 1000, {others}.");
    let english = format!("Personnel by category, {own}; chapter 1000, {others}.");
    let is_material = is_material(found, expected);
    report.add_weighed(staff, rule.say(finding, &blocks.place(staff), &spanish, &english), is_material);
    let is_borne_out = heard.iter().any(|chapter| chapter.is_credible && chapter.apart.is_empty());
    if is_material && !is_borne_out {
        let is_in = |node: Option<&str>, part: Option<&str>| {
            part.is_none() || node.and_then(|node| split_section(node).0) == part
        };
        let is_meant = |node: Option<&str>| rival.apart.iter().any(|(part, _)| is_in(node, *part));
        let rows = staff.facts_with(amount).filter(|(line, _)| is_meant(line.node)).map(|(line, _)| line.row);
        report.doubt_facts(staff, amount, rule, rows.collect::<Vec<_>>());
    }
}

/// All staff, or the staff of a section, with what rounding may hide.
fn staff_part(staff: &Block, amount: usize, part: Option<&str>) -> Option<(i64, i64)> {
    let Some(section) = part else { return Some((staff.figure(amount)?, staff.tolerance(amount))) };
    let records = staff.records();
    let printed = records.iter().find(|record| record.node == Some(section))?.amount(amount)?;
    Some((printed, staff.tolerance(amount)))
}

/// The chapter of an object table, in all sections or in one.
fn chapter_part(object: &Block, amount: usize, part: Option<&str>) -> Option<(i64, i64)> {
    let records = object.records();
    let is_meant = |node: &str| {
        let (section, code) = split_section(node);
        code == Some(CHAPTER) && (part.is_none() || section == part)
    };
    let chapters = records.iter().filter(|record| record.node.is_some_and(is_meant));
    let terms: Vec<i64> = chapters.filter_map(|record| record.amount(amount)).collect();
    (!terms.is_empty()).then(|| (sum(terms.iter().copied()), tolerance(terms)))
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, OBJECT, Row, STAFF, UNIT, in_sections, judge, quarter};

    const RULE: &str = "staff-differs-from-chapter-1000";

    /// An object table whose first chapter is the first part, and the staff in a dataset of its own.
    fn account(object: &[(i64, i64)], staff: &[(i64, i64)]) -> Vec<Row> {
        let mut rows = quarter(OBJECT, 4, object);
        rows.iter_mut().filter(|row| row.node == "N0").for_each(|row| row.node = "1000".to_owned());
        let mut rows = in_sections(rows);
        rows.extend(in_sections(quarter(STAFF, 4, staff)));
        rows
    }

    #[test]
    fn staff_that_is_the_chapter_is_silent() {
        let verdict = judge(&account(&[(1000, 700), (2000, 900)], &[(600, 500), (400, 200)]));
        assert!(verdict.of(RULE).is_empty(), "{:?}", verdict.of(RULE));
    }

    #[test]
    fn staff_that_is_not_the_chapter_is_doubtful() {
        let verdict = judge(&account(&[(1000, 700), (2000, 900)], &[(600, 500), (400, 220)]));
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.table_name.as_deref(), finding.field.as_deref()), (Some(STAFF), Some("accrued")));
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("720.00"), Some("700.00")));
        assert_eq!(verdict.doubted(STAFF, "accrued", RULE), 4);
        assert_eq!(verdict.doubted(OBJECT, "accrued", RULE), 0);
    }

    #[test]
    fn a_chapter_that_the_other_cuts_contradict_bears_nothing_out() {
        let shared = [(1000, 700), (2000, 900)];
        let mut rows = account(&shared, &[(600, 500), (400, 200)]);
        let mut other = quarter(OBJECT, 4, &[(1000, 650), (2000, 900)]);
        other[1].node = "1000".to_owned();
        let superseded = |row: Row| Row { is_superseded: true, dataset: Some("eaepe"), ..row };
        rows.extend(other.into_iter().map(superseded));
        let verdict = judge(&rows);
        assert_eq!(verdict.of(RULE).len(), 1, "the other format differs");
        assert_eq!(verdict.doubted(STAFF, "accrued", RULE), 0, "and one of the two bears the staff out");
        for table in [FUNCTION, UNIT] {
            rows.extend(quarter(table, 4, &[(3000, 1550)]));
        }
        assert_eq!(judge(&rows).doubted(STAFF, "accrued", RULE), 4);
    }

    #[test]
    fn sections_are_compared_where_both_tell_them_apart() {
        let mut rows = account(&[(1000, 700), (2000, 900)], &[(600, 500), (400, 200)]);
        // Fifty pesos of the staff move from one section to the other.
        for (node, moved) in [("I", -5_000), ("I.N0", -5_000), ("II", 5_000), ("II.N0", 5_000)] {
            let is_meant = |row: &&mut Row| row.table == STAFF && row.node == node;
            rows.iter_mut().filter(is_meant).for_each(|row| row.accrued = row.accrued.map(|value| value + moved));
        }
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert!(finding.message_es.contains("(I): 300.00"), "{}", finding.message_es);
        assert_eq!(verdict.doubted(STAFF, "accrued", RULE), 4, "both sections differ");
        // An object table without sections knows only the sum.
        let mut plain = quarter(OBJECT, 4, &[(1000, 700)]);
        plain[1].node = "1000".to_owned();
        rows.retain(|row| row.table == STAFF);
        rows.extend(plain);
        assert!(judge(&rows).of(RULE).is_empty());
    }
}
