//! From the answer's body to a file on the disk: whole, small enough, fast enough and of its kind.
//!
//! The network is read here; a thread of its own decodes, hashes and writes, so that neither waits for the other.

use std::pin::Pin;
use std::time::Duration;

use reqwest::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName};
use tokio::sync::mpsc;
use tokio::time::Sleep;

use super::Timeouts;
use super::download::Progress;
use super::sink::{Decoder, Sink, SinkError};
use crate::{FetchError, fetch_error};

/// Pieces of a body that may wait to be written.
const WAITING: usize = 16;
/// Bytes that must come within `Timeouts::slow`.
const LEAST: u64 = 4_096;

/// What a body must keep within.
pub(super) struct Bounds<'a> {
    pub timeouts: &'a Timeouts,
    pub max_bytes: u64,
}

/// A body as it is announced.
pub(super) struct Announced {
    /// Bytes on the wire.
    pub length: Option<u64>,
    pub encoding: String,
}

impl Announced {
    pub fn by(headers: &HeaderMap) -> Announced {
        let encoding = text_of(headers, CONTENT_ENCODING).unwrap_or_default().trim().to_ascii_lowercase();
        Announced {
            length: text_of(headers, CONTENT_LENGTH).and_then(|text| text.parse().ok()),
            encoding: if encoding.is_empty() { "identity".to_owned() } else { encoding },
        }
    }

    pub fn is_encoded(&self) -> bool {
        self.encoding != "identity"
    }
}

/// Takes a body into a sink. The sink comes back with what it got, if the rest could be asked for later.
pub(super) async fn save(
    mut response: Response,
    announced: &Announced,
    sink: Sink,
    bounds: &Bounds<'_>,
    mut deadline: Pin<&mut Sleep>,
    progress: Progress<'_>,
) -> (Option<Sink>, Result<(), FetchError>) {
    let url = response.url().to_string();
    let before = sink.length();
    let total = announced.length.map(|length| before + length);
    let path = sink.path();
    let too_big = |found: u64| FetchError::TooBig { url: url.clone(), found, limit: bounds.max_bytes };
    if let Some(found) = total.filter(|total| *total > bounds.max_bytes) {
        return (Some(sink), Err(too_big(found)));
    }
    let (sender, pieces) = mpsc::channel(WAITING);
    let decoder = Decoder::new(&announced.encoding, sink);
    let writing = tokio::task::spawn_blocking(move || write(pieces, decoder));

    let mut wire = 0;
    progress(before, total);
    let read = loop {
        let slow = bounds.timeouts.slow;
        let gathered = tokio::time::timeout(slow, gather(&mut response, &sender, &mut wire, bounds.max_bytes));
        let gathered = tokio::select! {
            gathered = gathered => gathered,
            () = deadline.as_mut() => break Err(FetchError::Slow { url: url.clone(), limit: bounds.timeouts.total }),
        };
        match gathered {
            Ok(Ok(Next::More)) => progress(before + wire, total.filter(|_| !announced.is_encoded())),
            Ok(Ok(Next::End)) => break Ok(()),
            Ok(Ok(Next::TooMuch)) => break Err(too_big(before + wire)),
            // The writer has stopped; it says why.
            Ok(Ok(Next::NobodyListens)) => break Ok(()),
            Ok(Err(error)) => break Err(broken(&url, &error, wire + before, total, bounds.timeouts.idle)),
            Err(_) => break Err(FetchError::Silent { url: url.clone(), limit: slow }),
        }
    };
    drop(sender);
    let (sink, written) = match writing.await {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    };
    progress(before + wire, total.filter(|_| !announced.is_encoded()));
    // What is wrong with the disk or the size comes before what the network says of it.
    let outcome = match written {
        Err(SinkError::Disk(error)) => Err(FetchError::Disk { folder: path, error }),
        Err(SinkError::TooBig { found }) => Err(too_big(found)),
        Err(SinkError::Encoding(error)) if read.is_ok() => {
            tracing::debug!(%url, %error, "the encoded body does not end");
            Err(FetchError::Truncated { url: url.clone(), found: wire, expected: total })
        }
        // Clients miss a short body now and then, over HTTP/2 above all, so the bytes are counted here too.
        Ok(()) | Err(SinkError::Encoding(_)) => read.and_then(|()| match total {
            Some(expected) if expected != before + wire => {
                Err(FetchError::Truncated { url: url.clone(), found: before + wire, expected: total })
            }
            _ => Ok(()),
        }),
    };
    (sink, outcome)
}

enum Next {
    More,
    End,
    TooMuch,
    NobodyListens,
}

/// Reads until there is something to tell of.
async fn gather(
    response: &mut Response,
    sender: &mpsc::Sender<bytes::Bytes>,
    wire: &mut u64,
    limit: u64,
) -> Result<Next, reqwest::Error> {
    let start = *wire;
    while *wire < start + LEAST {
        let Some(piece) = response.chunk().await? else { return Ok(Next::End) };
        *wire += piece.len() as u64;
        if *wire > limit {
            return Ok(Next::TooMuch);
        }
        if sender.send(piece).await.is_err() {
            return Ok(Next::NobodyListens);
        }
    }
    Ok(Next::More)
}

fn write(mut pieces: mpsc::Receiver<bytes::Bytes>, mut decoder: Decoder) -> (Option<Sink>, Result<(), SinkError>) {
    let mut outcome = Ok(());
    while let Some(piece) = pieces.blocking_recv() {
        outcome = decoder.take(&piece);
        if outcome.is_err() {
            break;
        }
    }
    // Whoever still sends learns that nobody listens.
    drop(pieces);
    let outcome = outcome.and_then(|()| decoder.end());
    (decoder.into_sink(), outcome)
}

fn broken(url: &str, error: &reqwest::Error, found: u64, expected: Option<u64>, idle: Duration) -> FetchError {
    if error.is_timeout() {
        return FetchError::Silent { url: url.to_owned(), limit: idle };
    }
    tracing::debug!(%url, why = fetch_error::chain(error), "the body broke off");
    FetchError::Truncated { url: url.to_owned(), found, expected }
}

/// A header as text.
pub(crate) fn text_of(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
