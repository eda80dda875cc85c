//! `cargo xtask bench validate`: a large budget held against its schema, beside what else does so.
//!
//! All programs read the same file and the same constraints: types, required cells, patterns, lists, lengths, ranges, the
//! key, and what holds between amounts. DuckDB's scan only reads the file into types, which is the least that any check
//! must do. What rows refer to in other files is checked in a run of its own.

mod rows;

use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use super::{Measured, build, measure, median};

const SCHEMA: &str = include_str!("budget.schema.json");
const PEERS: &str = include_str!("peers.py");

#[derive(Args)]
pub struct BenchValidate {
    /// Rows of the file that is made
    #[arg(long, default_value_t = 5_000_000)]
    rows: u64,
    /// A Python with the packages `duckdb`, `frictionless` and `dataframely`
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// Counted runs of each program, after one that is not counted
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The peers to run, by name [default: all; frictionless runs once]
    #[arg(long = "peer", value_name = "NAME")]
    peers: Vec<String>,
    /// The folder for the file, which needs some 570 bytes a row [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// DuckDB's scan comes first: the others are compared with it.
const NAMES: [&str; 4] = ["duckdb-scan", "duckdb", "dataframely", "frictionless"];
/// A program that takes minutes is run once.
const ONCE: &str = "frictionless";

/// The schema, with what rows refer to in other files.
fn referring_schema() -> Result<String> {
    let mut schema: serde_json::Value = serde_json::from_str(SCHEMA)?;
    schema["foreignKeys"] = serde_json::json!([
        { "fields": ["ramo_code", "unit_code"], "reference": { "resource": "units", "fields": ["ramo_code", "unit_code"] } },
        { "fields": ["state_code"], "reference": { "resource": "states", "fields": ["code"] } }
    ]);
    Ok(schema.to_string())
}

pub fn run(root: &Path, bench: &BenchValidate) -> Result<()> {
    let erario = build(root)?;
    let temporary = tempfile::tempdir()?;
    let folder = bench.folder.as_deref().unwrap_or(temporary.path());
    let (file, schema, peers) = (folder.join("budget.csv"), folder.join("budget.schema.json"), folder.join("peers.py"));
    let referring = folder.join("referring.schema.json");
    fs::write(&schema, SCHEMA)?;
    fs::write(&referring, referring_schema()?)?;
    fs::write(&peers, PEERS)?;
    let create = |name: &str| fs::File::create(folder.join(name)).map(BufWriter::new);
    rows::write(&mut create("budget.csv")?, bench.rows)?;
    rows::write_units(&mut create("units.csv")?)?;
    rows::write_states(&mut create("states.csv")?)?;
    let bytes = fs::metadata(&file)?.len() as f64;
    println!("{} rows, 27 columns, {:.2} GB", bench.rows, bytes / 1e9);
    let (mut ours, mut across) = (Vec::new(), Vec::new());
    let mut theirs: Vec<(&str, Vec<Measured>)> = Vec::new();
    let chosen = NAMES.iter().filter(|name| bench.peers.is_empty() || bench.peers.iter().any(|peer| peer == *name));
    theirs.extend(chosen.map(|name| (*name, Vec::new())));
    for round in 0..=bench.runs {
        for (schema, runs) in [(&schema, &mut ours), (&referring, &mut across)] {
            let mut check = Command::new(&erario);
            check.arg("validate").arg(&file).arg("--schema").arg(schema).arg("--json");
            runs.push(measure(&mut check)?);
        }
        for (name, runs) in theirs.iter_mut().filter(|(name, _)| *name != ONCE || round == 1) {
            let mut peer = Command::new(&bench.python);
            peer.arg(&peers).arg(*name).arg(&file).arg(&schema);
            let context = || format!("{name}: --python must name a Python with its package");
            runs.push(measure(&mut peer).with_context(context)?);
        }
    }
    println!(
        "{:<14} {:>9} {:>9} {:>9} {:>12} {:>14}",
        "program", "seconds", "MB/s", "peak MB", "rows/s", "erario takes"
    );
    let line = |name: &str, runs: &[&Measured], ratio: String| {
        let seconds = median(runs.iter().map(|run| run.seconds).collect());
        let peak = runs.iter().map(|run| run.peak).max().unwrap_or(0) as f64 / 1e6;
        let (speed, rows) = (bytes / 1e6 / seconds, bench.rows as f64 / seconds);
        println!("{name:<14} {seconds:>9.2} {speed:>9.0} {peak:>9.0} {rows:>12.0} {ratio:>14}");
    };
    let counted: Vec<&Measured> = ours.iter().skip(1).collect();
    line("erario", &counted, String::new());
    line("  and files", &across.iter().skip(1).collect::<Vec<_>>(), String::new());
    for (name, runs) in &theirs {
        let runs: Vec<&Measured> = if *name == ONCE { runs.iter().collect() } else { runs.iter().skip(1).collect() };
        let ratios = counted.iter().zip(&runs).map(|(one, other)| one.seconds / other.seconds);
        line(name, &runs, format!("{:.2} times", median(ratios.collect())));
    }
    Ok(())
}
