//! Errors of a release: the disk, or a table that does not fit its schema.

use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;

#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    #[error(
        "cannot write {path}: {source}\n  hint: check that the disk has room and that the folder may be written to"
    )]
    Disk { path: PathBuf, source: std::io::Error },
    #[error("cannot read {path}: {source}\n  hint: check that it may be read, or name another folder with --out")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("the newest release cannot be compared with: {0}, or name another folder with --out")]
    Published(#[from] erario_model::compat::PublishedError),
    #[error(
        "{release} promises version {old} of the schemas, and version {new} would break its readers:\n{changes}\n  hint: raise the version in schemas/fields.json, the first number or, before 1.0, the second; or keep the promise"
    )]
    Breaking { release: PathBuf, old: String, new: String, changes: String },
    #[error(
        "{}: no release; expected SHA256SUMS\n  hint: name the folder of one release, such as out/latest", folder.display()
    )]
    NoRelease { folder: PathBuf },
    #[error("{}: no releases here\n  hint: make one with `erario run`, or name its folder with --out", out.display())]
    NoReleases { out: PathBuf },
    #[error(
        "{}: {detail}, expected the list of releases that erario writes\n  hint: put back the one that you published; without the file it is made anew from the folders, and forgets which releases were yanked", path.display()
    )]
    Index { path: PathBuf, detail: String },
    #[error(
        "{}: another process has been publishing here for a minute\n  hint: wait for it, and run again", out.display()
    )]
    Busy { out: PathBuf },
    #[error(
        "{}: {detail}\n  hint: `erario verify` tells what is wrong with the release; put it back from where you publish, or yank it, and the next is compared with the one before it", path.display()
    )]
    Damaged { path: PathBuf, detail: String },
    #[error(
        "{}: a link, expected a folder of its own\n  hint: remove it; whoever put it there decides where files are written", path.display()
    )]
    Link { path: PathBuf },
    #[error("the release cannot be signed: {detail}; this is a bug")]
    Sign { detail: String },
    #[error("table `{table}` has no column `{column}`, which its schema requires; this is a bug")]
    Column { table: String, column: String },
    #[error("writing table `{table}` failed: {detail}; this is a bug")]
    Table { table: String, detail: String },
    #[error("the engine failed: {0}")]
    Engine(#[from] polars::error::PolarsError),
}

impl ReleaseError {
    pub(crate) fn disk(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| ReleaseError::Disk { path, source }
    }

    pub(crate) fn read(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| ReleaseError::Read { path, source }
    }

    /// A file of a release that cannot be read as what it is.
    pub(crate) fn damaged<E: std::fmt::Display>(path: impl Into<PathBuf>) -> impl FnOnce(E) -> Self {
        let path = path.into();
        move |error| ReleaseError::Damaged { path, detail: error.to_string() }
    }

    /// A full disk while Parquet is written is the disk's doing; all else is ours.
    pub(crate) fn parquet<'a>(table: &'a str, path: &'a Path) -> impl Fn(ParquetError) -> Self + Copy + use<'a> {
        move |error| match error {
            ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
                Ok(source) => ReleaseError::Disk { path: path.to_owned(), source: *source },
                Err(other) => ReleaseError::table(table, other),
            },
            other => ReleaseError::table(table, other),
        }
    }

    pub(crate) fn table(table: &str, error: impl std::fmt::Display) -> Self {
        ReleaseError::Table { table: table.to_owned(), detail: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f01_a_disk_that_fills_inside_parquet_is_no_bug() {
        let path = Path::new("t.parquet");
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        let of = ReleaseError::parquet("t", path);
        assert!(matches!(of(full.into()), ReleaseError::Disk { path: found, .. } if found == path));
        assert!(matches!(of(ParquetError::General("odd".to_owned())), ReleaseError::Table { .. }));
    }
}
