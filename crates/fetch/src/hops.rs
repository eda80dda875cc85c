//! The way from the address that was asked for to the one that answers: every hop seen, checked and recorded.

use reqwest::header::LOCATION;
use reqwest::{Client, Response, StatusCode};
use url::Url;

use crate::{FetchError, Request, reach};

const MOST: usize = 5;

/// Follows redirects to the answer, and says which addresses it was sent on to.
pub(crate) async fn follow(
    client: &Client,
    start: Url,
    request: &Request,
) -> Result<(Response, Vec<String>), FetchError> {
    let mut url = start;
    let mut redirects = Vec::new();
    loop {
        let sent = client.get(url.clone()).header("accept-encoding", "identity").send().await;
        let response = sent.map_err(|error| FetchError::from_request(&url, &error, request.timeouts.idle))?;
        let status = response.status();
        if status == StatusCode::OK {
            return Ok((response, redirects));
        }
        if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Err(FetchError::Status { url: url.into(), status: status.as_u16() });
        }
        let location = response.headers().get(LOCATION).map(|value| value.as_bytes()).unwrap_or_default();
        let to = next(&url, &String::from_utf8_lossy(location), request.allow_loopback)?;
        if redirects.len() == MOST {
            return Err(refused(&url, &to, "it is the sixth in a row; expected at most five"));
        }
        tracing::debug!(from = %url, %to, "redirected");
        redirects.push(to.to_string());
        url = to;
    }
}

fn next(from: &Url, location: &str, allow_loopback: bool) -> Result<Url, FetchError> {
    let to = match from.join(location) {
        Ok(to) if !location.is_empty() => to,
        _ => return Err(refused(from, &location, "expected an address to go on to")),
    };
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(refused(from, &to, "expected https to stay https"));
    }
    reach::check(&to, allow_loopback)?;
    Ok(to)
}

fn refused(from: &Url, to: &dyn ToString, why: &'static str) -> FetchError {
    FetchError::Redirect { url: from.to_string(), to: to.to_string(), why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hop(from: &str, location: &str) -> Result<String, FetchError> {
        next(&from.parse().unwrap(), location, false).map(String::from)
    }

    #[test]
    fn n24_https_never_becomes_http() {
        let error = hop("https://finanzas.example/a", "http://finanzas.example/a").unwrap_err();
        assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
        assert_eq!(
            hop("http://finanzas.example/a", "https://finanzas.example/a").unwrap(),
            "https://finanzas.example/a"
        );
    }

    #[test]
    fn a_redirect_may_be_relative_but_not_empty() {
        assert_eq!(hop("https://finanzas.example/a/b", "../c?d=1").unwrap(), "https://finanzas.example/c?d=1");
        assert!(hop("https://finanzas.example/a", "").is_err());
    }

    #[test]
    fn s01_a_redirect_to_a_neighbour_or_a_file_is_refused() {
        for location in ["http://169.254.169.254/latest", "file:///etc/passwd", "//127.0.0.1/"] {
            assert!(hop("http://finanzas.example/a", location).is_err(), "{location}");
        }
    }
}
