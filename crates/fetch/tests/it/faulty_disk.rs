//! The n-th operation of the disk fails, for n = 1, 2, 3 and so on until nothing is left to fail.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use erario_fetch::disk::{Disk, Fault, Faults, Operation};
use erario_fetch::{Answer, FetchError, Fetcher, Look, Looks, Outcome, Store, StoreError};
use erario_model::{Event, EventKind};

use crate::server::{Server, ok};
use crate::store::{EARLY, LATE, files_under, new, pef};
use crate::support::{CSV, Folder, fetch, request, settings};

/// Fails one operation, or that one and all after it.
#[derive(Debug)]
struct FailsAt {
    nth: usize,
    for_good: bool,
    error: io::ErrorKind,
    is_short: bool,
    done: AtomicUsize,
}

impl Faults for FailsAt {
    fn before(&self, operation: Operation, _: &Path) -> Result<(), Fault> {
        let now = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = if self.for_good { now >= self.nth } else { now == self.nth };
        let is_short = self.is_short && now == self.nth;
        match fails && (operation == Operation::Write || !self.is_short) {
            true => Err(Fault { error: self.error.into(), is_short }),
            false => Ok(()),
        }
    }
}

/// Every way to fail.
fn ways() -> Vec<(io::ErrorKind, bool, bool)> {
    let (full, read_only) = (io::ErrorKind::StorageFull, io::ErrorKind::ReadOnlyFilesystem);
    vec![
        (io::ErrorKind::Other, false, false),
        (io::ErrorKind::Other, true, false),
        (full, false, false),
        (full, true, false),
        (full, false, true),
        (io::ErrorKind::QuotaExceeded, true, false),
        (io::ErrorKind::PermissionDenied, false, false),
        (read_only, true, false),
    ]
}

fn event() -> Event {
    Event {
        kind: EventKind::Withdrawn,
        seen_at: "2024-04-01T00:00:00Z".to_owned(),
        url: None,
        last_modified: None,
        sha256: None,
        size_bytes: None,
    }
}

fn looks() -> Looks {
    let look = Look {
        checked_at: "2024-04-01T00:00:00Z".to_owned(),
        outcome: Outcome::Unchanged,
        error: None,
        read_at: None,
        url: None,
        sha256: None,
        etag: None,
        last_modified: None,
    };
    Looks::from([("2024".to_owned(), look)])
}

/// A store is opened or made, takes in a file, an event and a look.
pub fn work(root: &Path, file: &Path, on: Disk) -> Result<(), StoreError> {
    let store = Store::open_or_create_on(root, on)?;
    store.add_file(file, new("2024", LATE))?;
    store.record(&pef(), "2024", &event())?;
    store.write_looks(&pef(), &looks())
}

/// Whatever happened: what was good is good, what was begun can be done again, and no litter stays.
pub fn assert_sound(root: &Path, file: &Path, what: &str) {
    if let Ok(store) = Store::open(root) {
        let checked = store.check(true).unwrap();
        assert!(checked.problems.is_empty(), "{what}: {:?}", checked.problems);
        let known = store.snapshots(&pef(), "2024").unwrap();
        let bytes: Vec<_> = known.iter().map(|snapshot| store.read(snapshot).unwrap()).collect();
        let states: [&[&[u8]]; 4] = [&[], &[b"first"], &[b"second"], &[b"first", b"second"]];
        assert!(states.iter().any(|state| bytes == *state), "{what}: {bytes:?}");
    }
    work(root, file, Disk::default()).unwrap_or_else(|error| panic!("{what}: the next run fails: {error}"));
    let store = Store::open(root).unwrap();
    assert_eq!(store.read(&store.latest(&pef(), "2024").unwrap().unwrap()).unwrap(), b"second", "{what}");
    assert_eq!(store.events(&pef(), "2024").unwrap(), [event()], "{what}");
    assert_eq!(store.looks(&pef()).unwrap(), looks(), "{what}");
    store.collect_garbage(&BTreeSet::new(), true).unwrap();
    let litter: Vec<String> = files_under(root).into_iter().filter(|path| path.contains("/.new-")).collect();
    assert!(litter.is_empty(), "{what}: {litter:?}");
    assert_eq!(store.collect_garbage(&BTreeSet::new(), true).unwrap(), [], "{what}");
}

