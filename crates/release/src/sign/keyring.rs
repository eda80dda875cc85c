//! Keys that replace others: a reader who trusts one key trusts the next, because the first one says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use minisign::SignatureBox;

use super::{PublicKey, SecretKey, is_signed, sign_file, signature_of};
use crate::ReleaseError;
use crate::index;

/// The folder of public keys that replaced others, beside the releases.
pub(crate) const KEYS: &str = "keys";

/// The keys that a reader trusts: one that he has from elsewhere, and those that took its place.
pub struct Keyring {
    keys: Vec<PublicKey>,
    replaced: BTreeSet<String>,
}

impl Keyring {
    pub fn of(key: PublicKey) -> Keyring {
        Keyring { keys: vec![key], replaced: BTreeSet::new() }
    }

    /// The id of the key that the reader has from elsewhere.
    pub fn given(&self) -> String {
        self.keys[0].id()
    }

    /// Follows the statements beside some releases from key to key. A statement by nobody who is trusted says nothing.
    pub fn follow(&mut self, out: &Path) -> Result<(), ReleaseError> {
        let mut statements = statements(&out.join(KEYS))?;
        // A chain may be listed in any order: each round adds the keys that the ones before vouch for.
        while let Some(place) = statements.iter().position(|statement| self.vouches(statement)) {
            let statement = statements.swap_remove(place);
            self.replaced.insert(statement.by);
            self.keys.push(statement.key);
        }
        Ok(())
    }

    /// A key that is known to be replaced, from an earlier visit.
    pub fn forget(&mut self, id: &str) {
        self.replaced.insert(id.to_owned());
    }

    /// The ids of keys that others have replaced.
    pub fn replaced(&self) -> impl Iterator<Item = &str> {
        self.replaced.iter().map(String::as_str)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &PublicKey> {
        self.keys.iter()
    }

    pub(super) fn current(&self) -> impl Iterator<Item = &PublicKey> {
        self.keys.iter().filter(|key| !self.replaced.contains(&key.id()))
    }

    fn vouches(&self, statement: &Statement) -> bool {
        let by = self.keys.iter().find(|key| key.id() == statement.by);
        let comment = statement.signature.trusted_comment().unwrap_or_default();
        comment == names_keys(&statement.key.id(), &statement.by)
            && by.is_some_and(|by| is_signed(&statement.signature, &statement.bytes, by).is_ok())
    }
}

/// A public key, and who says that it takes its place.
struct Statement {
    key: PublicKey,
    by: String,
    bytes: Vec<u8>,
    signature: SignatureBox,
}

/// The ids of the keys that lie beside some releases, as names of their files.
pub(crate) fn replacements(out: &Path) -> Result<Vec<String>, ReleaseError> {
    let mut ids: Vec<String> = statements(&out.join(KEYS))?.iter().map(|statement| statement.key.id()).collect();
    ids.sort();
    Ok(ids)
}

/// Every file of the folder that reads as a statement; whoever can write there could put anything else too.
fn statements(folder: &Path) -> Result<Vec<Statement>, ReleaseError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut statements = Vec::new();
    for entry in fs::read_dir(folder).map_err(ReleaseError::read(folder))? {
        let path = entry.map_err(ReleaseError::read(folder))?.path();
        if path.extension().is_none_or(|ending| ending != "pub") {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).map_err(ReleaseError::read(&path))?;
        let key = PublicKey::parse(&String::from_utf8_lossy(&bytes)).ok();
        let signature = fs::read_to_string(folder.join(signature_of(&name))).ok();
        let signature = signature.and_then(|text| SignatureBox::from_string(&text).ok());
        if let (Some(key), Some(signature)) = (key, signature) {
            statements.push(Statement { key, by: super::hex_id(signature.keynum()), bytes, signature });
        }
    }
    Ok(statements)
}

fn names_keys(new: &str, old: &str) -> String {
    format!("erario key {new} replaces {old}")
}

/// Puts a new public key beside the releases, with the old key's word that it takes its place.
pub fn replace(out: &Path, old: &SecretKey, new: &str) -> Result<(), ReleaseError> {
    let id = PublicKey::parse(new).map_err(|error| ReleaseError::Sign { detail: error.to_string() })?.id();
    let folder = out.join(KEYS);
    fs::create_dir_all(&folder).map_err(ReleaseError::disk(&folder))?;
    let name = format!("{id}.pub");
    index::replace(&folder.join(&name), new.as_bytes())?;
    sign_file(&folder, &name, &names_keys(&id, &old.id()), old)
}

#[cfg(test)]
mod tests {
    use super::super::NewKey;
    use super::*;

    fn pair() -> (SecretKey, String, String) {
        let pair = NewKey::new(None).unwrap();
        let id = PublicKey::parse(&pair.public).unwrap().id();
        (SecretKey::parse(&pair.secret, None).unwrap(), pair.public, id)
    }

    fn current(trusted: &str, out: &Path) -> String {
        let mut keys = Keyring::of(PublicKey::parse(trusted).unwrap());
        keys.follow(out).unwrap();
        keys.current().map(PublicKey::id).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn s14_trust_goes_from_key_to_key_and_not_back() {
        let out = tempfile::tempdir().unwrap();
        let [first, second, third] = [pair(), pair(), pair()];
        replace(out.path(), &second.0, &third.1).unwrap();
        assert_eq!(current(&first.1, out.path()), first.2, "nobody trusted vouches for the third");
        replace(out.path(), &first.0, &second.1).unwrap();
        assert_eq!(current(&first.1, out.path()), third.2);
        assert_eq!(current(&third.1, out.path()), third.2);
    }

    #[test]
    fn s14_a_statement_for_another_key_says_nothing() {
        let out = tempfile::tempdir().unwrap();
        let [first, second, stranger] = [pair(), pair(), pair()];
        replace(out.path(), &first.0, &second.1).unwrap();
        fs::write(out.path().join(KEYS).join(format!("{}.pub", second.2)), &stranger.1).unwrap();
        assert_eq!(current(&first.1, out.path()), first.2);
    }
}
