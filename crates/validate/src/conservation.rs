//! Money is conserved: a second, independent pass over the source's text adds up what stands there, and the books must
//! balance.
//!
//! The pass shares no code with normalize. It reads cells by a pattern of its own, sums them exactly, and knows nothing
//! of steps, levels or tables.

mod released;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use erario_model::{ConservationLine, Finding, Rule, Rules};

pub use released::{Released, released};
pub use tally::{Measure, Readable, Tally};

/// Decimal places that sums keep; a float near zero prints more, which are dropped.
const PLACES: usize = 18;
const ONE: i128 = 10_i128.pow(PLACES as u32);
const CENTAVO: i128 = ONE / 100;

/// A part of a source; `None` where the source is one file without parts.
type Part = Option<String>;
/// The `source_id` of a source, and a part of it.
pub type SourcePart = (String, Part);

/// The books of one part of a source.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub readable: Readable,
    pub read_records: u64,
    pub blank_records: u64,
    pub footnote_records: u64,
    /// Its rows are facts: each of them stands in the release or is superseded, and is counted there. Of reference
    /// tables only the newest edition is kept.
    pub is_of_facts: bool,
    set_aside: BTreeMap<String, i128>,
    /// Amount -> what rounding added, in 10^-18 pesos.
    roundings: BTreeMap<String, i128>,
    /// Amount -> what declared corrections added, in 10^-18 pesos.
    corrections: BTreeMap<String, i128>,
    records: BTreeMap<&'static str, u64>,
}

/// Which part of which source the lines are about.
pub struct Source<'a> {
    pub publisher: &'a str,
    pub dataset: &'a str,
    pub edition: &'a str,
    pub source_id: &'a str,
    pub part: Option<&'a str>,
}

impl Source<'_> {
    /// A finding about the whole of it.
    pub(crate) fn finding(&self, rule: &Rule) -> Finding {
        Finding {
            publisher: self.publisher.to_owned(),
            dataset: self.dataset.to_owned(),
            edition: self.edition.to_owned(),
            source_id: Some(self.source_id.to_owned()),
            source_part: self.part.map(str::to_owned),
            ..rule.finding()
        }
    }

    /// Where people look: the dataset and its edition.
    pub(crate) fn place(&self) -> String {
        format!("{}/{} {}", self.publisher, self.dataset, self.edition)
    }
}

