//! A publisher's server on loopback that gives every request the same answer.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Server {
    address: String,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Answers with 200, this type and this body, until the process ends.
    pub fn start(content_type: &'static str, body: Vec<u8>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&requests);
        std::thread::spawn(move || {
            for line in listener.incoming() {
                let mut line = line.unwrap();
                seen.fetch_add(1, Ordering::SeqCst);
                let head = BufReader::new(line.try_clone().unwrap()).lines();
                head.map_while(Result::ok).take_while(|header| !header.is_empty()).for_each(drop);
                // The client may hang up at any moment, which is no fault of the server.
                let length = body.len();
                let _ = write!(line, "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n");
                let _ = write!(line, "Content-Length: {length}\r\nConnection: close\r\n\r\n");
                let _ = line.write_all(&body);
            }
        });
        Server { address, requests }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// The address of a port that nobody listens on.
pub fn dead_url(path: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}{path}", listener.local_addr().unwrap())
}
