//! Releases on their way to readers: published to a folder, served on loopback, pulled from there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::server::{Server, message, path_of, status};
use crate::support::{Project, files_under};

const DATASET: &str = "ojos-al-gasto/funcional-estatal";

/// A project whose release is signed.
fn signed() -> Project {
    let project = Project::with(&[DATASET]);
    project.run_samples(0);
    project.erario("key new k.key").ended(0);
    project.erario("sign --key k.key").ended(0);
    project
}

/// A second release, with a figure that the publisher changed.
fn release_again(project: &Project) {
    let file = project.sample(&format!("{DATASET}/2026-aprobado"));
    let mut text = fs::read(&file).unwrap();
    let place = text.windows(3).rposition(|window| window.iter().all(u8::is_ascii_digit)).unwrap();
    text[place] = if text[place] == b'9' { b'1' } else { text[place] + 1 };
    fs::write(&file, text).unwrap();
    project.run_samples(0);
    project.erario("sign --key k.key").ended(0);
}

fn standing(project: &Project, out: &str) -> String {
    fs::read_link(project.path(out).join("latest")).unwrap().to_str().unwrap().to_owned()
}

/// What stands between the folder and its readers: gives the bytes of a path, or an answer of its own.
type Between = Box<dyn FnMut(&str, Vec<u8>) -> Result<Vec<u8>, Vec<u8>> + Send>;

/// A folder on loopback.
struct Site {
    server: Server,
    between: Arc<Mutex<Between>>,
}

impl Site {
    fn of(folder: PathBuf) -> Site {
        let between: Arc<Mutex<Between>> = Arc::new(Mutex::new(Box::new(|_, bytes| Ok(bytes))));
        let now = Arc::clone(&between);
        let server = Server::answering(move |_, head| {
            let path = path_of(head).trim_start_matches('/').to_owned();
            let Ok(bytes) = fs::read(folder.join(&path)) else { return status("404 Not Found") };
            match (now.lock().unwrap())(&path, bytes) {
                Ok(bytes) => message("200 OK", &[], &bytes),
                Err(answer) => answer,
            }
        });
        Site { server, between }
    }

    fn with(&self, between: impl FnMut(&str, Vec<u8>) -> Result<Vec<u8>, Vec<u8>> + Send + 'static) {
        *self.between.lock().unwrap() = Box::new(between);
    }

    fn fair(&self) {
        self.with(|_, bytes| Ok(bytes));
    }
}

/// Publishes to `www/erario` and serves `www`.
fn published(project: &Project) -> Site {
    project.erario("publish www/erario").ended(0);
    Site::of(project.path("www"))
}

fn pull(site: &Site, more: &str) -> String {
    format!("pull {} --to data --key k.pub{more}", site.server.url("/erario"))
}

fn pulled(project: &Project, site: &Site, more: &str) -> Value {
    project.erario(&pull(site, &format!("{more} --json"))).ended(0).json()
}

#[test]
fn what_is_published_is_pulled_whole_or_by_table_and_only_what_changed() {
    let project = signed();
    let site = published(&project);
    let some = pulled(&project, &site, " spending_by_function");
    assert_eq!(some["arrived"], some["files"]);
    project.erario("verify data --key k.pub").ended(12);
    project.erario("verify data --key k.pub --partial").ended(0);

    let all = pulled(&project, &site, "");
    let number = |document: &Value, name: &str| document[name].as_u64().unwrap();
    assert_eq!(number(&all, "arrived"), number(&all, "files") - number(&some, "files"));
    assert_eq!(pulled(&project, &site, "")["arrived"], 0);
    project.erario("verify data --key k.pub").ended(0);
    let id = standing(&project, "out");
    assert_eq!(standing(&project, "data"), id);
    assert_eq!(files_under(&project.path("data").join(&id)), files_under(&project.path("out").join(&id)));

    // Of the next release only what differs comes, and the one before stays.
    release_again(&project);
    project.erario("publish www/erario").ended(0);
    let next = pulled(&project, &site, "");
    assert!(number(&next, "arrived") < number(&next, "files") / 2, "{next}");
    assert_eq!(next["release"], standing(&project, "data"));
    project.erario("verify data --key k.pub").ended(0);
    project.erario(&format!("verify data/{id} --key k.pub")).ended(0);
    assert!(project.erario("diff --out data").ended(0).stdout.contains(&id));
}

#[test]
fn a_release_is_verified_where_it_is_published_and_by_its_own_address() {
    let project = signed();
    let site = published(&project);
    let (first, url) = (standing(&project, "out"), site.server.url("/erario/"));
    let verified = project.erario(&format!("verify {url} --key k.pub --json")).ended(0).json();
    assert_eq!(json!([verified["release"], verified["ok"]]), json!([first, true]));
    release_again(&project);
    project.erario("publish www/erario").ended(0);
    let old = project.erario(&format!("verify {url}{first} --key k.pub")).ended(0).stdout;
    assert!(old.contains(&format!("The one that stands now is {}.", standing(&project, "out"))), "{old}");
    let latest = project.erario(&format!("verify {url}latest --key k.pub --json")).ended(0).json();
    assert_eq!(latest["release"], standing(&project, "out"));
}

