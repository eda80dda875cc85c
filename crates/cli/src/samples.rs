//! Samples: `data-samples/<publisher>/<dataset>/<edition>/` read as if they were snapshots.

use std::collections::BTreeMap;
use std::path::Path;

use erario_model::{Pipeline, Provenance, Snapshot};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::exit::Failure;

/// `sample.toml`: what stands beside a sample file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleNotes {
    file: String,
    #[serde(default)]
    url: Option<String>,
    retrieved_at: String,
    /// Which figures are real, and whose they are.
    #[serde(rename = "real")]
    _real: String,
    /// Which figures are made up.
    #[serde(rename = "invented")]
    _invented: String,
}

/// The sample of one edition, if there is one.
pub fn snapshot(root: &Path, pipeline: &Pipeline, edition: &str) -> Result<Option<Snapshot>, Failure> {
    let folder =
        root.join("data-samples").join(&pipeline.address.publisher).join(&pipeline.address.dataset).join(edition);
    let notes_path = folder.join("sample.toml");
    if !notes_path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&notes_path).map_err(Failure::read(notes_path.display()))?;
    let notes: SampleNotes = toml::from_str(&text).map_err(|error| {
        Failure::Usage(format!("{}: {error}\n  hint: write it anew with `cargo xtask samples`", notes_path.display()))
    })?;
    let path = folder.join(&notes.file);
    let bytes = std::fs::read(&path).map_err(Failure::read(path.display()))?;
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let provenance = Provenance {
        dataset: pipeline.address.clone(),
        edition: edition.to_owned(),
        file_name: notes.file,
        url: notes.url,
        redirects: Vec::new(),
        retrieved_at: notes.retrieved_at,
        http_status: None,
        etag: None,
        last_modified: None,
        content_type: None,
        headers: BTreeMap::new(),
        received: None,
        sha256,
        content_sha256: None,
        size_bytes: bytes.len() as u64,
        licence: pipeline.licence.clone(),
        is_sample: true,
        stored_by: env!("CARGO_PKG_VERSION").to_owned(),
        pipeline_sha256: None,
    };
    Ok(Some(Snapshot { provenance, path }))
}
