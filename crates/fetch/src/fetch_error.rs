//! What can go wrong between here and the publisher's server, and what to do about it.

use std::error::Error;
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use crate::reach;

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error(
        "{url}: {why}; expected the address of a file, over http or https\n  hint: correct the address in the pipeline file"
    )]
    Url { url: String, why: String },

    #[error(
        "{url}: its host is {number}, expected a public one\n  hint: correct the address in the pipeline file, or bring the file with `erario add`"
    )]
    NotPublic { url: String, number: IpAddr },

    #[error("{url}: no connection ({why})\n  hint: check the network and the host's name, then try again")]
    Connection { url: String, why: String },

    #[error(
        "{url}: silent for too long, expected the next bytes within {limit:?}\n  hint: try again when the server is less busy, or bring the file with `erario add`"
    )]
    Silent { url: String, limit: Duration },

    #[error(
        "{url}: not finished after {limit:?}\n  hint: try again when the server is less busy, or bring the file with `erario add`"
    )]
    Slow { url: String, limit: Duration },

    #[error("{url}: status {status}, expected 200\n  hint: {hint}", hint = status_hint(*.status))]
    Status { url: String, status: u16 },

    #[error(
        "{url}: redirected to {to:?}; {why}\n  hint: look for the file's new address on the publisher's page and correct the pipeline file"
    )]
    Redirect { url: String, to: String, why: &'static str },

    #[error(
        "{url}: more than {limit} bytes ({found}), expected at most that many\n  hint: check that this is the file; if it is, raise the limit"
    )]
    TooBig { url: String, found: u64, limit: u64 },

    #[error("{url}: the file ended after {found} bytes, expected {expected}\n  hint: try again; if it ends there every time, tell the publisher", expected = announced(*.expected))]
    Truncated { url: String, found: u64, expected: Option<u64> },

    #[error(
        "{url}: sent with the encoding {encoding:?}, expected the file as it is\n  hint: bring the file with `erario add`"
    )]
    Encoded { url: String, encoding: String },

    #[error(
        "{url}: {looks_like}, expected data; it begins with {opening:?}\n  hint: open the address in a browser; if the file is there, bring it with `erario add`"
    )]
    NotData { url: String, looks_like: &'static str, opening: String },

    #[error("{folder}: could not write the download: {error}\n  hint: look at the free space and the permissions of that folder, then try again", folder = .folder.display())]
    Disk { folder: PathBuf, error: io::Error },

    #[error(
        "could not prepare a connection: {why}\n  hint: check that this system has its root certificates, and that the user agent is plain ASCII"
    )]
    Client { why: String },
}

impl FetchError {
    /// The bytes arrived, but they are no data. Everything else is the network's fault, or the disk's.
    pub fn is_not_data(&self) -> bool {
        matches!(self, FetchError::NotData { .. })
    }

    /// The bytes could not be kept.
    pub fn is_disk(&self) -> bool {
        matches!(self, FetchError::Disk { .. })
    }

    /// The same request may well succeed a moment later.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            FetchError::Connection { .. } | FetchError::Silent { .. } | FetchError::Truncated { .. } => true,
            FetchError::Status { status, .. } => *status == 429 || *status >= 500,
            _ => false,
        }
    }

    /// Why there is no answer. `idle` is how long one was waited for.
    pub(crate) fn from_request(url: &Url, error: &reqwest::Error, idle: Duration) -> FetchError {
        let url = url.to_string();
        let refused = causes(error).find_map(|cause| cause.downcast_ref::<reach::Refused>());
        match refused {
            Some(refused) => FetchError::NotPublic { url, number: refused.0 },
            None if error.is_timeout() && !error.is_connect() => FetchError::Silent { url, limit: idle },
            None => FetchError::Connection { url, why: chain(error) },
        }
    }
}

fn status_hint(status: u16) -> &'static str {
    match status {
        401 | 403 => "ask the publisher to let this user agent in, or bring the file with `erario add`",
        404 | 410 => "look for the file's new address on the publisher's page and correct the pipeline file",
        429 => "wait an hour before trying again; the server asks for fewer requests",
        500.. => "try again later; the server is in trouble",
        _ => "open the address in a browser and compare, then correct the pipeline file",
    }
}

fn announced(expected: Option<u64>) -> String {
    match expected {
        Some(bytes) => format!("{bytes} bytes as announced"),
        None => "the mark at its end".to_owned(),
    }
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

/// The reason is usually at the bottom: `error sending request` says nothing, `certificate expired` does.
pub(crate) fn chain(error: &reqwest::Error) -> String {
    let below: Vec<String> = causes(error).skip(1).map(|cause| cause.to_string()).collect();
    match below.is_empty() {
        true => error.to_string(),
        false => below.join(": "),
    }
}