#[test]
fn a_release_that_is_signed_after_it_was_published_is_published_as_signed() {
    let project = Project::with(&[DATASET]);
    project.run_samples(0);
    let unsigned = project.erario("publish www/erario").ended(0);
    assert!(unsigned.stderr.contains("the list is not signed"), "{}", unsigned.stderr);
    project.erario("publish www/erario --quiet").ended(0);
    project.erario("key new k.key").ended(0);
    project.erario("sign --key k.key").ended(0);
    let signed = project.erario("publish www/erario --json").ended(0).json();
    assert_eq!(json!([signed["serial"], signed["releases"][0]["sent"]]), json!([2, 1]));
    project.erario("verify www/erario --key k.pub").ended(0);
    assert_eq!(project.erario("publish www/erario --json").ended(0).json()["releases"], json!([]));
}

#[test]
fn s11_a_byte_that_changed_on_the_way_is_not_taken_over_and_the_rest_need_not_come_again() {
    let project = signed();
    let site = published(&project);
    for changed in ["SHA256SUMS", "releases.json", "lists/", "csv/spending_by_function.csv"] {
        let _ = fs::remove_dir_all(project.path("data"));
        site.with(move |path, mut bytes| {
            let is_it = path.ends_with(changed) || path.contains(changed);
            if is_it {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
            }
            Ok(bytes)
        });
        let refused = project.erario(&pull(&site, "")).ended(12);
        let name = changed.trim_end_matches('/');
        assert!(refused.stderr.contains(name), "{changed}: {}", refused.stderr);
        assert!(!project.path("data/latest").exists() && !project.path("data/releases.json").exists(), "{changed}");
        project.erario(&format!("verify {} --key k.pub", site.server.url("/erario"))).ended(12);
    }
    site.fair();
    let whole = pulled(&project, &site, "");
    assert!(whole["arrived"].as_u64() < whole["files"].as_u64(), "{whole}");
    project.erario("verify data --key k.pub").ended(0);
}

#[test]
fn p01_a_pull_that_breaks_off_anywhere_shows_nothing_and_is_gone_on_with() {
    let project = signed();
    let site = published(&project);
    let mut came = 0;
    for limit in [1, 4, 5, 30, 100] {
        let served = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&served);
        site.with(move |_, bytes| match counted.fetch_add(1, Ordering::Relaxed) < limit {
            true => Ok(bytes),
            false => Err(status("400 Bad Request")),
        });
        project.erario(&pull(&site, "")).ended(20);
        assert!(!project.path("data/latest").exists() && !project.path("data/releases.json").exists(), "{limit}");
        came += limit;
    }
    site.fair();
    let whole = pulled(&project, &site, "");
    let [arrived, files] = ["arrived", "files"].map(|name| whole[name].as_u64().unwrap());
    assert!(arrived < files && arrived + came as u64 > files / 2, "{arrived} of {files}");
    assert!(!project.path("data/.arriving").exists());
    project.erario("verify data --key k.pub").ended(0);
}

#[test]
fn s12_an_older_list_is_refused_with_a_key_or_without() {
    let project = signed();
    let site = published(&project);
    let url = site.server.url("/erario");
    let old = files_under(&project.path("www"));
    pulled(&project, &site, "");
    release_again(&project);
    project.erario("publish www/erario").ended(0);
    pulled(&project, &site, "");
    let now = files_under(&project.path("data"));
    site.with(move |path, bytes| {
        let is_list = path.contains("releases.json") || path.contains("lists/");
        match old.get(Path::new(path)) {
            Some(old) if is_list => Ok(old.clone()),
            _ => Ok(bytes),
        }
    });
    let with = project.erario(&pull(&site, "")).ended(12).stderr;
    assert!(with.contains("is older than one that was seen here"), "{with}");
    let without = project.erario(&format!("pull {url} --to data")).ended(12).stderr;
    assert!(without.contains("it has the serial 2, and the one here 4 already"), "{without}");
    let mut after = files_under(&project.path("data"));
    after.retain(|path, _| !path.starts_with(".arriving"));
    assert!(after == now, "nothing was taken over");
}

