//! A snapshot: the bytes of a published file, and the proof of where they came from.

use std::collections::BTreeMap;
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
    /// Other headers of the answer that say something about the file, by their names in lower case.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub headers: BTreeMap<String, String>,
    /// Who handed the file over and how, where it did not come from an address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub received: Option<Received>,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// What the file says, whatever holds it: the same for a file that was zipped or saved again. None where the file is
    /// not what its pipeline says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub content_sha256: Option<String>,
    pub size_bytes: u64,
    pub licence: Licence,
    /// Figures of this file are made up, at least in part: a sample.
    #[serde(default)]
    pub is_sample: bool,
    /// The version of erario that stored it.
    pub stored_by: String,
    /// The pipeline file that it was stored for, by the hash of its text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pipeline_sha256: Option<String>,
}

impl Provenance {
    /// What a release may say of it: all but who handed the file over.
    pub fn released(&self) -> Provenance {
        Provenance { received: None, ..self.clone() }
    }

    /// Key of the table `source_file`: the dataset's address, the edition and the start of the content's hash.
    pub fn source_id(&self) -> String {
        let Provenance { dataset, edition, sha256, .. } = self;
        format!("{dataset}/{edition}@{}", &sha256[..12.min(sha256.len())])
    }

    /// How the file arrived, as a release says it: downloaded, handed over with a note of how, or without one.
    pub fn arrival(&self) -> &'static str {
        let is_noted = self.received.as_ref().is_some_and(|received| received.how.is_some());
        match self.http_status {
            Some(_) => "downloaded",
            None if is_noted => "handed_over",
            None => "not_noted",
        }
    }
}

/// How a file arrived that no program fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// Who handed it over: an office, or a person in it. It stays in the store and is never released.
    pub from: String,
    /// The day it arrived, `2026-11-03`.
    pub on: String,
    /// The way it came: a mail, or the number of a request for information.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub how: Option<String>,
}

/// One stored state of one edition of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub provenance: Provenance,
    /// Where its bytes are.
    pub path: PathBuf,
}

impl Snapshot {
    /// Key of the table `source_file`.
    pub fn source_id(&self) -> String {
        self.provenance.source_id()
    }
}
