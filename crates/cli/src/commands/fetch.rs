//! `erario fetch`: looks at what publishers offer, and stores what is new.

use erario_fetch::{Outcome, Store};
use erario_model::Origin;
use serde_json::{Value, json};

use crate::args::{Args, Fetch};
use crate::exit::{DONE, Failure, PARTIAL};
use crate::fetching::{self, Options, Seen, Wanted};
use crate::output;
use crate::progress::Progress;
use crate::project::Project;
use crate::sources::store_path;

pub fn fetch(args: &Args, command: &Fetch) -> Result<u8, Failure> {
    let project = Project::open(args, &command.datasets)?;
    let (wanted, undeclared) = wanted(&project, command)?;
    let progress = Progress::new(args, project.pipelines.len() as u64);
    if !undeclared.is_empty() {
        let years: Vec<String> = undeclared.iter().map(ToString::to_string).collect();
        progress.note(&format!("no edition is declared for {}", years.join(", ")));
    }
    if command.dry_run {
        return dry_run(args, &project, &wanted, command);
    }
    let store = Store::open_or_create(&store_path(args, &project))?;
    let (mut taken, mut failures) = (Vec::new(), Vec::new());
    if command.is_everything() {
        (taken, failures) = fetching::take_in(&project, &store)?;
        failures.iter().for_each(|failure| progress.note(&format!("error: {failure}")));
    }
    let options = command.options();
    let seen = fetching::look(&project, &store, &wanted, &options, &progress)?;
    progress.done();
    tell(args, &taken, &seen, &failures)?;
    for (_, failure) in &project.broken {
        eprintln!("error: {failure}");
    }
    let broken = project.broken.iter().map(|(_, failure)| failure);
    let codes = broken.chain(&failures).chain(seen.iter().filter_map(|seen| seen.failure.as_ref())).map(Failure::code);
    let is_any_good = !taken.is_empty() || seen.iter().any(|seen| seen.failure.is_none());
    Ok(exit_code(codes.collect(), is_any_good, project.pipelines.len() + project.broken.len()))
}

/// A single dataset ends with its own code, several of which some are good with "partial".
fn exit_code(codes: Vec<u8>, is_any_good: bool, datasets: usize) -> u8 {
    match codes.first() {
        None => DONE,
        Some(_) if is_any_good && datasets > 1 => PARTIAL,
        Some(code) => *code,
    }
}

impl Fetch {
    fn options(&self) -> Options {
        let only_missing = self.from.is_some() || self.to.is_some();
        Options { refresh: self.refresh, only_missing, fresh_enough: None }
    }

    /// No edition is singled out, so that the inbox is meant too.
    fn is_everything(&self) -> bool {
        self.editions.is_empty() && self.from.is_none() && self.to.is_none()
    }
}

/// The editions that are meant, and the years without one.
fn wanted<'a>(project: &'a Project, command: &Fetch) -> Result<(Vec<Wanted<'a>>, Vec<i32>), Failure> {
    let mut wanted = fetching::all(project);
    for id in &command.editions {
        let fetched = wanted.iter().any(|wanted| wanted.edition.id == *id);
        let is_declared = project.pipelines.iter().any(|pipeline| pipeline.edition(id).is_some());
        match (fetched, is_declared) {
            (true, _) => {}
            (false, true) => {
                return Err(Failure::Usage(format!(
                    "{}: the edition `{id}` has no address\n  hint: bring it with `erario add`, or give it a `url` in the pipeline file",
                    named(command)
                )));
            }
            (false, false) => {
                return Err(Failure::Usage(format!(
                    "{}: no edition `{id}` is declared\n  hint: `erario status` lists all editions",
                    named(command)
                )));
            }
        }
    }
    wanted.retain(|wanted| command.editions.is_empty() || command.editions.contains(&wanted.edition.id));
    Ok(fetching::within(wanted, command.from, command.to))
}

/// The datasets that are meant, for messages.
fn named(command: &Fetch) -> String {
    if command.datasets.is_empty() { "all datasets".to_owned() } else { command.datasets.join(", ") }
}

