//! Money is conserved: a second, independent pass over the source's text adds up what stands there, and the books must
//! balance.
//!
//! The pass shares no code with normalize. It reads cells by a pattern of its own, sums them exactly, and knows nothing
//! of steps, levels or tables.

use std::collections::BTreeMap;
use std::iter::repeat;

use erario_columns::Distinct;
use erario_model::{Amounts, ConservationLine, Finding, Rules, Unit};
use polars::prelude::*;
use regex::Regex;

/// Decimal places that sums keep; a float near zero prints more, which are dropped.
const PLACES: usize = 18;
const ONE: i128 = 10_i128.pow(PLACES as u32);
const CENTAVO: i128 = ONE / 100;

/// One amount to add up: a column, or the rows of a column that another one labels.
#[derive(Clone, Debug)]
pub struct Measure {
    pub amount: String,
    pub column: String,
    /// Only rows where this column, trimmed, says this.
    pub only: Option<(String, String)>,
}

/// The independent pass over the batches of one source.
pub struct Tally {
    measures: Vec<Measure>,
    number: Option<Regex>,
    format: Amounts,
    part: Option<String>,
    sums: BTreeMap<String, i128>,
}

/// What the pass found readable, in the source's unit, times 10^18.
#[derive(Clone, Debug, Default)]
pub struct Readable {
    part: Option<String>,
    unit: i128,
    sums: BTreeMap<String, i128>,
}

impl Tally {
    pub fn new(measures: Vec<Measure>, format: &Amounts) -> Self {
        let whole = match format.grouping {
            Some(separator) => {
                let separator = regex::escape(&separator.to_string());
                format!("(?:[0-9]{{1,3}}(?:{separator}[0-9]{{3}})+|[0-9]+)")
            }
            None => "[0-9]+".to_owned(),
        };
        let number = Regex::new(&format!(r"^-?{whole}(?:\.[0-9]+)?$")).ok();
        let sums = measures.iter().map(|measure| (measure.amount.clone(), 0)).collect();
        Tally { measures, number, format: format.clone(), part: None, sums }
    }

    /// Adds the cells of one batch of text.
    pub fn add(&mut self, part: Option<&str>, text: &DataFrame) -> PolarsResult<()> {
        self.part = part.map(str::to_owned);
        for measure in &self.measures {
            let cells = text.column(&measure.column)?.str()?;
            let labels = match &measure.only {
                Some((column, label)) => Some((text.column(column)?.str()?, label.as_str())),
                None => None,
            };
            let mut sum = 0;
            for (row, cell) in cells.iter().enumerate() {
                let counts = labels.is_none_or(|(labels, label)| labels.get(row).map(str::trim) == Some(label));
                if let Some(cell) = cell.filter(|_| counts) {
                    sum += self.read(cell.trim()).unwrap_or(0);
                }
            }
            *self.sums.entry(measure.amount.clone()).or_default() += sum;
        }
        Ok(())
    }

    /// The source counts in this unit, whatever was declared.
    pub fn count_in(&mut self, unit: Unit) {
        self.format.unit = unit;
    }

    fn read(&self, cell: &str) -> Option<i128> {
        if !self.number.as_ref()?.is_match(cell) {
            return None;
        }
        let (whole, decimals) = cell.split_once('.').unwrap_or((cell, ""));
        let whole = whole.bytes().filter(u8::is_ascii_digit);
        // More digits than any amount has are no number for the first pass either.
        if whole.clone().count() > PLACES {
            return None;
        }
        let decimals = decimals.bytes().chain(repeat(b'0')).take(PLACES);
        let size = whole.chain(decimals).fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        Some(if cell.starts_with('-') { -size } else { size })
    }

    pub fn finish(self) -> Readable {
        Readable { part: self.part, unit: i128::from(self.format.unit.pesos()), sums: self.sums }
    }
}

