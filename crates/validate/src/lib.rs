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
//! let verdict = validate(Schema::embedded(), &tables, &BTreeMap::new())?;
//! assert!(verdict.findings.iter().any(|finding| finding.found.as_deref() == Some("-5.00")));
//! # Ok::<(), PolarsError>(())
//! ```

mod across;
mod backwards;
mod block;
mod blocks;
mod codes;
pub mod conservation;
pub mod contract;
mod copies;
mod cuts;
mod fields;
mod filler;
mod formats;
mod frame;
mod governments;
mod identity;
mod keys;
mod modified;
mod moments;
mod moved;
mod named_total;
mod negative;
mod negatives;
mod observations;
mod one_sided;
mod paid;
mod partial;
mod per_head;
pub mod personal;
mod placeholder;
mod profile;
mod publishers;
pub mod records;
mod repeated;
mod repeated_year;
mod report;
mod restated;
#[cfg(test)]
mod sample;
mod series;
pub mod sources;
mod staff;
mod texts;
mod thousands;
mod tolerance;
mod totals;
mod twins;
mod under_spending;
mod validity;
mod vocabulary;
mod years;

use std::collections::BTreeMap;

use erario_columns::plain;
use erario_model::{Comparison, Doubts, Finding, Schema, Table, TableKind};
use polars::prelude::*;

use crate::blocks::{Blocks, Frames, TOTALS};
use crate::frame::Frame;
use crate::report::Report;

/// What the rules say of the tables.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub findings: Vec<Finding>,
    /// Rows are indices into the frames that were checked.
    pub doubts: Doubts,
}

/// Too long to be compared sum by sum, and published without totals: only rules on single rows and keys apply, and
/// [`twins`], which counts and adds up whole files.
const LINES: &str = "budget_line";

/// Checks all rows of all datasets, by table name. Amounts are Int64 columns of centavos.
///
/// The columns `_level`, `_node` and `_parent`, where a frame has them, say where a row stands in its classification.
///
/// `superseded` has the same tables with the rows that did not become facts: earlier cuts and editions, other formats.
/// They bear witness in what is said of whole accounts, and nothing is doubted in them.
pub fn validate(
    schema: &Schema,
    tables: &BTreeMap<String, DataFrame>,
    superseded: &BTreeMap<String, DataFrame>,
) -> PolarsResult<Verdict> {
    judge(schema, tables, superseded, true)
}

/// What the rules of accounts say of one table whose fields, texts and keys somebody else has checked.
pub fn accounts(schema: &Schema, table: &Table, rows: DataFrame) -> PolarsResult<Verdict> {
    judge(schema, &BTreeMap::from([(table.name.clone(), rows)]), &BTreeMap::new(), false)
}

fn judge(
    schema: &Schema,
    tables: &BTreeMap<String, DataFrame>,
    superseded: &BTreeMap<String, DataFrame>,
    with_fields_and_keys: bool,
) -> PolarsResult<Verdict> {
    let mut report = Report::new(schema);
    let (facts, superseded) = (checked(schema, tables)?, checked(schema, superseded)?);
    for (table, data) in &facts {
        let frame = Frame { table, data };
        if with_fields_and_keys {
            fields::check(frame, &mut report)?;
            texts::check(frame, &mut report)?;
        }
        if with_fields_and_keys && table.name != TOTALS {
            keys::check(frame, &mut report)?;
        }
        if table.kind == TableKind::Fact {
            negative::check(frame, &mut report)?;
            negatives::check(frame, &mut report)?;
            named_total::check(frame, &mut report)?;
        }
        if table.name == observations::OBSERVATIONS {
            observations::order(frame, &mut report);
        }
    }
    if let (Some(standing), Some(others)) = (lines(&facts), lines(&superseded)) {
        twins::check(standing, others, &mut report)?;
    }
    let blocks = Blocks::read(schema, frames(&facts), frames(&superseded))?;
    totals::check(&blocks, &mut report);
    modified::check(&blocks, &mut report);
    under_spending::check(&blocks, &mut report);
    paid::check(&blocks, &mut report);
    moments::check(&blocks, &mut report);
    filler::check(&blocks, &mut report);
    governments::check(&blocks, &mut report);
    let placeholders = placeholder::check(&blocks, &mut report);
    let series = series::all(&blocks);
    let thousands = thousands::check(&blocks, &series, &mut report);
    let contradicted = cuts::check(&blocks, &thousands, &mut report);
    formats::check(&blocks, &mut report);
    staff::check(&blocks, &contradicted, &mut report);
    copies::check(&blocks, &placeholders, &mut report);
    moved::check(&blocks, &series, &mut report);
    one_sided::check(&blocks, &mut report);
    backwards::check(&blocks, &series, &mut report);
    repeated::check(&blocks, &series, &mut report);
    partial::check(&blocks, &series, &mut report);
    validity::check(&blocks, &mut report);
    if let Some((table, data)) = facts.iter().find(|(table, _)| table.name == "population") {
        per_head::check(&blocks, Frame { table, data }, &thousands, &mut report)?;
    }
    if let Some(alternate) = tables.get("alternate") {
        publishers::check(&blocks, alternate, &mut report)?;
    }
    if let Some(vintage) = tables.get("vintage") {
        restated::check(&blocks, vintage, &mut report)?;
    }
    Ok(report.verdict())
}

