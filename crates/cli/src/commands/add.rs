//! `erario add`: a file that arrived by hand becomes a snapshot like any other.

use erario_fetch::{NewSnapshot, Store};
use serde_json::json;

use crate::args::{Add, Args};
use crate::exit::{DONE, Failure};
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
    let file_name = command.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let store = Store::open_or_create(&store_path(args, &project))?;
    let snapshot = store.add_file(
        &command.file,
        NewSnapshot {
            dataset: pipeline.address.clone(),
            edition: command.edition.clone(),
            file_name,
            url: command.url.clone(),
            licence: pipeline.licence.clone(),
            is_sample: false,
            retrieved_at: jiff::Timestamp::now(),
            stored_by: env!("CARGO_PKG_VERSION").to_owned(),
            http: None,
        },
    )?;
    if args.json {
        output::line(json!({ "format": 1, "source_id": snapshot.source_id(), "snapshot": snapshot.provenance }))?;
    } else {
        output::line(snapshot.source_id())?;
    }
    Ok(DONE)
}
