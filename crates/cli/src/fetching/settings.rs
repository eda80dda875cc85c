//! How downloads are made here: what the environment says of proxies, and what a test says of this machine.

use std::env;
use std::time::Duration;

use erario_fetch::{Pace, Proxies, Settings};

/// The settings of this run.
///
/// `ERARIO_ALLOW_LOOPBACK` is for tests with a server on this machine: it may be reached, and need not be spared.
pub fn settings() -> Settings {
    let allow_loopback = env::var_os("ERARIO_ALLOW_LOOPBACK").is_some();
    let pace = if allow_loopback { Pace { interval: Duration::ZERO, ..Pace::default() } } else { Pace::default() };
    Settings { allow_loopback, pace, proxies: proxies(), ..Settings::default() }
}

/// `HTTP_PROXY` in capitals can be set by a stranger where this runs below a web server, so it counts only in small
/// letters, as in curl.
fn proxies() -> Proxies {
    let variable = |names: &[&str]| names.iter().find_map(|name| env::var(name).ok().filter(|text| !text.is_empty()));
    Proxies {
        http: variable(&["http_proxy", "all_proxy", "ALL_PROXY"]),
        https: variable(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]),
        none_for: variable(&["no_proxy", "NO_PROXY"]),
    }
}
