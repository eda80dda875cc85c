//! A made-up certificate authority, and a server on this machine that it vouches for.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// A root, and an authority that it vouches for.
pub struct Authority {
    root: CertifiedIssuer<'static, KeyPair>,
    middle: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    pub fn new() -> Authority {
        let key = || KeyPair::generate().unwrap();
        let root = CertifiedIssuer::self_signed(authority("Raiz Ejemplo"), key()).unwrap();
        let middle = CertifiedIssuer::signed_by(authority("Intermedia Ejemplo"), key(), &root).unwrap();
        Authority { root, middle }
    }

    pub fn root_pem(&self) -> String {
        self.root.pem()
    }

    pub fn middle_pem(&self) -> String {
        self.middle.pem()
    }

    /// A server of this machine that sends its own certificate and forgets the one that vouches for it.
    pub fn forgetful_server(&self) -> ServerConfig {
        self.server(&[])
    }

    /// One that sends both.
    pub fn whole_server(&self) -> ServerConfig {
        self.server(&[self.middle.der().clone()])
    }

    fn server(&self, others: &[CertificateDer<'static>]) -> ServerConfig {
        let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "finanzas");
        let key = KeyPair::generate().unwrap();
        let own = params.signed_by(&key, &self.middle).unwrap().der().clone();
        let chain = [std::slice::from_ref(&own), others].concat();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        config.with_no_client_auth().with_single_cert(chain, key).unwrap()
    }
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}
