//! Years that lie back: which editions are meant, what would be asked, and a fetch that goes on where it stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::fetched::{FETCHED, records};
use crate::support::server::{in_trouble, ok};
use crate::support::{Project, Server};

const YEARS: [&str; 4] = ["2013", "2014", "2015", "2016"];

/// One dataset whose editions of four years are at addresses that tell the year.
fn project(server: &Server) -> Project {
    let project = Project::with(&[]);
    let source = format!("[source]\nurl = \"{}\"\n", server.url("/PEF_{year}.csv"));
    project.declare_dataset(FETCHED, &source, &YEARS.map(|year| (year, "")));
    project
}

/// Every year's file says another amount.
fn server() -> Server {
    Server::answering(|_, head| ok(records(&head["GET /PEF_".len()..][..4])))
}

#[test]
fn a_dry_run_says_what_would_be_asked_and_asks_nobody() {
    let server = server();
    let project = project(&server);
    let backfill = format!("fetch {FETCHED} --from 2014 --to 2015");
    let told = project.reaching(&format!("{backfill} --dry-run")).ended(0);
    let line =
        |year: &str, action: &str| format!("{FETCHED} {year}: {action}: {}\n", server.url(&format!("/PEF_{year}.csv")));
    assert_eq!(told.stdout, line("2014", "would be downloaded") + &line("2015", "would be downloaded"));
    assert_eq!(server.requests(), 0);
    assert!(!project.path("store").exists(), "not even a store is made");

    project.reaching(&format!("fetch {FETCHED} --edition 2014 --quiet")).ended(0);
    let told = project.reaching(&format!("{backfill} --dry-run")).ended(0);
    assert_eq!(told.stdout, line("2014", "stored, would not be asked for") + &line("2015", "would be downloaded"));
    let told = project.reaching(&format!("{backfill} --dry-run --refresh")).ended(0);
    assert_eq!(told.stdout, line("2014", "stored, would be looked at") + &line("2015", "would be downloaded"));
    let json = project.reaching(&format!("{backfill} --dry-run --json")).ended(0).json();
    assert_eq!(json["editions"][0]["skipped"], true, "{json}");
    assert_eq!(server.requests(), 1);
}

#[test]
fn a_span_of_years_is_fetched_once() {
    let server = server();
    let project = project(&server);
    let backfill = format!("fetch {FETCHED} --from 2014 --to 2015 --quiet");
    let fetched = project.reaching(&backfill).ended(0);
    assert_eq!(fetched.stdout.lines().count(), 2);
    assert_eq!(server.paths(), ["/PEF_2014.csv", "/PEF_2015.csv"]);
    project.passes(10 * 24);
    assert_eq!(project.reaching(&backfill).ended(0).stdout, "");
    assert_eq!(server.requests(), 2, "what is stored is not asked for again");
    let rest = project.reaching(&format!("fetch {FETCHED} --to 2016 --quiet")).ended(0);
    assert_eq!(rest.stdout.lines().count(), 2);
    assert_eq!(server.paths()[2..], ["/PEF_2013.csv", "/PEF_2016.csv"]);
    project.reaching(&format!("{backfill} --refresh")).ended(0);
    assert_eq!(server.paths()[4..], ["/PEF_2014.csv", "/PEF_2015.csv"], "unless it is asked for");

    project.release();
    let release = project.latest();
    let years: Vec<_> = release.rows("source_file").map(|row| row["edition"].to_owned()).collect();
    assert_eq!(years, YEARS);
}

#[test]
fn what_failed_is_asked_for_by_the_next_run_and_nothing_else() {
    let fails = Arc::new(AtomicBool::new(true));
    let is_failing = Arc::clone(&fails);
    let server = Server::answering(move |_, head| {
        let year = &head["GET /PEF_".len()..][..4];
        if year == "2014" && is_failing.load(Ordering::SeqCst) { in_trouble() } else { ok(records(year)) }
    });
    let project = project(&server);
    let backfill = format!("fetch {FETCHED} --from 2013");
    let told = project.reaching(&backfill).ended(20);
    assert_eq!(told.stdout.lines().count(), 3, "the others are stored: {}", told.stdout);
    assert!(told.stderr.contains("edition 2014"), "{}", told.stderr);
    assert_eq!(server.requests(), 4);
    project.release();
    assert_eq!(project.latest().rows("source_file").count(), 3);

    fails.store(false, Ordering::SeqCst);
    let fetched = project.reaching(&backfill).ended(0);
    assert!(fetched.stdout.starts_with(&format!("{FETCHED}/2014@")), "{}", fetched.stdout);
    assert_eq!(server.paths()[4..], ["/PEF_2014.csv"]);
    project.reaching(&backfill).ended(0);
    assert_eq!(server.requests(), 5);
}

#[test]
fn years_without_an_edition_are_named() {
    let server = server();
    let project = project(&server);
    let told = project.reaching(&format!("fetch {FETCHED} --from 2010 --to 2013")).ended(0);
    assert!(told.stderr.contains("no edition is declared for 2010, 2011, 2012\n"), "{}", told.stderr);
    assert_eq!(server.paths(), ["/PEF_2013.csv"]);
    let none = project.reaching(&format!("fetch {FETCHED} --from 2018 --to 2019")).ended(0);
    assert!(none.stderr.contains("2018, 2019") && none.stdout.is_empty(), "{}", none.stderr);
    assert_eq!(server.requests(), 1);
}

#[test]
fn an_edition_that_cannot_be_fetched_is_refused_before_anybody_is_asked() {
    let server = server();
    let project = project(&server);
    let unknown = project.reaching(&format!("fetch {FETCHED} --edition 2014 --edition 2099")).ended(2);
    assert!(unknown.stderr.contains("no edition `2099`") && unknown.stderr.contains("hint:"), "{}", unknown.stderr);
    let source = format!("[source]\nurl = \"{}\"\n", server.url("/PEF_{year}.csv"));
    project.declare_dataset(FETCHED, &source, &[("2014", ""), ("2015", "by_hand = true")]);
    let by_hand = project.reaching(&format!("fetch {FETCHED} --edition 2015")).ended(2);
    assert!(by_hand.stderr.contains("erario add"), "{}", by_hand.stderr);
    assert_eq!(server.requests(), 0);
    project.reaching("fetch --quiet").ended(0);
    assert_eq!(server.paths(), ["/PEF_2014.csv"], "what arrives by hand is not asked for");
}
