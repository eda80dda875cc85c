//! Publishing to a folder: a mirror of this one.

use std::fs;
use std::path::Path;

use super::{Local, Progress, PublishError, Published, Release, Sent};
use crate::ReleaseError;
use crate::folder::hash_file;
use crate::index::INDEX;
use crate::mirror::{Mirror, make_parent};

pub(super) fn publish(
    local: &Local,
    to: &Path,
    again: bool,
    progress: Progress<'_>,
) -> Result<Published, PublishError> {
    let mirror = Mirror::open(to)?;
    let text = match fs::read(to.join(INDEX)) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(ReleaseError::read(to.join(INDEX))(error).into()),
    };
    let theirs = mirror.list()?;
    let is_new_list = local.replaces(theirs.as_ref().zip(text.as_deref()), &to.display().to_string())?;
    let (latest, serial) = (local.list.latest.clone(), local.list.serial);
    let mut published = Published { latest, serial, is_new_list, releases: Vec::new() };
    for release in local.due(theirs.as_ref(), again)? {
        published.add(copy(&release, &mirror, progress)?);
        mirror.adopt(&release.id)?;
    }
    let arriving = mirror.arriving();
    for (name, bytes) in &local.beside {
        let place = arriving.join(name);
        make_parent(&place)?;
        fs::write(&place, bytes).map_err(ReleaseError::disk(&place))?;
    }
    mirror.adopt_list()?;
    Ok(published)
}

/// Copies what is not there, and proves what it copied.
fn copy(release: &Release, mirror: &Mirror, progress: Progress<'_>) -> Result<Sent, PublishError> {
    let mut sent = Sent { id: release.id.clone(), files: release.files.len(), ..Sent::default() };
    let (there, arriving) = (mirror.folder(&release.id), mirror.arriving().join(&release.id));
    for (done, (path, expected)) in release.files.iter().enumerate() {
        progress(&release.id, done, release.files.len());
        let (from, to) = (release.folder.join(path), arriving.join(path));
        if [there.join(path), to.clone()].iter().any(|path| hash_file(path).is_ok_and(|(found, _)| found == *expected))
        {
            continue;
        }
        make_parent(&to)?;
        // A copy of a link would change with what it leads to.
        let (found, _) = hash_file(&from).map_err(ReleaseError::read(&from))?;
        if found != *expected {
            return Err(PublishError::Damaged { path: from, expected: expected.clone(), found });
        }
        sent.bytes += fs::copy(&from, &to).map_err(ReleaseError::disk(&to))?;
        let (found, _) = hash_file(&to).map_err(ReleaseError::read(&to))?;
        if found != *expected {
            return Err(PublishError::ReadBack { place: to.display().to_string(), expected: expected.clone(), found });
        }
        sent.sent += 1;
    }
    Ok(sent)
}