/// A store with one snapshot, or none at all.
pub fn prepare(folder: &Path, is_new: bool) -> (PathBuf, PathBuf) {
    let (root, file) = (folder.join("store"), folder.join("second"));
    fs::create_dir_all(folder).unwrap();
    if !is_new {
        fs::write(&file, "first").unwrap();
        Store::open_or_create(&root).unwrap().add_file(&file, new("2024", EARLY)).unwrap();
        fs::remove_file(&file).unwrap();
    }
    fs::write(&file, "second").unwrap();
    (root, file)
}

#[test]
fn f01_f02_the_nth_operation_fails_and_the_store_is_sound() {
    for is_new in [true, false] {
        for (error, for_good, is_short) in ways() {
            let mut runs = 0;
            for nth in 1.. {
                let folder = tempfile::tempdir().unwrap();
                let (root, file) = prepare(folder.path(), is_new);
                let faults = Arc::new(FailsAt { nth, for_good, error, is_short, done: AtomicUsize::new(0) });
                let outcome = work(&root, &file, Disk::with_faults(Arc::clone(&faults) as Arc<dyn Faults>));
                let what = format!("new {is_new}, {error:?} at {nth}, for good {for_good}, short {is_short}");
                if let Err(failure) = &outcome {
                    assert!(matches!(failure, StoreError::Disk { .. }), "{what}: {failure}");
                    assert!(failure.to_string().contains("hint: "), "{what}: {failure}");
                }
                assert_sound(&root, &file, &what);
                runs = nth;
                if faults.done.load(Ordering::SeqCst) < nth {
                    assert!(outcome.is_ok(), "{what}");
                    break;
                }
            }
            assert!(runs > 20, "only {runs} operations");
        }
    }
}

#[tokio::test]
async fn f01_a_download_whose_disk_fails_says_so_and_the_next_one_succeeds() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let request = request(server.url("/pef.csv"));
    for (error, for_good, is_short) in ways() {
        for nth in 1.. {
            let folder = Folder::new();
            let faults = Arc::new(FailsAt { nth, for_good, error, is_short, done: AtomicUsize::new(0) });
            let on = Disk::with_faults(Arc::clone(&faults) as Arc<dyn Faults>);
            let outcome = Fetcher::new(settings()).download(&request, &folder.path(), &on, &mut |_, _| {}).await;
            match outcome {
                Ok(Answer::File(got)) => assert_eq!(fs::read_to_string(got.path()).unwrap(), CSV),
                Ok(other) => panic!("{other:?}"),
                Err(failure) => assert!(matches!(failure, FetchError::Disk { .. }), "{error:?} at {nth}: {failure}"),
            }
            let again = fetch(&Fetcher::new(settings()), &request, &folder.path()).await;
            assert!(matches!(again, Ok(Answer::File(_))), "{error:?} at {nth}");
            if faults.done.load(Ordering::SeqCst) < nth {
                break;
            }
        }
    }
}

/// Remembers what was done, in order.
#[derive(Debug, Default)]
struct Trace(Mutex<Vec<(Operation, PathBuf)>>);

impl Faults for Trace {
    fn before(&self, operation: Operation, path: &Path) -> Result<(), Fault> {
        self.0.lock().unwrap().push((operation, path.to_owned()));
        Ok(())
    }
}

#[test]
fn f03_no_name_appears_before_its_bytes_are_on_the_disk_nor_another_before_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (root, file) = prepare(folder.path(), true);
    let trace = Arc::new(Trace::default());
    work(&root, &file, Disk::with_faults(Arc::clone(&trace) as Arc<dyn Faults>)).unwrap();
    let done = trace.0.lock().unwrap();
    let renames: Vec<usize> = (0..done.len()).filter(|place| done[*place].0 == Operation::Rename).collect();
    assert_eq!(renames.len(), 5, "format, bytes, provenance, event, look");
    let look = root.join("looks/mx-shcp/pef.json");
    for place in renames.into_iter().filter(|place| done[*place].1 != look) {
        assert_eq!(done[place - 1].0, Operation::Sync, "{:?}", done[place]);
        let parent = done[place].1.parent().unwrap().to_owned();
        assert_eq!(done[place + 1], (Operation::SyncFolder, parent));
    }
    for (place, (operation, path)) in done.iter().enumerate() {
        if *operation == Operation::MakeFolder {
            assert_eq!(done[place + 1], (Operation::SyncFolder, path.parent().unwrap().to_owned()));
        }
    }
}
