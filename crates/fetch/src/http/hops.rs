//! The way from the address that was asked for to the one that answers: every hop seen, checked and recorded.

use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER, USER_AGENT};
use reqwest::{Client, Response, StatusCode};
use url::Url;

use super::pace::Turn;
use super::{Fetcher, Terms, reach, text_of};
use crate::FetchError;

const MOST: usize = 5;

/// An answer that is no redirect, and the way to it.
pub(crate) struct Reply {
    pub response: Response,
    /// Every address that it was sent on to, the last one included.
    pub redirects: Vec<String>,
    /// The connection counts as one of the host's until the answer is read.
    pub turn: Turn,
}

impl Fetcher {
    /// Asks for an address and follows redirects to the answer: 200, or what a condition or a range may be answered with.
    pub(crate) async fn follow(
        &self,
        client: &Client,
        start: &Url,
        terms: &Terms,
        headers: &HeaderMap,
    ) -> Result<Reply, FetchError> {
        let mut url = start.clone();
        let mut redirects = Vec::new();
        loop {
            let (response, turn) = self.ask(client, &url, terms, headers).await?;
            let status = response.status();
            if matches!(status.as_u16(), 200 | 206 | 304 | 416) {
                return Ok(Reply { response, redirects, turn });
            }
            if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
                return Err(refused_status(&url, status, response.headers()));
            }
            let location = response.headers().get(LOCATION).map(|value| value.as_bytes()).unwrap_or_default();
            let to = self.next(&url, start, &String::from_utf8_lossy(location), terms)?;
            if redirects.len() == MOST {
                return Err(refused(&url, &to, "it is the sixth in a row; expected at most five"));
            }
            tracing::debug!(from = %url, %to, "redirected");
            redirects.push(to.to_string());
            url = to;
        }
    }

    /// One request, when it is its turn.
    async fn ask(
        &self,
        client: &Client,
        url: &Url,
        terms: &Terms,
        headers: &HeaderMap,
    ) -> Result<(Response, Turn), FetchError> {
        let agent = HeaderValue::from_str(&terms.user_agent).map_err(|_| FetchError::Client {
            why: format!("the user agent {:?} is no text for a header", terms.user_agent),
        })?;
        let host = self.hosts.host(url.host_str().unwrap_or_default());
        let turn = host.turn().await;
        // No cookie, no password and no referrer is ever sent, so that there is none to follow a redirect.
        let request = client
            .get(url.clone())
            .headers(headers.clone())
            .header(USER_AGENT, agent)
            .header(ACCEPT_ENCODING, "identity");
        match request.send().await {
            Ok(response) => {
                host.set_down(false);
                Ok((response, turn))
            }
            Err(error) => Err(FetchError::from_request(url, &error, self.settings.timeouts.idle)),
        }
    }

    fn next(&self, from: &Url, start: &Url, location: &str, terms: &Terms) -> Result<Url, FetchError> {
        let to = match from.join(location) {
            Ok(to) if !location.is_empty() => to,
            _ => return Err(refused(from, &location, "expected an address to go on to")),
        };
        reach::check(&to, self.settings.reach())?;
        reach::may_lead(from, &to, start, terms)?;
        Ok(to)
    }
}

fn refused_status(url: &Url, status: StatusCode, headers: &HeaderMap) -> FetchError {
    let wait = text_of(headers, RETRY_AFTER).and_then(|text| super::retry_after::read(&text, headers));
    match wait.filter(|_| matches!(status.as_u16(), 429 | 503)) {
        Some(wait) => FetchError::Busy { url: url.to_string(), status: status.as_u16(), wait },
        None => FetchError::Status { url: url.to_string(), status: status.as_u16() },
    }
}

fn refused(from: &Url, to: &dyn ToString, why: &'static str) -> FetchError {
    FetchError::Redirect { url: from.to_string(), to: to.to_string(), why }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    fn terms() -> Terms {
        Terms {
            user_agent: "erario".to_owned(),
            hosts: vec!["*.example".to_owned()],
            plain_http: false,
            extra_ca: None,
            max_bytes: 1,
        }
    }

    fn hop(from: &str, location: &str, terms: &Terms) -> Result<String, FetchError> {
        let from = from.parse().unwrap();
        Fetcher::new(Settings::default()).next(&from, &from, location, terms).map(String::from)
    }

    #[test]
    fn n24_https_never_becomes_http_unless_the_source_says_why() {
        let (from, to) = ("https://finanzas.example/a", "http://finanzas.example/a");
        let error = hop(from, to, &terms()).unwrap_err();
        assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
        assert_eq!(hop(to, from, &terms()).unwrap(), from);
        assert_eq!(hop(from, to, &Terms { plain_http: true, ..terms() }).unwrap(), to);
    }

    #[test]
    fn a_redirect_may_be_relative_but_not_empty() {
        let hop = |location| hop("https://finanzas.example/a/b", location, &terms());
        assert_eq!(hop("../c?d=1").unwrap(), "https://finanzas.example/c?d=1");
        assert!(hop("").is_err());
    }

    #[test]
    fn s01_a_redirect_to_a_neighbour_or_a_file_is_refused() {
        let all = Terms { hosts: vec!["*".to_owned()], ..terms() };
        for location in ["http://169.254.169.254/latest", "file:///etc/passwd", "//127.0.0.1/"] {
            assert!(hop("http://finanzas.example/a", location, &all).is_err(), "{location}");
        }
    }

    #[test]
    fn s01_a_redirect_to_a_host_that_the_source_does_not_name_is_refused() {
        let error = hop("https://finanzas.example/a", "https://files.other.net/a", &terms()).unwrap_err();
        assert!(matches!(error, FetchError::OtherHost { .. }), "{error}");
        assert!(error.to_string().contains("source.hosts"), "{error}");
        hop("https://finanzas.example/a", "https://files.example/a", &terms()).unwrap();
        let alone = Terms { hosts: Vec::new(), ..terms() };
        hop("https://finanzas.example/a", "/b", &alone).unwrap();
        assert!(hop("https://finanzas.example/a", "https://files.example/a", &alone).is_err());
    }
}
