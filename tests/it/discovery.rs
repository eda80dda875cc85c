//! Files that move: found on a page that links to them, or in a CKAN portal.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use crate::support::fetched::{FETCHED, records};
use crate::support::server::{ok, path_of, status};
use crate::support::{Project, Server};

/// A site with this page, these rules for robots, and a file of every year.
fn site(page: &'static str, robots: &'static str) -> Server {
    Server::answering(move |_, head| match path_of(head) {
        "/robots.txt" if robots.is_empty() => status("404 Not Found"),
        "/robots.txt" => ok(robots),
        "/datos/" => ok(page),
        file => match file.split_once("PEF_") {
            Some((_, rest)) => ok(records(&rest[..4])),
            None => status("404 Not Found"),
        },
    })
}

fn listed(server: &Server, link: &str, editions: &[&str]) -> Project {
    let project = Project::with(&[]);
    let source = format!("[source.page]\nurl = \"{}\"\nlink = \"{link}\"\n", server.url("/datos/"));
    let editions: Vec<(&str, &str)> = editions.iter().map(|edition| (*edition, "")).collect();
    project.declare_dataset(FETCHED, &source, &editions);
    project
}

const PAGE: &str =
    "<html><a href='/a/PEF_2015.csv'>2015</a> <a href='b/PEF_2016.csv?v=2'>2016</a> <a href='/mapa'>mapa</a>";

#[test]
fn a_page_says_where_each_file_is() {
    let server = site(PAGE, "");
    let project = listed(&server, "*PEF_{year}*", &["2015", "2016"]);
    assert_eq!(project.reaching("fetch --quiet").ended(0).stdout.lines().count(), 2);
    assert_eq!(server.paths(), ["/robots.txt", "/datos/", "/a/PEF_2015.csv", "/datos/b/PEF_2016.csv?v=2"]);
    let snapshot = &project.snapshots(FETCHED, "2016")[0];
    assert_eq!(snapshot["url"], server.url("/datos/b/PEF_2016.csv?v=2"), "the address of the file, not the page's");
    assert_eq!(snapshot["file_name"], "PEF_2016.csv");
    project.release();
    assert_eq!(project.latest().rows("source_file").count(), 2);
    assert_eq!(fs::read_dir(project.path("store/partial")).unwrap().count(), 0, "the page is not kept");
}

#[test]
fn n32_a_page_that_was_laid_out_anew_is_an_error_and_no_withdrawal() {
    let server = site(PAGE, "");
    let project = listed(&server, "*PEF_{year}*", &["2015", "2016"]);
    project.reaching("fetch --quiet").ended(0);
    project.passes(24);
    let anew = site("<html><p>Todo nuevo <a href='/tablero'>aquí</a>", "");
    let pipeline = format!("pipelines/{FETCHED}.toml");
    project.edit(pipeline, &server.url("/datos/"), &anew.url("/datos/"));
    let (kept, editions) = (project.kept(), ["2015", "2016"]);
    let told = project.reaching("fetch --json --quiet").ended(20).json();
    for (row, edition) in told["editions"].as_array().unwrap().iter().zip(editions) {
        assert_eq!(row["error"]["id"], "SRC_NO_MATCH", "{told}");
        let message = row["error"]["message"].as_str().unwrap();
        assert!(message.contains(&format!("0 of its 1 links match `*PEF_{edition}*`")), "{message}");
        assert!(message.contains("hint:") && row["outcome"] == "failed", "{row}");
    }
    assert!(project.kept() == kept);
    project.release();
}

