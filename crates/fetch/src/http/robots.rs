//! What a site asks of programs that read its pages: RFC 9309.

use std::path::Path;
use std::time::Duration;

use texting_robots::Robot;
use url::Url;

use super::{Fetcher, Terms};
use crate::FetchError;
use crate::disk::Disk;

/// The name that a site calls this program by.
const NAME: &str = "erario";
/// Nobody is waited for longer between two pages.
const LONGEST_DELAY: f32 = 60.0;
/// The rules of one site.
pub(crate) struct Rules(Option<Robot>);

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rules")
    }
}

impl Fetcher {
    /// Refuses a page that its site asks programs not to read.
    pub(crate) async fn obey_robots(&self, url: &str, terms: &Terms, into: &Path, on: &Disk) -> Result<(), FetchError> {
        let bad = |why: String| FetchError::Url { url: url.to_owned(), why };
        let parsed = Url::parse(url).map_err(|error| bad(error.to_string()))?;
        let rules_url = parsed.join("/robots.txt").map_err(|error| bad(error.to_string()))?;
        let site = rules_url.to_string();
        let mut known = self.robots.lock().await;
        if !known.contains_key(&site) {
            let rules = match self.page(&site, terms, into, on).await {
                // A text that is no rules has none.
                Ok(page) => Robot::new(NAME, page.text.as_bytes()).ok(),
                // A site without rules has none; one that is in trouble may have some, and that error is told.
                Err(FetchError::Status { status: 400..=499, .. } | FetchError::NotData { .. }) => None,
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
