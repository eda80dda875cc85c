//! How one figure moved: every state that a release holds of it.

mod print;
mod said;
mod states;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use erario_model::{FigureId, FigureIdError, Finding, Schema, Table};

use crate::exit::Failure;
use crate::project::Project;
use crate::released::{Cell, Rows};

pub use print::{json, text};

use said::{Role, Said};
use states::{Gathered, State};

/// How many known figures are named where one is unknown.
const NEAREST: usize = 3;

/// The states of a figure, and what is wrong with the one that stands.
pub struct History {
    pub asked: FigureId,
    pub states: Vec<State>,
    /// The findings behind the doubts about the fact; with their messages where the release has them.
    pub findings: Vec<Finding>,
}

/// Reads the history of a figure from the release in a folder. The project, where there is one, knows in which order
/// editions were declared.
pub fn read(release: &Path, project: Option<&Project>, figure: &str) -> Result<History, Failure> {
    let asked: FigureId = figure.parse().map_err(|error: FigureIdError| Failure::Usage(error.to_string()))?;
    let schema = Schema::embedded();
    let table = table(schema, &asked)?;
    let mut gathered = Gathered::new(asked.clone());
    said::each(release, table, Some(&asked.phase), &mut |said| gathered.take(said))?;
    let retrieved = retrieved(release)?;
    let mut states = gathered.states(|said| {
        let pipelines = project.into_iter().flat_map(|project| &project.pipelines);
        let pipeline = pipelines.into_iter().find(|pipeline| pipeline.address.to_string() == said.dataset);
        let rank = pipeline.and_then(|pipeline| pipeline.rank(&said.edition));
        (rank, retrieved.get(&said.source_id).cloned(), said.edition.clone())
    });
    // A fact that is null is a state where something else was said of the figure; alone it says nothing.
    if states.iter().all(|state| state.said.amount.is_none()) {
        return Err(unknown(release, table, &asked)?);
    }
    if let Some(edition) = &asked.edition {
        let known: BTreeSet<String> = states.iter().map(|state| state.said.edition.clone()).collect();
        if !known.contains(edition) {
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(Failure::Usage(format!(
                "no edition `{edition}` says anything of this figure\n  hint: these do: {known}"
            )));
        }
        states.retain(|state| state.said.edition == *edition);
    }
    let findings = findings(release, schema, &states)?;
    Ok(History { asked, states, findings })
}

fn table<'a>(schema: &'a Schema, asked: &FigureId) -> Result<&'a Table, Failure> {
    let has_figures = |table: &&Table| !table.figure_code.is_empty() && table.amounts().next().is_some();
    let tables = || schema.tables.iter().filter(has_figures);
    let known = |names: Vec<&str>| names.join(", ");
    let Some(table) = tables().find(|table| table.name == asked.table) else {
        let names = known(tables().map(|table| table.name.as_str()).collect());
        return Err(Failure::Usage(format!("`{}` is no table of figures\n  hint: use one of {names}", asked.table)));
    };
    if !table.amounts().any(|field| field.name == asked.phase) {
        let names = known(table.amounts().map(|field| field.name.as_str()).collect());
        return Err(Failure::Usage(format!(
            "`{}` has no amount `{}`\n  hint: use one of {names}",
            table.name, asked.phase
        )));
    }
    Ok(table)
}

/// The failure that names the nearest figures that the release knows.
fn unknown(release: &Path, table: &Table, asked: &FigureId) -> Result<Failure, Failure> {
    let mut known = BTreeSet::new();
    said::each(release, table, Some(&asked.phase), &mut |said| {
        if said.amount.is_some() {
            known.insert(said.id.to_string());
        }
    })?;
    let figure = FigureId { edition: None, ..asked.clone() }.to_string();
    let mut known: Vec<String> = known.into_iter().collect();
    known.sort_by(|one, other| strsim::jaro_winkler(other, &figure).total_cmp(&strsim::jaro_winkler(one, &figure)));
    known.truncate(NEAREST);
    let hint = match known.is_empty() {
        true => format!("the release has no `{}` of `{}`", asked.phase, table.name),
        false => format!("the nearest are {}", known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
    };
    Ok(Failure::Usage(format!("the release has no figure `{figure}`\n  hint: {hint}")))
}

/// When each source was retrieved.
fn retrieved(release: &Path) -> Result<HashMap<String, String>, Failure> {
    let mut times = HashMap::new();
    Rows::open(release, "source_file")?.each(&mut |cell| {
        times.extend(cell("source_id").zip(cell("retrieved_at")));
    })?;
    Ok(times)
}

/// One finding for each doubt about the fact: that of the figure itself, else one of its block, else the rule alone.
fn findings(release: &Path, schema: &Schema, states: &[State]) -> Result<Vec<Finding>, Failure> {
    struct Told<'a> {
        said: &'a Said,
        finding: Finding,
        nearness: usize,
    }
    let mut told: Vec<Told> = Vec::new();
    for said in states.iter().map(|state| &state.said).filter(|said| said.role == Role::Fact) {
        for slug in &said.doubts {
            let rule = schema.rules.by_slug(slug);
            let (message_es, message_en) = (rule.title_es.clone(), rule.title_en.clone());
            told.push(Told { said, finding: Finding { message_es, message_en, ..rule.finding() }, nearness: 0 });
        }
    }
    if told.is_empty() {
        return Ok(Vec::new());
    }
    Rows::open(release, "finding")?.each(&mut |cell| {
        for Told { said, finding, nearness } in &mut told {
            let near = nearness_of(cell, said, &finding.rule_code);
            if near > *nearness {
                let text = |name: &str| cell(name).unwrap_or_default();
                (finding.message_es, finding.message_en) = (text("message_es"), text("message_en"));
                *nearness = near;
            }
        }
    })?;
    Ok(told.into_iter().map(|told| told.finding).collect())
}

/// 2 for a finding about the figure itself, 1 for one about its block, 0 for any other.
fn nearness_of(cell: &Cell, said: &Said, rule_code: &str) -> usize {
    let is = |name: &str, value: &str| cell(name).as_deref() == Some(value);
    if !is("rule_code", rule_code) {
        return 0;
    }
    if is("figure_id", &said.id.to_string()) {
        return 2;
    }
    let is_of_source = format!("{}/{}", cell("publisher").unwrap_or_default(), cell("dataset").unwrap_or_default())
        == said.dataset
        && is("edition", &said.edition);
    let is_of_block = is("table_name", &said.id.table)
        && is("jurisdiction_code", &said.id.jurisdiction)
        && is("fiscal_year", &said.id.fiscal_year.to_string())
        && is("field", &said.id.phase);
    usize::from(is_of_source && is_of_block)
}
