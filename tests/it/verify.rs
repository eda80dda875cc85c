//! `erario verify`, `sign` and `key`: a release that is not what it says it is gets no further.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use regex::Regex;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{Project, erario, finish};

const DATASET: &str = "ojos-al-gasto/funcional-estatal";

/// A project with one release, and its folder; without the list of releases, as where somebody has copied it.
fn released() -> (Project, PathBuf) {
    let project = Project::with(&[DATASET]);
    project.run_samples(0);
    fs::remove_file(project.path("out/releases.json")).unwrap();
    let folder = project.path("out").join(fs::read_link(project.path("out/latest")).unwrap());
    (project, folder)
}

/// Faults of the newest release: the file, and what is wrong with it.
fn faults(project: &Project, arguments: &str) -> Vec<Value> {
    let document = project.erario(format!("verify --json{arguments}").as_str()).ended(12).json();
    assert_eq!(document["ok"], false);
    let short = |fault: &Value| json!([fault["path"], fault["fault"]]);
    document["faults"].as_array().unwrap().iter().map(short).collect()
}

/// Lists a file anew, as somebody would who can write to the mirror.
fn relist(folder: &Path, path: &str) {
    let listing = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let digest = Sha256::digest(fs::read(folder.join(path)).unwrap());
    let sum: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let line = |line: &str| match line.ends_with(&format!("  {path}")) {
        true => format!("{sum}  {path}\n"),
        false => format!("{line}\n"),
    };
    fs::write(folder.join("SHA256SUMS"), listing.lines().map(line).collect::<String>()).unwrap();
}

#[test]
fn a_release_is_what_it_says_it_is() {
    let (project, folder) = released();
    let document = project.erario("verify --json").ended(0).json();
    let listed = fs::read_to_string(folder.join("SHA256SUMS")).unwrap().lines().count();
    assert_eq!(json!([document["ok"], document["files"], document["faults"]]), json!([true, listed, []]));
    assert_eq!(document["release"], folder.file_name().unwrap().to_str().unwrap());
    // By its id, and as a copy under another name.
    project.erario(format!("verify {}", document["release"].as_str().unwrap()).as_str()).ended(0);
    fs::rename(&folder, project.path("copied")).unwrap();
    project.erario("verify copied").ended(0);
}

#[test]
fn s11_a_byte_a_file_and_a_stranger_are_told_by_name() {
    let (project, folder) = released();
    project.edit(folder.join("csv/spending_by_function.csv"), "23,", "24,");
    fs::remove_file(folder.join("parquet/spending_by_function.parquet")).unwrap();
    fs::write(folder.join("csv/extra.csv"), "a\n").unwrap();
    let expected = [
        json!(["csv/extra.csv", "unlisted"]),
        json!(["csv/spending_by_function.csv", "checksum"]),
        json!(["parquet/spending_by_function.parquet", "missing"]),
    ];
    assert_eq!(faults(&project, ""), expected);
    let shown = |lang: &str| {
        let out = project.erario(format!("verify --lang {lang}").as_str()).ended(12).stdout;
        let hidden = Regex::new("[0-9a-f]{64}|[0-9,]+ bytes|[0-9]+ (files|archivos)|-[0-9a-f]{12}").unwrap();
        hidden.replace_all(&out, "…").into_owned()
    };
    assert_snapshot!("tampered_es", shown("es"));
    assert_snapshot!("tampered_en", shown("en"));
}

#[test]
fn s13_a_table_of_another_release_is_told_even_where_it_is_listed_anew() {
    let (project, folder) = released();
    project.erario("key new k.key").ended(0);
    project.erario("sign --key k.key").ended(0);
    let path = folder.join("csv/spending_by_function.csv");
    let text = fs::read_to_string(&path).unwrap();
    let (rest, _) = text.trim_end().rsplit_once('\n').unwrap();
    fs::write(&path, format!("{rest}\n")).unwrap();
    relist(&folder, "csv/spending_by_function.csv");
    let expected = [json!(["csv/spending_by_function.csv", "rows"]), json!(["manifest.json", "id"])];
    assert_eq!(faults(&project, ""), expected);
    let signed = json!(["SHA256SUMS.minisig", "signature"]);
    assert!(faults(&project, " --key k.pub").contains(&signed));
}

