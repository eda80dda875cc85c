//! The snapshots of a run, by what the release takes of them.

use erario_model::Finding;

use super::{Ingested, Outcome, Report};

/// The snapshots of a run, by what they are for.
pub struct Parts<'a> {
    /// The newest of each edition: its rows are candidates for facts.
    pub current: Vec<&'a Ingested>,
    /// Those that a newer one has replaced, the newest first.
    pub earlier: Vec<&'a Ingested>,
    /// Those that a fatal finding of their own keeps out: the release has the finding and the file, and no row.
    pub held: Vec<&'a Ingested>,
}

impl<'a> Parts<'a> {
    pub fn of(reports: &'a [Report]) -> Parts<'a> {
        let mut parts = Parts { current: Vec::new(), earlier: Vec::new(), held: Vec::new() };
        for report in reports {
            parts.earlier.extend(report.earlier.iter().rev());
            match &report.outcome {
                Outcome::Good(ingested) => parts.current.push(ingested),
                Outcome::Held(ingested) => parts.held.push(ingested),
                Outcome::Awaiting { .. } | Outcome::Failed(_) => {}
            }
        }
        parts
    }

    /// Those whose rows the release holds.
    pub fn released(&self) -> impl Iterator<Item = &'a Ingested> {
        self.current.iter().chain(&self.earlier).copied()
    }

    pub fn all(&self) -> impl Iterator<Item = &'a Ingested> {
        self.released().chain(self.held.iter().copied())
    }

    /// What normalize found in the newest snapshot of each edition. What was odd in a file that has been replaced is
    /// mended, or is told of the newest.
    pub fn findings(&self) -> Vec<Finding> {
        self.current.iter().chain(&self.held).flat_map(|ingested| ingested.findings.iter().cloned()).collect()
    }

    /// Whether a finding is about a file that has been replaced.
    pub fn is_of_replaced(&self, finding: &Finding) -> bool {
        let source = finding.source_id.as_deref();
        source.is_some() && self.earlier.iter().any(|ingested| Some(ingested.source_id.as_str()) == source)
    }
}
