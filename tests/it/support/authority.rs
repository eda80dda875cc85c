//! Certificate authorities that are made up for a test, and servers that they vouch for.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

pub const HOST: &str = "finanzas.example";

/// A root, and an authority that it vouches for.
pub struct Authority {
    pub root: CertifiedIssuer<'static, KeyPair>,
    pub middle: CertifiedIssuer<'static, KeyPair>,
}

/// A server's certificate and key.
pub struct Identity {
    certificate: CertificateDer<'static>,
    key: KeyPair,
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

pub fn server(host: &str) -> CertificateParams {
    let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, host);
    params
}

impl Authority {
    pub fn new() -> Authority {
        Authority::called("Ejemplo")
    }

    pub fn called(name: &str) -> Authority {
        let key = || KeyPair::generate().unwrap();
        let root = CertifiedIssuer::self_signed(authority(&format!("Raiz {name}")), key()).unwrap();
        let middle = CertifiedIssuer::signed_by(authority(&format!("Intermedia {name}")), key(), &root).unwrap();
        Authority { root, middle }
    }

    pub fn identity(&self, params: CertificateParams) -> Identity {
        let key = KeyPair::generate().unwrap();
        Identity { certificate: params.signed_by(&key, &self.middle).unwrap().der().clone(), key }
    }

    /// A server whose certificate is good in these years only.
    pub fn identity_of(&self, years: std::ops::Range<i32>) -> Identity {
        let mut params = server(HOST);
        params.not_before = date_time_ymd(years.start, 1, 1);
        params.not_after = date_time_ymd(years.end, 1, 1);
        self.identity(params)
    }

    pub fn middle_der(&self) -> CertificateDer<'static> {
        self.middle.der().clone()
    }
}

pub fn self_signed() -> Identity {
    let key = KeyPair::generate().unwrap();
    Identity { certificate: server(HOST).self_signed(&key).unwrap().der().clone(), key }
}

impl Identity {
    /// A server that sends these certificates after its own.
    pub fn sending(&self, others: &[CertificateDer<'static>]) -> ServerConfig {
        let chain = [std::slice::from_ref(&self.certificate), others].concat();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        config.with_no_client_auth().with_single_cert(chain, key).unwrap()
    }
}
