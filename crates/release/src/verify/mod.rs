//! Is a release what it says it is?
//!
//! `SHA256SUMS` lists every file of a release, so whoever vouches for that one file vouches for all of them. What is
//! checked here needs nothing but the folder and, for the signature, a public key that the reader has from elsewhere.

mod content;
mod sums;

use std::fs;
use std::path::Path;

use crate::ReleaseError;
use crate::folder::digest;
use crate::sign::{self, Keyring};

pub(crate) use sums::{LISTING, listed, parse};

/// What was checked in a release, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The id that the release says it has.
    pub id: String,
    pub files: usize,
    pub bytes: u64,
    /// Rows of all tables.
    pub rows: u64,
    /// The id of the key that signed it, where a key was given and its signature is good.
    pub signed_by: Option<String>,
    /// There is a signature, good or not.
    pub has_signature: bool,
    pub faults: Vec<Fault>,
}

/// Something in a release that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, relative to the release.
    pub path: String,
    pub kind: FaultKind,
    pub found: String,
    pub expected: String,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is listed, and not there.
    Missing,
    /// It is there, and not listed: nobody vouches for it.
    Unlisted,
    /// Its bytes are others than those that were released.
    Checksum,
    /// A line of the list is none, or names a file outside of the release.
    Listing,
    /// It cannot be read as what it is.
    Unreadable,
    /// Other columns than its schema says.
    Columns,
    /// Another number of rows than the manifest says.
    Rows,
    /// The id of the release is that of other tables.
    Id,
    /// A key was given, and nobody has signed.
    Unsigned,
    /// The signature is not of these bytes, not by this key, or about another release.
    Signature,
    /// The list of releases is good no longer: a newer one may be kept from the reader.
    Expired,
    /// The list of releases is older than one that was seen.
    Rollback,
    /// Two lists of releases with one serial.
    Fork,
}

impl FaultKind {
    /// A name that stays the same, for programs.
    pub fn id(self) -> &'static str {
        match self {
            FaultKind::Missing => "missing",
            FaultKind::Unlisted => "unlisted",
            FaultKind::Checksum => "checksum",
            FaultKind::Listing => "listing",
            FaultKind::Unreadable => "unreadable",
            FaultKind::Columns => "columns",
            FaultKind::Rows => "rows",
            FaultKind::Id => "id",
            FaultKind::Unsigned => "unsigned",
            FaultKind::Signature => "signature",
            FaultKind::Expired => "expired",
            FaultKind::Rollback => "rollback",
            FaultKind::Fork => "fork",
        }
    }

    /// What is wrong, in Spanish and in English.
    pub fn told(self) -> [&'static str; 2] {
        match self {
            FaultKind::Missing => ["falta", "is missing"],
            FaultKind::Unlisted => {
                ["no está en la lista, nadie responde por él", "is not listed, nobody vouches for it"]
            }
            FaultKind::Checksum => ["no es el archivo publicado", "is not the file that was released"],
            FaultKind::Listing => ["un renglón que no es de la lista", "a line that is none of the list"],
            FaultKind::Unreadable => ["no se puede leer", "cannot be read"],
            FaultKind::Columns => ["otras columnas que su esquema", "other columns than its schema"],
            FaultKind::Rows => ["otro número de renglones", "another number of rows"],
            FaultKind::Id => ["la clave es de otras tablas", "the id is that of other tables"],
            FaultKind::Unsigned => ["no está firmada", "is not signed"],
            FaultKind::Signature => ["la firma no vale", "the signature is not good"],
            FaultKind::Expired => [
                "ya no vale: puede haber una lista más nueva que no le llega",
                "is good no longer: there may be a newer list that does not reach you",
            ],
            FaultKind::Rollback => ["es más vieja que otra que ya se vio aquí", "is older than one that was seen here"],
            FaultKind::Fork => [
                "no es la que ya se vio aquí con el mismo número de serie",
                "is not the one that was seen here with the same serial",
            ],
        }
    }
}

pub(crate) fn fault(
    path: impl Into<String>,
    kind: FaultKind,
    found: impl Into<String>,
    expected: impl Into<String>,
) -> Fault {
    Fault { path: path.into(), kind, found: found.into(), expected: expected.into() }
}

/// Checks every byte of a release, and its signature where a key is given.
///
/// Errors: the folder is no release, or cannot be read. All else is a [`Fault`].
pub fn verify(folder: &Path, keys: Option<&Keyring>) -> Result<Verified, ReleaseError> {
    let path = folder.join(LISTING);
    let listing = match fs::read(&path) {
        Ok(listing) => listing,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(ReleaseError::NoRelease { folder: folder.to_owned() });
        }
        Err(error) => return Err(ReleaseError::read(&path)(error)),
    };
    let (listed, mut faults) = sums::parse(&listing);
    let files = sums::hash(folder, &listed)?;
    faults.extend(sums::compare(folder, &listed, &files)?);
    let content = content::check(folder, &files, &mut faults);
    let digest = digest(&listed);
    let own = content.id.rsplit_once('-').map_or("", |(_, digest)| digest);
    if own.is_empty() || !digest.starts_with(own) {
        faults.push(fault("manifest.json", FaultKind::Id, &content.id, format!("…-{}", &digest[..12])));
    }
    let mut verified = Verified {
        files: files.len(),
        bytes: files.values().map(|file| file.bytes).sum(),
        rows: content.rows,
        has_signature: folder.join(sign::signature_of(LISTING)).is_file(),
        id: content.id,
        ..Verified::default()
    };
    if let Some(keys) = keys {
        match sign::check_release(folder, &listing, &verified.id, keys)? {
            Ok(signed_by) => verified.signed_by = Some(signed_by),
            Err(fault) => faults.push(fault),
        }
    }
    faults.sort_by(|one, other| one.path.cmp(&other.path));
    verified.faults = faults;
    Ok(verified)
}
