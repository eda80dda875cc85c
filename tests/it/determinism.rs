//! Same inputs, same bytes, in every file: whatever the folder, the zone, the language, the threads, the umask.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{EAEPE, Project, erario, files_under, finish};

/// Runs the samples in a project of its own; gives the release's id and all its files.
fn released(environment: &[(&str, &str)]) -> (String, BTreeMap<PathBuf, Vec<u8>>) {
    let project = Project::new();
    let mut command = erario(["run", "--samples", "--quiet"]);
    finish(command.envs(environment.iter().copied()).current_dir(project.path(""))).ended(0);
    let release = fs::canonicalize(project.path("out/latest")).unwrap();
    (release.file_name().unwrap().to_string_lossy().into_owned(), files_under(&release))
}

#[track_caller]
fn same(one: &(String, BTreeMap<PathBuf, Vec<u8>>), other: &(String, BTreeMap<PathBuf, Vec<u8>>)) {
    assert_eq!(one.0, other.0, "the id");
    assert_eq!(one.1.keys().collect::<Vec<_>>(), other.1.keys().collect::<Vec<_>>(), "the files");
    for (path, bytes) in &one.1 {
        assert!(*bytes == other.1[path], "{} differs", path.display());
    }
}

#[test]
fn another_folder_zone_language_and_number_of_threads_change_no_byte() {
    let plain = released(&[]);
    assert!(plain.1.len() > 40);
    same(&plain, &released(&[("POLARS_MAX_THREADS", "1"), ("TZ", "Pacific/Auckland")]));
    same(&plain, &released(&[("POLARS_MAX_THREADS", "2"), ("TZ", "America/Cancun")]));
    same(&plain, &released(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "es_MX.UTF-8")]));
}

#[test]
fn a_release_time_that_is_set_changes_no_byte_from_run_to_run_and_no_table() {
    let set = released(&[("SOURCE_DATE_EPOCH", "1700000000")]);
    same(&set, &released(&[("SOURCE_DATE_EPOCH", "1700000000"), ("TZ", "Asia/Tokyo")]));
    assert!(set.0.starts_with("2023-11-14.1-"), "{}", set.0);
    let unset = released(&[]);
    let is_table = |path: &Path| path.extension().is_some_and(|ending| ending == "csv" || ending == "parquet");
    for (path, bytes) in unset.1.iter().filter(|(path, _)| is_table(path) && !path.ends_with("changes.parquet")) {
        assert!(*bytes == set.1[path], "{} differs", path.display());
    }
}

#[test]
fn the_umask_changes_neither_bytes_nor_who_may_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_erario");
    command.args(["-c", &format!("umask 077; exec '{program}' run --samples --quiet")]).current_dir(project.path(""));
    finish(command.env_remove("SOURCE_DATE_EPOCH")).ended(0);
    let release = fs::canonicalize(project.path("out/latest")).unwrap();
    let files = files_under(&release);
    for path in files.keys() {
        let mode = fs::metadata(release.join(path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o644, "{}", path.display());
    }
    let id = release.file_name().unwrap().to_string_lossy().into_owned();
    same(&(id, files), &released(&[]));
}

#[test]
fn the_same_again_is_no_second_release() {
    let project = Project::new();
    project.run_samples(0);
    let first = fs::canonicalize(project.path("out/latest")).unwrap();
    let again = project.run_samples(0);
    assert!(again.stdout.contains("(unchanged)"), "{}", again.stdout);
    assert_eq!(fs::canonicalize(project.path("out/latest")).unwrap(), first);
    let mut left: Vec<_> = fs::read_dir(project.path("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    let known: [&std::ffi::OsStr; 4] =
        [".publishing".as_ref(), first.file_name().unwrap(), "latest".as_ref(), "releases.json".as_ref()];
    assert_eq!(left, known, "nothing else is left behind");
}

#[test]
fn r16_a_release_is_made_again_from_the_store_byte_by_byte_whatever_came_later() {
    let project = Project::of_quarters();
    project.add(EAEPE, "2018-1T", "01-15", "Clave,Aprobado,Devengado\n1100,700.00,170.00\n");
    project.erario("run --offline --quiet").ended(0);
    project.add(EAEPE, "2018-1T", "02-15", "Clave,Aprobado,Devengado\n1100,700.00,171.00\n");
    project.erario("run --offline --quiet").ended(0);
    project.add(EAEPE, "2018-2T", "03-15", "Clave,Aprobado,Devengado\n1100,700.00,340.00\n");
    project.erario("run --offline --quiet").ended(0);
    let before = files_under(&project.path("out"));
    let releases = project.erario("releases --json").ended(0).json();
    let releases = releases["releases"].as_array().unwrap();
    assert_eq!(releases.len(), 3);
    for (entry, zone) in releases.iter().zip(["Asia/Tokyo", "America/Cancun", "UTC"]) {
        let id = entry["id"].as_str().unwrap();
        let mut command = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_erario");
        let script = format!("umask 077; exec '{program}' rebuild {id} --quiet --lang en");
        command.args(["-c", &script]).env("TZ", zone).env("POLARS_MAX_THREADS", "1");
        let said = finish(command.current_dir(project.path(""))).ended(0).stdout;
        assert_eq!(said, format!("{id}: it is the same, byte for byte.\n"));
    }
    assert_eq!(files_under(&project.path("out")), before, "nothing is released by it");
    // Alone, it lacks what CHANGES.md was made against.
    let newest = fs::canonicalize(project.path("out/latest")).unwrap();
    fs::create_dir(project.path("elsewhere")).unwrap();
    finish(Command::new("cp").arg("-r").arg(&newest).arg(project.path("elsewhere"))).ended(0);
    let copy = format!("elsewhere/{}", newest.file_name().unwrap().to_str().unwrap());
    let alone = project.erario(&format!("rebuild {copy} --json")).ended(5).json();
    assert_eq!(alone["differ"], serde_json::json!(["CHANGES.md", "changes.parquet"]));
    let said = project.erario(&format!("rebuild {copy}")).ended(5).stdout;
    assert!(said.contains("which is not in the same folder; put it there"), "{said}");
    // Another pipeline file is another release.
    project.edit(format!("pipelines/{EAEPE}.toml"), "unit = \"pesos\"", "unit = \"thousands\"");
    let told = project.erario("rebuild --json").ended(5).json();
    assert_eq!((&told["same"], &told["differ"][0]), (&false.into(), &"parquet/conservation.parquet".into()));
    let said = project.erario("rebuild").ended(5).stdout;
    assert!(said.contains("something in pipelines/ changed"), "{said}");
}

#[test]
fn r16_a_release_of_samples_is_made_again_of_samples() {
    let project = Project::with(&["ojos-al-gasto/funcional-estatal"]);
    finish(project.local("run --samples --quiet").env("SOURCE_DATE_EPOCH", "1700000000")).ended(0);
    project.erario("rebuild").ended(0);
    project.erario("rebuild nowhere").ended(2);
}