#[test]
fn s02_no_name_that_is_published_leads_out_of_the_folder() {
    let project = signed();
    let site = published(&project);
    let id = standing(&project, "out");
    let wicked = id.clone();
    site.with(move |path, bytes| match path {
        "erario/releases.json" => Ok(String::from_utf8(bytes).unwrap().replace(&wicked, "../../wicked").into_bytes()),
        _ => Ok(bytes),
    });
    let url = site.server.url("/erario");
    let said = project.erario(&format!("pull {url} --to data")).ended(12).stderr;
    assert!(said.contains("`../../wicked`, no id of a release or a key"), "{said}");

    let listing = fs::read_to_string(project.path("out").join(&id).join("SHA256SUMS")).unwrap();
    let listing = listing.replace("  README.md", "  ../../README.md");
    let sum: String = {
        use sha2::Digest;
        sha2::Sha256::digest(&listing).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    site.with(move |path, bytes| {
        if path.ends_with("SHA256SUMS") {
            return Ok(listing.clone().into_bytes());
        }
        if path.ends_with("releases.json") {
            let mut list: Value = serde_json::from_slice(&bytes).unwrap();
            list["releases"][0]["sha256sums"] = json!(sum);
            return Ok(list.to_string().into_bytes());
        }
        Ok(bytes)
    });
    let said = project.erario(&format!("pull {url} --to data")).ended(12).stderr;
    assert!(said.contains("SHA256SUMS: not a list of files"), "{said}");
    assert!(!project.path("README.md").exists() && !project.path("wicked").exists());
}

#[test]
fn f17_a_link_planted_where_a_copy_is_kept_is_not_followed() {
    let project = signed();
    let site = published(&project);
    fs::create_dir_all(project.path("elsewhere")).unwrap();
    for planted in [".arriving".to_owned(), standing(&project, "out")] {
        let _ = fs::remove_dir_all(project.path("data"));
        fs::create_dir_all(project.path("data")).unwrap();
        std::os::unix::fs::symlink(project.path("elsewhere"), project.path("data").join(&planted)).unwrap();
        let said = project.erario(&pull(&site, "")).ended(2).stderr;
        assert!(said.contains("a link, expected a folder of its own"), "{said}");
        assert_eq!(fs::read_dir(project.path("elsewhere")).unwrap().count(), 0);
    }
}

#[test]
fn r03_a_published_list_is_never_set_back_and_what_is_damaged_is_not_published() {
    let project = signed();
    project.erario("publish www").ended(0);
    let mut said = Vec::new();
    // An older copy of the releases.
    let copied = Command::new("cp").args(["-a", "out", "older"]).current_dir(project.path("")).status().unwrap();
    assert!(copied.success());
    release_again(&project);
    project.erario("publish www").ended(0);
    let there = files_under(&project.path("www"));
    said.push(project.erario("publish www --out older").ended(12).stderr);
    // The releases of somebody else.
    project.erario("run --samples --quiet --out other").ended(0);
    said.push(project.erario("publish www --out other").ended(12).stderr);
    // A file that changed after it was released.
    let id = standing(&project, "older");
    let table = project.path("older").join(&id).join("csv/spending_by_function.csv");
    fs::write(&table, "changed").unwrap();
    said.push(project.erario("publish new --out older").ended(12).stderr);
    assert!(!project.path("new/latest").exists() && !project.path("new/releases.json").exists());
    // A release that the list names and that is not here.
    fs::remove_dir_all(project.path("older").join(&id)).unwrap();
    said.push(project.erario("publish new --out older").ended(10).stderr);
    said.push(project.erario("publish ftp://x/y").ended(2).stderr);
    said.push(project.erario("publish ckan+https://portal.example/erario").ended(2).stderr);
    said.push(project.erario("pull ftp://x/y").ended(2).stderr);
    assert!(files_under(&project.path("www")) == there);
    let shown = project.shown(&said.concat()).replace(&id, "[older]").replace(&standing(&project, "out"), "[newer]");
    let hidden = regex::Regex::new(r"[0-9a-f]{64}").unwrap();
    assert_snapshot!(hidden.replace_all(&shown, "[sha256]"));
}

#[test]
fn f06_two_who_publish_to_one_folder_at_once_leave_one_list_and_whole_releases() {
    let project = signed();
    let mut both: Vec<_> =
        (0..2).map(|_| project.local("publish www --quiet").stdout(Stdio::null()).spawn().unwrap()).collect();
    assert!(both.iter_mut().all(|one| one.wait().unwrap().success()));
    project.erario("verify www --key k.pub").ended(0);
    assert!(!project.path("www/.arriving").exists());
}

#[test]
fn a_new_key_is_found_on_the_web_by_who_trusts_the_old_one() {
    let project = signed();
    project.erario("key rotate new.key --key k.key").ended(0);
    project.erario("sign --key new.key").ended(0);
    let site = published(&project);
    let pulled = pulled(&project, &site, "");
    let id = project.erario("verify --key new.pub --json").ended(0).json()["index"]["signed_by"].clone();
    assert_eq!(pulled["signed_by"], id);
    project.erario("verify data --key k.pub").ended(0);
}

#[test]
fn what_is_yanked_is_pulled_only_by_its_own_address() {
    let project = signed();
    let first = standing(&project, "out");
    release_again(&project);
    let second = standing(&project, "out");
    project.erario(&format!("yank {second} --why unidad")).ended(0);
    project.erario("sign --key k.key").ended(0);
    let site = published(&project);
    assert_eq!(pulled(&project, &site, "")["release"], json!(first));
    let url = site.server.url(&format!("/erario/{second}"));
    let told = project.erario(&format!("pull {url} --to other --key k.pub")).ended(0).stdout;
    assert!(told.contains("Do not use it: it was yanked: unidad"), "{told}");
    let wrong = project.erario(&pull(&site, " spending_by_functio")).ended(2).stderr;
    assert!(wrong.contains("no table `spending_by_functio`\n  hint: did you mean `spending_by_function`?"), "{wrong}");
}
