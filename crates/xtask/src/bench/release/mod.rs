//! `cargo xtask bench release`: the files of a large release written beside DuckDB, verified beside `sha256sum`, and two
//! releases compared.
//!
//! The lines are those of the federal budget of 2016, over and over, each with a key of its own. What a run does before
//! it writes is not counted: its own words say where the writing begins. DuckDB has the same rows in memory and writes
//! Parquet by year and two CSV files; erario also sorts, hashes, and describes.

mod lines;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;
use wait4::Wait4;

use super::{Measured, build, first_member, measure, median};

const DUCKDB: &str = include_str!("duckdb.py");
/// What a run says when it begins to write.
const BEGINS: &str = "release";
/// Of so many lines, one has another amount in the second release.
const CHANGED: u64 = 100;

#[derive(Args)]
pub struct BenchRelease {
    /// PEF_2016.csv.zip as published by SHCP
    pef: PathBuf,
    /// Lines of the release
    #[arg(long, default_value_t = 5_000_000)]
    rows: u64,
    /// A Python with the package `duckdb`
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// Counted runs of each program, after one that is not counted
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The folder for the files, which need some 3 kB a line [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub fn run(root: &Path, bench: &BenchRelease) -> Result<()> {
    let erario = build(root)?;
    let temporary = tempfile::tempdir()?;
    let folder = bench.folder.as_deref().unwrap_or(temporary.path());
    let published = fs::read(&bench.pef).with_context(|| format!("reading {}", bench.pef.display()))?;
    let text = first_member(&published)?;
    let [store, first, both] = ["store", "first", "both"].map(|name| folder.join(name));
    let add = |changed: Option<u64>| -> Result<()> {
        let zip = folder.join("PEF_2016.csv.zip");
        lines::write(&zip, &text, bench.rows, changed)?;
        let mut add = Command::new(&erario);
        add.current_dir(root).args(["add", "mx-shcp/pef", "--edition", "2016", "--store"]).arg(&store).arg(&zip);
        measure(&mut add).map(drop)
    };
    println!("{} lines, 2 threads", bench.rows);
    println!("{:<22} {:>9} {:>9} {:>9} {:>18}", "", "seconds", "peak MB", "MB/s", "erario takes");

    add(None)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..=bench.runs {
        let _ = fs::remove_dir_all(&first);
        ours.push(writing(root, &erario, &store, &first)?);
        theirs.push(duckdb(bench, folder, &first.join("latest/parquet/budget_line"))?);
    }
    let bytes = size(&first.join("latest"))?;
    tell("write: erario", &ours, bytes, Some(&theirs));
    tell("write: duckdb", &theirs, bytes, None);

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..=bench.runs {
        let mut verify = Command::new(&erario);
        ours.push(measure(verify.args(["verify", "--quiet"]).arg(first.join("latest")))?);
        let mut sums = Command::new("sha256sum");
        theirs.push(measure(sums.args(["--check", "--quiet", "SHA256SUMS"]).current_dir(first.join("latest")))?);
    }
    tell("verify: erario", &ours, bytes, Some(&theirs));
    tell("verify: sha256sum", &theirs, bytes, None);

    writing(root, &erario, &store, &both)?;
    add(Some(CHANGED))?;
    writing(root, &erario, &store, &both)?;
    let mut diffs = Vec::new();
    for _ in 0..=bench.runs {
        let mut diff = Command::new(&erario);
        diffs.push(measure(diff.args(["diff", "--quiet", "--out"]).arg(&both))?);
    }
    tell("diff: erario", &diffs, 2 * bytes, None);
    Ok(())
}

/// A run, timed from where it begins to write.
fn writing(root: &Path, erario: &Path, store: &Path, out: &Path) -> Result<Measured> {
    let mut run = Command::new(erario);
    run.current_dir(root).args(["run", "mx-shcp/pef", "--offline", "--store"]).arg(store).arg("--out").arg(out);
    let mut child = run.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let words = child.stderr.take().context("a run without words")?;
    let mut begun = None;
    for line in BufReader::new(words).lines() {
        if line?.trim() == BEGINS {
            begun = Some(Instant::now());
        }
    }
    let used = child.wait4()?;
    ensure!(used.status.success(), "{run:?} failed");
    let begun = begun.with_context(|| format!("the run never said `{BEGINS}`"))?;
    Ok(Measured { seconds: begun.elapsed().as_secs_f64(), peak: used.rusage.maxrss })
}

fn duckdb(bench: &BenchRelease, folder: &Path, table: &Path) -> Result<Measured> {
    let out = folder.join("duckdb");
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out)?;
    let mut peer = Command::new(&bench.python);
    // As text: a file of this name would be taken for the package.
    peer.arg("-c").arg(DUCKDB).arg(table).arg(&out);
    let mut child = peer.stdout(Stdio::piped()).spawn()?;
    let words = child.stdout.take().context("a peer without words")?;
    let said = std::io::read_to_string(words)?;
    let used = child.wait4()?;
    ensure!(used.status.success(), "the peer: --python must name a Python with the package duckdb");
    Ok(Measured { seconds: said.trim().parse()?, peak: used.rusage.maxrss })
}

fn tell(name: &str, runs: &[Measured], bytes: u64, peer: Option<&[Measured]>) {
    let counted = || runs.iter().skip(1);
    let seconds = median(counted().map(|run| run.seconds).collect());
    let peak = counted().map(|run| run.peak).max().unwrap_or(0) as f64 / 1e6;
    let speed = bytes as f64 / 1e6 / seconds;
    let ratio = peer.map_or_else(String::new, |peer| {
        let ratios = counted().zip(peer.iter().skip(1)).map(|(one, other)| one.seconds / other.seconds);
        format!("{:.2} times", median(ratios.collect()))
    });
    println!("{name:<22} {seconds:>9.2} {peak:>9.0} {speed:>9.0} {ratio:>18}");
}

fn size(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}
