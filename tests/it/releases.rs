//! The list of releases: what stands, what was yanked, who signed it, and that nobody sees half of anything.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use regex::Regex;
use serde_json::{Value, json};

use crate::support::{Project, files_under, finish};

const DATASET: &str = "ojos-al-gasto/funcional-estatal";

fn released() -> Project {
    let project = Project::with(&[DATASET]);
    project.run_samples(0);
    project
}

/// The publisher changes the last figure of a file.
fn change(project: &Project) {
    let file = project.sample(&format!("{DATASET}/2026-aprobado"));
    let mut text = fs::read(&file).unwrap();
    let place = text.windows(3).rposition(|window| window.iter().all(u8::is_ascii_digit)).unwrap();
    text[place] = if text[place] == b'9' { b'1' } else { text[place] + 1 };
    fs::write(&file, text).unwrap();
}

/// A second release, with a figure that changed.
fn release_again(project: &Project) {
    change(project);
    project.run_samples(0);
}

fn list(project: &Project) -> Value {
    serde_json::from_slice(&fs::read(project.path("out/releases.json")).unwrap()).unwrap()
}

fn standing(project: &Project) -> String {
    fs::read_link(project.path("out/latest")).unwrap().to_str().unwrap().to_owned()
}

/// Faults of the list and of the release that stands.
fn faults(project: &Project, arguments: &str) -> Vec<Value> {
    let document = project.erario(format!("verify --json{arguments}").as_str()).ended(12).json();
    let short = |fault: &Value| json!([fault["path"], fault["fault"]]);
    document["faults"].as_array().unwrap().iter().map(short).collect()
}

#[test]
fn the_list_names_every_release_and_counts_every_change() {
    let project = released();
    let first = list(&project);
    assert_eq!(json!([first["serial"], first["latest"]]), json!([1, standing(&project)]));
    project.run_samples(0);
    assert_eq!(list(&project), first, "nothing new changes nothing");
    release_again(&project);
    let second = list(&project);
    assert_eq!(json!([second["serial"], second["latest"]]), json!([2, standing(&project)]));
    assert_eq!(second["releases"][0], first["releases"][0]);
    assert_eq!(second["releases"][1]["id"], standing(&project));
    // A list that is lost is made again of what stands.
    fs::remove_file(project.path("out/releases.json")).unwrap();
    project.run_samples(0);
    assert_eq!(list(&project)["releases"], second["releases"]);
}

#[test]
fn the_same_tables_on_another_day_are_no_other_release() {
    let project = released();
    let first = standing(&project);
    finish(project.local("run --samples --quiet").env("SOURCE_DATE_EPOCH", "1900000000")).ended(0);
    assert_eq!(standing(&project), first);
    assert_eq!(list(&project)["serial"], 1);
}

