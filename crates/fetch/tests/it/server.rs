//! A publisher's server, with its faults written by hand: one answer for each connection, then the line is cut.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

/// What is sent, and what happens to the line afterwards.
pub enum Answer {
    Closes(String),
    FallsSilent(String),
    /// The second text again and again, until the client hangs up.
    NeverEnds(String, String),
}

impl Server {
    /// `answer` sees how many requests came before, and the path.
    pub async fn start(answer: impl Fn(usize, &str) -> Answer + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            loop {
                let (mut line, _) = listener.accept().await.unwrap();
                let request = read_head(&mut line).await;
                let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                let before = seen.lock().unwrap().len();
                seen.lock().unwrap().push(request);
                tokio::spawn(speak(line, answer(before, &path)));
            }
        });
        Server { address, requests }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every request so far, head and all.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

pub fn ok(body: &str) -> Answer {
    Answer::Closes(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
}

pub fn status(line: &str) -> Answer {
    Answer::Closes(format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n"))
}

pub fn redirect(to: &str) -> Answer {
    Answer::Closes(format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"))
}

async fn read_head(line: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match line.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}

async fn speak(mut line: TcpStream, answer: Answer) {
    // The client may hang up at any moment, which is what some tests are about.
    let _ = match answer {
        Answer::Closes(text) => line.write_all(text.as_bytes()).await,
        Answer::FallsSilent(text) => {
            let _ = line.write_all(text.as_bytes()).await;
            tokio::time::sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        Answer::NeverEnds(text, again) => {
            let _ = line.write_all(text.as_bytes()).await;
            while line.write_all(again.as_bytes()).await.is_ok() {}
            Ok(())
        }
    };
    let _ = line.shutdown().await;
}
