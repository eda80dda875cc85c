//! Money is conserved: a second, independent pass over the source's text adds up what stands there, and the books must
//! balance.
//!
//! The pass shares no code with normalize. It reads cells by a pattern of its own, sums them exactly, and knows nothing
//! of steps, levels or tables.

use std::collections::{BTreeMap, HashMap};
use std::iter::repeat;

use erario_columns::Distinct;
use erario_model::{Amounts, ConservationLine, Finding, Rules, Unit};
use polars::prelude::*;
use regex::Regex;

/// Decimal places that sums keep; a float near zero prints more, which are dropped.
const PLACES: usize = 18;
const ONE: i128 = 10_i128.pow(PLACES as u32);
const CENTAVO: i128 = ONE / 100;
/// Sixteen digits of pesos, less half a centavo.
const TOO_LARGE: i128 = 10_i128.pow(16) * ONE - CENTAVO / 2;

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
    number: Regex,
    format: Amounts,
    /// By part of the source: a zip member, a sheet.
    parts: BTreeMap<Part, BTreeMap<String, i128>>,
}

/// A part of a source; `None` where the source is one file without parts.
type Part = Option<String>;
/// The `source_id` of a source, and a part of it.
pub type SourcePart = (String, Part);

/// What the pass found readable in one part, in the source's unit, times 10^18.
#[derive(Clone, Debug, Default)]
pub struct Readable {
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
        let symbol = format.symbol.map(|symbol| format!("(?:{})?", regex::escape(&symbol.to_string())));
        let symbol = symbol.unwrap_or_default();
        let bare = if format.bare_decimals { r"|\.[0-9]+" } else { "" };
        let number = Regex::new(&format!(r"^-?{symbol}(?:{whole}(?:\.[0-9]+)?{bare})$"));
        let number = number.expect("the declared characters are escaped");
        Tally { measures, number, format: format.clone(), parts: BTreeMap::new() }
    }

    /// Adds the cells of one batch of text.
    pub fn add(&mut self, part: Option<&str>, text: &DataFrame) -> PolarsResult<()> {
        let mut sums = self.parts.remove(&part.map(str::to_owned)).unwrap_or_default();
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
            *sums.entry(measure.amount.clone()).or_default() += sum;
        }
        self.parts.insert(part.map(str::to_owned), sums);
        Ok(())
    }

    /// The source counts in this unit, whatever was declared.
    pub fn count_in(&mut self, unit: Unit) {
        self.format.unit = unit;
    }

    fn read(&self, cell: &str) -> Option<i128> {
        if !self.number.is_match(cell) {
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
        // Nor is what rounds to more than `decimal(18,2)` holds.
        let pesos = size.checked_mul(i128::from(self.format.unit.pesos()))?;
        (pesos < TOO_LARGE).then_some(if cell.starts_with('-') { -size } else { size })
    }

    /// What was readable, part by part.
    pub fn finish(self) -> BTreeMap<Part, Readable> {
        let unit = i128::from(self.format.unit.pesos());
        self.parts.into_iter().map(|(part, sums)| (part, Readable { unit, sums })).collect()
    }
}

/// The books of one part of a source.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub readable: Readable,
    pub read_records: u64,
    pub blank_records: u64,
    pub footnote_records: u64,
    set_aside: BTreeMap<String, i128>,
    /// Amount -> what rounding added, in 10^-18 pesos.
    roundings: BTreeMap<String, i128>,
    /// Amount -> what declared corrections added, in 10^-18 pesos.
    corrections: BTreeMap<String, i128>,
    records: BTreeMap<&'static str, u64>,
}

/// Amount -> centavos.
type Sums = BTreeMap<String, i128>;

/// What the release holds of one source, by where it stands.
#[derive(Clone, Debug, Default)]
pub struct Released {
    facts: Sums,
    totals: Sums,
    vintage: Sums,
    alternate: Sums,
    superseded_totals: Sums,
}

/// Which part of which source the lines are about.
pub struct Source<'a> {
    pub publisher: &'a str,
    pub dataset: &'a str,
    pub edition: &'a str,
    pub source_id: &'a str,
    pub part: Option<&'a str>,
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
        for (amount, readable) in &self.readable.sums {
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
            put(amount, "readable", decimal(*readable, 1));
            for (line, sum) in parts {
                put(amount, line, decimal(sum, unit));
            }
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
            source_part: source.part.map(str::to_owned),
            field: Some(measure.to_owned()),
            found: Some(found),
            expected: Some(expected),
            amount_affected,
            ..rule.finding()
        };
        rule.say(finding, &format!("{}/{} {}", source.publisher, source.dataset, source.edition), "", "")
    }
}

/// What the release holds of every part of every source, by `source_id` and part. `superseded` has the totals that it
/// does not repeat.
pub fn released(
    tables: &BTreeMap<String, DataFrame>,
    superseded: &BTreeMap<String, DataFrame>,
) -> PolarsResult<BTreeMap<SourcePart, Released>> {
    let mut all: BTreeMap<SourcePart, Released> = BTreeMap::new();
    let mut put = |rows: &DataFrame, place: fn(&mut Released) -> &mut Sums| -> PolarsResult<()> {
        for (source, sums) in sums(rows)? {
            let to = place(all.entry(source).or_default());
            sums.into_iter().for_each(|(amount, sum)| *to.entry(amount).or_default() += sum);
        }
        Ok(())
    };
    for (name, rows) in tables {
        match name.as_str() {
            "published_total" => put(rows, |released| &mut released.totals)?,
            "vintage" => put(rows, |released| &mut released.vintage)?,
            "alternate" => put(rows, |released| &mut released.alternate)?,
            _ => put(rows, |released| &mut released.facts)?,
        }
    }
    if let Some(rows) = superseded.get("published_total") {
        put(rows, |released| &mut released.superseded_totals)?;
    }
    Ok(all)
}

