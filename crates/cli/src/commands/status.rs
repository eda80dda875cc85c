//! `erario status`: what the store holds, what is awaited, and whether the money of the release is conserved.

mod conserved;
mod table;

use erario_fetch::{Store, StoreError};
use serde_json::json;

use crate::args::{Args, Status};
use crate::exit::{DONE, FATAL_FINDING, Failure};
use crate::output;
use crate::project::Project;
use crate::sources::store_path;

use conserved::Conserved;
use table::{Dataset, Edition};

pub fn status(args: &Args, command: &Status) -> Result<u8, Failure> {
    let project = Project::open(args, &[])?;
    let store = match Store::open(&store_path(args, &project)) {
        Ok(store) => Some(store),
        Err(StoreError::NoStore { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let mut datasets = Vec::new();
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    for pipeline in &project.pipelines {
        let mut editions = Vec::new();
        let looks = store.as_ref().map(|store| store.looks(&pipeline.address)).transpose()?.unwrap_or_default();
        for edition in &pipeline.editions {
            let snapshot = match &store {
                Some(store) => store.latest(&pipeline.address, &edition.id)?,
                None => None,
            };
            let look = looks.get(&edition.id);
            if let Some(look) = look.filter(|look| look.error.is_some()) {
                failed.push((format!("{} {}", pipeline.address, edition.id), look.clone()));
            }
            let state = if snapshot.is_some() { "stored" } else { "awaiting" };
            let retrieved_at = snapshot.as_ref().map(|snapshot| snapshot.provenance.retrieved_at.clone());
            let source_id = snapshot.as_ref().map(erario_model::Snapshot::source_id);
            rows.push(json!({
                "dataset": pipeline.address.to_string(), "edition": edition.id, "state": state,
                "retrieved_at": retrieved_at, "source_id": source_id, "url": edition.url,
                "checked_at": look.map(|look| &look.checked_at), "last_look": look.map(|look| look.outcome),
                "last_error": look.and_then(|look| look.error.as_ref()),
            }));
            let checked_at = look.map(|look| look.checked_at.clone());
            editions.push(Edition {
                id: &edition.id,
                retrieved_at,
                checked_at,
                is_fetched: pipeline.is_fetched(edition),
            });
        }
        datasets.push(Dataset { address: &pipeline.address, is_shaped: pipeline.shaped.is_some(), editions });
    }
    for (_, failure) in &project.broken {
        eprintln!("error: {failure}");
    }
    let out = command.out.clone().unwrap_or_else(|| project.root.join("out"));
    let conserved = Conserved::read(&out)?;
    if args.json {
        let conservation = conserved.as_ref().map(Conserved::json);
        output::line(json!({ "format": 1, "datasets": rows, "conservation": conservation }))?;
    } else {
        output::line(table::text(&datasets, args.language()))?;
        let lang = args.language();
        if !failed.is_empty() {
            output::line(lang.say("\nLa última revisión falló:", "\nThe last look failed:"))?;
            for (place, look) in &failed {
                let error = look.error.as_deref().unwrap_or_default();
                output::line(format!("  {} {place}: {error}", look.checked_at))?;
            }
        }
        let none = lang.say(
            "Todavía no hay publicación de la que decir si su dinero se conserva.",
            "There is no release yet to say of whether its money is conserved.",
        );
        let books = conserved.as_ref().map_or_else(|| none.to_owned(), |conserved| conserved.text(lang));
        output::line(format!("\n{books}"))?;
    }
    let is_lost = conserved.is_some_and(|conserved| !conserved.is_balanced());
    let code = if is_lost { FATAL_FINDING } else { DONE };
    Ok(project.broken.first().map_or(code, |(_, failure)| failure.code()))
}
