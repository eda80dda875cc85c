//! Theme spending that can be compared: in constant pesos, and by inhabitant.
//!
//! Only accounts of a whole year and a whole government are. Outside the series of prices or populations nothing is
//! extrapolated: the amount stays null, and a finding says so, one a year.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::text_at;
use erario_model::{Finding, Money, Prices, Rule, Schema};
use polars::prelude::*;

use super::people::{People, per_head};
use super::prices::PriceSeries;
use super::themes::TOO_LARGE;

const TABLE: &str = "theme_spending";
/// The federation: no source prints its population, and the sum of the states is nobody's figure.
const FEDERATION: &str = "00";
/// Codes of governments that a finding names.
const NAMED: usize = 10;

/// The table `theme_spending`, and what could not be compared.
pub struct Comparable {
    pub spending: DataFrame,
    pub findings: Vec<Finding>,
}

/// Adds the columns that compare years and governments. Without `prices` no amount is told in constant pesos.
pub fn comparable(
    schema: &Schema,
    mut spending: DataFrame,
    tables: &BTreeMap<String, DataFrame>,
    prices: Option<&Prices>,
) -> PolarsResult<Comparable> {
    if spending.height() == 0 {
        return Ok(Comparable { spending, findings: Vec::new() });
    }
    let none = DataFrame::default();
    let (index, population) = (tables.get("price_index").unwrap_or(&none), tables.get("population").unwrap_or(&none));
    let series = match prices.filter(|_| index.height() > 0) {
        Some(prices) => PriceSeries::read(index, &prices.index)?,
        None => PriceSeries::default(),
    };
    let people = if population.height() > 0 { People::read(population)? } else { People::default() };
    let rows = rows(&spending)?;
    let real = |row: &Row, centavos: Option<i64>| {
        let prices = prices.filter(|_| row.is_comparable)?;
        series.real(centavos?, row.year, prices.base_year)
    };
    let population_of = |row: &Row| people.of(row.jurisdiction, row.year).filter(|_| row.is_comparable);
    let by_head = |row: &Row, centavos: Option<i64>| Some(per_head(centavos?, population_of(row)?));
    let base_year = |row: &Row| {
        let is_real = real(row, row.approved).is_some() || real(row, row.accrued).is_some();
        prices.filter(|_| is_real).map(|prices| prices.base_year)
    };
    let money = |of: &dyn Fn(&Row) -> Option<i64>| -> Vec<Option<i64>> { rows.iter().map(of).collect() };
    let columns = vec![
        Column::new("approved_real".into(), money(&|row| real(row, row.approved))),
        Column::new("accrued_real".into(), money(&|row| real(row, row.accrued))),
        Column::new("price_base_year".into(), rows.iter().map(base_year).collect::<Vec<_>>()),
        Column::new("approved_per_capita".into(), money(&|row| by_head(row, row.approved))),
        Column::new("accrued_per_capita".into(), money(&|row| by_head(row, row.accrued))),
        Column::new("population".into(), money(&population_of)),
    ];
    let mut findings = Vec::new();
    let own = Origin::of_row(&spending, 0);
    if let Some(prices) = prices {
        let rule = schema.rules.by_slug("outside-price-series");
        findings.extend(outside_prices(rule, &rows, &series, prices, &Origin::of(index, &own)));
    }
    let rule = schema.rules.by_slug("outside-population-series");
    findings.extend(outside_population(rule, &rows, &people, population, &own));
    let is_lost = |row: &Row| {
        let is_lost = |centavos: Option<i64>| {
            let prices = prices.filter(|_| row.is_comparable && centavos.is_some());
            prices.is_some_and(|prices| series.covers(row.year) && series.covers(prices.base_year))
                && real(row, centavos).is_none()
        };
        row.is_too_large || is_lost(row.approved) || is_lost(row.accrued)
    };
    findings.extend(too_large(schema.rules.by_slug("beyond-decimal"), rows.iter().filter(|row| is_lost(row)), &own));
    for column in columns {
        spending.with_column(column)?;
    }
    Ok(Comparable { spending, findings })
}

/// What a row of theme spending is about.
struct Row<'a> {
    year: i32,
    jurisdiction: &'a str,
    approved: Option<i64>,
    accrued: Option<i64>,
    /// The account of a whole government and a whole year.
    is_comparable: bool,
    is_too_large: bool,
}

fn rows(spending: &DataFrame) -> PolarsResult<Vec<Row<'_>>> {
    let text = |name: &str| spending.column(name);
    let (jurisdictions, coverages) = (text("jurisdiction_code")?, text("coverage")?);
    let (periods, statuses, doubts) = (text("period")?, text("account_status")?, text("doubt")?);
    let years = spending.column("fiscal_year")?.i32()?;
    // A theme may rest on tables without one of the two.
    let amount = |name: &str| spending.column(name).ok().map(Column::i64).transpose();
    let (approved, accrued) = (amount("approved")?, amount("accrued")?);
    let row = |place: usize| {
        let year = years.get(place)?;
        let is_whole_year =
            text_at(periods, place) == Some(year.to_string().as_str()) && text_at(statuses, place) != Some("partial");
        Some(Row {
            year,
            jurisdiction: text_at(jurisdictions, place).unwrap_or_default(),
            approved: approved.and_then(|amounts| amounts.get(place)),
            accrued: accrued.and_then(|amounts| amounts.get(place)),
            is_comparable: is_whole_year && text_at(coverages, place) == Some("government"),
            is_too_large: text_at(doubts, place).is_some_and(|doubt| doubt.contains(TOO_LARGE)),
        })
    };
    let rows: Option<Vec<Row>> = (0..spending.height()).map(row).collect();
    rows.ok_or_else(|| polars_err!(ComputeError: "a row of `{TABLE}` has no fiscal year"))
}

