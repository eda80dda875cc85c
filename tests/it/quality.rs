//! What a release counts of itself: every count is taken again, from the tables alone, and none can be gamed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use erario_model::{Measures, Money, Schema, TableKind};
use insta::assert_snapshot;
use regex::Regex;

use crate::support::{EAEPE, Project, Release, Row, finish};

const ONE: &str = "ojos-al-gasto/funcional-estatal";

fn samples() -> (Project, Release) {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    (project, release)
}

/// Whether a row meets a condition of `evidence_filter`, read as SQL would read it; an empty cell is null.
fn meets(row: &Row, condition: &str) -> bool {
    let is_in = |list: &str, cell: &str| list.split(", ").any(|value| value.trim_matches('\'') == cell);
    let words: Vec<&str> = condition.splitn(3, ' ').collect();
    if let Some(rest) = condition.strip_prefix("concat(';', doubtful_amounts, ';') LIKE '%;") {
        return row["doubtful_amounts"].split(';').any(|amount| amount == rest.trim_end_matches(";%'"));
    }
    if let Some(rest) = condition.strip_prefix("coalesce(") {
        return row[rest.split_once(',').unwrap().0].is_empty();
    }
    let cell = &row[words[0]];
    match (words[1], words[2]) {
        ("IS", "NULL") => cell.is_empty(),
        ("IS", "NOT NULL") => !cell.is_empty(),
        ("=", value) => cell == value.trim_matches('\''),
        ("<>", value) => !cell.is_empty() && cell != value.trim_matches('\''),
        ("IN", list) => is_in(list.trim_matches(['(', ')']), cell),
        ("NOT", list) => !is_in(list.strip_prefix("IN ").unwrap().trim_matches(['(', ')']), cell),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_count_is_the_number_of_rows_that_its_filter_finds() {
    let (_, release) = samples();
    let mut compared = BTreeSet::new();
    for row in release.rows("quality") {
        let conditions: Vec<&str> = row.get("evidence_filter").split(" AND ").collect();
        let evidence = release.rows(row.get("evidence_table"));
        let found = evidence.filter(|row| conditions.iter().all(|condition| meets(row, condition))).count();
        let expected = if &row["quality_measure"] == "days_until_seen" { "1" } else { &row["measured"] };
        assert_eq!(found.to_string(), expected, "{}", &row["evidence_filter"]);
        compared.insert(row.get("quality_measure"));
    }
    let known: BTreeSet<&str> = Measures::embedded().measures.iter().map(|measure| measure.code.as_str()).collect();
    assert_eq!(compared, known);
}

/// Counts by edition and what tells them apart, taken here with no help from the table.
type Counts<'a> = BTreeMap<(&'a str, String), (i64, Option<i64>)>;

fn key<'a>(measure: &'a str, row: &Row, more: &[&str]) -> (&'a str, String) {
    let own = ["publisher", "dataset", "edition"].map(|column| row.get(column));
    (measure, [&own[..], more].concat().join(" "))
}

