//! Prices: amounts of one year in pesos of another, by the yearly averages of a monthly index.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::Distinct;
use erario_model::{Money, half_even};
use polars::prelude::*;

const MONTHS: usize = 12;

/// A monthly index, year by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PriceSeries {
    /// Year -> its months and their values, in millionths.
    years: BTreeMap<i32, Vec<(String, i128)>>,
}

impl PriceSeries {
    /// Reads the rows of one index from `price_index`.
    pub fn read(rows: &DataFrame, index: &str) -> PolarsResult<PriceSeries> {
        let codes = Distinct::of(rows.column("index_code")?)?;
        let periods = Distinct::of(rows.column("period")?)?;
        let values = rows.column("index_value")?.decimal()?.physical();
        let mut series = PriceSeries::default();
        for (row, value) in values.iter().enumerate().filter(|(row, _)| codes.text(*row) == Some(index)) {
            let month = periods.text(row).and_then(|period| Some((period.split_once('-')?.0.parse().ok()?, period)));
            if let (Some((year, period)), Some(value)) = (month, value) {
                series.years.entry(year).or_default().push((period.to_owned(), value));
            }
        }
        Ok(series)
    }

    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// How many months of a year it has.
    pub fn months(&self, year: i32) -> usize {
        let months = self.years.get(&year).into_iter().flatten();
        months.map(|(period, _)| period).collect::<BTreeSet<_>>().len()
    }

    /// The sum of the twelve months of a year: the average, times twelve. A year that lacks a month, or tells one twice,
    /// has none.
    fn sum(&self, year: i32) -> Option<i128> {
        let months = self.years.get(&year).filter(|months| months.len() == MONTHS && self.months(year) == MONTHS)?;
        Some(months.iter().map(|(_, value)| value).sum()).filter(|sum| *sum > 0)
    }

    /// Whether amounts of that year can be told in pesos of another.
    pub fn covers(&self, year: i32) -> bool {
        self.sum(year).is_some()
    }

    /// Centavos of one year in centavos of the base year, rounded once, half to even; `None` outside the series, or
    /// where the result is larger than any amount.
    pub fn real(&self, centavos: i64, year: i32, base_year: i32) -> Option<i64> {
        let real = half_even(i128::from(centavos).checked_mul(self.sum(base_year)?)?, self.sum(year)?);
        i64::try_from(real).ok().filter(|real| Money::from_centavos(*real).abs() <= Money::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each month of a year has the same value, in millionths, but for what `add` adds to January.
    fn series(years: &[(i32, i128, i128)]) -> PriceSeries {
        let months = |year: i32, value: i128, add: i128| {
            let months = (1..=12).map(|month| (format!("{year}-{month:02}"), value + if month == 1 { add } else { 0 }));
            (year, months.collect())
        };
        PriceSeries { years: years.iter().map(|(year, value, add)| months(*year, *value, *add)).collect() }
    }

    #[test]
    fn an_amount_is_told_in_pesos_of_the_base_year_to_the_centavo() {
        let prices = series(&[(2019, 100_000_000, 0), (2023, 125_000_000, 6)]);
        assert_eq!(prices.real(100_000, 2019, 2023), Some(125_000));
        // A twelfth of 6 millionths weighs half a centavo in two million pesos: to even.
        assert_eq!(prices.real(100_000_000, 2019, 2023), Some(125_000_000));
        assert_eq!(prices.real(300_000_000, 2019, 2023), Some(375_000_002));
        assert_eq!(prices.real(-100_000, 2019, 2023), Some(-125_000));
        assert_eq!(prices.real(7, 2023, 2023), Some(7));
    }

    #[test]
    fn a_year_that_lacks_a_month_or_tells_one_twice_is_outside_the_series() {
        let mut prices = series(&[(2023, 125_000_000, 0), (2024, 130_000_000, 0)]);
        prices.years.get_mut(&2024).unwrap().truncate(3);
        assert_eq!((prices.months(2024), prices.real(100, 2024, 2023), prices.real(100, 2025, 2023)), (3, None, None));
        let twice = prices.years[&2023][0].clone();
        prices.years.get_mut(&2023).unwrap().push(twice);
        assert!(!prices.covers(2023));
    }

    #[test]
    fn what_is_larger_than_any_amount_is_not_told() {
        let prices = series(&[(2019, 100_000_000, 0), (2023, 125_000_000, 0)]);
        assert_eq!(prices.real(Money::MAX.centavos(), 2019, 2023), None);
        assert_eq!(prices.real(Money::MAX.centavos(), 2023, 2023), Some(Money::MAX.centavos()));
    }

    #[test]
    fn other_indices_and_what_is_no_month_are_left_out() {
        let values: Int128Chunked = [1_i128, 2, 3, 4].into_iter().map(Some).collect();
        let values = values.with_name("index_value".into()).into_decimal_unchecked(18, 6).into_column();
        let mut rows = df!(
            "index_code" => ["INPC", "INPP", "INPC", "INPC"],
            "period" => ["2019-01", "2019-01", "2019-02", "2019"],
        )
        .unwrap();
        rows.with_column(values).unwrap();
        let prices = PriceSeries::read(&rows, "INPC").unwrap();
        assert_eq!(prices.years[&2019], [("2019-01".to_owned(), 1), ("2019-02".to_owned(), 3)]);
    }
}
