//! Quintana Roo and its eleven municipalities: the accounts file of each is good, and reads all twelve tables.

use std::fs;

use erario_model::{Accounts, Money, Pipeline};

use crate::support::statement::{BUDGET, PERSONNEL, statement};
use crate::support::{Project, Release, Row, erario, finish, repository, sum};

const QUARTER: &str = "2026-1T";

/// Every accounts file of the state: its name, and the pipelines of its tables.
fn bodies() -> Vec<(String, Vec<Pipeline>)> {
    let folder = repository().join("pipelines");
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    // Not every publisher of the state renders accounts.
    names.retain(|name| name.starts_with("mx-qroo-") && folder.join(name).join(Accounts::FILE).is_file());
    names.sort();
    let pipelines = |name: String| {
        let toml = fs::read_to_string(folder.join(&name).join(Accounts::FILE)).unwrap();
        let pipelines = Accounts::parse(&name, &format!("pipelines/{name}/{}", Accounts::FILE), &toml).unwrap();
        (name, pipelines)
    };
    names.into_iter().map(pipelines).collect()
}

/// A project with the twelve bodies, and a workbook of every table of each in `data-samples`. Each workbook prints
/// another of the names that the file declares, so that all of them are read.
fn project(bodies: &[(String, Vec<Pipeline>)]) -> Project {
    let project = Project::with(&[]);
    for (publisher, pipelines) in bodies {
        project.with_accounts(publisher);
        for (place, pipeline) in pipelines.iter().enumerate() {
            let names = &pipeline.shaped.as_ref().unwrap().body.names;
            let name = names[place % names.len()].text().to_uppercase();
            let folder = project.path(format!("data-samples/{}/{QUARTER}", pipeline.address));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("a.xlsx"), statement(&pipeline.address.dataset, &name, place).xlsx()).unwrap();
            fs::write(folder.join("sample.toml"), SAMPLE).unwrap();
        }
    }
    project
}

const SAMPLE: &str =
    "file = \"a.xlsx\"\nretrieved_at = \"2026-11-01T00:00:00Z\"\nreal = \"nothing\"\ninvented = \"all\"\n";

#[test]
fn every_accounts_file_of_the_state_is_proved() {
    let bodies = bodies();
    assert_eq!(bodies.len(), 12);
    let datasets: Vec<String> =
        bodies.iter().flat_map(|(_, pipelines)| pipelines).map(|pipeline| pipeline.address.to_string()).collect();
    let checked = finish(&mut erario(["check".to_owned()].into_iter().chain(datasets))).ended(0);
    assert_eq!(checked.stdout, "144 pipelines, 0 problems\n");
}

#[test]
fn the_codes_are_those_of_the_state_and_of_each_municipality() {
    let mut codes: Vec<String> =
        bodies().iter().map(|(_, pipelines)| pipelines[0].output.set["jurisdiction_code"].clone()).collect();
    codes.sort();
    let expected: Vec<String> =
        std::iter::once("23".to_owned()).chain((1..=11).map(|number| format!("230{number:02}"))).collect();
    assert_eq!(codes, expected);
}

#[test]
fn the_state_and_its_municipalities_read_all_tables() {
    let bodies = bodies();
    let project = project(&bodies);
    project.erario("run --samples --quiet").ended(0);
    let release = project.latest();

    let told: Vec<String> = release
        .rows("finding")
        .filter(|finding| &finding["severity"] != "note")
        .map(|finding| format!("{} {}: {}", &finding["publisher"], &finding["dataset"], &finding["message_en"]))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    for (publisher, pipelines) in &bodies {
        let code = pipelines[0].output.set["jurisdiction_code"].as_str();
        for (table, amount, pesos) in [
            ("spending_by_object", "approved", BUDGET),
            ("spending_by_unit", "approved", BUDGET),
            ("spending_by_function", "approved", BUDGET),
            ("spending_by_type", "approved", BUDGET),
            ("spending_by_program", "approved", BUDGET),
            ("spending_by_staff", "approved", PERSONNEL),
        ] {
            let rows = facts(&release, table, publisher, code);
            assert_eq!(sum(rows.iter().copied(), amount), Money::from_pesos(pesos), "{publisher} {table}");
            assert_eq!(sum(rows.iter().copied(), "accrued"), Money::from_pesos(pesos / 4), "{publisher} {table}");
        }
        let revenue = facts(&release, "revenue_by_source", publisher, code);
        for scheme in ["cri", "ldf5"] {
            let of_it = revenue.iter().copied().filter(|row| &row["revenue_scheme"] == scheme);
            assert_eq!(sum(of_it, "estimated"), Money::from_pesos(BUDGET), "{publisher} {scheme}");
        }
        assert_eq!(facts(&release, "indicator", publisher, code).len(), 2, "{publisher}");
        // What the EAEPE says once more stands beside the LDF's, and differs in nothing.
        for dataset in ["eaepe-objeto", "eaepe-administrativa", "eaepe-funcional"] {
            let of_it = |row: &Row| {
                (&row["publisher"], &row["dataset"], &row["phase"]) == (publisher.as_str(), dataset, "approved")
            };
            let rows: Vec<Row> = release.rows("alternate").filter(of_it).collect();
            assert_eq!(sum(rows.iter().copied(), "amount"), Money::from_pesos(BUDGET), "{publisher} {dataset}");
            assert!(rows.iter().all(|row| &row["difference"] == "0.00"), "{publisher} {dataset}");
        }
    }
}

/// The facts of one body, which are its government's own and of the quarter.
fn facts<'a>(release: &'a Release, table: &str, publisher: &'a str, code: &str) -> Vec<Row<'a>> {
    let rows: Vec<Row> = release.rows(table).filter(|row| &row["publisher"] == publisher).collect();
    assert!(!rows.is_empty(), "{publisher} has no {table}");
    for row in &rows {
        let is = [&row["jurisdiction_code"], &row["coverage"], &row["entity_code"], &row["period"]];
        assert_eq!(is, [code, "government", "", "2026-Q1"], "{publisher} {table}");
    }
    rows
}

#[test]
fn playa_del_carmen_may_still_call_itself_solidaridad() {
    let bodies = bodies();
    let playa = bodies.iter().find(|(name, _)| name == "mx-qroo-playa-del-carmen").unwrap();
    let project = project(std::slice::from_ref(playa));
    for name in ["Municipio de Solidaridad", "H. AYUNTAMIENTO DE SOLIDARIDAD"] {
        let file = project.path(format!("data-samples/mx-qroo-playa-del-carmen/ldf-6a/{QUARTER}/a.xlsx"));
        fs::write(file, statement("ldf-6a", name, 0).xlsx()).unwrap();
        project.erario("run mx-qroo-playa-del-carmen/ldf-6a --samples --quiet").ended(0);
        let release = project.latest();
        let rows: Vec<Row> = release.rows("spending_by_object").collect();
        assert!(rows.iter().all(|row| &row["jurisdiction_name"] == "Playa del Carmen"), "{name}");
    }
}
