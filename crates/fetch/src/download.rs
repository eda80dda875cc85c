//! One address, asked until it gives the whole file or gives a reason not to ask again.

use std::path::Path;

use backon::{BackoffBuilder, ExponentialBuilder};
use reqwest::header::{CONTENT_TYPE, ETAG, LAST_MODIFIED};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use tempfile::NamedTempFile;
use url::Url;

use crate::reach::{self, PublicHosts};
use crate::{FetchError, Request, Retry, body, fetch_error, hops};

/// A file that came down whole, and what the server said about it. The file goes when this is dropped.
#[derive(Debug)]
pub struct Download {
    pub file: NamedTempFile,
    pub http: HttpFacts,
}

/// What the server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpFacts {
    pub status: u16,
    /// Every address that the download was sent on to, the last one included.
    pub redirects: Vec<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub content_type: Option<String>,
}

/// Brings a file down into a temporary file in the folder `into`.
///
/// `progress` hears the bytes so far and the total, where the server announces one; a new try starts again at 0.
pub async fn download(
    request: &Request,
    into: &Path,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<Download, FetchError> {
    let url = reach::parse(&request.url, request.allow_loopback)?;
    let client = client(request)?;
    let tries = try_until_it_works(&client, request, &url, into, progress);
    let limit = request.timeouts.total;
    match tokio::time::timeout(limit, tries).await {
        Ok(outcome) => outcome,
        Err(_) => Err(FetchError::Slow { url: url.into(), limit }),
    }
}

async fn try_until_it_works(
    client: &Client,
    request: &Request,
    url: &Url,
    into: &Path,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<Download, FetchError> {
    let Retry { tries, first_delay, longest_delay } = request.retry;
    let mut delays = ExponentialBuilder::new()
        .with_jitter()
        .with_min_delay(first_delay)
        .with_max_delay(longest_delay)
        .with_max_times(tries.saturating_sub(1))
        .build();
    loop {
        let error = match try_once(client, request, url, into, progress).await {
            Err(error) if error.may_pass() => error,
            outcome => return outcome,
        };
        let Some(delay) = delays.next() else {
            return Err(error);
        };
        tracing::warn!(%error, ?delay, "trying again");
        tokio::time::sleep(delay).await;
    }
}

async fn try_once(
    client: &Client,
    request: &Request,
    url: &Url,
    into: &Path,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<Download, FetchError> {
    let (response, redirects) = hops::follow(client, url.clone(), request).await?;
    let http = facts(&response, redirects);
    let file = body::save(response, request, into, progress).await?;
    Ok(Download { file, http })
}

/// A client that follows no redirect, reads no proxy from the environment, and keeps no connection for a later hop.
fn client(request: &Request) -> Result<Client, FetchError> {
    Client::builder()
        .user_agent(&request.user_agent)
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .dns_resolver(PublicHosts { allow_loopback: request.allow_loopback })
        .pool_max_idle_per_host(0)
        .connect_timeout(request.timeouts.connect)
        .read_timeout(request.timeouts.idle)
        .build()
        .map_err(|error| FetchError::Client { why: fetch_error::chain(&error) })
}

fn facts(response: &Response, redirects: Vec<String>) -> HttpFacts {
    let headers = response.headers();
    HttpFacts {
        status: response.status().as_u16(),
        redirects,
        etag: body::text_of(headers, ETAG),
        last_modified: body::text_of(headers, LAST_MODIFIED),
        content_type: body::text_of(headers, CONTENT_TYPE),
    }
}
