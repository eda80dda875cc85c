//! Looks at what publishers offer, and stores what is new.
//!
//! Datasets are looked at side by side, the editions of one after another; how often a host is asked is the fetcher's
//! to say. A dataset or an edition that fails leaves the others alone, and what is stored stays as it is.

mod edition;
mod inbox;
mod judge;
mod locate;
mod repackaged;
mod settings;

use std::collections::BTreeSet;
use std::time::Duration;

use erario_fetch::{Fetcher, Look, Looks, Outcome, Store};
use erario_model::{Edition, Pipeline};
use futures_util::StreamExt;
use futures_util::stream;
use jiff::Timestamp;

use crate::exit::Failure;
use crate::progress::Progress;
use crate::project::Project;

pub use inbox::{Handed, check_day, store_file, take_in};
pub use settings::settings;

/// Datasets that are looked at side by side.
const SIDE_BY_SIDE: usize = 8;
/// The whole file is read this often, even if the server says that it is the same: servers and caches err.
const READ_AGAIN: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What to look at, and how closely.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The file is read whole, whatever the server says.
    pub refresh: bool,
    /// What is stored is not asked for again.
    pub only_missing: bool,
    /// What was looked at less than this long ago is not asked for again.
    pub fresh_enough: Option<Duration>,
}

/// One edition that can be fetched.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub pipeline: &'a Pipeline,
    pub edition: &'a Edition,
}

/// What became of a look at an edition.
pub struct Seen {
    pub dataset: String,
    /// None if the whole dataset failed, before any edition was looked at.
    pub edition: Option<String>,
    pub outcome: Outcome,
    /// Where its file was found.
    pub url: Option<String>,
    /// The snapshot that stands now.
    pub source_id: Option<String>,
    pub failure: Option<Failure>,
}

/// The time now, as it is written down.
pub fn stamp(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Every edition of the project that can be fetched.
pub fn all(project: &Project) -> Vec<Wanted<'_>> {
    let editions = project.pipelines.iter().flat_map(|pipeline| {
        let fetched = pipeline.editions.iter().filter(|edition| pipeline.is_fetched(edition));
        fetched.map(move |edition| Wanted { pipeline, edition })
    });
    editions.collect()
}

/// Looks at these editions, in the order of their datasets, and stores what is new.
pub fn look(
    project: &Project,
    store: &Store,
    wanted: &[Wanted],
    options: &Options,
    progress: &Progress,
) -> Result<Vec<Seen>, Failure> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::read("the asynchronous runtime"))?;
    let has_contact = |wanted: &Wanted| wanted.pipeline.source.contact.is_some();
    if project.release.contact.is_none() && !wanted.iter().all(has_contact) {
        progress.remark(
            "publishers cannot see whom to write to\n  hint: set `contact` in pipelines/release.toml to an address of mail or of a page",
        );
    }
    let _fetching = store.lock_fetching()?;
    let fetcher = Fetcher::new(settings());
    let looker = Looker { project, store, fetcher: &fetcher, options, progress, now: Timestamp::now() };
    let datasets = wanted.chunk_by(|one, next| one.pipeline.address == next.pipeline.address);
    let looking = stream::iter(datasets.map(|editions| looker.dataset(editions))).buffered(SIDE_BY_SIDE);
    Ok(runtime.block_on(looking.collect::<Vec<_>>()).into_iter().flatten().collect())
}

/// One who looks.
struct Looker<'a> {
    project: &'a Project,
    store: &'a Store,
    fetcher: &'a Fetcher,
    options: &'a Options,
    progress: &'a Progress,
    now: Timestamp,
}

