//! What publishers do to a file after they published it, and how it is kept and told: replaced, packed anew, taken down,
//! put back, served by turns.

use std::fs;

use zip::DateTime;
use zip::write::SimpleFileOptions;

use crate::support::fetched::{FETCHED, at, records, records_in_another_order};
use crate::support::publisher::Publisher;
use crate::support::server::{ok, path_of, status};
use crate::support::{Project, Server};

/// A project that fetched and released the publisher's file a day ago.
fn released(publisher: &Publisher) -> Project {
    let project = Project::fetching(&publisher.url());
    project.reaching("run --quiet").ended(0);
    project.passes(24);
    project
}

/// The rows of the release's ledger.
fn publications(project: &Project) -> Vec<String> {
    let release = project.latest();
    release.rows("publication").map(|row| format!("{} {}", &row["edition"], &row["event"])).collect()
}

fn figures(project: &Project) -> String {
    fs::read_to_string(project.path("out/latest/csv/spending_by_object.csv")).unwrap()
}

#[test]
fn d10_a_file_that_is_replaced_is_kept_beside_the_first_and_told() {
    let publisher = Publisher::of(records("170.00"));
    let project = released(&publisher);
    let first = project.snapshots(FETCHED, "2016")[0].clone();
    publisher.puts(records("180.00"));
    let new = project.reaching("fetch --quiet").ended(0).stdout;
    let snapshots = project.snapshots(FETCHED, "2016");
    assert_eq!((snapshots.len(), &snapshots[0]), (2, &first), "the first stays as it was");

    let said = project.erario("ledger").ended(0).stdout;
    let words: Vec<&str> = said.split_whitespace().filter(|word| ["published", "restated"].contains(word)).collect();
    assert_eq!(words, ["published", "restated"], "{said}");
    project.release();
    assert_eq!(publications(&project), ["2016 published", "2016 restated"]);
    let release = project.latest();
    let restated = release.rows("publication").last().unwrap();
    assert_eq!((&restated["source_id"], &restated["url"]), (new.trim(), publisher.url().as_str()));
    assert_eq!(&restated["last_modified"], "Mon, 02 Jan 2017 03:04:05 GMT");
    let fact = release.rows("spending_by_object").find(|row| &row["object_concept_code"] == "1100").unwrap();
    assert_eq!(&fact["accrued"], "180.00");
    let moved: Vec<_> = release.rows("vintage").filter(|row| &row["difference"] != "0.00").collect();
    assert_eq!(moved.len(), 1);
    assert!(["10.00", "-10.00"].contains(&&moved[0]["difference"]), "{}", &moved[0]["difference"]);
}

#[test]
fn d27_the_same_records_in_another_order_are_no_news() {
    let publisher = Publisher::of(records("170.00"));
    let project = released(&publisher);
    let before = figures(&project);
    publisher.puts(records_in_another_order("170.00"));
    for _ in 0..3 {
        let look = project.reaching("fetch").ended(0);
        assert!(look.stdout.is_empty() && look.stderr.contains("1 unchanged"), "{}", look.stderr);
        assert_eq!(project.ledger(), ["2016 published", "2016 repackaged"], "told once");
        project.passes(24);
    }
    assert_eq!(project.snapshots(FETCHED, "2016").len(), 1);
    project.release();
    assert_eq!(figures(&project), before);
    assert_eq!(publications(&project), ["2016 published", "2016 repackaged"]);
    let again = project.release();
    assert!(again.stdout.contains("(unchanged)"), "{}", again.stdout);
}

