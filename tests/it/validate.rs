//! `erario validate`: any CSV or Parquet file against a table of the schema, ours or not.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Project, Run};

const ONE: &str = "ojos-al-gasto/funcional-estatal";
const TABLE: &str = "out/latest/csv/spending_by_function.csv";

/// The table of a released sample, changed, and what is said of it.
fn told(change: impl FnOnce(String) -> String) -> Run {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let text = fs::read_to_string(project.path(TABLE)).unwrap();
    fs::write(project.path("mine.csv"), change(text)).unwrap();
    project.erario("validate mine.csv --schema spending_by_function")
}

#[test]
fn a_released_table_holds_as_csv_and_as_parquet() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let csv = project.erario(&format!("validate {TABLE} --schema spending_by_function")).ended(0);
    let parquet =
        project.erario("validate out/latest/parquet/spending_by_function.parquet --schema spending_by_function");
    assert!(csv.stdout.contains("284 rows"), "{}", csv.stdout);
    assert_eq!(parquet.ended(0).stdout, csv.stdout);
}

#[test]
fn every_released_table_fits_its_own_schema() {
    let project = Project::new();
    project.run_samples(0);
    for entry in fs::read_dir(project.path("out/latest/csv")).unwrap() {
        let path = entry.unwrap().path();
        let table = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let run = project.erario(&format!("validate out/latest/csv/{table}.csv --schema {table} --json")).ended(0);
        for finding in run.json()["findings"].as_array().unwrap() {
            // Rules about the figures (F) may well speak; the types, codes and ranges (S) must hold.
            assert!(finding["rule_code"].as_str().unwrap().starts_with('F'), "{table}: {finding}");
        }
    }
}

#[test]
fn a_bad_table_is_told_cell_by_cell() {
    let run = told(|text| {
        let lines: Vec<&str> = text.lines().collect();
        let mut cells: Vec<String> = lines[1].split(',').map(str::to_owned).collect();
        let place = |name: &str| lines[0].split(',').position(|column| column.trim_matches('"') == name).unwrap();
        cells[place("approved")] = "12,5".replace(',', ";");
        cells[place("fiscal_year")] = "1492".to_owned();
        cells[place("jurisdiction_code")] = "99".to_owned();
        cells[place("government_level")] = "kingdom".to_owned();
        format!("{}\n{}\n", lines[0], cells.join(","))
    });
    assert_snapshot!(run.stdout);
}

#[test]
fn a_table_without_a_required_column_is_refused() {
    assert_snapshot!(told(|text| text.replacen("jurisdiction_code", "state", 1)).ended(2).stderr);
}

#[test]
fn a_file_that_is_no_csv_is_refused() {
    assert_snapshot!(told(|text| text.replacen('\n', "\nonly,three,cells\n", 1)).ended(2).stderr);
}

#[test]
fn a_parquet_file_that_is_cut_short_is_refused() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let bytes = fs::read(project.path("out/latest/parquet/spending_by_function.parquet")).unwrap();
    fs::write(project.path("mine.parquet"), &bytes[..bytes.len() / 2]).unwrap();
    let run = project.erario("validate mine.parquet --schema spending_by_function").ended(2);
    assert!(run.stderr.contains("no valid Parquet") && run.stderr.contains("hint:"), "{}", run.stderr);
}

#[test]
fn an_unknown_table_is_told_with_the_known_ones() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let run = project.erario(&format!("validate {TABLE} --schema spending")).ended(2);
    assert!(run.stderr.contains("spending_by_function"), "{}", run.stderr);
}
