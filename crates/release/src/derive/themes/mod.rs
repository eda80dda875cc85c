//! Themes: what governments spend on education, the environment and gender, by declared rules and reviewed markers.

mod lines;
mod markers;
mod sums;

use std::collections::BTreeMap;

use erario_columns::Distinct;
use erario_model::{Schema, Share, Table, ThemeRule, slug};
use polars::prelude::*;
use regex::RegexSet;

use super::stack;

pub(super) use sums::TOO_LARGE;

/// The two derived tables.
#[derive(Default)]
pub struct ThemeTables {
    pub spending: DataFrame,
    pub lines: DataFrame,
}

/// Rows of one table that count toward a theme, by one scheme.
struct Part<'a> {
    theme: &'a str,
    scheme: String,
    rule_id: &'a str,
    rows: Vec<Counted>,
}

/// One row that counts.
struct Counted {
    row: u32,
    share: Share,
    /// What it rests on.
    evidence: String,
}

/// Draws both theme tables from facts that carry trust already.
pub fn themes(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<ThemeTables> {
    let mut drawn = ThemeTables::default();
    for theme in &schema.themes {
        for rule in &theme.rules {
            let (Some(facts), Some(table)) = (tables.get(&rule.table), schema.table(&rule.table)) else { continue };
            let counted = |row| Counted { row, share: rule.share, evidence: rule.evidence.clone() };
            let rows = counted_by(facts, rule)?.into_iter().map(counted).collect();
            let part = Part { theme: &theme.name, scheme: rule.scheme.clone(), rule_id: &rule.id, rows };
            drawn.add(facts, table, &part)?;
        }
        for rule in &theme.markers {
            let (Some(facts), Some(table)) = (tables.get(&rule.table), schema.table(&rule.table)) else { continue };
            for (scheme, rows) in markers::screened(&schema.markers, rule, facts, table)? {
                drawn.add(facts, table, &Part { theme: &theme.name, scheme, rule_id: &rule.id, rows })?;
            }
        }
    }
    Ok(drawn)
}

impl ThemeTables {
    fn add(&mut self, facts: &DataFrame, table: &Table, part: &Part) -> PolarsResult<()> {
        stack(&mut self.spending, sums::sums(facts, table, part)?)?;
        stack(&mut self.lines, lines::lines(facts, table, part)?)
    }
}

/// Rows of the table that count toward the theme.
fn counted_by(facts: &DataFrame, rule: &ThemeRule) -> PolarsResult<Vec<u32>> {
    let bad = |error: regex::Error| polars_err!(ComputeError: "theme rule `{}`: {error}", rule.id);
    let names = RegexSet::new(&rule.names).map_err(bad)?;
    let not_names = RegexSet::new(&rule.not_names).map_err(bad)?;
    let counts = |cell: &str| {
        let plain = slug(cell).replace('-', " ").to_uppercase();
        rule.codes.iter().any(|code| code == cell) || (names.is_match(&plain) && !not_names.is_match(&plain))
    };
    let mut counted = says(facts, &rule.field, counts)?;
    for (field, codes) in &rule.except {
        let excepted = says(facts, field, |cell| codes.iter().any(|code| code == cell))?;
        counted.iter_mut().zip(excepted).for_each(|(counts, is_excepted)| *counts &= !is_excepted);
    }
    Ok((0..).zip(counted).filter(|(_, counts)| *counts).map(|(row, _)| row).collect())
}

/// For each row, whether its text in a column is one that counts.
fn says(facts: &DataFrame, column: &str, counts: impl Fn(&str) -> bool) -> PolarsResult<Vec<bool>> {
    let Distinct { values, places } = Distinct::of(facts.column(column)?)?;
    let counted: Vec<bool> = values.into_iter().map(|cell| cell.is_some_and(&counts)).collect();
    Ok(places.into_iter().map(|place| counted[place as usize]).collect())
}

#[cfg(test)]
mod tests;
