//! `governments-missing`: a table that lacks governments which it had the year before, or which the publisher's other
//! tables of the year have.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::Finding;

use crate::blocks::Blocks;
use crate::report::Report;
use crate::tolerance::limits;

/// Codes of governments, each with the place of one of its blocks.
type Governments<'a> = BTreeMap<&'a str, usize>;
/// Publisher, table and whether its governments are municipalities.
type Shelf<'a> = (Option<&'a str>, bool, &'a str);

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    let mut shelves: BTreeMap<Shelf, BTreeMap<i32, Governments>> = BTreeMap::new();
    for (place, block) in blocks.blocks.iter().enumerate() {
        let key = &block.key;
        let (Some(code), Some(year)) = (key.jurisdiction, key.fiscal_year) else { continue };
        let is_whole = key.period.is_none_or(|period| !period.contains('-'));
        if is_whole && !key.is_superseded && key.coverage == Some("government") {
            let shelf = (key.publisher, code.len() > 2, key.table);
            shelves.entry(shelf).or_default().entry(year).or_default().entry(code).or_insert(place);
        }
    }
    for (shelf, years) in &shelves {
        for (year, own) in years {
            let before: BTreeSet<&str> = years.get(&(year - 1)).into_iter().flat_map(BTreeMap::keys).copied().collect();
            let siblings =
                shelves.iter().filter(|(other, _)| (other.0, other.1) == (shelf.0, shelf.1) && other.2 != shelf.2);
            let siblings: Vec<&Governments> = siblings.filter_map(|(_, years)| years.get(year)).collect();
            // What every other table has; with one only, either of the two may be the odd one.
            let others: BTreeSet<&str> = match siblings.split_first() {
                Some((first, rest)) if !rest.is_empty() => {
                    first.keys().copied().filter(|code| rest.iter().all(|other| other.contains_key(code))).collect()
                }
                _ => BTreeSet::new(),
            };
            let expected: BTreeSet<&str> = before.union(&others).copied().collect();
            let missing: Vec<&str> = expected.iter().copied().filter(|code| !own.contains_key(code)).collect();
            let is_series = expected.len() as i64 >= limits().governments.value;
            if is_series && !missing.is_empty() && missing.len() * 2 <= expected.len() {
                tell(blocks, own, [expected.len() - missing.len(), expected.len()], &missing, report);
            }
        }
    }
}

fn tell(blocks: &Blocks, own: &Governments, [found, expected]: [usize; 2], missing: &[&str], report: &mut Report) {
    let rule = report.rule("governments-missing");
    let Some(block) = own.values().next().map(|place| &blocks.blocks[*place]) else { return };
    let finding = Finding {
        jurisdiction_code: None,
        figure_id: None,
        source_row: None,
        field: Some("jurisdiction_code".to_owned()),
        found: Some(found.to_string()),
        expected: Some(expected.to_string()),
        occurrences: missing.len() as i64,
        ..blocks.finding(rule, block, 0)
    };
    let name = |code: &&str| erario_model::Schema::jurisdiction(code).unwrap_or(code).to_owned();
    let names = missing.iter().map(name).collect::<Vec<_>>().join(", ");
    let place = block.key.period.unwrap_or_default();
    let spanish = format!("«{}»: {names}.", block.table.title_es);
    let english = format!("“{}”: {names}.", block.table.title_en);
    report.add_about(block, rule.say(finding, place, &spanish, &english));
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, Row, cut, judge};

    const RULE: &str = "governments-missing";

    fn of(governments: &[&'static str], year: i32) -> Vec<Row> {
        let of_one = |jurisdiction: &&'static str| {
            cut(FUNCTION, year, &[(7, 5)]).into_iter().map(|row| Row { jurisdiction, ..row }).collect::<Vec<_>>()
        };
        governments.iter().flat_map(of_one).collect()
    }

    #[test]
    fn a_state_that_is_gone_is_named() {
        let all = ["01", "02", "03", "04", "05", "06"];
        let mut rows = of(&all, 2020);
        rows.extend(of(&all[1..], 2021));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("5"), Some("6")));
        assert!(finding.message_es.contains("Aguascalientes"), "{}", finding.message_es);
        rows.extend(of(&all[..1], 2021));
        assert!(judge(&rows).of(RULE).is_empty());
    }
}
