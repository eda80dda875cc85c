//! Who is at the other end of a TLS connection, and what is wrong with what it shows.
//!
//! Many public servers send their own certificate and forget the one that vouches for it. Browsers hide that, because
//! they remember the missing one from elsewhere. Here it is named, and can be pinned for the one source that needs it:
//! a pinned certificate is added to what the server sent, and must itself lead to a trusted root. Nothing turns the
//! verification off.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, OtherError, RootCertStore, SignatureScheme};

use crate::FetchError;
use crate::certificate::Certificate;

/// What is wrong with a certificate or with the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsFault {
    /// The server does not send the certificate that vouches for its last one. `found_at` is where that one says it is.
    Incomplete {
        sent: usize,
        missing: String,
        found_at: Option<String>,
    },
    /// The chain ends in a root that this system does not trust.
    UnknownRoot {
        root: String,
    },
    /// The server's own certificate vouches for itself.
    SelfSigned {
        subject: String,
    },
    Expired {
        until: String,
    },
    NotYetValid {
        from: String,
    },
    WrongHost {
        names: Vec<String>,
    },
    /// There is no TLS at that port.
    None,
    /// The server speaks only what is no longer safe: TLS 1.0 or 1.1, or old ciphers.
    Old,
    Other {
        why: String,
    },
}

impl TlsFault {
    /// A short name that stays the same.
    pub fn id(&self) -> &'static str {
        match self {
            TlsFault::Incomplete { .. } => "TLS_INCOMPLETE",
            TlsFault::UnknownRoot { .. } => "TLS_UNKNOWN_ROOT",
            TlsFault::SelfSigned { .. } => "TLS_SELF_SIGNED",
            TlsFault::Expired { .. } => "TLS_EXPIRED",
            TlsFault::NotYetValid { .. } => "TLS_NOT_YET_VALID",
            TlsFault::WrongHost { .. } => "TLS_WRONG_HOST",
            TlsFault::None => "TLS_NONE",
            TlsFault::Old => "TLS_OLD",
            TlsFault::Other { .. } => "TLS",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            TlsFault::Incomplete { found_at, .. } => {
                let from = found_at.as_ref().map_or_else(String::new, |url| format!(" from {url}"));
                format!(
                    "get that certificate{from}, see with `erario doctor tls` that it is the right one, and name it as `source.extra_ca` in the pipeline; tell the publisher"
                )
            }
            TlsFault::Expired { .. } | TlsFault::NotYetValid { .. } => {
                "check the date of this machine; if it is right, tell the publisher, and bring the file with `erario add`"
                    .to_owned()
            }
            TlsFault::None => "correct the scheme or the port of the address".to_owned(),
            TlsFault::WrongHost { .. } => "correct the host in the pipeline file to one of these".to_owned(),
            TlsFault::UnknownRoot { .. } => {
                "install the root certificates of this system anew; if it is the publisher's own root, bring the file with `erario add`"
                    .to_owned()
            }
            _ => "tell the publisher, and bring the file with `erario add`".to_owned(),
        }
    }
}

impl fmt::Display for TlsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TlsFault::Incomplete { sent, missing, .. } => write!(
                f,
                "the server sends {sent} of the certificates and not the one of `{missing}`, which vouches for the last of them"
            ),
            TlsFault::UnknownRoot { root } => {
                write!(f, "its certificates lead to `{root}`, which this system does not trust")
            }
            TlsFault::SelfSigned { subject } => {
                write!(f, "its certificate vouches for itself (`{subject}`), expected one from a trusted authority")
            }
            TlsFault::Expired { until } => write!(f, "its certificate ended on {until}"),
            TlsFault::NotYetValid { from } => write!(f, "its certificate begins on {from}"),
            TlsFault::WrongHost { names } => write!(f, "its certificate is for {}", names.join(", ")),
            TlsFault::None => f.write_str("what answers there does not speak TLS"),
            TlsFault::Old => write!(f, "the server speaks no version of TLS that is still safe, expected 1.2 or 1.3"),
            TlsFault::Other { why } => f.write_str(why),
        }
    }
}

impl std::error::Error for TlsFault {}

/// Root certificates: those in a PEM text, or the system's.
pub(crate) fn roots(pem: Option<&str>) -> Result<RootCertStore, FetchError> {
    let mut roots = RootCertStore::empty();
    match pem {
        Some(pem) => {
            let (added, _) = roots.add_parsable_certificates(certificates(pem)?);
            tracing::debug!(added, "roots that were handed over");
        }
        None => {
            let found = rustls_native_certs::load_native_certs();
            let (added, ignored) = roots.add_parsable_certificates(found.certs);
            tracing::debug!(added, ignored, "the system's roots");
        }
    }
    Ok(roots)
}

/// The certificates in a PEM text.
pub(crate) fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, FetchError> {
    let bad = |why: String| FetchError::BadPem { why };
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match found {
        Ok(found) if found.is_empty() => Err(bad("it has no `BEGIN CERTIFICATE`".to_owned())),
        Ok(found) => Ok(found),
        Err(error) => Err(bad(error.to_string())),
    }
}

