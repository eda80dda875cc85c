//! Whom a reader trusts: the key that he has from elsewhere, those that took its place, and what this machine has seen of
//! the lists that they signed.

mod seen;

use std::fs;
use std::path::Path;

use erario_release::index::VerifiedIndex;
use erario_release::sign::{Keyring, PublicKey};

use crate::exit::Failure;

use seen::Seen;

pub struct Trust {
    pub keys: Keyring,
    seen: Option<Seen>,
}

impl Trust {
    /// Trusts the key in a file, and those that replaced it as far as is known here and in a folder of releases.
    pub fn of(key: &Path, out: Option<&Path>) -> Result<Trust, Failure> {
        let mut keys = Keyring::of(public_key(key)?);
        if let Some(out) = out {
            keys.follow(out)?;
        }
        let seen = Seen::open()?;
        if let Some(seen) = &seen {
            seen.forget_replaced(&mut keys);
        }
        Ok(Trust { keys, seen })
    }

    /// Holds a list against the one that was seen last, and remembers it if it is good.
    pub fn judge(&mut self, list: &mut VerifiedIndex) -> Result<(), Failure> {
        // Anybody could have written a list that nobody signed.
        if let (Some(seen), Some(_)) = (&mut self.seen, &list.signed_by) {
            seen.judge(list, &self.keys.given());
            if list.faults.is_empty() {
                seen.remember(list, &self.keys)?;
            }
        }
        Ok(())
    }

    /// The machine has a place for what it has seen.
    pub fn is_remembered(&self) -> bool {
        self.seen.is_some()
    }
}

fn public_key(path: &Path) -> Result<PublicKey, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::read(path.display()))?;
    PublicKey::parse(&text).map_err(|error| {
        let hint = "name the file that `erario key new` wrote with the ending .pub";
        Failure::Usage(format!("{}: {error}\n  hint: {hint}", path.display()))
    })
}
