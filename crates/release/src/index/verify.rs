//! Is the list of releases the newest that its publisher gave out?

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::disk::parse;
use super::{INDEX, Index, digest_of_listing};
use crate::ReleaseError;
use crate::folder::hex;
use crate::sign::{self, Keyring};
use crate::verify::{Fault, FaultKind, LISTING, fault};

/// A list of releases, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedIndex {
    pub index: Index,
    /// The SHA-256 of the list itself.
    pub sha256: String,
    /// The id of the key that signed it, where keys were given and its signature is good.
    pub signed_by: Option<String>,
    pub faults: Vec<Fault>,
}

/// Checks the list of a folder of releases, and its signature and its time where keys are given; nothing where there is
/// no list. Whether it is older than one that was seen only its reader knows: [`VerifiedIndex::since`].
pub fn verify(out: &Path, keys: Option<&Keyring>, now: Timestamp) -> Result<Option<VerifiedIndex>, ReleaseError> {
    let path = out.join(INDEX);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ReleaseError::read(&path)(error)),
    };
    let index = parse(&text).map_err(|detail| ReleaseError::Index { path, detail })?;
    let (mut signed_by, mut faults) = (None, Vec::new());
    if let Some(keys) = keys {
        match sign::check_index(out, &text, index.serial, keys)? {
            Ok(by) => signed_by = Some(by),
            Err(fault) => faults.push(fault),
        }
        if index.expires < now {
            faults.push(fault(INDEX, FaultKind::Expired, index.expires.to_string(), format!("> {now:.0}")));
        }
    }
    Ok(Some(VerifiedIndex { index, sha256: hex(&Sha256::digest(&text)), signed_by, faults }))
}

impl VerifiedIndex {
    /// Holds the list against the serial and the checksum of one that was seen before.
    pub fn since(&mut self, serial: u64, sha256: &str) {
        let found = self.index.serial;
        if found < serial {
            self.faults.push(fault(INDEX, FaultKind::Rollback, found.to_string(), format!("≥ {serial}")));
        } else if found == serial && self.sha256 != sha256 {
            self.faults.push(fault(INDEX, FaultKind::Fork, &self.sha256, sha256));
        }
    }

    /// Holds a release against the list.
    pub fn holds(&mut self, folder: &Path, id: &str) -> Result<(), ReleaseError> {
        match self.index.entry(id) {
            None => self.faults.push(fault(INDEX, FaultKind::Unlisted, id, "")),
            Some(entry) => {
                let found = digest_of_listing(folder)?;
                if found != entry.sha256sums {
                    self.faults.push(fault(LISTING, FaultKind::Checksum, found, &entry.sha256sums));
                }
            }
        }
        Ok(())
    }
}
