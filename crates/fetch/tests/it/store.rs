use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use erario_fetch::{HttpFacts, NewSnapshot, Store, StoreError};
use erario_model::{Address, Event, EventKind, Licence, Received, Snapshot};
use proptest::prelude::*;
use tempfile::TempDir;

struct Place {
    folder: TempDir,
    store: Store,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(&folder.path().join("a/store")).unwrap();
        Place { folder, store }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("a/store")
    }

    fn add(&self, bytes: &[u8], edition: &str, at: &str) -> Result<Snapshot, StoreError> {
        let file = self.folder.path().join("file");
        fs::write(&file, bytes).unwrap();
        self.store.add_file(&file, new(edition, at))
    }
}

pub fn pef() -> Address {
    "mx-shcp/pef".parse().unwrap()
}

pub fn new(edition: &str, at: &str) -> NewSnapshot {
    NewSnapshot {
        dataset: pef(),
        edition: edition.to_owned(),
        file_name: "../../PEF final (2).csv".to_owned(),
        url: Some("https://finanzas.example/pef.csv".to_owned()),
        licence: Licence {
            id: "CC-BY-4.0".to_owned(),
            title: "Creative Commons Attribution 4.0".to_owned(),
            url: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
            attribution: "SHCP".to_owned(),
            share_alike: false,
        },
        is_sample: false,
        retrieved_at: at.parse().unwrap(),
        stored_by: "0.1.0".to_owned(),
        pipeline_sha256: Some("ab".repeat(32)),
        content_sha256: Some("cd".repeat(32)),
        received: None,
        http: Some(HttpFacts {
            status: 200,
            redirects: vec!["https://finanzas.example/pef-2.csv".to_owned()],
            etag: Some("\"abc\"".to_owned()),
            last_modified: None,
            content_type: Some("text/csv".to_owned()),
            headers: BTreeMap::from([("server".to_owned(), "IIS".to_owned())]),
        }),
    }
}

pub const EARLY: &str = "2024-02-01T12:00:00.75Z";
pub const LATE: &str = "2024-03-01T06:00:00-06:00";

pub fn files_under(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(files_under(&path)),
            false => files.push(path.display().to_string()),
        }
    }
    files.sort();
    files
}

#[test]
fn a_snapshot_is_found_where_the_layout_says() {
    let place = Place::new();
    let snapshot = place.add(b"abc", "2024", EARLY).unwrap();
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let root = place.root();
    assert_eq!(fs::read_to_string(root.join("format")).unwrap(), "erario-store 2\n");
    assert_eq!(fs::read(root.join(format!("objects/ba/{sha256}"))).unwrap(), b"abc");
    let json = root.join("snapshots/mx-shcp/pef/2024/20240201T120000Z-ba7816bf8f01.json");
    let json: serde_json::Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    assert_eq!(json["retrieved_at"], "2024-02-01T12:00:00Z");
    assert_eq!(json["sha256"], sha256);
    assert_eq!(json["size_bytes"], 3);
    assert_eq!(json["file_name"], "../../PEF final (2).csv");
    assert_eq!(json["redirects"][0], "https://finanzas.example/pef-2.csv");
    assert_eq!(json["http_status"], 200);
    assert_eq!(json["headers"]["server"], "IIS");
    assert_eq!(json["content_sha256"], "cd".repeat(32));
    assert_eq!(json["pipeline_sha256"], "ab".repeat(32));
    assert_eq!(snapshot.source_id(), "mx-shcp/pef/2024@ba7816bf8f01");
    assert!(fs::metadata(&snapshot.path).unwrap().permissions().readonly());
}

