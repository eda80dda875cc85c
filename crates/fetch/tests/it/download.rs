use std::fs;
use std::time::Duration;

use erario_fetch::{Download, FetchError, Request, Retry, Timeouts, download};
use tempfile::TempDir;

use crate::server::{Answer, Server, ok, redirect, status};

const CSV: &str = "RAMO,APROBADO\n11,402277000000\n";

fn request(url: String) -> Request {
    let millis = Duration::from_millis;
    Request {
        url,
        user_agent: "erario/0.1 (+https://erario.example)".to_owned(),
        max_bytes: 1_000,
        allow_loopback: true,
        timeouts: Timeouts { connect: millis(500), idle: millis(200), total: millis(5_000) },
        retry: Retry { tries: 5, first_delay: millis(1), longest_delay: millis(4) },
    }
}

/// Downloads, and sees to it that a failure leaves nothing in the folder.
async fn try_download(request: &Request) -> Result<(Download, TempDir), FetchError> {
    let folder = tempfile::tempdir().unwrap();
    let outcome = download(request, folder.path(), &mut |_, _| {}).await;
    let files = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, usize::from(outcome.is_ok()), "files left in the folder");
    outcome.map(|download| (download, folder))
}

async fn refusal(request: &Request) -> FetchError {
    try_download(request).await.map(|_| ()).unwrap_err()
}

#[tokio::test]
async fn a_file_comes_down_with_every_hop_on_record() {
    let server = Server::start(|_, path| match path {
        "/pef" => redirect("/2024/pef"),
        "/2024/pef" => redirect("pef.csv?v=2"),
        _ => Answer::Closes(format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nETag: \"abc\"\r\nContent-Type: text/csv\r\n\
             Last-Modified: Thu, 01 Feb 2024 12:00:00 GMT\r\n\r\n{CSV}",
            CSV.len()
        )),
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let mut heard = Vec::new();
    let request = request(server.url("/pef"));
    let got = download(&request, folder.path(), &mut |bytes, total| heard.push((bytes, total))).await.unwrap();

    assert_eq!(fs::read_to_string(got.file.path()).unwrap(), CSV);
    assert_eq!(got.http.status, 200);
    assert_eq!(got.http.redirects, [server.url("/2024/pef"), server.url("/2024/pef.csv?v=2")]);
    assert_eq!(got.http.etag.as_deref(), Some("\"abc\""));
    assert_eq!(got.http.last_modified.as_deref(), Some("Thu, 01 Feb 2024 12:00:00 GMT"));
    assert_eq!(got.http.content_type.as_deref(), Some("text/csv"));
    let all = CSV.len() as u64;
    assert_eq!(heard.first(), Some(&(0, Some(all))));
    assert_eq!(heard.last(), Some(&(all, Some(all))));
    for head in server.requests() {
        assert!(head.contains("user-agent: erario/0.1") && head.contains("accept-encoding: identity"), "{head}");
    }
}

#[tokio::test]
async fn n01_a_name_that_nobody_knows_is_a_network_error() {
    let mut request = request("http://no-such-host.invalid/pef.csv".to_owned());
    request.retry.tries = 1;
    let error = refusal(&request).await;
    assert!(matches!(error, FetchError::Connection { .. }), "{error}");
    assert!(!error.is_not_data());
}

#[tokio::test]
async fn n02_a_closed_port_is_a_network_error() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/pef.csv", listener.local_addr().unwrap());
    drop(listener);
    let error = refusal(&request(url)).await;
    assert!(matches!(error, FetchError::Connection { .. }), "{error}");
}

#[tokio::test]
async fn n03_a_server_that_falls_silent_is_tried_again_and_then_given_up() {
    let server = Server::start(|before, _| match before {
        0 => Answer::FallsSilent(String::new()),
        _ => Answer::FallsSilent("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nRAMO".to_owned()),
    })
    .await;
    let mut request = request(server.url("/pef.csv"));
    request.retry.tries = 2;
    let error = refusal(&request).await;
    assert!(matches!(error, FetchError::Silent { .. }), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn n03_the_whole_download_has_a_limit() {
    let server = Server::start(|_, _| {
        Answer::NeverEnds("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".to_owned(), "1,2\n".to_owned())
    })
    .await;
    let mut request = request(server.url("/pef.csv"));
    request.max_bytes = u64::MAX;
    request.timeouts.total = Duration::from_millis(300);
    let error = refusal(&request).await;
    assert!(matches!(error, FetchError::Slow { .. }), "{error}");
}

#[tokio::test]
async fn n04_refuses_a_body_without_end() {
    let server = Server::start(|_, _| {
        let chunk = format!("10\r\n{}\r\n", "1,22,333,4444,5\n");
        Answer::NeverEnds("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned(), chunk)
    })
    .await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::TooBig { limit: 1_000, .. }), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn n04_refuses_an_announced_length_over_the_limit_before_reading_it() {
    let server =
        Server::start(|_, _| Answer::FallsSilent("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n".to_owned())).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::TooBig { found: 1001, limit: 1_000, .. }), "{error}");
}

#[tokio::test]
async fn n04_a_body_of_exactly_the_limit_passes() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let mut request = request(server.url("/pef.csv"));
    request.max_bytes = CSV.len() as u64;
    try_download(&request).await.unwrap();
}

