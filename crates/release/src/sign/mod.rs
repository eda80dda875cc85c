//! Signatures of releases, in the format of [minisign](https://jedisct1.github.io/minisign/), so that the tool of that
//! name checks them too.
//!
//! What is signed is `SHA256SUMS`, which lists every other file of a release, and `releases.json`, which lists the
//! releases. The trusted comment, which is signed as well, names the release or the serial of the list: a good signature
//! of one cannot stand beside another.

mod keyring;

use std::fs;
use std::io::{Cursor, ErrorKind};
use std::path::Path;

use jiff::Timestamp;
use minisign::{KeyPair, PublicKeyBox, SecretKeyBox, SignatureBox};

use crate::ReleaseError;
use crate::folder::sha256;
use crate::index::{self, INDEX, Index};
use crate::verify::{Fault, FaultKind, LISTING, fault};

pub(crate) use keyring::{KEYS, replacements};
pub use keyring::{Keyring, replace};

/// Signatures of lists of releases by the checksum of the list, where lists are published: a new one is there before its
/// list, so that no reader finds a list without it.
pub(crate) const LISTS: &str = "lists";

/// The signature of a file lies beside it, as minisign has it.
pub(crate) fn signature_of(name: &str) -> String {
    format!("{name}.minisig")
}

/// Where the signature of a list lies that has this checksum.
pub(crate) fn signature_of_list(sha256: &str) -> String {
    format!("{LISTS}/{}", signature_of(sha256))
}

/// A new pair of keys, each as the text of its file.
pub struct NewKey {
    pub secret: String,
    pub public: String,
}

/// The key that signs.
pub struct SecretKey(minisign::SecretKey);

/// The key that readers have from elsewhere: a site, a gazette, a business card.
pub struct PublicKey(minisign::PublicKey);

/// A key or a password that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("no key could be made: {0}")]
    New(String),
    #[error("no secret key of minisign: {0}")]
    Secret(String),
    #[error("the key is locked with a password, and none was given")]
    Locked,
    #[error("no public key of minisign: {0}")]
    Public(String),
}

impl NewKey {
    /// Without a password, whoever reads the file can sign.
    pub fn new(password: Option<String>) -> Result<NewKey, KeyError> {
        let made = |error: minisign::PError| KeyError::New(error.to_string());
        let pair = match password {
            Some(password) => KeyPair::generate_encrypted_keypair(Some(password)),
            None => KeyPair::generate_unencrypted_keypair(),
        };
        let pair = pair.map_err(made)?;
        let secret = pair.sk.to_box(Some("erario secret key")).map_err(made)?.to_string();
        Ok(NewKey { secret, public: pair.pk.to_box().map_err(made)?.to_string() })
    }
}

impl SecretKey {
    /// Reads the text of a key file.
    pub fn parse(text: &str, password: Option<String>) -> Result<SecretKey, KeyError> {
        let wrong = |error: minisign::PError| KeyError::Secret(error.to_string());
        let parse = || SecretKeyBox::from_string(text).map_err(wrong);
        match parse()?.into_unencrypted_secret_key() {
            Ok(key) => return Ok(SecretKey(key)),
            // The library has no other word for it.
            Err(error) if error.to_string().contains("might be encrypted") => {}
            Err(error) => return Err(wrong(error)),
        }
        let password = password.ok_or(KeyError::Locked)?;
        Ok(SecretKey(parse()?.into_secret_key(Some(password)).map_err(wrong)?))
    }

    /// The id of its public key.
    pub fn id(&self) -> String {
        hex_id(self.0.keynum())
    }
}

impl PublicKey {
    /// Reads the text of a key file, or its second line alone.
    pub fn parse(text: &str) -> Result<PublicKey, KeyError> {
        let wrong = |error: minisign::PError| KeyError::Public(error.to_string());
        match text.trim().lines().count() {
            1 => Ok(PublicKey(minisign::PublicKey::from_base64(text.trim()).map_err(wrong)?)),
            _ => Ok(PublicKey(PublicKeyBox::from_string(text).and_then(PublicKeyBox::into_public_key).map_err(wrong)?)),
        }
    }

    /// As minisign prints it.
    pub fn id(&self) -> String {
        hex_id(self.0.keynum())
    }
}

fn hex_id(number: &[u8]) -> String {
    number.iter().rev().map(|byte| format!("{byte:02X}")).collect()
}

/// What the signature of a release says it is of.
fn names_release(id: &str) -> String {
    format!("erario release {id}")
}

/// What the signature of a list of releases says it is of.
fn names_index(serial: u64) -> String {
    format!("erario index serial {serial}")
}