#[test]
fn n22_an_edition_that_is_no_longer_listed_is_withdrawn_and_the_others_go_on() {
    let server = site(PAGE, "");
    let project = listed(&server, "*PEF_{year}*", &["2015", "2016", "2017"]);
    let told = project.reaching("fetch --json --quiet").ended(20).json();
    assert_eq!(told["fetched"].as_array().unwrap().len(), 2);
    assert_eq!(told["editions"][2]["error"]["id"], "NET_GONE", "{told}");
    assert_eq!(project.ledger(), ["2015 published", "2016 published"], "2017 was never there");

    project.passes(24);
    let fewer = site("<a href='/a/PEF_2015.csv'>2015</a>", "");
    project.edit(format!("pipelines/{FETCHED}.toml"), &server.url("/datos/"), &fewer.url("/datos/"));
    project.reaching("fetch --quiet").ended(20);
    assert_eq!(project.ledger(), ["2015 published", "2016 published", "2016 withdrawn"]);
    project.release();
    assert_eq!(project.latest().rows("source_file").count(), 2);
}

#[test]
fn a_pattern_that_fits_two_files_names_them_and_takes_neither() {
    let server = site("<a href='/a/PEF_2016.csv'>a</a> <a href='/b/PEF_2016.csv'>b</a>", "");
    let project = listed(&server, "*PEF_{year}*", &["2016"]);
    let told = project.reaching("fetch").ended(20).stderr;
    assert!(told.contains("/a/PEF_2016.csv") && told.contains("/b/PEF_2016.csv"), "{told}");
    assert_eq!(server.paths(), ["/robots.txt", "/datos/"]);
}

#[test]
fn n33_a_page_that_programs_must_not_read_is_not_read() {
    let server = site(PAGE, "User-agent: *\nDisallow: /datos/\n");
    let project = listed(&server, "*PEF_{year}*", &["2015", "2016"]);
    let told = project.reaching("fetch --json").ended(20);
    assert!(told.stderr.contains(&format!("{FETCHED}, every edition")), "{}", told.stderr);
    let json = told.json();
    assert_eq!(json["editions"].as_array().unwrap().len(), 1, "it is told once: {json}");
    assert_eq!(
        (&json["editions"][0]["error"]["id"], &json["editions"][0]["edition"]),
        (&"NET_ROBOTS".into(), &().into())
    );
    assert_eq!(server.paths(), ["/robots.txt"]);

    let pipeline = format!("pipelines/{FETCHED}.toml");
    project.edit(&pipeline, "link =", "ignores_robots = \"the publisher agreed by mail on 2026-01-02\"\nlink =");
    assert_eq!(project.reaching("fetch --quiet").ended(0).stdout.lines().count(), 2);
}

#[test]
fn s01_a_page_may_not_send_a_download_to_another_host() {
    let server = site("<a href='http://192.0.2.1/PEF_2016.csv'>2016</a>", "");
    let project = listed(&server, "*PEF_{year}*", &["2016"]);
    let told = project.reaching("fetch --json --quiet").ended(20).json();
    assert_eq!(told["editions"][0]["error"]["id"], "NET_OTHER_HOST", "{told}");
}

fn portal() -> Server {
    portal_whose_rows_say(&["170.00"])
}

/// A portal with one package, and the rows of its second resource: they say another amount each time they are read,
/// and the last one from then on.
fn portal_whose_rows_say(amounts: &'static [&'static str]) -> Server {
    let resource =
        |id: &str, name: &str, format: &str, url: &str| json!({ "id": id, "name": name, "format": format, "url": url });
    let package = json!({ "name": "pef", "resources": [
        resource("r1", "PEF 2015", "CSV", "/files/PEF_2015.csv"),
        resource("r2", "PEF 2016", ".csv", "/files/PEF_2016.csv"),
        resource("r3", "PEF 2016", "PDF", "/files/PEF_2016.pdf"),
    ]});
    let fields = ["_id", "Clave", "Aprobado", "Devengado"].map(|id| json!({ "id": id, "type": "text" }));
    let record = |id: u32, code: &str, approved: &str, accrued: &str| json!({ "_id": id, "Clave": code, "Aprobado": approved, "Devengado": accrued });
    let read = AtomicUsize::new(0);
    let table = move || {
        let amount = amounts[read.fetch_add(1, Ordering::SeqCst).min(amounts.len() - 1)];
        let records = [record(1, "1100", "700.00", amount), record(2, "1400", "300.00", "70.00")];
        json!({ "total": 2, "fields": fields, "records": records })
    };
    let success = |result: &serde_json::Value| ok(json!({ "success": true, "result": result }).to_string());
    Server::answering(move |_, head| {
        let path = path_of(head);
        let (action, query) = path.split_once('?').unwrap_or((path, ""));
        match (action, query) {
            ("/api/3/action/package_show", "id=pef") => success(&package),
            ("/api/3/action/datastore_search", query) if query.contains("resource_id=r2") => success(&table()),
            ("/files/PEF_2015.csv" | "/files/PEF_2016.csv", _) => ok(records("180.00")),
            _ => ok(json!({ "success": false, "error": { "__type": "Not Found Error" } }).to_string()),
        }
    })
}