#[test]
fn r18_latest_is_never_a_release_that_was_yanked_and_r03_nothing_is_overwritten() {
    let project = released();
    let first = standing(&project);
    let files = files_under(&project.path("out").join(&first));
    release_again(&project);
    let second = standing(&project);
    assert_ne!(first, second);
    let told = project.erario(&format!("yank {second} --why unidad_equivocada")).ended(0).stdout;
    assert!(told.contains(&format!("{first} stands")), "{told}");
    assert_eq!(standing(&project), first);
    // Making it once more does not bring it back.
    let again = project.run_samples(0).stdout;
    assert!(again.contains("(unchanged)\nNot to be used, it was yanked: unidad_equivocada\n"), "{again}");
    assert_eq!(standing(&project), first);
    let document = project.erario(&format!("verify --json {second}")).ended(0).json();
    assert_eq!(json!([document["yanked"]["why"], document["index"]["latest"]]), json!(["unidad_equivocada", first]));
    project.erario(&format!("yank {first} --why x")).ended(0);
    assert!(!project.path("out/latest").exists());
    project.erario("verify").ended(10);
    project.erario(&format!("yank {second} --undo")).ended(0);
    assert_eq!(standing(&project), second);
    assert_eq!(files_under(&project.path("out").join(&first)), files, "a release never changes");
    let shown = |lang: &str| {
        let shown = project.erario(&format!("releases --lang {lang}")).ended(0).stdout;
        let hidden = Regex::new(r"-[0-9a-f]{12}|(until|hasta el|yanked on|retirada el) [0-9-]{10}").unwrap();
        hidden.replace_all(&shown, "…").into_owned()
    };
    assert_snapshot!("releases", format!("{}\n{}", shown("es"), shown("en")));
    let said = [
        project.erario("yank 2020-01-01.1-abc --why x").ended(2).stderr,
        project.erario(&format!("yank {first} --why x")).ended(2).stderr,
        project.erario(&format!("yank {second}")).ended(2).stderr,
        project.erario("releases --out nowhere").ended(10).stderr,
        project.erario("yank x --why y --out nowhere").ended(10).stderr,
    ];
    // Which one is nearest depends on the digests.
    let hidden = Regex::new(r"\.[12]-[0-9a-f]{12}").unwrap();
    assert_snapshot!("refused", hidden.replace_all(&project.shown(&said.concat()), "…"));
}

#[test]
fn s12_an_old_list_served_again_is_refused_by_who_has_seen_a_newer_one() {
    let project = released();
    project.erario("key new k.key").ended(0);
    project.erario("sign --key k.key").ended(0);
    let old = ["releases.json", "releases.json.minisig"].map(|name| fs::read(project.path("out").join(name)).unwrap());
    let first = standing(&project);
    let verified = project.erario("verify --key k.pub --json").ended(0).json();
    assert_eq!(verified["index"]["serial"], 2);
    release_again(&project);
    assert_eq!(
        faults(&project, " --key k.pub"),
        [json!(["SHA256SUMS.minisig", "unsigned"]), json!(["releases.json.minisig", "unsigned"]),]
    );
    project.erario("sign --key k.key").ended(0);
    project.erario("verify --key k.pub").ended(0);
    // The mirror goes back: the signature of each file is good.
    for (name, bytes) in ["releases.json", "releases.json.minisig"].iter().zip(&old) {
        fs::write(project.path("out").join(name), bytes).unwrap();
    }
    fs::remove_file(project.path("out/latest")).unwrap();
    symlink(&first, project.path("out/latest")).unwrap();
    assert_eq!(faults(&project, " --key k.pub"), [json!(["releases.json", "rollback"])]);
    let shown = |lang: &str| {
        let out = project.erario(format!("verify --key k.pub --lang {lang}").as_str()).ended(12).stdout;
        let hidden =
            Regex::new("[0-9,]+ (bytes|files|archivos)|-[0-9a-f]{12}|[0-9A-F]{16}|[0-9]{4}-[0-9-]{5}\\.").unwrap();
        hidden.replace_all(&out, "…").into_owned()
    };
    assert_snapshot!("rollback", format!("{}\n{}", shown("es"), shown("en")));
    // Who has seen nothing cannot tell.
    fs::remove_dir_all(project.path("state")).unwrap();
    project.erario("verify --key k.pub").ended(0);
}

#[test]
fn s12_a_list_that_is_kept_for_ever_expires_and_its_time_cannot_be_changed() {
    let project = released();
    project.erario("key new k.key").ended(0);
    project.erario("sign --key k.key").ended(0);
    let expires = list(&project)["expires"].as_str().unwrap().to_owned();
    project.edit("out/releases.json", &expires, "2020-01-01T00:00:00Z");
    let expected = [json!(["releases.json.minisig", "signature"]), json!(["releases.json", "expired"])];
    assert_eq!(faults(&project, " --key k.pub"), expected);
    // Without a key nobody vouches for the time.
    project.erario("verify").ended(0);
}