#[test]
fn editions_and_snapshots_come_in_order() {
    let place = Place::new();
    let late = place.add(b"restated", "2024", LATE).unwrap();
    let early = place.add(b"first", "2024", EARLY).unwrap();
    place.add(b"other", "2016", LATE).unwrap();
    assert_eq!(place.store.editions(&pef()).unwrap(), ["2016", "2024"]);
    assert_eq!(place.store.snapshots(&pef(), "2024").unwrap(), [early, late.clone()]);
    assert_eq!(place.store.latest(&pef(), "2024").unwrap(), Some(late));
    assert_eq!(place.store.latest(&pef(), "2025").unwrap(), None);
    assert_eq!(place.store.editions(&"mx-shcp/other".parse().unwrap()).unwrap(), [""; 0]);
}

#[test]
fn the_same_content_twice_is_one_snapshot() {
    let place = Place::new();
    let first = place.add(b"abc", "2024", EARLY).unwrap();
    let before = files_under(&place.root());
    assert_eq!(place.add(b"abc", "2024", LATE).unwrap(), first);
    assert_eq!(files_under(&place.root()), before);
}

#[test]
fn the_same_content_in_two_editions_is_one_object() {
    let place = Place::new();
    let one = place.add(b"abc", "2023", EARLY).unwrap();
    let two = place.add(b"abc", "2024", EARLY).unwrap();
    assert_eq!(one.path, two.path);
    assert_ne!(one.source_id(), two.source_id());
}

#[test]
fn f01_a_file_that_cannot_be_read_leaves_nothing() {
    let place = Place::new();
    let missing = place.folder.path().join("missing.csv");
    let error = place.store.add_file(&missing, new("2024", EARLY)).unwrap_err();
    assert!(matches!(&error, StoreError::Disk { path, .. } if *path == missing), "{error}");
    assert_eq!(place.store.editions(&pef()).unwrap(), [""; 0]);
}

#[test]
fn f05_rot_is_found_and_mended_by_the_same_content() {
    let place = Place::new();
    let snapshot = place.add(b"abc", "2024", EARLY).unwrap();
    for rot in [Some("abd"), Some("ab"), None] {
        fs::remove_file(&snapshot.path).unwrap();
        if let Some(rot) = rot {
            fs::write(&snapshot.path, rot).unwrap();
        }
        let error = place.store.read(&snapshot).unwrap_err();
        assert!(matches!(error, StoreError::Rotten { .. }), "{error}");
        place.add(b"abc", "2024", LATE).unwrap();
        assert_eq!(place.store.read(&snapshot).unwrap(), b"abc");
    }
}

#[test]
fn f06_a_second_writer_is_refused_and_a_reader_is_not() {
    let place = Place::new();
    let snapshot = place.add(b"abc", "2024", EARLY).unwrap();
    let other = File::options().write(true).open(place.root().join("lock")).unwrap();
    other.lock().unwrap();
    let error = place.add(b"def", "2024", LATE).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert_eq!(place.store.read(&snapshot).unwrap(), b"abc");
    drop(other);
    place.add(b"def", "2024", LATE).unwrap();
}

#[test]
fn f06_threads_of_one_process_wait_for_each_other() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let place = &place;
            scope.spawn(move || {
                let file = place.folder.path().join(format!("file-{number}"));
                fs::write(&file, number.to_string()).unwrap();
                place.store.add_file(&file, new("2024", EARLY)).unwrap();
            });
        }
    });
    assert_eq!(place.store.snapshots(&pef(), "2024").unwrap().len(), 8);
}

#[test]
fn f07_a_lock_file_that_nobody_holds_stops_nobody() {
    let place = Place::new();
    fs::write(place.root().join("lock"), "4711").unwrap();
    place.add(b"abc", "2024", EARLY).unwrap();
}

#[test]
fn f12_the_publishers_file_name_is_never_a_path() {
    let place = Place::new();
    place.add(b"abc", "2024", EARLY).unwrap();
    assert!(files_under(place.folder.path()).iter().all(|path| !path.contains("PEF final")));
}

