//! `erario add`: a file that arrived by hand becomes a snapshot like any other.

use erario_fetch::Store;
use erario_model::Received;
use serde_json::json;

use crate::args::{Add, Args};
use crate::exit::{DONE, Failure};
use crate::fetching::{self, Handed, check_day};
use crate::output;
use crate::project::Project;
use crate::sources::store_path;

pub fn add(args: &Args, command: &Add) -> Result<u8, Failure> {
    let mut project = Project::open(args, std::slice::from_ref(&command.dataset))?;
    if let Some((_, failure)) = project.broken.pop() {
        return Err(failure);
    }
    let Some(pipeline) = project.pipelines.first() else { return Ok(DONE) };
    if pipeline.edition(&command.edition).is_none() {
        let known: Vec<&str> = pipeline.editions.iter().map(|edition| edition.id.as_str()).collect();
        return Err(Failure::Usage(format!(
            "{} declares no edition `{}`, only {}\n  hint: use one of them, or declare this one too",
            pipeline.file,
            command.edition,
            known.join(", ")
        )));
    }
    if !command.file.is_file() {
        return Err(Failure::Usage(format!("there is no file {}\n  hint: check the path", command.file.display())));
    }
    let handed = Handed {
        path: &command.file,
        edition: &command.edition,
        url: command.url.clone(),
        received: received(command)?,
    };
    let store = Store::open_or_create(&store_path(args, &project))?;
    let snapshot = fetching::store_file(&project, &store, pipeline, handed)?;
    if args.json {
        output::line(json!({ "format": 1, "source_id": snapshot.source_id(), "snapshot": snapshot.provenance }))?;
    } else {
        output::line(snapshot.source_id())?;
    }
    Ok(DONE)
}

/// Who handed the file over, when and how, as far as that is said. The day is today, unless another one is given.
fn received(command: &Add) -> Result<Option<Received>, Failure> {
    let Some(from) = &command.from else { return Ok(None) };
    let today = || jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let on = command.received.clone().unwrap_or_else(today);
    check_day(&on).map_err(|why| Failure::Usage(format!("--received: {why}\n  hint: write the year first")))?;
    Ok(Some(Received { from: from.clone(), on, how: command.how.clone() }))
}
