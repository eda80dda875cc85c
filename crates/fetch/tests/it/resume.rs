//! Downloads that break off and go on.

use std::fs;
use std::time::Duration;

use erario_fetch::{Answer as Got, FetchError, Fetcher, Request};

use crate::server::{Answer, Server, answer, header, message, ok};
use crate::support::{CSV, Folder, download, fetch, refusal, request, settings, text};

/// The first ten bytes under this tag, and then the line is cut.
fn beginning(etag: &str) -> Answer {
    answer(&format!("HTTP/1.1 200 OK\nETag: {etag}\nContent-Length: {}", CSV.len()), &CSV.as_bytes()[..10])
}

/// The rest from here on, as a well-behaved server sends it.
fn rest(from: usize) -> Answer {
    let (all, body) = (CSV.len(), &CSV.as_bytes()[from..]);
    let range = format!("bytes {from}-{}/{all}", all - 1);
    answer(
        &format!("HTTP/1.1 206 Partial Content\nETag: \"v1\"\nContent-Range: {range}\nContent-Length: {}", body.len()),
        body,
    )
}

fn ranges(server: &Server) -> Vec<Option<String>> {
    server.requests().iter().map(|head| header(head, "range")).collect()
}

/// Cuts the first answer short, answers the second as given, and then sends the whole.
async fn cut_then(second: fn() -> Answer) -> Server {
    Server::start(move |before, _| match before {
        0 => beginning("\"v1\""),
        1 => second(),
        _ => ok(CSV),
    })
    .await
}

#[tokio::test]
async fn n05_a_download_that_broke_off_goes_on_where_it_stopped() {
    let server = cut_then(|| rest(10)).await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
    assert_eq!(ranges(&server), [None, Some("bytes=10-".to_owned())]);
    assert_eq!(header(&server.requests()[1], "if-range").as_deref(), Some("\"v1\""));
}

#[tokio::test]
async fn n08_a_server_that_ignores_the_range_starts_the_file_over() {
    let server = cut_then(|| ok(CSV)).await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn n09_a_file_that_changed_meanwhile_is_never_sewn_together() {
    let other = || {
        let all = CSV.len();
        answer(
            &format!(
                "HTTP/1.1 206 Partial Content\nETag: \"v2\"\nContent-Range: bytes 10-{}/{all}\nContent-Length: {}",
                all - 1,
                all - 10
            ),
            &vec![b'9'; all - 10],
        )
    };
    let server = cut_then(other).await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
    assert_eq!(ranges(&server), [None, Some("bytes=10-".to_owned()), None]);
}

#[tokio::test]
async fn n10_another_range_than_asked_for_starts_the_file_over() {
    for wrong in [|| rest(3), || answer("HTTP/1.1 206 Partial Content\nContent-Length: 2", b"ab")] {
        let server = cut_then(wrong).await;
        let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
        assert_eq!(text(&got), CSV);
        assert_eq!(ranges(&server), [None, Some("bytes=10-".to_owned()), None]);
    }
}

#[tokio::test]
async fn n10_a_server_that_sends_wrong_ranges_for_ever_is_given_up() {
    let server = Server::start(|before, _| if before % 2 == 0 { beginning("\"v1\"") } else { rest(3) }).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::Truncated { .. } | FetchError::WrongRange { .. }), "{error}");
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn n11_a_part_that_is_called_the_whole_is_refused() {
    let part = || {
        let all = CSV.len();
        let body = &CSV.as_bytes()[10..];
        answer(
            &format!("HTTP/1.1 200 OK\nContent-Range: bytes 10-{}/{all}\nContent-Length: {}", all - 1, body.len()),
            body,
        )
    };
    let server = cut_then(part).await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
    let server = Server::start(move |_, _| part()).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert_eq!(error.id(), "NET_RANGE");
}

#[tokio::test]
async fn n12_a_range_beyond_the_end_starts_the_file_over() {
    let server = cut_then(|| answer("HTTP/1.1 416 Range Not Satisfiable\nContent-Range: bytes */5", b"")).await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
    assert_eq!(ranges(&server), [None, Some("bytes=10-".to_owned()), None]);
}

#[tokio::test]
async fn n14_a_weak_tag_or_none_is_no_ground_to_go_on() {
    for etag in ["W/\"v1\"", "\"\"", "v1"] {
        let server = Server::start(move |before, _| if before == 0 { beginning(etag) } else { ok(CSV) }).await;
        let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
        assert_eq!(text(&got), CSV);
        assert_eq!(ranges(&server), [None, None]);
    }
}

#[tokio::test]
async fn n13_a_rest_that_is_compressed_is_no_rest() {
    let compressed = || {
        let all = CSV.len();
        answer(
            &format!(
                "HTTP/1.1 206 Partial Content\nETag: \"v1\"\nContent-Encoding: gzip\n\
                 Content-Range: bytes 10-{}/{all}\nContent-Length: 4",
                all - 1
            ),
            b"\x1f\x8b\x08\x00",
        )
    };
    let server = cut_then(compressed).await;
    let (got, _folder) = download(&request(server.url("/pef.csv"))).await.unwrap();
    assert_eq!(text(&got), CSV);
}

