//! The inbox: files that arrive by mail or by a request for information, put into a folder with a note that says who
//! handed them over and when.
//!
//! ```text
//! inbox/mx-qroo-sefiplan/ldf-6a/2026-1T/F6A.xlsx        the file as it came
//! inbox/mx-qroo-sefiplan/ldf-6a/2026-1T/F6A.xlsx.toml   from = "…", on = "2026-04-30", how = "…"
//! ```
//!
//! A file is taken in once and may stay where it is: what was taken in already is known by its content and its note.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use erario_fetch::{NewSnapshot, Store};
use erario_model::{Event, EventKind, Pipeline, Provenance, Received};
use serde::Deserialize;

use super::judge::{Judge, kinds, pipeline_sha256};
use super::repackaged;
use crate::exit::Failure;
use crate::project::Project;

/// What stands beside a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    from: String,
    on: String,
    #[serde(default)]
    how: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

/// A file as it was handed over.
pub struct Handed<'a> {
    pub path: &'a Path,
    pub edition: &'a str,
    pub url: Option<String>,
    pub received: Option<Received>,
}

/// Takes in what is new in the project's inbox; gives the snapshots, and what could not be taken in.
pub fn take_in(project: &Project, store: &Store) -> Result<(Vec<String>, Vec<Failure>), Failure> {
    let (mut taken, mut failures) = (Vec::new(), Vec::new());
    for pipeline in &project.pipelines {
        let folder = project.root.join("inbox").join(&pipeline.address.publisher).join(&pipeline.address.dataset);
        for edition in names(&folder)? {
            let inbox = Inbox { project, store, pipeline, edition: &edition };
            inbox.take_all(&folder.join(&edition), &mut taken, &mut failures)?;
        }
    }
    Ok((taken, failures))
}

/// What waits for one edition.
struct Inbox<'a> {
    project: &'a Project,
    store: &'a Store,
    pipeline: &'a Pipeline,
    edition: &'a str,
}

impl Inbox<'_> {
    /// Takes in the files of a folder in the order in which they were handed over.
    fn take_all(&self, folder: &Path, taken: &mut Vec<String>, failures: &mut Vec<Failure>) -> Result<(), Failure> {
        let mut files = Vec::new();
        for name in names(folder)?.into_iter().filter(|name| !name.ends_with(".toml")) {
            let path = folder.join(name);
            match self.note(&path) {
                Ok(note) => files.push((note, path)),
                Err(failure) => failures.push(failure),
            }
        }
        files.sort_by(|(one, _), (other, _)| one.on.cmp(&other.on));
        let mut is_first = true;
        for (note, path) in files {
            match self.take(note, &path, is_first) {
                Ok(None) => {}
                Ok(Some(source_id)) => {
                    taken.push(source_id);
                    is_first = false;
                }
                Err(failure) => failures.push(failure),
            }
        }
        Ok(())
    }

    fn note(&self, path: &Path) -> Result<Note, Failure> {
        let shown = path.strip_prefix(&self.project.root).unwrap_or(path).display().to_string();
        if self.pipeline.edition(self.edition).is_none() {
            return Err(Failure::Usage(format!(
                "{shown}: {} declares no edition `{}`\n  hint: declare it, or move the file to the folder of another one",
                self.pipeline.file, self.edition
            )));
        }
        read_note(path, &shown)
    }

    /// Takes a file in, unless it was taken in already or is stored by another way.
    fn take(&self, note: Note, path: &Path, is_first: bool) -> Result<Option<String>, Failure> {
        let Inbox { project, store, pipeline, edition } = self;
        let received = Received { from: note.from, on: note.on, how: note.how };
        let sha256 = erario_fetch::sha256_of(path).map_err(Failure::read(path.display()))?;
        let known = store.snapshots(&pipeline.address, edition)?;
        let is_known = |it: &Provenance| it.sha256 == sha256 && it.received.as_ref() == Some(&received);
        let latest = known.last().map(|snapshot| &snapshot.provenance.sha256);
        let events = store.events(&pipeline.address, edition)?;
        if latest == Some(&sha256)
            || known.iter().any(|snapshot| is_known(&snapshot.provenance))
            || events.iter().any(|event| event.sha256.as_ref() == Some(&sha256))
        {
            return Ok(None);
        }
        if !is_first {
            // Snapshots are told apart by the second, and the later one stands.
            std::thread::sleep(Duration::from_secs(1));
        }
        let handed = Handed { path, edition, url: note.url, received: Some(received) };
        let stored = store_file(project, store, pipeline, handed)?;
        Ok((latest != Some(&stored.provenance.sha256)).then(|| stored.source_id()))
    }
}

