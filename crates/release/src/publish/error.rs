//! What can go wrong where releases are published, and what to do about it.

use std::path::PathBuf;

use crate::ReleaseError;

/// Why the list that is there must stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is of another series of releases.
    Other,
    /// It is newer than the one that would take its place.
    Older { found: u64, ours: u64 },
    /// It has the same serial and says something else.
    Fork { serial: u64 },
    /// It names a release that the new one does not, or that has other files there.
    Changed { id: String },
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Other => write!(f, "it was begun by somebody else, or anew"),
            Refusal::Older { found, ours } => write!(f, "it has the serial {found}, and this one only {ours}"),
            Refusal::Fork { serial } => write!(f, "it says something else under the same serial, {serial}"),
            Refusal::Changed { id } => write!(f, "release {id} is not in this one, or has other files there"),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{0}")]
    Release(#[from] ReleaseError),
    #[error(
        "{to}: {detail}; expected a folder, or the address of a bucket or portal\n  hint: s3://bucket/folder, gs://bucket/folder, az://container/folder, or ckan+https://portal/dataset/name"
    )]
    Address { to: String, detail: String },
    #[error(
        "{place}/releases.json: {why}; a published list is never set back\n  hint: publish from the folder that was published last, or to another place"
    )]
    Refused { place: String, why: Refusal },
    #[error(
        "{place}/releases.json: somebody else has published there meanwhile\n  hint: look who else does, and run the command again"
    )]
    Raced { place: String },
    #[error(
        "{}: no release here, and the list names it\n  hint: put it back, or yank it where it was published", folder.display()
    )]
    NotHere { folder: PathBuf },
    #[error(
        "{}: found sha256 {found}, expected {expected}; what is damaged is not published\n  hint: `erario verify` tells all that is wrong with it", path.display()
    )]
    Damaged { path: PathBuf, expected: String, found: String },
    #[error(
        "{place}: read back with sha256 {found}, expected {expected}\n  hint: run the command again; if it is the same every time, look at what stands between here and there"
    )]
    ReadBack { place: String, expected: String, found: String },
    #[error("{place}: {source}\n  hint: {hint}", hint = hint(source))]
    Store { place: String, source: object_store::Error },
    #[error("{place}: {detail}\n  hint: {hint}")]
    Portal { place: String, detail: String, hint: &'static str },
}

fn hint(error: &object_store::Error) -> &'static str {
    use object_store::Error;
    match error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            "check the credentials in the environment, such as AWS_ACCESS_KEY_ID, GOOGLE_SERVICE_ACCOUNT or AZURE_STORAGE_ACCOUNT_NAME, and what they may do there"
        }
        Error::NotFound { .. } => "check that the bucket is there",
        Error::NotImplemented { .. } | Error::NotSupported { .. } => {
            "the store cannot replace a file only if it is the one that was read, which keeps two who publish apart; choose another one"
        }
        _ => "check the address and the network, and run the command again: what was sent is not sent twice",
    }
}
