//! `erario check`: proves pipeline files without running them.

use serde_json::json;

use crate::args::{Args, Check};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::project::Project;
use crate::prove::{self, problems};

pub fn check(args: &Args, command: &Check) -> Result<u8, Failure> {
    let project = Project::open(args, &command.datasets)?;
    let mut failures: Vec<&Failure> = project.broken.iter().map(|(_, failure)| failure).collect();
    let mut found: Vec<Failure> = prove::release(&project).err().into_iter().collect();
    for pipeline in &project.pipelines {
        found.extend(problems(&project, pipeline));
    }
    failures.extend(&found);
    let count = project.pipelines.len() + project.broken.len();
    if args.json {
        let problems: Vec<String> = failures.iter().map(ToString::to_string).collect();
        output::line(json!({ "format": 1, "pipelines": count, "problems": problems }))?;
    } else {
        failures.iter().for_each(|failure| eprintln!("error: {failure}"));
        let lang = args.language();
        let pipelines = lang.count(count, ("pipeline", "pipelines"), ("pipeline", "pipelines"));
        let problems = lang.count(failures.len(), ("problema", "problemas"), ("problem", "problems"));
        output::line(format!("{pipelines}, {problems}"))?;
    }
    Ok(failures.first().map_or(DONE, |failure| failure.code()))
}
