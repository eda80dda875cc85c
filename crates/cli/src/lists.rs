//! Lookup lists of a pipeline: CSV files beside it, or the code lists of the schemas.

use std::collections::BTreeMap;

use erario_model::{Pipeline, PipelineError, Step};
use erario_normalize::List;

use crate::exit::Failure;
use crate::project::Project;

/// Reads every list that the pipeline's steps name.
///
/// `codelists/…` stands for `schemas/codelists/…`; any other name for a file in `lists/` beside the pipeline file.
pub fn read(project: &Project, pipeline: &Pipeline) -> Result<BTreeMap<String, List>, Failure> {
    let mut lists = BTreeMap::new();
    for step in &pipeline.steps {
        let Step::Lookup { list, key, take, .. } = step.get_ref() else { continue };
        let path = match list.strip_prefix("codelists/") {
            Some(_) => project.root.join("schemas").join(list),
            None => project.root.join("pipelines").join(&pipeline.address.publisher).join("lists").join(list),
        };
        let wrong = |message: String, hint: &str| {
            let toml = project.text_of(pipeline);
            Failure::Pipeline(PipelineError {
                path: pipeline.file.clone(),
                line: erario_model::line_of(&toml, step.span().start),
                message,
                hint: hint.to_owned(),
            })
        };
        let mut reader = csv::Reader::from_path(&path).map_err(|error| {
            wrong(
                format!("the list `{list}` cannot be read: {error}"),
                "put the file into `lists/` beside the pipeline file",
            )
        })?;
        let mut rows: List = Vec::new();
        for row in reader.deserialize() {
            rows.push(
                row.map_err(|error| wrong(format!("the list `{list}` is no good CSV: {error}"), "mend the list"))?,
            );
        }
        let headers =
            reader.headers().map(|headers| headers.iter().map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default();
        for column in take.values().chain([key]) {
            if !headers.contains(column) {
                let message = format!("the list `{list}` has no column `{column}`, it has {}", headers.join(", "));
                return Err(wrong(message, "name one of its columns as `key` or in `take`"));
            }
        }
        lists.insert(list.clone(), rows);
    }
    Ok(lists)
}
