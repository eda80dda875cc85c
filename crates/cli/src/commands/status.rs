//! `erario status`: what the store holds, and what is awaited.

use comfy_table::{ContentArrangement, Table, presets};
use erario_fetch::{Store, StoreError};
use serde_json::json;

use crate::args::Args;
use crate::exit::{DONE, Failure};
use crate::output;
use crate::project::Project;
use crate::sources::store_path;

pub fn status(args: &Args) -> Result<u8, Failure> {
    let project = Project::open(args, &[])?;
    let store = match Store::open(&store_path(args, &project)) {
        Ok(store) => Some(store),
        Err(StoreError::NoStore { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let lang = args.language();
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header([
        lang.say("conjunto", "dataset"),
        lang.say("edición", "edition"),
        lang.say("estado", "state"),
        lang.say("obtenido", "retrieved"),
        lang.say("fuente", "source"),
    ]);
    let mut rows = Vec::new();
    for pipeline in &project.pipelines {
        for edition in &pipeline.editions {
            let snapshot = match &store {
                Some(store) => store.latest(&pipeline.address, &edition.id)?,
                None => None,
            };
            let (state, retrieved_at, source_id) = match &snapshot {
                Some(snapshot) => {
                    ("stored", Some(snapshot.provenance.retrieved_at.clone()), Some(snapshot.source_id()))
                }
                None => ("awaiting", None, None),
            };
            let shown = lang.say(if state == "stored" { "guardado" } else { "en espera" }, state);
            table.add_row([
                pipeline.address.to_string(),
                edition.id.clone(),
                shown.to_owned(),
                retrieved_at.clone().unwrap_or_default(),
                edition
                    .url
                    .clone()
                    .unwrap_or_else(|| lang.say("a mano (erario add)", "by hand (erario add)").to_owned()),
            ]);
            rows.push(json!({
                "dataset": pipeline.address.to_string(), "edition": edition.id, "state": state,
                "retrieved_at": retrieved_at, "source_id": source_id, "url": edition.url,
            }));
        }
    }
    for (_, failure) in &project.broken {
        eprintln!("error: {failure}");
    }
    if args.json {
        output::line(json!({ "format": 1, "datasets": rows }))?;
    } else {
        output::line(table)?;
    }
    Ok(project.broken.first().map_or(DONE, |(_, failure)| failure.code()))
}