/// The client's side of every connection, and who verifies for it. `extra` are pinned certificates in PEM.
pub(crate) fn config(
    roots: Arc<RootCertStore>,
    extra: Option<&str>,
) -> Result<(ClientConfig, Arc<Verifier>), FetchError> {
    let extra = extra.map(certificates).transpose()?.unwrap_or_default();
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Arc::new(Verifier::new(roots, extra, &provider)?);
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| FetchError::Client { why: error.to_string() })?;
    let mut config =
        config.dangerous().with_custom_certificate_verifier(Arc::clone(&verifier) as _).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok((config, verifier))
}

/// Verifies as everybody does, with the pinned certificates beside those that the server sent, and says what is wrong.
#[derive(Debug)]
pub(crate) struct Verifier {
    /// None where this system has no roots at all.
    inner: Option<Arc<WebPkiServerVerifier>>,
    extra: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
    /// What the server showed, for whoever wants to look at it.
    pub shown: Mutex<Vec<CertificateDer<'static>>>,
}

impl Verifier {
    pub fn new(
        roots: Arc<RootCertStore>,
        extra: Vec<CertificateDer<'static>>,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Verifier, FetchError> {
        let inner = match roots.is_empty() {
            true => None,
            false => Some(
                WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(provider))
                    .build()
                    .map_err(|error| FetchError::Client { why: error.to_string() })?,
            ),
        };
        Ok(Verifier { inner, extra, provider: Arc::clone(provider), shown: Mutex::default() })
    }

    /// What is wrong with a chain, if anything.
    fn judge(
        &self,
        end_entity: &CertificateDer<'_>,
        sent: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsFault> {
        let Some(inner) = &self.inner else {
            return Err(TlsFault::Other { why: "this system has no root certificates".to_owned() });
        };
        let all: Vec<CertificateDer<'_>> = sent.iter().cloned().chain(self.extra.iter().cloned()).collect();
        inner.verify_server_cert(end_entity, &all, host, ocsp, now).map_err(|error| diagnosis(&error, end_entity, sent))
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let shown = std::iter::once(end_entity).chain(intermediates).map(|der| der.clone().into_owned());
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = shown.collect();
        self.judge(end_entity, intermediates, host, ocsp, now)
            .map_err(|fault| rustls::Error::Other(OtherError(Arc::new(fault))))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(message, cert, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(message, cert, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn diagnosis(error: &rustls::Error, end_entity: &CertificateDer<'_>, sent: &[CertificateDer<'_>]) -> TlsFault {
    use CertificateError as Cert;
    let Some(leaf) = Certificate::read(end_entity) else { return TlsFault::Other { why: error.to_string() } };
    match error {
        rustls::Error::InvalidCertificate(Cert::Expired | Cert::ExpiredContext { .. }) => {
            TlsFault::Expired { until: leaf.until }
        }
        rustls::Error::InvalidCertificate(Cert::NotValidYet | Cert::NotValidYetContext { .. }) => {
            TlsFault::NotYetValid { from: leaf.from }
        }
        rustls::Error::InvalidCertificate(Cert::NotValidForName | Cert::NotValidForNameContext { .. }) => {
            TlsFault::WrongHost { names: leaf.names }
        }
        rustls::Error::InvalidCertificate(Cert::UnknownIssuer) => unknown_issuer(leaf, sent),
        // A self-signed certificate with the marks of an authority is refused for those before its issuer is looked at.
        _ if leaf.subject == leaf.issuer => TlsFault::SelfSigned { subject: leaf.subject },
        other => TlsFault::Other { why: other.to_string() },
    }
}

/// Follows the chain as far as the server sent it.
fn unknown_issuer(leaf: Certificate, sent: &[CertificateDer<'_>]) -> TlsFault {
    if leaf.subject == leaf.issuer {
        return TlsFault::SelfSigned { subject: leaf.subject };
    }
    let others: Vec<Certificate> = sent.iter().filter_map(|der| Certificate::read(der)).collect();
    let mut last = leaf;
    // Each step uses one of them, so that certificates that vouch for each other in a circle come to an end.
    for _ in 0..=others.len() {
        if last.subject == last.issuer {
            return TlsFault::UnknownRoot { root: last.subject };
        }
        match others.iter().find(|other| other.subject == last.issuer) {
            Some(next) => last = next.clone(),
            None => break,
        }
    }
    TlsFault::Incomplete { sent: sent.len() + 1, missing: last.issuer, found_at: last.issuer_url }
}

/// Why a handshake failed, if that is why.
pub(crate) fn fault_of(error: &rustls::Error) -> TlsFault {
    use rustls::AlertDescription as Alert;
    match error {
        rustls::Error::Other(OtherError(inner)) => match inner.downcast_ref::<TlsFault>() {
            Some(fault) => fault.clone(),
            None => TlsFault::Other { why: inner.to_string() },
        },
        rustls::Error::InvalidMessage(_) => TlsFault::None,
        rustls::Error::PeerIncompatible(_)
        | rustls::Error::AlertReceived(
            Alert::ProtocolVersion | Alert::HandshakeFailure | Alert::InsufficientSecurity,
        ) => TlsFault::Old,
        other => TlsFault::Other { why: other.to_string() },
    }
}