#[test]
fn a_release_from_before_there_were_twins_is_what_it_says_it_is() {
    let (project, folder) = released();
    fs::remove_dir_all(folder.join("excel")).unwrap();
    let mut manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    for table in manifest["tables"].as_object_mut().unwrap().values_mut() {
        table.as_object_mut().unwrap().remove("excel");
    }
    fs::write(folder.join("manifest.json"), manifest.to_string()).unwrap();
    let listing = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let kept = listing.lines().filter(|line| !line.contains("  excel/")).map(|line| format!("{line}\n"));
    fs::write(folder.join("SHA256SUMS"), kept.collect::<String>()).unwrap();
    relist(&folder, "manifest.json");
    project.erario("verify").ended(0);
}

#[test]
fn columns_are_those_of_the_schema() {
    let (project, folder) = released();
    project.edit(folder.join("csv/spending_by_function.csv"), "function_code", "codigo");
    relist(&folder, "csv/spending_by_function.csv");
    assert!(faults(&project, "").contains(&json!(["csv/spending_by_function.csv", "columns"])));
}

#[test]
fn s15_a_signature_is_of_these_bytes_by_this_key_and_about_this_release() {
    let (project, folder) = released();
    project.erario("key new mine.key").ended(0);
    project.erario("key new other.key").ended(0);
    assert_eq!(faults(&project, " --key mine.pub"), [json!(["SHA256SUMS.minisig", "unsigned"])]);
    project.erario("sign --key mine.key").ended(0);
    let document = project.erario("verify --key mine.pub --json").ended(0).json();
    let public = fs::read_to_string(project.path("mine.pub")).unwrap();
    assert!(public.contains(document["signed_by"].as_str().unwrap()), "{public}");
    let bad = [json!(["SHA256SUMS.minisig", "signature"])];
    assert_eq!(faults(&project, " --key other.pub"), bad);
    // The comment is signed too.
    let signature = fs::read_to_string(folder.join("SHA256SUMS.minisig")).unwrap();
    project.edit(
        folder.join("SHA256SUMS.minisig"),
        "trusted comment: erario release 2",
        "trusted comment: erario release 3",
    );
    assert_eq!(faults(&project, " --key mine.pub"), bad);
    fs::write(folder.join("SHA256SUMS.minisig"), &signature).unwrap();
    project.erario("verify --key mine.pub").ended(0);
    // A good signature of another release by the same key.
    let id = folder.file_name().unwrap().to_str().unwrap();
    project.edit(folder.join("manifest.json"), id, &id.replacen("20", "19", 1));
    relist(&folder, "manifest.json");
    assert!(faults(&project, " --key mine.pub").contains(&bad[0]));
}

#[test]
fn what_is_no_release_and_what_is_no_key_are_refused() {
    let (project, folder) = released();
    project.erario("key new k.key").ended(0);
    fs::create_dir(project.path("empty")).unwrap();
    fs::write(project.path("words.pub"), "not a key\n").unwrap();
    let said = [
        project.erario("verify empty").ended(10).stderr,
        project.erario("verify 2020-01-01.1-abc").ended(2).stderr,
        project.erario("verify --key words.pub").ended(2).stderr,
        project.erario("verify --key nowhere.pub").ended(30).stderr,
        project.erario("key new k.key").ended(2).stderr,
        project.erario("sign --key k.pub").ended(2).stderr,
    ];
    assert_snapshot!(project.shown(&said.concat()));
    // What is not what it says it is, nobody should vouch for.
    project.edit(folder.join("README.md"), "a", "b");
    assert!(project.erario("sign --key k.key").ended(12).stderr.contains("cannot be signed"));
    assert!(!folder.join("SHA256SUMS.minisig").exists());
}

#[test]
fn a_secret_key_is_for_its_owner_alone_and_may_have_a_password() {
    use std::os::unix::fs::PermissionsExt;
    let (project, _) = released();
    project.erario("key new plain.key").ended(0);
    let mode = fs::metadata(project.path("plain.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let with_password = |arguments: &str| {
        finish(erario(arguments.split(' ')).current_dir(project.path(".")).env("ERARIO_KEY_PASSWORD", "secreto"))
            .ended(0)
    };
    with_password("key new locked.key");
    assert!(project.erario("sign --key locked.key").ended(2).stderr.contains("set ERARIO_KEY_PASSWORD"));
    with_password("sign --key locked.key");
    project.erario("verify --key locked.pub").ended(0);
}
