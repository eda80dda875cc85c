//! Files that arrive by hand: `erario add`, what `status` says of them, and a run that never asks the network.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use regex::Regex;

use crate::support::{Project, Run, erario, finish};

const DATASET: &str = "mx-shcp/cuenta-publica-programatica";
const OTHER: &str = "ojos-al-gasto/administrativa-estatal";

fn add(project: &Project, dataset: &str, edition: &str, file: &Path) -> Run {
    let arguments = ["add", dataset, file.to_str().unwrap(), "--edition", edition];
    finish(erario(arguments).current_dir(project.path("")))
}

fn add_sample(project: &Project, dataset: &str, edition: &str) -> Run {
    add(project, dataset, edition, &project.sample(&format!("{dataset}/{edition}"))).ended(0)
}

#[test]
fn a_file_that_was_added_is_released_without_the_network() {
    let project = Project::with(&[DATASET, OTHER]);
    let source_id = add_sample(&project, DATASET, "2016").stdout;
    assert!(Regex::new(&format!("^{DATASET}/2016@[0-9a-f]{{12}}\n$")).unwrap().is_match(&source_id), "{source_id}");

    let run = project.erario("run --offline --quiet").ended(0);
    let waits = "1 dataset awaits its first file; `erario status` lists it.";
    assert!(run.stdout.contains(waits), "the others wait for a person, which is no failure: {}", run.stdout);
    let alone = project.erario(&format!("run {OTHER} --offline --quiet")).ended(0);
    assert!(alone.stdout.contains("2026-aprobado   awaiting"), "{}", alone.stdout);
    let release = project.latest();
    assert!(release.rows("spending_by_program").all(|row| &row["source_id"] == source_id.trim()));
    let files: Vec<_> = release.rows("source_file").collect();
    assert_eq!((files.len(), &files[0]["file_name"], &files[0]["is_sample"]), (1, "2016.xls", "false"));
}

#[test]
fn status_says_what_is_stored_and_what_is_awaited() {
    let project = Project::with(&[DATASET, OTHER]);
    for body in ["mx-qroo-bacalar", "mx-qroo-tulum"] {
        project.with_accounts(body);
    }
    add_sample(&project, DATASET, "2016");
    add(&project, "mx-qroo-tulum/ldf-6a", "2026-1T", &project.sample(&format!("{DATASET}/2016"))).ended(0);
    let times = Regex::new(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").unwrap();
    for lang in ["en", "es"] {
        let run = project.erario(&format!("status --lang {lang}")).ended(0);
        let shown = times.replace_all(&run.stdout, "[when it was added]").into_owned();
        assert_snapshot!(format!("status_{lang}"), project.shown(&shown));
    }
}

#[test]
fn the_same_file_twice_is_one_snapshot_and_one_release() {
    let project = Project::with(&[OTHER]);
    let once = add_sample(&project, OTHER, "2026-aprobado").stdout;
    project.erario("run --offline --quiet").ended(0);
    assert_eq!(add_sample(&project, OTHER, "2026-aprobado").stdout, once);
    let again = project.erario("run --offline --quiet").ended(0);
    assert!(again.stdout.contains("(unchanged)"), "{}", again.stdout);
}

#[test]
fn an_edition_that_the_pipeline_does_not_declare_is_refused() {
    let project = Project::with(&[DATASET]);
    let run = add(&project, DATASET, "2015", &project.sample(&format!("{DATASET}/2014"))).ended(2);
    assert_snapshot!(run.stderr);
    assert!(!project.path("store").exists(), "nothing was stored");
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    let project = Project::with(&[DATASET]);
    assert_snapshot!(add(&project, DATASET, "2014", Path::new("nowhere.xls")).ended(2).stderr, @r"
    error: there is no file nowhere.xls
      hint: check the path
    ");
}

#[test]
fn without_a_store_there_is_nothing_to_build_from() {
    let project = Project::with(&[DATASET]);
    for verb in ["build", "run --offline"] {
        let run = project.erario(verb).ended(10);
        assert_eq!(
            project.shown(&run.stderr),
            "error: [project]/store: no store here; expected a file `format`\n  \
             hint: fetch something first, or name the store with `--store`\n"
        );
    }
}

#[test]
fn two_writers_do_not_meet_in_one_store() {
    let project = Project::with(&[DATASET]);
    add_sample(&project, DATASET, "2016");
    let lock = fs::File::options().write(true).open(project.path("store/lock")).unwrap();
    lock.try_lock().unwrap();
    let run = add(&project, DATASET, "2014", &project.sample(&format!("{DATASET}/2014"))).ended(11);
    assert!(run.stderr.contains("another run"), "{}", run.stderr);
    project.erario("run --offline --quiet").ended(0);
}

#[test]
fn bytes_that_changed_in_the_store_are_never_released() {
    let project = Project::with(&[OTHER]);
    add_sample(&project, OTHER, "2026-aprobado");
    let object = walk(&project.path("store/objects"));
    make_writable(&object);
    let mut bytes = fs::read(&object).unwrap();
    bytes[500] ^= 1;
    fs::write(&object, bytes).unwrap();
    let run = project.erario("run --offline --quiet").ended(12);
    assert!(run.stderr.contains("expected") && run.stderr.contains("hint:"), "{}", run.stderr);
    assert!(!project.path("out/latest").exists());
}

fn make_writable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
}

/// The first file below a folder.
fn walk(folder: &Path) -> std::path::PathBuf {
    let path = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    if path.is_dir() { walk(&path) } else { path }
}
