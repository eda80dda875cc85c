//! Answers with status 200 that are not the file: each is refused, and nothing that is stored or released moves.

use crate::support::Project;
use crate::support::fetched::{FETCHED, at, records};
use crate::support::publisher::Publisher;
use crate::support::server::message;
use crate::support::workbook::patch::zipped;

const OLD_WORKBOOK: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and what else is in an old workbook";

/// One answer.
struct Case {
    what: &'static str,
    content_type: &'static str,
    body: Vec<u8>,
    id: &'static str,
    says: &'static str,
}

fn case(what: &'static str, body: impl Into<Vec<u8>>, id: &'static str, says: &'static str) -> Case {
    Case { what, content_type: "text/csv", body: body.into(), id, says }
}

/// Fetches and releases a good file, then looks at each of these.
fn refuses(edition: &str, good: Vec<u8>, cases: Vec<Case>) {
    let publisher = Publisher::of(good);
    let project = Project::fetching("");
    project.declare_dataset(FETCHED, "", &[("2016", &format!("{}\n{edition}", at(&publisher.url())))]);
    project.reaching("run --quiet").ended(0);
    let (kept, released) = (project.kept(), project.released());
    for Case { what, content_type, body, id, says } in cases {
        publisher.answers(message("200 OK", &[("Content-Type", content_type)], &body));
        let told = project.reaching("fetch").ended(21);
        assert!(told.stdout.is_empty() && told.stderr.contains(says), "{what}: {}", told.stderr);
        let error = told.stderr.split_once("error: ").unwrap().1;
        let hints = error.matches("\n  hint: ").count();
        assert_eq!(hints, 1, "{what}: {}", told.stderr);
        let json = project.reaching("fetch --json --quiet").ended(21).json();
        assert_eq!(json["editions"][0]["error"]["id"], id, "{what}: {json}");
        assert_eq!(json["editions"][0]["outcome"], "failed", "{what}");
        assert!(project.kept() == kept, "{what}: something was stored");
        let run = project.reaching(&format!("run {FETCHED} --quiet")).ended(21);
        assert!(run.stdout.contains("(unchanged)"), "{what}: {}", run.stdout);
        assert!(project.released() == released, "{what}: the release moved");
        let left = std::fs::read_dir(project.path("store/partial")).unwrap().count();
        assert_eq!(left, 0, "{what}: something of it was left");
        let look = project.status_of(FETCHED, "2016");
        assert!(look["last_error"].is_string() && look["state"] == "stored", "{what}: {look}");
    }
}

#[test]
fn n18_what_is_no_text_is_refused_in_the_place_of_text() {
    let good = records("170.00");
    let header = good.lines().next().unwrap().to_owned();
    let page = "<!DOCTYPE html><html><title>Mantenimiento</title>";
    refuses(
        "",
        good.clone().into(),
        vec![
            case("a page", page, "SRC_NOT_DATA", "an HTML page, expected data"),
            Case { content_type: "text/html", ..case("a page that says so", page, "SRC_NOT_DATA", "an HTML page") },
            case("an error", "{\"error\": \"not found\"}", "SRC_NOT_DATA", "a JSON error"),
            case("a document", "%PDF-1.7\nand what else is in it", "SRC_NOT_DATA", "a PDF document"),
            case("a workbook", OLD_WORKBOOK, "SRC_NOT_DATA", "an old workbook"),
            case("a zip", zipped(&[("a.csv", good.as_bytes())]), "SRC_NOT_DATA", "a zip or a new workbook"),
            case("nothing", "", "SRC_NOT_DATA", "nothing at all"),
            case("a header alone", format!("{header}\r\n"), "SRC_DAMAGED", "record"),
            case("a cut record", &good[..good.len() - 8], "SRC_DAMAGED", "fields"),
            case("a quote that stays open", good.replace("2200,", "\"2200,"), "SRC_DAMAGED", "quote"),
            case("text packed twice", packed(&packed(good.as_bytes())), "SRC_DAMAGED", "packed with zstd once more"),
            case("a page below a blank line", format!("\n\n{page}"), "SRC_NOT_DATA", "an HTML page"),
        ],
    );
}

#[test]
fn n07_a_zip_that_is_no_whole_zip_is_refused() {
    let good = zipped(&[("PEF_2016.csv", records("170.00"))]);
    let mut flipped = good.clone();
    // Inside the compressed bytes of the member, behind its header of 30 bytes and its name.
    flipped[30 + 12 + 20] ^= 0xff;
    refuses(
        "zip_member = \"*.csv\"",
        good.clone(),
        vec![
            case("half a zip", &good[..good.len() / 2], "SRC_DAMAGED", "zip"),
            case("a zip without its last byte", &good[..good.len() - 1], "SRC_DAMAGED", "zip"),
            case("a flipped byte", flipped, "SRC_DAMAGED", "PEF_2016.csv"),
            case("text", records("170.00"), "SRC_NOT_DATA", "no zip"),
            case("a page", "<html><body>Acceso denegado", "SRC_NOT_DATA", "an HTML page"),
        ],
    );
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 0).unwrap()
}

/// A file that is whole and has changed is what is published now: it is stored, and whoever builds from it is told.
#[test]
fn d08_a_whole_file_with_another_header_is_stored_and_the_release_stays() {
    let publisher = Publisher::of(records("170.00"));
    let project = Project::fetching(&publisher.url());
    project.reaching("run --quiet").ended(0);
    let released = project.released();
    project.passes(24);
    publisher.puts(records("180.00").replace("Devengado", "Ejercido"));
    project.reaching("fetch --quiet").ended(0);
    assert_eq!(project.ledger(), ["2016 published", "2016 restated"]);
    let told = project.erario("run --offline --quiet").ended(21);
    assert!(told.stderr.contains("unknown column `Ejercido`") && told.stderr.contains("hint:"), "{}", told.stderr);
    assert!(project.released() == released);
}

#[test]
fn x14_a_whole_zip_without_the_declared_member_is_stored_with_a_warning() {
    let publisher = Publisher::of(zipped(&[("PEF_2016.csv", records("170.00"))]));
    let project = Project::fetching("");
    let edition = format!("{}\nzip_member = \"*.csv\"", at(&publisher.url()));
    project.declare_dataset(FETCHED, "", &[("2016", &edition)]);
    project.reaching("fetch --quiet").ended(0);
    project.passes(24);
    publisher.puts(zipped(&[("PEF_2016.txt", records("170.00"))]));
    let told = project.reaching("fetch").ended(0);
    assert!(told.stderr.contains("warning: stored, but") && told.stderr.contains("*.csv"), "{}", told.stderr);
    assert_eq!(project.ledger(), ["2016 published", "2016 restated"]);
    assert!(project.snapshots(FETCHED, "2016")[1]["content_sha256"].is_null());
}
