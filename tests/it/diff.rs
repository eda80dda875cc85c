//! `erario diff` and `CHANGES.md`: what changed, and whose doing it was.

use std::fs::{self, File};
use std::path::Path;

use insta::assert_snapshot;
use parquet::file::reader::{FileReader, SerializedFileReader};
use regex::Regex;
use serde_json::{Value, json};

use crate::support::{EAEPE, LDF, Project};

/// One quarter after the other of one body.
fn with_first_quarter() -> Project {
    let project = Project::of_quarters();
    project.add(EAEPE, "2018-1T", "01-15", "Clave,Aprobado,Devengado\n1100,700.00,170.00\n2200,150.00,30.25\n");
    project.erario("run --offline --quiet").ended(0);
    project
}

fn second_quarter(project: &Project, day: &str, accrued: &str) {
    let text = format!("Clave,Aprobado,Devengado\n1100,700.00,{accrued}\n2200,150.00,60.25\n");
    project.add(EAEPE, "2018-2T", day, &text);
    project.erario("run --offline --quiet").ended(0);
}

/// What the newest release says of the one before it.
fn told(project: &Project) -> String {
    let page = fs::read_to_string(project.path("out/latest/CHANGES.md")).unwrap();
    Regex::new("-[0-9a-f]{12}`").unwrap().replace_all(&page, "…`").into_owned()
}

fn diff(project: &Project, arguments: &str) -> Value {
    project.erario(format!("diff --json{arguments}").as_str()).ended(0).json()
}

/// Sums of facts that moved: phase, before, after, cause.
fn moved(diff: &Value) -> Vec<Value> {
    let totals = diff["totals"].as_array().unwrap().iter().filter(|total| total["table"] == "spending_by_object");
    let mut moved: Vec<Value> =
        totals.map(|total| json!([total["phase"], total["before"], total["after"], total["cause"]])).collect();
    moved.sort_by_key(ToString::to_string);
    moved
}

/// Rows of `changes.parquet`: change, cause, key, field, before, after, difference in centavos.
fn changes(path: &Path) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let wanted = ["change", "cause", "row_key", "field", "before", "after", "difference"];
    let row = |row: parquet::record::Row| -> Vec<String> {
        let cells = row.get_column_iter().filter(|(name, _)| wanted.contains(&name.as_str()));
        cells.map(|(_, cell)| cell.to_string().replace('"', "")).collect()
    };
    assert_eq!(reader.get_row_iter(None).unwrap().next().map_or(0, |row| row.unwrap().len()), 17, "columns");
    reader.get_row_iter(None).unwrap().map(|found| row(found.unwrap())).collect()
}

#[test]
fn the_first_release_has_none_to_compare_with() {
    let project = with_first_quarter();
    assert_snapshot!("first", told(&project));
    let said = project.erario("diff").ended(2).stderr;
    assert!(said.contains("no release before it is listed"), "{said}");
}

#[test]
fn a_later_cut_takes_the_place_of_the_one_before_and_corrects_nothing() {
    let project = with_first_quarter();
    second_quarter(&project, "02-15", "340.00");
    assert_snapshot!("next_cut", told(&project));
    let diff = diff(&project, "");
    assert_eq!(moved(&diff), [json!(["accrued", "200.25", "400.25", "publisher"])]);
    let facts = diff["tables"].as_array().unwrap().iter().find(|table| table["table"] == "spending_by_object").unwrap();
    assert_eq!(json!([facts["added"], facts["removed"], facts["amounts_changed"]]), json!([0, 0, 2]));
}

#[test]
fn what_a_publisher_restates_is_told_apart_from_what_our_method_changes() {
    let project = with_first_quarter();
    second_quarter(&project, "02-15", "340.00");
    second_quarter(&project, "03-15", "345.50");
    assert_snapshot!("restated", told(&project));
    assert_eq!(moved(&diff(&project, "")), [json!(["accrued", "400.25", "405.75", "publisher"])]);
    let found = changes(&project.path("out/latest/changes.parquet"));
    let accrued: Vec<_> = found.iter().filter(|row| row[3] == "accrued").collect();
    let key = "{coverage:entity,object_concept_code:1100}";
    assert_eq!(accrued, [&["changed", "publisher", key, "accrued", "340.00", "345.50", "5.50"]]);
    // The same files, read in another unit.
    project.edit(format!("pipelines/{EAEPE}.toml"), "unit = \"pesos\"", "unit = \"thousands\"");
    project.erario("run --offline --quiet").ended(0);
    let method = moved(&diff(&project, ""));
    assert_eq!(
        method,
        [json!(["accrued", "405.75", "405750.00", "method"]), json!(["approved", "850.00", "850000.00", "method"]),]
    );
    assert!(told(&project).contains("## Lo que cambió por nuestro método"), "{}", told(&project));
}