#[test]
fn f12_an_edition_that_is_no_plain_name_is_refused() {
    let place = Place::new();
    for edition in ["../x", "", ".", "2024/4T", "año"] {
        let error = place.add(b"abc", edition, EARLY).unwrap_err();
        assert!(matches!(error, StoreError::Edition { .. }), "{error}");
        assert!(place.store.latest(&pef(), edition).is_err());
    }
    assert!(!place.folder.path().join("a/store/objects/ba").exists(), "refused before a byte was stored");
}

#[test]
fn f13_provenance_that_somebody_edited_is_an_error_and_no_path() {
    let place = Place::new();
    place.add(b"abc", "2024", EARLY).unwrap();
    let json = place.root().join("snapshots/mx-shcp/pef/2024/20240201T120000Z-ba7816bf8f01.json");
    let text = fs::read_to_string(&json).unwrap();
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for edited in [text.replace(sha256, "../../../../etc/passwd"), text.replace("sha256", "sha"), String::new()] {
        fs::remove_file(&json).unwrap();
        fs::write(&json, edited).unwrap();
        let error = place.store.latest(&pef(), "2024").unwrap_err();
        assert!(matches!(&error, StoreError::Provenance { path, .. } if *path == json), "{error}");
    }
}

#[test]
fn f15_a_newer_format_is_refused() {
    let place = Place::new();
    let format = place.root().join("format");
    fs::remove_file(&format).unwrap();
    fs::write(&format, "erario-store 3\n").unwrap();
    for opened in [Store::open(&place.root()), Store::open_or_create(&place.root())] {
        let error = opened.unwrap_err();
        assert!(matches!(error, StoreError::NewerFormat { found: 3, known: 2, .. }), "{error}");
        assert!(error.to_string().contains("hint: upgrade"), "{error}");
    }
}

/// A store of the first format, as version 0.1.0 of the program left it.
fn old_store() -> Place {
    let place = Place::new();
    place.add(b"abc", "2024", EARLY).unwrap();
    let root = place.root();
    for folder in ["events", "looks", "partial"] {
        fs::remove_dir(root.join(folder)).unwrap();
    }
    let json = root.join("snapshots/mx-shcp/pef/2024/20240201T120000Z-ba7816bf8f01.json");
    let mut provenance: serde_json::Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    for newer in ["headers", "content_sha256", "pipeline_sha256"] {
        provenance.as_object_mut().unwrap().remove(newer).unwrap();
    }
    for (path, text) in [(json, provenance.to_string()), (root.join("format"), "erario-store 1\n".to_owned())] {
        fs::remove_file(&path).unwrap();
        fs::write(&path, text).unwrap();
    }
    place
}

#[test]
fn f15_an_older_store_is_read_as_it_is_and_becomes_a_new_one_when_it_is_written_to() {
    let place = old_store();
    let root = place.root();
    let read = Store::open(&root).unwrap();
    let old = read.latest(&pef(), "2024").unwrap().unwrap();
    assert_eq!(read.read(&old).unwrap(), b"abc");
    assert_eq!(read.events(&pef(), "2024").unwrap(), []);
    assert!(read.looks(&pef()).unwrap().is_empty());
    assert_eq!(fs::read_to_string(root.join("format")).unwrap(), "erario-store 1\n", "reading changes nothing");

    let store = Store::open_or_create(&root).unwrap();
    assert_eq!(fs::read_to_string(root.join("format")).unwrap(), "erario-store 2\n");
    assert_eq!(store.latest(&pef(), "2024").unwrap().unwrap(), old);
    assert!(store.check(true).unwrap().problems.is_empty());
}

#[test]
fn f15_a_format_that_is_none_is_refused() {
    let place = Place::new();
    let format = place.root().join("format");
    for text in ["", "erario-store", "erario-store 0", "git 1"] {
        fs::remove_file(&format).unwrap();
        fs::write(&format, text).unwrap();
        let error = Store::open_or_create(&place.root()).unwrap_err();
        assert!(matches!(error, StoreError::BadFormat { .. }), "{error}");
    }
}