/// The member in a zip that was made in this year.
fn zipped_in(year: u16, text: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let made = DateTime::from_date_and_time(year, 1, 2, 3, 4, 6).unwrap();
    writer.start_file("PEF_2016.csv", SimpleFileOptions::default().last_modified_time(made)).unwrap();
    std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn d28_the_same_member_in_a_newer_zip_is_no_news() {
    let publisher = Publisher::of(zipped_in(2017, &records("170.00")));
    let project = Project::fetching("");
    let edition = format!("{}\nzip_member = \"*.csv\"", at(&publisher.url()));
    project.declare_dataset(FETCHED, "", &[("2016", &edition)]);
    project.reaching("run --quiet").ended(0);
    let before = figures(&project);
    for (year, event) in [(2018, 1), (2018, 1), (2019, 2), (2017, 2)] {
        project.passes(24);
        publisher.puts(zipped_in(year, &records("170.00")));
        assert_eq!(project.reaching("fetch --quiet").ended(0).stdout, "", "{year}");
        assert_eq!(project.ledger().iter().filter(|told| told.ends_with("repackaged")).count(), event, "{year}");
    }
    assert_eq!(project.snapshots(FETCHED, "2016").len(), 1);
    project.release();
    assert_eq!(figures(&project), before);

    project.passes(24);
    publisher.puts(zipped_in(2019, &records("180.00")));
    assert_ne!(project.reaching("fetch --quiet").ended(0).stdout, "", "another member is news");
}

#[test]
fn n22_a_file_that_is_taken_down_stays_here_and_its_return_is_told() {
    let publisher = Publisher::of(records("170.00"));
    let project = released(&publisher);
    let (snapshots, figures_before) = (project.snapshots(FETCHED, "2016"), figures(&project));
    publisher.takes_it_down();
    for _ in 0..2 {
        let told = project.reaching("fetch --json --quiet").ended(20).json();
        assert_eq!(told["editions"][0]["error"]["id"], "NET_GONE", "{told}");
        assert_eq!(told["editions"][0]["outcome"], "withdrawn");
        assert_eq!(project.ledger(), ["2016 published", "2016 withdrawn"], "told once");
        project.passes(24);
    }
    let look = project.status_of(FETCHED, "2016");
    assert_eq!((&look["state"], &look["last_look"]), (&"stored".into(), &"withdrawn".into()));
    assert!(look["last_error"].as_str().unwrap().contains("404"), "{look}");
    project.release();
    assert_eq!(figures(&project), figures_before, "what was published once is released still");
    assert_eq!(publications(&project), ["2016 published", "2016 withdrawn"]);

    publisher.puts(records("170.00"));
    for _ in 0..2 {
        project.reaching("fetch --quiet").ended(0);
        assert_eq!(project.ledger(), ["2016 published", "2016 withdrawn", "2016 returned"]);
        project.passes(24);
    }
    assert_eq!(project.snapshots(FETCHED, "2016").len(), snapshots.len());
}

#[test]
fn n22_a_file_that_was_never_there_is_not_said_to_be_withdrawn() {
    let publisher = Publisher::of("");
    publisher.takes_it_down();
    let project = Project::fetching(&publisher.url());
    let told = project.reaching("fetch --quiet").ended(20);
    assert_eq!(told.stdout, "");
    assert!(project.ledger().is_empty());
    assert_eq!(publisher.server.requests(), 1, "what is gone is not asked for over and over");
}

#[test]
fn n22_files_like_the_one_that_moved_are_named() {
    let page = "<a href='/x/PEF_2016_v2.zip'>2016</a> <a href='/x/mapa.html'>mapa</a>";
    let server = Server::answering(move |_, head| match path_of(head) {
        "/datos/" => ok(page),
        _ => status("404 Not Found"),
    });
    let listing = format!("[source.page]\nurl = \"{}\"\nlink = \"PEF_{{year}}.zip\"\n", server.url("/datos/"));
    let project = Project::fetching("");
    let own = at(&server.url("/PEF_2016.zip"));
    project.declare_dataset(FETCHED, &listing, &[("2016", &own)]);
    let from_the_source = project.reaching("fetch").ended(20).stderr;
    // Without a page of the source, the publisher's own is asked.
    project.declare_dataset(FETCHED, "", &[("2016", &own)]);
    let pipeline = format!("pipelines/{FETCHED}.toml");
    let named = "[publisher]\nname = \"Un instituto\"\n";
    project.edit(pipeline, named, &format!("{named}{}\n", at(&server.url("/datos/"))));
    let from_the_publisher = project.reaching("fetch").ended(20).stderr;
    for told in [from_the_source, from_the_publisher] {
        assert!(told.contains(&server.url("/x/PEF_2016_v2.zip")) && !told.contains("mapa"), "{told}");
    }
}

/// A server that answers its requests with these files in this order.
fn by_turns(accrued: &'static [&'static str]) -> Server {
    Server::answering(move |before, _| ok(records(accrued[before])))
}

#[test]
fn n30_a_file_that_comes_back_is_read_twice_and_then_believed() {
    let server = by_turns(&["170.00", "180.00", "170.00", "170.00"]);
    let project = Project::fetching(&server.url("/PEF_2016.csv"));
    for _ in 0..3 {
        assert_ne!(project.reaching("fetch --quiet").ended(0).stdout, "");
        project.passes(24);
    }
    assert_eq!(server.requests(), 4);
    assert_eq!(project.ledger(), ["2016 published", "2016 restated", "2016 restated"]);
    let hashes: Vec<_> = project.snapshots(FETCHED, "2016").into_iter().map(|one| one["sha256"].clone()).collect();
    assert!(hashes[0] == hashes[2] && hashes[0] != hashes[1], "{hashes:?}");
    project.release();
    assert!(figures(&project).contains("170.00"));
}

#[test]
fn n30_two_files_by_turns_are_held() {
    let server = by_turns(&["170.00", "180.00", "170.00", "180.00"]);
    let project = Project::fetching(&server.url("/PEF_2016.csv"));
    for _ in 0..2 {
        project.reaching("fetch --quiet").ended(0);
        project.passes(24);
    }
    let kept = project.kept();
    let told = project.reaching("fetch --json --quiet").ended(20).json();
    assert_eq!(told["editions"][0]["error"]["id"], "SRC_FLAPPING", "{told}");
    assert_eq!(told["editions"][0]["outcome"], "failed");
    assert!(project.kept() == kept, "nothing is recorded");
    project.release();
}
