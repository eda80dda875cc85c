//! The container: a bare file, or the one member of a zip that the pipeline names.
//!
//! A member is found by pattern and read as a stream; nothing is ever unpacked under a name that the archive chose.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::SourceError;
use super::ahead::{Pieces, read_ahead};
use super::encoding::Utf8Reader;
use crate::Plan;

/// Opens the source as UTF-8 text, together with the name of the part that it stands in.
pub(super) fn with_text<T>(
    bytes: &[u8],
    plan: &Plan,
    read: impl FnOnce(Option<String>, &mut dyn Read) -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    let Some(pattern) = &plan.decode.zip_member else {
        return read(None, &mut Utf8Reader::new(bytes, plan.encoding));
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_zip)?;
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(not_zip)?;
        if member.is_file() {
            names.push((index, published_name(&member).map_err(not_zip)?));
        }
    }
    let chosen: Vec<&(usize, String)> =
        names.iter().filter(|(_, name)| !is_shadow(name) && matches(pattern, name)).collect();
    let [(index, name)] = chosen.as_slice() else {
        let members: Vec<String> = names.iter().map(|(_, name)| format!("`{name}`")).collect();
        return Err(SourceError::Member { pattern: pattern.clone(), found: chosen.len(), members: members.join(", ") });
    };
    archive.by_index(*index).map_err(not_zip)?;
    let inflate = |pieces: &mut Pieces| match archive.by_index(*index) {
        Ok(member) => pieces.send_all(&mut Utf8Reader::new(member, plan.encoding)),
        Err(error) => pieces.send(Err(error.into())),
    };
    read_ahead(inflate, |text| read(Some(name.clone()), text))
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

/// `*` stands for any run of characters, `/` included.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut open_end = false;
    let parts: Vec<&str> = parts.collect();
    for (place, part) in parts.iter().enumerate() {
        open_end = part.is_empty();
        let found = if place + 1 == parts.len() {
            rest.ends_with(part).then(|| rest.len() - part.len())
        } else {
            rest.find(part)
        };
        match found {
            Some(start) => rest = &rest[start + part.len()..],
            None => return false,
        }
    }
    open_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_run() {
        assert!(matches("*.csv", "Presupuesto_2016.csv"));
        assert!(matches("*Presupuesto*.csv", "a/Presupuesto_2016.csv"));
        assert!(matches("GASTO CORRIENTE*", "GASTO CORRIENTE > SUMA"));
        assert!(matches("exact", "exact"));
        assert!(!matches("*.csv", "a.csv.txt"));
        assert!(!matches("exact", "exactly"));
        assert!(!matches("ab*ab", "ab"));
    }
}