/// Whose data a finding is about.
#[derive(Clone, Debug, Default)]
struct Origin {
    publisher: String,
    dataset: String,
    edition: String,
}

impl Origin {
    /// That of the first row, if there is one.
    fn of(rows: &DataFrame, otherwise: &Origin) -> Origin {
        if rows.height() > 0 { Origin::of_row(rows, 0) } else { otherwise.clone() }
    }

    fn of_row(rows: &DataFrame, place: usize) -> Origin {
        let text = |name: &str| {
            let column = rows.column(name).ok();
            column.and_then(|column| text_at(column, place)).unwrap_or_default().to_owned()
        };
        Origin { publisher: text("publisher"), dataset: text("dataset"), edition: text("edition") }
    }

    fn finding(&self, rule: &Rule, year: Option<i32>, occurrences: usize) -> Finding {
        Finding {
            publisher: self.publisher.clone(),
            dataset: self.dataset.clone(),
            edition: self.edition.clone(),
            table_name: Some(TABLE.to_owned()),
            fiscal_year: year,
            occurrences: i64::try_from(occurrences).unwrap_or(i64::MAX),
            ..rule.finding()
        }
    }
}

/// Rows by their year.
fn by_year<'a>(rows: impl Iterator<Item = &'a Row<'a>>) -> BTreeMap<i32, Vec<&'a Row<'a>>> {
    let mut years: BTreeMap<i32, Vec<&Row>> = BTreeMap::new();
    rows.for_each(|row| years.entry(row.year).or_default().push(row));
    years
}

/// Years of which the index lacks months; where it lacks the base year or is not there at all, that is told once.
fn outside_prices(rule: &Rule, rows: &[Row], series: &PriceSeries, prices: &Prices, origin: &Origin) -> Vec<Finding> {
    let has_amount = |row: &&Row| row.is_comparable && (row.approved.is_some() || row.accrued.is_some());
    let told = |year: Option<i32>, months: usize, count: usize, detail: (&str, &str)| {
        let mut finding = origin.finding(rule, year, count);
        finding.found = Some(months.to_string());
        finding.expected = Some("12".to_owned());
        let place = format!("{} {}", prices.index, year.map(|year| year.to_string()).unwrap_or_default());
        rule.say(finding, place.trim_end(), detail.0, detail.1)
    };
    let count = rows.iter().filter(has_amount).count();
    if count == 0 {
        return Vec::new();
    }
    if series.is_empty() {
        let detail = ("La publicación no trae el índice.", "The release does not hold the index.");
        return vec![told(None, 0, count, detail)];
    }
    if !series.covers(prices.base_year) {
        let detail = ("Es el año base de los precios.", "It is the base year of the prices.");
        return vec![told(Some(prices.base_year), series.months(prices.base_year), count, detail)];
    }
    let years = by_year(rows.iter().filter(has_amount)).into_iter().filter(|(year, _)| !series.covers(*year));
    years.map(|(year, rows)| told(Some(year), series.months(year), rows.len(), ("", ""))).collect()
}

/// Governments whose population is not there, year by year; where no population is there at all, that is told once.
fn outside_population(
    rule: &Rule,
    rows: &[Row],
    people: &People,
    population: &DataFrame,
    own: &Origin,
) -> Vec<Finding> {
    let is_asked = |row: &&Row| row.is_comparable && row.jurisdiction != FEDERATION;
    let told = |year: Option<i32>, rows: &[&Row]| {
        let codes = |rows: &mut dyn Iterator<Item = &Row>| rows.map(|row| row.jurisdiction.to_owned()).collect();
        let asked: BTreeSet<String> = codes(&mut rows.iter().copied());
        let is_lacking = |row: &&Row| people.of(row.jurisdiction, row.year).is_none();
        let lacking: Vec<&Row> = rows.iter().copied().filter(is_lacking).collect();
        let missing: BTreeSet<String> = codes(&mut lacking.iter().copied());
        let first = missing.first()?;
        // States and municipalities come from two files.
        let codes = population.column("jurisdiction_code").ok();
        let is_alike = |place: &usize| {
            codes.and_then(|codes| text_at(codes, *place)).is_some_and(|code| code.len() == first.len())
        };
        let alike = (0..population.height()).find(is_alike);
        let origin = alike.map_or_else(|| own.clone(), |place| Origin::of_row(population, place));
        let mut finding = origin.finding(rule, year, lacking.len());
        finding.found = Some(missing.len().to_string());
        finding.expected = Some(asked.len().to_string());
        let mut named = missing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if missing.len() > NAMED {
            named.push_str(", …");
        }
        let place = year.map_or_else(|| own.dataset.clone(), |year| year.to_string());
        Some(rule.say(finding, &place, &named, &named))
    };
    let asked = || rows.iter().filter(is_asked);
    if people.is_empty() {
        return told(None, &asked().collect::<Vec<_>>()).into_iter().collect();
    }
    by_year(asked()).into_iter().filter_map(|(year, rows)| told(Some(year), &rows)).collect()
}

/// Sums and conversions that no amount can hold, year by year.
fn too_large<'a>(rule: &Rule, rows: impl Iterator<Item = &'a Row<'a>>, own: &Origin) -> Vec<Finding> {
    let told = |(year, rows): (i32, Vec<&Row>)| {
        let mut finding = own.finding(rule, Some(year), rows.len());
        finding.expected = Some(Money::MAX.to_string());
        rule.say(finding, &year.to_string(), "", "")
    };
    by_year(rows).into_iter().map(told).collect()
}

#[cfg(test)]
mod tests;
