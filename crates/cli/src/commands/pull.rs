//! `erario pull`: releases brought from where they are published.

use erario_model::grouped;
use jiff::Timestamp;
use serde_json::json;

use crate::args::{Args, Lang, Pull};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::progress::Progress;
use crate::remote::{Pulled, Remote};

pub fn pull(args: &Args, command: &Pull) -> Result<u8, Failure> {
    let progress = Progress::new(args, 1);
    let remote = Remote::find(&command.url, &command.to)?;
    let pulled = remote.pull(&command.tables, command.key.as_deref(), Timestamp::now(), &progress)?;
    progress.done();
    let folder = command.to.join(&pulled.release);
    if args.json {
        output::line(json!({
            "format": 1, "release": pulled.release, "folder": folder, "serial": pulled.serial,
            "signed_by": pulled.signed_by, "yanked": pulled.yanked, "files": pulled.files, "arrived": pulled.arrived,
            "bytes": pulled.bytes,
        }))?;
        return Ok(DONE);
    }
    output::line(text(&pulled, &folder.display().to_string(), args.language()))?;
    Ok(DONE)
}

fn text(pulled: &Pulled, folder: &str, lang: Lang) -> String {
    let [files, arrived, bytes] = [pulled.files as u64, pulled.arrived as u64, pulled.bytes].map(grouped);
    let mut lines = vec![match lang {
        Lang::Es => format!("{folder}: {files} archivos; llegaron {arrived}, {bytes} bytes"),
        Lang::En => format!("{folder}: {files} files; {arrived} arrived, {bytes} bytes"),
    }];
    lines.push(match &pulled.signed_by {
        Some(_) => lang.say("Lista {serial}, firmada con la clave {key}.", "List {serial}, signed with the key {key}."),
        None => lang.say(
            "Cada archivo es el de la lista {serial}; su firma no se comprobó: dé la clave pública de quien publica con --key.",
            "Each file is that of list {serial}; its signature was not checked: give the publisher's public key with --key.",
        ),
    }
    .replace("{serial}", &pulled.serial.to_string())
    .replace("{key}", pulled.signed_by.as_deref().unwrap_or_default()));
    if let Some(why) = &pulled.yanked {
        lines.push(format!("{}: {why}", lang.say("No la use: se retiró", "Do not use it: it was yanked")));
    }
    lines.join("\n")
}
