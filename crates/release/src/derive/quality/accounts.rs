//! The accounts that a government or entity should have, and those that are not published.

use std::collections::BTreeMap;

use erario_model::{Dimension, QualityLine};
use polars::prelude::*;

use super::groups::{Groups, meet};
use super::is;

pub(super) fn lines(tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<QualityLine>> {
    let Some(status) = tables.get("coverage_status").filter(|status| status.height() > 0) else {
        return Ok(Vec::new());
    };
    let groups = Groups::of(status, ["jurisdiction_code", "coverage", "entity_code"])?;
    let is_published = meet(status.column("publication_status")?, |status| status == Some("published"))?;
    let (all, cases) = (groups.count(|_| true), groups.count(|row| !is_published[row]));
    let of_body = groups.keys.into_iter().zip(all.into_iter().zip(cases));
    let line = |([jurisdiction, coverage, entity], (out_of, measured)): ([Option<String>; 3], (i64, i64))| {
        let own = [
            is("jurisdiction_code", jurisdiction.as_deref().unwrap_or_default()),
            is("coverage", coverage.as_deref().unwrap_or_default()),
            entity.as_deref().map_or_else(|| "entity_code IS NULL".to_owned(), |entity| is("entity_code", entity)),
            "publication_status <> 'published'".to_owned(),
        ];
        QualityLine {
            dimension: Dimension::Completeness,
            measure: "account_not_published",
            publisher: None,
            dataset: None,
            edition: None,
            jurisdiction_code: jurisdiction,
            coverage,
            entity_code: entity,
            table_name: None,
            field: None,
            period: None,
            measured,
            out_of: Some(out_of),
            amount_measured: None,
            amount_out_of: None,
            finding_rules: None,
            evidence_table: "coverage_status".to_owned(),
            evidence_filter: own.join(" AND "),
        }
    };
    Ok(of_body.map(line).collect())
}
