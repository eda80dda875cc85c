//! What can go wrong between here and the publisher's server, and what to do about it.

use std::error::Error;
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use crate::http::tls::TlsFault;
use crate::http::{Refused, Unresolved, tls};

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

    #[error(
        "{url}: sent on to {to}, a host that the source does not name\n  hint: if it is the publisher's too, add the host to `source.hosts` in the pipeline file"
    )]
    OtherHost { url: String, to: String },

    #[error(
        "{url}: nobody knows the name of its host ({why})\n  hint: check the network and the host's name, then try again"
    )]
    Dns { url: String, why: String },

    #[error("{url}: no connection ({why})\n  hint: check the network and the host's name, then try again")]
    Connection { url: String, why: String },

    #[error("{url}: {fault}\n  hint: {hint}", hint = .fault.hint())]
    Tls { url: String, fault: TlsFault },

    #[error(
        "certificates in PEM: {why}\n  hint: save the certificate as text that begins with `-----BEGIN CERTIFICATE-----`, and name that file as `source.extra_ca`"
    )]
    BadPem { why: String },

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
        "{url}: status {status}, and the server asks to wait {wait:?}\n  hint: run the command again after that time"
    )]
    Busy { url: String, status: u16, wait: Duration },

    #[error(
        "{url}: found {found}, expected {expected}\n  hint: try again; if it is the same every time, bring the file with `erario add`"
    )]
    WrongRange { url: String, found: String, expected: String },

    #[error(
        "{url}: the site's robots.txt asks programs not to read this page\n  hint: ask the publisher, and say why it may be read as `source.page.ignores_robots`; or give the editions a `url` each"
    )]
    Robots { url: String },

    #[error(
        "{url}: {found} of its {of} match `{pattern}`, expected exactly one{near}\n  hint: open the page and correct the pattern in the pipeline file; the publisher may have moved its files"
    )]
    NoMatch { url: String, found: usize, of: String, pattern: String, near: String },

    #[error(
        "{url}: nothing there matches `{pattern}`, though files of other editions are there{near}\n  hint: the publisher does not offer this edition now; correct the pattern in the pipeline file if it is called otherwise, or bring the file with `erario add`"
    )]
    NotListed { url: String, pattern: String, near: String },

    #[error(
        "{url}: a file that had been replaced is there again, and another one a moment later\n  hint: the publisher's machines serve two files by turns; try again tomorrow, and tell the publisher"
    )]
    Flapping { url: String },

    #[error(
        "{url}: {why}; expected an answer of a CKAN portal\n  hint: open the address in a browser and correct `source.ckan` in the pipeline file"
    )]
    Ckan { url: String, why: String },

    #[error(
        "{url}: redirected to {to:?}; {why}\n  hint: look for the file's new address on the publisher's page and correct the pipeline file"
    )]
    Redirect { url: String, to: String, why: &'static str },

    #[error(
        "{url}: more than {limit} bytes ({found}), expected at most that many\n  hint: check that this is the file; if it is, raise `source.max_bytes` in the pipeline file"
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
    /// A short name that stays the same: for logs, and for whoever looks one up.
    pub fn id(&self) -> &'static str {
        match self {
            FetchError::Url { .. } => "SRC_URL",
            FetchError::NotPublic { .. } => "NET_NOT_PUBLIC",
            FetchError::OtherHost { .. } => "NET_OTHER_HOST",
            FetchError::Dns { .. } => "NET_DNS",
            FetchError::Connection { .. } => "NET_CONNECTION",
            FetchError::Tls { fault, .. } => fault.id(),
            FetchError::BadPem { .. } => "SRC_PEM",
            FetchError::Silent { .. } | FetchError::Slow { .. } => "NET_SLOW",
            FetchError::Status { status: 401 | 403 | 451, .. } => "NET_FORBIDDEN",
            FetchError::Status { status: 404 | 410, .. } => "NET_GONE",
            FetchError::Status { .. } => "NET_STATUS",
            FetchError::Busy { .. } => "NET_BUSY",
            FetchError::WrongRange { .. } => "NET_RANGE",
            FetchError::Robots { .. } => "NET_ROBOTS",
            FetchError::NoMatch { .. } => "SRC_NO_MATCH",
            FetchError::NotListed { .. } => "NET_GONE",
            FetchError::Ckan { .. } => "SRC_CKAN",
            FetchError::Flapping { .. } => "SRC_FLAPPING",
            FetchError::Redirect { .. } => "NET_REDIRECT",
            FetchError::TooBig { .. } => "NET_TOO_BIG",
            FetchError::Truncated { .. } => "NET_TRUNCATED",
            FetchError::Encoded { .. } => "NET_ENCODED",
            FetchError::NotData { .. } => "SRC_NOT_DATA",
            FetchError::Disk { .. } => "DISK",
            FetchError::Client { .. } => "NET_CLIENT",
        }
    }

    /// The bytes arrived, but they are no data. Everything else is the network's fault, or the disk's.
    pub fn is_not_data(&self) -> bool {
        matches!(self, FetchError::NotData { .. })
    }

    /// The bytes could not be kept.
    pub fn is_disk(&self) -> bool {
        matches!(self, FetchError::Disk { .. })
    }

    /// The pipeline file is wrong, and nobody was asked.
    pub fn is_pipeline(&self) -> bool {
        matches!(self, FetchError::Url { .. } | FetchError::BadPem { .. })
    }

    /// The file is no longer at its place, as the publisher's server itself says.
    pub fn is_gone(&self) -> bool {
        matches!(self, FetchError::Status { status: 404 | 410, .. } | FetchError::NotListed { .. })
    }

    /// Nobody answers there at all.
    pub(crate) fn is_unreachable(&self) -> bool {
        matches!(self, FetchError::Connection { .. } | FetchError::Dns { .. })
    }

    /// The same request may well succeed a moment later.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            FetchError::Connection { .. }
            | FetchError::Dns { .. }
            | FetchError::Silent { .. }
            | FetchError::Slow { .. }
            | FetchError::Truncated { .. }
            | FetchError::WrongRange { .. }
            | FetchError::Busy { .. } => true,
            FetchError::Status { status, .. } => *status == 429 || *status >= 500,
            _ => false,
        }
    }

    /// Why there is no answer. `idle` is how long one was waited for.
    pub(crate) fn from_request(url: &Url, error: &reqwest::Error, idle: Duration) -> FetchError {
        let url = url.to_string();
        if let Some(refused) = find::<Refused>(error) {
            return FetchError::NotPublic { url, number: refused.0 };
        }
        if let Some(unresolved) = find::<Unresolved>(error) {
            return FetchError::Dns { url, why: unresolved.to_string() };
        }
        if let Some(error) = find::<rustls::Error>(error) {
            return FetchError::Tls { url, fault: tls::fault_of(error) };
        }
        match error.is_timeout() && !error.is_connect() {
            true => FetchError::Silent { url, limit: idle },
            false => FetchError::Connection { url, why: chain(error) },
        }
    }
}

/// The first error of a kind among the causes; an error of the system hides the one that it is made of.
fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    causes(error).find_map(|cause| {
        let hidden =
            || cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref).and_then(|inner| find::<T>(inner));
        cause.downcast_ref::<T>().or_else(hidden)
    })
}

fn status_hint(status: u16) -> &'static str {
    match status {
        401 | 403 => "ask the publisher to let this user agent in, or bring the file with `erario add`",
        404 | 410 => {
            "look for the file's new address on the publisher's page and correct the pipeline file; if it is gone for good, set `by_hand = true` for the edition"
        }
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
