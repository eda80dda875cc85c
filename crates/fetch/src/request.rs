//! What to bring down, how much of it, how long to wait and how often to try.

use std::time::Duration;

/// What to bring down, and within which bounds.
#[derive(Clone, Debug)]
pub struct Request {
    pub url: String,
    pub user_agent: String,
    pub max_bytes: u64,
    /// Lets a download reach this very machine, which only a test should want. Other private addresses stay refused.
    pub allow_loopback: bool,
    pub timeouts: Timeouts,
    pub retry: Retry,
}

/// How long to wait.
#[derive(Clone, Debug)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes.
    pub idle: Duration,
    /// For the whole download, retries and the waits between them included.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Timeouts { connect: seconds(10), idle: seconds(30), total: seconds(30 * 60) }
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
}

impl Default for Retry {
    fn default() -> Self {
        Retry { tries: 5, first_delay: Duration::from_secs(1), longest_delay: Duration::from_secs(60) }
    }
}
