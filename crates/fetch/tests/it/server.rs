//! A publisher's server, with its faults written by hand: one answer for each connection, then the line is cut.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

pub struct Server {
    scheme: &'static str,
    pub port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

/// What is sent, and what happens to the line afterwards.
pub enum Answer {
    Closes(Vec<u8>),
    FallsSilent(Vec<u8>),
    /// The second text again and again, until the client hangs up.
    NeverEnds(Vec<u8>, Vec<u8>),
    /// The second text byte by byte, with this much time between.
    Drips(Vec<u8>, Vec<u8>, Duration),
}

impl Server {
    /// `answer` sees how many requests came before, and the path.
    pub async fn start(answer: impl Fn(usize, &str) -> Answer + Send + Sync + 'static) -> Server {
        Server::start_with(None, move |before, request| answer(before, path_of(request))).await
    }

    /// `answer` sees the whole head of the request.
    pub async fn start_with(
        tls: Option<TlsAcceptor>,
        answer: impl Fn(usize, &str) -> Answer + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        let scheme = if tls.is_some() { "https" } else { "http" };
        tokio::spawn(async move {
            loop {
                let (line, _) = listener.accept().await.unwrap();
                let (seen, answer, tls) = (Arc::clone(&seen), Arc::clone(&answer), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(line, &seen, &*answer).await,
                        // A client that does not like the certificate hangs up.
                        Some(tls) => {
                            if let Ok(line) = tls.accept(line).await {
                                serve(line, &seen, &*answer).await;
                            }
                        }
                    }
                });
            }
        });
        Server { scheme, port, requests }
    }

    pub fn url(&self, path: &str) -> String {
        self.url_at("127.0.0.1", path)
    }

    pub fn url_at(&self, host: &str, path: &str) -> String {
        format!("{}://{host}:{}{path}", self.scheme, self.port)
    }

    /// Every request so far, head and all.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn path_of(request: &str) -> &str {
    request.split(' ').nth(1).unwrap_or_default()
}

/// The value of a header, in lower case.
pub fn header(request: &str, name: &str) -> Option<String> {
    let mut lines = request.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
}

/// An answer with these lines above its body, the length not included.
pub fn answer(head: &str, body: &[u8]) -> Answer {
    Answer::Closes(message(head, body))
}

pub fn message(head: &str, body: &[u8]) -> Vec<u8> {
    [head.replace('\n', "\r\n").as_bytes(), b"\r\n\r\n", body].concat()
}

pub fn ok(body: &str) -> Answer {
    answer(&format!("HTTP/1.1 200 OK\nContent-Length: {}", body.len()), body.as_bytes())
}

pub fn status(line: &str) -> Answer {
    answer(&format!("HTTP/1.1 {line}\nContent-Length: 0"), b"")
}

pub fn redirect(to: &str) -> Answer {
    answer(&format!("HTTP/1.1 302 Found\nLocation: {to}\nContent-Length: 0"), b"")
}

async fn serve<Line: AsyncRead + AsyncWrite + Unpin>(
    mut line: Line,
    seen: &Mutex<Vec<String>>,
    answer: &(impl Fn(usize, &str) -> Answer + ?Sized),
) {
    let request = read_head(&mut line).await;
    let answer = {
        let mut seen = seen.lock().unwrap();
        seen.push(request.clone());
        answer(seen.len() - 1, &request)
    };
    speak(line, answer).await;
}

async fn read_head(line: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match line.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}

async fn speak(mut line: impl AsyncWrite + Unpin, answer: Answer) {
    // The client may hang up at any moment, which is what some tests are about.
    match answer {
        Answer::Closes(text) => drop(line.write_all(&text).await),
        Answer::FallsSilent(text) => {
            let _ = line.write_all(&text).await;
            let _ = line.flush().await;
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        Answer::NeverEnds(text, again) => {
            let _ = line.write_all(&text).await;
            while line.write_all(&again).await.is_ok() {}
        }
        Answer::Drips(text, body, time) => {
            let _ = line.write_all(&text).await;
            for byte in body {
                let _ = line.flush().await;
                tokio::time::sleep(time).await;
                if line.write_all(&[byte]).await.is_err() {
                    break;
                }
            }
        }
    }
    let _ = line.shutdown().await;
}
