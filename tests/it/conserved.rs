//! What `erario status` says of the money of the release on the disk.

use std::collections::BTreeSet;
use std::fs;

use insta::assert_snapshot;

use crate::support::{Project, edit};

const ROUNDED: &str = "mx-gto-inaeba/eaepe-objeto";
const PLAIN: &str = "ojos-al-gasto/administrativa-estatal";

/// What stands below the table of the store, without the digest of the release.
fn books(stdout: &str) -> String {
    let place = stdout.rfind("\n\n").expect("a paragraph of its own");
    regex::Regex::new(r"(\.\d+)-[0-9a-f]{12}").unwrap().replace(stdout[place..].trim(), "$1-[digest]").into_owned()
}

#[test]
fn before_a_release_there_is_nothing_to_say() {
    let project = Project::with(&[PLAIN]);
    let said = project.erario("status --lang es").ended(0).stdout;
    assert_eq!(books(&said), "Todavía no hay publicación de la que decir si su dinero se conserva.");
    assert!(project.erario("status --json").ended(0).json()["conservation"].is_null());
}

#[test]
fn money_that_is_conserved_is_a_line_a_dataset() {
    let project = Project::with(&[PLAIN]);
    project.with_accounts("mx-gto-inaeba");
    let samples = |edition: &str| format!("data-samples/{ROUNDED}/{edition}");
    for edition in ["2018-3T", "2018-4T"] {
        fs::create_dir_all(project.path(samples(edition))).unwrap();
        for entry in fs::read_dir(crate::support::repository().join(samples(edition))).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), project.path(samples(edition)).join(entry.file_name())).unwrap();
        }
    }
    project.run_samples(0);
    assert_snapshot!(books(&project.erario("status --lang es").ended(0).stdout));
    assert_snapshot!(books(&project.erario("status --lang en").ended(0).stdout));
}

#[test]
fn every_dataset_with_books_is_told_and_the_json_is_complete() {
    let project = Project::new();
    project.run_samples(0);
    let told = project.erario("status --json --out out").ended(0).json()["conservation"].clone();
    let release = project.latest();
    let with_books: BTreeSet<String> =
        release.rows("conservation").map(|row| format!("{}/{}", &row["publisher"], &row["dataset"])).collect();
    let datasets = told["datasets"].as_array().unwrap();
    let named: BTreeSet<String> = datasets.iter().map(|books| books["dataset"].as_str().unwrap().to_owned()).collect();
    assert_eq!((named, &told["is_balanced"]), (with_books, &true.into()));
    let amounts: u64 = datasets.iter().map(|books| books["amounts"].as_u64().unwrap()).sum();
    let is_sum = |row: &crate::support::Row| &row["line"] == "unexplained" && &row["measure"] != "records";
    assert_eq!(amounts, release.rows("conservation").filter(is_sum).count() as u64);
    let read: u64 = datasets.iter().map(|books| books["records_read"].as_u64().unwrap()).sum();
    let is_read = |row: &crate::support::Row| &row["line"] == "read";
    let records = release.rows("conservation").filter(is_read).map(|row| row["value"].parse::<u64>().unwrap());
    assert_eq!(read, records.sum::<u64>());
}

#[test]
fn a_difference_in_a_release_is_told_with_its_place_and_ends_with_1() {
    let project = Project::with(&[PLAIN]);
    project.run_samples(0);
    let books_file = fs::canonicalize(project.path("out/latest")).unwrap().join("csv/conservation.csv");
    edit(&books_file, b"accrued,unexplained,0.00", b"accrued,unexplained,-1.01");
    edit(&books_file, b"records,unexplained,0", b"records,unexplained,2");
    let said = project.erario("status --lang es").ended(1).stdout;
    let digest = regex::Regex::new("@[0-9a-f]{12}").unwrap();
    assert_snapshot!(digest.replace_all(&books(&said), "@[digest]"), @r"
    Conservación en la publicación 2026-11-01.1-[digest]:
      ojos-al-gasto/administrativa-estatal  NO se conserva: 1 de 2 importes, 1 de 1 cuenta de registros, 1 archivo
        ojos-al-gasto/administrativa-estatal/2026-aprobado@[digest], devengado: -1.01 sin explicar
        ojos-al-gasto/administrativa-estatal/2026-aprobado@[digest], registros: 2 sin explicar
    ");
    let told = project.erario("status --json").ended(1).json()["conservation"].clone();
    assert_eq!(told["is_balanced"], false);
    assert_eq!(told["datasets"][0]["unexplained"][0]["difference"], "-1.01");

    edit(&books_file, b"-1.01", b"uno");
    let damaged = project.erario("status").ended(30);
    assert!(damaged.stderr.contains("conservation.csv: `uno` is no number"), "{}", damaged.stderr);
}