const LARGE: usize = 3 << 20;

fn large() -> Vec<u8> {
    let mut bytes = b"RAMO,APROBADO\n".to_vec();
    bytes.extend((0..LARGE - bytes.len()).map(|place| b'0' + (place % 10) as u8));
    bytes
}

/// Serves a large file with ranges, but the first `cuts` answers end after this many bytes.
async fn large_server(cuts: usize, after: usize) -> Server {
    let bytes = large();
    Server::start_with(None, move |before, request| {
        let from = header(request, "range").map_or(0, |range| {
            range.trim_start_matches("bytes=").trim_end_matches('-').parse().unwrap()
        });
        let body = &bytes[from..];
        let head = match from {
            0 => format!("HTTP/1.1 200 OK\nETag: \"v1\"\nContent-Length: {}", body.len()),
            _ => format!(
                "HTTP/1.1 206 Partial Content\nETag: \"v1\"\nContent-Range: bytes {from}-{}/{LARGE}\nContent-Length: {}",
                LARGE - 1,
                body.len()
            ),
        };
        match before < cuts {
            true => answer(&head, &body[..after]),
            false => answer(&head, body),
        }
    })
    .await
}

fn large_request(server: &Server) -> Request {
    let mut request = request(server.url("/pef.csv"));
    request.terms.max_bytes = 1 << 30;
    request
}

#[tokio::test]
async fn n05_another_run_goes_on_where_the_last_one_gave_up() {
    let server = large_server(5, 100_000).await;
    let (request, folder) = (large_request(&server), Folder::new());
    let error = fetch(&Fetcher::new(settings()), &request, &folder.path()).await.unwrap_err();
    assert!(matches!(error, FetchError::Truncated { .. }), "{error}");
    assert_eq!(folder.names(), ["file", "file.json"]);
    let Got::File(got) = fetch(&Fetcher::new(settings()), &request, &folder.path()).await.unwrap() else { panic!() };
    assert_eq!(fs::read(got.path()).unwrap(), large());
    assert_eq!(ranges(&server).last().unwrap().as_deref(), Some("bytes=500000-"));
    assert_eq!(folder.names(), ["file"], "no note is left");
}

#[tokio::test]
async fn n09_what_another_run_left_is_used_only_for_the_same_address_and_tag() {
    let server = large_server(5, 100_000).await;
    let (request, folder) = (large_request(&server), Folder::new());
    fetch(&Fetcher::new(settings()), &request, &folder.path()).await.unwrap_err();
    let other = Request { url: server.url("/other.csv"), ..request };
    let Got::File(got) = fetch(&Fetcher::new(settings()), &other, &folder.path()).await.unwrap() else { panic!() };
    assert_eq!(fs::read(got.path()).unwrap(), large());
    assert_eq!(ranges(&server).last().unwrap(), &None);
}

#[tokio::test]
async fn f03_what_was_written_before_the_power_failed_is_not_trusted() {
    let server = large_server(5, 100_000).await;
    let (request, folder) = (large_request(&server), Folder::new());
    fetch(&Fetcher::new(settings()), &request, &folder.path()).await.unwrap_err();
    // As a run leaves it that was killed: the note says when the machine was started, and it was started again.
    let note = folder.0.path().join("file.json");
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(&note).unwrap()).unwrap();
    json["boot"] = "another".into();
    fs::remove_file(&note).unwrap();
    fs::write(&note, json.to_string()).unwrap();
    let Got::File(got) = fetch(&Fetcher::new(settings()), &request, &folder.path()).await.unwrap() else { panic!() };
    assert_eq!(fs::read(got.path()).unwrap(), large());
    assert_eq!(ranges(&server).last().unwrap(), &None);
}

#[tokio::test]
async fn n03_a_download_that_is_not_done_in_time_is_kept_for_the_next_run() {
    let bytes = large();
    let server = Server::start(move |_, _| {
        let head = format!("HTTP/1.1 200 OK\nETag: \"v1\"\nContent-Length: {LARGE}");
        Answer::FallsSilent(message(&head, &bytes[..1 << 20]))
    })
    .await;
    let mut settings = settings();
    settings.timeouts.idle = Duration::from_secs(5);
    settings.timeouts.total = Duration::from_millis(700);
    let folder = Folder::new();
    let error = fetch(&Fetcher::new(settings), &large_request(&server), &folder.path()).await.unwrap_err();
    assert!(matches!(error, FetchError::Slow { .. }), "{error}");
    assert_eq!(fs::metadata(folder.path()).unwrap().len(), 1 << 20);
}
