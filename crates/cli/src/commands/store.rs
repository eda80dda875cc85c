//! `erario store`: is everything there, and what can go.

use std::collections::BTreeSet;
use std::path::Path;

use erario_fetch::Store;
use serde_json::{Value, json};

use crate::args::{Args, StoreCommand};
use crate::exit::{CHECKSUM, DONE, Failure};
use crate::output;
use crate::project::Project;
use crate::sources::store_path;

pub fn store(args: &Args, command: &StoreCommand) -> Result<u8, Failure> {
    let project = Project::open(args, &[])?;
    let path = store_path(args, &project);
    match command {
        StoreCommand::Check { read_data } => check(args, &Store::open(&path)?, *read_data),
        StoreCommand::Gc { apply, out } => {
            let out = out.clone().unwrap_or_else(|| project.root.join("out"));
            // Only one that is there already has anything to collect.
            Store::open(&path)?;
            collect(args, &Store::open_or_create(&path)?, &out, *apply)
        }
    }
}

fn check(args: &Args, store: &Store, read_data: bool) -> Result<u8, Failure> {
    let checked = store.check(read_data)?;
    for problem in &checked.problems {
        eprintln!("error: {problem}");
    }
    if args.json {
        let problems: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
        output::line(json!({
            "format": 1, "snapshots": checked.snapshots, "objects": checked.objects,
            "read_bytes": checked.read_bytes, "problems": problems,
        }))?;
    } else {
        let lang = args.language();
        let (snapshots, objects) = (checked.snapshots, checked.objects);
        let problems = checked.problems.len();
        let read = match read_data {
            true => lang.say("leídos y comprobados byte por byte", "read and proved byte by byte"),
            false => lang.say("presentes con su tamaño", "there in their size"),
        };
        output::line(lang.say(
            &format!("{snapshots} instantáneas, {objects} archivos {read}, {problems} problemas"),
            &format!("{snapshots} snapshots, {objects} files {read}, {problems} problems"),
        ))?;
    }
    Ok(if checked.problems.is_empty() { DONE } else { CHECKSUM })
}

fn collect(args: &Args, store: &Store, out: &Path, apply: bool) -> Result<u8, Failure> {
    let garbage = store.collect_garbage(&released(out)?, apply)?;
    let bytes: u64 = garbage.iter().map(|one| one.size_bytes).sum();
    if args.json {
        let rows: Vec<Value> = garbage
            .iter()
            .map(|one| json!({ "path": one.path.display().to_string(), "size_bytes": one.size_bytes }))
            .collect();
        output::line(json!({ "format": 1, "removed": apply, "size_bytes": bytes, "garbage": rows }))?;
        return Ok(DONE);
    }
    for one in &garbage {
        output::line(one.path.display())?;
    }
    let (lang, files) = (args.language(), garbage.len());
    output::line(match apply {
        true => lang
            .say(&format!("{files} archivos quitados, {bytes} bytes"), &format!("{files} files removed, {bytes} bytes"))
            .to_owned(),
        false => lang
            .say(
                &format!("{files} archivos sobran, {bytes} bytes; `erario store gc --apply` los quita"),
                &format!("{files} files can go, {bytes} bytes; `erario store gc --apply` removes them"),
            )
            .to_owned(),
    })?;
    Ok(DONE)
}

/// The hashes of all files that a release names as its sources.
fn released(out: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut needed = BTreeSet::new();
    let entries = match std::fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(needed),
        Err(error) => return Err(Failure::read(out.display())(error)),
    };
    for entry in entries {
        let path = entry.map_err(Failure::read(out.display()))?.path().join("csv/source_file.csv");
        if !path.is_file() {
            continue;
        }
        let unreadable = |error: csv::Error| Failure::read(path.display())(std::io::Error::other(error));
        let mut reader = csv::Reader::from_path(&path).map_err(unreadable)?;
        let place = reader.headers().map_err(unreadable)?.iter().position(|header| header == "sha256");
        for record in reader.records() {
            let record = record.map_err(unreadable)?;
            needed.extend(place.and_then(|place| record.get(place)).map(str::to_owned));
        }
    }
    Ok(needed)
}