#[test]
fn a_folder_without_a_format_is_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open(folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::NoStore { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn p01_what_a_crash_leaves_behind_is_harmless() {
    let place = Place::new();
    let root = place.root();
    // Killed while copying; after the bytes; after the folder; and, long ago, while the store was made.
    fs::write(root.join(".new-Xy12"), "ab").unwrap();
    fs::create_dir_all(root.join("objects/ba")).unwrap();
    let object = root.join("objects/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    fs::write(&object, "abc").unwrap();
    fs::create_dir_all(root.join("snapshots/mx-shcp/pef/2024")).unwrap();
    fs::write(root.join("snapshots/mx-shcp/pef/2024/.new-Xy12"), "{").unwrap();
    fs::remove_file(root.join("format")).unwrap();

    let store = Store::open_or_create(&root).unwrap();
    assert_eq!(store.editions(&pef()).unwrap(), [""; 0]);
    assert_eq!(store.latest(&pef(), "2024").unwrap(), None);
    let snapshot = place.add(b"abc", "2024", EARLY).unwrap();
    assert_eq!(store.read(&snapshot).unwrap(), b"abc");
    assert_eq!(store.snapshots(&pef(), "2024").unwrap(), [snapshot]);
}

#[test]
fn f04_looks_that_were_torn_are_looks_that_never_were() {
    let place = Place::new();
    let path = place.root().join("looks/mx-shcp/pef.json");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "{\"2024\": {\"checked_").unwrap();
    assert!(place.store.looks(&pef()).unwrap().is_empty());
}

#[test]
fn f05_a_check_finds_every_rot_and_says_what_mends_it() {
    let place = Place::new();
    let fetched = place.add(b"abc", "2024", EARLY).unwrap();
    let by_hand = place.folder.path().join("by-hand");
    fs::write(&by_hand, "by hand").unwrap();
    let received = Received { from: "SEFIPLAN".to_owned(), on: "2024-02-01".to_owned(), how: None };
    let new = NewSnapshot { url: None, http: None, received: Some(received), ..new("2023", EARLY) };
    let by_hand = place.store.add_file(&by_hand, new).unwrap();
    let checked = place.store.check(true).unwrap();
    assert_eq!((checked.snapshots, checked.objects, checked.read_bytes, checked.problems.len()), (2, 2, 10, 0));

    for path in [&fetched.path, &by_hand.path] {
        fs::remove_file(path).unwrap();
    }
    fs::write(&fetched.path, "abd").unwrap();
    let quick = place.store.check(false).unwrap();
    assert_eq!(quick.problems.len(), 1, "the length alone does not tell");
    let problems: Vec<String> = place.store.check(true).unwrap().problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2);
    let told = |words: &[&str]| problems.iter().any(|problem| words.iter().all(|word| problem.contains(word)));
    assert!(told(&["erario fetch mx-shcp/pef --edition 2024 --refresh", "found 3 bytes"]), "{problems:?}");
    assert!(told(&["erario add mx-shcp/pef FILE --edition 2023", "found no file"]), "{problems:?}");
}

#[test]
fn f13_a_check_goes_on_after_a_provenance_that_cannot_be_read() {
    let place = Place::new();
    place.add(b"abc", "2024", EARLY).unwrap();
    place.add(b"def", "2023", EARLY).unwrap();
    let json = place.root().join("snapshots/mx-shcp/pef/2023");
    let json = fs::read_dir(json).unwrap().next().unwrap().unwrap().path();
    fs::remove_file(&json).unwrap();
    fs::write(&json, "{").unwrap();
    let checked = place.store.check(true).unwrap();
    assert_eq!((checked.snapshots, checked.objects), (2, 1));
    assert!(matches!(checked.problems.as_slice(), [StoreError::Provenance { path, .. }] if *path == json));
    assert!(place.store.collect_garbage(&BTreeSet::new(), true).is_err(), "it may name what looks like garbage");
    assert!(place.root().join("objects/cb").exists());
}

#[test]
fn f14_only_what_nobody_names_is_garbage() {
    let place = Place::new();
    let root = place.root();
    let snapshot = place.add(b"abc", "2024", EARLY).unwrap();
    let object = |sha256: &str| {
        let path = root.join("objects").join(&sha256[..2]).join(sha256);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "lost").unwrap();
        path
    };
    let (lost, released) = ("11".repeat(32), "22".repeat(32));
    let (lost_path, released_path) = (object(&lost), object(&released));
    fs::write(root.join("snapshots/mx-shcp/pef/.new-Xy12"), "{").unwrap();
    fs::write(root.join("partial/half"), "half").unwrap();

    let needed = BTreeSet::from([released]);
    let found = place.store.collect_garbage(&needed, false).unwrap();
    assert_eq!(found.iter().map(|one| one.size_bytes).collect::<Vec<_>>(), [4, 4, 1]);
    assert!(lost_path.exists(), "nothing is removed unasked");
    assert_eq!(place.store.collect_garbage(&needed, true).unwrap(), found);
    assert!(!lost_path.exists() && released_path.exists());
    assert_eq!(place.store.read(&snapshot).unwrap(), b"abc");
    assert_eq!(place.store.collect_garbage(&needed, true).unwrap(), []);
}

