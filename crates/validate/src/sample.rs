//! Small accounts for tests.

use std::collections::BTreeMap;

use erario_model::{Finding, Schema};
use polars::prelude::*;

use crate::{Verdict, validate};

/// One row of a frame. Amounts are in centavos.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub table: &'static str,
    /// It stands in `published_total`, above the rows of `table`.
    pub is_total: bool,
    pub jurisdiction: &'static str,
    pub fiscal_year: i32,
    pub level: i64,
    pub node: String,
    pub parent: Option<String>,
    pub approved: Option<i64>,
    pub accrued: Option<i64>,
    pub record: i64,
}

pub(crate) const FUNCTION: &str = "spending_by_function";
pub(crate) const OBJECT: &str = "spending_by_object";
pub(crate) const UNIT: &str = "spending_by_unit";
pub(crate) const REVENUE: &str = "revenue_by_source";

/// A grand total and one part for each pair of approved and accrued pesos.
pub(crate) fn cut(table: &'static str, fiscal_year: i32, parts: &[(i64, i64)]) -> Vec<Row> {
    let row = |level: i64, node: String, (approved, accrued): (i64, i64)| Row {
        table,
        is_total: level == 0,
        jurisdiction: "23",
        fiscal_year,
        level,
        parent: (level > 0).then(|| "total".to_owned()),
        node,
        approved: Some(approved * 100),
        accrued: Some(accrued * 100),
        record: level,
    };
    let total = parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    let mut rows = vec![row(0, "total".to_owned(), total)];
    rows.extend(parts.iter().enumerate().map(|(place, part)| row(1, format!("N{place}"), *part)));
    rows.iter_mut().enumerate().for_each(|(place, row)| row.record = place as i64 + 2);
    rows
}

/// Rows as frames, by table.
pub(crate) fn tables(rows: &[Row]) -> BTreeMap<String, DataFrame> {
    let mut by_frame: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        by_frame.entry(if row.is_total { "published_total" } else { row.table }).or_default().push(row);
    }
    let frame = |(name, rows): (&str, Vec<&Row>)| {
        let strings = |value: &dyn Fn(&Row) -> Option<String>| rows.iter().map(|row| value(row)).collect::<Vec<_>>();
        let amounts = |value: &dyn Fn(&Row) -> Option<i64>| rows.iter().map(|row| value(row)).collect::<Vec<_>>();
        let classification = |row: &Row| row.table.trim_start_matches("spending_by_").replace("_by_source", "");
        let code = match name {
            FUNCTION => "function_code",
            OBJECT => "object_concept_code",
            UNIT => "unit_code",
            REVENUE => "revenue_code",
            _ => "code",
        };
        let is_revenue = |row: &Row| row.table == REVENUE;
        let frame = df!(
            "publisher" => vec!["publisher"; rows.len()],
            "dataset" => strings(&|row| Some(row.table.replace('_', "-"))),
            "edition" => vec!["2026"; rows.len()],
            "coverage" => vec!["government"; rows.len()],
            "jurisdiction_code" => strings(&|row| Some(row.jurisdiction.to_owned())),
            "jurisdiction_name" => strings(&|row| Some(format!("Estado {}", row.jurisdiction))),
            "fiscal_year" => rows.iter().map(|row| row.fiscal_year).collect::<Vec<_>>(),
            "period" => strings(&|row| Some(row.fiscal_year.to_string())),
            "classification" => strings(&|row| Some(classification(row))),
            code => strings(&|row| Some(row.node.clone())),
            "source_row" => rows.iter().map(|row| row.record).collect::<Vec<_>>(),
            "_level" => rows.iter().map(|row| row.level).collect::<Vec<_>>(),
            "_node" => strings(&|row| Some(row.node.clone())),
            "_parent" => strings(&|row| row.parent.clone()),
            "approved" => amounts(&|row| row.approved.filter(|_| !is_revenue(row))),
            "estimated" => amounts(&|row| row.approved.filter(|_| is_revenue(row))),
            "accrued" => amounts(&|row| row.accrued),
        );
        (name.to_owned(), frame.unwrap())
    };
    by_frame.into_iter().map(frame).collect()
}

pub(crate) fn judge(rows: &[Row]) -> Verdict {
    validate(Schema::embedded(), &tables(rows)).unwrap()
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
