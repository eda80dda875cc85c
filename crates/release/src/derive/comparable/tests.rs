use super::*;

/// Jurisdiction, coverage, year, period, status, approved pesos.
type Spent = (&'static str, &'static str, i32, &'static str, &'static str, Option<i64>);

fn spending(rows: &[Spent]) -> DataFrame {
    let text = |of: fn(&Spent) -> &'static str| rows.iter().map(of).collect::<Vec<_>>();
    df!(
        "publisher" => vec!["ojos-al-gasto"; rows.len()],
        "dataset" => vec!["funcional-estatal"; rows.len()],
        "edition" => vec!["2026"; rows.len()],
        "jurisdiction_code" => text(|row| row.0),
        "coverage" => text(|row| row.1),
        "fiscal_year" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
        "period" => text(|row| row.3),
        "account_status" => text(|row| row.4),
        "approved" => rows.iter().map(|row| Some(row.5? * 100)).collect::<Vec<_>>(),
        "accrued" => vec![None::<i64>; rows.len()],
        "doubt" => vec![None::<&str>; rows.len()],
    )
    .unwrap()
}

/// All months of 2019 at 100 and of 2023 at 125, three months of 2024; populations of Quintana Roo and Cozumel.
fn tables() -> BTreeMap<String, DataFrame> {
    let months = |year: i32, months: i32| (1..=months).map(move |month| format!("{year}-{month:02}"));
    let periods: Vec<String> = months(2019, 12).chain(months(2023, 12)).chain(months(2024, 3)).collect();
    let value = |period: &String| Some(if period.starts_with("2019") { 100_000_000_i128 } else { 125_000_000 });
    let values: Int128Chunked = periods.iter().map(value).collect();
    let same = |text: &'static str, height: usize| vec![text; height];
    let mut prices = df!(
        "publisher" => same("mx-inegi", periods.len()),
        "dataset" => same("inpc", periods.len()),
        "edition" => same("2024-03", periods.len()),
        "index_code" => same("INPC", periods.len()),
        "period" => &periods,
    )
    .unwrap();
    let values = values.with_name("index_value".into()).into_decimal_unchecked(18, 6);
    prices.with_column(values.into_column()).unwrap();
    let people = df!(
        "publisher" => same("mx-conapo", 3),
        "dataset" => ["poblacion-estatal", "poblacion-estatal", "poblacion-municipal"],
        "edition" => same("2023", 3),
        "jurisdiction_code" => ["23", "23", "23001"],
        "year" => [2019, 2024, 2019],
        "population" => [1_000_i64, 2_000, 100],
    )
    .unwrap();
    BTreeMap::from([("price_index".to_owned(), prices), ("population".to_owned(), people)])
}

fn compared(rows: &[Spent], tables: &BTreeMap<String, DataFrame>, base_year: i32) -> Comparable {
    let prices = Prices { base_year, index: "INPC".to_owned() };
    comparable(Schema::embedded(), spending(rows), tables, Some(&prices)).unwrap()
}

fn numbers(compared: &Comparable, column: &str) -> Vec<Option<i64>> {
    let column = compared.spending.column(column).unwrap().cast(&DataType::Int64).unwrap();
    column.i64().unwrap().iter().collect()
}

fn said(compared: &Comparable) -> Vec<String> {
    let said = |finding: &Finding| {
        let year = finding.fiscal_year.map_or("none".to_owned(), |year| year.to_string());
        let found = finding.found.as_deref().unwrap_or("nothing");
        format!("{} {} {year}: {found}, {} rows", finding.rule_code, finding.dataset, finding.occurrences)
    };
    compared.findings.iter().map(said).collect()
}

#[test]
fn a_whole_year_of_a_government_is_told_in_constant_pesos_and_by_head() {
    let compared = compared(&[("23", "government", 2019, "2019", "final", Some(5_000))], &tables(), 2023);
    assert_eq!(numbers(&compared, "approved_real"), [Some(625_000)]);
    assert_eq!(numbers(&compared, "price_base_year"), [Some(2023)]);
    assert_eq!(numbers(&compared, "approved_per_capita"), [Some(500)], "in current pesos");
    assert_eq!(numbers(&compared, "population"), [Some(1_000)]);
    assert_eq!(numbers(&compared, "accrued_real"), [None]);
    assert!(compared.findings.is_empty());
}