/// Compares what was published with what else was: tables that speak of the same money, as `schemas/comparisons.toml`
/// says, and each year of a dataset with the year before.
///
/// Each side must be the whole of what was published: a cut of a file, such as a sample, adds up to nothing that another
/// document says, and lacks codes that the file has.
pub fn compare(schema: &Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Verdict> {
    let mut report = Report::new(schema);
    let sides = schema.comparisons.iter().flat_map(Comparison::sides);
    let named: BTreeMap<String, DataFrame> =
        sides.filter_map(|side| Some((side.table.clone(), tables.get(&side.table)?.clone()))).collect();
    across::check(&checked(schema, &named)?, &mut report)?;
    // The year of a public work is its own cycle, of which one file has many: none is the state of the dataset in a year.
    let is_yearly = |table: &&Table| table.kind == TableKind::Fact && table.name != "public_work";
    let facts = schema.tables.iter().filter(is_yearly);
    for (table, data) in facts.filter_map(|table| Some((table, tables.get(&table.name)?))) {
        let frame = Frame { table, data };
        let years = years::years(frame)?;
        repeated_year::check(frame, &years, &mut report)?;
        vocabulary::check(frame, &years, &mut report)?;
        profile::check(frame, &years, &mut report)?;
    }
    Ok(report.verdict())
}

/// Observations on figures that a release does not have, asked of all its tables, those drawn from facts included.
pub fn unknown_figures(
    schema: &Schema,
    tables: &BTreeMap<String, DataFrame>,
    superseded: &BTreeMap<String, DataFrame>,
) -> Vec<Finding> {
    let mut report = Report::new(schema);
    let named = tables.iter().chain(superseded);
    let all: Vec<Frame> = named.filter_map(|(name, data)| Some(Frame { table: schema.table(name)?, data })).collect();
    observations::figures(schema, &all, &mut report);
    report.verdict().findings
}

/// The tables that rules look at.
fn checked<'a>(schema: &'a Schema, tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<(&'a Table, DataFrame)>> {
    let is_checked =
        |table: &&Table| matches!(table.kind, TableKind::Fact | TableKind::Reference) || table.name == TOTALS;
    let present = schema.tables.iter().filter(is_checked).filter_map(|table| Some((table, tables.get(&table.name)?)));
    // Texts instead of codes, and one chunk a column, so that reading a row by its index costs the same wherever it
    // stands; not worth the copy for lines, whose rows are read in order.
    let with_data = |(table, data): (&'a Table, &DataFrame)| {
        let mut data = data.clone();
        if table.name != LINES {
            data = plain(data)?;
            data.rechunk_mut();
        }
        Ok((table, data))
    };
    present.map(with_data).collect()
}

fn lines<'a>(checked: &'a [(&'a Table, DataFrame)]) -> Option<Frame<'a>> {
    let (table, data) = checked.iter().find(|(table, _)| table.name == LINES)?;
    Some(Frame { table, data })
}

fn frames<'a>(checked: &'a [(&'a Table, DataFrame)]) -> Frames<'a> {
    let is_compared = |table: &Table| table.name != LINES && table.kind != TableKind::Reference;
    let compared = checked.iter().filter(|(table, _)| is_compared(table));
    compared.map(|(table, data)| (table.name.as_str(), Frame { table, data })).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use erario_model::Doubt;
    use proptest::prelude::*;

    use super::*;
    use crate::sample::{FUNCTION, OBJECT, REVENUE, Row, UNIT, cut, in_sections, judge, quarter, tables};

    /// Small accounts of two governments and years, wrong in all the ways that small numbers make likely; some of them
    /// are also given by an older edition, by another dataset, or by the cut before.
    fn accounts() -> impl Strategy<Value = Vec<Row>> {
        let parts = proptest::collection::vec((-1..4i64, 0..4i64), 0..8);
        proptest::collection::vec((parts, any::<bool>(), 0..6u8), 16).prop_map(|accounts| {
            let mut rows = Vec::new();
            for (place, (parts, is_off, company)) in accounts.iter().enumerate() {
                let table = [FUNCTION, OBJECT, UNIT, REVENUE][place % 4];
                let mut account = cut(table, 2020 + (place / 4 % 2) as i32, parts);
                account.iter_mut().for_each(|row| row.jurisdiction = ["23", "09"][place / 8]);
                account[0].approved = account[0].approved.map(|total| total + if *is_off { 500 } else { 0 });
                account.iter_mut().for_each(|row| row.paid = row.accrued.map(|accrued| accrued + 200));
                // Two rows of one key now and then.
                if parts.len() > 6 {
                    account[2].node = account[1].node.clone();
                }
                let superseded = |row: &Row| Row { is_superseded: true, ..row.clone() };
                match company {
                    0 => rows.extend(account.iter().map(superseded).map(|row| Row { edition: "2025", ..row })),
                    1 => {
                        let sections = in_sections(account.clone());
                        rows.extend(sections.iter().map(superseded).map(|row| Row { dataset: Some("ldf"), ..row }));
                    }
                    2 => rows.extend(quarter(table, 3, parts).iter().map(superseded)),
                    3 => rows.extend(quarter(table, 4, parts)),
                    _ => {}
                }
                rows.append(&mut account);
            }
            rows.iter_mut().enumerate().for_each(|(place, row)| row.record = place as i64 + 1);
            rows
        })
    }

    /// Findings, and doubts by source record instead of by row.
    fn judged(rows: &[Row]) -> (Vec<Finding>, BTreeSet<(Doubt, i64)>) {
        let verdict = judge(rows);
        let tables = tables(rows);
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
            prop_assert_eq!(judged(&rows), judged(&shuffled));
        }

        #[test]
        fn a_finding_is_told_once(rows in accounts()) {
            let (findings, _) = judged(&rows);
            let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.finding_id.as_str()).collect();
            prop_assert_eq!(ids.len(), findings.len());
        }

        #[test]
        fn an_older_edition_that_says_the_same_changes_nothing(rows in accounts()) {
            let facts: Vec<Row> = rows.into_iter().filter(|row| !row.is_superseded).collect();
            let older = facts.iter().map(|row| Row { is_superseded: true, edition: "older", ..row.clone() });
            let both: Vec<Row> = facts.iter().cloned().chain(older).collect();
            prop_assert_eq!(judged(&both), judged(&facts));
        }
    }

    #[test]
    fn an_older_edition_does_not_say_the_same_again() {
        let mut newest = cut(FUNCTION, 2020, &[(600, 0), (400, 0)]);
        newest[0].approved = Some(90_000);
        let old = |row: &Row| Row { is_superseded: true, edition: "2025", ..row.clone() };
        let mut older: Vec<Row> = newest.iter().map(old).collect();
        let both: Vec<Row> = [&newest[..], &older].concat();
        let verdict = judge(&both);
        let findings = verdict.of("children-differ-from-parent");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.edition, "2026");
        // What only the older one says is told with its edition, and doubts nothing.
        older[0].approved = Some(80_000);
        let verdict = judge(&[&newest[..], &older].concat());
        let editions: Vec<&str> =
            verdict.of("children-differ-from-parent").iter().map(|finding| finding.edition.as_str()).collect();
        assert_eq!(editions, ["2025", "2026"]);
        assert_eq!(verdict.doubted(FUNCTION, "approved", "children-differ-from-parent"), 2);
    }

    #[test]
    fn what_was_superseded_is_not_checked_as_rows_are() {
        let mut rows = cut(FUNCTION, 2020, &[(600, 0), (-400, 0)]);
        rows.iter_mut().for_each(|row| row.is_superseded = true);
        rows[2].node = rows[1].node.clone();
        let verdict = judge(&rows);
        assert!(verdict.findings.is_empty(), "{:?}", verdict.findings);
    }

    #[test]
    fn nothing_is_nothing() {
        let verdict = validate(Schema::embedded(), &BTreeMap::new(), &BTreeMap::new()).unwrap();
        assert!(verdict.findings.is_empty());
        let empty = BTreeMap::from([(FUNCTION.to_owned(), DataFrame::empty())]);
        assert!(validate(Schema::embedded(), &empty, &empty).unwrap().findings.is_empty());
    }

    #[test]
    fn a_column_of_the_wrong_type_is_an_error() {
        let amounts = df!("approved" => ["12"]).unwrap();
        let (bad, none) = (BTreeMap::from([(FUNCTION.to_owned(), amounts)]), BTreeMap::new());
        assert!(validate(Schema::embedded(), &bad, &none).is_err());
        assert!(validate(Schema::embedded(), &none, &bad).is_err());
    }
}