fn read_note(path: &Path, shown: &str) -> Result<Note, Failure> {
    let expected = "expected `from = \"who handed it over\"` and `on = \"2026-04-30\"`";
    let place = PathBuf::from(format!("{}.toml", path.display()));
    let toml = std::fs::read_to_string(&place).map_err(|_| {
        Failure::Usage(format!(
            "{shown}: nothing says who handed it over and when, {expected} in {shown}.toml\n  hint: write that file"
        ))
    })?;
    let wrong = |why: String| Failure::Usage(format!("{shown}.toml: {why}, {expected}\n  hint: mend that file"));
    let note: Note = toml::from_str(&toml).map_err(|error| wrong(error.message().to_owned()))?;
    if note.from.trim().is_empty() {
        return Err(wrong("`from` is empty".to_owned()));
    }
    check_day(&note.on).map_err(wrong)?;
    Ok(note)
}

/// Sees that a day is one.
pub fn check_day(on: &str) -> Result<(), String> {
    match on.parse::<jiff::civil::Date>() {
        Ok(day) if day.to_string() == on => Ok(()),
        _ => Err(format!("`{on}` is no day such as 2026-04-30")),
    }
}

/// Stores a file that was handed over, if it is a whole file of the kind that its pipeline says.
pub fn store_file(
    project: &Project,
    store: &Store,
    pipeline: &Pipeline,
    handed: Handed,
) -> Result<erario_model::Snapshot, Failure> {
    let Handed { path, edition: id, url, received } = handed;
    let edition = pipeline
        .edition(id)
        .ok_or_else(|| Failure::Usage(format!("{} declares no edition `{id}`\n  hint: declare it", pipeline.file)))?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let head = head_of(path).map_err(Failure::read(path.display()))?;
    if let Some((looks_like, opening)) = kinds(pipeline, edition).refuse(&head) {
        let url = path.display().to_string();
        return Err(Failure::NotData { place: url, looks_like, opening });
    }
    let judge = Judge::of(project, pipeline, edition)?;
    let judged = judge.judge(path, &file_name)?;
    if let Some(warning) = judged.warning {
        eprintln!("warning: stored, but {warning}");
    }
    let now = jiff::Timestamp::now();
    let sha256 = erario_fetch::sha256_of(path).map_err(Failure::read(path.display()))?;
    if let Some(latest) = store.latest(&pipeline.address, id)?
        && latest.provenance.sha256 != sha256
        && repackaged::says_the_same(&judge, store, &latest, judged.content_sha256.as_deref())
    {
        let size_bytes = std::fs::metadata(path).map_err(Failure::read(path.display()))?.len();
        let event = Event {
            kind: EventKind::Repackaged,
            seen_at: super::stamp(now),
            url,
            last_modified: None,
            sha256: Some(sha256),
            size_bytes: Some(size_bytes),
        };
        repackaged::record(store, &pipeline.address, id, event)?;
        return Ok(latest);
    }
    let new = NewSnapshot {
        dataset: pipeline.address.clone(),
        edition: id.to_owned(),
        file_name,
        url,
        licence: pipeline.licence.clone(),
        is_sample: false,
        retrieved_at: now,
        stored_by: env!("CARGO_PKG_VERSION").to_owned(),
        pipeline_sha256: Some(pipeline_sha256(project, pipeline)),
        content_sha256: judged.content_sha256,
        received,
        http: None,
    };
    Ok(store.add_file(path, new)?)
}

/// The bytes that tell what a file is.
fn head_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(1024).read_to_end(&mut head)?;
    Ok(head)
}

/// The names in a folder, sorted, without hidden ones; none if it is not there.
fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::read(folder.display())(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(Failure::read(folder.display()))?.file_name();
        names.extend(name.into_string().ok().filter(|name| !name.starts_with('.')));
    }
    names.sort();
    Ok(names)
}
