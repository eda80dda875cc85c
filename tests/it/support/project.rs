//! A project of its own: pipelines, code lists and samples, copied to a temporary folder and there to be damaged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{Release, Run, erario, finish, repository};

pub struct Project {
    folder: TempDir,
}

impl Project {
    /// The whole project as it stands in the checkout.
    pub fn new() -> Project {
        let project = Project { folder: tempfile::tempdir().unwrap() };
        for part in ["pipelines", "schemas/codelists", "data-samples"] {
            copy(&repository().join(part), &project.path(part));
        }
        project
    }

    /// The same with these pipelines only.
    pub fn with(datasets: &[&str]) -> Project {
        let project = Project { folder: tempfile::tempdir().unwrap() };
        copy(&repository().join("schemas/codelists"), &project.path("schemas/codelists"));
        for dataset in datasets {
            let publisher = dataset.split('/').next().unwrap();
            let lists = format!("pipelines/{publisher}/lists");
            if repository().join(&lists).is_dir() {
                copy(&repository().join(&lists), &project.path(&lists));
            }
            let pipeline = format!("pipelines/{dataset}.toml");
            fs::create_dir_all(project.path(format!("pipelines/{publisher}"))).unwrap();
            fs::copy(repository().join(&pipeline), project.path(&pipeline)).unwrap();
            let samples = format!("data-samples/{dataset}");
            copy(&repository().join(&samples), &project.path(&samples));
        }
        project
    }

    /// Adds the accounts file of a body.
    pub fn with_accounts(&self, publisher: &str) {
        let file = format!("pipelines/{publisher}/accounts.toml");
        fs::create_dir_all(self.path(format!("pipelines/{publisher}"))).unwrap();
        fs::copy(repository().join(&file), self.path(&file)).unwrap();
    }

    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// The source file of a sample; `sample` is `<publisher>/<dataset>/<edition>`.
    pub fn sample(&self, sample: &str) -> PathBuf {
        sample_file(&self.path("data-samples").join(sample))
    }

    /// Puts `now` where `before` stands, which must be there.
    pub fn edit(&self, file: impl AsRef<Path>, before: &str, now: &str) {
        edit(&self.path(file), before.as_bytes(), now.as_bytes());
    }

    /// Runs `erario` in the project; arguments stand between spaces.
    pub fn erario(&self, arguments: &str) -> Run {
        finish(&mut self.local(arguments))
    }

    /// `erario` in the project, with a memory of its own; arguments stand between spaces.
    pub fn local(&self, arguments: &str) -> Command {
        let mut command = erario(arguments.split(' '));
        command.current_dir(self.folder.path()).env("XDG_STATE_HOME", self.path("state"));
        command
    }

    /// A run of all samples that is expected to end with this code.
    pub fn run_samples(&self, code: i32) -> Run {
        self.erario("run --samples --quiet").ended(code)
    }

    pub fn latest(&self) -> Release {
        Release::read(&self.path("out/latest"))
    }

    /// Text without the name of the temporary folder, for snapshots.
    pub fn shown(&self, text: &str) -> String {
        let here = fs::canonicalize(self.folder.path()).unwrap();
        text.replace(&*here.to_string_lossy(), "[project]")
            .replace(&*self.folder.path().to_string_lossy(), "[project]")
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect()
    }
}

/// The source file in a folder of `data-samples`.
pub fn sample_file(folder: &Path) -> PathBuf {
    let notes: toml::Table = fs::read_to_string(folder.join("sample.toml")).unwrap().parse().unwrap();
    folder.join(notes["file"].as_str().unwrap())
}

/// Puts `now` where `before` stands first in a file, which must have it.
pub fn edit(path: &Path, before: &[u8], now: &[u8]) {
    let mut bytes = fs::read(path).unwrap();
    let place = bytes.windows(before.len()).position(|window| window == before);
    let place = place.unwrap_or_else(|| panic!("{} lacks {}", path.display(), String::from_utf8_lossy(before)));
    bytes.splice(place..place + before.len(), now.iter().copied());
    fs::write(path, bytes).unwrap();
}

/// A folder that is not there, of lists or samples, is none to copy.
fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
