//! `erario ledger`: what publishers did, in the order in which it was seen.

use comfy_table::{ContentArrangement, Table, presets};
use erario_fetch::Store;
use erario_model::{EventKind, Publication};
use serde_json::{Value, json};

use crate::args::{Args, Lang, Ledger};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::project::Project;
use crate::sources::store_path;

pub fn ledger(args: &Args, command: &Ledger) -> Result<u8, Failure> {
    let project = Project::open(args, &command.datasets)?;
    let store = Store::open(&store_path(args, &project))?;
    let mut rows = Vec::new();
    for pipeline in &project.pipelines {
        for edition in &pipeline.editions {
            rows.extend(store.publications(&pipeline.address, &edition.id)?);
        }
    }
    let place = |row: &Publication| (row.publisher.clone(), row.dataset.clone(), row.seen_at.clone());
    rows.sort_by_cached_key(place);
    if args.json {
        let rows: Vec<Value> = rows.iter().map(row).collect();
        output::line(json!({ "format": 1, "publications": rows }))?;
    } else if rows.is_empty() {
        let nothing = "todavía no hay nada que contar; `erario fetch` mira qué se publica";
        output::line(args.language().say(nothing, "nothing to tell yet; `erario fetch` looks at what is published"))?;
    } else {
        output::line(text(&rows, args.language()))?;
    }
    Ok(DONE)
}

fn row(row: &Publication) -> Value {
    json!({
        "dataset": format!("{}/{}", row.publisher, row.dataset), "edition": row.edition, "event": row.event.code(),
        "seen_at": row.seen_at, "last_modified": row.last_modified, "url": row.url, "source_id": row.source_id,
        "sha256": row.sha256, "size_bytes": row.size_bytes,
    })
}

fn text(rows: &[Publication], lang: Lang) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header([
        lang.say("visto", "seen"),
        lang.say("conjunto", "dataset"),
        lang.say("edición", "edition"),
        lang.say("qué pasó", "event"),
        lang.say("archivo", "file"),
        lang.say("fecha del servidor", "server's date"),
    ]);
    for row in rows {
        table.add_row([
            row.seen_at.clone(),
            format!("{}/{}", row.publisher, row.dataset),
            row.edition.clone(),
            word(row.event, lang).to_owned(),
            row.sha256.as_ref().map_or_else(String::new, |sha256| sha256[..12.min(sha256.len())].to_owned()),
            row.last_modified.clone().unwrap_or_default(),
        ]);
    }
    table.to_string()
}

fn word(event: EventKind, lang: Lang) -> &'static str {
    match event {
        EventKind::Published => lang.say("publicado", "published"),
        EventKind::Restated => lang.say("reemplazado", "restated"),
        EventKind::Repackaged => lang.say("empacado de nuevo", "repackaged"),
        EventKind::Withdrawn => lang.say("retirado", "withdrawn"),
        EventKind::Returned => lang.say("de vuelta", "returned"),
    }
}