/// The books of one source.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub readable: Readable,
    pub read_records: u64,
    pub blank_records: u64,
    pub footnote_records: u64,
    /// Amount -> centavos in facts and totals together, as normalized.
    normalized: BTreeMap<String, i128>,
    set_aside: BTreeMap<String, i128>,
    /// Amount -> what rounding added, in 10^-18 pesos.
    roundings: BTreeMap<String, i128>,
    /// Amount -> what declared corrections added, in 10^-18 pesos.
    corrections: BTreeMap<String, i128>,
    records: BTreeMap<&'static str, u64>,
}

/// Amount -> centavos, by where the release holds them.
#[derive(Clone, Debug, Default)]
pub struct Released {
    facts: BTreeMap<String, i128>,
    totals: BTreeMap<String, i128>,
    vintage: BTreeMap<String, i128>,
    alternate: BTreeMap<String, i128>,
}

/// Which source the lines are about.
pub struct Source<'a> {
    pub publisher: &'a str,
    pub dataset: &'a str,
    pub edition: &'a str,
    pub source_id: &'a str,
}

impl Account {
    /// Books one normalized part.
    pub fn add(
        &mut self,
        facts: &DataFrame,
        totals: &DataFrame,
        records: &BTreeMap<&'static str, u64>,
        set_aside: &BTreeMap<String, i128>,
        roundings: &BTreeMap<String, i128>,
        corrections: &BTreeMap<String, i128>,
    ) -> PolarsResult<()> {
        for amount in self.readable_amounts(facts) {
            let sum = sum_of(facts, &amount)? + sum_of(totals, &amount)?;
            *self.normalized.entry(amount).or_default() += sum;
        }
        for (amount, sum) in set_aside {
            *self.set_aside.entry(amount.clone()).or_default() += sum;
        }
        for (amount, added) in roundings {
            *self.roundings.entry(amount.clone()).or_default() += added;
        }
        for (amount, added) in corrections {
            *self.corrections.entry(amount.clone()).or_default() += added;
        }
        for (what, count) in records {
            *self.records.entry(what).or_default() += count;
        }
        Ok(())
    }

    fn readable_amounts(&self, facts: &DataFrame) -> Vec<String> {
        let hidden = |name: &str| name.starts_with('_') || matches!(name, "source_row" | "level");
        let columns = facts.columns().iter().filter(|column| *column.dtype() == DataType::Int64);
        columns.map(|column| column.name().to_string()).filter(|name| !hidden(name)).collect()
    }

    /// The lines of `conservation`. Money that no line explains becomes a fatal finding.
    pub fn lines(
        &self,
        source: &Source,
        released: &Released,
        rules: &Rules,
        findings: &mut Vec<Finding>,
    ) -> Vec<ConservationLine> {
        let mut lines = Vec::new();
        let mut put = |measure: &str, line: &str, value: String| {
            lines.push(ConservationLine {
                publisher: source.publisher.to_owned(),
                dataset: source.dataset.to_owned(),
                edition: source.edition.to_owned(),
                source_id: source.source_id.to_owned(),
                source_part: self.readable.part.clone(),
                measure: measure.to_owned(),
                line: line.to_owned(),
                value,
            });
        };
        let unit = self.readable.unit.max(1);
        let of = |sums: &BTreeMap<String, i128>, amount: &str| sums.get(amount).copied().unwrap_or(0) * CENTAVO;
        for (amount, readable) in &self.readable.sums {
            let parts = [
                ("facts", of(&released.facts, amount)),
                ("totals", of(&released.totals, amount)),
                ("vintage", of(&released.vintage, amount)),
                ("alternate", of(&released.alternate, amount)),
                ("set_aside", of(&self.set_aside, amount)),
            ];
            let rounding = self.roundings.get(amount).copied().unwrap_or(0);
            // Totals printed beside rows that became vintages or alternates are not released again.
            let in_tables: i128 = parts[..4].iter().map(|(_, sum)| sum).sum();
            let superseded = of(&self.normalized, amount) - in_tables;
            let correction = self.corrections.get(amount).copied().unwrap_or(0);
            let explained = in_tables + superseded + parts[4].1 - rounding - correction;
            let unexplained = readable * unit - explained;
            put(amount, "readable", decimal(*readable, 1));
            for (line, sum) in parts {
                put(amount, line, decimal(sum, unit));
            }
            put(amount, "superseded_totals", decimal(superseded, unit));
            put(amount, "refused", decimal(0, unit));
            put(amount, "rounding", decimal(rounding, unit));
            put(amount, "corrections", decimal(correction, unit));
            put(amount, "unexplained", decimal(unexplained, unit));
            if unexplained != 0 {
                let affected = i64::try_from(unexplained.abs() / CENTAVO).ok();
                let sums = (decimal(explained, unit), decimal(*readable, 1));
                findings.push(self.lost(source, rules, amount, sums, affected));
            }
        }
        put("records", "read", self.read_records.to_string());
        let mut explained = 0;
        for what in ["facts", "totals", "facts and totals", "blank totals", "labels", "set aside"] {
            let count = self.records.get(what).copied().unwrap_or(0);
            explained += i128::from(count);
            put("records", &what.replace(' ', "_"), count.to_string());
        }
        let read = i128::from(self.read_records);
        put("records", "unexplained", (read - explained).to_string());
        if read != explained {
            findings.push(self.lost(source, rules, "records", (explained.to_string(), read.to_string()), None));
        }
        put("records", "blank", self.blank_records.to_string());
        put("records", "footnotes", self.footnote_records.to_string());
        lines
    }
}

