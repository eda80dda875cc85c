//! What became of each edition, and whose account of which year its pipeline file says it is.

use erario_model::{Edition, Pipeline};
use erario_release::derive::{Body, Declared, Fate};

use super::{Outcome, Report, contract};

/// Every edition of the run. Reports stand in the order of the pipelines and of their editions.
pub fn declared<'a>(pipelines: &'a [Pipeline], reports: &'a [Report]) -> Vec<Declared<'a>> {
    let editions =
        pipelines.iter().flat_map(|pipeline| pipeline.editions.iter().map(move |edition| (pipeline, edition)));
    editions.zip(reports).map(|((pipeline, edition), report)| one(pipeline, edition, report)).collect()
}

fn one<'a>(pipeline: &'a Pipeline, edition: &'a Edition, report: &'a Report) -> Declared<'a> {
    let says = |column: &str| edition.set.get(column).or_else(|| pipeline.output.set.get(column));
    let body = says("jurisdiction_code").zip(says("coverage")).map(|(jurisdiction_code, coverage)| Body {
        jurisdiction_code: jurisdiction_code.clone(),
        coverage: coverage.clone(),
        entity_code: says("entity_code").cloned(),
    });
    // Where each row names its entity, the file says of none of them that it is missing.
    let body = body.filter(|body| body.coverage != "entity" || !pipeline.columns.contains_key("entity_code"));
    Declared {
        dataset: &pipeline.address,
        edition: &edition.id,
        table: &pipeline.output.table,
        government_level: says("government_level").map(String::as_str),
        body,
        fiscal_year: says("fiscal_year").and_then(|year| year.parse().ok()),
        contract: contract::hold(report),
        fate: match &report.outcome {
            Outcome::Good(_) => Fate::Released,
            Outcome::Held(ingested) => Fate::Held(&ingested.facts),
            Outcome::Awaiting { .. } => Fate::Awaiting,
            Outcome::Failed(_) if contract::hold(report).is_some() => Fate::Stopped,
            Outcome::Failed(_) => Fate::Refused,
        },
    }
}
