//! What this machine has seen of signed lists of releases, so that nobody can serve it an older one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use erario_release::index::VerifiedIndex;
use erario_release::sign::Keyring;
use serde::{Deserialize, Serialize};

use crate::exit::Failure;

/// A list of releases -> what was seen of it. A list is known by the key that the reader trusts and by its beginning.
#[derive(Default, Serialize, Deserialize)]
pub struct Seen {
    format: u32,
    lists: BTreeMap<String, List>,
    #[serde(skip)]
    path: PathBuf,
}

#[derive(Clone, Default, Serialize, Deserialize)]
struct List {
    serial: u64,
    sha256: String,
    /// Keys that others have replaced.
    replaced: BTreeSet<String>,
}

impl Seen {
    /// What was seen so far; nothing where the machine has no place for it.
    pub fn open() -> Result<Option<Seen>, Failure> {
        let Some(path) = path() else { return Ok(None) };
        let mut seen: Seen = match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|error| {
                Failure::Usage(format!(
                    "{}: {error}\n  hint: it remembers the serials of lists of releases; delete it to begin anew",
                    path.display()
                ))
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Seen::default(),
            Err(error) => return Err(Failure::read(path.display())(error)),
        };
        seen.path = path;
        Ok(Some(seen))
    }

    /// Holds a list against the one that was seen last.
    pub fn judge(&self, index: &mut VerifiedIndex, trusted: &str) {
        if let Some(before) = self.lists.get(&name(index, trusted)).cloned() {
            index.since(before.serial, &before.sha256);
        }
    }

    /// Keys that this machine knows to be replaced say nothing new any more.
    pub fn forget_replaced(&self, keys: &mut Keyring) {
        self.lists.values().flat_map(|list| &list.replaced).for_each(|id| keys.forget(id));
    }

    /// Remembers a list that is good.
    pub fn remember(&mut self, index: &VerifiedIndex, keys: &Keyring) -> Result<(), Failure> {
        let replaced = keys.replaced().map(str::to_owned).collect();
        let now = List { serial: index.index.serial, sha256: index.sha256.clone(), replaced };
        self.lists.insert(name(index, &keys.given()), now);
        self.format = 1;
        let written = || {
            let folder = self.path.parent().unwrap_or(&self.path);
            fs::create_dir_all(folder)?;
            let file = tempfile::NamedTempFile::new_in(folder)?;
            serde_json::to_writer_pretty(&file, self)?;
            file.as_file().sync_all()?;
            file.persist(&self.path).map_err(|error| error.error)
        };
        written().map(drop).map_err(Failure::write(self.path.display()))
    }
}

fn name(index: &VerifiedIndex, trusted: &str) -> String {
    format!("{trusted} {}", index.index.begun)
}

/// Where programs keep what they have seen (XDG Base Directory Specification).
fn path() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = folder("XDG_STATE_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/state")))?;
    Some(state.join("erario/seen.json"))
}