fn held_by(server: &Server, more: &str, editions: &[&str]) -> Project {
    let project = Project::with(&[]);
    let source =
        format!("[source.ckan]\nurl = \"{}\"\nformat = \"csv\"\nname = \"PEF {{year}}\"\n{more}\n", server.url("/"));
    let editions: Vec<(&str, &str)> = editions.iter().map(|edition| (*edition, "")).collect();
    project.declare_dataset(FETCHED, &source, &editions);
    project
}

#[test]
fn a_package_of_a_portal_says_where_each_file_is() {
    let server = portal();
    let project = held_by(&server, "package = \"pef\"", &["2015", "2016", "2017"]);
    let told = project.reaching("fetch --json --quiet").ended(20).json();
    assert_eq!(told["fetched"].as_array().unwrap().len(), 2, "{told}");
    assert_eq!(told["editions"][2]["error"]["id"], "NET_GONE", "{told}");
    assert_eq!(server.paths(), ["/api/3/action/package_show?id=pef", "/files/PEF_2015.csv", "/files/PEF_2016.csv"]);
    assert_eq!(project.snapshots(FETCHED, "2016")[0]["url"], server.url("/files/PEF_2016.csv"));
    assert_eq!(fs::read_to_string(project.object(FETCHED, "2016")).unwrap(), records("180.00"));
    project.release();
}

#[test]
fn the_rows_of_a_portals_own_store_become_one_file() {
    let server = portal();
    let project = held_by(&server, "package = \"pef\"\ndatastore = true", &["2016"]);
    for look in 0..2 {
        let told = project.reaching("fetch --quiet").ended(0).stdout;
        assert_eq!(told.lines().count(), 1 - look, "the same rows are no news");
        project.passes(24);
    }
    let stored = fs::read_to_string(project.object(FETCHED, "2016")).unwrap();
    assert_eq!(stored, "Clave,Aprobado,Devengado\n1100,700.00,170.00\n1400,300.00,70.00\n");
    assert!(server.paths().iter().all(|path| path.starts_with("/api/")), "{:?}", server.paths());
    let url = server.url("/api/3/action/datastore_search?resource_id=r2");
    assert_eq!(project.snapshots(FETCHED, "2016")[0]["url"], url, "the address that was read");
    project.release();
    assert_eq!(project.latest().rows("spending_by_object").count(), 2);
}

#[test]
fn n30_rows_that_go_back_are_read_twice_and_recorded() {
    let server = portal_whose_rows_say(&["170.00", "180.00", "170.00"]);
    let project = held_by(&server, "package = \"pef\"\ndatastore = true", &["2016"]);
    for _ in 0..3 {
        project.reaching("fetch --quiet").ended(0);
        project.passes(24);
    }
    assert_eq!(project.ledger(), ["2016 published", "2016 restated", "2016 restated"]);
    assert_eq!(server.paths().iter().filter(|path| path.contains("datastore_search")).count(), 4);
}

#[test]
fn a_portal_that_says_no_is_told_in_its_own_words_once() {
    let server = portal();
    let project = held_by(&server, "package = \"ppef\"", &["2015", "2016"]);
    let told = project.reaching("fetch").ended(20).stderr;
    assert!(told.contains("Not Found Error") && told.contains("every edition"), "{told}");
    assert_eq!(server.requests(), 1);
}
