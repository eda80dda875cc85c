//! Tables, schema and rules in; findings and doubts out.
//!
//! Published accounts contradict themselves: parts that do not add up to their totals, one budget cut three ways with
//! three results, last year's block pasted again, execution that only repeats the plan. This crate finds such things
//! and says them with their place and their numbers; it never changes an amount and never fails on bad data. An error
//! means that a frame has a column of the wrong type, which is a bug of the caller.
//!
//! The main type is [`Verdict`]: the findings, and which amounts of which rows they cast doubt on.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use erario_model::Schema;
//! use erario_validate::validate;
//! use polars::prelude::*;
//!
//! let works = df!(
//!     "jurisdiction_code" => ["23", "23"],
//!     "fiscal_year" => [2024, 2024],
//!     "approved" => [Some(1_000_00_i64), Some(-5_00)],
//! )?;
//! let tables = BTreeMap::from([("spending_by_unit".to_owned(), works)]);
//! let verdict = validate(Schema::embedded(), &tables)?;
//! assert!(verdict.findings.iter().any(|finding| finding.found.as_deref() == Some("-5.00")));
//! # Ok::<(), PolarsError>(())
//! ```

mod block;
pub mod conservation;
mod copies;
mod cuts;
mod fields;
mod frame;
mod keys;
mod negative;
mod placeholder;
mod report;
#[cfg(test)]
mod sample;
mod thousands;
mod tolerance;
mod totals;

use std::collections::BTreeMap;

use erario_model::{Doubts, Finding, Schema, TableKind};
use polars::prelude::*;

use crate::block::{Blocks, TOTALS};
use crate::frame::Frame;
use crate::report::Report;

/// What the rules say of the tables.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub findings: Vec<Finding>,
    /// Rows are indices into the frames that were checked.
    pub doubts: Doubts,
}

/// Too long to be compared sum by sum, and published without totals: only rules on single rows and keys apply.
const LINES: &str = "budget_line";

/// Checks all rows of all datasets, by table name. Amounts are Int64 columns of centavos.
///
/// The columns `_level`, `_node` and `_parent`, where a frame has them, say where a row stands in its classification.
pub fn validate(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Verdict> {
    let is_checked = |kind: TableKind, name: &str| kind == TableKind::Fact || name == TOTALS;
    // One chunk a column, so that reading a row by its index costs the same wherever it stands; not worth the copy for
    // lines, whose rows are read in order.
    let checked: Vec<_> = (schema.tables.iter())
        .filter(|table| is_checked(table.kind, &table.name))
        .filter_map(|table| {
            let mut data = tables.get(&table.name)?.clone();
            if table.name != LINES {
                data.rechunk_mut();
            }
            Some((table, data))
        })
        .collect();
    let mut report = Report::new(&schema.rules);
    let mut frames = BTreeMap::new();
    for (table, data) in &checked {
        let frame = Frame { table, data };
        fields::check(frame, &mut report)?;
        if table.kind == TableKind::Fact {
            keys::check(frame, &mut report)?;
            negative::check(frame, &mut report)?;
        }
        if table.name != LINES {
            frames.insert(table.name.as_str(), frame);
        }
    }
    let blocks = Blocks::read(schema, frames)?;
    totals::check(&blocks, &mut report);
    let placeholders = placeholder::check(&blocks, &mut report);
    let thousands = thousands::check(&blocks, &mut report);
    cuts::check(&blocks, &thousands, &mut report);
    copies::check(&blocks, &placeholders, &mut report);
    Ok(report.verdict())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use erario_model::Doubt;
    use proptest::prelude::*;

    use super::*;
    use crate::sample::{FUNCTION, OBJECT, REVENUE, Row, UNIT, cut, tables};

    /// Small accounts of two governments and years, wrong in all the ways that small numbers make likely.
    fn accounts() -> impl Strategy<Value = Vec<Row>> {
        let parts = proptest::collection::vec((-1..4i64, 0..4i64), 0..8);
        proptest::collection::vec((parts, any::<bool>()), 16).prop_map(|accounts| {
            let mut rows = Vec::new();
            for (place, (parts, is_off)) in accounts.iter().enumerate() {
                let table = [FUNCTION, OBJECT, UNIT, REVENUE][place % 4];
                let mut account = cut(table, 2020 + (place / 4 % 2) as i32, parts);
                account.iter_mut().for_each(|row| row.jurisdiction = ["23", "09"][place / 8]);
                account[0].approved = account[0].approved.map(|total| total + if *is_off { 500 } else { 0 });
                // Two rows of one key now and then.
                if parts.len() > 6 {
                    account[2].node = account[1].node.clone();
                }
                rows.append(&mut account);
            }
            rows.iter_mut().enumerate().for_each(|(place, row)| row.record = place as i64 + 1);
            rows
        })
    }

    /// Findings, and doubts by source record instead of by row.
    fn judge(rows: &[Row]) -> (Vec<Finding>, BTreeSet<(Doubt, i64)>) {
        let tables = tables(rows);
        let verdict = validate(Schema::embedded(), &tables).unwrap();
        let mut doubts = BTreeSet::new();
        for (doubt, rows) in verdict.doubts.iter() {
            let records = tables[&doubt.table].column("source_row").unwrap().i64().unwrap();
            for row in rows {
                let record = records.get(*row as usize).unwrap();
                doubts.insert((doubt.clone(), record));
            }
        }
        (verdict.findings, doubts)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn row_order_does_not_change_the_verdict(
            (rows, shuffled) in accounts().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
        ) {
            prop_assert_eq!(judge(&rows), judge(&shuffled));
        }

        #[test]
        fn a_finding_is_told_once(rows in accounts()) {
            let (findings, _) = judge(&rows);
            let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.finding_id.as_str()).collect();
            prop_assert_eq!(ids.len(), findings.len());
        }
    }

    #[test]
    fn nothing_is_nothing() {
        let verdict = validate(Schema::embedded(), &BTreeMap::new()).unwrap();
        assert!(verdict.findings.is_empty());
        let empty = BTreeMap::from([(FUNCTION.to_owned(), DataFrame::empty())]);
        assert!(validate(Schema::embedded(), &empty).unwrap().findings.is_empty());
    }

    #[test]
    fn a_column_of_the_wrong_type_is_an_error() {
        let amounts = df!("approved" => ["12"]).unwrap();
        assert!(validate(Schema::embedded(), &BTreeMap::from([(FUNCTION.to_owned(), amounts)])).is_err());
    }
}
