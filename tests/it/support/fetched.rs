//! Made-up datasets that are fetched from a server on this machine, and what fetching them leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use regex::{Captures, Regex};
use serde_json::Value;

use super::quarters::PIPELINE;
use super::{EAEPE, Project, Run, files_under, finish};

/// The dataset of most tests.
pub const FETCHED: &str = EAEPE;

/// A file of it, with so many pesos accrued in its first record.
pub fn records(accrued: &str) -> String {
    format!("Clave,Aprobado,Devengado\n1100,700.00,{accrued}\n1400,300.00,70.00\n2200,150.00,30.25\n")
}

/// The same records in another order.
pub fn records_in_another_order(accrued: &str) -> String {
    format!("Clave,Aprobado,Devengado\n2200,150.00,30.25\n1400,300.00,70.00\n1100,700.00,{accrued}\n")
}

impl Project {
    /// One dataset with one edition, 2016, which is at this address.
    pub fn fetching(url: &str) -> Project {
        let project = Project::with(&[]);
        project.declare_dataset(FETCHED, "", &[("2016", &at(url))]);
        project
    }

    /// Declares a dataset: `source` is TOML above its editions, and each edition is its year and more TOML about it.
    pub fn declare_dataset(&self, dataset: &str, source: &str, editions: &[(&str, &str)]) {
        let edition = |(year, more): &(&str, &str)| {
            format!(
                "[[edition]]\nid = \"{year}\"\nset = {{ fiscal_year = \"{year}\", period = \"{year}\", \
                 account_status = \"final\" }}\n{more}\n"
            )
        };
        let editions: String = editions.iter().map(edition).collect();
        let text = PIPELINE
            .replace("EDITIONS\n", &format!("{source}\n{editions}"))
            .replace("COLUMNS\n", "")
            // The publisher's page is asked where a file is missing, and no test leaves this machine.
            .replacen("url = \"https://example.org\"\n", "", 1)
            .replace("is_cumulative = \"true\"", "is_cumulative = \"false\"");
        let path = self.path(format!("pipelines/{dataset}.toml"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The command in this project, where it may reach this machine; arguments stand between spaces.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = self.local(arguments);
        command.env("ERARIO_ALLOW_LOOPBACK", "1");
        command
    }

    /// Runs it to its end.
    pub fn reaching(&self, arguments: &str) -> Run {
        finish(&mut self.command(arguments))
    }

    /// Releases what is stored.
    pub fn release(&self) -> Run {
        self.reaching("run --offline --quiet").ended(0)
    }

    /// Snapshots of an edition, the oldest first.
    pub fn snapshots(&self, dataset: &str, edition: &str) -> Vec<Value> {
        let folder = self.path(format!("store/snapshots/{dataset}/{edition}"));
        let files = if folder.is_dir() { files_under(&folder) } else { BTreeMap::new() };
        files.values().map(|json| serde_json::from_slice(json).unwrap()).collect()
    }

    /// The file with the bytes of the newest snapshot.
    pub fn object(&self, dataset: &str, edition: &str) -> PathBuf {
        let sha256 = self.snapshots(dataset, edition).last().unwrap()["sha256"].as_str().unwrap().to_owned();
        self.path(format!("store/objects/{}/{sha256}", &sha256[..2]))
    }

    /// What the ledger says of all datasets: the edition and what happened to it.
    pub fn ledger(&self) -> Vec<String> {
        let told = self.erario("ledger --json").ended(0).json();
        let line = |row: &Value| format!("{} {}", row["edition"].as_str().unwrap(), row["event"].as_str().unwrap());
        told["publications"].as_array().unwrap().iter().map(line).collect()
    }

    /// What `status --json` says of an edition.
    pub fn status_of(&self, dataset: &str, edition: &str) -> Value {
        let told = self.erario("status --json").ended(0).json();
        let is_it = |row: &&Value| row["dataset"] == dataset && row["edition"] == edition;
        told["datasets"].as_array().unwrap().iter().find(is_it).unwrap().clone()
    }

    /// What is kept: the bytes, where they came from, and what publishers did. Not when somebody looked.
    pub fn kept(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = files_under(&self.path("store"));
        files.retain(|path, _| ["objects", "snapshots", "events"].iter().any(|part| path.starts_with(part)));
        files
    }

    /// Every file of the latest release.
    pub fn released(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files_under(&fs::canonicalize(self.path("out/latest")).unwrap())
    }

    /// Makes everything in the store so many hours older than it is.
    pub fn passes(&self, hours: i64) {
        for part in ["snapshots", "events", "looks"] {
            let folder = self.path("store").join(part);
            let files = if folder.is_dir() { files_under(&folder) } else { BTreeMap::new() };
            for (path, json) in files {
                let text = aged(&String::from_utf8(json).unwrap(), r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", TIME, hours);
                let name = aged(path.to_str().unwrap(), r"\d{8}T\d{6}Z", COMPACT, hours);
                fs::remove_file(folder.join(path)).unwrap();
                fs::write(folder.join(name), text).unwrap();
            }
        }
    }
}

const TIME: &str = "%Y-%m-%dT%H:%M:%SZ";
const COMPACT: &str = "%Y%m%dT%H%M%SZ";

fn aged(text: &str, pattern: &str, format: &str, hours: i64) -> String {
    let earlier = |found: &Captures| {
        let then: Timestamp = TimeZone::UTC.to_timestamp(DateTime::strptime(format, &found[0]).unwrap()).unwrap();
        (then - SignedDuration::from_hours(hours)).strftime(format).to_string()
    };
    Regex::new(pattern).unwrap().replace_all(text, earlier).into_owned()
}

/// An edition's own address.
pub fn at(url: &str) -> String {
    format!("url = \"{url}\"")
}

/// Puts other bytes where read-only ones are.
pub fn overwrite(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}
