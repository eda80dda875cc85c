//! `profile-drift`: a year of a dataset that looks otherwise than the year before: far more or fewer rows, blanks where
//! there were amounts, amounts of another size.

use std::collections::HashSet;

use erario_columns::Distinct;
use erario_model::Finding;
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::{Report, pesos};
use crate::tolerance::{difference, limits};
use crate::years::{Years, pairs};

/// What a column of amounts looks like in some rows.
struct Profile {
    rows: usize,
    nulls: usize,
    /// Of the amounts that are not zero, in size.
    median: i64,
}

impl Profile {
    fn of(column: &Int64Chunked, rows: &[u32]) -> Profile {
        let mut sizes = Vec::with_capacity(rows.len());
        let mut nulls = 0;
        for row in rows {
            match column.get(*row as usize) {
                Some(0) => {}
                Some(value) => sizes.push(value.saturating_abs()),
                None => nulls += 1,
            }
        }
        let middle = sizes.len() / 2;
        let median = if sizes.is_empty() { 0 } else { *sizes.select_nth_unstable(middle).1 };
        Profile { rows: rows.len(), nulls, median }
    }

    fn null_share(&self) -> i64 {
        100 * self.nulls as i64 / self.rows.max(1) as i64
    }
}

/// One is more than so many times the other, and neither is nothing.
fn is_far(one: i64, other: i64, times: i64) -> bool {
    let (small, large) = (one.min(other), one.max(other));
    small > 0 && i128::from(large) > i128::from(small) * i128::from(times)
}

pub(crate) fn check(frame: Frame, years: &Years, report: &mut Report) -> PolarsResult<()> {
    let limits = limits();
    let mut columns = Vec::new();
    for field in frame.table.amounts() {
        columns.extend(frame.integers(&field.name)?.map(|column| (field, column)));
    }
    for pair in pairs(years) {
        if pair.iter().any(|rows| (rows.len() as i64) < limits.profile_rows.value) {
            continue;
        }
        let [rows_before, rows_now] = pair.map(|rows| rows.len());
        let mut told: Vec<[String; 2]> = Vec::new();
        if is_far(rows_before as i64, rows_now as i64, limits.profile_rows_times.value) {
            told.push(["renglones", "rows"].map(|rows| format!("{rows}: {rows_before} → {rows_now}")));
        }
        if let Some([before, now]) =
            codes(frame, &pair).filter(|[one, other]| is_far(*one, *other, limits.profile_codes_times.value))
        {
            told.push(["claves distintas", "distinct codes"].map(|codes| format!("{codes}: {before} → {now}")));
        }
        for (field, column) in &columns {
            let [before, now] = pair.map(|rows| Profile::of(column, rows));
            let titles = [&field.title_es, &field.title_en];
            let shares = [before.null_share(), now.null_share()];
            // A moment that one of the years does not have at all is not reported yet, or no longer.
            let is_there = before.nulls < before.rows && now.nulls < now.rows;
            if is_there && difference(shares[0], shares[1]) > limits.profile_nulls.value {
                let words = ["vacíos", "blank"];
                told.push([0, 1].map(|at| format!("{}, {}: {} % → {} %", titles[at], words[at], shares[0], shares[1])));
            }
            if is_far(before.median, now.median, limits.profile_median_times.value) {
                let words = ["mediana", "median"];
                let [one, other] = [before.median, now.median].map(pesos);
                told.push([0, 1].map(|at| format!("{}, {}: {one} → {other}", titles[at], words[at])));
            }
        }
        if !told.is_empty() {
            tell(frame, pair[1], &told, report)?;
        }
    }
    Ok(())
}

/// How many codes tell the rows apart, in each of two years.
fn codes(frame: Frame, pair: &[&[u32]; 2]) -> Option<[i64; 2]> {
    let column = frame.column(frame.table.figure_code.last()?)?;
    let Distinct { places, .. } = Distinct::of(column).ok()?;
    Some(pair.map(|rows| rows.iter().map(|row| places[*row as usize]).collect::<HashSet<u32>>().len() as i64))
}

fn tell(frame: Frame, rows: &[u32], told: &[[String; 2]], report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule("profile-drift");
    let first = frame.first(rows)?;
    let finding = Finding {
        jurisdiction_code: None,
        figure_id: None,
        source_row: None,
        occurrences: told.len() as i64,
        ..frame.finding(rule, first, None)
    };
    let list = |at: usize| told.iter().map(|words| words[at].as_str()).collect::<Vec<_>>().join("; ");
    let spanish = format!("«{}»: {}.", frame.table.title_es, list(0));
    let english = format!("“{}”: {}.", frame.table.title_en, list(1));
    report.add(rule.say(finding, frame.text("period", first).unwrap_or_default(), &spanish, &english));
    Ok(())
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;

    use crate::compare;
    use crate::sample::{FUNCTION, Row, cut, tables};

    /// Thirty functions in each of two years, the later one changed.
    fn told(change: impl Fn(&mut Vec<Row>)) -> Vec<String> {
        let parts: Vec<(i64, i64)> = (1..=30).map(|place| (100 + place, 90 + place)).collect();
        let mut later = cut(FUNCTION, 2021, &parts);
        change(&mut later);
        let rows = [cut(FUNCTION, 2020, &parts), later].concat();
        let verdict = compare(Schema::embedded(), &tables(&rows)).unwrap();
        verdict.of("profile-drift").iter().map(|finding| finding.message_en.clone()).collect()
    }

    #[test]
    fn a_year_like_the_one_before_is_silent() {
        assert_eq!(
            told(|rows| rows.iter_mut().for_each(|row| row.approved = row.approved.map(|value| value * 2))).len(),
            0
        );
    }

    #[test]
    fn rows_blanks_and_sizes_that_moved_are_told_together() {
        let said = told(|rows| {
            rows.truncate(23);
            rows.iter_mut().for_each(|row| row.approved = row.approved.map(|value| value * 10));
            rows.iter_mut().take(12).for_each(|row| row.accrued = None);
        });
        let [said] = said.as_slice() else { panic!("{said:?}") };
        assert!(said.contains("median") && said.contains("blank") && !said.contains("rows:"), "{said}");
    }
}
