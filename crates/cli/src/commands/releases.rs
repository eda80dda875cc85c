//! `erario releases` and `erario yank`: which releases there are, and which ones nobody should use.

use erario_release::ReleaseError;
use erario_release::index::{self, Entry, Index, Refused};
use jiff::Timestamp;
use serde_json::json;

use crate::args::{Args, Lang, Releases, Yank};
use crate::exit::{DONE, Failure};
use crate::project::nearest;
use crate::{output, released};

pub fn releases(args: &Args, command: &Releases) -> Result<u8, Failure> {
    let (out, _) = released::folder(args, command.out.as_ref())?;
    let index = index::read(&out)?.ok_or(ReleaseError::NoReleases { out })?;
    match args.json {
        true => output::line(json!(index))?,
        false => output::line(text(&index, args.language()))?,
    }
    Ok(DONE)
}

pub fn yank(args: &Args, command: &Yank) -> Result<u8, Failure> {
    let (out, _) = released::folder(args, command.out.as_ref())?;
    let now = Timestamp::now();
    let id = command.release.as_str();
    let (index, done) = index::change(&out, now, |index| match &command.why {
        Some(why) => index.yank(id, why, now),
        None => index.restore(id),
    })?;
    match done {
        Ok(()) => {}
        Err(Refused::Unknown) => {
            let meant = nearest(id, index.releases.iter().map(|entry| entry.id.as_str()));
            let meant = meant.map_or_else(String::new, |known| format!("did you mean `{known}`? "));
            return Err(Failure::Usage(format!(
                "{}: no release `{id}` is listed\n  hint: {meant}`erario releases` lists them",
                out.display()
            )));
        }
        Err(Refused::Already) => {
            let state = if command.undo { "is not yanked" } else { "is yanked already" };
            return Err(Failure::Usage(format!(
                "{id} {state}\n  hint: `erario releases` shows which ones are, and why"
            )));
        }
    }
    if args.json {
        output::line(json!({ "format": 1, "release": id, "yanked": command.why, "latest": index.latest }))?;
        return Ok(DONE);
    }
    let lang = args.language();
    output::line(
        match command.undo {
            true => lang.say("{id}: vuelve a valer.", "{id}: good again."),
            false => lang.say("{id}: retirada. Sus archivos siguen ahí.", "{id}: yanked. Its files stay."),
        }
        .replace("{id}", id),
    )?;
    output::line(standing(&index, lang))?;
    output::line(lang.say(
        "La lista cambió: fírmela otra vez con `erario sign`.",
        "The list has changed: sign it again with `erario sign`.",
    ))?;
    Ok(DONE)
}

fn standing(index: &Index, lang: Lang) -> String {
    match &index.latest {
        Some(latest) => lang.say("Vale {id}.", "{id} stands.").replace("{id}", latest),
        None => lang
            .say("No vale ninguna: haga otra con `erario run`.", "None stands: make another with `erario run`.")
            .to_owned(),
    }
}

fn text(index: &Index, lang: Lang) -> String {
    let line = |entry: &Entry| {
        let mark = if index.latest.as_ref() == Some(&entry.id) { "*" } else { " " };
        let yanked = entry.yanked.as_ref().map_or_else(String::new, |yanked| {
            let on = yanked.on.strftime("%Y-%m-%d");
            format!("  {} {on}: {}", lang.say("retirada el", "yanked on"), yanked.why)
        });
        format!("{mark} {}  {}{yanked}", entry.id, entry.created)
    };
    let mut lines: Vec<String> = index.releases.iter().rev().map(line).collect();
    let told = lang.say("Lista {serial}, vale hasta el {expires}. ", "List {serial}, good until {expires}. ");
    let told = told.replace("{serial}", &index.serial.to_string());
    let told = told.replace("{expires}", &index.expires.strftime("%Y-%m-%d").to_string());
    lines.push(format!("{told}{}", standing(index, lang)));
    lines.join("\n")
}
