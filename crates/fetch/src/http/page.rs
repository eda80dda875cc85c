//! Pages and answers of portals: small texts that are read to find files.

use std::path::Path;

use url::Url;

use super::{Answer, Fetcher, HttpFacts, Request, Terms};
use crate::FetchError;
use crate::disk::Disk;
use crate::kind::Kinds;

/// Bytes of a page, at most, whatever its files may have.
const PAGE: u64 = 64 << 20;

/// A page, or what a portal answers.
pub(crate) struct WebPage {
    /// Where it came from in the end.
    pub url: Url,
    pub text: String,
    pub http: HttpFacts,
}

impl Fetcher {
    /// Reads a page. `into` is where it may be put meanwhile.
    pub(crate) async fn page(&self, url: &str, terms: &Terms, into: &Path, on: &Disk) -> Result<WebPage, FetchError> {
        let terms = Terms { max_bytes: PAGE, ..terms.clone() };
        let request = Request { url: url.to_owned(), terms, known: None, kinds: Kinds::any() };
        match self.download(&request, into, on, &mut |_, _| {}).await? {
            Answer::File(download) => {
                let disk = |error| FetchError::Disk { folder: into.to_owned(), error };
                let bytes = on.read(download.path()).map_err(disk)?;
                let last = download.http.redirects.last().map_or(url, String::as_str);
                let last = Url::parse(last)
                    .map_err(|error| FetchError::Url { url: last.to_owned(), why: error.to_string() })?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Ok(WebPage { url: last, text, http: download.http })
            }
            Answer::NotModified(_) => Err(FetchError::Status { url: url.to_owned(), status: 304 }),
        }
    }
}
