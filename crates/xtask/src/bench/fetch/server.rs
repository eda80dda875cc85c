//! A server on loopback with one large file and any number of small ones that never change.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;

const HEADER: &[u8] = b"Clave,Concepto,Aprobado\n";
const RECORD: &[u8] =
    b"1100,\"Remuneraciones al personal de caracter permanente, con todo lo que la ley manda\",200000.00\n";

pub struct Server {
    address: String,
    /// Requests that were answered 304.
    unchanged: Arc<AtomicUsize>,
}

impl Server {
    /// The large file has at least this many bytes, up to the end of a record.
    pub fn start(bytes: u64) -> Result<Server> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let unchanged = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&unchanged);
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let count = Arc::clone(&count);
                // A client that hangs up is no matter of the server.
                std::thread::spawn(move || drop(serve(line, bytes, &count)));
            }
        });
        Ok(Server { address, unchanged })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn unchanged(&self) -> usize {
        self.unchanged.load(Ordering::SeqCst)
    }
}

fn serve(mut line: TcpStream, bytes: u64, unchanged: &AtomicUsize) -> std::io::Result<()> {
    let lines = BufReader::new(line.try_clone()?).lines();
    let head: Vec<String> = lines.map_while(Result::ok).take_while(|header| !header.is_empty()).collect();
    let is_large = head.first().is_some_and(|request| request.contains("/large.csv"));
    if head.iter().any(|header| header.eq_ignore_ascii_case("if-none-match: \"same\"")) {
        unchanged.fetch_add(1, Ordering::SeqCst);
        return line.write_all(b"HTTP/1.1 304 Not Modified\r\nETag: \"same\"\r\nConnection: close\r\n\r\n");
    }
    let records = if is_large { (bytes - HEADER.len() as u64).div_ceil(RECORD.len() as u64) } else { 1 };
    let length = HEADER.len() as u64 + records * RECORD.len() as u64;
    write!(line, "HTTP/1.1 200 OK\r\nETag: \"same\"\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")?;
    line.write_all(HEADER)?;
    // Many records at once: the server must not be what is measured.
    let block = RECORD.repeat(10_000);
    let (whole, rest) = (records / 10_000, records % 10_000);
    for _ in 0..whole {
        line.write_all(&block)?;
    }
    line.write_all(&block[..rest as usize * RECORD.len()])
}
