//! `prov.jsonld`: from which published files each table was made, and by what, in
//! [PROV-O](https://www.w3.org/TR/prov-o/). Tables are named as in `catalog.jsonld`.
//!
//! A release bears no time of its own making, so that it can be made again; only the snapshots have one.

use std::collections::BTreeMap;

use erario_model::Provenance;
use serde_json::{Value, json};

use super::catalog::dataset_id;
use super::jsonld::{document, iri, link};
use crate::folder::{Release, TableFiles};

const MAKING: &str = "prov.jsonld#release";
const PROGRAM: &str = "prov.jsonld#erario";

pub(super) fn of(release: &Release, files: &[TableFiles], id: &str, before: Option<&str>) -> Value {
    let mut graph = vec![
        json!({
            "@id": PROGRAM, "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"], "schema:name": "erario",
            "schema:softwareVersion": release.version,
        }),
        json!({
            "@id": MAKING, "@type": "prov:Activity", "prov:wasAssociatedWith": link(PROGRAM),
            "prov:used": release.sources.iter().map(|source| link(&snapshot_id(source))).collect::<Vec<_>>(),
        }),
    ];
    let mut whole =
        json!({ "@id": "./", "@type": ["prov:Entity", "prov:Collection"], "prov:wasGeneratedBy": link(MAKING) });
    if let Some(before) = before {
        whole["prov:wasRevisionOf"] = link(&format!("../{before}/"));
    }
    let filled = || files.iter().filter(|entry| entry.rows > 0);
    whole["prov:hadMember"] = filled().map(|entry| link(&dataset_id(entry))).collect();
    graph.push(whole);
    let snapshots: BTreeMap<String, String> =
        release.sources.iter().map(|source| (source.source_id(), snapshot_id(source))).collect();
    for entry in filled() {
        let mut table =
            json!({ "@id": dataset_id(entry), "@type": "prov:Entity", "prov:wasGeneratedBy": link(MAKING) });
        let sources: Vec<Value> =
            entry.source_ids.iter().filter_map(|source| snapshots.get(source)).map(|id| link(id)).collect();
        if !sources.is_empty() {
            table["prov:wasDerivedFrom"] = Value::from(sources);
        }
        graph.push(table);
        let forms = [&entry.csv, &entry.excel].into_iter().chain(&entry.parquet);
        graph.extend(forms.map(
            |path| json!({ "@id": path, "@type": "prov:Entity", "prov:specializationOf": link(&dataset_id(entry)) }),
        ));
    }
    let snapshots: BTreeMap<String, Value> =
        release.sources.iter().map(|source| (snapshot_id(source), snapshot(source))).collect();
    graph.extend(snapshots.into_values());
    graph.extend(publishers(release));
    document(release.settings, id, "prov.jsonld", graph)
}

fn snapshot_id(source: &Provenance) -> String {
    format!("prov.jsonld#{}", iri(&source.source_id()))
}

/// A file as it was published, by its bytes.
fn snapshot(source: &Provenance) -> Value {
    let mut node = json!({
        "@id": snapshot_id(source),
        "@type": "prov:Entity",
        "dct:identifier": source.source_id(),
        "dct:title": source.file_name,
        "dct:license": link(&iri(&source.licence.url)),
        "schema:sha256": source.sha256,
        "schema:contentSize": format!("{} B", source.size_bytes),
        "prov:wasAttributedTo": link(&publisher_id(source)),
        "prov:generatedAtTime": { "@value": source.retrieved_at, "@type": "xsd:dateTime" },
    });
    if let Some(url) = &source.url {
        node["prov:hadPrimarySource"] = json!({ "@id": iri(url), "@type": "prov:Entity" });
    }
    node
}

fn publisher_id(source: &Provenance) -> String {
    format!("prov.jsonld#{}", source.dataset.publisher)
}

fn publishers(release: &Release) -> impl Iterator<Item = Value> {
    let agents: BTreeMap<String, Value> = (release.sources.iter())
        .map(|source| {
            let id = publisher_id(source);
            let agent = json!({ "@id": id, "@type": "prov:Agent", "schema:name": source.licence.attribution });
            (id, agent)
        })
        .collect();
    agents.into_values()
}
