//! Small accounts for tests.

use std::collections::BTreeMap;

use erario_model::{Finding, Schema};
use polars::prelude::*;

use crate::{Verdict, validate};

/// One row of a frame. Amounts are in centavos.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub table: &'static str,
    /// It stands in `published_total`, above the rows of `table`.
    pub is_total: bool,
    /// It did not become a fact.
    pub is_superseded: bool,
    /// Each table has its own dataset, unless one is named.
    pub dataset: Option<&'static str>,
    pub edition: &'static str,
    pub jurisdiction: &'static str,
    /// An entity's account; without one it is the government's.
    pub entity: Option<&'static str>,
    pub fiscal_year: i32,
    /// The year, unless another one is named.
    pub period: Option<&'static str>,
    pub is_cumulative: bool,
    pub scheme: Option<&'static str>,
    pub is_earmarked: Option<bool>,
    pub level: i64,
    pub node: String,
    pub parent: Option<String>,
    /// Approved in spending, estimated in revenue.
    pub approved: Option<i64>,
    pub extensions_reductions: Option<i64>,
    pub modified: Option<i64>,
    pub accrued: Option<i64>,
    pub exercised: Option<i64>,
    /// Paid in spending, collected in revenue.
    pub paid: Option<i64>,
    pub under_spending: Option<i64>,
    pub record: i64,
}

pub(crate) const FUNCTION: &str = "spending_by_function";
pub(crate) const OBJECT: &str = "spending_by_object";
pub(crate) const UNIT: &str = "spending_by_unit";
pub(crate) const TYPE: &str = "spending_by_type";
pub(crate) const STAFF: &str = "spending_by_staff";
pub(crate) const PROGRAM: &str = "spending_by_program";
pub(crate) const REVENUE: &str = "revenue_by_source";

/// A grand total and one part for each pair of approved and accrued pesos.
pub(crate) fn cut(table: &'static str, fiscal_year: i32, parts: &[(i64, i64)]) -> Vec<Row> {
    let row = |level: i64, node: String, (approved, accrued): (i64, i64)| Row {
        table,
        is_total: level == 0,
        edition: "2026",
        jurisdiction: "23",
        fiscal_year,
        level,
        parent: (level > 0).then(|| "total".to_owned()),
        node,
        approved: Some(approved * 100),
        accrued: Some(accrued * 100),
        ..Row::default()
    };
    let total = parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    let mut rows = vec![row(0, "total".to_owned(), total)];
    rows.extend(parts.iter().enumerate().map(|(place, part)| row(1, format!("N{place}"), *part)));
    rows.iter_mut().enumerate().for_each(|(place, row)| row.record = place as i64 + 2);
    rows
}

/// The account of an entity from January 2018 to the end of a quarter, in an edition of its own.
pub(crate) fn quarter(table: &'static str, quarter: usize, parts: &[(i64, i64)]) -> Vec<Row> {
    let (edition, period) =
        [("2018-1T", "2018-Q1"), ("2018-2T", "2018-Q2"), ("2018-3T", "2018-Q3"), ("2018-4T", "2018-Q4")][quarter - 1];
    let entity = |row: Row| Row { edition, period: Some(period), is_cumulative: true, entity: Some("inaeba"), ..row };
    cut(table, 2018, parts).into_iter().map(entity).collect()
}

/// The same money under the sections I and II of the LDF, half in each.
pub(crate) fn in_sections(rows: Vec<Row>) -> Vec<Row> {
    let half = |amount: Option<i64>, is_first: bool| {
        amount.map(|amount| if is_first { amount / 2 } else { amount - amount / 2 })
    };
    let mut all: Vec<Row> = Vec::new();
    for row in rows {
        if row.level == 0 {
            all.push(row.clone());
        }
        for (section, is_first) in [("I", true), ("II", false)] {
            let is_section = row.level == 0;
            all.push(Row {
                is_earmarked: (!is_section).then_some(!is_first),
                level: row.level + 1,
                node: if is_section { section.to_owned() } else { format!("{section}.{}", row.node) },
                parent: Some(if is_section { "total".to_owned() } else { section.to_owned() }),
                approved: half(row.approved, is_first),
                extensions_reductions: half(row.extensions_reductions, is_first),
                modified: half(row.modified, is_first),
                accrued: half(row.accrued, is_first),
                paid: half(row.paid, is_first),
                under_spending: half(row.under_spending, is_first),
                ..row.clone()
            });
        }
    }
    all.iter_mut().enumerate().for_each(|(place, row)| row.record = place as i64 + 2);
    all
}

/// The rows that became facts, and their totals, as frames by table.
pub(crate) fn tables(rows: &[Row]) -> BTreeMap<String, DataFrame> {
    frames(rows, false)
}

/// The rows that did not become facts, and their totals.
pub(crate) fn superseded(rows: &[Row]) -> BTreeMap<String, DataFrame> {
    frames(rows, true)
}

