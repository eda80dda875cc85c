//! Each verb on a few rows.

use std::collections::BTreeMap;

use erario_model::{Changes, DateForm, Level, Rank};
use polars::prelude::*;

use super::{LEVEL, NODE, ONLY_TOTAL, PARENT, SOURCE_ROW, Work, columns, dates, levels, nest, route};

/// Rows of text, from the second record on.
fn work(columns: &[(&str, &[&str])]) -> Work {
    let height = columns[0].1.len();
    let rows: Vec<i64> = (2..).take(height).collect();
    let text = columns.iter().map(|(name, cells)| {
        let cells: StringChunked = cells.iter().map(|cell| Some(*cell).filter(|cell| !cell.is_empty())).collect();
        cells.with_name((*name).into()).into_column()
    });
    let frame =
        DataFrame::new(height, [Column::new(SOURCE_ROW.into(), rows)].into_iter().chain(text).collect()).unwrap();
    Work {
        published: frame.clone(),
        frame,
        part: None,
        headers: BTreeMap::new(),
        aside: Vec::new(),
        label_records: 0,
        row_notes: Vec::new(),
        odd_cells: Vec::new(),
        corrected: BTreeMap::new(),
        changes: Changes::default(),
    }
}

/// The cells of a column, `""` where it is null.
fn cells(work: &Work, column: &str) -> Vec<String> {
    work.text(column).unwrap().iter().map(|cell| cell.unwrap_or_default().to_owned()).collect()
}

