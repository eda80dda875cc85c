//! One address, asked until it gives the whole file or gives a reason not to ask again.

use std::collections::BTreeMap;
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use reqwest::header::{
    CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use reqwest::{Client, Response};
use tokio::time::Sleep;
use url::Url;

use super::body::{self, Announced, Bounds, text_of};
use super::hops::Reply;
use super::resume::{self, Part};
use super::sink::{Decoder, Sink};
use super::{Fetcher, Request, Retry, Validators, reach};
use crate::FetchError;
use crate::content::Content;
use crate::disk::{Disk, NewFile};

/// What came of a request.
#[derive(Debug)]
pub enum Answer {
    /// The server says that the bytes are still those that it was told of.
    NotModified(HttpFacts),
    File(Download),
}

/// A file that came down whole, and what the server said about it. The file goes when this is dropped.
#[derive(Debug)]
pub struct Download {
    pub(crate) file: NewFile,
    pub content: Content,
    pub http: HttpFacts,
}

impl Download {
    /// Where it is, until it is stored or dropped.
    pub fn path(&self) -> &Path {
        self.file.path()
    }
}

/// What the server said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpFacts {
    pub status: u16,
    /// Every address that the download was sent on to, the last one included.
    pub redirects: Vec<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub content_type: Option<String>,
    /// Other headers that say something about the file.
    pub headers: BTreeMap<String, String>,
}

/// Headers that are kept.
const KEPT: [&str; 6] =
    ["cache-control", "content-disposition", "content-encoding", "content-length", "date", "server"];

/// Hears the bytes so far and the total, where the server announces one; a new try may start again at 0.
pub type Progress<'a> = &'a mut dyn FnMut(u64, Option<u64>);

/// A file on its way.
struct Arriving {
    sink: Option<Sink>,
    /// What its bytes so far are a part of.
    part: Option<Part>,
}

impl Fetcher {
    /// Brings a file down to the path `into`, where an earlier run may have left a part of it.
    pub async fn download(
        &self,
        request: &Request,
        into: &Path,
        on: &Disk,
        progress: Progress<'_>,
    ) -> Result<Answer, FetchError> {
        let url = reach::parse(&request.url, self.settings.allow_loopback)?;
        let client = self.client(&request.terms)?;
        let disk = |error| FetchError::Disk { folder: into.to_owned(), error };
        let mut sink = Sink::new(on.unfinished(into).map_err(disk)?, request.terms.max_bytes);
        let part = Part::left_by_another_run(on, &url, &mut sink);
        if part.is_none() {
            sink.restart().map_err(disk)?;
        }
        let mut arriving = Arriving { sink: Some(sink), part };
        let outcome = self.try_until_it_works(&client, request, &url, into, on, &mut arriving, progress).await;
        let note = resume::note_path(into);
        match outcome {
            Ok(answer) => {
                on.remove(&note).map_err(disk)?;
                Ok(answer)
            }
            Err(error) => {
                let rest =
                    arriving.part.zip(arriving.sink).filter(|(part, sink)| part.is_worthwhile() && sink.length() > 0);
                match rest.filter(|_| error.may_pass()) {
                    // The next run goes on from here; if it cannot be kept, it starts over.
                    Some((part, sink)) => part.keep(on, sink).map_err(disk)?,
                    None => on.remove(&note).map_err(disk)?,
                }
                Err(error)
            }
        }
    }