/// What would be asked, without asking anybody.
fn dry_run(args: &Args, project: &Project, wanted: &[Wanted], command: &Fetch) -> Result<u8, Failure> {
    let store = match Store::open(&store_path(args, project)) {
        Ok(store) => Some(store),
        Err(erario_fetch::StoreError::NoStore { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let options = command.options();
    let mut rows = Vec::new();
    for Wanted { pipeline, edition } in wanted {
        let stored = store.as_ref().map(|store| store.latest(&pipeline.address, &edition.id)).transpose()?.flatten();
        let is_skipped = stored.is_some() && options.only_missing && !options.refresh;
        let place = match pipeline.origin(edition) {
            Origin::Url(url) => url,
            Origin::Page(page) => format!("{} -> {}", page.url, edition.fill(&page.link)),
            Origin::Ckan(ckan) => format!("{} -> {}", ckan.url, edition.fill(&ckan.name)),
            Origin::ByHand => continue,
        };
        rows.push((pipeline.address.to_string(), edition.id.clone(), stored.is_some(), is_skipped, place));
    }
    if args.json {
        let rows: Vec<Value> = rows
            .iter()
            .map(|(dataset, edition, is_stored, is_skipped, place)| {
                json!({ "dataset": dataset, "edition": edition, "stored": is_stored, "skipped": is_skipped, "place": place })
            })
            .collect();
        output::line(json!({ "format": 1, "dry_run": true, "editions": rows }))?;
    } else {
        let lang = args.language();
        for (dataset, edition, is_stored, is_skipped, place) in &rows {
            let action = match (is_stored, is_skipped) {
                (_, true) => lang.say("guardado, no se pide", "stored, would not be asked for"),
                (true, false) => lang.say("guardado, se revisa", "stored, would be looked at"),
                (false, false) => lang.say("se descarga", "would be downloaded"),
            };
            output::line(format!("{dataset} {edition}: {action}: {place}"))?;
        }
    }
    Ok(DONE)
}

/// New snapshots on stdout, one a line; how many looks found nothing new on stderr.
fn tell(args: &Args, taken: &[String], seen: &[Seen], failures: &[Failure]) -> Result<(), Failure> {
    let new = seen.iter().filter(|seen| seen.outcome == Outcome::New && seen.failure.is_none());
    let new: Vec<&str> = new.filter_map(|seen| seen.source_id.as_deref()).collect();
    if args.json {
        let rows: Vec<Value> = seen.iter().map(row).collect();
        let inbox: Vec<String> = failures.iter().map(ToString::to_string).collect();
        let fetched: Vec<&str> = taken.iter().map(String::as_str).chain(new).collect();
        return output::line(json!({
            "format": 1, "fetched": fetched, "editions": rows, "inbox_errors": inbox,
        }));
    }
    for source_id in taken.iter().map(String::as_str).chain(new) {
        output::line(source_id)?;
    }
    let unchanged = seen.iter().filter(|seen| seen.outcome == Outcome::Unchanged && seen.failure.is_none()).count();
    if unchanged > 0 && !args.quiet {
        let lang = args.language();
        eprintln!("{}", lang.count(unchanged, ("sin cambios", "sin cambios"), ("unchanged", "unchanged")));
    }
    Ok(())
}

fn row(seen: &Seen) -> Value {
    let error = seen
        .failure
        .as_ref()
        .map(|failure| json!({ "id": failure.id(), "code": failure.code(), "message": failure.to_string() }));
    json!({
        "dataset": seen.dataset, "edition": seen.edition, "outcome": seen.outcome, "url": seen.url,
        "source_id": seen.source_id, "error": error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_dataset_ends_with_its_own_code_and_several_with_partial() {
        assert_eq!(exit_code(vec![], true, 2), DONE);
        assert_eq!(exit_code(vec![21], true, 1), 21);
        assert_eq!(exit_code(vec![21], true, 2), PARTIAL);
        assert_eq!(exit_code(vec![20, 21], false, 2), 20);
    }
}
