//! The directory of a zip, looked through before any member is read.
//!
//! A name that leads out of its folder, two members of one name, a link and members that share bytes are signs that
//! somebody tampered with the archive, whichever member is meant; then none of it is read.

use std::collections::HashMap;
use std::io::Cursor;
use std::ops::Range;

use erario_model::fits_wildcard;
use zip::read::ZipFileEntry;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::inflate::{Inflate, Told};
use super::local::{Listed, name_that_stands_twice};
use super::names::{canonical, is_shadow, why_unsafe};
use crate::decode::SourceError;

pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    members: Vec<Member>,
}

/// A file in the archive.
pub(super) struct Member {
    pub name: String,
    listed: Listed,
    data: Range<usize>,
    compression: CompressionMethod,
    is_locked: bool,
}

impl Member {
    /// The member as messages name it.
    pub(super) fn place(&self) -> String {
        place(&self.name)
    }
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Archive<'a>, SourceError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(not_zip)?;
        let directory = usize::try_from(zip.central_directory_start()).unwrap_or(usize::MAX).min(bytes.len());
        if zip.has_duplicate_names() {
            // The directory is read by name, so that one of the two is gone by now.
            let name = name_that_stands_twice(bytes, directory).unwrap_or_default();
            return Err(tampered(&name, "stands in it twice"));
        }
        let mut members = Vec::new();
        let mut seen: HashMap<String, String> = HashMap::new();
        let mut taken: Vec<(Range<usize>, String)> = Vec::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(not_zip)?;
            let name = published_name(&entry).map_err(not_zip)?;
            if let Some(why) = why_unsafe(&name) {
                return Err(tampered(&name, why));
            }
            if entry.is_symlink() {
                return Err(tampered(&name, "is a symbolic link"));
            }
            let listed = listed(&entry);
            let Some(data) = listed.data(&bytes[..directory]) else {
                return Err(damaged(
                    &name,
                    "its own header is not where the directory says, or its data run beyond their end",
                ));
            };
            taken.push((listed.header..data.end, name.clone()));
            if entry.is_dir() || is_shadow(&name) {
                continue;
            }
            if let Some(other) = seen.insert(canonical(&name), name.clone()) {
                return Err(tampered(&name, &format!("has the name of another one, `{}`", other.escape_debug())));
            }
            let (compression, is_locked) = (entry.compression(), entry.encrypted());
            members.push(Member { name, listed, data, compression, is_locked });
        }
        refuse_overlaps(taken)?;
        Ok(Archive { bytes, members })
    }

    /// The one member that a pattern fits.
    pub(super) fn only(&self, pattern: &str) -> Result<&Member, SourceError> {
        match self.fitting(pattern).as_slice() {
            [member] => Ok(member),
            fitting => Err(self.no_member(pattern, fitting.len())),
        }
    }

    /// All members that a pattern fits, by name.
    pub(super) fn every(&self, pattern: &str) -> Result<Vec<&Member>, SourceError> {
        let mut members = self.fitting(pattern);
        if members.is_empty() {
            return Err(self.no_member(pattern, 0));
        }
        members.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(members)
    }

    fn fitting(&self, pattern: &str) -> Vec<&Member> {
        self.members.iter().filter(|member| fits_wildcard(pattern, &member.name)).collect()
    }

    fn no_member(&self, pattern: &str, found: usize) -> SourceError {
        let members: Vec<String> = self.members.iter().map(|member| format!("`{}`", member.name)).collect();
        SourceError::Member { pattern: pattern.to_owned(), found, members: members.join(", ") }
    }

    /// A member's content, as a stream.
    pub(super) fn inflate(&self, member: &Member) -> Result<Inflate<'a>, SourceError> {
        let Member { name, listed, data, compression, is_locked } = member;
        if name.contains('\\') {
            return Err(tampered(name, "has a path with backslashes"));
        }
        if *is_locked {
            return Err(SourceError::LockedMember { member: name.clone() });
        }
        let is_deflated = match *compression {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return Err(SourceError::Compression { member: name.clone(), found: other.to_string() }),
        };
        if let Some(detail) = listed.contradiction(self.bytes) {
            return Err(damaged(name, &detail));
        }
        Ok(Inflate::new(&self.bytes[data.clone()], is_deflated, listed.told, member.place()))
    }
}

fn listed(entry: &ZipFileEntry) -> Listed {
    let place = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
    Listed {
        entry: place(entry.central_header_start()),
        header: place(entry.header_start()),
        told: Told { crc: entry.crc32(), compressed: entry.compressed_size(), size: entry.size() },
    }
}

/// Members that share bytes inflate to many times what they take, and show different readers different files.
fn refuse_overlaps(mut taken: Vec<(Range<usize>, String)>) -> Result<(), SourceError> {
    taken.sort_by_key(|(range, _)| (range.start, range.end));
    match taken.windows(2).find(|pair| pair[0].0.end > pair[1].0.start) {
        Some([(_, one), (_, other)]) => {
            Err(tampered(other, &format!("shares bytes with another one, `{}`", one.escape_debug())))
        }
        _ => Ok(()),
    }
}

/// The name as the publisher wrote it: macOS writes UTF-8 without saying so.
fn published_name(entry: &ZipFileEntry) -> zip::result::ZipResult<String> {
    match String::from_utf8(entry.name_raw().to_vec()) {
        Ok(name) => Ok(name),
        Err(_) => Ok(entry.name()?.into_owned()),
    }
}

fn place(name: &str) -> String {
    format!("the member `{}` of the zip", name.escape_debug())
}

fn tampered(name: &str, why: &str) -> SourceError {
    SourceError::UnsafeMember { member: name.escape_debug().to_string(), why: why.to_owned() }
}

fn damaged(name: &str, detail: &str) -> SourceError {
    SourceError::Damaged { place: place(name), detail: detail.to_owned() }
}

fn not_zip(error: ZipError) -> SourceError {
    SourceError::NotZip { detail: error.to_string() }
}
