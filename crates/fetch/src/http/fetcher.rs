//! One fetcher for all sources: what hosts were asked is remembered, and connections are made one way only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::redirect::Policy;
use reqwest::{Client, NoProxy, Proxy};
use rustls::RootCertStore;
use url::Url;

use super::pace::Hosts;
use super::reach::PublicHosts;
use super::{Settings, Terms, tls};
use crate::{FetchError, fetch_error};

/// Brings files and pages from public servers.
///
/// It keeps count of what it asks of each host, so one is made for a whole run.
#[derive(Debug)]
pub struct Fetcher {
    pub(crate) settings: Settings,
    pub(crate) hosts: Hosts,
    /// A client for each set of pinned certificates.
    clients: Mutex<HashMap<Option<String>, Client>>,
    roots: Mutex<Option<Arc<RootCertStore>>>,
    pub(crate) robots: tokio::sync::Mutex<HashMap<String, super::robots::Rules>>,
}

impl Fetcher {
    pub fn new(settings: Settings) -> Fetcher {
        let hosts = Hosts::new(settings.pace.clone());
        Fetcher {
            settings,
            hosts,
            clients: Mutex::default(),
            roots: Mutex::default(),
            robots: tokio::sync::Mutex::default(),
        }
    }

    /// The root certificates that are trusted: the system's, unless others are set. They are read once.
    pub(crate) fn roots(&self) -> Result<Arc<RootCertStore>, FetchError> {
        let mut roots = self.roots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(roots) = roots.as_ref() {
            return Ok(Arc::clone(roots));
        }
        let read = Arc::new(tls::roots(self.settings.roots.as_deref())?);
        Ok(Arc::clone(roots.insert(read)))
    }

    /// A client that follows no redirect, and keeps no connection for a later hop.
    pub(crate) fn client(&self, terms: &Terms) -> Result<Client, FetchError> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(&terms.extra_ca) {
            return Ok(client.clone());
        }
        let failed = |error: reqwest::Error| FetchError::Client { why: fetch_error::chain(&error) };
        let proxies = &self.settings.proxies;
        let resolver = PublicHosts {
            reach: self.settings.reach(),
            lookup: self.settings.lookup.clone(),
            proxies: [&proxies.http, &proxies.https].into_iter().flatten().filter_map(|proxy| host_of(proxy)).collect(),
        };
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .dns_resolver(resolver)
            .pool_max_idle_per_host(0)
            .connect_timeout(self.settings.timeouts.connect)
            .read_timeout(self.settings.timeouts.idle)
            .tls_backend_preconfigured(tls::config(self.roots()?, terms.extra_ca.as_deref())?.0);
        let none_for = proxies.none_for.as_deref().and_then(NoProxy::from_string);
        if let Some(proxy) = &proxies.http {
            builder = builder.proxy(Proxy::http(proxy).map_err(failed)?.no_proxy(none_for.clone()));
        }
        if let Some(proxy) = &proxies.https {
            builder = builder.proxy(Proxy::https(proxy).map_err(failed)?.no_proxy(none_for));
        }
        let client = builder.build().map_err(failed)?;
        Ok(clients.entry(terms.extra_ca.clone()).or_insert(client).clone())
    }
}

/// The name of a proxy's host; proxies are written with a scheme or without.
fn host_of(proxy: &str) -> Option<String> {
    let url = Url::parse(proxy).ok().filter(Url::has_host).or_else(|| Url::parse(&format!("http://{proxy}")).ok())?;
    url.host_str().map(str::to_owned)
}
