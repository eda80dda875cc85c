//! A release on the disk, read record by record.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use erario_release::index::INDEX;

use crate::args::{Args, OneRelease};
use crate::exit::Failure;
use crate::project::Project;

/// The folder of releases: the one asked for, or `out` in the project.
///
/// A release says enough by itself: with a folder that is named, a project is needed only if one is named too.
pub fn folder(args: &Args, out: Option<&PathBuf>) -> Result<(PathBuf, Option<Project>), Failure> {
    match out {
        Some(out) if args.project.is_none() => Ok((out.clone(), Project::open(args, &[]).ok())),
        Some(out) => Ok((out.clone(), Some(Project::open(args, &[])?))),
        None => {
            let project = Project::open(args, &[])?;
            Ok((project.root.join("out"), Some(project)))
        }
    }
}

/// The release that stands in a folder.
pub fn latest(out: &Path) -> Result<PathBuf, Failure> {
    let release = out.join("latest");
    if !release.is_dir() {
        return Err(Failure::NoRelease { out: out.display().to_string() });
    }
    Ok(release)
}

/// The folder of one release: as it is named, by its id among the releases, or the newest.
pub fn named(args: &Args, one: &OneRelease) -> Result<PathBuf, Failure> {
    find(args, one.release.as_deref(), one.out.as_ref())
}

/// The folder of one release: as it is named, by its id among those in `out`, or the one that stands there.
pub fn find(args: &Args, release: Option<&Path>, out: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    if let Some(path) = release.filter(|path| path.is_dir()) {
        // A folder of releases stands for the one that stands in it.
        return if path.join(INDEX).is_file() { latest(path) } else { Ok(path.to_owned()) };
    }
    let (out, _) = folder(args, out)?;
    let Some(name) = release else { return latest(&out) };
    let path = out.join(name);
    if path.is_dir() {
        return Ok(path);
    }
    Err(Failure::Usage(format!(
        "there is no release `{}`: neither a folder nor an id in {}\n  hint: leave it out for the newest, or name the folder with --out",
        name.display(),
        out.display()
    )))
}

/// The folder of releases that a release lies in, if there is a list of them.
pub fn series(release: &Path) -> Result<Option<PathBuf>, Failure> {
    let whole = release.canonicalize().map_err(Failure::read(release.display()))?;
    Ok(whole.parent().filter(|out| out.join(INDEX).is_file()).map(Path::to_owned))
}

/// Reads a cell of a record by its column's name; an empty cell is null.
pub type Cell<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// A CSV file of a release, record by record.
pub struct Rows {
    reader: csv::Reader<File>,
    places: HashMap<String, usize>,
    place: String,
}

impl Rows {
    pub fn open(release: &Path, table: &str) -> Result<Rows, Failure> {
        let path = release.join("csv").join(format!("{table}.csv"));
        let place = path.display().to_string();
        let bad = |error: csv::Error| Failure::read(&place)(error.into());
        let mut reader = csv::Reader::from_path(&path).map_err(bad)?;
        let header = reader.headers().map_err(bad)?;
        let places = header.iter().enumerate().map(|(place, name)| (name.to_owned(), place)).collect();
        Ok(Rows { reader, places, place })
    }

    /// Hands over every record.
    pub fn each(mut self, take: &mut dyn FnMut(&Cell)) -> Result<(), Failure> {
        let mut record = StringRecord::new();
        while self.reader.read_record(&mut record).map_err(|error| Failure::read(&self.place)(error.into()))? {
            take(&|name: &str| {
                let cell = record.get(*self.places.get(name)?)?;
                (!cell.is_empty()).then(|| cell.to_owned())
            });
        }
        Ok(())
    }
}
