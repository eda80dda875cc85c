//! `SHA256SUMS`: which files a release has, and their bytes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{Fault, FaultKind, fault};
use crate::ReleaseError;
use crate::folder::hex;
use crate::sign;

pub(crate) const LISTING: &str = "SHA256SUMS";

/// A file as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub sum: String,
    pub bytes: u64,
    /// Line feeds outside of quotation marks: in delimited text, the records.
    pub records: u64,
}

/// Path -> checksum, as listed; a line that cannot be read, or that leads out of the release, is a fault.
pub(crate) fn parse(listing: &[u8]) -> (BTreeMap<String, String>, Vec<Fault>) {
    let (mut listed, mut faults) = (BTreeMap::new(), Vec::new());
    for line in String::from_utf8_lossy(listing).lines() {
        let entry = line.split_once("  ").filter(|(sum, path)| {
            let is_sum = sum.len() == 64 && sum.bytes().all(|digit| digit.is_ascii_hexdigit());
            is_sum && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        });
        match entry {
            Some((sum, path)) => {
                listed.insert(path.to_owned(), sum.to_owned());
            }
            None => faults.push(fault(LISTING, FaultKind::Listing, line, "<sha256>  <path>")),
        }
    }
    (listed, faults)
}

/// Path -> checksum, of the lines that can be read.
pub(crate) fn listed(listing: &[u8]) -> BTreeMap<String, String> {
    parse(listing).0
}

/// Reads every listed file that is there.
pub(super) fn hash(folder: &Path, listed: &BTreeMap<String, String>) -> Result<BTreeMap<String, Found>, ReleaseError> {
    let found = |path: &String| -> Result<Option<(String, Found)>, ReleaseError> {
        let place = folder.join(path);
        // A link could lead to a file that changes after it was checked.
        if !fs::symlink_metadata(&place).is_ok_and(|file| file.is_file()) {
            return Ok(None);
        }
        Ok(Some((path.clone(), read(&place).map_err(ReleaseError::read(&place))?)))
    };
    let found: Result<Vec<_>, ReleaseError> = listed.par_iter().map(|(path, _)| found(path)).collect();
    Ok(found?.into_iter().flatten().collect())
}

fn read(path: &Path) -> std::io::Result<Found> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 20];
    let (mut hasher, mut bytes, mut records, mut is_quoted) = (Sha256::new(), 0, 0, false);
    let is_delimited = path.extension().is_some_and(|ending| ending == "csv");
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(Found { sum: hex(&hasher.finalize()), bytes, records });
        }
        hasher.update(&buffer[..length]);
        bytes += length as u64;
        if is_delimited {
            for place in memchr::memchr2_iter(b'"', b'\n', &buffer[..length]) {
                match buffer[place] {
                    b'"' => is_quoted = !is_quoted,
                    _ => records += u64::from(!is_quoted),
                }
            }
        }
    }
}

/// What is listed and what is there, compared.
pub(super) fn compare(
    folder: &Path,
    listed: &BTreeMap<String, String>,
    files: &BTreeMap<String, Found>,
) -> Result<Vec<Fault>, ReleaseError> {
    let mut faults = Vec::new();
    for (path, sum) in listed {
        match files.get(path) {
            None => faults.push(fault(path, FaultKind::Missing, "", sum)),
            Some(found) if found.sum != *sum => faults.push(fault(path, FaultKind::Checksum, &found.sum, sum)),
            Some(_) => {}
        }
    }
    let known = |path: &str| path == LISTING || path == sign::signature_of(LISTING) || listed.contains_key(path);
    let there = paths(folder)?;
    faults.extend(there.iter().filter(|path| !known(path)).map(|path| fault(path, FaultKind::Unlisted, "", "")));
    Ok(faults)
}

/// All files of a folder, relative to it.
fn paths(root: &Path) -> Result<Vec<String>, ReleaseError> {
    let (mut open, mut paths) = (vec![root.to_path_buf()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(ReleaseError::read(&folder))? {
            let entry = entry.map_err(ReleaseError::read(&folder))?;
            let path = entry.path();
            // A link to a folder is told as it stands, and not followed.
            if entry.file_type().map_err(ReleaseError::read(&path))?.is_dir() {
                open.push(path);
            } else {
                paths.push(path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_leads_out_of_the_release_is_a_fault() {
        let sum = "0".repeat(64);
        let listing = format!("{sum}  csv/a.csv\n{sum}  ../key\n{sum}  /etc/passwd\nabc  b\n");
        let (listed, faults) = parse(listing.as_bytes());
        assert_eq!(listed.keys().collect::<Vec<_>>(), ["csv/a.csv"]);
        assert_eq!(faults.len(), 3);
    }

    #[test]
    fn records_are_counted_and_not_lines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "a,b\n1,\"two\nlines, \"\"quoted\"\"\"\n3,4\n").unwrap();
        assert_eq!(read(&path).unwrap().records, 3);
    }
}
