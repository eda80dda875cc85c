//! Servers that show certificates, good and bad.

use std::sync::Arc;

use erario_fetch::{FetchError, Fetcher, Request, Settings, Terms, TlsFault};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::authority::{Authority, HOST, Identity, self_signed, server};
use crate::server::{Server, ok};
use crate::support::{CSV, download_with, hosts_file, refusal_with, request, settings, terms, text};

fn trusting(authority: &Authority) -> Settings {
    Settings { roots: Some(authority.root.pem()), lookup: Some(hosts_file(&[HOST])), ..settings() }
}

async fn start(identity: &Identity, others: &[rustls::pki_types::CertificateDer<'static>]) -> Server {
    Server::start_with(Some(TlsAcceptor::from(Arc::new(identity.sending(others)))), |_, _| ok(CSV)).await
}

async fn fault(settings: Settings, server: &Server) -> TlsFault {
    match refusal_with(settings, &request(server.url_at(HOST, "/pef.csv"))).await {
        FetchError::Tls { fault, .. } => {
            assert_eq!(server.requests().len(), 0, "nothing is asked of somebody unknown");
            fault
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_server_with_a_whole_chain_is_trusted() {
    let authority = Authority::new();
    let server = start(&authority.identity(server(HOST)), &[authority.middle_der()]).await;
    let (got, _folder) = download_with(trusting(&authority), &request(server.url_at(HOST, "/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
}

#[tokio::test]
async fn n25_an_incomplete_chain_is_told_and_mended_by_pinning_what_is_missing() {
    let authority = Authority::new();
    let server = start(&authority.identity(server(HOST)), &[]).await;
    let told = fault(trusting(&authority), &server).await;
    let TlsFault::Incomplete { sent: 1, missing, .. } = &told else { panic!("{told}") };
    assert!(missing.contains("Intermedia Ejemplo"), "{missing}");
    let error = refusal_with(trusting(&authority), &request(server.url_at(HOST, "/pef.csv"))).await;
    assert_eq!(error.id(), "TLS_INCOMPLETE");
    assert!(error.to_string().contains("source.extra_ca") && error.to_string().contains("doctor tls"), "{error}");

    let pinned = |pem: String| Request {
        terms: Terms { extra_ca: Some(pem), ..terms() },
        ..request(server.url_at(HOST, "/pef.csv"))
    };
    download_with(trusting(&authority), &pinned(authority.middle.pem())).await.unwrap();

    // What is pinned must itself lead to a trusted root: it is no root of its own.
    let stranger = Authority::called("Ajena");
    let error = refusal_with(trusting(&stranger), &pinned(authority.middle.pem())).await;
    assert!(matches!(error, FetchError::Tls { .. }), "{error}");
    let error = refusal_with(trusting(&authority), &pinned("no pem".to_owned())).await;
    assert!(matches!(error, FetchError::BadPem { .. }) && error.is_pipeline(), "{error}");
}

#[tokio::test]
async fn n25_a_pin_is_for_its_source_alone() {
    let authority = Authority::new();
    let server = start(&authority.identity(server(HOST)), &[]).await;
    let fetcher = erario_fetch::Fetcher::new(trusting(&authority));
    let plain = request(server.url_at(HOST, "/pef.csv"));
    let pinned = Request { terms: Terms { extra_ca: Some(authority.middle.pem()), ..terms() }, ..plain.clone() };
    let folder = crate::support::Folder::new();
    crate::support::fetch(&fetcher, &pinned, &folder.path()).await.unwrap();
    crate::support::fetch(&fetcher, &plain, &folder.path()).await.unwrap_err();
}

#[tokio::test]
async fn n26_each_bad_certificate_has_a_name_of_its_own() {
    let authority = Authority::new();
    let middle = [authority.middle_der()];
    let server_of = async |identity: Identity| start(&identity, &middle).await;

    let told = fault(trusting(&authority), &server_of(authority.identity_of(2019..2020)).await).await;
    assert_eq!(told, TlsFault::Expired { until: "2020-01-01".to_owned() });
    assert!(told.id() == "TLS_EXPIRED");
    let told = fault(trusting(&authority), &server_of(authority.identity_of(2090..2091)).await).await;
    assert_eq!(told, TlsFault::NotYetValid { from: "2090-01-01".to_owned() });
    let told = fault(trusting(&authority), &server_of(authority.identity(server("other.example"))).await).await;
    assert_eq!(told, TlsFault::WrongHost { names: vec!["other.example".to_owned()] });
    let told = fault(trusting(&authority), &start(&self_signed(), &[]).await).await;
    assert!(matches!(told, TlsFault::SelfSigned { .. }), "{told}");
    let stranger = Authority::called("Ajena");
    let whole = start(&authority.identity(server(HOST)), &[authority.middle_der(), authority.root.der().clone()]).await;
    let told = fault(trusting(&stranger), &whole).await;
    assert!(matches!(&told, TlsFault::UnknownRoot { root } if root.contains("Raiz Ejemplo")), "{told}");
}

/// Answers the first words of every client with these bytes.
async fn answers(bytes: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut hello = [0; 4_096];
            let _ = line.read(&mut hello).await;
            let _ = line.write_all(bytes).await;
        }
    });
    port
}

#[tokio::test]
async fn n27_a_server_without_tls_that_is_safe_is_told_as_that() {
    // The alert of a server that is too old: fatal, protocol_version. Then one that speaks no TLS at all.
    let old = answers(&[21, 3, 1, 0, 2, 2, 70]).await;
    let none = answers(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    for (port, id, hint) in [(old, "TLS_OLD", "erario add"), (none, "TLS_NONE", "port")] {
        let request = request(format!("https://{HOST}:{port}/pef.csv"));
        let error = refusal_with(trusting(&Authority::new()), &request).await;
        assert_eq!(error.id(), id, "{error}");
        assert!(error.to_string().contains(hint), "{error}");
    }
}

#[tokio::test]
async fn p22_the_doctor_says_what_a_download_would_say() {
    let authority = Authority::new();
    let look = async |settings: &Settings, server: &Server, pinned: Option<&str>| {
        Fetcher::new(settings.clone()).inspect_tls(&server.url_at(HOST, "/"), pinned).await.unwrap()
    };
    let trusting = trusting(&authority);

    let whole = start(&authority.identity(server(HOST)), &[authority.middle_der()]).await;
    let report = look(&trusting, &whole, None).await;
    assert_eq!((report.chain.len(), &report.fault), (2, &None));
    assert_eq!(report.chain[0].names, [HOST]);
    assert!(report.chain[1].subject.contains("Intermedia") && report.chain[1].issuer.contains("Raiz"));
    assert_eq!(whole.requests().len(), 0);

    let short = start(&authority.identity(server(HOST)), &[]).await;
    let report = look(&trusting, &short, None).await;
    assert!(matches!(report.fault, Some(TlsFault::Incomplete { .. })), "{:?}", report.fault);
    let report = look(&trusting, &short, Some(&authority.middle.pem())).await;
    assert_eq!((report.chain.len(), report.pinned.len(), &report.fault), (1, 1, &None));

    let expired = start(&authority.identity_of(2019..2020), &[authority.middle_der()]).await;
    assert!(matches!(look(&trusting, &expired, None).await.fault, Some(TlsFault::Expired { .. })));
    let refused = Settings { allow_loopback: false, ..trusting };
    let error = Fetcher::new(refused.clone()).inspect_tls(&whole.url_at(HOST, "/"), None).await.unwrap_err();
    assert!(matches!(error, FetchError::NotPublic { .. }), "{error}");
    let error = Fetcher::new(refused.clone()).inspect_tls("http://finanzas.example/", None).await.unwrap_err();
    assert!(error.is_pipeline(), "{error}");
}