impl Account {
    /// The fatal finding that something of a source is missing, or there twice: what was found, what the source holds.
    fn lost(
        &self,
        source: &Source,
        rules: &Rules,
        measure: &str,
        (found, expected): (String, String),
        amount_affected: Option<i64>,
    ) -> Finding {
        let rule = rules.by_slug("money-not-conserved");
        let finding = Finding {
            publisher: source.publisher.to_owned(),
            dataset: source.dataset.to_owned(),
            edition: source.edition.to_owned(),
            source_id: Some(source.source_id.to_owned()),
            source_part: self.readable.part.clone(),
            field: Some(measure.to_owned()),
            found: Some(found),
            expected: Some(expected),
            amount_affected,
            ..rule.finding()
        };
        rule.say(finding, &format!("{}/{} {}", source.publisher, source.dataset, source.edition), "", "")
    }
}

/// Where the release holds the money of one source, by its tables.
pub fn released(tables: &BTreeMap<String, DataFrame>, table: &str, source_id: &str) -> Released {
    let by_column = |name: &str| -> BTreeMap<String, i128> {
        let Some(rows) = tables.get(name).and_then(|rows| of_source(rows, source_id)) else { return BTreeMap::new() };
        let amounts = rows.columns().iter().filter(|column| *column.dtype() == DataType::Int64);
        let names: Vec<String> = amounts.map(|column| column.name().to_string()).collect();
        names.into_iter().filter_map(|amount| Some((amount.clone(), sum_of(&rows, &amount).ok()?))).collect()
    };
    let by_phase = |name: &str| -> BTreeMap<String, i128> {
        let Some(rows) = tables.get(name).and_then(|rows| of_source(rows, source_id)) else { return BTreeMap::new() };
        let mut sums = BTreeMap::new();
        if let (Ok(phases), Ok(amounts)) = (rows.column("phase"), rows.column("amount"))
            && let (Ok(phases), Ok(amounts)) = (phases.str(), amounts.i64())
        {
            for (phase, amount) in phases.iter().zip(amounts.iter()) {
                *sums.entry(phase.unwrap_or_default().to_owned()).or_default() += i128::from(amount.unwrap_or(0));
            }
        }
        sums
    };
    Released {
        facts: by_column(table),
        totals: by_column("published_total"),
        vintage: by_phase("vintage"),
        alternate: by_phase("alternate"),
    }
}

