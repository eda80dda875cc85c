//! `erario validate` with the tables of a release.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Project, Run, csv_files};

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
    let body = |run: &Run| run.stdout.split_once('\n').unwrap().1.to_owned();
    assert_eq!(body(&parquet.ended(0)), body(&csv));
}

#[test]
fn every_released_table_fits_its_own_schema() {
    let project = Project::new();
    project.run_samples(0);
    for path in csv_files(&project.path("out/latest")) {
        let table = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let run = project.erario(&format!("validate out/latest/csv/{table}.csv --schema {table} --json")).ended(0);
        for finding in run.json()["findings"].as_array().unwrap() {
            // Rules about the figures (F) may well speak; the types, codes and ranges (S) must hold.
            assert!(finding["code"].as_str().unwrap().starts_with('F'), "{table}: {finding}");
        }
        // The register of sources is beside each of them.
        assert_eq!(run.json()["unchecked"].as_array().unwrap().len(), 0, "{table}: {}", run.json()["unchecked"]);
    }
}

#[test]
fn a_bad_table_is_told_cell_by_cell() {
    let run = told(|text| {
        let lines: Vec<&str> = text.lines().collect();
        let mut cells: Vec<String> = lines[1].split(',').map(str::to_owned).collect();
        let place = |name: &str| lines[0].split(',').position(|column| column.trim_matches('"') == name).unwrap();
        cells[place("approved")] = "12;5".to_owned();
        cells[place("fiscal_year")] = "1492".to_owned();
        cells[place("jurisdiction_code")] = "99".to_owned();
        cells[place("government_level")] = "kingdom".to_owned();
        format!("{}\n{}\n", lines[0], cells.join(","))
    });
    assert_snapshot!(run.ended(1).stdout);
}

#[test]
fn a_table_without_a_required_column_is_told() {
    assert_snapshot!(told(|text| text.replacen("jurisdiction_code", "state", 1)).ended(1).stdout);
}

#[test]
fn a_source_that_the_register_does_not_have_is_told() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let register = project.path("out/latest/csv/source_file.csv");
    let text = fs::read_to_string(&register).unwrap();
    fs::write(&register, text.lines().next().unwrap().to_owned() + "\n").unwrap();
    let run = project.erario(&format!("validate {TABLE} --schema spending_by_function --json")).ended(1);
    assert_eq!(run.json()["findings"][0]["slug"], "not-referenced");
    assert_eq!(run.json()["findings"][0]["count"], 284);
}

#[test]
fn the_rules_of_accounts_speak_of_a_table_that_fits() {
    let run = told(|text| {
        let lines: Vec<&str> = text.lines().collect();
        let place = lines[0].split(',').position(|column| column.trim_matches('"') == "approved").unwrap();
        let mut cells: Vec<String> = lines[1].split(',').map(str::to_owned).collect();
        cells[place] = "-5.00".to_owned();
        format!("{}\n{}\n", lines[0], cells.join(","))
    });
    assert!(run.stdout.contains("F012 negative-approved"), "{}", run.stdout);
    run.ended(0);
}

#[test]
fn an_unknown_table_is_told_with_the_known_ones() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let run = project.erario(&format!("validate {TABLE} --schema spending")).ended(2);
    assert!(run.stderr.contains("spending_by_function"), "{}", run.stderr);
}
