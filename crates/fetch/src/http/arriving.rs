//! A file on its way: asked for, broken off, asked for again, until it is there or there is a reason to stop.

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use reqwest::header::{CONTENT_RANGE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{Client, Response};
use tokio::time::Sleep;
use url::Url;

use super::body::{self, Announced, Bounds, text_of};
use super::download::{Progress, facts};
use super::hops::Reply;
use super::resume::{self, Part};
use super::sink::{Decoder, Sink};
use super::{Answer, Download, Fetcher, Request, Retry, Validators};
use crate::FetchError;
use crate::disk::Disk;

pub(super) struct Arriving<'a> {
    fetcher: &'a Fetcher,
    client: Client,
    request: &'a Request,
    url: Url,
    into: &'a Path,
    on: &'a Disk,
    /// What came so far. A decoder that fails does not give it back.
    sink: Option<Sink>,
    /// What the bytes so far are a part of, if the rest can be asked for.
    part: Option<Part>,
    deadline: Pin<Box<Sleep>>,
}

impl<'a> Arriving<'a> {
    /// Begins with what another run may have left.
    pub fn new(
        fetcher: &'a Fetcher,
        request: &'a Request,
        url: Url,
        into: &'a Path,
        on: &'a Disk,
    ) -> Result<Arriving<'a>, FetchError> {
        let client = fetcher.client(&request.terms)?;
        let deadline = Box::pin(tokio::time::sleep(fetcher.settings.timeouts.total));
        let mut arriving = Arriving { fetcher, client, request, url, into, on, sink: None, part: None, deadline };
        let mut sink = arriving.new_sink()?;
        arriving.part = Part::left_by_another_run(on, &arriving.url, &mut sink);
        if arriving.part.is_none() {
            sink.restart().map_err(arriving.disk())?;
        }
        arriving.sink = Some(sink);
        Ok(arriving)
    }

    pub async fn come(mut self, progress: Progress<'_>) -> Result<Answer, FetchError> {
        match self.try_until_it_works(progress).await {
            Ok(answer) => self.on.remove(&resume::note_path(self.into)).map(|()| answer).map_err(self.disk()),
            Err(error) => self.leave(error.may_pass()).and(Err(error)),
        }
    }

    async fn try_until_it_works(&mut self, progress: Progress<'_>) -> Result<Answer, FetchError> {
        let host = self.fetcher.hosts.host(self.url.host_str().unwrap_or_default());
        let url = self.url.to_string();
        if host.is_down() {
            return Err(FetchError::Connection { url, why: "nobody answered there a moment ago".to_owned() });
        }
        let Retry { tries, first_delay, longest_delay, longest_asked } = self.fetcher.settings.retry;
        let mut delays = ExponentialBuilder::new()
            .with_jitter()
            .with_min_delay(first_delay)
            .with_max_delay(longest_delay)
            .with_max_times(tries.saturating_sub(1))
            .build();
        loop {
            let error = match self.try_once(progress).await {
                Err(error) if error.may_pass() && !self.deadline.is_elapsed() => error,
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
            let slow = self.slow();
            let rest = async {
                match asked.is_zero() {
                    true => tokio::time::sleep(delay).await,
                    false => host.rest(asked + delay).await,
                }
            };
            tokio::select! {
                () = rest => {}
                () = self.deadline.as_mut() => return Err(slow),
            }
        }
    }

    async fn try_once(&mut self, progress: Progress<'_>) -> Result<Answer, FetchError> {
        let mut sink = self.sink.take().map_or_else(|| self.new_sink(), Ok)?;
        let offset = sink.length();
        let part = self.part.take().filter(|_| offset > 0);
        let headers = part.as_ref().map_or_else(|| conditions(self.request.known.as_ref()), |part| part.ask(offset));
        let slow = self.slow();
        let reply = tokio::select! {
            reply = self.fetcher.follow(&self.client, &self.url, &self.request.terms, &headers) => reply,
            () = self.deadline.as_mut() => Err(slow),
        };
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => {
                (self.sink, self.part) = (Some(sink), part);
                return Err(error);
            }
        };
        let Reply { response, redirects, turn: _turn } = reply;
        let http = facts(&response, redirects);
        if http.status == 304 && part.is_none() && self.request.known.is_some() {
            return Ok(Answer::NotModified(http));
        }
        let announced = Announced::by(response.headers());
        let verdict = self.verdict(&response, &announced, part.as_ref(), offset);
        if http.status == 206 && verdict.is_ok() {
            self.part = part;
        } else {
            sink.restart().map_err(self.disk())?;
        }
        if let Err(error) = verdict {
            self.sink = Some(sink);
            return Err(error);
        }
        if self.part.is_none() && !announced.is_encoded() {
            self.part = Part::of(&self.url, &response, announced.length);
            self.part.as_ref().map_or(Ok(()), |part| part.note(self.on, self.into)).map_err(self.disk())?;
        }
        let timeouts = &self.fetcher.settings.timeouts;
        let bounds = Bounds { timeouts, max_bytes: self.request.terms.max_bytes };
        let deadline = self.deadline.as_mut();
        let (sink, saved) = body::save(response, &announced, sink, &bounds, deadline, progress).await;
        self.sink = sink;
        saved?;
        let Some(sink) = self.sink.take() else {
            return Err(FetchError::Truncated { url: self.url.to_string(), found: 0, expected: announced.length });
        };
        if let Some((looks_like, opening)) = self.request.kinds.refuse(sink.head()) {
            return Err(FetchError::NotData { url: self.url.to_string(), looks_like, opening });
        }
        let (file, content) = sink.finish();
        Ok(Answer::File(Download { file, content, http }))
    }

    /// Whether a body may be taken: the whole one, or the very rest of what is there.
    fn verdict(
        &self,
        response: &Response,
        announced: &Announced,
        part: Option<&Part>,
        offset: u64,
    ) -> Result<(), FetchError> {
        let url = &self.url;
        match (response.status().as_u16(), part) {
            (206, Some(part)) if !announced.is_encoded() => part.check(url, response, offset),
            (200, _) if response.headers().contains_key(CONTENT_RANGE) => Err(mislabelled(url, response)),
            (200, _) if !Decoder::knows(&announced.encoding) => {
                Err(FetchError::Encoded { url: url.to_string(), encoding: announced.encoding.clone() })
            }
            (200, _) => Ok(()),
            (206 | 416, _) => Err(mislabelled(url, response)),
            (status, _) => Err(FetchError::Status { url: url.to_string(), status }),
        }
    }

    /// Leaves what came so far for another run, if it can go on from there.
    fn leave(&mut self, may_pass: bool) -> Result<(), FetchError> {
        let rest = self.part.take().zip(self.sink.take());
        let rest = rest.filter(|(part, sink)| may_pass && part.is_worthwhile() && sink.length() > 0);
        match rest {
            Some((part, sink)) => part.keep(self.on, sink).map_err(self.disk()),
            None => self.on.remove(&resume::note_path(self.into)).map_err(self.disk()),
        }
    }

    fn new_sink(&self) -> Result<Sink, FetchError> {
        let file = self.on.unfinished(self.into).map_err(self.disk())?;
        Ok(Sink::new(file, self.request.terms.max_bytes))
    }

    fn disk(&self) -> impl FnOnce(io::Error) -> FetchError + use<> {
        let folder = self.into.to_owned();
        move |error| FetchError::Disk { folder, error }
    }

    fn slow(&self) -> FetchError {
        FetchError::Slow { url: self.url.to_string(), limit: self.fetcher.settings.timeouts.total }
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