#[test]
fn counts_of_rows_and_pesos_are_those_of_the_tables() {
    let (_, release) = samples();
    let mut counts = Counts::new();
    let mut pesos: BTreeMap<String, (Money, Money)> = BTreeMap::new();
    let facts = Schema::embedded().tables.iter().filter(|table| table.kind == TableKind::Fact);
    for table in facts {
        for row in release.rows(&table.name) {
            let mut count = |measure, field: &str, is_case: bool| {
                let counted = counts.entry(key(measure, &row, &[&table.name, field])).or_insert((0, Some(0)));
                *counted = (counted.0 + i64::from(is_case), counted.1.map(|all| all + 1));
            };
            count("doubtful_row", "", &row["trust"] == "doubtful");
            count("row_without_record", "", row["source_row"].is_empty());
            count("corrected_row", "", !row["correction_id"].is_empty());
            for field in table.amounts() {
                count("blank", &field.name, row[field.name.as_str()].is_empty());
                count("doubtful_amount", &field.name, row.doubts(&field.name));
                let size = row.money(&field.name).map_or(Money::ZERO, Money::abs);
                let (cases, all) = pesos.entry(key("", &row, &[&table.name, &field.name]).1).or_default();
                *all += size;
                *cases += if row.doubts(&field.name) { size } else { Money::ZERO };
            }
        }
    }
    let of_facts = ["doubtful_row", "row_without_record", "corrected_row", "blank", "doubtful_amount"];
    let mut told = Counts::new();
    for row in release.rows("quality") {
        let (measured, out_of) = (row["measured"].parse().unwrap(), row["out_of"].parse().ok());
        let measure = match row.get("quality_measure") {
            measure @ ("amount_not_given" | "blank_amount") => {
                assert_eq!(measure == "amount_not_given", Some(measured) == out_of, "{}", &row["evidence_filter"]);
                "blank"
            }
            other => other,
        };
        if measure == "doubtful_amount" {
            let (cases, all) = &pesos[&key("", &row, &[&row["table_name"], &row["field"]]).1];
            let said = [row.money("amount_measured"), row.money("amount_out_of")];
            assert_eq!(said, [Some(*cases), Some(*all)], "{}", &row["evidence_filter"]);
        }
        if of_facts.contains(&measure) {
            told.insert(key(measure, &row, &[&row["table_name"], &row["field"]]), (measured, out_of));
        }
    }
    assert_eq!(told, counts);
}

#[test]
fn every_finding_is_counted_once_and_every_edition_has_every_count() {
    let (_, release) = samples();
    let is_finding = |row: &Row| ["finding", "note"].contains(&&row["quality_measure"]);
    let counted: usize =
        release.rows("quality").filter(is_finding).map(|row| row["measured"].parse::<usize>().unwrap()).sum();
    assert_eq!(counted, release.rows("finding").count());
    for row in release.rows("quality").filter(is_finding) {
        let rules: BTreeSet<&str> = row["finding_rules"].split(';').filter(|code| !code.is_empty()).collect();
        assert_eq!(rules.is_empty(), &row["measured"] == "0", "{}", &row["evidence_filter"]);
        assert!(rules.iter().all(|code| row["evidence_filter"].contains(&format!("'{code}'"))));
    }
    let of_files = Measures::embedded().measures.iter().filter(|measure| measure.code.starts_with("file_"));
    let mut expected: Vec<&str> = of_files.map(|measure| measure.code.as_str()).collect();
    expected.extend(["record_set_aside", "cell_set_aside", "silent_change", "finding", "note"]);
    for file in release.rows("source_file") {
        let own = key("", &file, &[]).1;
        let told: BTreeSet<&str> = release
            .rows("quality")
            .filter(|row| key("", row, &[]).1 == own)
            .map(|row| row.get("quality_measure"))
            .collect();
        assert!(expected.iter().all(|measure| told.contains(measure)), "{own}: {told:?}");
    }
}

fn not_published(release: &Release, entity: &str) -> [i64; 2] {
    let is_it = |row: &Row| &row["quality_measure"] == "account_not_published" && &row["entity_code"] == entity;
    let row = release.rows("quality").find(is_it).unwrap();
    ["measured", "out_of"].map(|column| row[column].parse().unwrap())
}

#[test]
fn a_file_that_is_left_out_is_missing_and_takes_no_bad_count_with_it() {
    let (project, before) = samples();
    fs::remove_dir_all(project.path("data-samples/mx-gto-inaeba/ldf-6c")).unwrap();
    fs::remove_dir_all(project.path("data-samples/mx-gto-inaeba/eaepe-funcional")).unwrap();
    project.run_samples(0);
    let after = project.latest();
    let [missing, all] = not_published(&before, "inaeba");
    assert_eq!(not_published(&after, "inaeba"), [missing + 1, all], "the account of 2018 by function");
    let findings = |release: &Release| -> Vec<String> {
        let is_finding = |row: &Row| &row["quality_measure"] == "finding" && &row["dataset"] == "funcional-estatal";
        release.rows("quality").filter(is_finding).map(|row| row["measured"].to_owned()).collect()
    };
    assert_eq!(findings(&before), findings(&after));
}

