//! Where a release is made before it appears, and what a run that was killed left behind.

use std::fs::{self, File};
use std::path::Path;

use tempfile::TempDir;

use crate::ReleaseError;
use crate::index::{Lock, NEW};

const PREFIX: &str = ".release-";
const IN_USE: &str = "in-use";

/// A folder beside the releases, on their disk, so that a rename moves what is done. It goes with its process.
pub(crate) struct Workplace {
    folder: TempDir,
    _in_use: File,
}

impl Workplace {
    pub(crate) fn new(out: &Path) -> Result<Workplace, ReleaseError> {
        // While nobody else makes or removes one.
        let _lock = Lock::of(out)?;
        sweep(out)?;
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(out).map_err(ReleaseError::disk(out))?;
        let path = folder.path().join(IN_USE);
        let in_use = File::create_new(&path).map_err(ReleaseError::disk(&path))?;
        in_use.lock().map_err(ReleaseError::disk(&path))?;
        Ok(Workplace { folder, _in_use: in_use })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes what is in nobody's use. The kernel's locks end with their process, however that ends.
fn sweep(out: &Path) -> Result<(), ReleaseError> {
    for entry in fs::read_dir(out).map_err(ReleaseError::disk(out))? {
        let entry = entry.map_err(ReleaseError::disk(out))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // The list is written under the same lock: whoever began this file is gone.
        if name.starts_with(NEW) {
            fs::remove_file(entry.path()).map_err(ReleaseError::disk(entry.path()))?;
        }
        if !name.starts_with(PREFIX) {
            continue;
        }
        let is_used = File::open(entry.path().join(IN_USE)).is_ok_and(|file| file.try_lock().is_err());
        if !is_used {
            fs::remove_dir_all(entry.path()).map_err(ReleaseError::disk(entry.path()))?;
        }
    }
    Ok(())
}
