//! Proof of a pipeline file: what it promises, and whether it can keep it. Nothing is run.

mod blanks;
mod contract;
mod corrections;
mod decode;
mod editions;
mod source;
mod steps;

use erario_model::{Field, FieldType, Money, Pipeline, PipelineError, ReleaseFile, Schema, Table, line_of};
use regex::Regex;

use crate::exit::Failure;
use crate::lists;
use crate::project::Project;

/// Every problem of a pipeline file, in the order of its parts.
pub fn problems(project: &Project, pipeline: &Pipeline) -> Vec<Failure> {
    if let Err(failure) = lists::read(project, pipeline) {
        return vec![failure];
    }
    let toml = project.text_of(pipeline);
    let mut proof = Proof { pipeline, toml, problems: Vec::new() };
    let schema = Schema::embedded();
    let Some(table) = schema.table(&pipeline.output.table) else {
        let known: Vec<&str> = schema.tables.iter().map(|table| table.name.as_str()).collect();
        let message = format!("`output.table` is `{}`, which the schema does not have", pipeline.output.table);
        proof.add(proof.line_with("[output]"), message, format!("use one of {}", known.join(", ")));
        return proof.problems;
    };
    proof.blanks();
    proof.source();
    proof.decode();
    proof.editions();
    proof.contract();
    let columns = proof.steps(table);
    proof.settings(table);
    proof.required(table, &columns);
    proof.totals(table);
    proof.corrections();
    proof.problems
}

/// Keeps the pipelines that can keep their promises; of the others, the first problem is the failure to tell.
pub fn keep_provable(project: &mut Project) {
    let (mut provable, mut broken) = (Vec::new(), Vec::new());
    for pipeline in std::mem::take(&mut project.pipelines) {
        match problems(project, &pipeline).into_iter().next() {
            Some(problem) => broken.push((pipeline.address, problem)),
            None => provable.push(pipeline),
        }
    }
    project.pipelines = provable;
    project.broken.extend(broken);
}

/// The file of the release must name an index and a year that can be.
pub fn release(project: &Project) -> Result<(), Failure> {
    let Some(prices) = &project.release.prices else { return Ok(()) };
    let schema = Schema::embedded();
    let year = prices.base_year.to_string();
    for (key, field, value) in [("index", "index_code", &prices.index), ("base_year", "price_base_year", &year)] {
        let Some(expected) = schema.field(field).and_then(|field| misfit(field, value)) else { continue };
        let path = format!("pipelines/{}", ReleaseFile::FILE);
        let toml = std::fs::read_to_string(project.root.join(&path)).unwrap_or_default();
        let line = toml.find(&format!("{key} =")).map_or(0, |offset| line_of(&toml, offset));
        let message = format!("`prices.{key}` is `{value}`, expected {expected}");
        let hint = "docs/guides/read-a-release.md says what it is for".to_owned();
        return Err(Failure::Pipeline(PipelineError { path, line, message, hint }));
    }
    Ok(())
}

struct Proof<'a> {
    pipeline: &'a Pipeline,
    toml: String,
    problems: Vec<Failure>,
}

impl Proof<'_> {
    fn add(&mut self, line: usize, message: String, hint: impl Into<String>) {
        let path = self.pipeline.file.clone();
        self.problems.push(Failure::Pipeline(PipelineError { path, line, message, hint: hint.into() }));
    }

    fn line_with(&self, text: &str) -> usize {
        self.toml.find(text).map_or(0, |offset| line_of(&self.toml, offset))
    }

    fn blanks(&mut self) {
        for blanks::Blank { line, message, hint } in blanks::blanks(&self.toml) {
            self.add(line, message, hint);
        }
    }

    /// Values that the file sets must fit their fields.
    fn settings(&mut self, table: &Table) {
        let editions = &self.pipeline.editions;
        let by_year = editions.iter().flat_map(|edition| &edition.set_by_year);
        let by_year = by_year.flat_map(|(name, values)| values.values().map(move |value| (name, value)));
        let fixed = self.pipeline.output.set.iter().chain(editions.iter().flat_map(|edition| &edition.set));
        let settings: Vec<(String, String)> =
            fixed.chain(by_year).map(|(name, value)| (name.clone(), value.clone())).collect();
        for (name, value) in settings {
            let line = self.line_with(&format!("{name} ="));
            match table.field(&name) {
                None => self.add(
                    line,
                    format!("`{name}` is set, and `{}` has no such field", table.name),
                    "remove it, or mend its name",
                ),
                Some(field) if value.is_empty() => {
                    let hint = misfit(field, &value).map_or_else(
                        || format!("fill in: {}", field.title_en),
                        |expected| format!("fill in {expected}"),
                    );
                    self.add(line, format!("`{name}` is empty"), hint);
                }
                Some(field) => {
                    if let Some(expected) = misfit(field, &value) {
                        self.add(
                            line,
                            format!("`{name}` is set to `{value}`, expected {expected}"),
                            "set a value that fits",
                        );
                    }
                }
            }
        }
    }

    /// Required fields that neither a step nor a setting fills.
    fn required(&mut self, table: &Table, columns: &[String]) {
        for edition in &self.pipeline.editions {
            let set = &self.pipeline.output.set;
            let steps = &self.pipeline.steps;
            let is_made = |name: &String| steps.iter().any(|step| step.get_ref().makes().contains(&name.as_str()));
            let is_filled = |name: &String| {
                columns.contains(name) && (!edition.lacks.contains(name) || is_made(name))
                    || set.contains_key(name)
                    || edition.set.contains_key(name)
                    || edition.set_by_year.contains_key(name)
            };
            for name in
                table.required.iter().filter(|name| !table.field(name).is_some_and(Field::is_own) && !is_filled(name))
            {
                let message =
                    format!("edition `{}`: nothing fills `{name}`, which `{}` requires", edition.id, table.name);
                self.add(
                    self.line_with("[output.set]"),
                    message,
                    format!("add `{name}` to [output.set], or a step that makes it"),
                );
            }
        }
    }
}

/// What a value should have been, if it does not fit its field.
fn misfit(field: &Field, value: &str) -> Option<String> {
    let fits = match field.field_type {
        FieldType::Boolean => ["true", "false"].contains(&value),
        FieldType::Year => value.parse::<i32>().is_ok(),
        FieldType::Integer => value.parse::<i64>().is_ok(),
        FieldType::Money => value.parse::<Money>().is_ok(),
        FieldType::String | FieldType::Decimal => true,
    };
    if !fits {
        return Some(format!("a {:?}", field.field_type).to_lowercase());
    }
    let number: Option<i64> = value.parse().ok();
    if let (Some(least), Some(most)) = (field.minimum, field.maximum)
        && number.is_some_and(|number| !(least..=most).contains(&number))
    {
        return Some(format!("a number from {least} to {most}"));
    }
    if !field.values.is_empty() && !field.values.iter().any(|known| known == value) {
        return Some(format!("one of {}", field.values.join(", ")));
    }
    let pattern = field.pattern.as_ref()?;
    let is_match = Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|pattern| pattern.is_match(value));
    (!is_match).then(|| format!("text that matches `{pattern}`"))
}
