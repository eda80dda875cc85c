//! A snapshot: the bytes of a published file, and the proof of where they came from.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Address;

/// Under which terms a file may be used again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// An SPDX id, or the id that Data Package's list of licences knows.
    pub id: String,
    /// Its name in full.
    pub title: String,
    /// Where its text stands.
    pub url: String,
    /// The words that a reuser must repeat.
    pub attribution: String,
    /// A derived database must carry the same licence.
    #[serde(default)]
    pub share_alike: bool,
}

/// How the bytes of a snapshot were got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    pub dataset: Address,
    pub edition: String,
    /// The name that the publisher gave the file; never used as a path.
    pub file_name: String,
    /// Where it was downloaded, or where the person who brought it says it comes from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Every address that the download was sent on to, the last one included.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub redirects: Vec<String>,
    /// RFC 3339, UTC, whole seconds.
    pub retrieved_at: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub http_status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub content_type: Option<String>,
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub size_bytes: u64,
    pub licence: Licence,
    /// Figures of this file are made up, at least in part: a sample.
    #[serde(default)]
    pub is_sample: bool,
    /// The version of erario that stored it.
    pub stored_by: String,
}

/// One stored state of one edition of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub provenance: Provenance,
    /// Where its bytes are.
    pub path: PathBuf,
}

impl Snapshot {
    /// Key of the table `source_file`: the dataset's address, the edition and the start of the content's hash.
    pub fn source_id(&self) -> String {
        let Provenance { dataset, edition, sha256, .. } = &self.provenance;
        format!("{dataset}/{edition}@{}", &sha256[..12.min(sha256.len())])
    }
}
