//! `cargo xtask bench`: the full path of the federal budget of 2016, beside DuckDB doing one part of it.
//!
//! erario goes from the zip as published to Parquet and CSV, with decoding, rules, conservation, checksums and metadata;
//! DuckDB only copies the already inflated and transcoded file into typed Parquet. Runs alternate, and the ratio is of
//! the pairs, so that a machine whose speed drifts does not decide.

mod accounts;
mod all;
mod fetch;
mod release;
mod validate;

use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use wait4::Wait4;
use yore::code_pages::CP850;
use zip::write::SimpleFileOptions;

pub use accounts::{BenchAccounts, run as run_accounts};
pub use all::{BenchAll, run as run_all};

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Bench {
    #[command(subcommand)]
    other: Option<Other>,
    /// PEF_2016.csv.zip as published by SHCP
    #[arg(required = true)]
    pef: Option<PathBuf>,
    /// A Python with the package `duckdb`
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// Counted runs of each program, after one that is not counted
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// How many times the records are repeated in the large case
    #[arg(long, default_value_t = 20)]
    times: usize,
}

#[derive(Subcommand)]
enum Other {
    /// Time a large download beside curl, and a thousand sources that did not change.
    Fetch(fetch::BenchFetch),
    /// Time the files of a large release, written beside DuckDB, verified, and compared with another.
    Release(release::BenchRelease),
    /// Time a large file held against its schema beside DuckDB, dataframely and frictionless.
    Validate(validate::BenchValidate),
    #[command(hide = true)]
    Child(fetch::Child),
}

/// One measured run: wall seconds and peak memory in bytes.
struct Measured {
    seconds: f64,
    peak: u64,
}

pub fn run(root: &Path, bench: &Bench) -> Result<()> {
    match (&bench.other, &bench.pef) {
        (Some(Other::Fetch(fetch)), _) => fetch::run(root, fetch),
        (Some(Other::Release(release)), _) => release::run(root, release),
        (Some(Other::Validate(validate)), _) => validate::run(root, validate),
        (Some(Other::Child(child)), _) => fetch::child(child),
        (None, pef) => federal_budget(root, bench, pef.as_deref().context("PEF_2016.csv.zip must be named")?),
    }
}

fn federal_budget(root: &Path, bench: &Bench, pef: &Path) -> Result<()> {
    let erario = build(root)?;
    let folder = tempfile::tempdir()?;
    let published = fs::read(pef).with_context(|| format!("reading {}", pef.display()))?;
    let text = first_member(&published)?;
    println!("{:<10} {:<8} {:>9} {:>12} {:>9} {:>8}", "input", "program", "seconds", "peak MB", "MB/s", "ratio");
    for times in [1, bench.times] {
        let zip = folder.path().join(format!("PEF_2016_x{times}.csv.zip"));
        let csv = folder.path().join(format!("PEF_2016_x{times}.csv"));
        if times == 1 {
            fs::write(&zip, &published)?;
        } else {
            zipped(&zip, &text, times)?;
        }
        repeat(&mut BufWriter::new(fs::File::create(&csv)?), CP850.decode(&text).as_bytes(), times)?;
        compare(root, bench, &erario, folder.path(), &zip, &csv, text.len() * times)?;
    }
    Ok(())
}

fn build(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // With the whole workspace, as the tests build it: alone, the program would be compiled once more.
    let arguments = ["build", "--release", "--quiet", "--workspace", "--bin", "erario"];
    let built = Command::new(cargo).args(arguments).current_dir(root).status()?;
    ensure!(built.success(), "erario does not build");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/erario"))
}

fn first_member(zip: &[u8]) -> Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip))?;
    let mut text = Vec::new();
    archive.by_index(0)?.read_to_end(&mut text)?;
    Ok(text)
}

/// Writes the header once and the records `times` times, piece by piece: a started program's peak memory cannot read
/// below that of the program that starts it.
fn repeat(out: &mut impl Write, text: &[u8], times: usize) -> Result<()> {
    let header = text.iter().position(|byte| *byte == b'\n').context("the file has no header")? + 1;
    out.write_all(&text[..header])?;
    (0..times).try_for_each(|_| out.write_all(&text[header..]))?;
    Ok(out.flush()?)
}

fn zipped(path: &Path, text: &[u8], times: usize) -> Result<()> {
    let mut writer = zip::ZipWriter::new(fs::File::create(path)?);
    writer.start_file("PEF_2016.csv", SimpleFileOptions::default().large_file(true).compression_level(Some(6)))?;
    repeat(&mut writer, text, times)?;
    writer.finish()?;
    Ok(())
}

fn compare(
    root: &Path,
    bench: &Bench,
    erario: &Path,
    folder: &Path,
    zip: &Path,
    csv: &Path,
    bytes: usize,
) -> Result<()> {
    let (store, out) = (folder.join("store"), folder.join("out"));
    let _ = fs::remove_dir_all(&store);
    let mut add = Command::new(erario);
    add.current_dir(root).args(["add", "mx-shcp/pef", "--edition", "2016", "--store"]).arg(&store).arg(zip);
    measure(&mut add)?;
    let parquet = folder.join("duckdb.parquet");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..=bench.runs {
        let _ = fs::remove_dir_all(&out);
        let mut run = Command::new(erario);
        run.current_dir(root).args(["run", "mx-shcp/pef", "--offline", "--quiet", "--store"]).arg(&store);
        run.arg("--out").arg(&out);
        ours.push(measure(&mut run)?);
        let mut copy = Command::new(&bench.python);
        copy.arg("-c").arg(COPY).arg(csv).arg(&parquet);
        theirs.push(measure(&mut copy).context("the peer: --python must name a Python with the package duckdb")?);
    }
    let ratios: Vec<f64> = ours.iter().zip(&theirs).skip(1).map(|(one, other)| one.seconds / other.seconds).collect();
    let name = csv.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ratio = format!("{:.2}", median(ratios));
    for (program, runs, ratio) in [("erario", &ours, ratio.as_str()), ("duckdb", &theirs, "")] {
        let seconds = median(runs.iter().skip(1).map(|run| run.seconds).collect());
        let peak = runs.iter().skip(1).map(|run| run.peak).max().unwrap_or(0) as f64 / 1e6;
        let speed = bytes as f64 / 1e6 / seconds;
        let name = name.trim_start_matches("PEF_");
        println!("{name:<10} {program:<8} {seconds:>9.2} {peak:>12.0} {speed:>9.0} {ratio:>8}");
    }
    Ok(())
}

/// Typed columns from text, as a person would write them.
const COPY: &str = r#"
import sys, duckdb
db = duckdb.connect()
db.execute("set threads = 2")
db.execute(f"""
    copy (select Ciclo::int as fiscal_year, * exclude (Ciclo, PEF_2016),
                 coalesce(try_cast(replace(trim(PEF_2016), ',', '') as decimal(18, 2)), 0) as approved
          from read_csv('{sys.argv[1]}', all_varchar = true, header = true))
    to '{sys.argv[2]}' (format parquet, compression zstd)""")
"#;

fn measure(command: &mut Command) -> Result<Measured> {
    let start = Instant::now();
    let child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let used = child.wait4()?;
    ensure!(used.status.success(), "{command:?} failed");
    Ok(Measured { seconds: start.elapsed().as_secs_f64(), peak: used.rusage.maxrss })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_repeat_and_the_header_does_not() {
        let mut repeated = Vec::new();
        repeat(&mut repeated, b"a,b\n1,2\n", 3).unwrap();
        assert_eq!(repeated, b"a,b\n1,2\n1,2\n1,2\n");
    }
}
