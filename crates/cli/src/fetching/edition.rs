//! One look at one edition: is its file still the one that is stored, and if not, what is it now?

use erario_fetch::{Answer, Download, FetchError, HttpFacts, Look, Looks, NewSnapshot, Outcome, Request, Validators};
use erario_model::{Event, EventKind, Pipeline, Snapshot};

use super::judge::{Judge, kinds, pipeline_sha256};
use super::locate::{Place, Source};
use super::repackaged;
use super::{Looker, READ_AGAIN, Seen, Wanted, stamp};
use crate::exit::Failure;

/// What a look found out before anything is written down.
struct Found {
    outcome: Outcome,
    snapshot: Snapshot,
    /// What the server says of the bytes that it offers, and their hash.
    http: HttpFacts,
    sha256: String,
    /// The whole file was read.
    is_read: bool,
}

impl Looker<'_> {
    pub(super) async fn edition(&self, source: &mut Source, wanted: Wanted<'_>, looks: &mut Looks) -> Seen {
        let Wanted { pipeline, edition } = wanted;
        let mut seen = Seen {
            dataset: pipeline.address.to_string(),
            edition: Some(edition.id.clone()),
            outcome: Outcome::Failed,
            url: None,
            source_id: None,
            failure: None,
        };
        let outcome = match source.place(pipeline, edition) {
            Ok(place) => {
                seen.url = Some(place.url.clone());
                self.look_there(source, wanted, &place, looks).await
            }
            Err(error) => Err(self.failed(source, wanted, error).await),
        };
        match outcome {
            Ok(found) => {
                seen.outcome = found.outcome;
                seen.source_id = Some(found.snapshot.source_id());
                seen.failure = self.came_back(wanted, seen.url.as_deref()).err();
                looks.insert(edition.id.clone(), self.look(found, seen.url.clone(), looks.get(&edition.id)));
            }
            Err(failure) => {
                if failure.is_gone() {
                    seen.outcome = Outcome::Withdrawn;
                }
                let told = self.went_away(wanted, seen.url.as_deref(), failure.is_gone());
                seen.failure = Some(told.err().unwrap_or(failure));
            }
        }
        seen
    }

    async fn look_there(
        &self,
        source: &mut Source,
        wanted: Wanted<'_>,
        place: &Place,
        looks: &Looks,
    ) -> Result<Found, Failure> {
        let Wanted { pipeline, edition } = wanted;
        let latest = self.store.latest(&pipeline.address, &edition.id)?;
        let known = latest.as_ref().and_then(|latest| self.known(latest, looks.get(&edition.id)));
        let download = match self.bring(source, wanted, place, known, "").await {
            Ok(Answer::File(download)) => download,
            Ok(Answer::NotModified(http)) => {
                // Only what is known can be unmodified, and it is known of the latest snapshot alone.
                let Some(snapshot) = latest else { return Err(self.unasked(wanted, place)) };
                let sha256 = snapshot.provenance.sha256.clone();
                return Ok(Found { outcome: Outcome::Unchanged, snapshot, http, sha256, is_read: false });
            }
            Err(error) => return Err(self.failed(source, wanted, error).await),
        };
        let (http, sha256) = (download.http.clone(), download.content.sha256.clone());
        let found = |outcome, snapshot| Found { outcome, snapshot, http, sha256, is_read: true };
        let judge = Judge::of(self.project, pipeline, edition)?;
        let content = self.content_of(&judge, place, &download).await?;
        if let Some(latest) = &latest
            && latest.provenance.sha256 != download.content.sha256
        {
            self.not_flapping(source, wanted, place, &download).await?;
            if repackaged::says_the_same(&judge, self.store, latest, content.as_deref()) {
                self.repackaged(wanted, place, &download)?;
                return Ok(found(Outcome::Unchanged, latest.clone()));
            }
        }
        // The same bytes once more are put in place again, which mends what has rotted.
        let snapshot = self.store.add_download(download, self.new_snapshot(pipeline, &edition.id, place, content))?;
        let is_new = latest.is_none_or(|latest| latest.provenance.sha256 != snapshot.provenance.sha256);
        Ok(found(if is_new { Outcome::New } else { Outcome::Unchanged }, snapshot))
    }

    /// What the server may be asked of the latest snapshot: nothing where its bytes are not there, and nothing where the
    /// whole file was not read for a while.
    fn known(&self, latest: &Snapshot, look: Option<&Look>) -> Option<Validators> {
        let provenance = &latest.provenance;
        let look = look.filter(|look| look.sha256.as_ref() == Some(&provenance.sha256));
        let read_at = look.and_then(|look| look.read_at.as_ref()).unwrap_or(&provenance.retrieved_at);
        if self.options.refresh || !self.is_within(read_at, READ_AGAIN) || self.store.prove(latest).is_err() {
            return None;
        }
        let (etag, last_modified) = match look {
            Some(look) => (&look.etag, &look.last_modified),
            None => (&provenance.etag, &provenance.last_modified),
        };
        let known = Validators { etag: etag.clone(), last_modified: last_modified.clone() };
        (!known.is_empty()).then_some(known)
    }

    async fn bring(
        &self,
        source: &Source,
        wanted: Wanted<'_>,
        place: &Place,
        known: Option<Validators>,
        aside: &str,
    ) -> Result<Answer, FetchError> {
        let Wanted { pipeline, edition } = wanted;
        let into = self.store.partial(&format!("{}/{}{aside}", pipeline.address, edition.id));
        let disk = self.store.disk();
        if let Some(table) = &place.table {
            let read = self.fetcher.datastore(&table.portal, &table.resource, &source.terms, &into, &disk).await?;
            return Ok(Answer::File(read));
        }
        let request =
            Request { url: place.url.clone(), terms: source.terms.clone(), known, kinds: kinds(pipeline, edition) };
        let name = format!("{} {}", pipeline.address, edition.id);
        self.fetcher
            .download(&request, &into, &disk, &mut |bytes, total| self.progress.bytes(&name, bytes, total))
            .await
    }

    /// What a download says. A damaged one ends here.
    async fn content_of(&self, judge: &Judge, place: &Place, download: &Download) -> Result<Option<String>, Failure> {
        let judged = judge.judge_beside(download.path(), &file_name(place)).await?;
        if let Some(warning) = judged.warning {
            self.progress.note(&format!("warning: stored, but {warning}"));
        }
        Ok(judged.content_sha256)
    }

    /// A content that stood before and was replaced must be there twice in a row: some publishers serve the old and the
    /// new file by turns, from two machines.
    async fn not_flapping(
        &self,
        source: &Source,
        wanted: Wanted<'_>,
        place: &Place,
        download: &Download,
    ) -> Result<(), Failure> {
        let Wanted { pipeline, edition } = wanted;
        let earlier = self.store.snapshots(&pipeline.address, &edition.id)?;
        if !earlier.iter().any(|snapshot| snapshot.provenance.sha256 == download.content.sha256) {
            return Ok(());
        }
        // The first one is not stored yet, and has its place in the store.
        let second = self.bring(source, wanted, place, None, "again").await;
        match second {
            Ok(Answer::File(second)) if second.content == download.content => Ok(()),
            Ok(_) => Err(fetch_failure(wanted, FetchError::Flapping { url: place.url.clone() }, Vec::new())),
            Err(error) => Err(fetch_failure(wanted, error, Vec::new())),
        }
    }

    fn new_snapshot(&self, pipeline: &Pipeline, edition: &str, place: &Place, content: Option<String>) -> NewSnapshot {
        NewSnapshot {
            dataset: pipeline.address.clone(),
            edition: edition.to_owned(),
            file_name: file_name(place),
            url: Some(place.url.clone()),
            licence: pipeline.licence.clone(),
            is_sample: false,
            retrieved_at: self.now,
            stored_by: env!("CARGO_PKG_VERSION").to_owned(),
            pipeline_sha256: Some(pipeline_sha256(self.project, pipeline)),
            content_sha256: content,
            received: None,
            http: None,
        }
    }

    fn repackaged(&self, wanted: Wanted<'_>, place: &Place, download: &Download) -> Result<(), Failure> {
        let Wanted { pipeline, edition } = wanted;
        let event = Event {
            kind: EventKind::Repackaged,
            seen_at: stamp(self.now),
            url: Some(place.url.clone()),
            last_modified: download.http.last_modified.clone(),
            sha256: Some(download.content.sha256.clone()),
            size_bytes: Some(download.content.size_bytes),
        };
        Ok(repackaged::record(self.store, &pipeline.address, &edition.id, event)?)
    }

    /// The publisher took down what it had published.
    fn went_away(&self, wanted: Wanted<'_>, url: Option<&str>, is_gone: bool) -> Result<(), Failure> {
        let Wanted { pipeline, edition } = wanted;
        let is_stored = self.store.latest(&pipeline.address, &edition.id)?.is_some();
        match is_gone && is_stored && !self.is_withdrawn(wanted)? {
            true => self.record(wanted, EventKind::Withdrawn, url),
            false => Ok(()),
        }
    }

    /// What had been taken down is there again.
    fn came_back(&self, wanted: Wanted<'_>, url: Option<&str>) -> Result<(), Failure> {
        match self.is_withdrawn(wanted)? {
            true => self.record(wanted, EventKind::Returned, url),
            false => Ok(()),
        }
    }

    fn is_withdrawn(&self, wanted: Wanted<'_>) -> Result<bool, Failure> {
        let events = self.store.events(&wanted.pipeline.address, &wanted.edition.id)?;
        let here_or_not = [EventKind::Withdrawn, EventKind::Returned];
        let last = events.iter().rfind(|event| here_or_not.contains(&event.kind));
        Ok(last.is_some_and(|event| event.kind == EventKind::Withdrawn))
    }

    fn record(&self, wanted: Wanted<'_>, kind: EventKind, url: Option<&str>) -> Result<(), Failure> {
        let event = Event {
            kind,
            seen_at: stamp(self.now),
            url: url.map(str::to_owned),
            last_modified: None,
            sha256: None,
            size_bytes: None,
        };
        Ok(self.store.record(&wanted.pipeline.address, &wanted.edition.id, &event)?)
    }

    fn look(&self, found: Found, url: Option<String>, earlier: Option<&Look>) -> Look {
        let now = stamp(self.now);
        let read_at = if found.is_read { Some(now.clone()) } else { earlier.and_then(|look| look.read_at.clone()) };
        // A server that says only "not modified" need not repeat what it said of the file.
        let kept = |said: Option<String>, before: fn(&Look) -> &Option<String>| match found.is_read {
            true => said,
            false => said.or_else(|| earlier.and_then(|look| before(look).clone())),
        };
        Look {
            checked_at: now,
            outcome: found.outcome,
            error: None,
            read_at: read_at.or_else(|| Some(found.snapshot.provenance.retrieved_at.clone())),
            url,
            etag: kept(found.http.etag, |look| &look.etag),
            last_modified: kept(found.http.last_modified, |look| &look.last_modified),
            sha256: Some(found.sha256),
        }
    }

    /// The failure to tell; of a file that is not there, with those that it may be now.
    async fn failed(&self, source: &mut Source, wanted: Wanted<'_>, error: FetchError) -> Failure {
        let moved = match &error {
            FetchError::Status { url, status: 404 | 410 } => {
                let name = url.rsplit('/').next().unwrap_or_default().to_owned();
                self.candidates(source, wanted.pipeline, &name).await
            }
            _ => Vec::new(),
        };
        fetch_failure(wanted, error, moved)
    }

    fn unasked(&self, wanted: Wanted<'_>, place: &Place) -> Failure {
        fetch_failure(wanted, FetchError::Status { url: place.url.clone(), status: 304 }, Vec::new())
    }
}

fn fetch_failure(wanted: Wanted<'_>, error: FetchError, moved: Vec<String>) -> Failure {
    let (dataset, edition) = (wanted.pipeline.address.to_string(), wanted.edition.id.clone());
    Failure::Fetch { dataset, edition, error: Box::new(error), moved }
}

fn file_name(place: &Place) -> String {
    match &place.table {
        Some(table) => format!("{}.csv", table.resource),
        None => place.url.parse().map_or_else(|_| String::new(), |url| erario_fetch::file_name_of(&url)),
    }
}
