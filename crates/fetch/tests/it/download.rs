//! Single downloads from a server with faults.

use std::time::Duration;

use erario_fetch::disk::Disk;
use erario_fetch::{Answer as Got, FetchError, Fetcher, Kinds, Request};
use erario_model::Format;

use crate::server::{Answer, Server, answer, message, ok, redirect, status};
use crate::support::{CSV, Folder, download, fetch, refusal, refusal_with, request, settings, text};

#[tokio::test]
async fn a_file_comes_down_with_every_hop_on_record() {
    let server = Server::start(|_, path| match path {
        "/pef" => redirect("/2024/pef"),
        "/2024/pef" => redirect("pef.csv?v=2"),
        _ => answer(
            &format!(
                "HTTP/1.1 200 OK\nContent-Length: {}\nETag: \"abc\"\nContent-Type: text/csv\nServer: IIS\n\
                 Last-Modified: Thu, 01 Feb 2024 12:00:00 GMT\nX-Visitor: 7",
                CSV.len()
            ),
            CSV.as_bytes(),
        ),
    })
    .await;
    let folder = Folder::new();
    let mut heard = Vec::new();
    let fetcher = Fetcher::new(settings());
    let mut hear = |bytes, total| heard.push((bytes, total));
    let got = fetcher.download(&request(server.url("/pef")), &folder.path(), &Disk::default(), &mut hear).await;
    let Ok(Got::File(got)) = got else { panic!("{got:?}") };

    assert_eq!(text(&got), CSV);
    assert_eq!(got.content.size_bytes, CSV.len() as u64);
    assert_eq!(got.http.status, 200);
    assert_eq!(got.http.redirects, [server.url("/2024/pef"), server.url("/2024/pef.csv?v=2")]);
    assert_eq!(got.http.etag.as_deref(), Some("\"abc\""));
    assert_eq!(got.http.last_modified.as_deref(), Some("Thu, 01 Feb 2024 12:00:00 GMT"));
    assert_eq!(got.http.content_type.as_deref(), Some("text/csv"));
    assert_eq!(got.http.headers["server"], "IIS");
    assert!(!got.http.headers.contains_key("x-visitor"));
    let all = CSV.len() as u64;
    assert_eq!(heard.first(), Some(&(0, Some(all))));
    assert_eq!(heard.last(), Some(&(all, Some(all))));
    for head in server.requests() {
        assert!(head.contains("user-agent: erario/0.1") && head.contains("accept-encoding: identity"), "{head}");
    }
}

#[tokio::test]
async fn n01_a_name_that_nobody_knows_is_a_network_error() {
    let error = refusal(&request("http://no-such-host.invalid/pef.csv".to_owned())).await;
    assert!(matches!(error, FetchError::Dns { .. }), "{error}");
    assert_eq!(error.id(), "NET_DNS");
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
        0 => Answer::FallsSilent(Vec::new()),
        _ => Answer::FallsSilent(message("HTTP/1.1 200 OK\nContent-Length: 30", b"RAMO")),
    })
    .await;
    let mut settings = settings();
    settings.retry.tries = 2;
    let error = refusal_with(settings, &request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Silent { .. }), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn n03_the_whole_download_has_a_limit() {
    let server = Server::start(|_, _| {
        Answer::NeverEnds(message("HTTP/1.1 200 OK\nContent-Length: 99999999999", b""), b"1,2\n".to_vec())
    })
    .await;
    let mut request = request(server.url("/pef.csv"));
    request.terms.max_bytes = u64::MAX;
    let mut settings = settings();
    settings.timeouts.total = Duration::from_millis(300);
    let error = refusal_with(settings, &request).await;
    assert!(matches!(error, FetchError::Slow { .. }), "{error}");
}

#[tokio::test]
async fn n03_a_byte_now_and_then_is_not_enough() {
    let server = Server::start(|_, _| {
        let head = message("HTTP/1.1 200 OK\nContent-Length: 900", b"");
        Answer::Drips(head, vec![b'1'; 900], Duration::from_millis(50))
    })
    .await;
    let mut settings = settings();
    settings.timeouts.slow = Duration::from_millis(300);
    settings.retry.tries = 1;
    let error = refusal_with(settings, &request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Silent { .. }), "{error}");
    assert_eq!(error.id(), "NET_SLOW");
}

#[tokio::test]
async fn n04_refuses_a_body_without_end() {
    let server = Server::start(|_, _| {
        let chunk = format!("10\r\n{}\r\n", "1,22,333,4444,5\n");
        Answer::NeverEnds(message("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b""), chunk.into_bytes())
    })
    .await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::TooBig { limit: 1_000, .. }), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn n04_refuses_an_announced_length_over_the_limit_before_reading_it() {
    let server = Server::start(|_, _| Answer::FallsSilent(message("HTTP/1.1 200 OK\nContent-Length: 1001", b""))).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::TooBig { found: 1001, limit: 1_000, .. }), "{error}");
}

#[tokio::test]
async fn n04_a_body_of_exactly_the_limit_passes() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let mut request = request(server.url("/pef.csv"));
    request.terms.max_bytes = CSV.len() as u64;
    download(&request).await.unwrap();
}

