//! What the tests share: the command, a project to damage, the tables of a release, a server.

pub mod accounts;
#[allow(dead_code, reason = "the tests of fetch share this file, and use other parts of it")]
pub mod authority;
mod damage;
pub mod fetched;
pub mod page;
mod project;
pub mod publisher;
mod quarters;
mod release;
pub mod server;
pub mod statement;
#[allow(dead_code, reason = "the readers' own tests share this file, and use other parts of it")]
pub mod workbook;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub use damage::complaint;
pub use project::{Project, edit, sample_file};
pub use quarters::{EAEPE, LDF};
pub use release::{Release, Row, Table, csv_files, files_under, sum};
pub use server::{Server, dead_url};

/// The checkout.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// What a command left behind.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// `erario`, in the checkout and in English, with nothing of the caller's environment that it would read.
pub fn erario<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_erario"));
    command.current_dir(repository()).args(arguments).env("LANG", "C.UTF-8");
    let here = ["SOURCE_DATE_EPOCH", "NO_COLOR", "ERARIO_ALLOW_LOOPBACK", "ERARIO_KEY_PASSWORD"];
    for name in here.into_iter().chain(["LC_ALL", "LC_MESSAGES", "HOME", "XDG_STATE_HOME"]) {
        command.env_remove(name);
    }
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"] {
        command.env_remove(name);
    }
    command
}

/// Runs to the end.
pub fn finish(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let code = status.code().expect("ended by a signal");
    Run { code, stdout: String::from_utf8(stdout).unwrap(), stderr: String::from_utf8(stderr).unwrap() }
}

impl Run {
    /// The run ended with this code; otherwise everything it said is shown.
    #[track_caller]
    pub fn ended(self, code: i32) -> Run {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Its one JSON document.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }
}