impl Looker<'_> {
    /// Looks at the editions of one dataset, and tells what failed.
    async fn dataset(&self, editions: &[Wanted<'_>]) -> Vec<Seen> {
        let mut all = Vec::new();
        let Some(Wanted { pipeline, .. }) = editions.first() else { return all };
        if let Err(failure) = self.editions(pipeline, editions, &mut all).await {
            self.progress.note(&format!("error: {failure}"));
            all.push(Seen {
                dataset: pipeline.address.to_string(),
                edition: None,
                outcome: Outcome::Failed,
                url: None,
                source_id: None,
                failure: Some(failure),
            });
        }
        self.progress.step();
        all
    }

    async fn editions(&self, pipeline: &Pipeline, editions: &[Wanted<'_>], all: &mut Vec<Seen>) -> Result<(), Failure> {
        let mut looks = self.store.looks(&pipeline.address)?;
        let mut due = Vec::new();
        for wanted in editions {
            if self.is_due(wanted, &looks)? {
                due.push(*wanted);
            }
        }
        if due.is_empty() {
            return Ok(());
        }
        self.progress.doing(&format!("fetch {}", pipeline.address));
        let mut source = self.source(pipeline, &due).await?;
        for wanted in due {
            let seen = self.edition(&mut source, wanted, &mut looks).await;
            match &seen.failure {
                Some(failure) => {
                    self.progress.note(&format!("error: {failure}"));
                    note_failure(
                        looks.entry(wanted.edition.id.clone()).or_default(),
                        &seen,
                        failure.reason(),
                        self.now,
                    );
                }
                None if seen.outcome == Outcome::New => {
                    self.progress.doing(&format!("new: {}", seen.source_id.as_deref().unwrap_or_default()));
                }
                None => {}
            }
            all.push(seen);
            // What was looked at is written down at once: a run that is killed goes on from here.
            self.store.write_looks(&pipeline.address, &looks)?;
        }
        Ok(())
    }

    fn is_due(&self, wanted: &Wanted, looks: &Looks) -> Result<bool, Failure> {
        let Wanted { pipeline, edition } = wanted;
        if self.options.only_missing && !self.options.refresh {
            return Ok(self.store.latest(&pipeline.address, &edition.id)?.is_none());
        }
        let Some(limit) = self.options.fresh_enough else { return Ok(true) };
        let good = looks.get(&edition.id).filter(|look| matches!(look.outcome, Outcome::New | Outcome::Unchanged));
        Ok(!good.is_some_and(|look| self.is_within(&look.checked_at, limit)))
    }

    /// Whether a time that was written down is less than this long ago.
    fn is_within(&self, written: &str, limit: Duration) -> bool {
        let then = written.parse::<Timestamp>();
        then.is_ok_and(|then| {
            let passed = self.now.as_second() - then.as_second();
            u64::try_from(passed).is_ok_and(|passed| passed < limit.as_secs())
        })
    }
}

/// A look that failed leaves what is known of the bytes that are there.
fn note_failure(look: &mut Look, seen: &Seen, error: String, now: Timestamp) {
    look.checked_at = stamp(now);
    look.outcome = seen.outcome;
    look.error = Some(error);
    if seen.url.is_some() {
        look.url.clone_from(&seen.url);
    }
}

/// Editions of these years; years of the span that no edition is declared for come second.
pub fn within<'a>(wanted: Vec<Wanted<'a>>, from: Option<i32>, to: Option<i32>) -> (Vec<Wanted<'a>>, Vec<i32>) {
    if from.is_none() && to.is_none() {
        return (wanted, Vec::new());
    }
    let (first, last) = (from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX));
    let (inside, outside): (Vec<_>, Vec<_>) =
        wanted.into_iter().partition(|wanted| wanted.edition.year().is_some_and(|year| (first..=last).contains(&year)));
    let declared: BTreeSet<i32> = inside.iter().filter_map(|wanted| wanted.edition.year()).collect();
    // Without an end of the span, its years are those between editions.
    let known = || inside.iter().chain(&outside).filter_map(|wanted| wanted.edition.year());
    let (least, most) = (from.or(known().min()), to.or(known().max()));
    let undeclared = match (least, most) {
        // A longer span than any archive is a slip, and its years are not worth a page.
        (Some(least), Some(most)) if most - least < 200 => {
            (least..=most).filter(|year| !declared.contains(year)).collect()
        }
        _ => Vec::new(),
    };
    (inside, undeclared)
}
