//! `erario run` and `erario build`.

use std::time::Duration;

use erario_fetch::Store;

use crate::args::{Args, Build, Run};
use crate::exit::{DONE, FATAL_FINDING, Failure, PARTIAL};
use crate::fetching::{self, Options};
use crate::output;
use crate::progress::Progress;
use crate::project::Project;
use crate::prove;
use crate::run::{Finished, Outcome, Report, Target, is_begun};
use crate::sources::{Sources, store_path};
use crate::summary;

/// A run asks nobody again who was asked less than this long ago: it may well be run several times in a row.
const FRESH_ENOUGH: Duration = Duration::from_secs(60 * 60);

/// Takes in what lies in the inbox, fetches what has an address, then builds.
pub fn run(args: &Args, command: &Run) -> Result<u8, Failure> {
    let mut project = Project::open(args, &command.build.datasets)?;
    prove::keep_provable(&mut project);
    let mut failures = Vec::new();
    let has_inbox = project.root.join("inbox").is_dir();
    if !command.build.samples && (has_inbox || !command.offline) {
        let store = Store::open_or_create(&store_path(args, &project))?;
        let progress = Progress::new(args, project.pipelines.len() as u64);
        (_, failures) = fetching::take_in(&project, &store)?;
        failures.iter().for_each(|failure| progress.note(&format!("error: {failure}")));
        if !command.offline {
            let options = Options { fresh_enough: Some(FRESH_ENOUGH), ..Options::default() };
            let seen = fetching::look(&project, &store, &fetching::all(&project), &options, &progress)?;
            failures.extend(seen.into_iter().filter_map(|seen| seen.failure));
        }
        progress.done();
    }
    build_project(args, &command.build, &project, failures)
}

pub fn build(args: &Args, command: &Build) -> Result<u8, Failure> {
    let mut project = Project::open(args, &command.datasets)?;
    prove::keep_provable(&mut project);
    build_project(args, command, &project, Vec::new())
}

fn build_project(args: &Args, command: &Build, project: &Project, fetch_failures: Vec<Failure>) -> Result<u8, Failure> {
    prove::release(project)?;
    let sources = match command.samples {
        true => Sources::samples(&project.root),
        false => Sources::Store { store: Store::open(&store_path(args, project))?, until: None },
    };
    let out = command.out.clone().unwrap_or_else(|| project.root.join("out"));
    let epoch = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => Some(text.parse().map_err(|_| {
            Failure::Usage(format!(
                "SOURCE_DATE_EPOCH is `{text}`\n  hint: set it to whole seconds since 1970, or unset it"
            ))
        })?),
        Err(_) => None,
    };
    let editions: usize = project.pipelines.iter().map(|pipeline| pipeline.editions.len()).sum();
    let progress = Progress::new(args, editions as u64);
    for (_, failure) in &project.broken {
        progress.note(&format!("error: {failure}"));
    }
    let finished = crate::run::run(project, &sources, &Target::Next { out: &out }, epoch, &progress)?;
    progress.done();
    let lang = args.language();
    for finding in finished.findings.iter().filter(|finding| finding.severity == "fatal") {
        let message = lang.say(&finding.message_es, &finding.message_en);
        progress.note(&format!("error: {}: {message}", finding.rule_code));
    }
    if args.json {
        output::line(summary::json(&finished))?;
    } else {
        output::line(summary::text(&finished, args.language()))?;
    }
    let datasets = project.pipelines.len() + project.broken.len();
    let broken = project.broken.iter().map(|(_, failure)| failure);
    Ok(exit_code(&finished, datasets, broken.chain(&fetch_failures).map(Failure::code)))
}

/// What happened, in one number. A single dataset ends with its own code, several with "partial".
fn exit_code(finished: &Finished, datasets: usize, elsewhere: impl Iterator<Item = u8>) -> u8 {
    if finished.is_stopped {
        return FATAL_FINDING;
    }
    let here = finished.reports.iter().filter_map(|report| match &report.outcome {
        Outcome::Failed(failure) => Some(failure.code()),
        Outcome::Held(_) => Some(FATAL_FINDING),
        Outcome::Good(_) | Outcome::Awaiting { .. } => None,
    });
    // A dataset that waits for a download that should have come is no success; one that waits for a person is.
    let is_download = |report: &Report| matches!(report.outcome, Outcome::Awaiting { by_hand: false });
    let mut of_each = finished.reports.chunk_by(|one, next| one.dataset == next.dataset);
    let missing = of_each.any(|editions| !is_begun(editions) && editions.iter().any(is_download));
    match here.chain(elsewhere).next() {
        Some(_) if finished.released.is_some() && datasets > 1 => PARTIAL,
        Some(code) => code,
        None if missing => PARTIAL,
        None => DONE,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use erario_release::Released;

    use super::*;
    use crate::run::Ingested;

    #[test]
    fn a_held_edition_ends_alone_with_its_own_code_and_among_others_with_partial() {
        let held = Report {
            dataset: "a/held".to_owned(),
            edition: "2018".to_owned(),
            outcome: Outcome::Held(Box::new(Ingested::sample("a/held", &["fatal"]))),
            earlier: Vec::new(),
            left_out: Vec::new(),
        };
        let mut finished = Finished { reports: vec![held], ..Finished::default() };
        let none = std::iter::empty::<u8>;
        assert_eq!(exit_code(&finished, 1, none()), FATAL_FINDING);
        assert_eq!(exit_code(&finished, 2, none()), FATAL_FINDING, "nothing was released");
        finished.released = Some(Released { id: String::new(), path: PathBuf::new(), unchanged: false, yanked: None });
        assert_eq!(exit_code(&finished, 2, none()), PARTIAL);
        assert_eq!(exit_code(&finished, 1, none()), FATAL_FINDING);
    }
}
