//! The one place where the order of the stages is written: fetch, decode, normalize, validate, release.

pub mod contract;
mod coverage;
mod edition;
mod ingest;
mod parts;
#[cfg(test)]
mod sabotage;
mod superseded;

use std::collections::BTreeMap;
use std::path::Path;

use erario_model::{ConservationLine, Finding, Provenance, Schema, SetAside, SourceFile, TableKind};
use erario_release::derive::{self, Candidate, Rank};
use erario_release::{Identity, Release, ReleaseTime, Released};
use polars::prelude::*;

use crate::exit::Failure;
use crate::progress::Progress;
use crate::project::Project;
use crate::sources::Sources;

use parts::Parts;

pub use edition::{Outcome, Report, is_begun};
pub use ingest::Ingested;

/// The parts that this program is made of; `cargo xtask docs` writes it.
const SBOM: &str = include_str!("../sbom.cdx.json");

/// What is made.
pub enum Target<'a> {
    /// The release after those that stand in a folder.
    Next { out: &'a Path },
    /// One of them once more, to be compared; `into` becomes its folder.
    Again { identity: &'a Identity<'a>, into: &'a Path },
}

/// A finished run.
#[derive(Default)]
pub struct Finished {
    pub reports: Vec<Report>,
    /// `None` if nothing could be released.
    pub released: Option<Released>,
    pub findings: Vec<Finding>,
    /// A check of the whole release failed: nothing may be released.
    pub is_stopped: bool,
    pub rows: BTreeMap<String, usize>,
    /// Rows that do not stand, by table.
    pub superseded: BTreeMap<String, usize>,
    pub conservation: Vec<ConservationLine>,
}

/// Builds a release from every snapshot of the project's pipelines.
pub fn run(
    project: &Project,
    sources: &Sources,
    target: &Target,
    source_date_epoch: Option<i64>,
    progress: &Progress,
) -> Result<Finished, Failure> {
    let schema = Schema::embedded();
    let mut reports = Vec::new();
    for pipeline in &project.pipelines {
        for edition in &pipeline.editions {
            reports.push(edition::edition(project, sources, pipeline, edition, schema, progress));
            progress.step();
        }
    }
    conclude(project, sources, reports, target, source_date_epoch, progress)
}

/// Checks all that was read together, and releases it if nothing stops it.
fn conclude(
    project: &Project,
    sources: &Sources,
    reports: Vec<Report>,
    target: &Target,
    source_date_epoch: Option<i64>,
    progress: &Progress,
) -> Result<Finished, Failure> {
    let schema = Schema::embedded();
    let parts = Parts::of(&reports);
    if parts.current.is_empty() {
        let findings = parts.held.iter().flat_map(|ingested| ingested.findings.clone()).collect();
        return Ok(Finished { reports, findings, ..Finished::default() });
    }
    progress.doing("validate");
    let mut checked = check(schema, project, &parts)?;
    let editions = coverage::declared(&project.pipelines, &reports);
    let coverage = derive::coverage(schema, &checked.tables, &editions)?;
    checked.tables.insert("coverage_status".to_owned(), coverage);
    let publications = sources.publications(&project.pipelines)?;
    checked.tables.insert("publication".to_owned(), erario_release::publication_frame(&publications)?);
    let quality = derive::quality(schema, &checked.tables)?;
    checked.tables.insert("quality".to_owned(), erario_release::quality_frame(&quality)?);
    let heights = |tables: &BTreeMap<String, DataFrame>| -> BTreeMap<String, usize> {
        tables.iter().map(|(name, rows)| (name.clone(), rows.height())).collect()
    };
    let (rows, superseded) = (heights(&checked.tables), heights(&checked.superseded));
    let released = if checked.is_stopped {
        None
    } else {
        progress.doing("release");
        let provenances: Vec<Provenance> = parts.all().map(|ingested| ingested.provenance.clone()).collect();
        let broken = project.broken.iter().map(|(address, _)| address);
        let addresses = project.pipelines.iter().map(|pipeline| &pipeline.address).chain(broken);
        let datasets: Vec<String> = addresses.map(ToString::to_string).collect();
        let release = Release {
            schema,
            tables: checked.tables,
            findings: &checked.findings,
            quality: &quality,
            sources: &provenances,
            time: release_time(&provenances, source_date_epoch),
            version: env!("CARGO_PKG_VERSION"),
            datasets: &datasets,
            settings: &project.release,
            sbom: SBOM,
        };
        Some(match target {
            Target::Next { out } => release.write(out, jiff::Timestamp::now())?,
            Target::Again { identity, into } => release.write_again(identity, into)?,
        })
    };
    let Checked { findings, is_stopped, conservation, .. } = checked;
    Ok(Finished { reports, released, findings, is_stopped, rows, superseded, conservation })
}

/// All tables of a release, and what is odd in them.
struct Checked {
    tables: BTreeMap<String, DataFrame>,
    /// Fact table -> rows that do not stand, and `published_total` -> totals printed beside them.
    superseded: BTreeMap<String, DataFrame>,
    findings: Vec<Finding>,
    is_stopped: bool,
    conservation: Vec<ConservationLine>,
}

fn check(schema: &Schema, project: &Project, parts: &Parts) -> Result<Checked, Failure> {
    let mut by_table: BTreeMap<&str, Vec<Candidate>> = BTreeMap::new();
    for ingested in parts.released() {
        let precedence = project.pipelines.iter().position(|pipeline| pipeline.address == ingested.provenance.dataset);
        by_table.entry(&ingested.table).or_default().push(Candidate {
            rank: Rank {
                dataset: precedence.unwrap_or(0),
                edition: ingested.edition_rank,
                snapshot: ingested.snapshot_rank,
            },
            facts: ingested.facts.clone(),
            totals: ingested.totals.clone(),
            doubts: ingested.doubts.clone(),
        });
    }
    let mut tables: BTreeMap<String, DataFrame> = BTreeMap::new();
    let mut superseded: BTreeMap<String, DataFrame> = BTreeMap::new();
    let mut doubts = erario_model::Doubts::default();
    for (name, candidates) in by_table {
        let Some(table) = schema.table(name) else { continue };
        if table.kind == TableKind::Reference {
            derive::append(&mut tables, name, derive::latest(candidates)?)?;
            continue;
        }
        let chosen = derive::choose(table, candidates)?;
        doubts.append(chosen.doubts, 0);
        derive::append(&mut tables, name, chosen.facts)?;
        derive::append(&mut tables, "published_total", chosen.totals)?;
        derive::append(&mut tables, "vintage", chosen.vintage)?;
        derive::append(&mut tables, "alternate", chosen.alternate)?;
        derive::append(&mut superseded, name, chosen.superseded_facts)?;
        derive::append(&mut superseded, "published_total", chosen.superseded_totals)?;
    }
    if let Some(functions) = tables.get_mut("spending_by_function") {
        *functions = derive::with_cofog(std::mem::take(functions))?;
    }
    let mut findings: Vec<Finding> = Vec::new();
    let released = erario_validate::conservation::released(schema, &tables, &superseded)?;
    let conservation: Vec<ConservationLine> =
        parts.released().flat_map(|ingested| ingested.conservation(schema, &released, &mut findings)).collect();
    let verdict = erario_validate::validate(schema, &tables, &superseded)?;
    doubts.append(verdict.doubts, 0);
    findings.extend(verdict.findings.into_iter().filter(|finding| !parts.is_of_replaced(finding)));
    // A sample is a cut of its file, and no other document says what it adds up to.
    if !parts.released().any(|ingested| ingested.provenance.is_sample) {
        let compared = erario_validate::compare(schema, &tables)?;
        doubts.append(compared.doubts, 0);
        findings.extend(compared.findings);
    }
    let newest: Vec<SourceFile> = parts.current.iter().chain(&parts.held).map(|part| part.source_file()).collect();
    findings.extend(erario_validate::sources::same_bytes(&newest, &schema.rules));
    let mut is_stopped = findings.iter().any(|finding| finding.severity == "fatal");
    let mut findings = [parts.findings(), findings].concat();
    for table in schema.tables.iter().filter(|table| table.kind == TableKind::Fact) {
        if let Some(rows) = tables.remove(&table.name) {
            tables.insert(table.name.clone(), derive::with_trust(&table.name, rows, &doubts)?);
        }
    }
    let themes = derive::themes(schema, &tables)?;
    let compared = derive::comparable(schema, themes.spending, &tables, project.release.prices.as_ref())?;
    findings.extend(compared.findings);
    tables.insert("theme_spending".to_owned(), compared.spending);
    tables.insert("theme_line".to_owned(), themes.lines);
    for (name, rows) in derive::reference()? {
        derive::append(&mut tables, name, rows)?;
    }
    findings.extend(erario_validate::unknown_figures(schema, &tables, &superseded));
    superseded::say(&mut findings, schema, &tables, &superseded)?;
    let set_aside: Vec<SetAside> = parts.current.iter().flat_map(|ingested| ingested.set_aside.clone()).collect();
    let files: Vec<SourceFile> = parts.all().map(Ingested::source_file).collect();
    tables.insert("finding".to_owned(), erario_release::finding_frame(&findings)?);
    tables.insert("set_aside".to_owned(), erario_release::set_aside_frame(&set_aside)?);
    tables.insert("source_file".to_owned(), erario_release::source_file_frame(&files)?);
    tables.insert("conservation".to_owned(), erario_release::conservation_frame(&conservation)?);
    // Editions with personal data were held; this is the last look at all that would be released.
    for (name, rows) in &tables {
        let found = erario_validate::personal::in_table(schema, name, rows)?;
        is_stopped |= !found.is_empty();
        findings.extend(found);
    }
    if is_stopped {
        erario_validate::personal::mask(&mut findings);
    }
    Ok(Checked { tables, superseded, findings, is_stopped, conservation })
}

/// `SOURCE_DATE_EPOCH` if it is set, else the newest snapshot's time; never the clock.
fn release_time(sources: &[Provenance], source_date_epoch: Option<i64>) -> ReleaseTime {
    let epoch = source_date_epoch.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let newest = sources.iter().map(|source| source.retrieved_at.as_str()).max().unwrap_or_default();
    ReleaseTime(epoch.map_or_else(|| newest.to_owned(), |time| time.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_edition_leaves_its_findings_and_its_file_and_stops_nothing() {
        let outcomes = [
            Outcome::Good(Box::new(Ingested::sample("a/good", &["warning"]))),
            Outcome::Held(Box::new(Ingested::sample("a/held", &["fatal"]))),
        ];
        let report = |outcome| Report {
            dataset: String::new(),
            edition: String::new(),
            outcome,
            earlier: Vec::new(),
            left_out: Vec::new(),
        };
        let reports = outcomes.map(report);
        let checked = check(Schema::embedded(), &Project::empty(), &Parts::of(&reports)).unwrap();
        assert!(!checked.is_stopped);
        let datasets = |name: &str| -> Vec<String> {
            let column = checked.tables[name].column("dataset").unwrap();
            column.str().unwrap().iter().flatten().map(str::to_owned).collect()
        };
        assert_eq!(datasets("finding"), ["a/good", "a/held"]);
        assert_eq!(datasets("source_file"), ["good", "held"]);
        assert!(!datasets("conservation").contains(&"held".to_owned()), "none of its money is in the release");
    }
}