    async fn try_until_it_works(
        &self,
        client: &Client,
        request: &Request,
        url: &Url,
        into: &Path,
        on: &Disk,
        arriving: &mut Arriving,
        progress: Progress<'_>,
    ) -> Result<Answer, FetchError> {
        let host = self.hosts.host(url.host_str().unwrap_or_default());
        let Retry { tries, first_delay, longest_delay, longest_asked } = self.settings.retry;
        if host.is_down() {
            let why = "nobody answered there a moment ago".to_owned();
            return Err(FetchError::Connection { url: url.to_string(), why });
        }
        let mut delays = ExponentialBuilder::new()
            .with_jitter()
            .with_min_delay(first_delay)
            .with_max_delay(longest_delay)
            .with_max_times(tries.saturating_sub(1))
            .build();
        let limit = self.settings.timeouts.total;
        let mut deadline = Box::pin(tokio::time::sleep(limit));
        let slow = || FetchError::Slow { url: url.to_string(), limit };
        loop {
            let error = match self.try_once(client, request, url, into, on, arriving, deadline.as_mut(), progress).await
            {
                Err(error) if error.may_pass() && !deadline.is_elapsed() => error,
                outcome => return outcome,
            };
            let Some(delay) = delays.next() else {
                host.set_down(error.is_unreachable());
                return Err(error);
            };
            let asked = match &error {
                FetchError::Busy { wait, .. } if *wait > longest_asked => return Err(error),
                FetchError::Busy { wait, .. } => *wait,
                _ => Duration::ZERO,
            };
            tracing::warn!(%error, ?delay, ?asked, "trying again");
            let rest = async {
                match asked.is_zero() {
                    true => tokio::time::sleep(delay).await,
                    false => host.rest(asked + delay).await,
                }
            };
            tokio::select! {
                () = rest => {}
                () = &mut deadline => return Err(slow()),
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "each is another thing, and this is the only caller")]
    async fn try_once(
        &self,
        client: &Client,
        request: &Request,
        url: &Url,
        into: &Path,
        on: &Disk,
        arriving: &mut Arriving,
        mut deadline: Pin<&mut Sleep>,
        progress: Progress<'_>,
    ) -> Result<Answer, FetchError> {
        let limit = self.settings.timeouts.total;
        let slow = || FetchError::Slow { url: url.to_string(), limit };
        let broken = |file: &Path, error| FetchError::Disk { folder: file.to_owned(), error };
        let mut sink = match arriving.sink.take() {
            Some(sink) => sink,
            // A decoder that fails does not give its sink back.
            None => {
                let file = on.unfinished(into).map_err(|error| broken(into, error))?;
                Sink::new(file, request.terms.max_bytes)
            }
        };
        let offset = sink.length();
        let part = arriving.part.take().filter(|_| offset > 0);
        let headers = part.as_ref().map_or_else(|| conditions(request.known.as_ref()), |part| part.ask(offset));
        let reply = tokio::select! {
            reply = self.follow(client, url, &request.terms, &headers) => reply,
            () = deadline.as_mut() => Err(slow()),
        };
        let Reply { response, redirects, turn: _turn } = match reply {
            Ok(reply) => reply,
            Err(error) => {
                (arriving.sink, arriving.part) = (Some(sink), part);
                return Err(error);
            }
        };
        let status = response.status().as_u16();
        let http = facts(&response, redirects);
        let announced = Announced::by(response.headers());
        let verdict = match (status, &part) {
            (304, None) if request.known.is_some() => return Ok(Answer::NotModified(http)),
            (206, Some(part)) if !announced.is_encoded() => part.check(url, &response, offset),
            (200, _) if response.headers().contains_key(CONTENT_RANGE) => Err(mislabelled(url, &response)),
            (200, _) if !Decoder::knows(&announced.encoding) => {
                Err(FetchError::Encoded { url: url.to_string(), encoding: announced.encoding.clone() })
            }
            (200, _) => Ok(()),
            (206 | 416, _) => Err(mislabelled(url, &response)),
            _ => Err(FetchError::Status { url: url.to_string(), status }),
        };
        let goes_on = status == 206 && verdict.is_ok();
        if !goes_on {
            let path = sink.path();
            sink.restart().map_err(|error| broken(&path, error))?;
        }
        if let Err(error) = verdict {
            arriving.sink = Some(sink);
            return Err(error);
        }
        let part = match goes_on {
            true => part,
            false => {
                let part = Part::of(url, &response, announced.length).filter(|_| !announced.is_encoded());
                let path = sink.path();
                part.as_ref().map_or(Ok(()), |part| part.note(on, &path)).map_err(|error| broken(&path, error))?;
                part
            }
        };
        let bounds = Bounds { timeouts: &self.settings.timeouts, max_bytes: request.terms.max_bytes };
        let (sink, saved) = body::save(response, &announced, sink, &bounds, deadline, progress).await;
        (arriving.sink, arriving.part) = (sink, part);
        saved?;
        let sink = arriving.sink.take().ok_or_else(|| FetchError::Truncated {
            url: url.to_string(),
            found: 0,
            expected: None,
        })?;
        arriving.part = None;
        if let Some((looks_like, opening)) = request.kinds.refuse(sink.head()) {
            return Err(FetchError::NotData { url: url.to_string(), looks_like, opening });
        }
        let (file, content) = sink.finish();
        Ok(Answer::File(Download { file, content, http }))
    }
}

/// Headers that let the server say that nothing changed.
fn conditions(known: Option<&Validators>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let Some(known) = known else { return headers };
    let text = |value: &Option<String>| value.as_ref().and_then(|text| HeaderValue::from_str(text).ok());
    if let Some(etag) = text(&known.etag) {
        headers.insert(IF_NONE_MATCH, etag);
    }
    if let Some(date) = text(&known.last_modified) {
        headers.insert(IF_MODIFIED_SINCE, date);
    }
    headers
}

/// A part where the whole was asked for, or another part than the one that was asked for.
fn mislabelled(url: &Url, response: &Response) -> FetchError {
    let range = text_of(response.headers(), CONTENT_RANGE).unwrap_or_else(|| "no Content-Range".to_owned());
    let found = format!("status {}, {range}", response.status().as_u16());
    FetchError::WrongRange { url: url.to_string(), found, expected: "the whole file".to_owned() }
}

fn facts(response: &Response, redirects: Vec<String>) -> HttpFacts {
    let headers = response.headers();
    let kept = KEPT.iter().filter_map(|name| {
        let value = headers.get(*name)?;
        Some(((*name).to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    HttpFacts {
        status: response.status().as_u16(),
        redirects,
        etag: text_of(headers, ETAG),
        last_modified: text_of(headers, LAST_MODIFIED),
        content_type: text_of(headers, CONTENT_TYPE),
        headers: kept.collect(),
    }
}
