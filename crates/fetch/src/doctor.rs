//! A look at the certificates that a server shows, without asking it for anything.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError};

use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::Url;

use crate::http::tls::{self, TlsFault};
use crate::http::{Fetcher, Refused, numbers_of};
use crate::{Certificate, FetchError};

/// What a server shows.
#[derive(Clone, Debug)]
pub struct TlsReport {
    pub host: String,
    pub number: IpAddr,
    /// The server's own certificate first, in the order in which it sends them.
    pub chain: Vec<Certificate>,
    /// What is wrong with them, if anything.
    pub fault: Option<TlsFault>,
    /// The certificates that were pinned for this look, and whether the chain is good with them is `fault`.
    pub pinned: Vec<Certificate>,
}

impl Fetcher {
    /// Connects to the host of an https address, looks at its certificates and hangs up.
    ///
    /// `extra_ca` are certificates in PEM to look with, as a pipeline would pin them.
    pub async fn inspect_tls(&self, url: &str, extra_ca: Option<&str>) -> Result<TlsReport, FetchError> {
        let bad = |why: &str| FetchError::Url { url: url.to_owned(), why: why.to_owned() };
        let parsed = Url::parse(url).map_err(|error| bad(&error.to_string()))?;
        let host = parsed.host_str().filter(|_| parsed.scheme() == "https");
        let host = host.ok_or_else(|| bad("it is no https address"))?.trim_matches(['[', ']']);
        let name = ServerName::try_from(host.to_owned()).map_err(|_| bad("its host is no name"))?;
        let port = parsed.port_or_known_default().unwrap_or(443);
        let (config, verifier) = tls::config(self.roots()?, extra_ca)?;
        let pinned = extra_ca.map(tls::certificates).transpose()?.unwrap_or_default();

        let number = numbers_of(&self.settings, host).await.map_err(|error| match error.downcast::<Refused>() {
            Ok(refused) => FetchError::NotPublic { url: url.to_owned(), number: refused.0 },
            Err(error) => FetchError::Dns { url: url.to_owned(), why: error.to_string() },
        })?;
        let failed = |why: String| FetchError::Connection { url: url.to_owned(), why };
        let timeouts = &self.settings.timeouts;
        let connecting = tokio::time::timeout(timeouts.connect, TcpStream::connect((number, port)));
        let connected = connecting.await.map_err(|_| failed("it timed out".to_owned()))?;
        let stream = connected.map_err(|error| failed(error.to_string()))?;
        let shaking = tokio::time::timeout(timeouts.idle, TlsConnector::from(Arc::new(config)).connect(name, stream));
        let fault = match shaking.await.map_err(|_| failed("the handshake timed out".to_owned()))? {
            Ok(_) => None,
            Err(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                Some(error) => Some(tls::fault_of(error)),
                None => return Err(failed(error.to_string())),
            },
        };
        let shown = verifier.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let chain = shown.iter().filter_map(|der| Certificate::read(der)).collect();
        let pinned = pinned.iter().filter_map(|der| Certificate::read(der)).collect();
        Ok(TlsReport { host: host.to_owned(), number, chain, fault, pinned })
    }
}
