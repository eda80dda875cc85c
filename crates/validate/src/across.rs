//! `publishers-differ` and `measures-differ`: two tables that speak of the same money and say different sums of it.
//!
//! The federal budget and the public account, or what one ministry paid and what a statistic says was received, stand in
//! tables of their own, at grains of their own. Each side is added up at the level that both have, and the sums are
//! compared. What is compared with what is data: `schemas/comparisons.toml`.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::Distinct;
use erario_model::{Comparison, Finding, Severity, Side, Table, TableKind};
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material, sum, tolerance};

pub(crate) fn check(tables: &[(&Table, DataFrame)], report: &mut Report) -> PolarsResult<()> {
    for comparison in report.comparisons() {
        let frame = |side: &Side| {
            let (table, data) = tables.iter().find(|(table, _)| table.name == side.table)?;
            Some(Frame { table, data })
        };
        let (Some(one), Some(other)) = (frame(&comparison.one), frame(&comparison.other)) else { continue };
        let mut others = sums(other, &comparison.other, &comparison.by)?;
        for (key, one_sum) in sums(one, &comparison.one, &comparison.by)? {
            let Some(other_sum) = others.remove(&key) else { continue };
            if one_sum.is_whole_year() && other_sum.is_whole_year() {
                compare(comparison, [(one, one_sum), (other, other_sum)], &key, report)?;
            }
        }
    }
    Ok(())
}

/// What one side says at one key.
#[derive(Default)]
struct Sum {
    values: Vec<i64>,
    rows: Vec<u32>,
    /// The periods of the rows, and whether the amounts of a period run from January.
    periods: BTreeSet<(String, bool)>,
}

impl Sum {
    /// The rows hold the year from January to December, and no part of it twice.
    fn is_whole_year(&self) -> bool {
        let ends_year = |period: &str| !period.contains('-') || period.ends_with("-Q4") || period.ends_with("-12");
        if let Some((period, is_cumulative)) = self.periods.first().filter(|_| self.periods.len() == 1) {
            return ends_year(period) && (*is_cumulative || !period.contains('-'));
        }
        let are_flows = self.periods.iter().all(|(period, is_cumulative)| !is_cumulative && period.contains('-'));
        let are_quarters = self.periods.iter().all(|(period, _)| period.contains("-Q"));
        are_flows && self.periods.len() == if are_quarters { 4 } else { 12 }
    }
}

/// The sums of one side, by key. Rows without the amount or without a part of the key are in none.
fn sums(frame: Frame, side: &Side, by: &[String]) -> PolarsResult<BTreeMap<Vec<String>, Sum>> {
    let mut sums: BTreeMap<Vec<String>, Sum> = BTreeMap::new();
    let Some(amounts) = frame.integers(&side.amount)? else { return Ok(sums) };
    let Some(rows) = fitting(frame, side)? else { return Ok(sums) };
    let mut keys = Vec::new();
    for name in by {
        let Some(column) = frame.column(name) else { return Ok(sums) };
        keys.push(column);
    }
    let is_cumulative = frame.series("is_cumulative").map(|series| series.bool()).transpose()?;
    for row in rows {
        let Some(value) = amounts.get(row as usize) else { continue };
        let cell = |column: &&Column| -> PolarsResult<Option<String>> {
            let value = column.get(row as usize)?;
            Ok((!value.is_null()).then(|| value.get_str().map_or_else(|| value.to_string(), str::to_owned)))
        };
        let Some(key) = keys.iter().map(cell).collect::<PolarsResult<Option<Vec<String>>>>()? else { continue };
        let sum = sums.entry(key).or_default();
        sum.values.push(value);
        sum.rows.push(row);
        let period = frame.text("period", row).unwrap_or_default();
        let runs = is_cumulative.and_then(|column| column.get(row as usize)) == Some(true);
        if !sum.periods.iter().any(|(known, same)| known == period && *same == runs) {
            sum.periods.insert((period.to_owned(), runs));
        }
    }
    Ok(sums)
}

/// The rows whose texts fit; `None` where the frame lacks a column that decides.
fn fitting(frame: Frame, side: &Side) -> PolarsResult<Option<Vec<u32>>> {
    let mut rows: Vec<u32> = (0..frame.data.height() as u32).collect();
    for (name, pattern) in &side.filter {
        let Some(column) = frame.column(name) else { return Ok(None) };
        if let Ok(column) = column.bool() {
            let fits = |value: bool| pattern.fits(if value { "true" } else { "false" });
            rows.retain(|row| column.get(*row as usize).is_some_and(fits));
            continue;
        }
        let Distinct { values, places } = Distinct::of(column)?;
        let fits: Vec<bool> = values.iter().map(|value| value.is_some_and(|value| pattern.fits(value))).collect();
        rows.retain(|row| fits[places[*row as usize] as usize]);
    }
    Ok(Some(rows))
}

