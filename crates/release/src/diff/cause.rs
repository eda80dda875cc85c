//! Whose doing a difference is.

use serde::Serialize;

use super::prints::Group;
use super::side::Side;

/// Whose doing a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The publisher brought out another file, or took one back.
    Publisher,
    /// One release reads the dataset, and the other does not.
    Dataset,
    /// The same files are read otherwise.
    Method,
}

impl Cause {
    pub fn code(self) -> &'static str {
        match self {
            Cause::Publisher => "publisher",
            Cause::Dataset => "dataset",
            Cause::Method => "method",
        }
    }
}

/// What some rows rest on.
#[derive(Default)]
pub(super) struct Ground<'a> {
    pub sources: Vec<&'a str>,
    pub datasets: Vec<&'a str>,
}

impl<'a> Ground<'a> {
    pub(super) fn of(group: Option<&'a Group>) -> Ground<'a> {
        let Some(group) = group else { return Ground::default() };
        let texts = |set: &'a std::collections::BTreeSet<String>| set.iter().map(String::as_str).collect();
        Ground { sources: texts(&group.sources), datasets: texts(&group.datasets) }
    }
}

/// Whose doing it is that what rests on one ground in one release rests on another in the other.
pub(super) fn of(before: &Ground, after: &Ground, old: &Side, new: &Side) -> Cause {
    let datasets = || before.datasets.iter().chain(&after.datasets).copied();
    if datasets().any(|dataset| old.has_dataset(dataset) != new.has_dataset(dataset)) {
        return Cause::Dataset;
    }
    // Rows that are drawn from several files name none; then every file of their datasets may be the reason.
    let is_named = !before.sources.is_empty() || !after.sources.is_empty();
    let is_publishers = match is_named {
        true => {
            after.sources.iter().any(|source| !old.has_source(source))
                || before.sources.iter().any(|source| !new.has_source(source))
        }
        false => datasets().any(|dataset| new.brings(dataset, old) || old.brings(dataset, new)),
    };
    if is_publishers { Cause::Publisher } else { Cause::Method }
}