#[test]
fn s12_two_lists_with_one_serial_are_told() {
    let project = released();
    project.erario("key new k.key").ended(0);
    project.erario("sign --key k.key").ended(0);
    let kept = files_under(&project.path("out"));
    release_again(&project);
    project.erario("sign --key k.key").ended(0);
    project.erario("verify --key k.pub").ended(0);
    // Somebody else with the key went on from the same list.
    for (path, bytes) in &kept {
        fs::write(project.path("out").join(path), bytes).unwrap();
    }
    let first = kept.keys().find(|path| path.ends_with("README.md")).unwrap().iter().next().unwrap().to_owned();
    project.erario(&format!("yank {} --why other", first.to_str().unwrap())).ended(0);
    project.erario(&format!("sign {} --key k.key", first.to_str().unwrap())).ended(0);
    assert_eq!(list(&project)["serial"], 4);
    assert_eq!(
        faults(&project, &format!(" --key k.pub {}", first.to_str().unwrap())),
        [json!(["releases.json", "fork"])]
    );
}

#[test]
fn two_publishers_of_the_same_data_are_not_taken_for_each_other() {
    let [one, other] = [released(), released()];
    for project in [&one, &other] {
        project.erario("key new k.key").ended(0);
        project.erario("sign --key k.key").ended(0);
        // One reader of both.
        let reader = one.path("state");
        finish(project.local("verify --key k.pub").env("XDG_STATE_HOME", reader)).ended(0);
    }
}

#[test]
fn s13_another_release_under_a_listed_name_is_told() {
    let project = released();
    let id = standing(&project);
    let other = released();
    other.erario("key new k.key").ended(0);
    other.erario("sign --key k.key").ended(0);
    let list = fs::read_to_string(other.path("out/releases.json")).unwrap();
    let sum = serde_json::from_str::<Value>(&list).unwrap()["releases"][0]["sha256sums"].as_str().unwrap().to_owned();
    other.edit("out/releases.json", &sum, &"0".repeat(64));
    assert_eq!(faults(&other, ""), [json!(["SHA256SUMS", "checksum"])]);
    for name in ["id", "latest"] {
        let now = format!("\"{name}\": \"2020-01-01.1-000000000000\"");
        project.edit("out/releases.json", &format!("\"{name}\": \"{id}\""), &now);
    }
    assert_eq!(faults(&project, &format!(" {id}")), [json!(["releases.json", "unlisted"])]);
    fs::write(project.path("out/releases.json"), "{").unwrap();
    assert!(project.erario("verify").ended(12).stderr.contains("releases.json: EOF"));
}

#[test]
fn s14_a_new_key_is_trusted_by_the_old_ones_word_and_the_old_one_no_more() {
    let project = released();
    project.erario("key new old.key").ended(0);
    project.erario("sign --key old.key").ended(0);
    project.erario("verify --key old.pub").ended(0);
    let told = project.erario("key rotate new.key --key old.key").ended(0).stdout;
    let ids = Regex::new("[0-9A-F]{16}").unwrap();
    assert_snapshot!("rotated", ids.replace_all(&told, "[key]"));
    project.erario("sign --key new.key").ended(0);
    let by = project.erario("verify --key old.pub --json").ended(0).json();
    assert_eq!(by["signed_by"], by["index"]["signed_by"]);
    assert!(fs::read_to_string(project.path("new.pub")).unwrap().contains(by["signed_by"].as_str().unwrap()));
    project.erario("verify --key new.pub").ended(0);
    // Whoever stole the old key can sign, and hide that it was replaced, but not from those who know.
    project.erario("sign --key old.key").ended(0);
    fs::remove_dir_all(project.path("out/keys")).unwrap();
    assert_eq!(faults(&project, " --key old.pub"), [json!(["releases.json.minisig", "signature"])]);
    fs::remove_dir_all(project.path("state")).unwrap();
    project.erario("verify --key old.pub").ended(0);
    assert_eq!(faults(&project, " --key new.pub").len(), 2);
    project.erario("key rotate third.key --key new.key --out nowhere").ended(10);
    assert!(!project.path("third.key").exists(), "no key too many");
}

