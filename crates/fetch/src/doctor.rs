//! A look at the certificates that a server shows, without asking it for anything.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, SignatureScheme};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::Url;

use crate::http::tls::{self, TlsFault, Verifier};
use crate::http::{Refused, Settings, numbers_of};
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

/// Connects to the host of an https address, looks at its certificates and hangs up.
///
/// `extra_ca` are certificates in PEM to look with, as a pipeline would pin them.
pub async fn inspect_tls(settings: &Settings, url: &str, extra_ca: Option<&str>) -> Result<TlsReport, FetchError> {
    let bad = |why: &str| FetchError::Url { url: url.to_owned(), why: why.to_owned() };
    let parsed = Url::parse(url).map_err(|error| bad(&error.to_string()))?;
    let host = parsed.host_str().filter(|_| parsed.scheme() == "https").ok_or_else(|| bad("it is no https address"))?;
    let name =
        ServerName::try_from(host.trim_matches(['[', ']']).to_owned()).map_err(|_| bad("its host is no name"))?;
    let port = parsed.port_or_known_default().unwrap_or(443);

    let provider = Arc::new(aws_lc_rs::default_provider());
    let extra = extra_ca.map(tls::certificates).transpose()?.unwrap_or_default();
    let pinned = extra.iter().filter_map(|der| Certificate::read(der)).collect();
    let recorder = Arc::new(Recorder {
        verifier: Verifier::new(tls::trusted(settings)?, extra, &provider)?,
        seen: Mutex::default(),
    });
    let config = tls::with_verifier(Arc::clone(&recorder) as Arc<dyn ServerCertVerifier>, provider)?;

    let numbers = numbers_of(settings, host.trim_matches(['[', ']'])).await;
    let number = numbers.map_err(|error| match error.downcast::<Refused>() {
        Ok(refused) => FetchError::NotPublic { url: url.to_owned(), number: refused.0 },
        Err(error) => FetchError::Dns { url: url.to_owned(), why: error.to_string() },
    })?;
    let failed = |why: String| FetchError::Connection { url: url.to_owned(), why };
    let connecting = tokio::time::timeout(settings.timeouts.connect, TcpStream::connect((number, port)));
    let stream =
        connecting.await.map_err(|_| failed("it timed out".to_owned()))?.map_err(|error| failed(error.to_string()))?;
    let shaking =
        tokio::time::timeout(settings.timeouts.idle, TlsConnector::from(Arc::new(config)).connect(name, stream));
    let outcome = shaking.await.map_err(|_| failed("the handshake timed out".to_owned()))?;
    let fault = match outcome {
        Ok(_) => None,
        Err(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(error) => Some(tls::fault_of(error)),
            None => return Err(failed(error.to_string())),
        },
    };
    let chain = recorder.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(TlsReport { host: host.to_owned(), number, chain, fault, pinned })
}

/// Remembers the certificates, and judges them as every connection does.
#[derive(Debug)]
struct Recorder {
    verifier: Verifier,
    seen: Mutex<Vec<Certificate>>,
}

impl ServerCertVerifier for Recorder {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let shown = std::iter::once(end_entity).chain(intermediates).filter_map(|der| Certificate::read(der));
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = shown.collect();
        self.verifier.verify_server_cert(end_entity, intermediates, host, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls12_signature(message, cert, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls13_signature(message, cert, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
