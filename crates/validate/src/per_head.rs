//! `out-of-scale`: a government's budget that is too small or too large for the people who live there, whatever the
//! tables beside it say.

use std::collections::{HashMap, HashSet};

use erario_model::Finding;
use polars::prelude::*;

use crate::blocks::Blocks;
use crate::cuts::CUTS;
use crate::frame::Frame;
use crate::report::{Report, pesos, plain};
use crate::thousands::Thousands;
use crate::tolerance::limits;

const PLANNED: [&str; 2] = ["approved", "estimated"];

pub(crate) fn check(blocks: &Blocks, population: Frame, told: &Thousands, report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule("out-of-scale");
    let (Some(years), Some(people)) = (population.years("year")?, population.integers("population")?) else {
        return Ok(());
    };
    let mut by_government: HashMap<(&str, i32), i64> = HashMap::new();
    for row in 0..population.data.height() {
        let code = population.text("jurisdiction_code", row as u32);
        if let (Some(code), Some(year), Some(people)) = (code, years.get(row), people.get(row)) {
            by_government.insert((code, year), people);
        }
    }
    let limits = limits();
    let mut seen = HashSet::new();
    for (place, block) in blocks.blocks.iter().enumerate() {
        let key = &block.key;
        let is_budget = CUTS.contains(&key.table) || key.table == "revenue_by_source";
        if !is_budget || key.coverage != Some("government") || key.is_superseded {
            continue;
        }
        let (Some(code), Some(year)) = (key.jurisdiction, key.fiscal_year) else { continue };
        let Some(people) = by_government.get(&(code, year)).filter(|people| **people > 0) else { continue };
        for amount in PLANNED.into_iter().filter_map(|name| block.amount(name)) {
            let Some(figure) = block.figure(amount).filter(|figure| *figure > 0) else { continue };
            let each = figure / people;
            let is_odd = each < limits.per_head_least.value * 100 || each > limits.per_head_most.value * 100;
            if !is_odd || told.contains(&(place, amount)) || !seen.insert((key.table, code, year, amount)) {
                continue;
            }
            let finding = Finding {
                found: Some(plain(figure)),
                amount_affected: Some(figure),
                occurrences: block.rows_with(amount).len() as i64,
                ..blocks.finding(rule, block, amount)
            };
            let (figure, each) = (pesos(figure), pesos(each));
            let spanish = format!("«{}»: {figure}, {each} por habitante ({people}).", block.table.title_es);
            let english = format!("“{}”: {figure}, {each} for each of {people} inhabitants.", block.table.title_en);
            report.add_about(block, rule.say(finding, &blocks.place(block), &spanish, &english));
            report.doubt_facts(block, amount, rule, block.rows_with(amount));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;
    use polars::prelude::*;

    use crate::sample::{FUNCTION, cut, tables};
    use crate::{Verdict, validate};

    fn judge(approved: i64) -> Verdict {
        let mut tables = tables(&cut(FUNCTION, 2020, &[(approved, 1)]));
        let population = df!(
            "jurisdiction_code" => ["23"], "year" => [2020_i32], "population" => [1_000_i64],
        );
        tables.insert("population".to_owned(), population.unwrap());
        validate(Schema::embedded(), &tables, &Default::default()).unwrap()
    }

    #[test]
    fn a_budget_that_nobody_could_live_on_or_spend_is_doubtful() {
        for approved in [99_000, 2_000_000_000] {
            let verdict = judge(approved);
            assert_eq!(verdict.of("out-of-scale").len(), 1, "{approved}");
            assert_eq!(verdict.doubted(FUNCTION, "approved", "out-of-scale"), 1);
        }
        assert!(judge(20_000_000).of("out-of-scale").is_empty());
    }
}
