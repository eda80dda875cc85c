//! What `erario verify` says.

use std::path::Path;

use erario_model::grouped;
use erario_release::index::{Entry, VerifiedIndex};
use erario_release::verify::{Fault, Verified};
use serde_json::{Value, json};

use crate::args::Lang;

/// So many faults are shown to people; programs get all.
const SHOWN: usize = 20;

/// A release and the list that it stands in, as they were found.
pub struct Told {
    pub verified: Verified,
    pub list: Option<VerifiedIndex>,
    /// The machine has a place for what it has seen.
    pub is_remembered: bool,
}

impl Told {
    pub fn is_good(&self) -> bool {
        self.faults().next().is_none()
    }

    fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.verified.faults.iter().chain(self.list.iter().flat_map(|list| &list.faults))
    }

    /// What the list says of this release.
    fn entry(&self) -> Option<&Entry> {
        self.list.as_ref()?.index.entry(&self.verified.id)
    }

    pub fn json(&self) -> Value {
        let fault = |fault: &Fault| {
            let [es, en] = fault.kind.told();
            json!({
                "path": fault.path, "fault": fault.kind.id(), "found": fault.found, "expected": fault.expected,
                "message_es": es, "message_en": en,
            })
        };
        let list = self.list.as_ref().map(|list| {
            json!({
                "serial": list.index.serial, "expires": list.index.expires, "latest": list.index.latest,
                "signed_by": list.signed_by,
            })
        });
        let verified = &self.verified;
        json!({
            "format": 1, "release": verified.id, "ok": self.is_good(), "files": verified.files,
            "bytes": verified.bytes, "rows": verified.rows, "signed_by": verified.signed_by,
            "has_signature": verified.has_signature, "index": list,
            "yanked": self.entry().and_then(|entry| entry.yanked.as_ref()),
            "faults": self.faults().map(fault).collect::<Vec<_>>(),
        })
    }

    pub fn text(&self, folder: &Path, lang: Lang) -> String {
        let verified = &self.verified;
        let id = if verified.id.is_empty() { folder.display().to_string() } else { verified.id.clone() };
        let [files, bytes, rows] = [verified.files as u64, verified.bytes, verified.rows].map(grouped);
        let mut lines = vec![match lang {
            Lang::Es => format!("{id}: {files} archivos, {bytes} bytes, {rows} renglones"),
            Lang::En => format!("{id}: {files} files, {bytes} bytes, {rows} rows"),
        }];
        lines.extend(self.faults().take(SHOWN).map(|fault| told(fault, lang)));
        if let Some(more) = self.faults().count().checked_sub(SHOWN).filter(|more| *more > 0) {
            lines.push(lang.say("  y {} más", "  and {} more").replace("{}", &more.to_string()));
        }
        lines.push(self.signed(lang));
        lines.extend(self.listed(lang));
        let verdict = match self.is_good() {
            true => lang.say("Es lo que dice ser.", "It is what it says it is."),
            false => lang.say(
                "No es lo que dice ser.\n  hint: bájela otra vez de donde se publica; no use estos archivos",
                "It is not what it says it is.\n  hint: get it again from where it is published; do not use these files",
            ),
        };
        lines.push(verdict.to_owned());
        lines.join("\n")
    }

    fn signed(&self, lang: Lang) -> String {
        match (&self.verified.signed_by, self.verified.has_signature) {
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
        }
    }

    /// What the list of releases says, where there is one.
    fn listed(&self, lang: Lang) -> Vec<String> {
        let Some(list) = &self.list else {
            let key = self.verified.signed_by.as_ref();
            let told = lang.say(
                "Sin releases.json al lado: no se sabe si es la más nueva.",
                "No releases.json beside it: whether it is the newest is not known.",
            );
            return key.map(|_| told.to_owned()).into_iter().collect();
        };
        let mut lines = Vec::new();
        if let Some(key) = &list.signed_by {
            let told = lang.say(
                "Lista {serial}, firmada con la clave {key}, vale hasta el {expires}.",
                "List {serial}, signed with the key {key}, good until {expires}.",
            );
            let told = told.replace("{serial}", &list.index.serial.to_string()).replace("{key}", key);
            lines.push(told.replace("{expires}", &list.index.expires.strftime("%Y-%m-%d").to_string()));
            if !self.is_remembered {
                let told = lang.say(
                    "No se recordará su número de serie: no hay HOME ni XDG_STATE_HOME.",
                    "Its serial will not be remembered: there is neither HOME nor XDG_STATE_HOME.",
                );
                lines.push(told.to_owned());
            }
        }
        if let Some(yanked) = self.entry().and_then(|entry| entry.yanked.as_ref()) {
            let told = lang.say("No la use: se retiró el {}", "Do not use it: it was yanked on {}");
            lines.push(format!("{}: {}", told.replace("{}", &yanked.on.strftime("%Y-%m-%d").to_string()), yanked.why));
        }
        if let Some(latest) = list.index.latest.as_ref().filter(|latest| **latest != self.verified.id) {
            let told = lang.say("La que vale ahora es {}.", "The one that stands now is {}.");
            lines.push(told.replace("{}", latest));
        }
        lines
    }
}

fn told(fault: &Fault, lang: Lang) -> String {
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
    format!("  {}: {}{detail}", fault.path, lang.say(es, en))
}
