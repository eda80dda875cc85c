//! What is known about a file before its bytes are: the larger part of its provenance.

use erario_model::{Address, Licence, Provenance, Received};
use jiff::Timestamp;

use crate::HttpFacts;
use crate::content::Content;

/// What is known about a file that is about to become a snapshot.
#[derive(Clone, Debug)]
pub struct NewSnapshot {
    pub dataset: Address,
    pub edition: String,
    /// The name that the publisher gave the file.
    pub file_name: String,
    pub url: Option<String>,
    pub licence: Licence,
    pub is_sample: bool,
    pub retrieved_at: Timestamp,
    /// The version of erario that stores it.
    pub stored_by: String,
    /// The pipeline file that it is stored for, by the hash of its text.
    pub pipeline_sha256: Option<String>,
    /// What the file says, whatever holds it; none where it is not what its pipeline says.
    pub content_sha256: Option<String>,
    /// Who handed it over, where nobody fetched it.
    pub received: Option<Received>,
    /// What the server said; nothing for a file that was brought by hand.
    pub http: Option<HttpFacts>,
}

impl NewSnapshot {
    /// The proof that is kept beside the bytes.
    pub(crate) fn provenance(self, content: Content) -> Provenance {
        let http = self.http;
        Provenance {
            dataset: self.dataset,
            edition: self.edition,
            file_name: self.file_name,
            url: self.url,
            redirects: http.as_ref().map(|http| http.redirects.clone()).unwrap_or_default(),
            retrieved_at: self.retrieved_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            http_status: http.as_ref().map(|http| http.status),
            etag: http.as_ref().and_then(|http| http.etag.clone()),
            last_modified: http.as_ref().and_then(|http| http.last_modified.clone()),
            content_type: http.as_ref().and_then(|http| http.content_type.clone()),
            headers: http.map(|http| http.headers).unwrap_or_default(),
            received: self.received,
            sha256: content.sha256,
            content_sha256: self.content_sha256,
            size_bytes: content.size_bytes,
            licence: self.licence,
            is_sample: self.is_sample,
            stored_by: self.stored_by,
            pipeline_sha256: self.pipeline_sha256,
        }
    }
}
