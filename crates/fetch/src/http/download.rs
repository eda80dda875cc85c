//! What is asked of a server, and what came of it.

use std::collections::BTreeMap;
use std::path::Path;

use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, ETAG, LAST_MODIFIED};

use super::arriving::Arriving;
use super::body::text_of;
use super::{Fetcher, Request, reach};
use crate::FetchError;
use crate::content::Content;
use crate::disk::{Disk, NewFile};

/// What came of a request.
#[derive(Debug)]
pub enum Answer {
    /// The server says that the bytes are still those that it was told of.
    NotModified(HttpFacts),
    File(Download),
}

/// A file that came down whole, and what the server said about it. The file goes when this is dropped.
#[derive(Debug)]
pub struct Download {
    pub(crate) file: NewFile,
    pub content: Content,
    pub http: HttpFacts,
}

impl Download {
    /// Where it is, until it is stored or dropped.
    pub fn path(&self) -> &Path {
        self.file.path()
    }
}

/// What the server said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpFacts {
    pub status: u16,
    /// Every address that the download was sent on to, the last one included.
    pub redirects: Vec<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub content_type: Option<String>,
    /// Other headers that say something about the file.
    pub headers: BTreeMap<String, String>,
}

/// Headers that are kept.
const KEPT: [&str; 6] =
    ["cache-control", "content-disposition", "content-encoding", "content-length", "date", "server"];

/// Hears the bytes so far and the total, where the server announces one; a new try may start again at 0.
pub type Progress<'a> = &'a mut dyn FnMut(u64, Option<u64>);

impl Fetcher {
    /// Brings a file down to the path `into`, where an earlier run may have left a part of it.
    pub async fn download(
        &self,
        request: &Request,
        into: &Path,
        on: &Disk,
        progress: Progress<'_>,
    ) -> Result<Answer, FetchError> {
        let url = reach::parse(&request.url, self.settings.reach())?;
        Arriving::new(self, request, url, into, on)?.come(progress).await
    }
}

pub(super) fn facts(response: &Response, redirects: Vec<String>) -> HttpFacts {
    let headers = response.headers();
    let kept = KEPT.iter().filter_map(|name| {
        let value = headers.get(*name)?;
        Some(((*name).to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    HttpFacts {
        status: response.status().as_u16(),
        redirects,
        etag: text_of(headers, ETAG),
        last_modified: text_of(headers, LAST_MODIFIED),
        content_type: text_of(headers, CONTENT_TYPE),
        headers: kept.collect(),
    }
}
