//! Every case of every rule, through the real code: what must be found is found, and what is right is left alone.
//!
//! A case of tables is held against their schemas and then validated, as `erario validate` and a run do. A case of
//! files becomes a project with one pipeline, and the command runs it. What all cases would say alike is filled in here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use erario_model::{Case, Expect, Finding, Rule, Schema, Table};
use erario_validate::personal;
use polars::prelude::*;

use crate::support::{Project, repository};

/// What a row says unless its case says otherwise.
const ROW: [(&str, &str); 15] = [
    ("publisher", "mx-ejemplo"),
    ("dataset", "cuenta"),
    ("edition", "2024"),
    ("government_level", "state"),
    ("jurisdiction_code", "23"),
    ("jurisdiction_name", "Quintana Roo"),
    ("coverage", "government"),
    ("fiscal_year", "2024"),
    ("is_cumulative", "false"),
    ("account_status", "final"),
    ("amount_basis", "gross"),
    ("source_id", "mx-ejemplo/cuenta/2024@1"),
    ("trust", "ok"),
    ("code", "-"),
    ("name", "-"),
];

/// Columns that say where a row stands in its classification; `_level` is a number.
const HIDDEN: [&str; 3] = ["_level", "_node", "_parent"];

#[test]
fn every_case_of_every_rule_is_found_or_left_alone() {
    let mut wrong = Vec::new();
    for rule in Schema::embedded().rules.iter() {
        for case in cases(rule) {
            let told = codes(&case).unwrap_or_else(|said| vec![said]);
            let own = told.iter().filter(|code| **code == rule.code).count();
            let holds = match case.expect {
                Expect::Finding => own > 0,
                Expect::Nothing => own == 0 && told.iter().all(|code| code.len() == rule.code.len()),
            };
            if !holds {
                wrong.push(format!("{}, {}: {own} findings of it among {told:?}", rule.code, case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_test_that_plays_a_rule_is_there() {
    let named = |rule: &'static Rule| Some((rule, rule.played_by.as_deref()?));
    for (rule, test) in Schema::embedded().rules.iter().filter_map(named) {
        let (file, function) = test.split_once("::").unwrap_or_else(|| panic!("{}: {test}", rule.code));
        let text = fs::read_to_string(repository().join(file)).unwrap_or_else(|_| panic!("{}: {file}", rule.code));
        let is_test = text.split("#[test]").skip(1).any(|part| part.contains(&format!("fn {function}()")));
        assert!(is_test, "{}: no test {function} in {file}", rule.code);
    }
}

#[test]
fn every_file_of_a_rule_is_in_the_catalogue() {
    let files = fs::read_dir(repository().join("schemas/rules")).unwrap();
    let found: BTreeSet<String> =
        files.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let known: BTreeSet<String> = Schema::embedded().rules.iter().map(Rule::file_name).collect();
    assert_eq!(found, known);
}

/// The cases of a rule as they stand in its file now, so that one can be mended without building everything anew.
fn cases(rule: &Rule) -> Vec<Case> {
    let path = repository().join(format!("schemas/rules/{}.toml", rule.file_name()));
    let rule: Rule = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    rule.cases
}

/// The codes of all findings about a case, or what the command said where it could not read the case.
fn codes(case: &Case) -> Result<Vec<String>, String> {
    let findings = if case.files.is_empty() { of_tables(case) } else { of_files(case)? };
    Ok(findings.into_iter().map(|finding| finding.rule_code).collect())
}

fn of_tables(case: &Case) -> Vec<Finding> {
    let schema = Schema::embedded();
    let mut findings = Vec::new();
    let mut frames = |texts: &BTreeMap<String, String>| -> BTreeMap<String, DataFrame> {
        texts.iter().map(|(name, csv)| (name.clone(), frame(name, csv, &mut findings))).collect()
    };
    let (tables, superseded) = (frames(&case.tables), frames(&case.superseded));
    findings.extend(erario_validate::validate(schema, &tables, &superseded).unwrap().findings);
    findings.extend(erario_validate::compare(schema, &tables).unwrap().findings);
    findings.extend(erario_validate::unknown_figures(schema, &tables, &superseded));
    for (name, rows) in &tables {
        findings.extend(personal::in_table(schema, name, rows).unwrap());
    }
    findings
}

/// The table of a case as the rules see it, typed and with its hidden columns.
fn frame(name: &str, text: &str, findings: &mut Vec<Finding>) -> DataFrame {
    let schema = Schema::embedded();
    let table = schema.table(name).unwrap_or_else(|| panic!("there is no table {name}"));
    let rows = filled_in(table, text);
    let header: Vec<&str> = rows[0].keys().map(String::as_str).collect();
    for column in header.iter().filter(|column| !HIDDEN.contains(column)) {
        assert!(table.field(column).is_some(), "{name} has no {column}");
    }
    let names: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    let cells =
        |name: &String| rows.iter().map(|row| Some(row[name].clone()).filter(|cell| !cell.is_empty())).collect();
    let columns: Vec<Vec<Option<String>>> = names.iter().map(cells).collect();
    let (mut frame, told) = erario_release::typed_table(table, &names, &columns, &schema.rules).unwrap();
    findings.extend(told);
    for column in HIDDEN.into_iter().filter(|column| header.contains(column)) {
        let cells: Vec<Option<&str>> =
            rows.iter().map(|row| Some(row[column].as_str()).filter(|cell| !cell.is_empty())).collect();
        let column: PlSmallStr = column.into();
        let filled = match column.as_str() {
            "_level" => {
                let levels = cells.into_iter().map(|cell| cell.map(|cell| cell.parse().unwrap()));
                Column::new(column, levels.collect::<Vec<Option<i64>>>())
            }
            _ => Column::new(column, cells),
        };
        frame.with_column(filled).unwrap();
    }
    frame
}

/// The rows of a case, with what every row says and with every column that the table requires.
fn filled_in(table: &Table, text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut rows = Vec::new();
    for (place, record) in reader.records().enumerate() {
        let record = record.unwrap();
        let mut row: BTreeMap<String, String> =
            table.required.iter().map(|name| (name.clone(), String::new())).collect();
        for (column, value) in ROW.iter().filter(|(column, _)| table.field(column).is_some()) {
            row.insert((*column).to_owned(), (*value).to_owned());
        }
        if table.field("source_row").is_some() {
            row.insert("source_row".to_owned(), (place + 2).to_string());
        }
        row.extend(header.iter().zip(&record).map(|(column, cell)| (column.to_owned(), cell.to_owned())));
        if table.field("period").is_some() && row.get("period").is_none_or(String::is_empty) {
            row.insert("period".to_owned(), row["fiscal_year"].clone());
        }
        rows.push(row);
    }
    rows
}

fn of_files(case: &Case) -> Result<Vec<Finding>, String> {
    let project = Project::with(&[]);
    let (file, dataset, text) = match (&case.pipeline, &case.accounts) {
        (Some(pipeline), None) => ("cuenta.toml", "cuenta".to_owned(), pipeline_of(case, pipeline)),
        (None, Some(accounts)) => {
            let table: toml::Table = accounts.parse().unwrap();
            let shape = table["tables"][0].as_str().unwrap().to_owned();
            ("accounts.toml", shape, format!("{ACCOUNTS}{accounts}\n"))
        }
        _ => panic!("{}: a case of files has a pipeline file or an accounts file", case.name),
    };
    fs::create_dir_all(project.path("pipelines/mx-ejemplo")).unwrap();
    fs::write(project.path(format!("pipelines/mx-ejemplo/{file}")), text).unwrap();
    for (edition, text) in &case.files {
        let folder = project.path(format!("data-samples/mx-ejemplo/{dataset}/{edition}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("case.csv"), text).unwrap();
        fs::write(folder.join("sample.toml"), SAMPLE).unwrap();
    }
    let run = project.erario("run --samples --quiet --json");
    if ![0, 1, 3].contains(&run.code) {
        return Err(run.stderr);
    }
    let of_code = |code: &str| Finding { rule_code: code.to_owned(), ..Finding::default() };
    if project.path("out/latest").exists() {
        return Ok(project.latest().rows("finding").map(|finding| of_code(&finding["rule_code"])).collect());
    }
    let told = run.json();
    let held = told["held_findings"].as_array().unwrap();
    Ok(held.iter().map(|finding| of_code(finding["rule_code"].as_str().unwrap())).collect())
}

/// The pipeline file of a case with what all of them say.
fn pipeline_of(case: &Case, text: &str) -> String {
    let editions: String = match text.contains("[[edition]]") {
        true => String::new(),
        false => case.files.keys().map(|edition| format!("[[edition]]\nid = \"{edition}\"\n\n")).collect(),
    };
    format!("{PIPELINE}{editions}{text}\n")
}

const PIPELINE: &str = r#"title_es = "Una cuenta de ejemplo"
title_en = "An account made up"

[publisher]
name = "Un gobierno"

[licence]
id = "CC0-1.0"
title = "CC0 1.0"
url = "https://creativecommons.org/publicdomain/zero/1.0/"
attribution = "Nobody's figures"

[decode]
format = "csv"
encoding = "utf-8"

"#;

const ACCOUNTS: &str = r#"title_es = "Instituto de Prueba"
title_en = "An institute made up"
publisher = { name = "Instituto de Prueba", url = "https://example.org" }
licence = { id = "CC0-1.0", title = "CC0 1.0", url = "https://example.org", attribution = "Nobody" }
government_level = "state"
jurisdiction_code = "23"
entity = { code = "prueba", name = "Instituto de Prueba" }
names = ["Instituto de Prueba"]
editions = ["2025-1T"]
"#;

const SAMPLE: &str = r#"file = "case.csv"
retrieved_at = "2026-11-01T00:00:00Z"
real = "Nothing."
invented = "everything"
"#;