fn compare(comparison: &Comparison, sides: [(Frame, Sum); 2], key: &[String], report: &mut Report) -> PolarsResult<()> {
    let [one, other] = sides.each_ref().map(|(_, side)| sum(side.values.iter().copied()));
    let rounding = sides.iter().map(|(_, side)| tolerance(side.values.iter().copied())).max().unwrap_or_default();
    let larger = one.saturating_abs().max(other.saturating_abs());
    let apart = difference(one, other);
    if apart <= rounding.max((larger / 1000).saturating_mul(comparison.thousandths)) {
        return Ok(());
    }
    let rule = report.rule(&comparison.rule);
    let (frame, side) = &sides[0];
    let first = frame.first(&side.rows)?;
    let other_first = sides[1].0.first(&sides[1].1.rows)?;
    let finding = Finding {
        found: Some(plain(one)),
        expected: Some(plain(other)),
        amount_affected: Some(apart),
        occurrences: (sides[0].1.rows.len() + sides[1].1.rows.len()) as i64,
        figure_id: None,
        period: None,
        ..frame.finding(rule, first, Some(&comparison.one.amount))
    };
    let source = |frame: &Frame, row: u32| {
        let text = |column: &str| frame.text(column, row).unwrap_or("?");
        format!("{}/{} {}", text("publisher"), text("dataset"), text("edition"))
    };
    let sources = [source(frame, first), source(&sides[1].0, other_first)];
    // The place says whose account of which year it is.
    let told = ["jurisdiction_code", "fiscal_year"];
    let rest = comparison.by.iter().zip(key).filter(|(column, _)| !told.contains(&column.as_str()));
    let rest: String = rest.map(|(column, value)| format!("{column} {value}: ")).collect();
    let figures = format!("{rest}{}: {}; {}: {}. ", sources[0], pesos(one), sources[1], pesos(other));
    let spanish = format!("{figures}Difieren en {}. {}", pesos(apart), comparison.why_es);
    let english = format!("{figures}They are {} apart. {}", pesos(apart), comparison.why_en);
    let mut said = rule.say(finding, &frame.place(first), &spanish, &english);
    let is_grave = rule.severity != Severity::Note && is_material(one, other);
    if !is_grave {
        Severity::Note.as_str().clone_into(&mut said.severity);
    }
    report.add(said);
    // Neither side says which of them is right.
    for ((frame, side), amount) in sides.into_iter().zip([&comparison.one.amount, &comparison.other.amount]) {
        if is_grave && frame.table.kind == TableKind::Fact {
            report.doubt(&frame.table.name, amount, rule, side.rows);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use erario_model::Schema;
    use polars::prelude::*;

    use crate::{Verdict, compare};

    /// Ramos 11 and 12 in lines of the decree, and in programmes of the public account.
    fn ramos(lines: [i64; 3], programs: [i64; 2]) -> BTreeMap<String, DataFrame> {
        let common = |table: &str, height: usize, ramos: Vec<&str>, approved: Vec<i64>| {
            let mut frame = df!(
                "publisher" => vec!["mx-shcp"; height],
                "dataset" => vec![table; height],
                "edition" => vec!["2016"; height],
                "coverage" => vec!["government"; height],
                "jurisdiction_code" => vec!["00"; height],
                "jurisdiction_name" => vec!["Federación"; height],
                "fiscal_year" => vec![2016; height],
                "period" => vec!["2016"; height],
                "is_cumulative" => vec![false; height],
                "ramo_code" => ramos,
                "source_row" => (2..2 + height as i64).collect::<Vec<_>>(),
            )
            .unwrap();
            frame.with_column(Column::new("approved".into(), approved)).unwrap();
            frame
        };
        let mut lines = common("pef", 3, vec!["11", "11", "12"], lines.map(|pesos| pesos * 100).to_vec());
        lines.with_column(Column::new("account".into(), ["decree"; 3])).unwrap();
        let programs = common("programs", 2, vec!["11", "12"], programs.map(|pesos| pesos * 100).to_vec());
        BTreeMap::from([("budget_line".to_owned(), lines), ("spending_by_program".to_owned(), programs)])
    }

    fn judge(tables: &BTreeMap<String, DataFrame>) -> Verdict {
        compare(Schema::embedded(), tables).unwrap()
    }

    #[test]
    fn one_figure_in_two_documents_is_silent() {
        let verdict = judge(&ramos([600, 400, 70], [1000, 99]));
        assert!(verdict.of("publishers-differ").is_empty(), "ramo 12 is not compared");
    }

    #[test]
    fn what_differs_is_told_once_with_both_figures_and_doubts_both() {
        let verdict = judge(&ramos([600, 400, 70], [1100, 70]));
        let findings = verdict.of("publishers-differ");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("1000.00"), Some("1100.00")));
        assert_eq!(finding.amount_affected, Some(10_000));
        for part in ["Federación 2016", "ramo_code 11", "mx-shcp/pef 2016: 1,000.00", "mx-shcp/programs 2016: 1,100.00"]
        {
            assert!(finding.message_es.contains(part) && finding.message_en.contains(part), "{}", finding.message_es);
        }
        assert_eq!(verdict.doubted("budget_line", "approved", "publishers-differ"), 2);
        assert_eq!(verdict.doubted("spending_by_program", "approved", "publishers-differ"), 1);
    }

    #[test]
    fn a_key_that_one_side_does_not_have_is_compared_with_nothing() {
        let mut tables = ramos([600, 400, 70], [9, 9]);
        tables.remove("spending_by_program");
        assert!(judge(&tables).of("publishers-differ").is_empty());
    }

    /// What SHCP paid in each month, and what INEGI says was received in the year.
    fn paid_and_received(months: &[i64], received: i64) -> BTreeMap<String, DataFrame> {
        let height = months.len();
        let periods: Vec<String> = (1..=height).map(|month| format!("2015-{month:02}")).collect();
        let paid = df!(
            "publisher" => vec!["mx-shcp"; height], "dataset" => vec!["transferencias"; height],
            "edition" => vec!["2011-2016"; height], "coverage" => vec!["government"; height],
            "jurisdiction_code" => vec!["23"; height], "jurisdiction_name" => vec!["Quintana Roo"; height],
            "fiscal_year" => vec![2015; height], "period" => periods, "is_cumulative" => vec![false; height],
            "classification" => vec!["transfer"; height], "code" => vec!["XAC2823"; height],
            "source_row" => (2..2 + height as i64).collect::<Vec<_>>(),
            "paid" => months.iter().map(|pesos| pesos * 100).collect::<Vec<_>>(),
        );
        let received = df!(
            "publisher" => ["mx-inegi"], "dataset" => ["efipem-estatal"], "edition" => ["2015"],
            "government_level" => ["state"], "coverage" => ["government"], "jurisdiction_code" => ["23"],
            "jurisdiction_name" => ["Quintana Roo"], "fiscal_year" => [2015], "period" => ["2015"],
            "is_cumulative" => [false], "flow" => ["revenue"], "chapter_name" => ["Participaciones federales"],
            "source_row" => [2_i64], "collected" => [received * 100],
        );
        let tables = [("published_total", paid.unwrap()), ("finance_statistic", received.unwrap())];
        tables.map(|(name, frame)| (name.to_owned(), frame)).into()
    }

    #[test]
    fn another_measure_of_the_money_is_a_note_and_doubts_nothing() {
        let verdict = judge(&paid_and_received(&[1000; 12], 13_000));
        let findings = verdict.of("measures-differ");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("12000.00"), Some("13000.00")));
        assert_eq!(finding.severity, "note");
        assert_eq!(verdict.doubted("finance_statistic", "collected", "measures-differ"), 0);
        assert!(judge(&paid_and_received(&[1000; 12], 12_100)).of("measures-differ").is_empty(), "within a hundredth");
    }

    #[test]
    fn funding_sources_are_held_against_the_sections_that_they_pay() {
        let told = |earmarked: i64| {
            let common = || {
                df!(
                    "coverage" => ["government"; 2], "jurisdiction_code" => ["23"; 2], "fiscal_year" => [2024; 2],
                    "period" => ["2024"; 2], "is_cumulative" => [false; 2], "source_row" => [2_i64, 3],
                )
                .unwrap()
            };
            let (mut lines, mut objects) = (common(), common());
            lines.with_column(Column::new("account".into(), ["final"; 2])).unwrap();
            lines.with_column(Column::new("funding_source_code".into(), ["15", "25"])).unwrap();
            lines.with_column(Column::new("approved".into(), [40_000_i64, 60_000])).unwrap();
            objects.with_column(Column::new("is_earmarked".into(), [false, true])).unwrap();
            objects.with_column(Column::new("approved".into(), [40_000, earmarked])).unwrap();
            let tables = [("budget_line".to_owned(), lines), ("spending_by_object".to_owned(), objects)].into();
            let verdict = judge(&tables);
            let findings = verdict.of("funding-differs-from-earmarked");
            findings.iter().map(|finding| finding.found.clone().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(told(60_000), Vec::<String>::new());
        assert_eq!(told(75_000), ["600.00"]);
    }

    #[test]
    fn a_part_of_a_year_is_not_compared_with_a_year() {
        assert!(judge(&paid_and_received(&[1000; 11], 13_000)).of("measures-differ").is_empty());
    }
}
