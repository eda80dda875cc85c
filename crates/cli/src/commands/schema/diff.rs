//! `erario schema diff OLD NEW`: what changed, and whether readers can live with it.

use std::fs;
use std::path::Path;

use erario_model::Tables;
use erario_model::compat::{Class, Diff, compare};
use serde_json::{Value, json};

use crate::args::{Args, Lang};
use crate::exit::{CHANGES, DONE, FATAL_FINDING, Failure};
use crate::output;

pub(super) fn diff(args: &Args, old: &Path, new: &Path, exit_code: bool) -> Result<u8, Failure> {
    let (mut before, mut after) = (read(old)?, read(new)?);
    // The file of one table is compared with that table, and says nothing of the others.
    if old.is_file() || new.is_file() {
        let [of_old, of_new] = [(old, &before), (new, &after)].map(|(path, contract)| {
            path.is_file().then(|| contract.tables.iter().map(|table| table.name.clone()).collect::<Vec<_>>())
        });
        let is_meant =
            |name: &str| [&of_old, &of_new].into_iter().flatten().any(|names| names.iter().any(|known| known == name));
        before.tables.retain(|table| is_meant(&table.name));
        after.tables.retain(|table| is_meant(&table.name));
    }
    let diff = compare(&before, &after);
    if args.json {
        output::line(as_json(&diff))?;
    } else {
        output::line(text(&diff, args.language()))?;
    }
    Ok(match diff.is_refused() {
        true => FATAL_FINDING,
        false if exit_code && !diff.changes.is_empty() => CHANGES,
        false => DONE,
    })
}

/// A schemas folder, a folder that holds one such as a checkout or a release, or one file.
fn read(path: &Path) -> Result<Tables, Failure> {
    let usage = |error: &dyn std::fmt::Display| Failure::Usage(error.to_string());
    if path.is_file() {
        return Tables::published(&[named(path)?]).map_err(|error| usage(&error));
    }
    let inner = path.join("schemas");
    let folder = if inner.is_dir() { inner.as_path() } else { path };
    if !folder.join("fields.json").is_file() {
        return Tables::published(&files(folder)?).map_err(|error| usage(&error));
    }
    let (_, fields) = named(&folder.join("fields.json"))?;
    let tables: Vec<(String, String)> = files(&folder.join("tables"))?
        .into_iter()
        .map(|(path, text)| {
            (Path::new(&path).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()), text)
        })
        .collect();
    let tables: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Tables::parse(&fields, &tables).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))
}

/// The JSON files of a folder, each with its path, in order.
fn files(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::read(folder.display()))? {
        let path = entry.map_err(Failure::read(folder.display()))?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            files.push(named(&path)?);
        }
    }
    if files.is_empty() {
        return Err(Failure::Usage(format!(
            "{}: no table schemas here\n  hint: name a schemas folder, a release, or the Table Schema of a table",
            folder.display()
        )));
    }
    files.sort();
    Ok(files)
}

fn named(path: &Path) -> Result<(String, String), Failure> {
    let text = fs::read_to_string(path).map_err(Failure::read(path.display()))?;
    Ok((path.display().to_string(), text))
}

fn as_json(diff: &Diff) -> Value {
    let changes: Vec<Value> = (diff.changes.iter())
        .map(|change| {
            let [what_es, what_en] = change.kind.what();
            json!({
                "class": change.kind.class(), "change": change.kind.code(), "table": change.table,
                "field": change.field, "old": change.old, "new": change.new, "what_es": what_es, "what_en": what_en,
            })
        })
        .collect();
    json!({
        "format": 1, "old_version": diff.old_version, "new_version": diff.new_version, "class": diff.class(),
        "is_refused": diff.is_refused(), "changes": changes,
    })
}

fn text(diff: &Diff, lang: Lang) -> String {
    let mut lines = vec![format!("{} → {}", diff.old_version, diff.new_version)];
    let width = diff.changes.iter().map(|change| change.place().len()).max().unwrap_or(0);
    for change in &diff.changes {
        let ([class_es, class_en], [what_es, what_en]) = (change.kind.class().told(), change.kind.what());
        let (class, what) = (lang.say(class_es, class_en), lang.say(what_es, what_en));
        let detail = change.detail();
        let detail = if detail.is_empty() { detail } else { format!(": {detail}") };
        lines.push(format!("{class:10}  {:width$}  {what}{detail}", change.place()));
    }
    let count = |class: Class| diff.changes.iter().filter(|change| change.kind.class() == class).count();
    let breaking = lang.count(count(Class::Breaking), ("que rompe", "que rompen"), ("breaking", "breaking"));
    let additive = lang.count(count(Class::Additive), ("aditivo", "aditivos"), ("additive", "additive"));
    let all = lang.count(diff.changes.len(), ("cambio", "cambios"), ("change", "changes"));
    let compatible = lang.count(count(Class::Compatible), ("compatible", "compatibles"), ("compatible", "compatible"));
    lines.push(format!("{all}: {breaking}, {additive}, {compatible}"));
    if diff.is_refused() {
        let words = lang.say(
            "Rompe a quien lee, y la versión no lo dice: así no se publica.\n  hint: suba la versión en schemas/fields.json, el primer número o, antes de 1.0, el segundo",
            "It breaks readers, and the version does not say so: nothing is released like this.\n  hint: raise the version in schemas/fields.json, the first number or, before 1.0, the second",
        );
        lines.push(words.to_owned());
    }
    lines.join("\n")
}
