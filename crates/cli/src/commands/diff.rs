//! `erario diff`: what changed from one release to another.

use std::path::{Path, PathBuf};

use erario_release::{diff as of_releases, index};
use serde_json::json;

use crate::args::{Args, Diff, Lang};
use crate::exit::{CHANGES, DONE, Failure};
use crate::{output, released};

pub fn diff(args: &Args, command: &Diff) -> Result<u8, Failure> {
    let new = released::find(args, command.new.as_deref(), command.out.as_ref())?;
    let old = match &command.old {
        Some(old) => released::find(args, Some(old), command.out.as_ref())?,
        None => before(&new)?,
    };
    let diff = of_releases::diff(&old, &new, command.changes.as_deref())?;
    match args.json {
        true => output::line(json!(diff))?,
        false => output::line(diff.text(args.language() == Lang::Es).trim_end())?,
    }
    Ok(if command.exit_code && !diff.is_empty() { CHANGES } else { DONE })
}

/// The release that was published before another, among those that are good.
fn before(new: &Path) -> Result<PathBuf, Failure> {
    let whole = new.canonicalize().map_err(Failure::read(new.display()))?;
    let none = || {
        Failure::Usage(format!(
            "{}: no release before it is listed\n  hint: name two releases, the older one first; `erario releases` lists them",
            new.display()
        ))
    };
    let out = released::series(&whole)?.ok_or_else(none)?;
    let releases = index::read(&out)?.map(|index| index.releases).unwrap_or_default();
    let id = whole.file_name().unwrap_or_default();
    let earlier = releases.iter().take_while(|entry| *entry.id != *id).filter(|entry| entry.yanked.is_none());
    earlier.last().map(|entry| out.join(&entry.id)).ok_or_else(none)
}