#[test]
fn f14_nothing_is_collected_while_somebody_fetches() {
    let place = Place::new();
    let other = Store::open(&place.root()).unwrap();
    let fetching = other.lock_fetching().unwrap();
    let error = place.store.collect_garbage(&BTreeSet::new(), true).unwrap_err();
    assert!(error.to_string().contains(&format!("process {}", std::process::id())), "{error}");
    drop(fetching);
    place.store.collect_garbage(&BTreeSet::new(), true).unwrap();
}

#[test]
fn events_and_snapshots_are_one_history() {
    let place = Place::new();
    place.add(b"abc", "2024", EARLY).unwrap();
    for (kind, seen_at) in
        [(EventKind::Returned, "2024-02-20T00:00:00Z"), (EventKind::Withdrawn, "2024-02-10T00:00:00Z")]
    {
        let url = Some("https://finanzas.example/pef.csv".to_owned());
        let event =
            Event { kind, seen_at: seen_at.to_owned(), url, last_modified: None, sha256: None, size_bytes: None };
        place.store.record(&pef(), "2024", &event).unwrap();
    }
    place.add(b"def", "2024", LATE).unwrap();
    let told: Vec<_> = place.store.publications(&pef(), "2024").unwrap().iter().map(|row| row.event.code()).collect();
    assert_eq!(told, ["published", "withdrawn", "returned", "restated"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever was put in comes out, as often as there were different contents, and never anything else.
    #[test]
    fn the_store_keeps_every_change_and_knows_the_last_content(contents in prop::collection::vec("[ab]{0,3}", 1..8)) {
        let place = Place::new();
        let mut seen: Vec<Vec<u8>> = Vec::new();
        for (second, content) in contents.iter().enumerate() {
            let at = format!("2024-02-01T12:00:{second:02}Z");
            let snapshot = place.add(content.as_bytes(), "2024", &at).unwrap();
            prop_assert_eq!(place.store.read(&snapshot).unwrap(), content.as_bytes());
            if seen.last().map(Vec::as_slice) != Some(content.as_bytes()) {
                seen.push(content.as_bytes().to_vec());
            }
        }
        let stored = place.store.snapshots(&pef(), "2024").unwrap();
        let stored: Vec<_> = stored.iter().map(|snapshot| place.store.read(snapshot).unwrap()).collect();
        prop_assert_eq!(&stored, &seen);
        let latest = place.store.latest(&pef(), "2024").unwrap().map(|snapshot| place.store.read(&snapshot).unwrap());
        prop_assert_eq!(latest.as_ref(), seen.last());
    }
}