#[test]
fn parts_of_a_year_and_of_a_government_are_not_compared() {
    let rows = [
        ("23", "government", 2019, "2019-Q4", "partial", Some(1)),
        ("23", "government", 2019, "2019", "partial", Some(1)),
        ("23", "entity", 2019, "2019", "final", Some(1)),
    ];
    let compared = compared(&rows, &tables(), 2023);
    for column in ["approved_real", "price_base_year", "approved_per_capita", "population"] {
        assert_eq!(numbers(&compared, column), [None; 3], "{column}");
    }
    assert!(compared.findings.is_empty());
}

#[test]
fn a_year_outside_a_series_is_null_with_one_finding_whatever_the_rows() {
    let rows = [
        ("23", "government", 2024, "2024", "final", Some(1)),
        ("23001", "government", 2024, "2024", "final", Some(1)),
        ("23001", "government", 2024, "2024", "final", None),
        ("23", "government", 2026, "2026", "approved", Some(1)),
    ];
    let compared = compared(&rows, &tables(), 2023);
    assert_eq!(numbers(&compared, "approved_real"), [None; 4]);
    assert_eq!(numbers(&compared, "price_base_year"), [None; 4]);
    assert_eq!(numbers(&compared, "population"), [Some(2_000), None, None, None]);
    let expected = [
        "F050 inpc 2024: 3, 2 rows",
        "F050 inpc 2026: 0, 1 rows",
        "F051 poblacion-municipal 2024: 1, 2 rows",
        "F051 poblacion-estatal 2026: 1, 1 rows",
    ];
    assert_eq!(said(&compared), expected);
    assert!(compared.findings.iter().all(|finding| finding.severity == "note" && !finding.finding_id.is_empty()));
}

#[test]
fn the_federation_has_no_population_and_that_is_no_gap() {
    let compared = compared(&[("00", "government", 2019, "2019", "final", Some(8))], &tables(), 2023);
    assert_eq!(numbers(&compared, "approved_real"), [Some(1_000)]);
    assert_eq!(numbers(&compared, "approved_per_capita"), [None]);
    assert!(compared.findings.is_empty(), "{:?}", said(&compared));
}

#[test]
fn a_series_that_is_not_there_is_told_once() {
    let rows =
        [("23", "government", 2019, "2019", "final", Some(1)), ("23", "government", 2024, "2024", "final", Some(1))];
    let without = compared(&rows, &BTreeMap::new(), 2023);
    let expected = ["F050 funcional-estatal none: 0, 2 rows", "F051 funcional-estatal none: 1, 2 rows"];
    assert_eq!(said(&without), expected);
    // Nor is any year told in pesos of a year that the index does not cover.
    let base = compared(&rows, &tables(), 2024);
    assert_eq!(numbers(&base, "approved_real"), [None, None]);
    assert_eq!(said(&base), ["F050 inpc 2024: 3, 2 rows"]);
}

#[test]
fn without_a_base_year_nothing_is_deflated_and_nothing_is_missing() {
    let rows = [("23", "government", 2019, "2019", "final", Some(5_000))];
    let compared = comparable(Schema::embedded(), spending(&rows), &tables(), None).unwrap();
    assert_eq!(numbers(&compared, "approved_real"), [None]);
    assert_eq!(numbers(&compared, "approved_per_capita"), [Some(500)]);
    assert!(compared.findings.is_empty());
}

#[test]
fn an_amount_at_the_limit_is_not_told_in_pesos_that_no_amount_can_hold() {
    let limit = Money::MAX.centavos() / 100;
    let compared = compared(&[("23", "government", 2019, "2019", "final", Some(limit))], &tables(), 2023);
    assert_eq!(numbers(&compared, "approved_real"), [None]);
    assert_eq!(said(&compared), ["F052 funcional-estatal 2019: nothing, 1 rows"]);
}
