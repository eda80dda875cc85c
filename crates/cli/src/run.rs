//! The one place where the order of the stages is written: fetch, decode, normalize, validate, release.

mod ingest;

use std::collections::BTreeMap;
use std::path::Path;

use erario_model::{ConservationLine, Finding, Pipeline, Provenance, Schema, SetAside, SourceFile, TableKind};
use erario_release::derive::{self, Candidate};
use erario_release::{Release, ReleaseTime, Released};
use polars::prelude::*;

use crate::exit::Failure;
use crate::progress::Progress;
use crate::project::Project;
use crate::sources::Sources;

pub use ingest::Ingested;

/// What became of one edition of a dataset.
pub enum Outcome {
    Good(Box<Ingested>),
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
}

/// A finished run.
pub struct Finished {
    pub reports: Vec<Report>,
    /// `None` if nothing could be released.
    pub released: Option<Released>,
    pub findings: Vec<Finding>,
    pub rows: BTreeMap<String, usize>,
    pub conservation: Vec<ConservationLine>,
}

/// Builds a release from every snapshot of the project's pipelines.
pub fn run(
    project: &Project,
    sources: &Sources,
    out: &Path,
    source_date_epoch: Option<i64>,
    progress: &Progress,
) -> Result<Finished, Failure> {
    let schema = Schema::embedded();
    let mut reports = Vec::new();
    for pipeline in &project.pipelines {
        for edition in &pipeline.editions {
            progress.doing(&format!("{} {}", pipeline.address, edition.id));
            let outcome = match sources.latest(pipeline, &edition.id) {
                Ok(Some(snapshot)) => match ingest::ingest(project, sources, pipeline, &snapshot, schema) {
                    Ok(ingested) => Outcome::Good(Box::new(ingested)),
                    Err(failure) => Outcome::Failed(failure),
                },
                Ok(None) => Outcome::Awaiting { by_hand: edition.url.is_none() },
                Err(failure) => Outcome::Failed(failure),
            };
            if let Outcome::Failed(failure) = &outcome {
                progress.note(&format!("error: {failure}"));
            }
            reports.push(Report { dataset: pipeline.address.to_string(), edition: edition.id.clone(), outcome });
            progress.step();
        }
    }
    let good: Vec<&Ingested> = reports
        .iter()
        .filter_map(|report| match &report.outcome {
            Outcome::Good(ingested) => Some(ingested.as_ref()),
            _ => None,
        })
        .collect();
    if good.is_empty() {
        let (findings, rows, conservation) = Default::default();
        return Ok(Finished { reports, released: None, findings, rows, conservation });
    }
    progress.doing("validate");
    let checked = check(schema, &project.pipelines, &good)?;
    let rows = checked.tables.iter().map(|(name, rows)| (name.clone(), rows.height())).collect();
    let is_fatal = checked.findings.iter().any(|finding| finding.severity == "fatal");
    let released = if is_fatal {
        None
    } else {
        progress.doing("release");
        let provenances: Vec<Provenance> = good.iter().map(|ingested| ingested.provenance.clone()).collect();
        let release = Release {
            schema,
            tables: checked.tables,
            findings: &checked.findings,
            sources: &provenances,
            time: release_time(&provenances, source_date_epoch),
            version: env!("CARGO_PKG_VERSION"),
        };
        Some(release.write(out)?)
    };
    Ok(Finished { reports, released, findings: checked.findings, rows, conservation: checked.conservation })
}

/// All tables of a release, and what is odd in them.
struct Checked {
    tables: BTreeMap<String, DataFrame>,
    findings: Vec<Finding>,
    conservation: Vec<ConservationLine>,
}

fn check(schema: &Schema, pipelines: &[Pipeline], good: &[&Ingested]) -> Result<Checked, Failure> {
    let mut by_table: BTreeMap<&str, Vec<Candidate>> = BTreeMap::new();
    for ingested in good {
        let precedence =
            pipelines.iter().position(|pipeline| pipeline.address == ingested.provenance.dataset).unwrap_or(0);
        by_table.entry(&ingested.table).or_default().push(Candidate {
            rank: (precedence, ingested.edition_rank),
            facts: ingested.facts.clone(),
            totals: ingested.totals.clone(),
            doubts: ingested.doubts.clone(),
        });
    }
    let mut tables: BTreeMap<String, DataFrame> = BTreeMap::new();
    let mut doubts = erario_model::Doubts::default();
    for (name, candidates) in by_table {
        let Some(table) = schema.table(name) else { continue };
        let chosen = derive::choose(table, candidates)?;
        doubts.append(chosen.doubts, 0);
        derive::append(&mut tables, name, chosen.facts)?;
        derive::append(&mut tables, "published_total", chosen.totals)?;
        if let Some(vintage) = chosen.vintage {
            derive::append(&mut tables, "vintage", vintage)?;
        }
        if let Some(alternate) = chosen.alternate {
            derive::append(&mut tables, "alternate", alternate)?;
        }
    }
    let mut findings: Vec<Finding> = good.iter().flat_map(|ingested| ingested.findings.clone()).collect();
    let conservation: Vec<ConservationLine> =
        good.iter().flat_map(|ingested| ingested.conservation(schema, &tables, &mut findings)).collect();
    let verdict = erario_validate::validate(schema, &tables, &BTreeMap::new())?;
    doubts.append(verdict.doubts, 0);
    findings.extend(verdict.findings);
    for table in schema.tables.iter().filter(|table| table.kind == TableKind::Fact) {
        if let Some(rows) = tables.remove(&table.name) {
            tables.insert(table.name.clone(), derive::with_trust(&table.name, rows, &doubts)?);
        }
    }
    let themes = derive::themes(schema, &tables)?;
    tables.insert("theme_spending".to_owned(), themes.spending);
    tables.insert("theme_line".to_owned(), themes.lines);
    let set_aside: Vec<SetAside> = good.iter().flat_map(|ingested| ingested.set_aside.clone()).collect();
    let files: Vec<SourceFile> = good.iter().map(|ingested| ingested.source_file()).collect();
    tables.insert("finding".to_owned(), erario_release::finding_frame(&findings)?);
    tables.insert("set_aside".to_owned(), erario_release::set_aside_frame(&set_aside)?);
    tables.insert("source_file".to_owned(), erario_release::source_file_frame(&files)?);
    tables.insert("conservation".to_owned(), erario_release::conservation_frame(&conservation)?);
    Ok(Checked { tables, findings, conservation })
}

/// `SOURCE_DATE_EPOCH` if it is set, else the newest snapshot's time; never the clock.
fn release_time(sources: &[Provenance], source_date_epoch: Option<i64>) -> ReleaseTime {
    let epoch = source_date_epoch.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let newest = sources.iter().map(|source| source.retrieved_at.as_str()).max().unwrap_or_default();
    ReleaseTime(epoch.map_or_else(|| newest.to_owned(), |time| time.to_string()))
}
