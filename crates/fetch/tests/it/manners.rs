//! What is not asked twice, and how long a server is left alone.

use std::time::Duration;

use erario_fetch::{Answer as Got, FetchError, Fetcher, Pace, Request, Validators};

use crate::server::{Server, answer, header, ok, status};
use crate::support::{CSV, Folder, download, fetch, refusal, request, settings};

#[tokio::test]
async fn n20_a_server_in_trouble_is_asked_again() {
    let server = Server::start(|before, _| match before {
        0 => status("503 Service Unavailable"),
        1 => status("429 Too Many Requests"),
        _ => ok(CSV),
    })
    .await;
    download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn n20_a_server_that_asks_to_wait_is_waited_for_and_not_longer_than_is_sensible() {
    let busy = |wait: &str| answer(&format!("HTTP/1.1 429 Slow\nRetry-After: {wait}\nContent-Length: 0"), b"");
    let server = Server::start(move |before, _| if before == 0 { busy("1") } else { ok(CSV) }).await;
    let request = request(server.url("/pef.csv"));
    let fetching = download(&request);
    tokio::pin!(fetching);
    assert!(tokio::time::timeout(Duration::from_millis(900), fetching.as_mut()).await.is_err());
    assert_eq!(server.requests().len(), 1, "it waits");
    fetching.await.unwrap();

    let server = Server::start(move |_, _| busy("99999999")).await;
    let error = refusal(&crate::support::request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Busy { wait, .. } if wait == Duration::from_secs(3_600)), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn n14_n15_what_did_not_change_is_not_sent_again() {
    let server = Server::start_with(None, |_, request| {
        let same = header(request, "if-none-match").as_deref() == Some("\"v1\"")
            && header(request, "if-modified-since").as_deref() == Some("Thu, 01 Feb 2024 12:00:00 GMT");
        if same { answer("HTTP/1.1 304 Not Modified\nETag: \"v1\"", b"") } else { ok(CSV) }
    })
    .await;
    let known = |etag: &str| {
        let last_modified = Some("Thu, 01 Feb 2024 12:00:00 GMT".to_owned());
        let known = Some(Validators { etag: Some(etag.to_owned()), last_modified });
        Request { known, ..request(server.url("/pef.csv")) }
    };
    let (fetcher, folder) = (Fetcher::new(settings()), Folder::new());
    let got = fetch(&fetcher, &known("\"v1\""), &folder.path()).await.unwrap();
    assert!(matches!(&got, Got::NotModified(http) if http.etag.as_deref() == Some("\"v1\"")), "{got:?}");
    assert_eq!(folder.names(), [""; 0]);
    let got = fetch(&fetcher, &known("\"v0\""), &folder.path()).await.unwrap();
    assert!(matches!(got, Got::File(_)), "{got:?}");
}

#[tokio::test]
async fn n16_a_304_that_nobody_asked_for_is_no_answer() {
    let server = Server::start(|_, _| answer("HTTP/1.1 304 Not Modified", b"")).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Status { status: 304, .. }), "{error}");
}

#[tokio::test]
async fn n02_a_host_that_does_not_answer_is_not_tried_by_those_who_come_later() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/pef.csv", listener.local_addr().unwrap());
    drop(listener);
    let mut settings = settings();
    settings.retry.first_delay = Duration::from_millis(150);
    settings.retry.longest_delay = Duration::from_millis(300);
    let (fetcher, folder) = (Fetcher::new(settings), Folder::new());
    let (request, into) = (request(url), folder.path());
    fetch(&fetcher, &request, &into).await.unwrap_err();
    let again = fetch(&fetcher, &request, &into);
    let again = tokio::time::timeout(Duration::from_millis(140), again).await.expect("it does not try");
    assert!(matches!(again.unwrap_err(), FetchError::Connection { .. }));
}

#[tokio::test]
async fn p21_requests_of_one_host_keep_their_distance() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let mut settings = settings();
    settings.pace = Pace { interval: Duration::from_millis(400), connections: 2 };
    let (fetcher, one, two) = (Fetcher::new(settings), Folder::new(), Folder::new());
    let (first, second) = (request(server.url("/a.csv")), request(server.url("/b.csv")));
    let (into_one, into_two) = (one.path(), two.path());
    let both = async { tokio::join!(fetch(&fetcher, &first, &into_one), fetch(&fetcher, &second, &into_two)) };
    tokio::pin!(both);
    assert!(tokio::time::timeout(Duration::from_millis(300), both.as_mut()).await.is_err());
    assert_eq!(server.requests().len(), 1);
    let (first, second) = both.await;
    assert!(first.is_ok() && second.is_ok());
}
