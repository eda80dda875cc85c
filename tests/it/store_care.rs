//! The care of a store: what is damaged and which verb mends it, what can go, and what never goes.

use std::fs;

use crate::support::fetched::{FETCHED, overwrite, records};
use crate::support::publisher::Publisher;
use crate::support::{Project, Run, erario, finish};

/// A project with one edition, fetched and released.
fn released() -> (Project, Publisher) {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    project.reaching("run --quiet").ended(0);
    project.passes(24);
    (project, publisher)
}

/// The folder of its one snapshot.
fn snapshots(project: &Project) -> std::path::PathBuf {
    project.path(format!("store/snapshots/{FETCHED}/2016"))
}

fn add(project: &Project) -> Run {
    let file = project.path("F6A.csv");
    fs::write(&file, records("170.00")).unwrap();
    let arguments = ["add", FETCHED, file.to_str().unwrap(), "--edition", "2016"];
    finish(erario(arguments).current_dir(project.path(""))).ended(0)
}

#[test]
fn f05_what_was_handed_over_is_mended_by_handing_it_over_again() {
    let project = Project::with(&[]);
    project.declare_dataset(FETCHED, "", &[("2016", "")]);
    let source_id = add(&project).stdout;
    let (object, kept) = (project.object(FETCHED, "2016"), project.kept());
    overwrite(&object, b"what rot left");
    let told = project.erario("store check").ended(12);
    assert!(told.stderr.contains(&format!("erario add {FETCHED} FILE --edition 2016")), "{}", told.stderr);
    let json = project.erario("store check --read-data --json").ended(12).json();
    assert_eq!((&json["snapshots"], json["problems"].as_array().unwrap().len()), (&1.into(), 1), "{json}");

    assert_eq!(add(&project).stdout, source_id);
    project.erario("store check --read-data").ended(0);
    assert!(project.kept() == kept);
}

#[test]
fn f13_a_provenance_that_somebody_edited_is_told_and_nothing_is_removed_meanwhile() {
    let (project, _publisher) = released();
    let path =
        snapshots(&project).join(fs::read_dir(snapshots(&project)).unwrap().next().unwrap().unwrap().file_name());
    let good = fs::read(&path).unwrap();
    overwrite(&path, b"{\"edited\": true}");
    let told = project.erario("store check").ended(12);
    assert!(told.stderr.contains("provenance of a snapshot") && told.stderr.contains("hint:"), "{}", told.stderr);
    let before = project.kept();
    let refused = project.erario("store gc --apply");
    assert_ne!(refused.code, 0, "it might name anything: {}", refused.stdout);
    assert!(project.kept() == before);
    overwrite(&path, &good);
    project.erario("store check --read-data").ended(0);
}

#[test]
fn f14_what_a_release_names_stays_and_what_nobody_names_goes() {
    let (project, _publisher) = released();
    let (object, sha256) = {
        let object = project.object(FETCHED, "2016");
        let sha256 = object.file_name().unwrap().to_str().unwrap().to_owned();
        (object, sha256)
    };
    let nobodys = project.path(format!("store/objects/ab/ab{}", "0".repeat(62)));
    fs::create_dir_all(nobodys.parent().unwrap()).unwrap();
    fs::write(&nobodys, "nobody's").unwrap();
    let temporary = project.path("store/objects/.new-abc");
    fs::write(&temporary, "broken off").unwrap();

    let listed = project.erario("store gc --json").ended(0).json();
    let paths: Vec<&str> =
        listed["garbage"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert_eq!(paths.len(), 2, "{listed}");
    assert!(nobodys.is_file() && temporary.is_file(), "listing removes nothing");

    // The snapshot is gone and the release is not: whoever audits the release still finds its file.
    fs::remove_dir_all(snapshots(&project)).unwrap();
    let removed = project.erario("store gc --apply").ended(0).stdout;
    assert!(removed.contains("2 files removed, 18 bytes") && !removed.contains(&sha256), "{removed}");
    assert!(object.is_file() && !nobodys.exists() && !temporary.exists());
    // Without that release, nobody needs it.
    project.erario("store gc --apply --out nowhere").ended(0);
    assert!(!object.exists());
}

#[test]
fn f15_a_store_of_a_newer_version_is_left_alone() {
    let (project, publisher) = released();
    overwrite(&project.path("store/format"), b"erario-store 3\n");
    let (kept, asked) = (project.kept(), publisher.server.requests());
    for verb in ["fetch", "run --offline", "store check", "store gc --apply", "status", "ledger"] {
        let told = project.reaching(verb);
        assert_ne!(told.code, 0, "{verb}");
        assert!(told.stderr.contains("format 3") && told.stderr.contains("upgrade erario"), "{verb}: {}", told.stderr);
    }
    assert!(project.kept() == kept && publisher.server.requests() == asked);
}

#[test]
fn a_store_of_the_first_format_is_read_and_becomes_one_of_the_second() {
    let (project, publisher) = released();
    for part in ["events", "looks", "partial"] {
        fs::remove_dir_all(project.path("store").join(part)).unwrap();
    }
    overwrite(&project.path("store/format"), b"erario-store 1\n");
    project.release();
    project.erario("store check --read-data").ended(0);
    project.erario("ledger").ended(0);
    assert_eq!(fs::read_to_string(project.path("store/format")).unwrap(), "erario-store 1\n", "reading writes nothing");

    publisher.puts(records("180.00"));
    project.reaching("fetch --quiet").ended(0);
    assert_eq!(fs::read_to_string(project.path("store/format")).unwrap(), "erario-store 2\n");
    assert_eq!(project.ledger(), ["2016 published", "2016 restated"]);
}

#[test]
fn where_there_is_no_store_there_is_nothing_to_care_for() {
    let project = Project::fetching("");
    for verb in ["store check", "store gc", "store gc --apply", "ledger"] {
        let told = project.erario(verb).ended(10);
        assert!(told.stderr.contains("no store here"), "{verb}: {}", told.stderr);
    }
    assert!(!project.path("store").exists(), "caring makes none");
}