/// Signs a release that stands. A signature that was there is replaced.
pub fn sign(folder: &Path, id: &str, key: &SecretKey) -> Result<(), ReleaseError> {
    sign_file(folder, LISTING, &names_release(id), key)
}

/// Signs the list of releases, which counts as a change and is good from now on; gives it as it was signed.
pub fn sign_index(out: &Path, key: &SecretKey, now: Timestamp) -> Result<Index, ReleaseError> {
    let _lock = index::Lock::of(out)?;
    let mut index = index::open(out, now)?;
    index::save(out, &mut index, now)?;
    sign_file(out, INDEX, &names_index(index.serial), key)?;
    Ok(index)
}

fn sign_file(folder: &Path, name: &str, comment: &str, key: &SecretKey) -> Result<(), ReleaseError> {
    let path = folder.join(name);
    let bytes = fs::read(&path).map_err(ReleaseError::read(&path))?;
    let signature = minisign::sign(None, &key.0, Cursor::new(bytes), Some(comment), Some("signature of erario"))
        .map_err(|error| ReleaseError::Sign { detail: error.to_string() })?;
    index::replace(&folder.join(signature_of(name)), signature.to_string().as_bytes())
}

/// The id of the key, if its signature is of this release.
pub(crate) fn check_release(
    folder: &Path,
    listing: &[u8],
    id: &str,
    keys: &Keyring,
) -> Result<Result<String, Fault>, ReleaseError> {
    check(folder, &signature_of(LISTING), listing, &names_release(id), keys.all())
}

/// The id of the key, if its signature is of this list. A key that was replaced says nothing new any more.
pub(crate) fn check_index(
    out: &Path,
    text: &[u8],
    serial: u64,
    keys: &Keyring,
) -> Result<Result<String, Fault>, ReleaseError> {
    let by_checksum = signature_of_list(&sha256(text));
    let file = if out.join(&by_checksum).is_file() { by_checksum } else { signature_of(INDEX) };
    check(out, &file, text, &names_index(serial), keys.current())
}

fn check<'k>(
    folder: &Path,
    file: &str,
    bytes: &[u8],
    comment: &str,
    keys: impl Iterator<Item = &'k PublicKey>,
) -> Result<Result<String, Fault>, ReleaseError> {
    let path = folder.join(file);
    let keys: Vec<&PublicKey> = keys.collect();
    let ids = || keys.iter().map(|key| key.id()).collect::<Vec<_>>().join(", ");
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(Err(fault(file, FaultKind::Unsigned, "", ids())));
        }
        Err(error) => return Err(ReleaseError::read(&path)(error)),
    };
    let wrong = |found: String, expected: String| Ok(Err(fault(file, FaultKind::Signature, found, expected)));
    let signature = match SignatureBox::from_string(&text) {
        Ok(signature) => signature,
        Err(error) => return wrong(error.to_string(), String::new()),
    };
    let by = hex_id(signature.keynum());
    let Some(key) = keys.iter().find(|key| key.id() == by) else { return wrong(by, ids()) };
    if let Err(error) = is_signed(&signature, bytes, key) {
        return wrong(error, by);
    }
    let found = signature.trusted_comment().unwrap_or_default();
    match found == comment {
        true => Ok(Ok(by)),
        false => wrong(found, comment.to_owned()),
    }
}

fn is_signed(signature: &SignatureBox, bytes: &[u8], key: &PublicKey) -> Result<(), String> {
    // The old way signs no digest, and its comment says nothing for sure.
    let (is_quiet, prints, allows_the_old_way) = (true, false, false);
    minisign::verify(&key.0, signature, Cursor::new(bytes), is_quiet, prints, allows_the_old_way)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_with_a_password_signs_only_with_it() {
        let pair = NewKey::new(Some("secreto".to_owned())).unwrap();
        assert!(matches!(SecretKey::parse(&pair.secret, None), Err(KeyError::Locked)));
        assert!(matches!(SecretKey::parse(&pair.secret, Some("otro".to_owned())), Err(KeyError::Secret(_))));
        assert!(SecretKey::parse(&pair.secret, Some("secreto".to_owned())).is_ok());
    }

    #[test]
    fn a_public_key_is_known_by_its_file_and_by_its_line() {
        let pair = NewKey::new(None).unwrap();
        let line = pair.public.lines().nth(1).unwrap();
        assert_eq!(PublicKey::parse(&pair.public).unwrap().id(), PublicKey::parse(line).unwrap().id());
        assert!(pair.public.contains(&PublicKey::parse(line).unwrap().id()), "{}", pair.public);
        assert!(PublicKey::parse("not a key").is_err() && SecretKey::parse("not a key", None).is_err());
    }
}