#[tokio::test]
async fn n05_refuses_a_body_shorter_than_announced() {
    let server = Server::start(|_, _| answer("HTTP/1.1 200 OK\nContent-Length: 99", CSV.as_bytes())).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    let found = CSV.len() as u64;
    assert!(matches!(error, FetchError::Truncated { found: f, expected: Some(99), .. } if f == found), "{error}");
    assert!(!error.is_not_data());
    assert_eq!(server.requests().len(), 5, "tried again, five times in all");
}

#[tokio::test]
async fn n05_a_short_body_does_not_spoil_the_next_try() {
    let server = Server::start(|before, _| match before {
        0 => answer("HTTP/1.1 200 OK\nContent-Length: 30", b"RAMO"),
        _ => ok(CSV),
    })
    .await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
}

#[tokio::test]
async fn n07_refuses_a_chunked_body_without_its_last_chunk() {
    let server = Server::start(|_, _| answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b"5\r\nRAMO\n\r\n")).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Truncated { found: 5, expected: None, .. }), "{error}");
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn encoded(encoding: &str, body: &[u8]) -> Answer {
    answer(&format!("HTTP/1.1 200 OK\nContent-Encoding: {encoding}\nContent-Length: {}", body.len()), body)
}

#[tokio::test]
async fn n13_a_body_that_was_compressed_unasked_is_decoded() {
    let server = Server::start(|_, _| encoded("gzip", &gzipped(CSV.as_bytes()))).await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
    assert_eq!(got.content.size_bytes, CSV.len() as u64, "the hash is of what is stored");
}

#[tokio::test]
async fn n13_a_compressed_body_that_was_cut_is_refused_and_asked_for_again() {
    let server = Server::start(|before, _| {
        let body = gzipped(CSV.as_bytes());
        encoded("gzip", if before < 2 { &body[..body.len() - 4] } else { &body })
    })
    .await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn n13_refuses_an_encoding_that_is_not_known() {
    for encoding in ["br", "zstd", "gzip, gzip"] {
        let server = Server::start(move |_, _| encoded(encoding, b"\x1f\x0b")).await;
        let error = refusal(&request(server.url("/pef.csv"))).await;
        assert!(matches!(error, FetchError::Encoded { .. }), "{error}");
    }
}

#[tokio::test]
async fn s04_a_compressed_body_is_counted_while_it_is_inflated() {
    let bomb = gzipped(&vec![b'0'; 64 << 20]);
    assert!(bomb.len() < 100_000);
    let mut request = request(String::new());
    request.terms.max_bytes = 1 << 20;
    let server = Server::start(move |_, _| encoded("gzip", &bomb)).await;
    request.url = server.url("/pef.csv");
    let error = refusal(&request).await;
    let nearly = |found: u64| found < (1 << 20) + (1 << 17);
    assert!(matches!(error, FetchError::TooBig { found, .. } if nearly(found)), "{error}");
    assert_eq!(server.requests().len(), 1);
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
async fn n18_n31_neither_the_name_nor_the_header_says_what_a_file_is() {
    let says = |kind: &'static str, body: &'static [u8]| {
        answer(
            &format!(
                "HTTP/1.1 200 OK\nContent-Type: {kind}\nContent-Disposition: attachment; filename=\"x.exe\"\n\
                 Content-Length: {}",
                body.len()
            ),
            body,
        )
    };
    let server = Server::start(move |_, path| match path {
        "/xls.csv" => says("text/csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 workbook"),
        "/pdf.csv" => says("text/csv; charset=utf-8", b"%PDF-1.7\n"),
        "/zip.csv" => says("text/csv", b"PK\x03\x04"),
        _ => says("text/html; charset=utf-16", CSV.as_bytes()),
    })
    .await;
    for (path, said) in [("/xls.csv", "an old workbook"), ("/pdf.csv", "a PDF"), ("/zip.csv", "a zip")] {
        let error = refusal(&request(server.url(path))).await;
        assert_eq!(error.id(), "SRC_NOT_DATA");
        assert!(error.to_string().contains(said), "{error}");
    }
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
}

#[tokio::test]
async fn n18_a_page_in_the_place_of_a_zip_is_refused() {
    let server = Server::start(|_, _| ok("<html><body>Acceso restringido")).await;
    let zip = Request { kinds: Kinds::of(Format::Csv, true), ..request(server.url("/pef.zip")) };
    assert!(refusal(&zip).await.is_not_data());
}

#[tokio::test]
async fn n21_who_is_refused_does_not_insist() {
    let server = Server::start(|_, _| status("403 Forbidden")).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert_eq!(error.id(), "NET_FORBIDDEN");
    assert!(error.to_string().contains("user agent") && error.to_string().contains("erario add"), "{error}");
    assert_eq!(server.requests().len(), 1);
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
    let (got, _folder) = download(&request(server.url("/5"))).await.unwrap();
    assert_eq!(got.http.redirects.len(), 5);

    let error = refusal(&request(server.url("/6"))).await;
    assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
    assert_eq!(server.requests().len(), 6 + 6, "not tried again");
}

#[tokio::test]
async fn f01_a_folder_that_cannot_be_written_is_the_disks_fault() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let folder = Folder::new();
    let missing = folder.path().join("missing");
    let error = fetch(&Fetcher::new(settings()), &request(server.url("/pef.csv")), &missing).await.unwrap_err();
    assert!(error.is_disk() && !error.is_not_data(), "{error}");
}
