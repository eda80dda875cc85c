//! `erario verify`: whether a release is what it says it is.

use std::fs;
use std::path::Path;

use erario_model::grouped;
use erario_release::sign::PublicKey;
use erario_release::verify::{Fault, Verified, verify as of_folder};
use serde_json::json;

use crate::args::{Args, Lang, Verify};
use crate::exit::{CHECKSUM, DONE, Failure};
use crate::{output, released};

/// So many faults are shown to people; programs get all.
const SHOWN: usize = 20;

pub fn verify(args: &Args, command: &Verify) -> Result<u8, Failure> {
    let folder = released::named(args, &command.named)?;
    let key = command.key.as_deref().map(public_key).transpose()?;
    let verified = of_folder(&folder, key.as_ref())?;
    let is_good = verified.faults.is_empty();
    if args.json {
        let fault = |fault: &Fault| {
            let [es, en] = fault.kind.told();
            json!({
                "path": fault.path, "fault": fault.kind.id(), "found": fault.found, "expected": fault.expected,
                "message_es": es, "message_en": en,
            })
        };
        output::line(json!({
            "format": 1, "release": verified.id, "ok": is_good, "files": verified.files, "bytes": verified.bytes,
            "rows": verified.rows, "signed_by": verified.signed_by, "has_signature": verified.has_signature,
            "faults": verified.faults.iter().map(fault).collect::<Vec<_>>(),
        }))?;
    } else {
        output::line(text(&verified, &folder, args.language()))?;
    }
    Ok(if is_good { DONE } else { CHECKSUM })
}

fn public_key(path: &Path) -> Result<PublicKey, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::read(path.display()))?;
    PublicKey::parse(&text).map_err(|error| {
        let hint = "name the file that `erario key new` wrote with the ending .pub";
        Failure::Usage(format!("{}: {error}\n  hint: {hint}", path.display()))
    })
}

fn text(verified: &Verified, folder: &Path, lang: Lang) -> String {
    let id = if verified.id.is_empty() { folder.display().to_string() } else { verified.id.clone() };
    let [files, bytes, rows] = [verified.files as u64, verified.bytes, verified.rows].map(grouped);
    let mut lines = vec![match lang {
        Lang::Es => format!("{id}: {files} archivos, {bytes} bytes, {rows} renglones"),
        Lang::En => format!("{id}: {files} files, {bytes} bytes, {rows} rows"),
    }];
    for fault in verified.faults.iter().take(SHOWN) {
        let [es, en] = fault.kind.told();
        let (found, expected) = (&fault.found, &fault.expected);
        let detail = match (found.is_empty(), expected.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!(": {found}"),
            (false, false) => match lang {
                Lang::Es => format!("\n    hay {found}\n    va {expected}"),
                Lang::En => format!("\n    found    {found}\n    expected {expected}"),
            },
        };
        lines.push(format!("  {}: {}{detail}", fault.path, lang.say(es, en)));
    }
    if let Some(more) = verified.faults.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        lines.push(lang.say("  y {} más", "  and {} more").replace("{}", &more.to_string()));
    }
    lines.push(match (&verified.signed_by, verified.has_signature) {
        (Some(key), _) => lang.say("Firmada con la clave {}.", "Signed with the key {}.").replace("{}", key),
        (None, true) => lang
            .say(
                "Su firma no se comprobó: dé la clave pública de quien publica con --key.",
                "Its signature was not checked: give the publisher's public key with --key.",
            )
            .to_owned(),
        (None, false) => lang
            .say(
                "Sin firma: las sumas dicen que está completa, no de quién es.",
                "Not signed: the checksums say that it is whole, not whose it is.",
            )
            .to_owned(),
    });
    lines.push(
        match verified.faults.is_empty() {
            true => lang.say("Es lo que dice ser.", "It is what it says it is."),
            false => lang.say(
                "No es lo que dice ser.\n  hint: bájela otra vez de donde se publica; no use estos archivos",
                "It is not what it says it is.\n  hint: get it again from where it is published; do not use these files",
            ),
        }
        .to_owned(),
    );
    lines.join("\n")
}
