//! Personal data that slipped into a column that is read: the edition is held, and nothing that the command says or
//! writes repeats them.

use std::fs;

use crate::support::{Project, Run, files_under};

const UNITS: &str = "ojos-al-gasto/administrativa-estatal";
const GOOD: &str = "ojos-al-gasto/funcional-estatal";

/// A run in which one text stands in the place of another in the sample of units.
fn run_with(before: &str, now: &str) -> (Project, Run) {
    let project = Project::with(&[UNITS, GOOD]);
    let path = project.sample(&format!("{UNITS}/2026-aprobado"));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(before), "{before}");
    fs::write(&path, text.replacen(before, now, 1)).unwrap();
    let run = project.run_samples(3);
    (project, run)
}

#[track_caller]
fn is_held(secret: &str, kind: &str, (project, run): (Project, Run)) {
    let release = project.latest();
    let told: Vec<_> = release.findings("F043").collect();
    assert!(!told.is_empty() && told.iter().all(|finding| &finding["found"] == kind), "{kind}");
    assert!(told.iter().all(|finding| &finding["severity"] == "fatal" && !finding["source_row"].is_empty()));
    assert!(release.rows("spending_by_function").count() > 0, "the other dataset is released");
    assert!(release.rows("source_file").any(|file| &file["dataset"] == "administrativa-estatal"));
    assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret));
    for (path, bytes) in files_under(&fs::canonicalize(project.path("out/latest")).unwrap()) {
        let is_there = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!is_there, "{} repeats it", path.display());
    }
    let json = project.erario("run --samples --quiet --json");
    assert!(!json.stdout.contains(secret), "{}", json.stdout);
    // Alone, nothing is released, and the command itself tells what was found.
    let alone = project.erario(&format!("run {UNITS} --samples --quiet --json --out alone")).ended(1);
    assert!(!alone.stdout.contains(secret) && !alone.stderr.contains(secret), "{}", alone.stdout);
    assert!(alone.json()["held_findings"].as_array().unwrap().iter().any(|found| found["rule_code"] == "F043"));
}

/// The name of a unit, and an amount, in the published file.
const NAME: &str = "INSTITUTO QUINTANARROENSE DE LA MUJER";
const AMOUNT: &str = "40006310.00";

#[test]
fn d23_an_address_in_a_name_holds_the_edition() {
    let secret = "jane.doe@example.org";
    is_held(secret, "correo electrónico", run_with(NAME, &format!("{NAME} {secret}")));
}

#[test]
fn d23_a_curp_in_a_name_holds_the_edition() {
    let secret = "GODE561231MQRRNS09";
    is_held(secret, "CURP", run_with(NAME, secret));
}

#[test]
fn d23_a_telephone_number_in_the_cell_of_an_amount_reaches_neither_findings_nor_what_is_set_aside() {
    let secret = "(983) 832-1234";
    is_held(secret, "teléfono", run_with(AMOUNT, secret));
}

#[test]
fn d23_a_pattern_that_refuses_a_header_holds_even_where_it_is_a_column() {
    let dataset = "mx-shcp/obra-publica";
    let project = Project::with(&[dataset]);
    project.edit("pipelines/mx-shcp/obra-publica.toml", "\"NOMBRE_ADMIN\" =", "\"NOMBRE*\" =");
    let run = project.erario(&format!("run {dataset} --samples --quiet")).ended(2);
    assert!(run.stderr.contains("the header `NOMBRE` is refused, and is the column `work_name` too"), "{}", run.stderr);
    assert!(!project.path("out/latest").exists());
}
