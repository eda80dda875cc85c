//! Findings, by the dimension of their rule; notes apart, so that many of them neither hide nor become a warning.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::{Dimension, QualityLine, Schema};
use polars::prelude::*;

use super::groups::cell;
use super::{Edition, files, is_one_of, of_edition};

pub(super) fn lines(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<QualityLine>> {
    let dimensions: BTreeMap<&str, Dimension> =
        schema.rules.iter().map(|rule| (rule.code.as_str(), rule.dimension)).collect();
    let mut editions: BTreeSet<Edition> = files::editions(tables)?.into_iter().collect();
    let mut counts: BTreeMap<(Edition, Dimension, bool), BTreeMap<String, i64>> = BTreeMap::new();
    if let Some(findings) = tables.get("finding") {
        for row in 0..findings.height() {
            let text = |column: &str| cell(findings, column, row);
            let edition = [text("publisher")?, text("dataset")?, text("edition")?];
            let rule = text("rule_code")?;
            let is_note = text("severity")? == "note";
            let dimension = *dimensions.get(rule.as_str()).expect("a finding is of a rule of the catalogue");
            let of_rule = (edition.clone(), dimension, is_note);
            *counts.entry(of_rule).or_default().entry(rule).or_default() += 1;
            editions.insert(edition);
        }
    }
    let mut lines = Vec::new();
    for edition in &editions {
        for dimension in Dimension::ALL {
            let of_dimension = dimensions.iter().filter(|(_, own)| **own == dimension);
            let rules: Vec<&str> = of_dimension.map(|(code, _)| *code).collect();
            for (measure, is_note, severity) in [("finding", false, "<>"), ("note", true, "=")] {
                let found = counts.get(&(edition.clone(), dimension, is_note));
                let cases = format!("severity {severity} 'note' AND {}", is_one_of("rule_code", &rules));
                lines.push(QualityLine {
                    measured: found.map_or(0, |found| found.values().sum()),
                    finding_rules: found.map(|found| found.keys().cloned().collect::<Vec<_>>().join(";")),
                    ..of_edition(edition, dimension, measure, "finding", &cases)
                });
            }
        }
    }
    Ok(lines)
}
