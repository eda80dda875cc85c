//! `erario fetch` and `erario run` against a real server, on loopback.

use std::fs;

use crate::support::{Project, Run, Server, dead_url, erario, finish};

const DATASET: &str = "mx-shcp/pef";
const HAND: &str = "ojos-al-gasto/administrativa-estatal";

/// A project whose PEF of 2016 is said to be at this address, and its other editions nowhere.
fn project(url: &str) -> Project {
    let project = Project::with(&[DATASET, HAND]);
    let pipeline = fs::read_to_string(project.path("pipelines/mx-shcp/pef.toml")).unwrap();
    let line = |line: &str| match line.strip_prefix("url = ").filter(|url| url.contains("/DatosAbiertos/")) {
        Some(published) if published.contains("PEF_2016") => format!("url = \"{url}\"\n"),
        Some(_) => String::new(),
        None => format!("{line}\n"),
    };
    fs::write(project.path("pipelines/mx-shcp/pef.toml"), pipeline.lines().map(line).collect::<String>()).unwrap();
    project
}

fn run(project: &Project, arguments: &str) -> Run {
    let mut command = erario(arguments.split(' '));
    finish(command.current_dir(project.path("")).env("ERARIO_ALLOW_LOOPBACK", "1"))
}

fn sample() -> Vec<u8> {
    fs::read(Project::with(&[DATASET]).sample("mx-shcp/pef/2016")).unwrap()
}

#[test]
fn a_run_fetches_what_has_an_address_once_and_releases_it() {
    let server = Server::start("application/zip", sample());
    let project = project(&server.url("/CSV/PEF_2016.zip"));
    let first = run(&project, "run --quiet").ended(0);
    assert!(first.stdout.contains("180"), "{}", first.stdout);
    let release = project.latest();
    let file = release.rows("source_file").next().unwrap();
    assert_eq!((&file["file_name"], &file["url"]), ("PEF_2016.zip", server.url("/CSV/PEF_2016.zip").as_str()));

    let again = run(&project, "run --quiet").ended(0);
    assert!(again.stdout.contains("(unchanged)"), "{}", again.stdout);
    assert_eq!(server.requests(), 1, "what is stored is not fetched again");
}

#[test]
fn fetch_prints_what_it_stored() {
    let server = Server::start("application/zip", sample());
    let project = project(&server.url("/PEF_2016.zip"));
    let fetched = run(&project, "fetch --quiet").ended(0);
    assert!(fetched.stdout.starts_with("mx-shcp/pef/2016@"), "{}", fetched.stdout);
    assert_eq!(fetched.stdout.lines().count(), 1);
}

#[test]
fn a_page_in_the_place_of_data_is_refused_with_21() {
    let server = Server::start("text/html", b"<!DOCTYPE html><title>Mantenimiento</title>".to_vec());
    let project = project(&server.url("/PEF_2016.zip"));
    let told = run(&project, &format!("run {DATASET} --quiet")).ended(21);
    assert!(told.stderr.contains("Mantenimiento") && told.stderr.contains("erario add"), "{}", told.stderr);
    let stored = project.erario("status --json").ended(0).json();
    assert_eq!(stored["datasets"][0]["state"], "awaiting", "the page is not stored");
}

#[test]
fn a_dead_port_ends_with_20_and_the_others_are_released() {
    let project = project(&dead_url("/PEF_2016.zip"));
    let sample = project.sample(&format!("{HAND}/2026-aprobado"));
    let add = ["add", HAND, sample.to_str().unwrap(), "--edition", "2026-aprobado"];
    finish(erario(add).current_dir(project.path(""))).ended(0);

    let all = run(&project, "run --quiet").ended(3);
    assert!(all.stderr.contains("no connection") && all.stderr.contains("hint:"), "{}", all.stderr);
    assert!(project.latest().rows("spending_by_unit").count() > 0);
}

#[test]
fn a_single_dataset_that_cannot_be_fetched_ends_with_the_networks_code() {
    let project = project(&dead_url("/PEF_2016.zip"));
    run(&project, &format!("fetch {DATASET} --quiet")).ended(20);
}

#[test]
fn this_machine_is_refused_unless_a_test_says_otherwise() {
    let server = Server::start("application/zip", sample());
    let project = project(&server.url("/PEF_2016.zip"));
    let refused = project.erario(&format!("fetch {DATASET} --quiet")).ended(20);
    assert!(refused.stderr.contains("expected a public one"), "{}", refused.stderr);
    assert_eq!(server.requests(), 0);
}

#[test]
fn offline_asks_nobody() {
    let server = Server::start("application/zip", sample());
    let project = project(&server.url("/PEF_2016.zip"));
    run(&project, "fetch --quiet").ended(0);
    run(&project, "run --offline --quiet").ended(0);
    run(&project, "build --quiet").ended(0);
    assert_eq!(server.requests(), 1);
}
