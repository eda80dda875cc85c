//! What a certificate says, in words.

use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::content::Content;

/// The parts of a certificate that tell one chain from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub subject: String,
    pub issuer: String,
    /// The hosts that it is for.
    pub names: Vec<String>,
    /// The first and the last day, UTC.
    pub from: String,
    pub until: String,
    /// Where the certificate of the issuer can be had, as this one says.
    pub issuer_url: Option<String>,
    /// SHA-256 of the whole certificate, as people compare it.
    pub sha256: String,
}

impl Certificate {
    /// Reads a certificate in DER; `None` if it is none.
    pub fn read(der: &[u8]) -> Option<Certificate> {
        let (_, parsed) = X509Certificate::from_der(der).ok()?;
        let day = |time: x509_parser::time::ASN1Time| {
            jiff::Timestamp::from_second(time.timestamp())
                .map_or_else(|_| "?".to_owned(), |at| at.strftime("%Y-%m-%d").to_string())
        };
        let names = parsed
            .subject_alternative_name()
            .ok()
            .flatten()
            .map_or_else(Vec::new, |found| found.value.general_names.iter().filter_map(name_of).collect());
        Some(Certificate {
            subject: plain(&parsed.subject().to_string()),
            issuer: plain(&parsed.issuer().to_string()),
            names,
            from: day(parsed.validity().not_before),
            until: day(parsed.validity().not_after),
            issuer_url: issuer_url(&parsed),
            sha256: Content::of(der).sha256,
        })
    }
}

fn name_of(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::DNSName(host) => Some(plain(host)),
        GeneralName::IPAddress([a, b, c, d]) => Some(format!("{a}.{b}.{c}.{d}")),
        _ => None,
    }
}

/// Authority information access, RFC 5280 section 4.2.2.1.
fn issuer_url(certificate: &X509Certificate) -> Option<String> {
    certificate.extensions().iter().find_map(|extension| match extension.parsed_extension() {
        ParsedExtension::AuthorityInfoAccess(access) => access.accessdescs.iter().find_map(|described| {
            let is_issuer = described.access_method.to_id_string() == "1.3.6.1.5.5.7.48.2";
            match &described.access_location {
                GeneralName::URI(url) if is_issuer => Some(plain(url)),
                _ => None,
            }
        }),
        _ => None,
    })
}

/// A stranger wrote it, and a terminal shows it.
fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}
