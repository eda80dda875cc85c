//! Looking again: what did not change is not read again, and no server is believed for ever.

use std::fs;

use crate::support::Project;
use crate::support::fetched::{FETCHED, overwrite, records};
use crate::support::publisher::Publisher;

/// A project that has fetched the publisher's file.
fn fetched(publisher: &Publisher) -> Project {
    let project = Project::fetching(&publisher.url());
    project.reaching("fetch --quiet").ended(0);
    project
}

#[test]
fn what_the_server_says_is_the_same_is_looked_at_and_not_read() {
    let publisher = Publisher::of(records("170.00"));
    let project = fetched(&publisher);
    project.passes(24);
    let (before, kept) = (project.status_of(FETCHED, "2016"), project.kept());
    assert_eq!(before["checked_at"], before["retrieved_at"]);

    let again = project.reaching("fetch").ended(0);
    assert_eq!((again.stdout.as_str(), again.stderr.contains("1 unchanged")), ("", true), "{}", again.stderr);
    let after = project.status_of(FETCHED, "2016");
    assert_eq!(after["retrieved_at"], before["retrieved_at"], "this state was seen first a day ago");
    assert!(after["checked_at"].as_str() > before["checked_at"].as_str(), "and looked at now: {after}");
    assert_eq!((&after["last_look"], &after["last_error"]), (&"unchanged".into(), &().into()));
    assert_eq!(publisher.conditions(), [false, true]);
    assert!(project.kept() == kept, "one snapshot, and nothing besides");

    let json = project.reaching("fetch --json --quiet").ended(0).json();
    assert_eq!(json["fetched"].as_array().unwrap().len(), 0);
    assert_eq!((&json["editions"][0]["outcome"], &json["editions"][0]["error"]), (&"unchanged".into(), &().into()));
}

#[test]
fn a_server_without_validators_is_read_whole_and_the_bytes_decide() {
    let publisher = Publisher::of("");
    publisher.answers(crate::support::server::ok(records("170.00")));
    let project = fetched(&publisher);
    project.passes(24);
    let kept = project.kept();
    let again = project.reaching("fetch").ended(0);
    assert!(again.stdout.is_empty() && again.stderr.contains("1 unchanged"), "{}", again.stderr);
    assert_eq!(publisher.conditions(), [false, false]);
    assert!(project.kept() == kept);
}

#[test]
fn runs_within_an_hour_ask_once() {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    project.reaching("run --quiet").ended(0);
    let again = project.reaching("run --quiet").ended(0);
    assert!(again.stdout.contains("(unchanged)"), "{}", again.stdout);
    assert_eq!(publisher.conditions(), [false]);
    project.passes(2);
    project.reaching("run --quiet").ended(0);
    assert_eq!(publisher.conditions(), [false, true], "after two hours it is asked again");
}

#[test]
fn a_look_that_failed_does_not_count_for_the_next_run() {
    let publisher = Publisher::of(records("170.00"));
    let project = fetched(&publisher);
    publisher.takes_it_down();
    project.reaching("fetch --quiet").ended(20);
    publisher.puts(records("170.00"));
    project.reaching("run --quiet").ended(0);
    assert_eq!(publisher.conditions(), [false, true, true]);
}

#[test]
fn n16_refresh_reads_the_whole_file_whatever_the_server_says() {
    let publisher = Publisher::of(records("170.00"));
    let project = fetched(&publisher);
    publisher.puts_behind_a_bad_cache(records("180.00"));
    project.passes(24);
    assert_eq!(project.reaching("fetch --quiet").ended(0).stdout, "", "a cache that errs is believed for a while");
    let refreshed = project.reaching("fetch --refresh --quiet").ended(0);
    assert!(refreshed.stdout.starts_with(&format!("{FETCHED}/2016@")), "{}", refreshed.stdout);
    assert_eq!(publisher.conditions(), [false, true, false]);
    assert_eq!(project.ledger(), ["2016 published", "2016 restated"]);
    assert_eq!(fs::read_to_string(project.object(FETCHED, "2016")).unwrap(), records("180.00"));
}

#[test]
fn n16_once_a_week_the_whole_file_is_read_unasked() {
    let publisher = Publisher::of(records("170.00"));
    let project = fetched(&publisher);
    publisher.puts_behind_a_bad_cache(records("180.00"));
    project.passes(6 * 24);
    project.reaching("fetch --quiet").ended(0);
    // Looking every day does not put it off: it is a week since the file was read, not since it was asked after.
    project.passes(2 * 24);
    assert_ne!(project.reaching("fetch --quiet").ended(0).stdout, "");
    assert_eq!(publisher.conditions(), [false, true, false]);
}

#[test]
fn n17_bytes_that_are_lost_are_fetched_again_and_mended() {
    for damage in ["deleted", "flipped", "cut"] {
        let publisher = Publisher::of(records("170.00"));
        let project = fetched(&publisher);
        project.passes(24);
        let (kept, object) = (project.kept(), project.object(FETCHED, "2016"));
        let mut bytes = fs::read(&object).unwrap();
        match damage {
            "deleted" => fs::remove_file(&object).unwrap(),
            "cut" => overwrite(&object, &bytes[..20]),
            _ => {
                bytes[30] ^= 1;
                overwrite(&object, &bytes);
            }
        }
        let told = project.erario("store check --read-data").ended(12);
        assert!(
            told.stderr.contains(&format!("erario fetch {FETCHED} --edition 2016 --refresh")),
            "{damage}: {}",
            told.stderr
        );
        assert!(told.stdout.contains("1 problems"), "{damage}: {}", told.stdout);
        let without_reading = if damage == "flipped" { 0 } else { 12 };
        project.erario("store check").ended(without_reading);
        project.erario("run --offline --quiet").ended(12);

        assert_eq!(project.reaching("fetch --quiet").ended(0).stdout, "", "{damage}: it is the same snapshot");
        assert_eq!(publisher.conditions(), [false, false], "{damage}: a server that says it is the same is no help");
        project.erario("store check --read-data").ended(0);
        assert!(project.kept() == kept, "{damage}");
        project.release();
    }
}
