//! `erario verify`: whether a release is what it says it is, here or where it is published.

mod told;

use std::path::PathBuf;

use erario_release::index;
use erario_release::verify::{FaultKind, verify as of_folder};
use jiff::Timestamp;

use crate::args::{Args, Verify};
use crate::exit::{CHECKSUM, DONE, Failure};
use crate::progress::Progress;
use crate::remote::{self, Remote};
use crate::trust::Trust;
use crate::{output, released};

use told::Told;

pub fn verify(args: &Args, command: &Verify) -> Result<u8, Failure> {
    // What is published is brought here first, all of it, and goes when this is done.
    let brought = match command.named.release.as_ref().and_then(|release| release.to_str()) {
        Some(url) if remote::is_address(url) => Some(Brought::from(args, url)?),
        _ => None,
    };
    let folder = match &brought {
        Some(brought) => brought.release.clone(),
        None => released::named(args, &command.named)?,
    };
    let out = released::series(&folder)?;
    let mut trust = match &command.key {
        Some(key) => Some(Trust::of(key, out.as_deref())?),
        None => None,
    };
    let keys = trust.as_ref().map(|trust| &trust.keys);
    let mut verified = of_folder(&folder, keys)?;
    if command.partial {
        verified.faults.retain(|fault| fault.kind != FaultKind::Missing);
    }
    let mut list = match &out {
        Some(out) => index::verify(out, keys, Timestamp::now())?,
        None => None,
    };
    if let Some(list) = &mut list {
        if !verified.id.is_empty() {
            list.holds(&folder, &verified.id)?;
        }
        if let Some(trust) = &mut trust {
            trust.judge(list)?;
        }
    }
    let told = Told { verified, list, is_remembered: trust.is_some_and(|trust| trust.is_remembered()) };
    match args.json {
        true => output::line(told.json())?,
        false => output::line(told.text(&folder, args.language()))?,
    }
    Ok(if told.is_good() { DONE } else { CHECKSUM })
}

/// A published release in a folder that goes with this.
struct Brought {
    release: PathBuf,
    _folder: tempfile::TempDir,
}

impl Brought {
    fn from(args: &Args, url: &str) -> Result<Brought, Failure> {
        let folder = tempfile::tempdir().map_err(Failure::write("a temporary folder"))?;
        let progress = Progress::new(args, 1);
        let remote = Remote::find(url, folder.path())?;
        let pulled = remote.pull(&[], None, Timestamp::now(), &progress)?;
        progress.done();
        Ok(Brought { release: folder.path().join(pulled.release), _folder: folder })
    }
}
