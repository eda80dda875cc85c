//! What the schema says of single fields: `required-missing`, `pattern-mismatch`, `not-in-list`, `out-of-range`.
//!
//! Columns are checked by their distinct values; rows are only looked at where one of those is bad.

use std::collections::BTreeMap;

use erario_columns::Distinct;
use erario_model::{Field, FieldType, Finding};
use polars::prelude::*;
use regex::Regex;

use crate::frame::Frame;
use crate::report::{CAP, Report, plain};

/// How many units of a decimal column are one.
const MILLIONTHS: i64 = 1_000_000;
/// The caller writes these, from the doubts.
const LATER: [&str; 3] = ["trust", "doubtful_amounts", "doubt"];

pub(crate) fn check(frame: Frame, report: &mut Report) -> PolarsResult<()> {
    let fields = frame.table.fields.iter().filter(|field| !LATER.contains(&field.name.as_str()));
    for field in fields.filter(|_| frame.data.height() > 0) {
        required(frame, field, report)?;
        if frame.column(&field.name).is_none_or(|column| column.null_count() == column.len()) {
            continue;
        }
        match field.field_type {
            FieldType::String => text(frame, field, report)?,
            FieldType::Year => {
                if let Some(column) = frame.years(&field.name)? {
                    let bounds = (column.min().map(i64::from), column.max().map(i64::from));
                    range(frame, field, bounds, column.iter().map(|value| value.map(i64::from)), 1, report)?;
                }
            }
            FieldType::Integer => {
                if let Some(column) = frame.integers(&field.name)? {
                    range(frame, field, (column.min(), column.max()), column.iter(), 1, report)?;
                }
            }
            FieldType::Money => {
                if let Some(column) = frame.integers(&field.name)? {
                    range(frame, field, (column.min(), column.max()), column.iter(), 100, report)?;
                }
            }
            FieldType::Decimal => {
                let column = frame.series(&field.name).map(|series| series.decimal()).transpose()?;
                if let Some(column) = column.map(|column| column.physical()) {
                    // Eighteen digits fit.
                    let values = || column.iter().map(|value| value.and_then(|value| i64::try_from(value).ok()));
                    let bounds = (values().flatten().min(), values().flatten().max());
                    range(frame, field, bounds, values(), MILLIONTHS, report)?;
                }
            }
            FieldType::Boolean => {}
        }
    }
    Ok(())
}

fn required(frame: Frame, field: &Field, report: &mut Report) -> PolarsResult<()> {
    if !frame.table.is_required(&field.name) {
        return Ok(());
    }
    let rows = 0..frame.data.height() as u32;
    let missing: Vec<u32> = match frame.column(&field.name) {
        None => rows.collect(),
        Some(column) if column.null_count() == 0 => return Ok(()),
        Some(column) => {
            rows.zip(column.is_null().iter()).filter(|(_, bad)| *bad == Some(true)).map(|(row, _)| row).collect()
        }
    };
    let values = missing.into_iter().map(|row| (row, String::new()));
    tell(frame, field, "required-missing", values, None, report)
}

fn text(frame: Frame, field: &Field, report: &mut Report) -> PolarsResult<()> {
    if field.pattern.is_none() && field.values.is_empty() && field.codes.is_empty() {
        return Ok(());
    }
    let Some(column) = frame.column(&field.name) else { return Ok(()) };
    let distinct = Distinct::of(column)?;
    if let Some(pattern) = &field.pattern {
        let regex = Regex::new(&format!("^(?:{pattern})$")).map_err(|error| polars_err!(ComputeError: "{error}"))?;
        let fits = |value: &str| regex.is_match(value);
        tell_bad(frame, field, "pattern-mismatch", &distinct, fits, pattern.clone(), report)?;
    }
    if let Some(list) = &field.codelist {
        let fits = |value: &str| field.codes.contains(&value);
        tell_bad(frame, field, "not-in-list", &distinct, fits, format!("codelists/{list}.csv"), report)?;
    }
    if !field.values.is_empty() {
        let fits = |value: &str| field.values.iter().any(|known| known == value);
        tell_bad(frame, field, "not-in-list", &distinct, fits, field.values.join(", "), report)?;
    }
    Ok(())
}

/// `unit` is how many of the column's units make one of the schema's: amounts are centavos, decimals millionths, and bounds whole.
fn range(
    frame: Frame,
    field: &Field,
    (least, most): (Option<i64>, Option<i64>),
    values: impl Iterator<Item = Option<i64>>,
    unit: i64,
    report: &mut Report,
) -> PolarsResult<()> {
    let minimum = field.minimum.unwrap_or(i64::MIN).saturating_mul(unit);
    let maximum = field.maximum.unwrap_or(i64::MAX).saturating_mul(unit);
    if least.is_none_or(|least| least >= minimum) && most.is_none_or(|most| most <= maximum) {
        return Ok(());
    }
    let is_bad = |value: i64| value < minimum || value > maximum;
    let bad = (0u32..).zip(values).filter_map(|(row, value)| Some((row, value.filter(|value| is_bad(*value))?)));
    let bound = |bound: Option<i64>| bound.map_or_else(|| "…".to_owned(), |bound| bound.to_string());
    let expected = format!("{} – {}", bound(field.minimum), bound(field.maximum));
    let write = |value: i64| match unit {
        1 => value.to_string(),
        MILLIONTHS => millionths(value),
        _ => plain(value),
    };
    let values = bad.map(|(row, value)| (row, write(value))).collect::<Vec<_>>();
    tell(frame, field, "out-of-range", values, Some(expected), report)
}

