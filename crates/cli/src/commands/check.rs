//! `erario check`: proves pipeline files without running them.

use erario_model::{Pipeline, PipelineError, Schema, Table, line_of};
use erario_normalize::Plan;
use serde_json::json;

use crate::args::{Args, Check};
use crate::exit::{DONE, Failure};
use crate::lists;
use crate::project::Project;

pub fn check(args: &Args, command: &Check) -> Result<u8, Failure> {
    let project = Project::open(args, &command.datasets)?;
    let mut failures: Vec<&Failure> = project.broken.iter().map(|(_, failure)| failure).collect();
    let mut found = Vec::new();
    for pipeline in &project.pipelines {
        found.extend(problems(&project, pipeline));
    }
    failures.extend(&found);
    let good = project.pipelines.len() + project.broken.len()
        - failures.len().min(project.pipelines.len() + project.broken.len());
    if args.json {
        let problems: Vec<String> = failures.iter().map(ToString::to_string).collect();
        println!(
            "{}",
            json!({ "format": 1, "pipelines": project.pipelines.len() + project.broken.len(), "problems": problems })
        );
    } else {
        failures.iter().for_each(|failure| eprintln!("error: {failure}"));
        println!("{} pipelines, {} problems", good + failures.len(), failures.len());
    }
    Ok(failures.first().map_or(DONE, |failure| failure.code()))
}

/// What a pipeline file promises and cannot keep: columns that nothing makes, a table that the schema does not have.
fn problems(project: &Project, pipeline: &Pipeline) -> Vec<Failure> {
    let path = project.pipeline_path(&pipeline.address);
    let toml = std::fs::read_to_string(&path).unwrap_or_default();
    let problem = |line: usize, message: String, hint: String| {
        Failure::Pipeline(PipelineError { path: format!("pipelines/{}.toml", pipeline.address), line, message, hint })
    };
    let mut problems = Vec::new();
    let lists = match lists::read(project, pipeline) {
        Ok(lists) => lists,
        Err(failure) => return vec![failure],
    };
    let Some(table) = Schema::embedded().table(&pipeline.output.table) else {
        let known: Vec<&str> = Schema::embedded().tables.iter().map(|table| table.name.as_str()).collect();
        let message = format!("`output.table` is `{}`, which the schema does not have", pipeline.output.table);
        return vec![problem(line_with(&toml, "[output]"), message, format!("use one of {}", known.join(", ")))];
    };
    let mut columns: Vec<String> = pipeline.columns.keys().cloned().collect();
    for step in &pipeline.steps {
        let line = line_of(&toml, step.span().start);
        for column in step.get_ref().reads() {
            if !columns.iter().any(|known| known == column) {
                let message = format!("the step reads the column `{column}`, which nothing above makes");
                problems.push(problem(line, message, format!("the columns here are {}", columns.join(", "))));
            }
        }
        columns.extend(step.get_ref().makes().into_iter().map(str::to_owned));
    }
    for edition in &pipeline.editions {
        let Some(plan) = Plan::resolve(pipeline, &edition.id, lists.clone()) else { continue };
        problems.extend(unfilled(table, &plan, &columns).map(|column| {
            let message =
                format!("edition `{}`: nothing fills `{column}`, which `{}` requires", edition.id, table.name);
            problem(
                line_with(&toml, "[output.set]"),
                message,
                format!("add `{column}` to [output.set], or a step that makes it"),
            )
        }));
    }
    problems
}

/// Required columns of the table that neither a step nor a setting fills. Erario itself fills those about the source.
fn unfilled<'a>(table: &'a Table, plan: &Plan, columns: &[String]) -> impl Iterator<Item = &'a str> {
    let own = ["publisher", "dataset", "edition", "period", "trust", "source_id", "source_part", "source_row"];
    let filled: Vec<String> = columns.iter().chain(plan.set.keys()).chain(plan.set_by_year.keys()).cloned().collect();
    let is_open = move |name: &&str| !own.contains(name) && !filled.iter().any(|filled| filled == name);
    table.required.iter().map(String::as_str).filter(is_open)
}

fn line_with(toml: &str, text: &str) -> usize {
    toml.find(text).map_or(0, |offset| line_of(toml, offset))
}