#[test]
fn days_are_counted_from_the_end_of_the_quarter_and_the_law_gives_thirty() {
    let project = Project::with_quarters();
    project.erario("run --offline --quiet").ended(0);
    let release = project.latest();
    let of = |edition: &str| {
        let is_it = |row: &Row| {
            [&row["quality_measure"], &row["dataset"], &row["edition"]]
                == ["days_until_seen", EAEPE.split_once('/').unwrap().1, edition]
        };
        let row = release.rows("quality").find(is_it).unwrap_or_else(|| panic!("{edition}"));
        [&row["period"], &row["measured"], &row["out_of"]].map(str::to_owned)
    };
    // Taken in on 15 January and 15 April 2019.
    assert_eq!(of("2018-1T"), ["2018-Q1", "290", "30"]);
    assert_eq!(of("2018-4T"), ["2018-Q4", "105", "30"]);
}

#[test]
fn a_file_handed_over_with_its_request_is_told_from_one_without() {
    let project = Project::of_quarters();
    let text = "Clave,Aprobado,Devengado\n1100,1000.00,10.00\n";
    project.add(EAEPE, "2018-1T", "01-15", text);
    fs::write(project.path("second.csv"), text.replace("10.00", "20.00")).unwrap();
    let mut add = crate::support::erario(["add", EAEPE, "second.csv", "--edition", "2018-2T"]);
    add.args(["--from", "Unidad de Transparencia", "--how", "folio 220456721000123"]);
    finish(add.current_dir(project.path(""))).ended(0);
    project.erario("run --offline --quiet").ended(0);
    let release = project.latest();
    let arrivals: Vec<(&str, &str)> =
        release.rows("source_file").map(|row| (row.get("edition"), row.get("arrival"))).collect();
    assert_eq!(arrivals, [("2018-1T", "not_noted"), ("2018-2T", "handed_over")]);
    let is_it = |row: &Row| &row["quality_measure"] == "file_without_reference";
    let counts: Vec<&str> = release.rows("quality").filter(is_it).map(|row| row.get("measured")).collect();
    assert_eq!(counts, ["1", "0"]);
}

#[test]
fn people_read_the_worst_first_in_their_language() {
    let (project, _) = samples();
    let shown = |arguments: &str| {
        let said = project.erario(arguments).ended(0).stdout;
        Regex::new(r"(\.\d+)-[0-9a-f]{12}").unwrap().replace(&said, "$1-[digest]").into_owned()
    };
    assert_snapshot!(shown("quality --lang es"));
    assert_snapshot!(shown(&format!("quality {ONE} --lang en")));
    let json = project.erario(&format!("quality {ONE} --json")).ended(0).json();
    let release = project.latest();
    let of_dataset = |row: &Row| format!("{}/{}", &row["publisher"], &row["dataset"]) == ONE;
    assert_eq!(json["quality"].as_array().unwrap().len(), release.rows("quality").filter(of_dataset).count());

    let readme = fs::read_to_string(project.path("out/latest/README.md")).unwrap();
    let section = &readme[readme.find("## Calidad / Quality").unwrap()..];
    assert_snapshot!(section);
}

#[test]
fn a_dataset_or_release_that_is_not_there_is_told() {
    let project = Project::with(&[ONE]);
    let none = project.erario("quality").ended(10);
    assert!(none.stderr.contains("no release here"), "{}", none.stderr);
    project.run_samples(0);
    let run = project.erario("quality ojos-al-gasto/funcional").ended(2);
    assert_snapshot!(run.stderr, @r"
    error: the release has no dataset `ojos-al-gasto/funcional`
      hint: did you mean `ojos-al-gasto/funcional-estatal`? `erario quality` names those with something wrong
    ");
}

#[test]
fn the_page_explains_every_count_in_both_languages() {
    let page = fs::read_to_string(crate::support::repository().join("docs/concepts/quality.md")).unwrap();
    let (spanish, english) = page.split_once("\n---\n").unwrap();
    for measure in &Measures::embedded().measures {
        let name = format!("`{}`", measure.code);
        assert!(spanish.contains(&name) && english.contains(&name), "{name}");
    }
}
