//! How long after the end of its period an edition was first seen.
//!
//! That is a bound and no verdict: the file may have been there before anybody looked, and one that was handed over says
//! nothing of when it was published.

use std::collections::{BTreeMap, HashMap};

use erario_model::{Dimension, QualityLine, Schema, TableKind, days_between, last_day_of};
use polars::prelude::*;

use super::groups::{Groups, cell};
use super::{Edition, of_edition};
use crate::derive::Cut;
use crate::derive::coverage::HARMONISED;

/// Calendar days that the law gives from the end of a quarter (LGCG, article 58).
const QUARTERLY_DEADLINE: i64 = 30;

/// What a row must say of itself to tell of money that was spent, and not of a budget for the year to come.
const EXECUTED: [&str; 3] = ["partial", "preliminary", "final"];

/// The last executed period of an edition, and whether it is a quarter of a harmonised account.
struct Last {
    period: String,
    is_quarterly: bool,
}

pub(super) fn lines(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<QualityLine>> {
    let last = last_periods(schema, tables)?;
    let Some(ledger) = tables.get("publication") else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    for row in 0..ledger.height() {
        let text = |column: &str| cell(ledger, column, row);
        let edition = [text("publisher")?, text("dataset")?, text("edition")?];
        let (Some(last), true) = (last.get(&edition), text("event")? == "published") else { continue };
        let seen = text("seen_at")?;
        let days = last_day_of(&last.period).and_then(|end| days_between(&end, seen.get(..10)?));
        let Some(days) = days else { continue };
        lines.push(QualityLine {
            period: Some(last.period.clone()),
            measured: days,
            out_of: last.is_quarterly.then_some(QUARTERLY_DEADLINE),
            ..of_edition(&edition, Dimension::Timeliness, "days_until_seen", "publication", "event = 'published'")
        });
    }
    Ok(lines)
}

/// What stands and what was superseded alike: an earlier cut was also published some day.
fn last_periods(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<HashMap<Edition, Last>> {
    let mut last: HashMap<Edition, Last> = HashMap::new();
    let is_told = |name: &str| {
        let is_fact = schema.table(name).is_some_and(|table| table.kind == TableKind::Fact);
        is_fact || ["vintage", "alternate"].contains(&name)
    };
    for (name, rows) in tables.iter().filter(|(name, rows)| is_told(name) && rows.height() > 0) {
        let of_table = match rows.column("table_name") {
            Ok(_) => {
                Groups::of(rows, ["publisher", "dataset", "edition", "period", "account_status", "table_name"])?.keys
            }
            Err(_) => {
                let keys = Groups::of(rows, ["publisher", "dataset", "edition", "period", "account_status"])?.keys;
                let named = |[publisher, dataset, edition, period, status]: [Option<String>; 5]| {
                    [publisher, dataset, edition, period, status, Some(name.clone())]
                };
                keys.into_iter().map(named).collect()
            }
        };
        for key in of_table {
            let [publisher, dataset, edition, period, status, table] = key.map(Option::unwrap_or_default);
            let edition = [publisher, dataset, edition];
            let is_later = last.get(&edition).is_none_or(|known| Cut::of(&known.period) < Cut::of(&period));
            if EXECUTED.contains(&status.as_str()) && is_later {
                let is_quarterly = HARMONISED.contains(&table.as_str()) && period.contains("-Q");
                last.insert(edition, Last { period, is_quarterly });
            }
        }
    }
    Ok(last)
}
