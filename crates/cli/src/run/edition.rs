//! One edition: its newest snapshot, and those that it has replaced.

use erario_model::{Edition, Finding, Pipeline, Schema};

use super::ingest::{Ingested, ingest};
use crate::exit::Failure;
use crate::progress::Progress;
use crate::project::Project;
use crate::sources::Sources;

/// What became of one edition of a dataset.
pub enum Outcome {
    Good(Box<Ingested>),
    /// Its own findings include a fatal one: it is kept out of the release, and the others go on.
    Held(Box<Ingested>),
    /// No snapshot; it must be brought by hand, or fetched.
    Awaiting {
        by_hand: bool,
    },
    Failed(Failure),
}

/// One line of a run: a dataset's edition and what became of it.
pub struct Report {
    pub dataset: String,
    pub edition: String,
    pub outcome: Outcome,
    /// Snapshots that a newer one has replaced, the oldest first. What they said becomes `vintage`.
    pub earlier: Vec<Ingested>,
    /// Replaced snapshots that cannot be read any more, and why.
    pub left_out: Vec<(String, String)>,
}

/// Ingests every snapshot of an edition.
///
/// Only the newest one can fail the edition: what was replaced is history, and may be of a form that the pipeline file
/// no longer describes. Nothing older ever stands in for a newest one that failed.
pub fn edition(
    project: &Project,
    sources: &Sources,
    pipeline: &Pipeline,
    edition: &Edition,
    schema: &Schema,
    progress: &Progress,
) -> Report {
    let outcome = match sources.latest(pipeline, &edition.id) {
        Ok(Some(snapshot)) => {
            progress.doing(&format!("{} {}", pipeline.address, edition.id));
            match ingest(project, sources, pipeline, &snapshot, schema) {
                Ok(ingested) if is_held(&ingested.findings) => Outcome::Held(Box::new(ingested)),
                Ok(ingested) => Outcome::Good(Box::new(ingested)),
                Err(failure) => Outcome::Failed(failure),
            }
        }
        // Nothing downloads a sample.
        Ok(None) => {
            Outcome::Awaiting { by_hand: !pipeline.is_fetched(edition) || matches!(sources, Sources::Samples(_)) }
        }
        Err(failure) => Outcome::Failed(failure),
    };
    let (dataset, edition) = (pipeline.address.to_string(), edition.id.clone());
    let mut report = Report { dataset, edition, outcome, earlier: Vec::new(), left_out: Vec::new() };
    match &report.outcome {
        Outcome::Good(_) => report.ingest_earlier(project, sources, pipeline, schema),
        Outcome::Failed(failure) => progress.note(&format!("error: {failure}")),
        Outcome::Held(_) | Outcome::Awaiting { .. } => {}
    }
    for (source_id, why) in &report.left_out {
        progress.note(&format!(
            "warning: {source_id} has been replaced, and what it said is left out of `vintage`: {why}\n  \
             hint: nothing current is missing, and the file stays in the store"
        ));
    }
    report
}

/// Whether there is a file of any of these editions.
pub fn is_begun(editions: &[Report]) -> bool {
    editions.iter().any(|report| !matches!(report.outcome, Outcome::Awaiting { .. }))
}

impl Report {
    fn ingest_earlier(&mut self, project: &Project, sources: &Sources, pipeline: &Pipeline, schema: &Schema) {
        let snapshots = match sources.earlier(pipeline, &self.edition) {
            Ok(snapshots) => snapshots,
            Err(failure) => {
                self.left_out.push((format!("{}/{}", self.dataset, self.edition), failure.to_string()));
                return;
            }
        };
        for snapshot in &snapshots {
            match ingest(project, sources, pipeline, snapshot, schema) {
                Ok(ingested) if is_held(&ingested.findings) => {
                    self.left_out.push((ingested.source_id, "its own findings keep it out".to_owned()));
                }
                Ok(mut ingested) => {
                    ingested.snapshot_rank = self.earlier.len();
                    self.earlier.push(ingested);
                }
                Err(failure) => self.left_out.push((snapshot.source_id(), failure.to_string())),
            }
        }
        if let Outcome::Good(newest) = &mut self.outcome {
            newest.snapshot_rank = self.earlier.len();
        }
    }
}

/// A fatal finding of its own keeps an edition out.
fn is_held(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == "fatal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fatal_finding_and_nothing_less_holds_an_edition() {
        let of = |severity: &str| Finding { severity: severity.to_owned(), ..Finding::default() };
        assert!(is_held(&[of("note"), of("fatal")]));
        assert!(!is_held(&[of("note"), of("warning")]));
        assert!(!is_held(&[]));
    }
}
