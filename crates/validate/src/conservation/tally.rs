//! The pass over the source's text that shares nothing with normalize: a pattern of its own, and exact sums.

use std::collections::BTreeMap;
use std::iter::repeat;

use erario_model::{AmountForm, Amounts, Unit};
use polars::prelude::*;
use regex::Regex;

use super::{CENTAVO, ONE, PLACES, Part};

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

/// What the pass found readable in one part, in the source's unit, times 10^18.
#[derive(Clone, Debug, Default)]
pub struct Readable {
    pub(super) unit: i128,
    pub(super) sums: BTreeMap<String, i128>,
}

impl Tally {
    pub fn new(measures: Vec<Measure>, format: &Amounts) -> Self {
        let forms: Vec<String> = format.forms().map(|form| pattern(&form)).collect();
        let number = Regex::new(&format!("^(?:{})$", forms.join("|")));
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

/// What an amount looks like in one form.
fn pattern(form: &AmountForm) -> String {
    let whole = match form.grouping {
        Some(separator) => {
            let separator = regex::escape(&separator.to_string());
            format!("(?:[0-9]{{1,3}}(?:{separator}[0-9]{{3}})+|[0-9]+)")
        }
        None => "[0-9]+".to_owned(),
    };
    let symbol = form.symbol.map(|symbol| format!("(?:{})?", regex::escape(&symbol.to_string())));
    let symbol = symbol.unwrap_or_default();
    let bare = if form.bare_decimals { r"|\.[0-9]+" } else { "" };
    format!(r"-?{symbol}(?:{whole}(?:\.[0-9]+)?{bare})")
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
}
