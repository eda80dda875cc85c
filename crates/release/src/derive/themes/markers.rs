//! What reviewers said of figures, one by one.
//!
//! Three things that look alike in a sum stay apart: money that was screened and does not count, money that nobody
//! screened, and no money.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use erario_model::{FigureId, Marker, MarkerRule, Share, Table};
use polars::prelude::*;

use super::Counted;
use crate::derive::figure::FigureIds;

/// Scheme -> the rows that it tells, for the governments and years of which something was screened.
pub(super) fn screened(
    markers: &[Marker],
    rule: &MarkerRule,
    facts: &DataFrame,
    table: &Table,
) -> PolarsResult<BTreeMap<String, Vec<Counted>>> {
    let mut by_figure: HashMap<&str, Vec<&Marker>> = HashMap::new();
    let of_table = |marker: &&Marker| marker.figure.split('/').next() == Some(table.name.as_str());
    for marker in markers.iter().filter(|marker| marker.scheme == rule.scheme).filter(of_table) {
        by_figure.entry(&marker.figure).or_default().push(marker);
    }
    if by_figure.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids = FigureIds::read(table, facts)?;
    let mut accounts = BTreeSet::new();
    let mut rows = Vec::with_capacity(facts.height());
    for row in 0..facts.height() {
        let id = ids.of(row, "");
        let series = id.series();
        let of_figure = by_figure.get(series.as_str()).into_iter().flatten();
        let marker = of_figure.copied().find(|marker| marker.covers(&series, id.fiscal_year));
        let account = account(id);
        if marker.is_some() {
            accounts.insert(account.clone());
        }
        rows.push((row as u32, account, marker));
    }
    let mut schemes: BTreeMap<String, Vec<Counted>> = BTreeMap::new();
    for (row, _, marker) in rows.into_iter().filter(|(_, account, _)| accounts.contains(account)) {
        let (scheme, counted) = match marker {
            Some(marker) => told(rule, marker, row),
            None => (rule.unscreened(), Counted { row, share: Share::WHOLE, evidence: rule.evidence.clone() }),
        };
        schemes.entry(scheme).or_default().push(counted);
    }
    Ok(schemes)
}

/// Whose account of which year a figure is part of.
fn account(id: FigureId) -> (String, Option<String>, i32) {
    (id.jurisdiction, id.entity, id.fiscal_year)
}

/// A score with a weight counts by its share; one without is told in full, under a scheme of its own.
fn told(rule: &MarkerRule, marker: &Marker, row: u32) -> (String, Counted) {
    let evidence = format!("{} ({})", marker.basis, marker.reviewer);
    match marker.share {
        Some(share) => (rule.scheme.clone(), Counted { row, share, evidence }),
        None => (rule.scheme_of(&marker.score), Counted { row, share: Share::WHOLE, evidence }),
    }
}
