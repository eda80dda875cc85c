//! Themes: what governments spend on education, the environment and gender, by declared rules.

use std::collections::BTreeMap;

use erario_columns::{Distinct, constant};
use erario_model::{Schema, Table, Theme, ThemeRule, half_even, slug};
use polars::prelude::*;
use regex::RegexSet;

use super::COMMON;
use super::figure::FigureIds;
use super::stack;

/// The two derived tables.
pub struct ThemeTables {
    pub spending: DataFrame,
    pub lines: DataFrame,
}

/// A share as an exact fraction: numerator and power of ten.
struct Share(i64, u32);

impl Share {
    fn parse(text: &str) -> Option<Share> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let value = format!("{whole}{decimals}").parse().ok()?;
        Some(Share(value, decimals.len() as u32))
    }

    /// The part of an amount; `None` beyond what an amount can be.
    fn of(&self, centavos: i64) -> Option<i64> {
        let product = i128::from(centavos) * i128::from(self.0);
        i64::try_from(half_even(product, 10_i128.pow(self.1))).ok()
    }
}

/// One row of `theme_spending` under construction.
#[derive(Default)]
struct Sum {
    first_row: u32,
    amounts: Vec<Option<i64>>,
    doubts: BTreeMap<String, Vec<String>>,
}

/// Draws both theme tables from facts that carry trust already.
pub fn themes(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<ThemeTables> {
    let (mut spending, mut lines) = (DataFrame::default(), DataFrame::default());
    for theme in &schema.themes {
        for rule in &theme.rules {
            let (Some(facts), Some(table)) = (tables.get(&rule.table), schema.table(&rule.table)) else { continue };
            let rows = counted(facts, rule)?;
            stack(&mut spending, sums(facts, table, theme, rule, &rows)?)?;
            stack(&mut lines, evidence(facts, table, theme, rule, &rows)?)?;
        }
    }
    Ok(ThemeTables { spending, lines })
}

/// Rows of the table that count toward the theme.
fn counted(facts: &DataFrame, rule: &ThemeRule) -> PolarsResult<Vec<u32>> {
    let bad = |error: regex::Error| polars_err!(ComputeError: "theme rule `{}`: {error}", rule.id);
    let names = RegexSet::new(&rule.names).map_err(bad)?;
    let not_names = RegexSet::new(&rule.not_names).map_err(bad)?;
    let Distinct { values, places } = Distinct::of(facts.column(&rule.field)?)?;
    let counts = |cell: &str| {
        let plain = slug(cell).replace('-', " ").to_uppercase();
        rule.codes.iter().any(|code| code == cell) || (names.is_match(&plain) && !not_names.is_match(&plain))
    };
    let counted: Vec<bool> = values.into_iter().map(|cell| cell.is_some_and(counts)).collect();
    Ok((0..).zip(places).filter(|(_, place)| counted[*place as usize]).map(|(row, _)| row).collect())
}

fn sums(facts: &DataFrame, table: &Table, theme: &Theme, rule: &ThemeRule, rows: &[u32]) -> PolarsResult<DataFrame> {
    let share = Share::parse(&rule.share)
        .ok_or_else(|| polars_err!(ComputeError: "theme rule `{}`: share `{}` is no decimal", rule.id, rule.share))?;
    let amounts: Vec<(&str, &Int64Chunked)> = table
        .amounts()
        .map(|field| Ok((field.name.as_str(), facts.column(&field.name)?.i64()?)))
        .collect::<PolarsResult<_>>()?;
    let doubts = facts.column("doubt")?.str()?.clone();
    let keys: Vec<Column> = ["publisher", "jurisdiction_code", "coverage", "entity_code", "fiscal_year", "period"]
        .iter()
        .map(|key| facts.column(key).cloned())
        .collect::<PolarsResult<_>>()?;
    let mut sums: BTreeMap<Vec<String>, Sum> = BTreeMap::new();
    for row in rows {
        let key =
            keys.iter().map(|column| Ok(column.get(*row as usize)?.to_string())).collect::<PolarsResult<Vec<_>>>()?;
        let sum = sums.entry(key).or_insert_with(|| Sum {
            first_row: *row,
            amounts: vec![None; amounts.len()],
            ..Sum::default()
        });
        for (place, (_, values)) in amounts.iter().enumerate() {
            if let Some(value) = values.get(*row as usize) {
                let part = share.of(value).ok_or_else(
                    || polars_err!(ComputeError: "theme rule `{}`: share `{}` is too large", rule.id, rule.share),
                )?;
                *sum.amounts[place].get_or_insert(0) += part;
            }
        }
        for pair in doubts.get(*row as usize).into_iter().flat_map(|doubt| doubt.split(';')) {
            let (amount, reason) = pair.split_once(':').unwrap_or((pair, ""));
            let reasons = sum.doubts.entry(amount.to_owned()).or_default();
            if !reasons.iter().any(|known| known == reason) {
                reasons.push(reason.to_owned());
            }
        }
    }
    let sums: Vec<Sum> = sums.into_values().collect();
    let first: IdxCa = sums.iter().map(|sum| Some(sum.first_row)).collect();
    let mut frame = facts.select(COMMON)?.take(&first)?;
    let height = frame.height();
    for (name, value) in [("theme", &theme.name), ("scheme", &rule.scheme), ("rule_id", &rule.id)] {
        frame.with_column(constant(name, Some(value), height))?;
    }
    for (place, (name, _)) in amounts.iter().enumerate() {
        let values: Vec<Option<i64>> = sums.iter().map(|sum| sum.amounts[place]).collect();
        frame.with_column(Column::new((*name).into(), values))?;
    }
    let text = |of: &dyn Fn(&Sum) -> Option<String>| -> StringChunked { sums.iter().map(of).collect() };
    let trust = text(&|sum| Some(if sum.doubts.is_empty() { "ok" } else { "doubtful" }.to_owned()));
    let doubtful = text(&|sum| {
        let amounts: Vec<&str> = sum.doubts.keys().map(String::as_str).collect();
        (!amounts.is_empty()).then(|| amounts.join(";"))
    });
    let doubt = text(&|sum| {
        let pairs: Vec<String> = sum
            .doubts
            .iter()
            .flat_map(|(amount, reasons)| reasons.iter().map(move |reason| format!("{amount}:{reason}")))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join(";"))
    });
    for (name, column) in [("trust", trust), ("doubtful_amounts", doubtful), ("doubt", doubt)] {
        frame.with_column(column.with_name(name.into()).into_column())?;
    }
    Ok(frame)
}