/// What each part of each source has in the rows: by column, or by `phase` where each row is one amount.
fn sums(rows: &DataFrame) -> PolarsResult<BTreeMap<SourcePart, Sums>> {
    if rows.width() == 0 {
        return Ok(BTreeMap::new());
    }
    let (sources, places) = sources(rows)?;
    let mut sums = vec![Sums::new(); sources.len()];
    if let Ok(phases) = rows.column("phase") {
        let phases = Distinct::of(phases)?;
        for (row, amount) in rows.column("amount")?.i64()?.iter().enumerate() {
            let phase = phases.text(row).unwrap_or_default().to_owned();
            *sums[places[row] as usize].entry(phase).or_default() += i128::from(amount.unwrap_or(0));
        }
    } else {
        // A total stated outside the file is none of its rows.
        let is_outside = rows.column("evidence").ok().map(Column::is_not_null);
        for column in rows.columns().iter().filter(|column| *column.dtype() == DataType::Int64) {
            let mut of_source = vec![0_i128; sums.len()];
            for (row, value) in column.i64()?.iter().enumerate() {
                if is_outside.as_ref().and_then(|is_outside| is_outside.get(row)) != Some(true) {
                    of_source[places[row] as usize] += i128::from(value.unwrap_or(0));
                }
            }
            for (sums, sum) in sums.iter_mut().zip(of_source) {
                sums.insert(column.name().to_string(), sum);
            }
        }
    }
    Ok(sources.into_iter().zip(sums).collect())
}

/// The distinct parts of sources, and for each row its place among them.
fn sources(rows: &DataFrame) -> PolarsResult<(Vec<SourcePart>, Vec<u32>)> {
    let ids = Distinct::of(rows.column("source_id")?)?;
    let parts = rows.column("source_part").ok().map(Distinct::of).transpose()?;
    let mut known: HashMap<(u32, u32), u32> = HashMap::new();
    let mut sources = Vec::new();
    let mut places = Vec::with_capacity(rows.height());
    for row in 0..rows.height() {
        let pair = (ids.places[row], parts.as_ref().map_or(0, |parts| parts.places[row]));
        places.push(*known.entry(pair).or_insert_with(|| {
            let part = parts.as_ref().and_then(|parts| parts.text(row)).map(str::to_owned);
            sources.push((ids.text(row).unwrap_or_default().to_owned(), part));
            sources.len() as u32 - 1
        }));
    }
    Ok((sources, places))
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
        tally_as(Amounts { grouping, symbol: Some('$'), zero: vec!["-".to_owned()], ..Amounts::default() }, cells)
    }

    fn tally_as(format: Amounts, cells: &[&str]) -> i128 {
        let measure = Measure { amount: "approved".to_owned(), column: "a".to_owned(), only: None };
        let mut tally = Tally::new(vec![measure], &format);
        tally.add(None, &df!("a" => cells).unwrap()).unwrap();
        tally.finish()[&None].sums["approved"]
    }

    #[test]
    fn the_second_pass_reads_what_is_readable_and_nothing_else() {
        assert_eq!(tally(Some(','), &[" 1,234,567 ", "-8,660 ", " -   ", "o.oo", "221,888,505,50"]), 1_225_907 * ONE);
        assert_eq!(tally(None, &["0.50", "54146812.150000006", "1e5"]), 54_146_812_650_000_006_000 * 1_000_000);
        assert_eq!(tally(Some(','), &["$35,717.00", "-$17.00", "$-5", " $-   ", "$ 5"]), 35_700 * ONE);
        let bare = Amounts { bare_decimals: true, ..Amounts::default() };
        assert_eq!(tally_as(bare, &[".25", "-.5", "1", "."]), ONE * 3 / 4);
        assert_eq!(tally_as(Amounts::default(), &[".25", "1"]), ONE);
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
        let readable = |sum: i128| Readable { unit: 1, sums: BTreeMap::from([("approved".to_owned(), sum * ONE)]) };
        let rows = |centavos: i64| df!("approved" => [centavos], "source_id" => ["s"]).unwrap();
        let tables = BTreeMap::from([("t".to_owned(), rows(9_00))]);
        let superseded = BTreeMap::from([("published_total".to_owned(), rows(3_00))]);
        let source = Source { publisher: "p", dataset: "d", edition: "e", source_id: "s", part: None };
        let released = &released(&tables, &superseded).unwrap()[&("s".to_owned(), None)];
        let books = |sum: i128| {
            let mut findings = Vec::new();
            let account = Account { readable: readable(sum), ..Account::default() };
            (account.lines(&source, released, &schema.rules, &mut findings), findings)
        };
        assert!(books(12).1.is_empty());
        let (lines, findings) = books(13);
        assert!(
            lines.iter().any(|line| line.measure == "approved" && line.line == "unexplained" && line.value == "1.00")
        );
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].severity, "fatal");
    }
}
