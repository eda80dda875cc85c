//! A publisher's server on loopback, with its faults written by hand: one answer for each connection.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub struct Server {
    scheme: &'static str,
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers with 200, this type and this body.
    pub fn start(content_type: &'static str, body: Vec<u8>) -> Server {
        Server::answering(move |_, _| message("200 OK", &[("Content-Type", content_type)], &body))
    }

    /// `answer` sees how many requests came before and the head of this one, and gives what is sent, head and all.
    pub fn answering(answer: impl FnMut(usize, &str) -> Vec<u8> + Send + 'static) -> Server {
        Server::on(None, answer)
    }

    /// The same over TLS.
    pub fn over_tls(tls: ServerConfig, answer: impl FnMut(usize, &str) -> Vec<u8> + Send + 'static) -> Server {
        Server::on(Some(Arc::new(tls)), answer)
    }

    fn on(tls: Option<Arc<ServerConfig>>, mut answer: impl FnMut(usize, &str) -> Vec<u8> + Send + 'static) -> Server {
        // The client may hang up at any moment, which is no fault of the server.
        Server::speaking(tls, move |before, head, line| drop(line.write_all(&answer(before, head))))
    }

    /// `speak` writes to the line itself, until the process ends; when it returns, the line is closed.
    pub fn speaking(
        tls: Option<Arc<ServerConfig>>,
        mut speak: impl FnMut(usize, &str, &mut dyn Write) + Send + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        std::thread::spawn(move || {
            for line in listener.incoming() {
                serve(line.unwrap(), tls.clone(), &seen, &mut speak);
            }
        });
        Server { scheme, address, heads }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// Without the scheme, as a proxy is named.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn requests(&self) -> usize {
        self.heads.lock().unwrap().len()
    }

    /// The heads of all requests so far.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// The paths of all requests so far.
    pub fn paths(&self) -> Vec<String> {
        self.heads().iter().map(|head| path_of(head).to_owned()).collect()
    }
}

fn serve(
    line: TcpStream,
    tls: Option<Arc<ServerConfig>>,
    seen: &Mutex<Vec<String>>,
    speak: &mut impl FnMut(usize, &str, &mut dyn Write),
) {
    match tls {
        None => answer(line, seen, speak),
        Some(tls) => {
            let mut line = StreamOwned::new(ServerConnection::new(tls).unwrap(), line);
            answer(&mut line, seen, speak);
            line.conn.send_close_notify();
            let _ = line.flush();
        }
    }
}

fn answer(mut line: impl Read + Write, seen: &Mutex<Vec<String>>, speak: &mut impl FnMut(usize, &str, &mut dyn Write)) {
    // Somebody who only looks at the certificates, or does not like them, asks for nothing.
    let Some(head) = read_head(&mut line) else { return };
    let before = {
        let mut seen = seen.lock().unwrap();
        seen.push(head.clone());
        seen.len() - 1
    };
    speak(before, &head, &mut line);
    let _ = line.flush();
}

fn read_head(line: &mut impl Read) -> Option<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        match line.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return None,
        }
    }
    String::from_utf8(head).ok()
}

pub fn path_of(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

/// The value of a header.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// An answer with the length of its body.
pub fn message(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

pub fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    message("200 OK", &[], body.as_ref())
}

pub fn status(line: &str) -> Vec<u8> {
    message(line, &[], b"")
}

/// A server in such trouble that nobody waits for it.
pub fn in_trouble() -> Vec<u8> {
    message("503 Service Unavailable", &[("Retry-After", "3600")], b"")
}

/// The address of a port that nobody listens on.
pub fn dead_url(path: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}{path}", listener.local_addr().unwrap())
}