#[test]
fn f06_two_at_once_make_one_release_and_one_list() {
    let project = Project::with(&[DATASET]);
    let begin = || {
        let mut command = project.local("run --samples --quiet");
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let running = [begin(), begin(), begin()];
    for mut child in running {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    let list = list(&project);
    assert_eq!(json!([list["serial"], list["releases"].as_array().unwrap().len()]), json!([1, 1]));
    project.erario("verify").ended(0);
}

#[test]
fn p01_r01_a_run_that_is_killed_leaves_the_release_that_stands_and_the_next_one_cleans_up() {
    let project = released();
    let first = standing(&project);
    let mut left = 0;
    // The moment of the kill moves from the first folder to the end of the run.
    let mut pause = Duration::ZERO;
    loop {
        change(&project);
        let mut child =
            project.local("run --samples --quiet").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while child.try_wait().unwrap().is_none() && begun.elapsed() < pause {
            std::thread::sleep(Duration::from_millis(1));
            // A reader at any moment finds a whole release.
            assert!(project.path("out/latest/SHA256SUMS").is_file());
        }
        let is_done = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        left += usize::from(workplaces(&project) > 0);
        project.erario("verify").ended(0);
        if is_done {
            break;
        }
        pause += Duration::from_millis(20);
    }
    assert!(left > 0, "no kill came while a release was made");
    // A kill between a new list and its rename leaves this.
    fs::write(project.path("out/.new-abc"), "half").unwrap();
    project.run_samples(0);
    assert_eq!(workplaces(&project), 0);
    assert!(!project.path("out/.new-abc").exists());
    let list = list(&project);
    assert!(list["releases"].as_array().unwrap().iter().any(|entry| entry["id"] == first));
    for entry in list["releases"].as_array().unwrap() {
        project.erario(&format!("verify {}", entry["id"].as_str().unwrap())).ended(0);
    }
}

/// Folders in which releases were being made.
fn workplaces(project: &Project) -> usize {
    let names = fs::read_dir(project.path("out")).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with(".release-")).count()
}

#[test]
fn f01_a_disk_that_fills_ends_with_30_and_leaves_what_was_there() {
    let project = released();
    let before = files_under(&project.path("out"));
    change(&project);
    // Files may grow to 64 kilobytes; a write beyond that fails as one on a full disk does.
    let program = env!("CARGO_BIN_EXE_erario");
    let mut command = std::process::Command::new("bash");
    let script = format!("trap '' XFSZ; ulimit -f 64; exec '{program}' run --samples --quiet --lang en");
    let said = finish(command.args(["-c", &script]).current_dir(project.path(""))).ended(30).stderr;
    assert!(said.contains("cannot write") && said.contains("hint: check that the disk has room"), "{said}");
    assert_eq!(files_under(&project.path("out")), before);
    assert_eq!(workplaces(&project), 0);
}

#[test]
fn f09_a_folder_that_cannot_be_written_to_ends_with_30() {
    let project = Project::with(&[DATASET]);
    fs::write(project.path("out"), "a file").unwrap();
    let said = project.erario("run --samples --quiet").ended(30).stderr;
    assert!(said.contains("out: "), "{said}");
}

#[test]
fn f17_a_link_planted_among_the_files_of_a_release_is_not_followed() {
    let project = released();
    let folder: PathBuf = project.path("out").join(standing(&project));
    let file = folder.join("csv/spending_by_function.csv");
    fs::rename(&file, project.path("elsewhere.csv")).unwrap();
    symlink(project.path("elsewhere.csv"), &file).unwrap();
    assert_eq!(faults(&project, ""), [json!(["csv/spending_by_function.csv", "missing"])]);
}
