//! What a site asks of programs that read its pages: RFC 9309.

use std::path::Path;
use std::time::Duration;

use texting_robots::Robot;
use url::Url;

use super::{Answer, Fetcher, HttpFacts, Request, Terms};
use crate::FetchError;
use crate::disk::Disk;
use crate::kind::Kinds;

/// The name that a site calls this program by.
const NAME: &str = "erario";
/// Nobody is waited for longer between two pages.
const LONGEST_DELAY: f32 = 60.0;
/// Bytes of a page, at most.
const PAGE: u64 = 64 << 20;

/// A page, or what a portal answers.
pub(crate) struct WebPage {
    /// Where it came from in the end.
    pub url: Url,
    pub text: String,
    pub http: HttpFacts,
}

/// The rules of one site.
pub(crate) struct Rules(Option<Robot>);

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rules")
    }
}

impl Fetcher {
    /// Reads a page. `into` is where it may be put meanwhile.
    pub(crate) async fn page(&self, url: &str, terms: &Terms, into: &Path, on: &Disk) -> Result<WebPage, FetchError> {
        let terms = Terms { max_bytes: terms.max_bytes.min(PAGE), ..terms.clone() };
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

    /// Refuses a page that its site asks programs not to read.
    pub(crate) async fn obey_robots(&self, url: &str, terms: &Terms, into: &Path, on: &Disk) -> Result<(), FetchError> {
        let bad = |why: String| FetchError::Url { url: url.to_owned(), why };
        let parsed = Url::parse(url).map_err(|error| bad(error.to_string()))?;
        let rules_url = parsed.join("/robots.txt").map_err(|error| bad(error.to_string()))?;
        let site = rules_url.to_string();
        let mut known = self.robots.lock().await;
        if !known.contains_key(&site) {
            let rules = match self.page(&site, terms, into, on).await {
                Ok(page) => Robot::new(NAME, page.text.as_bytes()).ok(),
                // A site without rules has none; one that is in trouble may have some, and that error is told.
                Err(FetchError::Status { status: 400..=499, .. }) => None,
                Err(FetchError::NotData { .. }) => None,
                Err(error) => return Err(error),
            };
            known.insert(site.clone(), Rules(rules));
        }
        let Some(robot) = known.get(&site).and_then(|rules| rules.0.as_ref()) else { return Ok(()) };
        if let Some(delay) = robot.delay.filter(|delay| *delay > 0.0) {
            let host = self.hosts.host(parsed.host_str().unwrap_or_default());
            host.slow_down(Duration::from_secs_f32(delay.min(LONGEST_DELAY))).await;
        }
        match robot.allowed(url) {
            true => Ok(()),
            false => Err(FetchError::Robots { url: url.to_owned() }),
        }
    }
}
