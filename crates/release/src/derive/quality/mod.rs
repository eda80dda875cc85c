//! Quality: what is wrong or missing in each edition, and in the accounts of each government, as counts that anybody can
//! take again.
//!
//! Every line names the table and the condition that its cases meet. Nothing is added up across measures.

mod accounts;
mod facts;
mod files;
mod findings;
mod groups;
mod times;

use std::collections::BTreeMap;

use erario_model::{Dimension, QualityLine, Schema};
use polars::prelude::*;

/// Publisher, dataset and edition.
type Edition = [String; 3];

/// The lines of the table `quality`, from all other tables of a release.
pub fn quality(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<QualityLine>> {
    let mut lines = accounts::lines(tables)?;
    lines.extend(facts::lines(schema, tables)?);
    lines.extend(files::lines(tables)?);
    lines.extend(times::lines(schema, tables)?);
    lines.extend(findings::lines(schema, tables)?);
    Ok(lines)
}

/// A line about an edition; `cases` is the condition that tells the cases from the other rows of the edition.
fn of_edition(edition: &Edition, dimension: Dimension, measure: &'static str, table: &str, cases: &str) -> QualityLine {
    let [publisher, dataset, name] = edition;
    let own = [("publisher", publisher), ("dataset", dataset), ("edition", name)];
    let own = own.map(|(column, value)| is(column, value)).join(" AND ");
    QualityLine {
        dimension,
        measure,
        publisher: Some(publisher.clone()),
        dataset: Some(dataset.clone()),
        edition: Some(name.clone()),
        jurisdiction_code: None,
        coverage: None,
        entity_code: None,
        table_name: None,
        field: None,
        period: None,
        measured: 0,
        out_of: None,
        amount_measured: None,
        amount_out_of: None,
        finding_rules: None,
        evidence_table: table.to_owned(),
        evidence_filter: format!("{own} AND {cases}"),
    }
}

/// The condition that a column says this.
fn is(column: &str, value: &str) -> String {
    format!("{column} = '{}'", value.replace('\'', "''"))
}

/// The condition that a column says one of these.
fn is_one_of(column: &str, values: &[&str]) -> String {
    let values = values.iter().map(|value| format!("'{}'", value.replace('\'', "''")));
    format!("{column} IN ({})", values.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests;
