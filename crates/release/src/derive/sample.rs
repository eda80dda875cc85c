//! Small accounts for tests: spending by object of one entity in 2018.

use erario_model::{Doubts, Schema, Table};
use polars::prelude::*;

use super::{Candidate, Rank};

pub(super) fn table() -> &'static Table {
    Schema::embedded().table("spending_by_object").unwrap()
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub period: &'static str,
    pub is_cumulative: bool,
    pub code: &'static str,
    pub is_earmarked: Option<bool>,
    pub approved: Option<i64>,
    pub accrued: Option<i64>,
}

/// A figure of a cumulative cut that does not tell earmarked money apart.
pub(super) fn row(period: &'static str, code: &'static str, approved: i64) -> Row {
    Row { period, is_cumulative: true, code, is_earmarked: None, approved: Some(approved), accrued: None }
}

impl Row {
    pub fn earmarked(self, is_earmarked: bool) -> Row {
        Row { is_earmarked: Some(is_earmarked), ..self }
    }
}

/// `(dataset, edition, snapshot)`, which is also the rank.
pub(super) type Source = (usize, usize, usize);

pub(super) fn candidate(source: Source, facts: &[Row], totals: &[Row]) -> Candidate {
    let (dataset, edition, snapshot) = source;
    let mut printed = frame(source, totals);
    printed.with_column(Column::new("level".into(), vec![0_i64; totals.len()])).unwrap();
    Candidate {
        rank: Rank { dataset, edition, snapshot },
        facts: frame(source, facts),
        totals: printed,
        doubts: Doubts::default(),
    }
}

fn frame((dataset, edition, snapshot): Source, rows: &[Row]) -> DataFrame {
    let same = |value: &str| vec![value.to_owned(); rows.len()];
    let text = |of: fn(&Row) -> &'static str| rows.iter().map(|row| of(row).to_owned()).collect::<Vec<_>>();
    let records: Vec<i64> = (1..=rows.len() as i64).collect();
    df!(
        "publisher" => same("mx-gto-inaeba"),
        "dataset" => same(&format!("dataset-{dataset}")),
        "edition" => same(&format!("edition-{edition}")),
        "government_level" => same("state"),
        "jurisdiction_code" => same("11"),
        "jurisdiction_name" => same("Guanajuato"),
        "coverage" => same("entity"),
        "entity_code" => same("inaeba"),
        "entity_name" => same("Instituto de Alfabetización"),
        "fiscal_year" => vec![2018; rows.len()],
        "period" => text(|row| row.period),
        "is_cumulative" => rows.iter().map(|row| row.is_cumulative).collect::<Vec<_>>(),
        "account_status" => same("partial"),
        "object_concept_code" => text(|row| row.code),
        "is_earmarked" => rows.iter().map(|row| row.is_earmarked).collect::<Vec<_>>(),
        "approved" => rows.iter().map(|row| row.approved).collect::<Vec<_>>(),
        "extensions_reductions" => vec![None::<i64>; rows.len()],
        "modified" => vec![None::<i64>; rows.len()],
        "committed" => vec![None::<i64>; rows.len()],
        "accrued" => rows.iter().map(|row| row.accrued).collect::<Vec<_>>(),
        "exercised" => vec![None::<i64>; rows.len()],
        "paid" => vec![None::<i64>; rows.len()],
        "under_spending" => vec![None::<i64>; rows.len()],
        "source_id" => same(&format!("{dataset}/{edition}@{snapshot}")),
        "source_part" => vec![None::<String>; rows.len()],
        "source_row" => records,
        "_node" => text(|row| row.code),
    )
    .unwrap()
}

/// One column of a frame as text; nothing of a frame without rows.
pub(super) fn column(frame: &DataFrame, name: &str) -> Vec<String> {
    let Ok(column) = frame.column(name) else { return Vec::new() };
    let text = column.cast(&DataType::String).unwrap();
    text.str().unwrap().iter().map(|cell| cell.unwrap_or("null").to_owned()).collect()
}

/// Some columns of a frame, row by row.
pub(super) fn told(frame: &DataFrame, names: &[&str]) -> Vec<String> {
    let columns: Vec<Vec<String>> = names.iter().map(|name| column(frame, name)).collect();
    (0..frame.height())
        .map(|row| columns.iter().map(|cells| cells[row].as_str()).collect::<Vec<_>>().join(" "))
        .collect()
}