/// What counts of the rows of one source: its amounts, and what tells them apart. A total stated outside the file is
/// none of its rows.
fn of_source(rows: &DataFrame, source_id: &str) -> Option<DataFrame> {
    let is_of_source = is_text(rows.column("source_id").ok()?, source_id).ok()?;
    let counts = match rows.column("evidence") {
        Ok(evidence) => is_of_source & evidence.is_null(),
        Err(_) => is_of_source,
    };
    let columns = rows.columns().iter().filter(|column| *column.dtype() == DataType::Int64 || column.name() == "phase");
    DataFrame::new(rows.height(), columns.cloned().collect()).ok()?.filter(&counts).ok()
}

/// Where a column says `text`.
fn is_text(column: &Column, text: &str) -> PolarsResult<BooleanChunked> {
    let distinct = Distinct::of(column)?;
    Ok(distinct.places.iter().map(|place| Some(distinct.values[*place as usize] == Some(text))).collect())
}

fn sum_of(frame: &DataFrame, amount: &str) -> PolarsResult<i128> {
    match frame.column(amount) {
        Ok(column) => Ok(column.i64()?.iter().flatten().map(i128::from).sum()),
        Err(_) => Ok(0),
    }
}

/// `value / unit`, which is in units of 10^-18, as a plain decimal.
fn decimal(value: i128, unit: i128) -> String {
    let value = value / unit;
    let sign = if value < 0 { "-" } else { "" };
    let absolute = value.unsigned_abs();
    let text = format!("{sign}{}.{:0PLACES$}", absolute / ONE.unsigned_abs(), absolute % ONE.unsigned_abs());
    let text = text.trim_end_matches('0');
    match text.split_once('.') {
        Some((whole, "")) => format!("{whole}.00"),
        Some((whole, decimals)) if decimals.len() < 2 => format!("{whole}.{decimals:0<2}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(grouping: Option<char>, cells: &[&str]) -> i128 {
        let format = Amounts { unit: Unit::Pesos, grouping, zero: vec!["-".to_owned()], blank_is_zero: false };
        let measure = Measure { amount: "approved".to_owned(), column: "a".to_owned(), only: None };
        let mut tally = Tally::new(vec![measure], &format);
        tally.add(None, &df!("a" => cells).unwrap()).unwrap();
        tally.finish().sums["approved"]
    }

    #[test]
    fn the_second_pass_reads_what_is_readable_and_nothing_else() {
        assert_eq!(tally(Some(','), &[" 1,234,567 ", "-8,660 ", " -   ", "o.oo", "221,888,505,50"]), 1_225_907 * ONE);
        assert_eq!(tally(None, &["0.50", "54146812.150000006", "1e5"]), 54_146_812_650_000_006_000 * 1_000_000);
    }

    #[test]
    fn values_print_plainly() {
        assert_eq!(decimal(12 * ONE + ONE / 2, 1), "12.50");
        assert_eq!(decimal(-ONE / 1000, 1), "-0.001");
        assert_eq!(decimal(3_000 * ONE, 1_000), "3.00");
    }

    #[test]
    fn a_lost_peso_is_a_fatal_finding() {
        let schema = erario_model::Schema::embedded();
        let sums = BTreeMap::from([("approved".to_owned(), 10 * ONE)]);
        let mut account = Account { readable: Readable { part: None, unit: 1, sums }, ..Account::default() };
        let facts = df!("approved" => [9_00_i64], "source_id" => ["s"]).unwrap();
        account
            .add(&facts, &DataFrame::default(), &BTreeMap::new(), &BTreeMap::new(), &BTreeMap::new(), &BTreeMap::new())
            .unwrap();
        let tables = BTreeMap::from([("t".to_owned(), facts)]);
        let source = Source { publisher: "p", dataset: "d", edition: "e", source_id: "s" };
        let mut findings = Vec::new();
        let lines = account.lines(&source, &released(&tables, "t", "s"), &schema.rules, &mut findings);
        assert!(
            lines.iter().any(|line| line.measure == "approved" && line.line == "unexplained" && line.value == "1.00")
        );
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].severity, "fatal");
    }
}