/// A number of six decimals, without the zeros at its end.
fn millionths(value: i64) -> String {
    let (sign, size) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
    let text = format!("{sign}{}.{:06}", size / MILLIONTHS.unsigned_abs(), size % MILLIONTHS.unsigned_abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn tell_bad(
    frame: Frame,
    field: &Field,
    slug: &str,
    distinct: &Distinct,
    fits: impl Fn(&str) -> bool,
    expected: String,
    report: &mut Report,
) -> PolarsResult<()> {
    let bad: Vec<Option<&str>> = distinct.values.iter().map(|value| value.filter(|value| !fits(value))).collect();
    if bad.iter().all(Option::is_none) {
        return Ok(());
    }
    let rows = (0u32..).zip(&distinct.places);
    let rows = rows.filter_map(|(row, place)| Some((row, bad[*place as usize]?.to_owned())));
    tell(frame, field, slug, rows, Some(expected), report)
}

/// One finding for every bad value of every edition, at the first row that has it.
fn tell(
    frame: Frame,
    field: &Field,
    slug: &str,
    rows: impl IntoIterator<Item = (u32, String)>,
    expected: Option<String>,
    report: &mut Report,
) -> PolarsResult<()> {
    let rule = report.rule(slug);
    let mut groups: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (row, value) in rows {
        let edition = ["publisher", "dataset", "edition"].map(|column| frame.text(column, row));
        groups.entry((edition, value)).or_default().push(row);
    }
    let count = groups.len();
    for (place, ((_, value), rows)) in groups.into_iter().enumerate() {
        let first = frame.first(&rows)?;
        let finding = Finding {
            field: Some(field.name.clone()),
            found: Some(value).filter(|value| !value.is_empty()),
            expected: expected.clone(),
            occurrences: rows.len() as i64,
            ..frame.finding(rule, first, None)
        };
        if place == CAP {
            report.add_rest(rule, finding, count - CAP);
            break;
        }
        let count = rows.len();
        let (rows_es, rows_en) = if count == 1 { ("renglón", "row") } else { ("renglones", "rows") };
        let spanish = format!("En {count} {rows_es}.");
        let english = format!("In {count} {rows_en}.");
        report.add(rule.say(finding, &frame.place(first), &spanish, &english));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;
    use polars::prelude::*;

    use crate::sample::{FUNCTION, cut, tables};
    use crate::{Verdict, validate};

    fn judge(column: Column) -> Verdict {
        let mut tables = tables(&cut(FUNCTION, 2020, &[(1, 2), (3, 4), (5, 6)]));
        tables.get_mut(FUNCTION).unwrap().with_column(column).unwrap();
        validate(Schema::embedded(), &tables, &Default::default()).unwrap()
    }

    /// Found text, occurrences and record of each finding about a field.
    fn findings<'v>(verdict: &'v Verdict, slug: &str, field: &str) -> Vec<(Option<&'v str>, i64, Option<i64>)> {
        let findings = verdict.of(slug).into_iter().filter(|finding| {
            finding.field.as_deref() == Some(field) && finding.table_name.as_deref() == Some(FUNCTION)
        });
        findings.map(|finding| (finding.found.as_deref(), finding.occurrences, finding.source_row)).collect()
    }

    #[test]
    fn what_must_be_there_is_missed() {
        let verdict = judge(Column::new("jurisdiction_code".into(), [Some("23"), None, None]));
        assert_eq!(findings(&verdict, "required-missing", "jurisdiction_code"), [(None, 2, Some(4))]);
        assert_eq!(findings(&verdict, "required-missing", "is_cumulative"), [(None, 3, Some(3))], "no such column");
        assert!(findings(&verdict, "required-missing", "fiscal_year").is_empty());
        assert!(findings(&verdict, "required-missing", "trust").is_empty(), "the caller writes it later");
    }

    #[test]
    fn a_pattern_fits_the_whole_value() {
        let verdict = judge(Column::new("jurisdiction_code".into(), ["230051", "23", "23005"]));
        assert_eq!(findings(&verdict, "pattern-mismatch", "jurisdiction_code"), [(Some("230051"), 1, Some(3))]);
    }

    #[test]
    fn a_value_outside_its_list_is_told() {
        let verdict = judge(Column::new("coverage".into(), ["todo", "government", "todo"]));
        assert_eq!(findings(&verdict, "not-in-list", "coverage"), [(Some("todo"), 2, Some(3))]);
    }

    #[test]
    fn a_number_outside_its_range_is_told() {
        let verdict = judge(Column::new("fiscal_year".into(), [20, 2020, 2020]));
        assert_eq!(findings(&verdict, "out-of-range", "fiscal_year"), [(Some("20"), 1, Some(3))]);
        assert!(findings(&verdict, "out-of-range", "source_row").is_empty());
    }

    #[test]
    fn a_decimal_outside_its_range_is_told_as_it_is_written() {
        let latitude = Int128Chunked::new("latitude".into(), [21_100_000, 436_117_500_000, 33_000_000]);
        let latitude = latitude.into_decimal(18, 6).unwrap().into_column();
        let mut works = df!("publisher" => ["p"; 3], "source_row" => [2_i64, 3, 4]).unwrap();
        works.with_column(latitude).unwrap();
        let tables = [("public_work".to_owned(), works)].into();
        let verdict = validate(Schema::embedded(), &tables, &Default::default()).unwrap();
        let found: Vec<_> = verdict.of("out-of-range").iter().map(|finding| finding.found.clone()).collect();
        assert_eq!(found, [Some("436117.5".to_owned())]);
    }
}
