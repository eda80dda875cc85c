//! When a release is dated, and what it is called.

use std::path::Path;

use crate::ReleaseError;
use crate::verify::LISTING;

/// The time that a release bears: RFC 3339, UTC. Never the clock: the newest snapshot's time, or what the caller of a
/// reproducible build sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseTime(pub String);

impl ReleaseTime {
    /// `YYYY-MM-DD`.
    pub fn date(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

/// `<date>.<number>-<digest>`: the number tells apart releases of one date, the digest is of the content. The content of
/// the release that stands keeps its id, whatever the date.
pub(crate) fn next_id(
    out: &Path,
    standing: Option<&str>,
    time: &ReleaseTime,
    digest: &str,
) -> Result<String, ReleaseError> {
    if let Some(standing) = standing.filter(|id| id.rsplit_once('-').is_some_and(|(_, known)| known == digest)) {
        return Ok(standing.to_owned());
    }
    let mut highest = 0;
    for name in names(out)? {
        if let Some((number, known)) =
            name.strip_prefix(time.date()).and_then(|rest| rest.strip_prefix('.')?.split_once('-'))
        {
            if known == digest {
                return Ok(name);
            }
            highest = highest.max(number.parse().unwrap_or(0));
        }
    }
    Ok(format!("{}.{}-{digest}", time.date(), highest + 1))
}

fn names(out: &Path) -> Result<Vec<String>, ReleaseError> {
    if !out.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(out).map_err(ReleaseError::disk(out))? {
        let entry = entry.map_err(ReleaseError::disk(out))?;
        names.extend(entry.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}

/// The ids of the releases that stand in a folder, the oldest first.
pub(crate) fn all(out: &Path) -> Result<Vec<String>, ReleaseError> {
    let mut dated: Vec<(String, u32, String)> = Vec::new();
    for name in names(out)? {
        let Some((date, number)) = name.rsplit_once('-').and_then(|(rest, _)| rest.split_once('.')) else { continue };
        if let Ok(number) = number.parse()
            && out.join(&name).join(LISTING).is_file()
        {
            dated.push((date.to_owned(), number, name.clone()));
        }
    }
    dated.sort();
    Ok(dated.into_iter().map(|(_, _, name)| name).collect())
}

/// The id that `OUT/latest` names, if there is a release.
pub fn latest(out: &Path) -> Option<String> {
    let target = std::fs::read_link(out.join("latest")).ok()?;
    target.to_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_keeps_its_id_and_another_gets_the_next_number() {
        let out = tempfile::tempdir().unwrap();
        let time = ReleaseTime("2026-11-01T00:00:00Z".to_owned());
        assert_eq!(next_id(out.path(), None, &time, "aaaa").unwrap(), "2026-11-01.1-aaaa");
        std::fs::create_dir(out.path().join("2026-11-01.1-aaaa")).unwrap();
        assert_eq!(next_id(out.path(), None, &time, "aaaa").unwrap(), "2026-11-01.1-aaaa");
        assert_eq!(next_id(out.path(), None, &time, "bbbb").unwrap(), "2026-11-01.2-bbbb");
    }
}
