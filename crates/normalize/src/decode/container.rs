//! The container: a bare file, or the one member of a zip that the pipeline names.
//!
//! A member is found by pattern and read as a stream; nothing is ever unpacked under a name that the archive chose.

use std::io::{Cursor, Read};

use erario_model::fits_wildcard;
use zip::ZipArchive;
use zip::result::ZipError;

use super::SourceError;
use super::ahead::{Pieces, read_ahead};
use super::encoding::Utf8Reader;
use super::grid::COMPOUND;
use crate::Plan;

/// Opens the source as UTF-8 text, together with the name of the part that it stands in.
pub(super) fn with_text<T>(
    bytes: &[u8],
    plan: &Plan,
    read: impl FnOnce(Option<String>, &mut dyn Read) -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    let Some(pattern) = &plan.decode.zip_member else {
        refuse_other(bytes)?;
        return read(None, &mut Utf8Reader::new(bytes, plan.encoding));
    };
    let mut archive = open(bytes)?;
    let members = members(&mut archive)?;
    let chosen: Vec<&Member> = members.iter().filter(|member| member.fits(pattern)).collect();
    let [member] = chosen.as_slice() else { return Err(no_member(pattern, chosen.len(), &members)) };
    inflate(&mut archive, member, plan, read)
}

/// No text in a declared encoding begins like these.
fn refuse_other(bytes: &[u8]) -> Result<(), SourceError> {
    const KINDS: [(&[u8], &str, &str); 5] = [
        (
            b"PK\x03\x04",
            "a zip or a workbook (XLSX, ODS)",
            "of a zip, name the member as `decode.zip_member`; of a workbook, set `format = \"workbook\"` or save the sheet as CSV",
        ),
        (COMPOUND, "an old workbook (XLS)", "set `format = \"workbook\"`, or save the sheet as CSV"),
        (b"%PDF", "a PDF document", "ask the publisher for the table itself, as CSV or XLSX"),
        (b"\xFF\xFE", "text in UTF-16", "save it as CSV in UTF-8"),
        (b"\xFE\xFF", "text in UTF-16", "save it as CSV in UTF-8"),
    ];
    match KINDS.into_iter().find(|(opening, ..)| bytes.starts_with(opening)) {
        Some((_, found, hint)) => Err(SourceError::NoText { found, hint }),
        None => Ok(()),
    }
}

/// Opens every member that the pipeline names, one after the other, in the order of their names.
pub(super) fn each_text(
    bytes: &[u8],
    plan: &Plan,
    mut read: impl FnMut(Option<String>, &mut dyn Read) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let Some(pattern) = plan.decode.zip_member.as_ref().filter(|_| plan.decode.every_member) else {
        return with_text(bytes, plan, read);
    };
    let mut archive = open(bytes)?;
    let mut members = members(&mut archive)?;
    members.sort_by(|one, other| one.name.cmp(&other.name));
    let chosen: Vec<&Member> = members.iter().filter(|member| member.fits(pattern)).collect();
    if chosen.is_empty() {
        return Err(no_member(pattern, 0, &members));
    }
    chosen.into_iter().try_for_each(|member| inflate(&mut archive, member, plan, &mut read))
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A file in the archive.
struct Member {
    index: usize,
    name: String,
}

impl Member {
    fn fits(&self, pattern: &str) -> bool {
        !is_shadow(&self.name) && fits_wildcard(pattern, &self.name)
    }
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, SourceError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(not_zip)
}

fn members(archive: &mut Archive) -> Result<Vec<Member>, SourceError> {
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(not_zip)?;
        if member.is_file() {
            members.push(Member { index, name: published_name(&member).map_err(not_zip)? });
        }
    }
    Ok(members)
}

fn no_member(pattern: &str, found: usize, members: &[Member]) -> SourceError {
    let members: Vec<String> = members.iter().map(|member| format!("`{}`", member.name)).collect();
    SourceError::Member { pattern: pattern.to_owned(), found, members: members.join(", ") }
}

/// Inflates one member ahead of its reader.
fn inflate<T>(
    archive: &mut Archive,
    member: &Member,
    plan: &Plan,
    read: impl FnOnce(Option<String>, &mut dyn Read) -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    archive.by_index(member.index).map_err(not_zip)?;
    let send = |pieces: &mut Pieces| match archive.by_index(member.index) {
        Ok(inflated) => pieces.send_all(&mut Utf8Reader::new(inflated, plan.encoding)),
        Err(error) => pieces.send(Err(error.into())),
    };
    read_ahead(send, |text| read(Some(member.name.clone()), text))
}

fn not_zip(error: ZipError) -> SourceError {
    SourceError::NotZip { detail: error.to_string() }
}

/// The name as the publisher wrote it: macOS writes UTF-8 without saying so.
fn published_name<R: Read>(member: &zip::read::ZipFile<'_, R>) -> zip::result::ZipResult<String> {
    match String::from_utf8(member.name_raw().to_vec()) {
        Ok(name) => Ok(name),
        Err(_) => Ok(member.name()?.into_owned()),
    }
}

/// macOS adds a second member of the same name for each file.
fn is_shadow(name: &str) -> bool {
    name.starts_with("__MACOSX/")
}
