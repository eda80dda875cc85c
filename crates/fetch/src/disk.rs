//! Files that are there whole, or not at all, whatever moment the power fails.
//!
//! A file is written under a temporary name, brought to the disk, and only then renamed; the rename itself is brought
//! to the disk by syncing the folder. What a crash leaves behind is at worst a temporary file that nobody reads.
//!
//! Every operation goes through a [`Disk`], so that a test can make the n-th one fail, or end the process there.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempPath;

/// Temporary files begin with a dot, so that no reader of a folder takes them for content.
pub(crate) const TEMPORARY_PREFIX: &str = ".new-";

/// What is done to a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    MakeFolder,
    Create,
    Open,
    Read,
    Write,
    Sync,
    Rename,
    SyncFolder,
    List,
    Remove,
}

/// A disk that fails as a test says.
pub trait Faults: fmt::Debug + Send + Sync {
    /// Called before each operation.
    fn before(&self, operation: Operation, path: &Path) -> Result<(), Fault>;
}

/// How an operation fails.
#[derive(Debug)]
pub struct Fault {
    pub error: io::Error,
    /// Of a write: the first half of the bytes is written before.
    pub is_short: bool,
}

/// The disk, or one with faults.
#[derive(Clone, Debug, Default)]
pub struct Disk(Option<Arc<dyn Faults>>);

impl Disk {
    pub fn with_faults(faults: Arc<dyn Faults>) -> Disk {
        Disk(Some(faults))
    }

    fn before(&self, operation: Operation, path: &Path) -> io::Result<()> {
        self.0.as_ref().map_or(Ok(()), |faults| faults.before(operation, path).map_err(|fault| fault.error))
    }

    /// A file with a name nobody else has, in `folder`, which must be on the same disk as its later place. It goes when
    /// it is dropped.
    pub(crate) fn temporary_in(&self, folder: &Path) -> io::Result<NewFile> {
        self.before(Operation::Create, folder)?;
        let (file, path) = tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder)?.into_parts();
        Ok(NewFile { file, path, disk: self.clone() })
    }

    /// A file of this name, readable by its owner, with what it holds already. It goes when it is dropped.
    pub(crate) fn unfinished(&self, path: &Path) -> io::Result<NewFile> {
        self.before(Operation::Create, path)?;
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        Ok(NewFile { file, path: TempPath::try_from_path(path)?, disk: self.clone() })
    }

    /// Makes `path` hold `bytes`, by way of a temporary file in `root`.
    pub(crate) fn write(&self, root: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.temporary_in(root)?;
        file.write_all(bytes)?;
        file.persist(path)
    }

    /// Makes `path` hold `bytes` for all who read it now; after a crash it may hold anything. For what can be done
    /// without.
    pub(crate) fn replace(&self, root: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.temporary_in(root)?;
        file.write_all(bytes)?;
        make_read_only(&file.file)?;
        self.before(Operation::Rename, path)?;
        file.path.persist(path).map_err(|failed| failed.error)
    }

    pub(crate) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.before(Operation::Read, path)?;
        fs::read(path)
    }

    pub(crate) fn open(&self, path: &Path) -> io::Result<impl Read> {
        self.before(Operation::Open, path)?;
        Ok(OpenFile { file: File::open(path)?, path: path.to_owned(), disk: self.clone() })
    }

    /// Makes a folder and those above it, each of them on the disk before the next.
    pub(crate) fn create_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        self.create_folder(above)?;
        self.before(Operation::MakeFolder, folder)?;
        match fs::create_dir(folder) {
            // Somebody else was faster, which is as good.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        }?;
        self.sync_folder(above)
    }

    /// The names in a folder, sorted; none if it is not there. Names that begin with a dot are nobody's business.
    pub(crate) fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = self.all_names(folder)?;
        names.retain(|name| !name.starts_with('.'));
        Ok(names)
    }

    /// The names in a folder, sorted, temporary files included.
    pub(crate) fn all_names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.before(Operation::List, folder)?;
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.extend(entry?.file_name().into_string().ok());
        }
        names.sort();
        Ok(names)
    }

    /// Removes a file; one that is not there is as good.
    pub(crate) fn remove(&self, path: &Path) -> io::Result<()> {
        self.before(Operation::Remove, path)?;
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.before(Operation::SyncFolder, folder)?;
        File::open(folder)?.sync_all()
    }

    /// Only Unix opens a folder as a file; elsewhere the file system answers for the rename.
    #[cfg(not(unix))]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.before(Operation::SyncFolder, folder)
    }
}

/// A file that is not in its place yet.
#[derive(Debug)]
pub(crate) struct NewFile {
    file: File,
    path: TempPath,
    disk: Disk,
}

impl NewFile {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    /// Empties it.
    pub(crate) fn restart(&mut self) -> io::Result<()> {
        self.disk.before(Operation::Write, &self.path)?;
        self.file.set_len(0)?;
        io::Seek::rewind(&mut self.file)
    }

    /// Leaves it where it is, on the disk.
    pub(crate) fn keep(self) -> io::Result<()> {
        self.disk.before(Operation::Sync, &self.path)?;
        self.file.sync_all()?;
        self.path.keep().map(drop).map_err(|failed| failed.error)
    }

    /// Brings it to the disk and moves it to its place, readable by all and writable by nobody.
    pub(crate) fn persist(self, path: &Path) -> io::Result<()> {
        make_read_only(&self.file)?;
        self.disk.before(Operation::Sync, &self.path)?;
        self.file.sync_all()?;
        self.disk.before(Operation::Rename, path)?;
        self.path.persist(path).map_err(|failed| failed.error)?;
        path.parent().map_or(Ok(()), |folder| self.disk.sync_folder(folder))
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fault = self.disk.0.as_ref().and_then(|faults| faults.before(Operation::Write, &self.path).err());
        match fault {
            None => self.file.write(bytes),
            // A short write says so by its count; the next one fails.
            Some(fault) if fault.is_short && bytes.len() > 1 => self.file.write(&bytes[..bytes.len() / 2]),
            Some(fault) => Err(fault.error),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

struct OpenFile {
    file: File,
    path: PathBuf,
    disk: Disk,
}

impl Read for OpenFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.disk.before(Operation::Read, &self.path)?;
        self.file.read(buffer)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_is_whole_read_only_and_leaves_no_litter() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/b/file");
        let disk = Disk::default();
        disk.create_folder(path.parent().unwrap()).unwrap();
        disk.write(root.path(), &path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn f03_a_write_that_fails_leaves_neither_file_nor_litter() {
        let root = tempfile::tempdir().unwrap();
        assert!(Disk::default().write(root.path(), &root.path().join("missing/file"), b"lost").is_err());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }

    #[test]
    fn f09_the_umask_does_not_decide_who_may_read() {
        let root = tempfile::tempdir().unwrap();
        Disk::default().write(root.path(), &root.path().join("file"), b"").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(root.path().join("file")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o444);
        }
    }

    #[test]
    fn what_is_unfinished_stays_only_if_it_is_kept() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("half");
        let mut file = Disk::default().unfinished(&path).unwrap();
        file.write_all(b"half").unwrap();
        file.keep().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"half");
        drop(Disk::default().unfinished(&path).unwrap());
        assert!(!path.exists());
    }
}
