//! `erario verify`: whether a release is what it says it is.

mod seen;
mod told;

use std::fs;
use std::path::Path;

use erario_release::index;
use erario_release::sign::{Keyring, PublicKey};
use erario_release::verify::verify as of_folder;
use jiff::Timestamp;

use crate::args::{Args, Verify};
use crate::exit::{CHECKSUM, DONE, Failure};
use crate::{output, released};

use seen::Seen;
use told::Told;

pub fn verify(args: &Args, command: &Verify) -> Result<u8, Failure> {
    let folder = released::named(args, &command.named)?;
    let out = released::series(&folder)?;
    let mut seen = if command.key.is_some() { Seen::open()? } else { None };
    let keys = match &command.key {
        Some(path) => Some(keyring(path, out.as_deref(), seen.as_ref())?),
        None => None,
    };
    let verified = of_folder(&folder, keys.as_ref())?;
    let mut list = match &out {
        Some(out) => index::verify(out, keys.as_ref(), Timestamp::now())?,
        None => None,
    };
    if let Some(list) = &mut list {
        if !verified.id.is_empty() {
            list.holds(&folder, &verified.id)?;
        }
        // Anybody could have written a list that nobody signed.
        if let (Some(seen), Some(keys), Some(_)) = (&mut seen, &keys, &list.signed_by) {
            seen.judge(list, &keys.given());
            if list.faults.is_empty() {
                seen.remember(list, keys)?;
            }
        }
    }
    let told = Told { verified, list, is_remembered: seen.is_some() };
    match args.json {
        true => output::line(told.json())?,
        false => output::line(told.text(&folder, args.language()))?,
    }
    Ok(if told.is_good() { DONE } else { CHECKSUM })
}

/// The key that is given and those that replaced it, as far as is known here.
fn keyring(path: &Path, out: Option<&Path>, seen: Option<&Seen>) -> Result<Keyring, Failure> {
    let mut keys = Keyring::of(public_key(path)?);
    if let Some(out) = out {
        keys.follow(out)?;
    }
    if let Some(seen) = seen {
        seen.forget_replaced(&mut keys);
    }
    Ok(keys)
}

fn public_key(path: &Path) -> Result<PublicKey, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::read(path.display()))?;
    PublicKey::parse(&text).map_err(|error| {
        let hint = "name the file that `erario key new` wrote with the ending .pub";
        Failure::Usage(format!("{}: {error}\n  hint: {hint}", path.display()))
    })
}
