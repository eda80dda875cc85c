//! Releases on disks, systems and names as they come: writes that fail, few open files, other disks, odd names, a list
//! that is torn or newer than the program.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;

use crate::support::{Project, files_under, finish};

const DATASET: &str = "ojos-al-gasto/funcional-estatal";

fn released() -> Project {
    let project = Project::with(&[DATASET]);
    project.run_samples(0);
    project
}

/// Runs `erario` after a few words of the shell.
fn after(project: &Project, words: &str, arguments: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_erario");
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{words}; exec '{program}' {arguments}")]).current_dir(project.path(""));
    shell.env("XDG_STATE_HOME", project.path("state")).env("LANG", "C.UTF-8").env_remove("SOURCE_DATE_EPOCH");
    shell.stdin(Stdio::null()).output().unwrap()
}

fn litter(out: &Path) -> Vec<String> {
    let names = fs::read_dir(out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('.') && name != ".publishing").collect()
}

#[test]
fn f02_a_write_that_fails_anywhere_ends_with_30_and_shows_nothing() {
    let project = released();
    let before = files_under(&project.path("out"));
    let file = project.sample(&format!("{DATASET}/2026-aprobado"));
    let mut text = fs::read(&file).unwrap();
    let place = text.windows(3).rposition(|window| window.iter().all(u8::is_ascii_digit)).unwrap();
    text[place] = if text[place] == b'9' { b'1' } else { text[place] + 1 };
    fs::write(&file, text).unwrap();
    // No file may grow beyond so many kilobytes: the tables are of many sizes, so each limit fails at another one.
    for limit in [1, 4, 20, 60, 120, 250] {
        let done = after(&project, &format!("trap '' XFSZ; ulimit -f {}", limit * 2), "run --samples --quiet");
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!((done.status.code(), done.status.signal()), (Some(30), None), "{limit} kB: {said}");
        assert!(said.contains("cannot write") && said.contains("hint: check that the disk has room"), "{said}");
        let now = files_under(&project.path("out"));
        assert!(before.iter().all(|(path, bytes)| now.get(path) == Some(bytes)), "{limit} kB");
        project.erario("verify").ended(0);
    }
    project.run_samples(0);
    assert_eq!(litter(&project.path("out")), Vec::<String>::new());
}

#[test]
fn f04_f15_a_list_that_is_torn_or_of_a_newer_program_is_refused_and_left_as_it_is() {
    let project = released();
    let path = project.path("out/releases.json");
    let whole = fs::read(&path).unwrap();
    // At a place that no time in the list moves.
    let torn = whole.windows(10).position(|window| window == b"\"releases\"").unwrap();
    let newer = String::from_utf8(whole.clone()).unwrap().replace("\"format\": 1", "\"format\": 2");
    let mut said = Vec::new();
    for broken in [&whole[..torn], b"", newer.as_bytes()] {
        fs::write(&path, broken).unwrap();
        for command in ["run --samples --quiet", "releases", "publish www"] {
            said.push(project.erario(command).ended(12).stderr);
        }
        assert_eq!(fs::read(&path).unwrap(), broken);
    }
    said.dedup();
    assert_snapshot!(project.shown(&said.concat()));
    fs::write(&path, whole).unwrap();
    project.erario("verify").ended(0);
}

#[test]
fn f07_a_lock_that_nobody_holds_stops_nobody() {
    let project = released();
    fs::write(project.path("out/.publishing"), "4242\n").unwrap();
    project.run_samples(0);
    fs::create_dir_all(project.path("www")).unwrap();
    fs::write(project.path("www/.publishing"), "4242\n").unwrap();
    project.erario("publish www").ended(0);
}

#[test]
fn f10_releases_are_made_published_and_pulled_across_disks() {
    let other = Path::new("/dev/shm");
    if !other.is_dir() {
        println!("skipped: there is no second disk");
        return;
    }
    let project = Project::with(&[DATASET]);
    let there = tempfile::tempdir_in(other).unwrap();
    let out = there.path().join("out");
    let run = format!("run --samples --quiet --out {}", out.display());
    finish(project.local(&run).env("TMPDIR", project.path(""))).ended(0);
    project.erario(&format!("publish www --out {}", out.display())).ended(0);
    project.erario(&format!("publish {} --out www", there.path().join("back").display())).ended(0);
    project.erario(&format!("verify {}", there.path().join("back").display())).ended(0);
    finish(project.local("run --samples --quiet").env("TMPDIR", there.path())).ended(0);
}

#[test]
fn f11_f12_names_of_a_release_are_plain_whatever_the_publisher_calls_its_file() {
    let project = Project::with(&[DATASET]);
    let file = project.sample(&format!("{DATASET}/2026-aprobado"));
    let odd = "CON ñ .. & 'x'  .csv";
    let notes = file.parent().unwrap().join("sample.toml");
    let name = file.file_name().unwrap().to_str().unwrap();
    let text = fs::read_to_string(&notes).unwrap().replace(name, odd);
    fs::write(&notes, text).unwrap();
    fs::rename(&file, file.parent().unwrap().join(odd)).unwrap();
    project.run_samples(0);
    let release = fs::canonicalize(project.path("out/latest")).unwrap();
    let mut seen = BTreeSet::new();
    for path in files_under(&release).keys() {
        for part in path.iter().map(|part| part.to_str().unwrap()) {
            let is_plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-=".contains(&byte));
            assert!(is_plain && !part.ends_with('.') && !part.starts_with('.'), "{}", path.display());
            let stem = part.split('.').next().unwrap().to_ascii_lowercase();
            assert!(!["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&stem.as_str()), "{}", path.display());
        }
        let folded = path.to_str().unwrap().to_lowercase();
        assert!(seen.insert(folded), "{}: another name differs from it only in capitals", path.display());
    }
    let sources = fs::read_to_string(release.join("csv/source_file.csv")).unwrap();
    assert!(sources.contains(odd), "{sources}");
}

#[test]
fn f13_a_release_that_somebody_moved_or_changed_is_told_when_the_next_is_compared_with_it() {
    let project = released();
    let id = fs::read_link(project.path("out/latest")).unwrap();
    let table = project.path("out").join(&id).join("csv/spending_by_function.csv");
    fs::write(&table, "a\n1\n").unwrap();
    project.erario("verify").ended(12);
    let said = project.erario("publish www").ended(12).stderr;
    assert!(said.contains("csv/spending_by_function.csv: found sha256"), "{said}");
    assert!(!project.path("www/latest").exists());
}

#[test]
fn f16_few_open_files_are_enough() {
    let project = Project::new();
    for command in ["run --samples --quiet", "verify", "publish www", "diff --out www out/latest out/latest"] {
        let done = after(&project, "ulimit -n 64", command);
        assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