/// Which figure gave the theme what: one row a fact row and published amount.
fn evidence(
    facts: &DataFrame,
    table: &Table,
    theme: &Theme,
    rule: &ThemeRule,
    rows: &[u32],
) -> PolarsResult<DataFrame> {
    let mut picked: Vec<u32> = Vec::new();
    let mut figures: Vec<String> = Vec::new();
    let ids = FigureIds::read(table, facts)?;
    for row in rows {
        for field in table.amounts() {
            if facts.column(&field.name)?.i64()?.get(*row as usize).is_some() {
                picked.push(*row);
                figures.push(ids.of(*row as usize, &field.name).to_string());
            }
        }
    }
    let index: IdxCa = picked.iter().map(|row| Some(*row)).collect();
    let mut frame =
        facts.select(["publisher", "dataset", "edition", "jurisdiction_code", "fiscal_year"])?.take(&index)?;
    let height = frame.height();
    frame.with_column(constant("theme", Some(&theme.name), height))?;
    frame.with_column(constant("scheme", Some(&rule.scheme), height))?;
    frame.with_column(Column::new("figure_id".into(), figures))?;
    let share = constant("share", Some(&rule.share), height).cast(&DataType::Decimal(18, 6))?;
    frame.with_column(share)?;
    frame.with_column(constant("rule_id", Some(&rule.id), height))?;
    frame.with_column(constant("evidence", Some(&rule.evidence), height))?;
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use erario_model::Money;

    #[test]
    fn a_share_is_exact_and_rounds_half_to_even() {
        let part = |share: &str, centavos| Share::parse(share).unwrap().of(centavos).unwrap();
        assert_eq!(part("1", 1_234), 1_234);
        assert_eq!(part("0.4", Money::from_pesos(10).centavos()), 400);
        assert_eq!(part("0.5", 1), 0);
        assert_eq!(part("0.5", 3), 2);
        assert_eq!(part("0.5", -3), -2);
    }

    #[test]
    fn the_patterns_of_every_theme_can_be_read() {
        for rule in Schema::embedded().themes.iter().flat_map(|theme| &theme.rules) {
            RegexSet::new(rule.names.iter().chain(&rule.not_names)).unwrap();
            assert!(Share::parse(&rule.share).is_some(), "{}", rule.id);
        }
    }
}
