//! Wide tables, whose headers are years: each cell is a record, in the books and in what is said of it.

use std::collections::BTreeSet;
use std::fs;

use crate::support::workbook::{Book, Value};
use crate::support::{Project, Release, complaint};

const DATASET: &str = "mx-conapo/poblacion-estatal";
const FILE: &str = "data-samples/mx-conapo/poblacion-estatal/2023/conapo_poblacion_entidad.csv";
const PIPELINE: &str = "pipelines/mx-conapo/poblacion-estatal.toml";
/// States and years of the sample.
const CELLS: usize = 6 * 101;

fn run(damage: impl FnOnce(&Project)) -> Release {
    let project = Project::with(&[DATASET]);
    damage(&project);
    project.run_samples(0);
    project.latest()
}

/// How many records one line of the books says.
fn records(release: &Release, line: &str) -> usize {
    let mut lines = release.rows("conservation").filter(|row| &row["measure"] == "records" && &row["line"] == line);
    lines.next().unwrap()["value"].parse().unwrap()
}

fn population(release: &Release, code: &str, year: &str) -> Option<String> {
    let mut rows = release.rows("population").filter(|row| (&row["jurisdiction_code"], &row["year"]) == (code, year));
    rows.next().map(|row| row["population"].to_owned())
}

#[test]
fn each_cell_is_a_record_and_the_books_count_it() {
    let release = run(|_| {});
    assert_eq!(release.rows("population").count(), CELLS);
    assert_eq!(population(&release, "23", "2019").as_deref(), Some("1841470"));
    assert_eq!(
        [records(&release, "read"), records(&release, "facts"), records(&release, "unexplained")],
        [CELLS, CELLS, 0]
    );
    let rows: Vec<&str> = release
        .rows("population")
        .filter(|row| &row["jurisdiction_code"] == "23")
        .map(|row| row.get("source_row"))
        .collect();
    assert!(rows.iter().all(|row| *row == rows[0]), "all years of a state stand in one record of the file");
}

#[test]
fn a_cell_that_is_no_whole_number_is_a_finding_and_kept_under_its_own_year() {
    let release = run(|project| project.edit(FILE, "1841470", "1841470.5"));
    assert_eq!(population(&release, "23", "2019"), None);
    assert!(population(&release, "23", "2018").is_some(), "the other years stand");
    let finding = release.findings("F001").next().unwrap();
    assert_eq!((&finding["field"], &finding["found"]), ("2019", "1841470.5"));
    let aside = release.rows("set_aside").next().unwrap();
    assert_eq!(&aside["cells"], r#"{"ENTIDAD":"Quintana Roo","2019":"1841470.5"}"#);
    assert_eq!([records(&release, "facts"), records(&release, "set_aside")], [CELLS - 1, 1]);
}

#[test]
fn a_blank_cell_makes_no_record_and_is_counted() {
    let release = run(|project| project.edit(FILE, "1841470", ""));
    assert_eq!(population(&release, "23", "2019"), None);
    assert_eq!([records(&release, "read"), records(&release, "blank")], [CELLS - 1, 1]);
    assert_eq!(release.rows("finding").count(), 0);
}

#[test]
fn a_state_that_the_list_does_not_know_is_set_aside_year_by_year() {
    let release = run(|project| project.edit(FILE, "Quintana Roo", "Quintana R."));
    assert_eq!(population(&release, "23", "2019"), None);
    assert_eq!([records(&release, "facts"), records(&release, "set_aside")], [CELLS - 101, 101]);
    // One record of the file, one finding; each of its cells is kept under its own header.
    let told: Vec<&str> = release.findings("F014").map(|finding| finding.get("occurrences")).collect();
    assert_eq!(told, ["101"]);
    let kept: BTreeSet<&str> = release.rows("set_aside").map(|row| row.get("field")).collect();
    assert_eq!(kept.len(), 101);
}

#[test]
fn headers_that_the_pattern_does_not_know_stop_the_dataset() {
    let said = complaint(DATASET, 21, |project| project.edit(FILE, ",2019,", ",2019 p/,"));
    assert!(said.contains("the header has the unknown column `2019 p/`"), "{said}");
    let said = complaint(DATASET, 21, |project| project.edit(FILE, ",2019,", ",2018,"));
    assert!(said.contains("the header names `2018` twice"), "{said}");
    let said = complaint(DATASET, 21, |project| {
        fs::write(project.path(FILE), "ENTIDAD\nQuintana Roo\n").unwrap();
    });
    assert!(said.contains(r"no column of the header matches `\d{4}`"), "{said}");
}

#[test]
fn a_pattern_or_a_column_that_cannot_be_is_refused_before_the_run() {
    for (before, now, expected) in [
        (r"headers = '\d{4}'", r"headers = '\d{4'", "is no regular expression"),
        ("name_into = \"year\"", "name_into = \"state\"", "makes the column `state`, which is there already"),
        ("name_into = \"year\"", "name_into = \"yaer\"", "toml:25: the column `yaer` goes nowhere"),
        ("value_into =", "values_into =", "did you mean `value_into`"),
    ] {
        let said = complaint(DATASET, 2, |project| project.edit(PIPELINE, before, now));
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_correction_says_which_cell_of_the_record_it_mends() {
    let correction = |found: &str| {
        format!(
            "\n[[correction]]\nid = \"a\"\nedition = \"2023\"\nrow = 5\nfound = {found}\nbecomes = {{ population = \
             \"1841471\" }}\nwhy = \"a typo\"\nevidence = \"the printed table\"\n"
        )
    };
    let with = |project: &Project, found: &str| {
        let pipeline = fs::read_to_string(project.path(PIPELINE)).unwrap();
        fs::write(project.path(PIPELINE), pipeline + &correction(found)).unwrap();
    };
    let release = run(|project| with(project, "{ year = \"2019\", population = \"1841470\" }"));
    assert_eq!(population(&release, "23", "2019").as_deref(), Some("1841471"));
    assert_eq!(release.rows("population").filter(|row| &row["correction_id"] == "a").count(), 1);
    let said = complaint(DATASET, 2, |project| with(project, "{ population = \"1841470\" }"));
    assert!(said.contains("does not say which cell of its record it is about"), "{said}");
}

#[test]
fn a_workbook_is_made_long_as_text_is() {
    let release = run(|project| {
        let rows: [Vec<Value>; 4] = [
            vec!["Población".into()],
            vec!["ENTIDAD".into(), Value::Number(2019.0), Value::Number(2020.0)],
            vec!["Quintana Roo".into(), Value::Number(1_841_470.0), Value::Blank],
            vec!["Yucatán".into(), Value::Number(2_281_000.0), Value::Number(2_300_000.0)],
        ];
        fs::write(project.path(FILE), Book::of(rows).xlsx()).unwrap();
        project.edit(
            PIPELINE,
            "format = \"csv\"\nencoding = \"utf-8\"",
            "format = \"workbook\"\nheader = { anchor = \"ENTIDAD\" }",
        );
    });
    assert_eq!(population(&release, "23", "2019").as_deref(), Some("1841470"));
    assert_eq!([records(&release, "read"), records(&release, "facts"), records(&release, "unexplained")], [3, 3, 0]);
}
