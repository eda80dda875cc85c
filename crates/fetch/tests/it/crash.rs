//! The process is killed before the n-th operation of the disk, for n = 1, 2, 3 and so on until it comes to its end.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use erario_fetch::disk::{Disk, Fault, Faults, Operation};
use rustix::process::{Signal, getpid, kill_process};

use crate::faulty_disk::{assert_sound, prepare, work};

/// Where the child works, and before which operation it is killed.
const FOLDER: &str = "ERARIO_TEST_CRASH_FOLDER";
const NTH: &str = "ERARIO_TEST_CRASH_NTH";

#[derive(Debug)]
struct KillsAt {
    nth: usize,
    done: AtomicUsize,
}

impl Faults for KillsAt {
    fn before(&self, operation: Operation, path: &Path) -> Result<(), Fault> {
        if self.done.fetch_add(1, Ordering::SeqCst) + 1 == self.nth {
            eprintln!("killed before {operation:?} {}", path.display());
            kill_process(getpid(), Signal::KILL).unwrap();
        }
        Ok(())
    }
}

/// The child that the test below starts; among the other tests it has nothing to do.
#[test]
fn child() {
    let (Ok(folder), Ok(nth)) = (std::env::var(FOLDER), std::env::var(NTH)) else { return };
    let folder = Path::new(&folder);
    let faults = KillsAt { nth: nth.parse().unwrap(), done: AtomicUsize::new(0) };
    work(&folder.join("store"), &folder.join("second"), Disk::with_faults(Arc::new(faults))).unwrap();
}

#[test]
fn p01_a_kill_at_any_point_leaves_a_sound_store() {
    for is_new in [true, false] {
        let mut runs = 0;
        for nth in 1.. {
            let folder = tempfile::tempdir().unwrap();
            let (root, file) = prepare(folder.path(), is_new);
            let mut child = Command::new(std::env::current_exe().unwrap());
            child.args(["--exact", "crash::child", "--nocapture"]);
            child.env(FOLDER, folder.path()).env(NTH, nth.to_string());
            let output = child.output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_sound(&root, &file, &said);
            runs = nth;
            if output.status.success() {
                break;
            }
            assert_eq!(output.status.signal(), Some(Signal::KILL.as_raw()), "{said}");
        }
        assert!(runs > 20, "only {runs} operations");
    }
}