/// Row, rule, field and what was found of each row that is set aside.
fn aside(work: &Work) -> Vec<(i64, &str, &str, &str)> {
    work.aside.iter().map(|row| (row.source_row, row.rule, row.field.as_str(), row.found.as_str())).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_row_that_says_something_unexpected_is_set_aside() {
    let mut work = work(&[("unit", &["Pesos", "Miles", "", "pesos"])]);
    columns::expect(&mut work, "unit", &owned(&["Pesos"])).unwrap();
    assert_eq!(cells(&work, "unit"), ["Pesos"]);
    let rule = "unexpected-value";
    assert_eq!(aside(&work), [(3, rule, "unit", "Miles"), (4, rule, "unit", ""), (5, rule, "unit", "pesos")]);
}

#[test]
fn only_a_float_without_decimals_becomes_whole() {
    let mut work = work(&[("code", &["32302.0", "007", "1.5", ".0", "A.0", "12.00"])]);
    columns::whole(&mut work, &owned(&["code"])).unwrap();
    assert_eq!(cells(&work, "code"), ["32302", "007", "1.5", ".0", "A.0", "12.00"]);
}

#[test]
fn columns_are_emptied_where_another_does_not_fit_whole() {
    let mut work = work(&[("state", &["23", "34", "230"]), ("name", &["Quintana Roo", "No distribuible", "x"])]);
    columns::null_unless(&mut work, &owned(&["state", "name"]), "state", "[0-2][0-9]|3[0-2]").unwrap();
    assert_eq!(cells(&work, "state"), ["23", "", ""]);
    assert_eq!(cells(&work, "name"), ["Quintana Roo", "", ""]);
}

#[test]
fn the_first_that_is_there_is_taken_and_else_what_is_declared() {
    let mut work = work(&[("a", &["1", "", ""]), ("b", &["2", "3", ""])]);
    let both = owned(&["a", "b"]);
    columns::coalesce_into(&mut work, &both, Some("-"), "c").unwrap();
    columns::coalesce_into(&mut work, &both, None, "d").unwrap();
    assert_eq!((cells(&work, "c"), cells(&work, "d")), (owned(&["1", "3", "-"]), owned(&["1", "3", ""])));
}

#[test]
fn d22_a_date_that_is_not_written_as_declared_is_null_and_told() {
    let mut work = work(&[("asked", &["03/04/2025", "2025-04-03", "31/02/2025", "3/4/25", ""])]);
    dates::read(&mut work, "asked", &[DateForm::DayMonthYear], "asked_on").unwrap();
    assert_eq!(cells(&work, "asked_on"), ["2025-04-03", "", "", "", ""]);
    let told: Vec<(i64, &str)> = work.odd_cells.iter().map(|odd| (odd.source_row, odd.found.as_str())).collect();
    assert_eq!(told, [(3, "2025-04-03"), (4, "31/02/2025"), (5, "3/4/25")]);
    assert!(work.odd_cells.iter().all(|odd| odd.rule == "not-a-date" && odd.expected == "dd/mm/aaaa"));
}

#[test]
fn days_are_counted_between_two_known_days_in_order() {
    let mut work = work(&[
        ("from", &["2024-02-28", "2024-02-28", "2024-02", "2024-03-02"]),
        ("to", &["2024-03-01", "2024-02-28", "2024-03-01", "2024-03-01"]),
    ]);
    dates::days(&mut work, "from", "to", "days").unwrap();
    assert_eq!(cells(&work, "days"), ["2", "0", "", ""]);
}

#[test]
fn an_amount_goes_to_the_column_of_its_moment() {
    let mut work =
        work(&[("moment", &["Recaudado", "Pagado", "Estimado", "Pagado"]), ("value", &["10", "20", "30", ""])]);
    let moments = [("collected", "Recaudado"), ("paid", "Pagado")];
    let moments = moments.map(|(amount, word)| (amount.to_owned(), word.to_owned())).into();
    route::apply(&mut work, "moment", "value", &moments).unwrap();
    assert_eq!(cells(&work, "collected"), ["10", "", ""]);
    assert_eq!(cells(&work, "paid"), ["", "20", ""]);
    assert_eq!(aside(&work), [(4, "unknown-level", "moment", "Estimado")]);
}

/// Year, depth and name of the rows of two hierarchies, one behind the other.
fn nested() -> Work {
    let mut work = work(&[
        ("year", &["2020", "2020", "2020", "2020", "2020", "2021", "2021"]),
        ("depth", &["Tema", "Capítulo", "Concepto", "Concepto", "Capítulo", "Capítulo", "Tema"]),
        ("name", &["Egresos", "Servicios", "Otros", "Luz", "Obras", "Obras", "Ingresos"]),
    ]);
    let rank = |says: &str, into: &str| Rank { says: says.to_owned(), into: Some(into.to_owned()) };
    let ranks = [rank("Tema", "theme"), rank("Capítulo", "chapter"), rank("Concepto", "concept")];
    nest::apply(&mut work, "depth", "name", &ranks, &owned(&["year"])).unwrap();
    work
}

#[test]
fn a_row_belongs_to_the_nearest_one_above_that_is_less_deep() {
    let work = nested();
    assert_eq!(cells(&work, "theme"), ["Egresos", "Egresos", "Egresos", "Egresos", "Egresos", "", "Ingresos"]);
    assert_eq!(cells(&work, "chapter"), ["", "Servicios", "Servicios", "Servicios", "Obras", "Obras", ""]);
    assert_eq!(cells(&work, "concept"), ["", "", "Otros", "Luz", "", "", ""]);
    let parents = cells(&work, PARENT);
    assert_eq!(parents[..5], ["", "egresos", "egresos/servicios", "egresos/servicios", "egresos"]);
    assert_eq!(parents[5..], ["", ""], "the year before has nothing to do with it");
    assert_eq!(cells(&work, NODE)[2], "egresos/servicios/otros");
    let depths: Vec<Option<i64>> = work.frame.column(LEVEL).unwrap().i64().unwrap().iter().collect();
    assert_eq!(depths, [0, 1, 2, 2, 1, 1, 0].map(Some));
}

#[test]
fn a_word_that_is_no_depth_sets_its_row_aside() {
    let mut work = work(&[("depth", &["Tema", "Rubro"]), ("name", &["Egresos", "Otros"])]);
    let ranks = [Rank { says: "Tema".to_owned(), into: None }];
    nest::apply(&mut work, "depth", "name", &ranks, &[]).unwrap();
    assert_eq!(cells(&work, "name"), ["Egresos"]);
    assert_eq!(aside(&work), [(3, "unknown-level", "depth", "Rubro")]);
}

#[test]
fn what_stands_below_a_row_that_cannot_be_placed_belongs_to_nobody_above_it() {
    let mut work = work(&[
        ("depth", &["Tema", "Capítulo", "Capitulo", "Concepto", "Capítulo", "Tema", "Capítulo"]),
        ("name", &["Egresos", "Servicios", "Obras", "Caminos", "Deuda", "Ingresos", "Impuestos"]),
    ]);
    let rank = |says: &str, into: &str| Rank { says: says.to_owned(), into: Some(into.to_owned()) };
    let ranks = [rank("Tema", "theme"), rank("Capítulo", "chapter"), rank("Concepto", "concept")];
    nest::apply(&mut work, "depth", "name", &ranks, &[]).unwrap();
    assert_eq!(cells(&work, "name"), ["Egresos", "Servicios", "Ingresos", "Impuestos"]);
    let found: Vec<&str> = work.aside.iter().map(|row| row.found.as_str()).collect();
    assert_eq!(found, ["Capitulo", "Concepto", "Capítulo"]);
}

#[test]
fn a_level_that_is_only_a_total_says_so_in_its_rows() {
    let mut work = work(&[("code", &["T", "1", "X"]), ("name", &["Total", "Servicios", "?"])]);
    let level = |code: &str, level, only_total| Level {
        code: code.to_owned(),
        level,
        becomes: code.to_lowercase(),
        parent: None,
        fill: BTreeMap::new(),
        name_into: Some("label".to_owned()),
        only_total,
    };
    levels::apply(&mut work, "code", "name", &[level("T", 0, true), level("1", 1, false)]).unwrap();
    let only: Vec<Option<bool>> = work.frame.column(ONLY_TOTAL).unwrap().bool().unwrap().iter().collect();
    assert_eq!((only, cells(&work, "label")), (vec![Some(true), Some(false)], owned(&["Total", "Servicios"])));
    assert_eq!(aside(&work), [(4, "unknown-level", "code", "X")]);
}
