//! What a theme comes to, for each government and year.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::{Distinct, constant, plain};
use erario_model::{Money, Table};
use polars::prelude::*;

use super::Part;
use crate::derive::COMMON;

/// What keeps the sums of a theme apart, besides the year. Accounts of one budget are the same money at three times.
const APART: [&str; 6] = ["publisher", "jurisdiction_code", "coverage", "entity_code", "period", "account"];

/// The rule that a sum larger than any amount is told by.
pub(in crate::derive) const TOO_LARGE: &str = "beyond-decimal";

/// One row of `theme_spending` under construction.
#[derive(Default)]
struct Sum {
    first_row: u32,
    /// Centavos; wide enough that the order of the rows changes nothing.
    amounts: Vec<Option<i128>>,
    doubts: BTreeMap<String, BTreeSet<String>>,
}

impl Sum {
    fn add(&mut self, place: usize, centavos: i64) {
        *self.amounts[place].get_or_insert(0) += i128::from(centavos);
    }

    /// The sum, where it is no larger than an amount may be.
    fn amount(&self, place: usize) -> Option<i64> {
        let sum = i64::try_from(self.amounts[place]?).ok()?;
        (Money::from_centavos(sum).abs() <= Money::MAX).then_some(sum)
    }

    fn doubt(&mut self, amount: &str, reason: &str) {
        self.doubts.entry(amount.to_owned()).or_default().insert(reason.to_owned());
    }
}

/// The rows of `theme_spending` that a part makes, less what compares them.
pub(super) fn sums(facts: &DataFrame, table: &Table, part: &Part) -> PolarsResult<DataFrame> {
    let amounts: Vec<(&str, &Int64Chunked)> = table
        .amounts()
        .map(|field| Ok((field.name.as_str(), facts.column(&field.name)?.i64()?)))
        .collect::<PolarsResult<_>>()?;
    let doubts = facts.column("doubt")?.str()?;
    let years = facts.column("fiscal_year")?.i32()?;
    let apart = APART.iter().filter_map(|name| facts.column(name).ok()).map(Distinct::of);
    let apart = apart.collect::<PolarsResult<Vec<Distinct>>>()?;
    let mut sums: BTreeMap<(Vec<Option<&str>>, Option<i32>), Sum> = BTreeMap::new();
    for counted in &part.rows {
        let row = counted.row as usize;
        let key = (apart.iter().map(|column| column.text(row)).collect(), years.get(row));
        let amount_count = amounts.len();
        let sum = sums.entry(key).or_insert_with(|| Sum {
            first_row: counted.row,
            amounts: vec![None; amount_count],
            ..Sum::default()
        });
        for (place, (_, values)) in amounts.iter().enumerate() {
            if let Some(value) = values.get(row) {
                sum.add(place, counted.share.of(value));
            }
        }
        for pair in doubts.get(row).into_iter().flat_map(|doubt| doubt.split(';')) {
            let (amount, reason) = pair.split_once(':').unwrap_or((pair, ""));
            sum.doubt(amount, reason);
        }
    }
    let mut sums: Vec<Sum> = sums.into_values().collect();
    for sum in &mut sums {
        for (place, (amount, _)) in amounts.iter().enumerate() {
            if sum.amounts[place].is_some() && sum.amount(place).is_none() {
                sum.doubt(amount, TOO_LARGE);
            }
        }
    }
    let first: IdxCa = sums.iter().map(|sum| Some(sum.first_row)).collect();
    let account = facts.column("account").is_ok().then_some("account");
    let mut frame = plain(facts.select(COMMON.into_iter().chain(account))?.take(&first)?)?;
    let height = frame.height();
    for (name, value) in [("theme", part.theme), ("scheme", part.scheme.as_str()), ("rule_id", part.rule_id)] {
        frame.with_column(constant(name, Some(value), height))?;
    }
    for (place, (name, _)) in amounts.iter().enumerate() {
        let values: Vec<Option<i64>> = sums.iter().map(|sum| sum.amount(place)).collect();
        frame.with_column(Column::new((*name).into(), values))?;
    }
    with_doubts(&mut frame, &sums)?;
    Ok(frame)
}

fn with_doubts(frame: &mut DataFrame, sums: &[Sum]) -> PolarsResult<()> {
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
    Ok(())
}
