//! What its contract did with an edition, for the summary and for `coverage_status`.

use erario_model::{Mode, Schema};

use super::{Outcome, Report};
use crate::exit::Failure;

/// Rule of a change, and the part of the contract that it falls under.
const PARTS: [(&str, &str); 4] = [
    ("column-appeared", "columns"),
    ("column-vanished", "columns"),
    ("type-changed", "types"),
    ("code-appeared", "codes"),
];

/// One change, and what was done about it.
pub struct Act {
    /// The key of `[contract]`.
    pub part: &'static str,
    pub mode: Mode,
    /// It keeps the edition out of the release.
    pub holds: bool,
    pub said_es: String,
    pub said_en: String,
}

/// What the contract did with an edition: a finding for each change, or a header that stopped it before it was read.
pub fn acts(report: &Report) -> Vec<Act> {
    match &report.outcome {
        Outcome::Good(ingested) | Outcome::Held(ingested) => {
            let rules = &Schema::embedded().rules;
            let told = ingested.findings.iter().filter_map(|finding| {
                let (_, part) = PARTS.iter().find(|(slug, _)| rules.by_slug(slug).code == finding.rule_code)?;
                let mode = match *part {
                    "columns" => ingested.contract.columns,
                    "types" => ingested.contract.types,
                    _ => ingested.contract.codes,
                };
                Some(Act {
                    part,
                    mode,
                    holds: finding.severity == "fatal",
                    said_es: finding.message_es.clone(),
                    said_en: finding.message_en.clone(),
                })
            });
            told.collect()
        }
        Outcome::Failed(Failure::Source { error, .. }) => {
            let place = format!("{} {}", report.dataset, report.edition);
            let stop = error.of_contract().map(|(mode, [es, en])| {
                let contract = format!("columns = {}", mode.as_str());
                Act {
                    part: "columns",
                    mode,
                    holds: true,
                    said_es: format!("{place}: Contrato {contract}: la edición queda retenida; {es}."),
                    said_en: format!("{place}: Contract {contract}: the edition is held; {en}."),
                }
            });
            stop.into_iter().collect()
        }
        Outcome::Failed(_) | Outcome::Awaiting { .. } => Vec::new(),
    }
}

/// What holds an edition, in Spanish and in English, should it be its contract.
pub fn hold(report: &Report) -> Option<[String; 2]> {
    let acts: Vec<Act> = acts(report).into_iter().filter(|act| act.holds).collect();
    let joined = |said: fn(&Act) -> &str| acts.iter().map(said).collect::<Vec<_>>().join(" ");
    (!acts.is_empty()).then(|| [joined(|act| &act.said_es), joined(|act| &act.said_en)])
}