impl Account {
    /// Books one normalized part.
    pub fn add(
        &mut self,
        records: &BTreeMap<&'static str, u64>,
        set_aside: &BTreeMap<String, i128>,
        roundings: &BTreeMap<String, i128>,
        corrections: &BTreeMap<String, i128>,
    ) {
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
                source_part: source.part.map(str::to_owned),
                measure: measure.to_owned(),
                line: line.to_owned(),
                value,
            });
        };
        let unit = self.readable.unit.max(1);
        let of = |sums: &BTreeMap<String, i128>, amount: &str| sums.get(amount).copied().unwrap_or(0) * CENTAVO;
        // What the release holds under an amount that the source does not print has come from nowhere.
        let printed = self.readable.sums.keys().map(String::as_str);
        for amount in printed.chain(released.amounts()).collect::<BTreeSet<_>>() {
            let readable = self.readable.sums.get(amount).copied().unwrap_or(0);
            let parts = [
                ("facts", of(&released.facts, amount)),
                ("totals", of(&released.totals, amount)),
                ("vintage", of(&released.vintage, amount)),
                ("alternate", of(&released.alternate, amount)),
                ("set_aside", of(&self.set_aside, amount)),
                // Totals printed beside rows that became vintages or alternates are not released again.
                ("superseded_totals", of(&released.superseded_totals, amount)),
            ];
            let rounding = self.roundings.get(amount).copied().unwrap_or(0);
            let correction = self.corrections.get(amount).copied().unwrap_or(0);
            let explained = parts.iter().map(|(_, sum)| sum).sum::<i128>() - rounding - correction;
            let unexplained = readable * unit - explained;
            put(amount, "unit", unit.to_string());
            put(amount, "readable", decimal(readable, 1));
            for (line, sum) in parts {
                put(amount, line, decimal(sum, unit));
            }
            put(amount, "refused", decimal(0, unit));
            put(amount, "rounding", decimal(rounding, unit));
            put(amount, "corrections", decimal(correction, unit));
            put(amount, "unexplained", decimal(unexplained, unit));
            if unexplained != 0 {
                let affected = i64::try_from(unexplained.abs() / CENTAVO).ok();
                let sums = (decimal(explained, unit), decimal(readable, 1));
                findings.push(self.lost(source, rules, amount, sums, affected));
            }
        }
        put("records", "read", self.read_records.to_string());
        let claimed = |what: &str| i128::from(self.records.get(what).copied().unwrap_or(0));
        let both = claimed("facts and totals");
        let mut explained = 0;
        for what in ["facts", "totals", "facts and totals", "blank totals", "labels", "set aside"] {
            // Facts and totals are those that are there, whatever normalize says of them.
            let count = match what {
                "facts" if self.is_of_facts => i128::from(released.fact_rows) - both,
                "totals" if self.is_of_facts => i128::from(released.total_rows) - both,
                _ => claimed(what),
            };
            explained += count;
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
            field: Some(measure.to_owned()),
            found: Some(found),
            expected: Some(expected),
            amount_affected,
            ..source.finding(rule)
        };
        rule.say(finding, &source.place(), "", "")
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
    use polars::prelude::*;

    use super::*;

    #[test]
    fn values_print_plainly() {
        assert_eq!(decimal(12 * ONE + ONE / 2, 1), "12.50");
        assert_eq!(decimal(-ONE / 1000, 1), "-0.001");
        assert_eq!(decimal(3_000 * ONE, 1_000), "3.00");
    }

    #[test]
    fn a_lost_peso_is_a_fatal_finding() {
        let schema = erario_model::Schema::embedded();
        let readable = |sum: i128| Readable { unit: 1, sums: BTreeMap::from([("approved".to_owned(), sum * ONE)]) };
        let rows = |amount: &str, centavos: i64| df!(amount => [centavos], "source_id" => ["s"]).unwrap();
        let tables = BTreeMap::from([("spending_by_unit".to_owned(), rows("approved", 9_00))]);
        let superseded = BTreeMap::from([("published_total".to_owned(), rows("approved", 3_00))]);
        let source = Source { publisher: "p", dataset: "d", edition: "e", source_id: "s", part: None };
        let held = &released(schema, &tables, &superseded).unwrap()[&("s".to_owned(), None)];
        let account = |sum: i128, read_records: u64| Account {
            readable: readable(sum),
            read_records,
            is_of_facts: true,
            ..Account::default()
        };
        let books = |sum: i128| {
            let mut findings = Vec::new();
            (account(sum, 2).lines(&source, held, &schema.rules, &mut findings), findings)
        };
        assert!(books(12).1.is_empty());
        let (lines, findings) = books(13);
        assert!(
            lines.iter().any(|line| line.measure == "approved" && line.line == "unexplained" && line.value == "1.00")
        );
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].severity, "fatal");

        let lost = |account: Account, held: &Released| {
            let mut findings = Vec::new();
            account.lines(&source, held, &schema.rules, &mut findings);
            findings.into_iter().filter_map(|finding| finding.field).collect::<Vec<_>>()
        };
        assert_eq!(lost(account(12, 3), held), ["records"], "a row without money was lost");
        let tables = BTreeMap::from([("spending_by_unit".to_owned(), rows("paid", 5_00))]);
        let held = &released(schema, &tables, &superseded).unwrap()[&("s".to_owned(), None)];
        assert_eq!(lost(account(3, 2), held), ["paid"], "an amount that the source does not print");
    }
}
