//! What `erario template` writes, filled in by an officer, is read by the pipelines that expect it; and what an officer
//! may write wrong is told, and never guessed.

use std::fs;

use erario_model::Schema;
use erario_template::{TABLES, Template};
use insta::assert_snapshot;

use crate::support::workbook::{Book, Value};
use crate::support::{Project, Release, repository};

const OBSERVATIONS: &str = "mx-qroo-gobierno-abierto/observaciones";

/// Each table that is filled in by hand, and who reads it.
const READERS: [(&str, &str); 5] = [
    ("indicator", "mx-qroo-sefiplan/indicadores-de-programa"),
    ("commitment", "mx-qroo-gobierno-abierto/compromisos"),
    ("commitment_milestone", "mx-qroo-gobierno-abierto/hitos"),
    ("commitment_program", "mx-qroo-gobierno-abierto/programas-de-compromisos"),
    ("observation", OBSERVATIONS),
];

fn template(table: &str) -> Template<'static> {
    Template::of(Schema::embedded(), table).unwrap()
}

/// Brings a file and releases the dataset alone.
fn released(project: &Project, dataset: &str, name: &str, bytes: &[u8]) -> Release {
    fs::write(project.path(name), bytes).unwrap();
    project.erario(&format!("add {dataset} {name} --edition 2026-4T")).ended(0);
    project.erario(&format!("run {dataset} --offline --quiet")).ended(0);
    project.latest()
}

/// Observations, filled in as text.
fn observed(rows: &[[&str; 8]]) -> (Project, Release) {
    let project = Project::with(&[OBSERVATIONS]);
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let text = template("observation").csv(&rows).unwrap();
    let release = released(&project, OBSERVATIONS, "observaciones.csv", text.as_bytes());
    (project, release)
}

/// Findings of one rule, in Spanish.
fn told(release: &Release, rule: &str) -> String {
    release.findings(rule).map(|finding| format!("{}\n", &finding["message_es"])).collect()
}

#[test]
fn every_table_that_is_filled_in_by_hand_has_a_reader() {
    assert_eq!(READERS.map(|(table, _)| table), TABLES);
}

#[test]
fn the_example_of_each_template_is_released_from_text_and_from_a_workbook() {
    for (table, dataset) in READERS {
        let template = template(table);
        let row: Vec<String> = template.fields.iter().map(|field| field.example.clone().unwrap()).collect();
        let text = template.csv(std::slice::from_ref(&row)).unwrap().into_bytes();
        let book = template.xlsx(std::slice::from_ref(&row)).unwrap();
        for (name, bytes) in [("forma.csv", text), ("forma.xlsx", book)] {
            let project = Project::with(&[dataset]);
            let release = released(&project, dataset, name, &bytes);
            let rows: Vec<_> = release.rows(table).collect();
            assert_eq!(rows.len(), 1, "{dataset} {name}");
            for field in &template.fields {
                assert!(!rows[0][field.name.as_str()].is_empty(), "{dataset} {name}: {}", field.name);
            }
            let findings: Vec<&str> = release.rows("finding").map(|finding| finding.get("rule_code")).collect();
            // Alone, the release holds no figure that somebody could ask about.
            let expected: &[&str] = if table == "observation" { &["F071"] } else { &[] };
            assert_eq!(findings, expected, "{dataset} {name}");
        }
    }
}

#[test]
fn what_the_template_offers_in_a_list_is_what_the_reader_translates() {
    for (table, dataset) in READERS {
        let path = repository().join(format!("pipelines/{dataset}.toml"));
        let pipeline: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
        let none = Vec::new();
        let steps = pipeline.get("step").and_then(toml::Value::as_array).unwrap_or(&none);
        for field in template(table).fields.iter().filter(|field| !field.values.is_empty()) {
            let is_meant = |step: &&toml::Value| {
                step["op"].as_str() == Some("translate") && step["column"].as_str() == Some(&field.name)
            };
            let step = steps.iter().find(is_meant).unwrap_or_else(|| panic!("{dataset}: {}", field.name));
            for (word, code) in field.values_es.iter().zip(&field.values) {
                for spelling in [word.clone(), word.to_lowercase()] {
                    assert_eq!(step["values"][&spelling].as_str(), Some(code.as_str()), "{dataset}: {spelling}");
                }
            }
        }
    }
}

#[test]
fn a_date_cell_of_a_workbook_is_its_day_and_days_are_counted() {
    let text = |cells: &[&str]| cells.iter().map(|cell| Value::from(*cell)).collect::<Vec<_>>();
    let heads: Vec<&str> = template("observation").fields.iter().map(|field| field.title_es.as_str()).collect();
    let mut row =
        text(&["OBS-1", "spending_by_function/23/2024/2.5/approved", "", "¿Cuánto?", "Respondida", "", "", ""]);
    (row[2], row[5]) = (Value::Date(46_056.0), Value::Date(46_070.0));
    let mut book = Book::of([text(&heads), row]);
    book.sheets[0].name = "Datos".to_owned();
    let project = Project::with(&[OBSERVATIONS]);
    let release = released(&project, OBSERVATIONS, "observaciones.xlsx", &book.xlsx());
    let rows: Vec<_> = release.rows("observation").collect();
    let said = ["asked_on", "answered_on", "days_to_answer"].map(|column| rows[0].get(column));
    assert_eq!(said, ["2026-02-03", "2026-02-17", "14"]);
}

