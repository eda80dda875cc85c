//! Several datasets and several processes at once: one that fails leaves the others alone.

use std::fs::{self, File};

use sha2::{Digest, Sha256};

use crate::support::fetched::{FETCHED, at, records};
use crate::support::publisher::Publisher;
use crate::support::server::in_trouble;
use crate::support::{LDF, Project};

/// Two datasets of one publisher each.
fn two(good: &Publisher, other: &Publisher) -> Project {
    let project = Project::fetching(&good.url());
    project.declare_dataset(LDF, "", &[("2017", &at(&other.url()))]);
    project
}

#[test]
fn n20_one_dead_server_ends_with_3_and_the_other_dataset_is_stored_and_released() {
    let (good, dead) = (Publisher::of(records("170.00")), Publisher::of(""));
    dead.answers(in_trouble());
    let project = two(&good, &dead);
    let told = project.reaching("fetch").ended(3);
    assert!(told.stdout.starts_with(&format!("{FETCHED}/2016@")), "{}", told.stdout);
    assert!(told.stderr.contains("asks to wait 3600s") && told.stderr.contains("hint:"), "{}", told.stderr);
    assert_eq!(dead.server.requests(), 1, "nobody waits for an hour, and nobody insists");
    let json = project.reaching("fetch --json --quiet").ended(3).json();
    let ids: Vec<_> = json["editions"].as_array().unwrap().iter().map(|row| &row["error"]["id"]).collect();
    assert_eq!(ids, [&().into(), &serde_json::Value::from("NET_BUSY")]);

    project.reaching("run --quiet").ended(3);
    assert_eq!(project.latest().rows("spending_by_object").count(), 3);
    project.reaching(&format!("fetch {LDF} --quiet")).ended(20);
    project.reaching(&format!("fetch {FETCHED} --quiet")).ended(0);
}

#[test]
fn a_pipeline_file_that_cannot_be_read_leaves_the_others_alone() {
    let (good, other) = (Publisher::of(records("170.00")), Publisher::of(records("180.00")));
    let project = two(&good, &other);
    project.edit(format!("pipelines/{LDF}.toml"), "[decode]", "[decode");
    let told = project.reaching("fetch --quiet").ended(3);
    assert!(told.stdout.starts_with(FETCHED) && told.stderr.contains(LDF), "{}", told.stderr);
}

#[test]
fn f01_a_disk_that_refuses_ends_with_30_and_leaves_nothing_half_done() {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    let sha256: String = Sha256::digest(records("170.00")).iter().map(|byte| format!("{byte:02x}")).collect();
    // A file where the folder of the object would be: it stops even root, whom no permission stops.
    let in_the_way = project.path(format!("store/objects/{}", &sha256[..2]));
    fs::create_dir_all(in_the_way.parent().unwrap()).unwrap();
    fs::write(&in_the_way, "in the way").unwrap();
    let told = project.reaching("fetch").ended(30);
    assert!(told.stderr.contains("hint:") && told.stderr.contains("objects"), "{}", told.stderr);
    assert!(told.stdout.is_empty() && project.snapshots(FETCHED, "2016").is_empty());

    fs::remove_file(&in_the_way).unwrap();
    project.reaching("fetch --quiet").ended(0);
    project.erario("store check --read-data").ended(0);
    let garbage = project.erario("store gc --json").ended(0).json();
    assert_eq!(garbage["garbage"].as_array().unwrap().len(), 0, "{garbage}");
}

#[test]
fn f01_a_store_that_is_no_folder_ends_with_30() {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    fs::write(project.path("store"), "a file, no folder").unwrap();
    let told = project.reaching("fetch").ended(30);
    assert!(told.stderr.contains("hint:"), "{}", told.stderr);
    assert_eq!(publisher.server.requests(), 0);
}

#[test]
fn f06_two_who_fetch_do_not_meet_and_readers_go_on() {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    project.reaching("run --quiet").ended(0);
    let asked = publisher.server.requests();

    let path = project.path("store/fetching");
    let lock = File::options().write(true).open(&path).unwrap();
    lock.try_lock().unwrap();
    fs::write(&path, "4711\n").unwrap();
    let told = project.reaching("fetch").ended(11);
    assert!(told.stderr.contains("process 4711") && told.stderr.contains("hint:"), "{}", told.stderr);
    assert_eq!(publisher.server.requests(), asked, "nobody is asked");
    project.erario("store gc").ended(11);
    project.reaching("run --offline --quiet").ended(0);
    project.erario("store check --read-data").ended(0);

    // The kernel lets go of a lock whose owner is gone, whatever is written in its file.
    drop(lock);
    assert_eq!(fs::read_to_string(&path).unwrap(), "4711\n");
    project.reaching("fetch --quiet").ended(0);
}
