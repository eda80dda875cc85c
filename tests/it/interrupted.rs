//! A fetch that is killed: the store stays sound, the release stays, and the next fetch goes on where it stopped.

use std::fs;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::support::fetched::{FETCHED, records};
use crate::support::publisher::etag;
use crate::support::server::{header, message};
use crate::support::{Project, Server, files_under};

/// A file of three megabytes.
fn large() -> Vec<u8> {
    let mut text = records("170.00");
    while text.len() < 3 << 20 {
        text.push_str("2600,50.00,10.25\n");
    }
    text.into_bytes()
}

/// The head of an answer that announces more than it brings, and half of the body.
fn half(file: &[u8]) -> Vec<u8> {
    let whole = message("200 OK", &[("ETag", &etag(file))], file);
    whole[..whole.len() - file.len() / 2].to_vec()
}

/// What a server that understands ranges answers.
fn whole_or_rest(file: &[u8], head: &str) -> Vec<u8> {
    let from = header(head, "range").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    match from.filter(|_| header(head, "if-range") == Some(&etag(file))) {
        Some(from) => {
            let from: usize = from;
            let range = format!("bytes {from}-{}/{}", file.len() - 1, file.len());
            message("206 Partial Content", &[("ETag", &etag(file)), ("Content-Range", &range)], &file[from..])
        }
        None => message("200 OK", &[("ETag", &etag(file))], file),
    }
}

/// Bytes of unfinished downloads.
fn unfinished(project: &std::path::Path) -> u64 {
    let files = files_under(&project.join("store/partial"));
    let bytes = files.iter().filter(|(path, _)| path.extension().is_none()).map(|(_, bytes)| bytes.len() as u64);
    bytes.sum()
}

/// A server of a small file, then of half of a large one in whose middle the command is killed, then of the large one.
fn killing_server(
    project: std::path::PathBuf,
    understands_ranges: bool,
    child: Receiver<Child>,
    killed: Sender<()>,
) -> Server {
    let file = large();
    Server::speaking(None, move |before, head, line| {
        match before {
            0 => drop(line.write_all(&message("200 OK", &[], records("170.00").as_bytes()))),
            1 => {
                line.write_all(&half(&file)).unwrap();
                line.flush().unwrap();
                while unfinished(&project) < file.len() as u64 / 2 {
                    std::thread::sleep(Duration::from_millis(5));
                }
                let mut child = child.recv().unwrap();
                child.kill().unwrap();
                child.wait().unwrap();
                killed.send(()).unwrap();
            }
            _ if understands_ranges => drop(line.write_all(&whole_or_rest(&file, head))),
            _ => drop(line.write_all(&message("200 OK", &[("ETag", &etag(&file))], &file))),
        };
    })
}

/// A project with a release, whose next fetch was killed in the middle.
fn killed(understands_ranges: bool) -> (Project, Server) {
    let project = Project::fetching("");
    let ((child, of_server), (of_test, killed)) = (channel(), channel());
    let server = killing_server(project.path(""), understands_ranges, of_server, of_test);
    project.declare_dataset(FETCHED, "", &[("2016", &crate::support::fetched::at(&server.url("/PEF_2016.csv")))]);
    project.reaching("fetch --quiet").ended(0);
    project.passes(24);
    project.release();
    let mut command = project.command("fetch --quiet");
    child.send(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()).unwrap();
    killed.recv().unwrap();
    (project, server)
}

/// Nothing of what is kept or released is other than before.
fn assert_sound(project: &Project) {
    project.erario("store check --read-data").ended(0);
    assert_eq!(project.ledger(), ["2016 published"]);
    assert_eq!(fs::read_to_string(project.object(FETCHED, "2016")).unwrap(), records("170.00"));
    let again = project.release();
    assert!(again.stdout.contains("(unchanged)"), "{}", again.stdout);
}

fn assert_whole(project: &Project) {
    project.erario("store check --read-data").ended(0);
    assert!(fs::read(project.object(FETCHED, "2016")).unwrap() == large());
    assert_eq!(project.ledger(), ["2016 published", "2016 restated"]);
    let garbage = project.erario("store gc --json").ended(0).json();
    assert_eq!(garbage["garbage"].as_array().unwrap().len(), 0, "{garbage}");
}

#[test]
fn p01_a_fetch_that_was_killed_goes_on_where_it_stopped() {
    let (project, server) = killed(true);
    let released = project.released();
    assert_sound(&project);
    project.reaching("fetch --quiet").ended(0);
    let heads = server.heads();
    assert_eq!(heads.len(), 3);
    let from = large().len() - large().len() / 2;
    assert_eq!(header(&heads[2], "range"), Some(format!("bytes={from}-").as_str()), "only the rest is asked for");
    assert_eq!(header(&heads[2], "if-range"), Some(etag(&large()).as_str()));
    assert_whole(&project);
    assert!(project.released() == released, "the release moves when it is made anew, and not before");
}

#[test]
fn n08_a_server_that_ignores_the_range_is_read_from_the_start() {
    let (project, server) = killed(false);
    project.reaching("fetch --quiet").ended(0);
    assert!(header(&server.heads()[2], "range").is_some());
    assert_whole(&project);
}

#[test]
fn p01_what_a_killed_fetch_left_can_be_removed() {
    let (project, server) = killed(true);
    let before = project.kept();
    let listed = project.erario("store gc").ended(0).stdout;
    assert!(listed.contains("store/partial/") && listed.contains("erario store gc --apply"), "{listed}");
    assert!(unfinished(&project.path("")) > 0, "listing removes nothing");
    project.erario("store gc --apply").ended(0);
    assert_eq!(fs::read_dir(project.path("store/partial")).unwrap().count(), 0);
    assert!(files_under(&project.path("store")).keys().all(|path| !path.to_string_lossy().contains(".new-")));
    assert!(project.kept() == before);
    assert_sound(&project);
    project.reaching("fetch --quiet").ended(0);
    assert_eq!(header(&server.heads()[2], "range"), None, "there is nothing left to go on from");
    assert_whole(&project);
}
