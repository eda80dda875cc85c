//! Files that a person hands over: the inbox, `erario add`, and that nobody learns who the person was.

use std::fs;

use crate::support::fetched::{FETCHED, at, records};
use crate::support::publisher::Publisher;
use crate::support::{LDF, Project, Run, erario, finish};

const WHO: &str = "Licenciada Inventada";
const NOTE: &str = "from = \"Licenciada Inventada\"\non = \"2026-04-30\"\nhow = \"folio XQ-0042\"\n";

/// One dataset whose editions arrive by hand.
fn by_hand() -> Project {
    let project = Project::with(&[]);
    project.declare_dataset(FETCHED, "", &[("2016", ""), ("2017", "")]);
    project
}

/// Puts a file and its note into the inbox.
fn hand_in(project: &Project, edition: &str, text: &str, note: &str) {
    let folder = project.path(format!("inbox/{FETCHED}/{edition}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("F6A.csv"), text).unwrap();
    if !note.is_empty() {
        fs::write(folder.join("F6A.csv.toml"), note).unwrap();
    }
}

#[test]
fn a_file_and_its_note_are_taken_in_once() {
    for verb in ["fetch --quiet", "run --quiet --json"] {
        let project = by_hand();
        hand_in(&project, "2016", &records("170.00"), NOTE);
        let taken = project.reaching(verb).ended(0);
        if verb.starts_with("fetch") {
            assert!(taken.stdout.starts_with(&format!("{FETCHED}/2016@")), "{}", taken.stdout);
        }
        let snapshot = &project.snapshots(FETCHED, "2016")[0];
        let said = serde_json::json!({ "from": WHO, "on": "2026-04-30", "how": "folio XQ-0042" });
        assert_eq!((&snapshot["received"], &snapshot["file_name"]), (&said, &"F6A.csv".into()));
        assert!(snapshot["url"].is_null(), "{snapshot}");

        project.passes(24);
        let kept = project.kept();
        let again = project.reaching(verb).ended(0);
        assert!(!verb.starts_with("fetch") || again.stdout.is_empty(), "{}", again.stdout);
        assert!(project.kept() == kept, "the file stays where it is and is taken in once");
        assert!(project.path(format!("inbox/{FETCHED}/2016/F6A.csv")).is_file());

        // A file that is handed over again, corrected, is a new state.
        hand_in(&project, "2016", &records("180.00"), &NOTE.replace("04-30", "05-15"));
        project.reaching(verb).ended(0);
        assert_eq!(project.ledger(), ["2016 published", "2016 restated"]);
    }
}

#[test]
fn what_is_about_one_edition_leaves_the_inbox_alone_and_a_run_offline_does_not() {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    hand_in(&project, "2016", &records("180.00"), NOTE);
    project.reaching("fetch --edition 2016 --quiet").ended(0);
    project.reaching("build --quiet").ended(0);
    assert_eq!(project.snapshots(FETCHED, "2016").len(), 1);
    project.passes(24);
    project.reaching("run --offline --quiet").ended(0);
    assert_eq!(project.snapshots(FETCHED, "2016").len(), 2, "it needs no network");
}

#[test]
fn of_two_files_of_one_edition_the_one_that_was_handed_over_last_stands() {
    let project = by_hand();
    let folder = project.path(format!("inbox/{FETCHED}/2016"));
    fs::create_dir_all(&folder).unwrap();
    for (name, amount, on) in [("a.csv", "190.00", "2026-05-31"), ("b.csv", "180.00", "2026-05-30")] {
        fs::write(folder.join(name), records(amount)).unwrap();
        fs::write(folder.join(format!("{name}.toml")), format!("from = \"{WHO}\"\non = \"{on}\"\n")).unwrap();
    }
    project.reaching("fetch --quiet").ended(0);
    let names: Vec<_> = project.snapshots(FETCHED, "2016").iter().map(|it| it["file_name"].clone()).collect();
    assert_eq!(names, ["b.csv", "a.csv"]);
}

#[test]
fn what_is_stored_already_is_not_taken_in_by_another_name() {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    project.reaching("fetch --quiet").ended(0);
    hand_in(&project, "2016", &records("170.00"), NOTE);
    let taken = project.reaching("fetch --quiet").ended(0);
    assert_eq!((taken.stdout.as_str(), project.snapshots(FETCHED, "2016").len()), ("", 1));
}

#[test]
fn d27_another_order_of_the_same_records_by_hand_is_no_new_state() {
    let project = by_hand();
    let text = records("170.00");
    hand_in(&project, "2016", &text, NOTE);
    project.reaching("fetch --quiet").ended(0);
    project.passes(24);
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let other = lines.join("\n") + "\n";
    assert_ne!(other, text);
    hand_in(&project, "2016", &other, &NOTE.replace("04-30", "05-15"));
    let taken = project.reaching("fetch --quiet").ended(0);
    assert_eq!(taken.stdout, "");
    project.reaching("fetch --quiet").ended(0);
    let file = project.path(format!("inbox/{FETCHED}/2016/F6A.csv"));
    let add = ["add", FETCHED, file.to_str().unwrap(), "--edition", "2016"];
    finish(erario(add).current_dir(project.path(""))).ended(0);
    assert_eq!(project.ledger(), ["2016 published", "2016 repackaged"]);
}

#[test]
fn who_handed_a_file_over_is_never_released() {
    let project = by_hand();
    hand_in(&project, "2016", &records("170.00"), NOTE);
    let run = project.reaching("run").ended(0);
    let json = project.reaching("run --json --quiet").ended(0);
    let ledger = project.erario("ledger --json").ended(0);
    for said in [&run.stdout, &run.stderr, &json.stdout, &ledger.stdout] {
        assert!(!said.contains(WHO) && !said.contains("XQ-0042"), "{said}");
    }
    let released = project.released();
    assert!(released.len() > 10);
    for (path, bytes) in released {
        for secret in [WHO, "Inventada", "XQ-0042"] {
            let is_there = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!is_there, "{} tells {secret}", path.display());
        }
    }
}

/// What is said of a file in the inbox that cannot be taken in.
#[track_caller]
fn refused(edition: &str, note: &str) -> String {
    let project = by_hand();
    hand_in(&project, edition, &records("170.00"), note);
    let told = project.reaching("fetch").ended(2);
    assert!(told.stdout.is_empty() && told.stderr.contains("\n  hint: "), "{}", told.stderr);
    assert!(project.kept().is_empty());
    assert_eq!(project.reaching("fetch --json --quiet").ended(2).json()["inbox_errors"].as_array().unwrap().len(), 1);
    told.stderr
}

#[test]
fn a_file_that_nobody_vouches_for_is_refused_and_told_what_to_write() {
    let file = format!("inbox/{FETCHED}/2016/F6A.csv");
    let expected = "expected `from = \"who handed it over\"` and `on = \"2026-04-30\"`";
    let missing = refused("2016", "");
    assert!(missing.contains(&format!("{expected} in {file}.toml")), "{missing}");
    for (note, why) in [
        (NOTE.replace("2026-04-30", "30/04/2026"), "`30/04/2026` is no day such as 2026-04-30"),
        (NOTE.replace("2026-04-30", "2026-02-30"), "`2026-02-30` is no day"),
        (NOTE.replace(WHO, " "), "`from` is empty"),
        (NOTE.replace("on =", "day ="), "day"),
        (NOTE.replace("from", "From"), "From"),
        ("from = \"".to_owned(), ""),
    ] {
        let told = refused("2016", &note);
        assert!(told.contains(&format!("{file}.toml: ")) && told.contains(expected) && told.contains(why), "{told}");
    }
    let unknown = refused("2018", NOTE);
    assert!(unknown.contains("declares no edition `2018`"), "{unknown}");
}

#[test]
fn a_bad_file_in_the_inbox_leaves_the_others_alone() {
    let project = by_hand();
    hand_in(&project, "2016", "<!DOCTYPE html><title>Acceso</title>", NOTE);
    hand_in(&project, "2017", &records("170.00"), NOTE);
    let publisher = Publisher::of(records("180.00"));
    project.declare_dataset(LDF, "", &[("2016", &at(&publisher.url()))]);
    let told = project.reaching("fetch").ended(3);
    assert_eq!(told.stdout.lines().count(), 2, "{}", told.stdout);
    assert!(told.stderr.contains("an HTML page") && told.stderr.contains("2016/F6A.csv"), "{}", told.stderr);
    assert!(project.snapshots(FETCHED, "2016").is_empty());
}

fn add(project: &Project, name: &str, text: &str, more: &[&str]) -> Run {
    let file = project.path(name);
    fs::write(&file, text).unwrap();
    let arguments = ["add", FETCHED, file.to_str().unwrap(), "--edition", "2016"];
    finish(erario(arguments.iter().chain(more)).current_dir(project.path("")))
}

#[test]
fn a_file_that_is_added_says_who_brought_it_when_and_how() {
    let project = by_hand();
    let who = ["--from", WHO, "--received", "2026-04-30", "--how", "folio XQ-0042"];
    add(&project, "F6A.csv", &records("170.00"), &who).ended(0);
    let snapshot = &project.snapshots(FETCHED, "2016")[0];
    let said = serde_json::json!({ "from": WHO, "on": "2026-04-30", "how": "folio XQ-0042" });
    assert_eq!(snapshot["received"], said);

    let project = by_hand();
    add(&project, "F6A.csv", &records("170.00"), &["--from", WHO]).ended(0);
    let received = &project.snapshots(FETCHED, "2016")[0]["received"];
    assert_eq!(received["on"].as_str().unwrap().len(), "2026-04-30".len(), "today: {received}");
    assert!(received.get("how").is_none_or(serde_json::Value::is_null), "{received}");
}

#[test]
fn a_day_that_is_no_day_is_refused() {
    let project = by_hand();
    for day in ["30/04/2026", "2026-4-30", "2026-02-30", "hoy"] {
        let told = add(&project, "F6A.csv", &records("170.00"), &["--from", WHO, "--received", day]).ended(2);
        assert!(told.stderr.contains(&format!("`{day}` is no day such as 2026-04-30")), "{}", told.stderr);
    }
    let told = add(&project, "F6A.csv", &records("170.00"), &["--received", "2026-04-30"]).ended(2);
    assert!(told.stderr.contains("--from"), "{}", told.stderr);
    assert!(!project.path("store").exists());
}

#[test]
fn n18_a_page_that_is_named_like_a_workbook_is_not_added() {
    let project = by_hand();
    project.edit(format!("pipelines/{FETCHED}.toml"), "format = \"csv\"\nencoding = \"utf-8\"", "format = \"either\"");
    let told = add(&project, "F6A.xlsx", "<!DOCTYPE html><title>Acceso</title>", &[]).ended(21);
    assert!(told.stderr.contains("an HTML page") && told.stderr.contains("hint:"), "{}", told.stderr);
    assert!(told.stderr.contains("F6A.xlsx") && project.kept().is_empty());
}
