//! A download that broke off goes on where it stopped, if the server proves that it is still the same file.
//!
//! Servers answer a range with the whole file, with another range, with a part of a newer file. So the rest is taken
//! only as the very range that was asked for, under the strong validator that the first part had; anything else starts
//! over.

use std::io;
use std::path::{Path, PathBuf};

use reqwest::Response;
use reqwest::header::{CONTENT_RANGE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_RANGE, RANGE};
use serde::{Deserialize, Serialize};
use url::Url;

use super::sink::Sink;
use super::text_of;
use crate::FetchError;
use crate::disk::Disk;

/// Shorter files are not worth a note on the disk.
const WORTHWHILE: u64 = 1 << 20;
/// A run of an operating system that gives its runs no names is never the same as another.
const UNKNOWN: &str = "unknown";

/// What ties the bytes so far to the file they are of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    url: String,
    /// A strong validator.
    etag: String,
    /// Of the whole file.
    length: u64,
    /// The run of the operating system that the bytes were written in, as long as they are not known to be on the disk.
    /// After the power failed, nobody knows which of them are.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    boot: Option<String>,
}

impl Part {
    /// What a full answer says, if its file can be asked for in parts later.
    pub fn of(url: &Url, response: &Response, length: Option<u64>) -> Option<Part> {
        let etag = strong_etag(response.headers())?;
        Some(Part { url: url.to_string(), etag, length: length?, boot: Some(boot()) })
    }

    /// The headers that ask for the rest.
    pub fn ask(&self, offset: u64) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, HeaderValue::from_str(&format!("bytes={offset}-")).expect("digits"));
        // A validator that is no text cannot be sent back; `strong_etag` gives none.
        headers.insert(IF_RANGE, HeaderValue::from_str(&self.etag).expect("it came as a header"));
        headers
    }

    /// Sees that an answer with status 206 is the very rest of the very file.
    pub fn check(&self, url: &Url, response: &Response, offset: u64) -> Result<(), FetchError> {
        let wrong = |found: String| FetchError::WrongRange {
            url: url.to_string(),
            found,
            expected: format!("bytes {offset}-{}/{}", self.length.saturating_sub(1), self.length),
        };
        let range = text_of(response.headers(), CONTENT_RANGE).unwrap_or_default();
        if range != format!("bytes {offset}-{}/{}", self.length.saturating_sub(1), self.length) {
            return Err(wrong(if range.is_empty() { "no Content-Range".to_owned() } else { range }));
        }
        match text_of(response.headers(), ETAG) {
            Some(etag) if etag != self.etag => Err(wrong(format!("a part of another version, {etag}"))),
            _ => Ok(()),
        }
    }

    /// Leaves a note beside the file, so that a run after this one was killed can go on with it.
    pub fn note(&self, on: &Disk, path: &Path) -> io::Result<()> {
        let Some(folder) = path.parent().filter(|_| self.is_worthwhile()) else { return Ok(()) };
        let json = serde_json::to_vec(self).map_err(io::Error::other)?;
        on.write(folder, &note_path(path), &json)
    }

    /// Keeps the file for another run, on the disk and with a note that says so.
    pub fn keep(self, on: &Disk, sink: Sink) -> io::Result<()> {
        let path = sink.path();
        let (file, _) = sink.finish();
        file.keep()?;
        Part { boot: None, ..self }.note(on, &path)
    }

    pub fn is_worthwhile(&self) -> bool {
        self.length >= WORTHWHILE
    }

    /// What an earlier run left, if it is of this address and shorter than the whole. Anything else starts over.
    pub fn left_by_another_run(on: &Disk, url: &Url, sink: &mut Sink) -> Option<Part> {
        let json = on.read(&note_path(&sink.path())).ok()?;
        let part: Part = serde_json::from_slice(&json).ok()?;
        if part.url != url.as_str()
            || part.boot.as_ref().is_some_and(|written| *written != boot() || written == UNKNOWN)
        {
            return None;
        }
        sink.take_over().ok()?;
        (sink.length() > 0 && sink.length() < part.length).then_some(part)
    }
}

/// The run of the operating system, where it has a name.
fn boot() -> String {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id");
    id.map_or_else(|_| UNKNOWN.to_owned(), |id| id.trim().to_owned())
}

/// Where the note of an unfinished file is.
pub(super) fn note_path(path: &Path) -> PathBuf {
    path.with_extension("json")
}

/// The entity tag, if it promises the same bytes: `W/` does not.
fn strong_etag(headers: &HeaderMap) -> Option<String> {
    let etag = plain_text(headers, ETAG)?;
    (etag.starts_with('"') && etag.ends_with('"') && etag.len() > 2).then_some(etag)
}

fn plain_text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