#[test]
fn d22_a_date_that_is_not_written_as_declared_is_told_and_never_guessed() {
    let row = |id, asked, answered| [id, "x", asked, "¿Cuánto?", "Abierta", answered, "", ""];
    let (_, release) = observed(&[
        row("OBS-1", "03/04/2026", "04/13/2026"),
        row("OBS-2", "2026-04-03", "13/4/26"),
        row("OBS-3", "pronto", ""),
    ]);
    let dates: Vec<String> =
        release.rows("observation").map(|row| format!("{} {}", &row["asked_on"], &row["answered_on"])).collect();
    assert_eq!(dates, ["2026-04-03 ", "2026-04-03 "], "the third has no date to be released under");
    assert_snapshot!(told(&release, "F070"));
    assert_eq!(release.rows("set_aside").filter(|cell| &cell["rule_code"] == "F070").count(), 3);
}

#[test]
fn a_status_that_the_list_does_not_have_sets_its_row_aside() {
    let row = |id, state| [id, "x", "2026-04-03", "¿Cuánto?", state, "", "", ""];
    let (_, release) = observed(&[row("OBS-1", "Casi"), row("OBS-2", "Abierta")]);
    assert_eq!(release.rows("observation").count(), 1);
    assert_snapshot!(told(&release, "F014"));
}

#[test]
fn a_register_of_which_no_row_can_be_placed_is_held() {
    let project = Project::with(&[OBSERVATIONS]);
    // Its date is told, and the row without one: two findings, one record.
    let row = ["OBS-1", "x", "31/02/2026", "¿Cuánto?", "Abierta", "", "", ""].map(str::to_owned).to_vec();
    fs::write(project.path("o.csv"), template("observation").csv(&[row]).unwrap()).unwrap();
    project.erario(&format!("add {OBSERVATIONS} o.csv --edition 2026-4T")).ended(0);
    let run = project.erario(&format!("run {OBSERVATIONS} --offline --quiet --json")).ended(1);
    assert!(!project.path("out/latest").exists());
    // Nothing is released, so that the command itself tells all that was found.
    let json = run.json();
    let text = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let told = json["held_findings"].as_array().unwrap();
    let mut told: Vec<String> =
        told.iter().map(|found| text(found, "rule_code") + " " + &text(found, "found")).collect();
    told.sort();
    assert_eq!(told, ["F014 ", "F062 1", "F070 31/02/2026"]);
}

#[test]
fn a_figure_that_is_not_there_is_told() {
    let row = |id, figure| [id, figure, "2026-04-03", "¿Cuánto?", "Abierta", "", "", ""];
    let (_, release) = observed(&[
        row("OBS-1", "el gasto en educación"),
        row("OBS-2", "spending_by_function/23/2024/2.5/gastado"),
        row("OBS-3", "spending_by_function/23/2024/2.5/approved"),
    ]);
    assert_eq!(release.rows("observation").count(), 3);
    assert_snapshot!(told(&release, "F071"));
}

#[test]
fn an_answer_before_its_question_is_told_and_not_counted() {
    let (_, release) = observed(&[["OBS-1", "x", "2026-04-03", "¿Cuánto?", "Respondida", "02/04/2026", "", "Tanto"]]);
    assert_eq!(release.rows("observation").map(|row| row["days_to_answer"].to_owned()).collect::<Vec<_>>(), [""]);
    assert_snapshot!(told(&release, "F072"));
}

#[test]
fn a_column_for_the_name_of_who_asks_is_refused() {
    let project = Project::with(&[OBSERVATIONS]);
    let text = template("observation").csv(&[]).unwrap().replace("Pregunta,", "Pregunta,Nombre de quien pregunta,");
    fs::write(project.path("a.csv"), text + "OBS-1,x,2026-04-03,¿Cuánto?,Ana,Abierta,,,\r\n").unwrap();
    project.erario(&format!("add {OBSERVATIONS} a.csv --edition 2026-4T")).ended(0);
    let run = project.erario(&format!("run {OBSERVATIONS} --offline --quiet")).ended(21);
    assert!(run.stderr.contains("unknown column `Nombre de quien pregunta`"), "{}", run.stderr);
}

#[test]
fn a_template_that_nobody_filled_in_is_no_table() {
    let project = Project::with(&[OBSERVATIONS]);
    project.erario("template observation").ended(0);
    project.erario(&format!("add {OBSERVATIONS} observation.xlsx --edition 2026-4T")).ended(0);
    let run = project.erario(&format!("run {OBSERVATIONS} --offline --quiet")).ended(21);
    assert!(run.stderr.contains("a header and no records"), "{}", run.stderr);
}

#[test]
fn a_template_is_written_once_and_where_it_is_asked_for() {
    let project = Project::with(&[]);
    let written = project.erario("template commitment").ended(0);
    assert_eq!(written.stdout, "commitment.xlsx\n");
    let bytes = fs::read(project.path("commitment.xlsx")).unwrap();
    assert_snapshot!(project.erario("template commitment").ended(2).stderr);
    assert_eq!(fs::read(project.path("commitment.xlsx")).unwrap(), bytes);
    let json = project.erario("template commitment_program --format csv --out p.csv --json").ended(0).json();
    assert_eq!((&json["file"], &json["columns"][0]), (&"p.csv".into(), &"commitment_id".into()));
    assert!(fs::read_to_string(project.path("p.csv")).unwrap().contains("Clave del compromiso"));
}

#[test]
fn an_unknown_template_is_told_with_the_nearest_one() {
    let project = Project::with(&[]);
    assert_snapshot!(project.erario("template comitment_milestones").ended(2).stderr);
    assert!(!project.path("comitment_milestones.xlsx").exists());
}