#[test]
fn a_body_that_is_written_otherwise_is_the_same_body() {
    let project = with_first_quarter();
    project.edit(format!("pipelines/{EAEPE}.toml"), "entity_name = \"Un instituto\"", "entity_name = \"Instituto\"");
    project.erario("run --offline --quiet").ended(0);
    let diff = diff(&project, "");
    assert_eq!(diff["totals"], json!([]));
    let facts = diff["tables"].as_array().unwrap().iter().find(|table| table["table"] == "spending_by_object").unwrap();
    assert_eq!(json!([facts["added"], facts["removed"], facts["other_changed"]]), json!([0, 0, 2]));
}

#[test]
fn a_dataset_that_is_read_no_more_is_no_restatement() {
    let project = Project::with_quarters();
    project.erario("run --offline --quiet").ended(0);
    fs::remove_file(project.path(format!("pipelines/{LDF}.toml"))).unwrap();
    project.erario("run --offline --quiet").ended(0);
    let gone = diff(&project, "");
    let causes: Vec<&Value> = gone["totals"].as_array().unwrap().iter().map(|total| &total["cause"]).collect();
    assert!(!causes.is_empty() && causes.iter().all(|cause| **cause == "dataset"), "{causes:?}");
    assert!(gone["files_removed"].as_array().unwrap().iter().all(|file| file["dataset"] == LDF));
}

#[test]
fn swapped_releases_swap_what_is_told() {
    let project = with_first_quarter();
    second_quarter(&project, "02-15", "340.00");
    let releases = project.erario("releases --json").ended(0).json();
    let [first, second] = [0, 1].map(|place| releases["releases"][place]["id"].as_str().unwrap().to_owned());
    let (there, back) = (diff(&project, &format!(" {first} {second}")), diff(&project, &format!(" {second} {first}")));
    assert_eq!(there["files_added"], back["files_removed"]);
    let swapped = |table: &Value| {
        json!([table["table"], table["removed"], table["added"], table["amounts_changed"], table["other_changed"]])
    };
    let as_is = |table: &Value| {
        json!([table["table"], table["added"], table["removed"], table["amounts_changed"], table["other_changed"]])
    };
    let all = |diff: &Value, of: &dyn Fn(&Value) -> Value| -> Vec<Value> {
        diff["tables"].as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(all(&there, &as_is), all(&back, &swapped));
    for (one, other) in moved(&there).iter().zip(moved(&back)) {
        assert_eq!((&one[1], &one[2]), (&other[2], &other[1]));
    }
    // A release against itself says nothing.
    let same = diff(&project, &format!(" {first} {first} --exit-code"));
    assert_eq!(json!([same["tables"], same["totals"], same["findings"]]), json!([[], [], []]));
    project.erario(&format!("diff {first} {second} --exit-code --json")).ended(5);
}

#[test]
fn what_is_no_release_is_refused_and_what_is_damaged_is_named() {
    let project = with_first_quarter();
    second_quarter(&project, "02-15", "340.00");
    let hidden = Regex::new("[0-9]{4}-[0-9-]{5}\\.[0-9]+-[0-9a-f]{12}").unwrap();
    fs::create_dir(project.path("empty")).unwrap();
    let releases = project.erario("releases --json").ended(0).json();
    let first = releases["releases"][0]["id"].as_str().unwrap();
    fs::write(project.path(format!("out/{first}/parquet/spending_by_object.parquet")), "no table").unwrap();
    let said = [
        project.erario("diff empty").ended(10).stderr,
        project.erario("diff nowhere").ended(2).stderr,
        project.erario("diff").ended(12).stderr,
        project.erario(&format!("diff {first}")).ended(12).stderr,
    ];
    assert_snapshot!("refused", hidden.replace_all(&project.shown(&said.concat()), "[release]"));
    // Somebody moved it elsewhere: the next release appears all the same, and says so.
    fs::remove_dir_all(fs::canonicalize(project.path("out/latest")).unwrap()).unwrap();
    second_quarter(&project, "03-15", "350.00");
    assert!(told(&project).contains("no se comparó"), "{}", told(&project));
}