#[tokio::test]
async fn n05_refuses_a_body_shorter_than_announced() {
    let server =
        Server::start(|_, _| Answer::Closes(format!("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{CSV}"))).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    let found = CSV.len() as u64;
    assert!(matches!(error, FetchError::Truncated { found: f, expected: Some(99), .. } if f == found), "{error}");
    assert!(!error.is_not_data());
    assert_eq!(server.requests().len(), 5, "tried again, five times in all");
}

#[tokio::test]
async fn n05_a_short_body_does_not_spoil_the_next_try() {
    let server = Server::start(|before, _| match before {
        0 => Answer::Closes("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nRAMO".to_owned()),
        _ => ok(CSV),
    })
    .await;
    let (got, _folder) = try_download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(fs::read_to_string(got.file.path()).unwrap(), CSV);
}

#[tokio::test]
async fn n07_refuses_a_chunked_body_without_its_last_chunk() {
    let server = Server::start(|_, _| {
        Answer::Closes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nRAMO\n\r\n".to_owned())
    })
    .await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Truncated { found: 5, expected: None, .. }), "{error}");
}

#[tokio::test]
async fn n13_refuses_an_encoding_that_was_not_asked_for() {
    let server = Server::start(|_, _| {
        Answer::Closes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x0b".to_owned())
    })
    .await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Encoded { .. }), "{error}");
}

#[tokio::test]
async fn n18_refuses_a_page_named_csv() {
    let server = Server::start(|_, _| ok("\u{feff}\n<!DOCTYPE html><title>Acceso denegado</title>")).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(error.is_not_data(), "{error}");
    assert!(error.to_string().contains("Acceso denegado"), "{error}");
    assert_eq!(server.requests().len(), 1, "a page stays a page");
}

#[tokio::test]
async fn n18_refuses_an_empty_body() {
    let server = Server::start(|_, _| ok("")).await;
    assert!(refusal(&request(server.url("/pef.csv"))).await.is_not_data());
}

#[tokio::test]
async fn n19_refuses_an_error_in_json() {
    let server = Server::start(|_, _| ok("{\"success\": false, \"message\": \"no existe\"}")).await;
    assert!(refusal(&request(server.url("/pef.csv"))).await.is_not_data());
}

#[tokio::test]
async fn n20_a_server_in_trouble_is_asked_again() {
    let server = Server::start(|before, _| match before {
        0 => status("503 Service Unavailable"),
        1 => status("429 Too Many Requests"),
        _ => ok(CSV),
    })
    .await;
    try_download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn n22_a_missing_file_is_not_asked_for_again() {
    let server = Server::start(|_, _| status("404 Not Found")).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Status { status: 404, .. }), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn n23_five_redirects_pass_and_six_do_not() {
    let server = Server::start(|_, path| match path.trim_start_matches('/').parse::<u32>() {
        Ok(0) | Err(_) => ok(CSV),
        Ok(left) => redirect(&format!("/{}", left - 1)),
    })
    .await;
    let (got, _folder) = try_download(&request(server.url("/5"))).await.unwrap();
    assert_eq!(got.http.redirects.len(), 5);

    let error = refusal(&request(server.url("/6"))).await;
    assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
    assert_eq!(server.requests().len(), 6 + 6, "not tried again");
}

#[tokio::test]
async fn s01_refuses_loopback_by_number_and_by_name() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let by_number = server.url("/pef.csv");
    let by_name = by_number.replace("127.0.0.1", "localhost");
    for url in [by_number, by_name] {
        let error = refusal(&Request { allow_loopback: false, ..request(url) }).await;
        assert!(matches!(error, FetchError::NotPublic { .. }), "{error}");
    }
    assert_eq!(server.requests().len(), 0, "not even connected");
}

#[tokio::test]
async fn s01_refuses_a_redirect_to_a_neighbour() {
    let server = Server::start(|_, _| redirect("http://169.254.169.254/latest/meta-data")).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::NotPublic { .. }), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn f01_a_folder_that_cannot_be_written_is_the_disks_fault() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let error = download(&request(server.url("/pef.csv")), &missing, &mut |_, _| {}).await.unwrap_err();
    assert!(error.is_disk() && !error.is_not_data(), "{error}");
}
