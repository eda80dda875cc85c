//! Exit codes, and the failures behind them. Bad data and a broken tool never share a code.

use erario_conform::ReadError;
use erario_conform::render::RenderError;
use erario_fetch::{FetchError, StoreError};
use erario_model::PipelineError;
use erario_normalize::SourceError;
use erario_release::ReleaseError;
use erario_release::publish::PublishError;
use erario_template::TemplateError;

pub const DONE: u8 = 0;
/// The data failed a check marked fatal.
pub const FATAL_FINDING: u8 = 1;
/// Wrong arguments or a wrong pipeline file.
pub const USAGE: u8 = 2;
/// Several datasets were asked for, and only some are good.
pub const PARTIAL: u8 = 3;
/// Something changed, where that was asked for.
pub const CHANGES: u8 = 5;
/// There is no store, or no release, yet.
pub const NOTHING_YET: u8 = 10;
pub const LOCKED: u8 = 11;
/// A stored or released file is not what its checksum says.
pub const CHECKSUM: u8 = 12;
pub const NETWORK: u8 = 20;
/// A file is not what its pipeline says, or no table at all.
pub const SOURCE: u8 = 21;
pub const DISK: u8 = 30;
pub const BUG: u8 = 70;

/// What stopped the command, or one dataset of it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error("{0}")]
    Pipeline(#[from] PipelineError),
    /// The place is the dataset, the edition and the file.
    #[error("{place}: {error}")]
    Source { place: String, error: Box<SourceError> },
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{dataset}, edition {edition}: {error}{}", said_of_moved(.moved))]
    Fetch { dataset: String, edition: String, error: Box<FetchError>, moved: Vec<String> },
    #[error("{dataset}, every edition: {error}")]
    Listing { dataset: String, error: Box<FetchError> },
    #[error("{error}")]
    Doctor { error: Box<FetchError> },
    #[error(
        "{place}: {looks_like}, expected data; it begins with {opening:?}\n  hint: open the file; if it is another one, bring that"
    )]
    NotData { place: String, looks_like: &'static str, opening: String },
    #[error("{0}")]
    Release(#[from] ReleaseError),
    #[error(
        "{out}: no release here; expected `latest`\n  hint: make one with `erario run`, or name its folder with `--out`"
    )]
    NoRelease { out: String },
    /// A release that is not what it says it is.
    #[error("{place}: {detail}\n  hint: `erario verify` tells all that is wrong with it")]
    Tampered { place: String, detail: String },
    /// What is published is not what it should be.
    #[error(
        "{place}: {detail}\n  hint: nothing was taken over; try again later, and tell the publisher if it stays so"
    )]
    Untrusted { place: String, detail: String },
    #[error(
        "{}\n  hint: check the address and the network, and run the command again: what has arrived stays",
        first_line(error)
    )]
    Pull { error: Box<FetchError> },
    #[error("{0}")]
    Publish(#[from] PublishError),
    /// A file that somebody holds against a schema.
    #[error("{0}")]
    Table(#[from] ReadError),
    #[error("{0}\n  hint: this is a bug in erario; please report it with the command that you ran")]
    Report(#[from] RenderError),
    #[error("{place}: {source}\n  hint: check that the path exists and may be read")]
    Read { place: String, source: std::io::Error },
    #[error("{place}: {source}\n  hint: check that the folder may be written to and has room")]
    Write { place: String, source: std::io::Error },
    #[error("{0}\n  hint: this is a bug in erario; please report it with the command that you ran")]
    Engine(#[from] polars::error::PolarsError),
    #[error("{0}\n  hint: this is a bug in erario; please report it with the command that you ran")]
    Template(#[from] TemplateError),
}

impl Failure {
    pub fn code(&self) -> u8 {
        match self {
            Failure::Usage(_) | Failure::Pipeline(_) => USAGE,
            Failure::Source { error, .. } if matches!(**error, SourceError::Engine(_)) => BUG,
            Failure::Engine(_) | Failure::Template(_) | Failure::Report(_) => BUG,
            Failure::Table(ReadError::Disk { .. } | ReadError::Scratch { .. }) => DISK,
            Failure::Table(_) => SOURCE,
            Failure::Source { .. } => SOURCE,
            Failure::NoRelease { .. } | Failure::Store(StoreError::NoStore { .. }) => NOTHING_YET,
            Failure::Store(StoreError::Locked { .. }) => LOCKED,
            Failure::Store(StoreError::Edition { .. }) => USAGE,
            Failure::Store(StoreError::Rotten { .. } | StoreError::Damaged { .. }) | Failure::Tampered { .. } => {
                CHECKSUM
            }
            Failure::Store(_) | Failure::Read { .. } | Failure::Write { .. } => DISK,
            Failure::Fetch { error, .. } | Failure::Listing { error, .. } | Failure::Doctor { error } => {
                match error.as_ref() {
                    error if error.is_not_data() => SOURCE,
                    error if error.is_disk() => DISK,
                    error if error.is_pipeline() => USAGE,
                    _ => NETWORK,
                }
            }
            Failure::NotData { .. } => SOURCE,
            Failure::Untrusted { .. } => CHECKSUM,
            Failure::Pull { error } if error.is_disk() => DISK,
            Failure::Pull { .. } => NETWORK,
            Failure::Publish(error) => of_publishing(error),
            Failure::Release(error) => of_release(error),
        }
    }

    /// A short name that stays the same, of what can go wrong with a source.
    pub fn id(&self) -> Option<&'static str> {
        match self {
            Failure::Fetch { error, .. } | Failure::Listing { error, .. } => Some(error.id()),
            Failure::NotData { .. } => Some("SRC_NOT_DATA"),
            Failure::Source { error, .. } if error.is_damaged() => Some("SRC_DAMAGED"),
            _ => None,
        }
    }

    /// What is wrong in one line, without the dataset that it is wrong with.
    pub fn reason(&self) -> String {
        let text = match self {
            Failure::Fetch { error, .. } | Failure::Listing { error, .. } => error.to_string(),
            Failure::Source { error, .. } => error.to_string(),
            other => other.to_string(),
        };
        text.lines().next().unwrap_or_default().to_owned()
    }

    /// The publisher took the file down, or moved it.
    pub fn is_gone(&self) -> bool {
        matches!(self, Failure::Fetch { error, .. } if error.is_gone())
    }

    pub fn pull(error: FetchError) -> Failure {
        Failure::Pull { error: Box::new(error) }
    }

    pub fn write(place: impl std::fmt::Display) -> impl FnOnce(std::io::Error) -> Failure {
        let place = place.to_string();
        move |source| Failure::Write { place, source }
    }

    pub fn read(place: impl std::fmt::Display) -> impl FnOnce(std::io::Error) -> Failure {
        let place = place.to_string();
        move |source| Failure::Read { place, source }
    }
}

fn of_release(error: &ReleaseError) -> u8 {
    match error {
        ReleaseError::Disk { .. } | ReleaseError::Read { .. } => DISK,
        ReleaseError::Breaking { .. } => FATAL_FINDING,
        ReleaseError::Published(_) | ReleaseError::Link { .. } => USAGE,
        ReleaseError::NoRelease { .. } | ReleaseError::NoReleases { .. } => NOTHING_YET,
        ReleaseError::Busy { .. } => LOCKED,
        ReleaseError::Index { .. } | ReleaseError::Damaged { .. } => CHECKSUM,
        _ => BUG,
    }
}

fn of_publishing(error: &PublishError) -> u8 {
    match error {
        PublishError::Release(error) => of_release(error),
        PublishError::Address { .. } => USAGE,
        PublishError::NotHere { .. } => NOTHING_YET,
        PublishError::Raced { .. } => LOCKED,
        PublishError::Refused { .. } | PublishError::Damaged { .. } | PublishError::ReadBack { .. } => CHECKSUM,
        PublishError::Store { .. } | PublishError::Portal { .. } => NETWORK,
    }
}

/// Hints of the fetcher speak of pipeline files.
fn first_line(error: &FetchError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

/// Files that may be the one that moved.
fn said_of_moved(moved: &[String]) -> String {
    match moved {
        [] => String::new(),
        some => format!("\n  like it: {}", some.join(", ")),
    }
}
