//! `erario publish`: the releases, where their readers are.

use std::env;
use std::path::PathBuf;

use erario_model::grouped;
use erario_release::index;
use erario_release::publish::ckan::{self, Portal};
use erario_release::publish::{self, Bucket, Place, Published};
use serde_json::{Value, json};

use crate::args::{Args, Lang, Publish};
use crate::exit::{DONE, Failure};
use crate::progress::Progress;
use crate::{output, released};

/// Where the token of a portal is, so that it stands in no history and no list of processes.
const TOKEN: &str = "ERARIO_CKAN_TOKEN";

pub fn publish(args: &Args, command: &Publish) -> Result<u8, Failure> {
    let (out, _) = released::folder(args, command.out.as_ref())?;
    let progress = Progress::new(args, 1);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(Failure::read("the asynchronous runtime"))?;
    let mut told = |id: &str, done: usize, all: usize| progress.doing(&format!("{id}: {done} of {all} files"));
    let quiet = &mut |_: &str, _: usize, _: usize| {};
    let told: publish::Progress = if matches!(progress, Progress::Bar(_)) { &mut told } else { quiet };
    let published = if command.to.starts_with(ckan::SCHEME) {
        let portal = Portal::at(&command.to, token()?, command.organization.clone())?;
        runtime.block_on(ckan::publish(&out, &portal, command.again, told))?
    } else {
        let place = match command.to.contains("://") {
            true => Place::Bucket(Bucket::at(&command.to, env::vars())?),
            false => Place::Folder(PathBuf::from(&command.to)),
        };
        runtime.block_on(publish::publish(&out, &place, command.again, told))?
    };
    progress.done();
    if !out.join(format!("{}.minisig", index::INDEX)).is_file() {
        progress.remark(
            "the list is not signed: readers cannot know whose releases these are\n  hint: `erario sign --key FILE`, and publish again",
        );
    }
    match args.json {
        true => output::line(json(&published, &command.to))?,
        false => output::line(text(&published, &command.to, args.language()))?,
    }
    Ok(DONE)
}

fn token() -> Result<String, Failure> {
    env::var(TOKEN).ok().filter(|token| !token.is_empty()).ok_or_else(|| {
        Failure::Usage(format!("no token of the portal\n  hint: make one on your page there, and set {TOKEN} to it"))
    })
}

fn json(published: &Published, to: &str) -> Value {
    let releases: Vec<Value> = (published.releases.iter())
        .map(|sent| json!({ "release": sent.id, "files": sent.files, "sent": sent.sent, "bytes": sent.bytes }))
        .collect();
    json!({
        "format": 1, "to": to, "latest": published.latest, "serial": published.serial,
        "is_new_list": published.is_new_list, "releases": releases,
    })
}

fn text(published: &Published, to: &str, lang: Lang) -> String {
    let mut lines: Vec<String> = (published.releases.iter())
        .map(|sent| {
            let [files, new, bytes] = [sent.files as u64, sent.sent as u64, sent.bytes].map(grouped);
            match lang {
                Lang::Es => format!("{}: {files} archivos, leídos de vuelta; enviados {new}, {bytes} bytes", sent.id),
                Lang::En => format!("{}: {files} files, read back; {new} sent, {bytes} bytes", sent.id),
            }
        })
        .collect();
    let told = match published.is_new_list {
        true => lang.say("{to}: lista {serial}, vale {latest}", "{to}: list {serial}, {latest} stands"),
        false => lang
            .say("{to}: ya tenía la lista {serial}, vale {latest}", "{to}: had list {serial} already, {latest} stands"),
    };
    let latest = published.latest.as_deref().unwrap_or("-");
    lines.push(told.replace("{to}", to).replace("{serial}", &published.serial.to_string()).replace("{latest}", latest));
    lines.join("\n")
}
