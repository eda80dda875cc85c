//! A server that speaks HTTP/2.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use erario_fetch::{FetchError, Settings};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::authority::{Authority, HOST, server};
use crate::support::{CSV, download_with, hosts_file, refusal_with, request, settings, text};

/// Sends these many bytes of the file, announces as many, and ends the stream cleanly.
async fn start(authority: &Authority, sent: usize, announced: usize) -> (String, Arc<AtomicUsize>) {
    let mut config = authority.identity(server(HOST)).sending(&[authority.middle_der()]);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let tls = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let requests = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&requests);
    tokio::spawn(async move {
        loop {
            let (line, _) = listener.accept().await.unwrap();
            let (tls, seen) = (tls.clone(), Arc::clone(&seen));
            tokio::spawn(async move {
                let mut connection = h2::server::handshake(tls.accept(line).await.unwrap()).await.unwrap();
                while let Some(Ok((_, mut respond))) = connection.accept().await {
                    seen.fetch_add(1, Ordering::SeqCst);
                    let head = http::Response::builder().header("content-length", announced).body(()).unwrap();
                    let mut stream = respond.send_response(head, false).unwrap();
                    // The client may not want to hear the rest.
                    let _ = stream.send_data(CSV.as_bytes()[..sent].to_vec().into(), true);
                }
            });
        }
    });
    (format!("https://{HOST}:{port}/pef.csv"), requests)
}

fn trusting(authority: &Authority) -> Settings {
    Settings { roots: Some(authority.root.pem()), lookup: Some(hosts_file(&[HOST])), ..settings() }
}

#[tokio::test]
async fn n06_a_stream_that_ends_cleanly_and_too_soon_is_truncated() {
    let authority = Authority::new();
    let (url, requests) = start(&authority, 10, CSV.len()).await;
    let error = refusal_with(trusting(&authority), &request(url)).await;
    assert!(matches!(error, FetchError::Truncated { expected: Some(30), .. }), "{error}");
    assert_eq!(requests.load(Ordering::SeqCst), 5);
}

#[tokio::test]
async fn a_whole_file_comes_over_http2() {
    let authority = Authority::new();
    let (url, requests) = start(&authority, CSV.len(), CSV.len()).await;
    let (got, _folder) = download_with(trusting(&authority), &request(url)).await.unwrap();
    assert_eq!(text(&got), CSV);
    assert_eq!(requests.load(Ordering::SeqCst), 1);
}
