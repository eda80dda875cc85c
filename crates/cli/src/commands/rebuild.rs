//! `erario rebuild`: a release made once more from what the store holds, and compared byte by byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use erario_fetch::Store;
use erario_release::Identity;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use crate::args::{Args, Lang, OneRelease};
use crate::exit::{CHANGES, DONE, Failure};
use crate::progress::Progress;
use crate::project::Project;
use crate::released::{self, Rows};
use crate::run::{Target, run};
use crate::sources::{Sources, store_path};
use crate::{output, prove};

/// So many files are shown to people; programs get all.
const SHOWN: usize = 20;
/// What makes the rest of a difference plain, in this order.
const FIRST: [&str; 2] = ["parquet/", "csv/"];

/// What a release says of how it was made.
#[derive(Deserialize)]
struct Manifest {
    release_id: String,
    release_before: Option<String>,
    created: Timestamp,
    erario_version: String,
    /// Releases of the first versions do not name them.
    #[serde(default)]
    datasets: Vec<String>,
    sources: Vec<Source>,
}

#[derive(Deserialize)]
struct Source {
    #[serde(default)]
    is_sample: bool,
}

pub fn rebuild(args: &Args, command: &OneRelease) -> Result<u8, Failure> {
    let folder = released::named(args, command)?;
    let manifest = read(&folder)?;
    let mut project = Project::open(args, &manifest.datasets)?;
    prove::keep_provable(&mut project);
    prove::release(&project)?;
    let sources = match manifest.sources.iter().any(|source| source.is_sample) {
        true => Sources::samples(&project.root),
        false => Sources::Store { store: Store::open(&store_path(args, &project))?, until: last_seen(&folder)? },
    };
    let out = folder.canonicalize().map_err(Failure::read(folder.display()))?;
    let out = out.parent().unwrap_or(&out);
    let work = tempfile::tempdir().map_err(Failure::write(std::env::temp_dir().display()))?;
    let before = manifest.release_before.as_deref();
    let identity = Identity { out, id: &manifest.release_id, before };
    let target = Target::Again { identity: &identity, into: work.path() };
    let editions = project.pipelines.iter().map(|pipeline| pipeline.editions.len() as u64).sum();
    let progress = Progress::new(args, editions);
    let finished = run(&project, &sources, &target, Some(manifest.created.as_second()), &progress)?;
    progress.done();
    if finished.released.is_none() {
        return Err(Failure::Usage(format!(
            "{}: nothing could be released from what is there now\n  hint: `erario run` says why",
            manifest.release_id
        )));
    }
    let differences = differences(&listing(&folder)?, &listing(work.path())?);
    let version = env!("CARGO_PKG_VERSION");
    if args.json {
        output::line(json!({
            "format": 1, "release": manifest.release_id, "same": differences.is_empty(),
            "made_by": manifest.erario_version, "made_again_by": version, "differ": differences,
        }))?;
    } else {
        let missing = before.filter(|before| !out.join(before).is_dir());
        output::line(text(&manifest, &differences, missing, args.language()))?;
    }
    Ok(if differences.is_empty() { DONE } else { CHANGES })
}

fn read(folder: &Path) -> Result<Manifest, Failure> {
    let path = folder.join("manifest.json");
    let text = fs::read(&path).map_err(Failure::read(path.display()))?;
    serde_json::from_slice(&text)
        .map_err(|error| Failure::Tampered { place: path.display().to_string(), detail: error.to_string() })
}

/// The newest that the release knows of what publishers did: what was stored later had no part in it.
fn last_seen(folder: &Path) -> Result<Option<String>, Failure> {
    let mut newest = None;
    Rows::open(folder, "publication")?.each(&mut |cell| newest = newest.take().max(cell("seen_at")))?;
    Ok(newest)
}

/// Path -> checksum. The checksums of a release are proved by `erario verify`.
fn listing(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let path = folder.join("SHA256SUMS");
    let text = fs::read_to_string(&path).map_err(Failure::read(path.display()))?;
    let line = |line: &str| line.split_once("  ").map(|(sum, path)| (path.to_owned(), sum.to_owned()));
    Ok(text.lines().filter_map(line).collect())
}

/// Files that are not the same, tables first.
fn differences(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<String> {
    let all = old.keys().chain(new.keys().filter(|path| !old.contains_key(*path)));
    let mut differ: Vec<String> = all.filter(|path| old.get(*path) != new.get(*path)).cloned().collect();
    let rank = |path: &String| FIRST.iter().position(|first| path.starts_with(first)).unwrap_or(FIRST.len());
    differ.sort_by(|one, other| rank(one).cmp(&rank(other)).then_with(|| one.cmp(other)));
    differ
}

/// `missing` is the release before, where it does not lie beside this one.
fn text(manifest: &Manifest, differences: &[String], missing: Option<&str>, lang: Lang) -> String {
    let id = &manifest.release_id;
    if differences.is_empty() {
        return format!("{id}: {}", lang.say("es la misma, byte por byte.", "it is the same, byte for byte."));
    }
    let told = lang.say("{} archivos son otros.", "{} files are other ones.");
    let mut lines = vec![format!("{id}: {}", told.replace("{}", &differences.len().to_string()))];
    lines.extend(differences.iter().take(SHOWN).map(|path| format!("  {path}")));
    if differences.len() > SHOWN {
        lines.push("  …".to_owned());
    }
    let version = env!("CARGO_PKG_VERSION");
    let hint = match (missing, manifest.erario_version == version) {
        (Some(before), _) => lang
            .say(
                "  hint: CHANGES.md se hace frente a {before}, que no está en la misma carpeta; póngala ahí",
                "  hint: CHANGES.md is made against {before}, which is not in the same folder; put it there",
            )
            .replace("{before}", before),
        (None, true) => lang
            .say(
                "  hint: con los mismos archivos y la misma versión, cambió algo en pipelines/; búsquelo en su historia",
                "  hint: with the same files and the same version, something in pipelines/ changed; look into its history",
            )
            .to_owned(),
        (None, false) => lang
            .say(
                "  hint: se hizo con erario {old} y esta es la {new}; hágala con aquella",
                "  hint: it was made by erario {old} and this is {new}; make it with that one",
            )
            .replace("{old}", &manifest.erario_version)
            .replace("{new}", version),
    };
    lines.push(hint);
    lines.join("\n")
}
