//! Files that are there whole, or not at all, whatever moment the power fails.
//!
//! A file is written under a temporary name, brought to the disk, and only then renamed; the rename itself is brought
//! to the disk by syncing the folder. What a crash leaves behind is at worst a temporary file that nobody reads.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Temporary files begin with a dot, so that no reader of a folder takes them for content.
pub(crate) const TEMPORARY_PREFIX: &str = ".new-";

/// A file with a name nobody else has, in `folder`, which must be on the same disk as its later place.
pub(crate) fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder)
}

/// Makes `path` hold `bytes`, by way of a temporary file in `root`.
pub(crate) fn write(root: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = temporary_in(root)?;
    file.write_all(bytes)?;
    persist(file, path)
}

/// Moves a finished temporary file to its place, readable by all and writable by nobody.
pub(crate) fn persist(file: NamedTempFile, path: &Path) -> io::Result<()> {
    make_read_only(file.as_file())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    match path.parent() {
        Some(folder) => sync_folder(folder),
        None => Ok(()),
    }
}

/// Makes a folder and those above it, each of them on the disk before the next.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_folder(above)?;
    match fs::create_dir(folder) {
        // Somebody else was faster, which is as good.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }?;
    sync_folder(above)
}

/// The mode is set, not left to the umask: a store made by a timer must be readable by the people who audit it.
#[cfg(unix)]
fn make_read_only(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o444))
}

#[cfg(not(unix))]
fn make_read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Only Unix opens a folder as a file; elsewhere the file system answers for the rename.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_is_whole_read_only_and_leaves_no_litter() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/b/file");
        create_folder(path.parent().unwrap()).unwrap();
        write(root.path(), &path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn f03_a_write_that_fails_leaves_neither_file_nor_litter() {
        let root = tempfile::tempdir().unwrap();
        assert!(write(root.path(), &root.path().join("missing/file"), b"lost").is_err());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }

    #[test]
    fn f09_the_umask_does_not_decide_who_may_read() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &root.path().join("file"), b"").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(root.path().join("file")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o444);
        }
    }
}