fn frames(rows: &[Row], are_superseded: bool) -> BTreeMap<String, DataFrame> {
    let mut by_frame: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_superseded == are_superseded) {
        by_frame.entry(if row.is_total { "published_total" } else { row.table }).or_default().push(row);
    }
    by_frame.into_iter().map(|(name, rows)| (name.to_owned(), frame(name, &rows))).collect()
}

fn frame(name: &str, rows: &[&Row]) -> DataFrame {
    let strings = |value: &dyn Fn(&Row) -> Option<String>| rows.iter().map(|row| value(row)).collect::<Vec<_>>();
    let amounts = |value: &dyn Fn(&Row) -> Option<i64>| rows.iter().map(|row| value(row)).collect::<Vec<_>>();
    let classification = |row: &Row| row.table.trim_start_matches("spending_by_").replace("_by_source", "");
    let code = match name {
        FUNCTION => "function_code",
        OBJECT => "object_concept_code",
        UNIT => "unit_code",
        TYPE => "spending_type_code",
        STAFF => "staff_code",
        PROGRAM => "program_code",
        REVENUE => "revenue_code",
        _ => "code",
    };
    let is_revenue = |row: &Row| row.table == REVENUE;
    let coverage = |row: &Row| if row.entity.is_some() { "entity" } else { "government" }.to_owned();
    let mut frame = df!(
        "publisher" => vec!["publisher"; rows.len()],
        "dataset" => strings(&|row| Some(row.dataset.map_or_else(|| row.table.replace('_', "-"), str::to_owned))),
        "edition" => strings(&|row| Some(row.edition.to_owned())),
        "coverage" => strings(&|row| Some(coverage(row))),
        "jurisdiction_code" => strings(&|row| Some(row.jurisdiction.to_owned())),
        "jurisdiction_name" => strings(&|row| Some(format!("Estado {}", row.jurisdiction))),
        "entity_code" => strings(&|row| row.entity.map(str::to_owned)),
        "fiscal_year" => rows.iter().map(|row| row.fiscal_year).collect::<Vec<_>>(),
        "period" => strings(&|row| Some(row.period.map_or_else(|| row.fiscal_year.to_string(), str::to_owned))),
        "is_earmarked" => rows.iter().map(|row| row.is_earmarked).collect::<Vec<_>>(),
        "classification" => strings(&|row| Some(classification(row))),
        code => strings(&|row| Some(row.node.clone())),
        "source_row" => rows.iter().map(|row| row.record).collect::<Vec<_>>(),
        "_level" => rows.iter().map(|row| row.level).collect::<Vec<_>>(),
        "_node" => strings(&|row| Some(row.node.clone())),
        "_parent" => strings(&|row| row.parent.clone()),
        "approved" => amounts(&|row| row.approved.filter(|_| !is_revenue(row))),
        "estimated" => amounts(&|row| row.approved.filter(|_| is_revenue(row))),
        "extensions_reductions" => amounts(&|row| row.extensions_reductions),
        "modified" => amounts(&|row| row.modified),
        "accrued" => amounts(&|row| row.accrued),
        "exercised" => amounts(&|row| row.exercised),
        "paid" => amounts(&|row| row.paid.filter(|_| !is_revenue(row))),
        "collected" => amounts(&|row| row.paid.filter(|_| is_revenue(row))),
        "under_spending" => amounts(&|row| row.under_spending),
    )
    .unwrap();
    // Only some sources say these at all.
    if rows.iter().any(|row| row.is_cumulative) {
        let column: Vec<bool> = rows.iter().map(|row| row.is_cumulative).collect();
        frame.with_column(Column::new("is_cumulative".into(), column)).unwrap();
    }
    if rows.iter().any(|row| row.scheme.is_some()) && name == REVENUE {
        let column: Vec<Option<&str>> = rows.iter().map(|row| row.scheme).collect();
        frame.with_column(Column::new("revenue_scheme".into(), column)).unwrap();
    }
    frame
}

pub(crate) fn judge(rows: &[Row]) -> Verdict {
    validate(Schema::embedded(), &tables(rows), &superseded(rows)).unwrap()
}

impl Verdict {
    /// The findings of one rule.
    pub(crate) fn of(&self, slug: &str) -> Vec<&Finding> {
        let code = &Schema::embedded().rules.by_slug(slug).code;
        self.findings.iter().filter(|finding| &finding.rule_code == code).collect()
    }

    /// How many rows of a table a rule doubts in an amount.
    pub(crate) fn doubted(&self, table: &str, amount: &str, slug: &str) -> usize {
        let rows = self
            .doubts
            .iter()
            .filter(|(doubt, _)| (&*doubt.table, &*doubt.amount, &*doubt.rule) == (table, amount, slug));
        rows.map(|(_, rows)| rows.len()).sum()
    }
}
