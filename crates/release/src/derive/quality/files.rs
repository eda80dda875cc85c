//! The files behind the rows: where they came from, what was done to them, what of them was set aside, and whether their
//! money is conserved.

use std::collections::{BTreeMap, HashMap};

use erario_model::{Dimension, QualityLine};
use polars::prelude::*;

use super::groups::{Groups, cell, meet};
use super::{Edition, of_edition};

/// The licence of a file whose publisher states none.
const NO_LICENCE: &str = "notspecified";

/// A measure of a table that erario writes about its own work: which column decides, and what it says in a case.
struct Counted {
    dimension: Dimension,
    measure: &'static str,
    table: &'static str,
    column: &'static str,
    is_case: fn(Option<&str>) -> bool,
    cases: String,
    /// Rows that are no cases are what the cases are counted out of.
    has_others: bool,
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(str::is_empty)
}

fn counted() -> [Counted; 8] {
    use Dimension::{Completeness, Timeliness, Traceability};
    let of_files =
        |measure: &'static str, column: &'static str, is_case: fn(Option<&str>) -> bool, cases: &str| Counted {
            dimension: Traceability,
            measure,
            table: "source_file",
            column,
            is_case,
            cases: cases.to_owned(),
            has_others: true,
        };
    let set_aside = |measure: &'static str, is_case: fn(Option<&str>) -> bool, cases: &str| Counted {
        dimension: Completeness,
        measure,
        table: "set_aside",
        column: "field",
        is_case,
        cases: cases.to_owned(),
        has_others: false,
    };
    [
        of_files("file_without_address", "url", |url| url.is_none(), "url IS NULL"),
        of_files("file_without_reference", "arrival", |how| how == Some("not_noted"), "arrival = 'not_noted'"),
        of_files(
            "file_without_licence",
            "licence_id",
            |licence| licence == Some(NO_LICENCE),
            &format!("licence_id = '{NO_LICENCE}'"),
        ),
        of_files("file_without_digest", "sha256", is_blank, "coalesce(sha256, '') = ''"),
        of_files("file_without_time", "retrieved_at", is_blank, "coalesce(retrieved_at, '') = ''"),
        set_aside("record_set_aside", |field| field.is_none(), "field IS NULL"),
        set_aside("cell_set_aside", |field| field.is_some(), "field IS NOT NULL"),
        Counted {
            dimension: Timeliness,
            measure: "silent_change",
            table: "publication",
            column: "event",
            is_case: |event| matches!(event, Some("restated" | "withdrawn")),
            cases: super::is_one_of("event", &["restated", "withdrawn"]),
            has_others: true,
        },
    ]
}

pub(super) fn lines(tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<QualityLine>> {
    let editions = editions(tables)?;
    let read = records_read(tables)?;
    let mut lines = Vec::new();
    for counted in counted() {
        let Some(rows) = tables.get(counted.table) else { continue };
        let groups = Groups::of(rows, ["publisher", "dataset", "edition"])?;
        let is_case = meet(rows.column(counted.column)?, counted.is_case)?;
        let (all, cases) = (groups.count(|_| true), groups.count(|row| is_case[row]));
        let places: HashMap<Edition, usize> = groups
            .keys
            .iter()
            .enumerate()
            .map(|(place, key)| (key.clone().map(Option::unwrap_or_default), place))
            .collect();
        for edition in &editions {
            let place = places.get(edition);
            let out_of = match counted.measure {
                _ if counted.has_others => Some(place.map_or(0, |place| all[*place])),
                "record_set_aside" => read.get(edition).copied(),
                _ => None,
            };
            lines.push(QualityLine {
                measured: place.map_or(0, |place| cases[*place]),
                out_of,
                ..of_edition(edition, counted.dimension, counted.measure, counted.table, &counted.cases)
            });
        }
    }
    lines.extend(not_conserved(tables)?);
    Ok(lines)
}

/// Every edition of which the release has a file.
pub(super) fn editions(tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<Edition>> {
    let Some(files) = tables.get("source_file") else { return Ok(Vec::new()) };
    let groups = Groups::of(files, ["publisher", "dataset", "edition"])?;
    Ok(groups.keys.into_iter().map(|key| key.map(Option::unwrap_or_default)).collect())
}

/// How many records of the file that stands were read, which is the one that `set_aside` is about.
fn records_read(tables: &BTreeMap<String, DataFrame>) -> PolarsResult<HashMap<Edition, i64>> {
    let mut read = HashMap::new();
    let (Some(books), Some(ledger)) = (tables.get("conservation"), tables.get("publication")) else { return Ok(read) };
    if books.height() == 0 || ledger.height() == 0 {
        return Ok(read);
    }
    let mut standing: HashMap<Edition, (String, String)> = HashMap::new();
    for row in 0..ledger.height() {
        let source = cell(ledger, "source_id", row)?;
        let edition = [cell(ledger, "publisher", row)?, cell(ledger, "dataset", row)?, cell(ledger, "edition", row)?];
        let stands = (cell(ledger, "seen_at", row)?, source);
        if !stands.1.is_empty() && standing.get(&edition).is_none_or(|known| known.0 <= stands.0) {
            standing.insert(edition, stands);
        }
    }
    let is_records = meet(books.column("measure")?, |measure| measure == Some("records"))?;
    let is_read = meet(books.column("line")?, |line| line == Some("read"))?;
    for row in (0..books.height()).filter(|row| is_records[*row] && is_read[*row]) {
        let edition = [cell(books, "publisher", row)?, cell(books, "dataset", row)?, cell(books, "edition", row)?];
        let source = cell(books, "source_id", row)?;
        if standing.get(&edition).is_some_and(|(_, stands)| *stands == source) {
            *read.entry(edition).or_default() += cell(books, "value", row)?.parse().unwrap_or(0);
        }
    }
    Ok(read)
}

/// Sums and counts of records with a difference that nothing explains.
fn not_conserved(tables: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<QualityLine>> {
    let Some(books) = tables.get("conservation").filter(|books| books.height() > 0) else { return Ok(Vec::new()) };
    let groups = Groups::of(books, ["publisher", "dataset", "edition"])?;
    let is_asked = meet(books.column("line")?, |line| line == Some("unexplained"))?;
    let is_zero = meet(books.column("value")?, |value| matches!(value, Some("0" | "0.00")))?;
    let all = groups.count(|row| is_asked[row]);
    let cases = groups.count(|row| is_asked[row] && !is_zero[row]);
    let of_group = groups.keys.iter().zip(all.into_iter().zip(cases));
    let line = |(key, (out_of, measured)): (&[Option<String>; 3], (i64, i64))| QualityLine {
        measured,
        out_of: Some(out_of),
        ..of_edition(
            &key.clone().map(Option::unwrap_or_default),
            Dimension::Consistency,
            "sum_not_conserved",
            "conservation",
            "line = 'unexplained' AND value NOT IN ('0', '0.00')",
        )
    };
    Ok(of_group.map(line).collect())
}
