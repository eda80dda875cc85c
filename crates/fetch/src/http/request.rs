//! What to bring down, on which terms, how long to wait and how often to try.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::reach::Reach;
use crate::kind::Kinds;

/// What to bring down.
#[derive(Clone, Debug)]
pub struct Request {
    pub url: String,
    pub terms: Terms,
    /// What the server said of the bytes that are there already: it may answer that they are still the same. They must
    /// be proved to be there.
    pub known: Option<Validators>,
    /// What the file may be.
    pub kinds: Kinds,
}

/// The terms of one source.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The program, its version and whom to write to.
    pub user_agent: String,
    /// Hosts that may be reached besides the one of the address; `*` for any run of characters.
    pub hosts: Vec<String>,
    /// Whether https may send on to plain http.
    pub plain_http: bool,
    /// Certificates in PEM that the server fails to send.
    pub extra_ca: Option<String>,
    /// More bytes than this are refused, on the wire and decoded.
    pub max_bytes: u64,
}

/// What a server says of the version of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

impl Validators {
    pub fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// How all downloads are made.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Lets a download reach this very machine, which only a test should want. Other private addresses stay refused.
    pub allow_loopback: bool,
    /// Lets a download reach any address at all: one that a person has typed, and no stranger's file has named.
    pub allow_private: bool,
    pub timeouts: Timeouts,
    pub retry: Retry,
    pub pace: Pace,
    pub proxies: Proxies,
    /// Another way than the system's to find the numbers of a host.
    pub lookup: Option<Lookup>,
    /// Root certificates in PEM, instead of the system's.
    pub roots: Option<String>,
}

impl Settings {
    pub(crate) fn reach(&self) -> Reach {
        match (self.allow_private, self.allow_loopback) {
            (true, _) => Reach::Anywhere,
            (false, true) => Reach::Loopback,
            (false, false) => Reach::Public,
        }
    }
}

/// How long to wait.
#[derive(Clone, Debug)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes.
    pub idle: Duration,
    /// For the next 4,096 bytes, so that a byte now and then is not enough.
    pub slow: Duration,
    /// For the whole download, retries and the waits between them included.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Timeouts { connect: seconds(10), idle: seconds(30), slow: seconds(60), total: seconds(30 * 60) }
    }
}

/// How often to try, and how long to wait in between: twice as long each time, with jitter, so that many machines
/// that failed together do not come back together.
#[derive(Clone, Debug)]
pub struct Retry {
    /// The first try included.
    pub tries: usize,
    pub first_delay: Duration,
    pub longest_delay: Duration,
    /// A server that asks to wait longer than this is not waited for.
    pub longest_asked: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Retry { tries: 5, first_delay: seconds(1), longest_delay: seconds(60), longest_asked: seconds(5 * 60) }
    }
}

/// How much is asked of one host.
#[derive(Clone, Debug)]
pub struct Pace {
    /// From the beginning of one request to that of the next.
    pub interval: Duration,
    pub connections: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { interval: Duration::from_secs(1), connections: 2 }
    }
}

/// Proxies as the environment names them.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    pub http: Option<String>,
    pub https: Option<String>,
    /// Hosts that are reached without one, as `NO_PROXY` lists them.
    pub none_for: Option<String>,
}

/// Finds the numbers of a host.
#[derive(Clone)]
pub struct Lookup(pub Arc<dyn Fn(String) -> Looking + Send + Sync>);

pub type Looking = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lookup")
    }
}
