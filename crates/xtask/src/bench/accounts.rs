//! `cargo xtask bench-accounts`: all quarterly workbooks of one body in one run, beside a program that only opens them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Args;

use super::{build, measure, median};

#[derive(Args)]
pub struct BenchAccounts {
    /// The folder of mx-gto-inaeba with its quarters, as published
    folder: PathBuf,
    /// A Python with the package `python-calamine`
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// Counted runs of each program, after one that is not counted
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

/// Table, folder, and the names of its workbook: until 2021, and since.
const FILES: [(&str, &str, [&str; 2]); 12] = [
    ("eaepe-ingresos", "eaepe", ["6.3", "-"]),
    ("eaepe-administrativa", "eaepe", ["6.4", "-"]),
    ("eaepe-tipo", "eaepe", ["6.5", "-"]),
    ("eaepe-objeto", "eaepe", ["6.6", "-"]),
    ("eaepe-funcional", "eaepe", ["6.7", "-"]),
    ("ldf-5", "ldf", ["10.5", "B.6.5"]),
    ("ldf-6a", "ldf", ["10.6", "B.6.6"]),
    ("ldf-6b", "ldf", ["10.7", "B.6.7"]),
    ("ldf-6c", "ldf", ["10.8", "B.6.8"]),
    ("ldf-6d", "ldf", ["10.9", "B.6.9"]),
    ("categoria-programatica", "programatica", ["7.1", "B.3.1"]),
    ("indicadores", "programatica", ["7.3", "B.3.3"]),
];

/// That quarter's programme workbooks are of another kind.
const NOT_READ: (&str, &str) = ("2016-4T", "programatica");

pub fn run(root: &Path, bench: &BenchAccounts) -> Result<()> {
    let erario = build(root)?;
    let folder = tempfile::tempdir()?;
    let (store, out) = (folder.path().join("store"), folder.path().join("out"));
    let files = files(&bench.folder)?;
    for (table, edition, file) in &files {
        let mut add = Command::new(&erario);
        add.current_dir(root).arg("add").arg(format!("mx-gto-inaeba/{table}")).arg(file);
        measure(add.args(["--edition", edition, "--store"]).arg(&store))?;
    }
    let datasets: Vec<String> = FILES.iter().map(|(table, ..)| format!("mx-gto-inaeba/{table}")).collect();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..=bench.runs {
        let _ = fs::remove_dir_all(&out);
        let mut run = Command::new(&erario);
        run.current_dir(root).arg("run").args(&datasets).args(["--offline", "--quiet", "--store"]).arg(&store);
        ours.push(measure(run.arg("--out").arg(&out))?);
        let mut open = Command::new(&bench.python);
        open.arg("-c").arg(OPEN).args(files.iter().map(|(_, _, file)| file));
        theirs.push(measure(&mut open).context("the peer: --python must name a Python with python-calamine")?);
    }
    println!("{} workbooks", files.len());
    println!("{:<10} {:>9} {:>12}", "program", "seconds", "peak MB");
    for (program, runs) in [("erario", &ours), ("calamine", &theirs)] {
        let seconds = median(runs.iter().skip(1).map(|run| run.seconds).collect());
        let peak = runs.iter().skip(1).map(|run| run.peak).max().unwrap_or(0) as f64 / 1e6;
        println!("{program:<10} {seconds:>9.2} {peak:>12.0}");
    }
    Ok(())
}

/// Table, edition and path of every workbook that is there.
pub(super) fn files(folder: &Path) -> Result<Vec<(&'static str, String, PathBuf)>> {
    let mut files = Vec::new();
    let mut editions: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    editions.sort();
    for path in editions {
        let edition = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for (table, part, names) in FILES.iter().filter(|(_, part, _)| (edition.as_str(), *part) != NOT_READ) {
            let endings = ["xlsx", "xls"].map(|ending| names.map(|name| format!("{name}.{ending}")));
            let candidates = endings.iter().flatten().map(|name| path.join(part).join(name));
            files.extend(candidates.filter(|file| file.is_file()).map(|file| (*table, edition.clone(), file)));
        }
    }
    ensure!(!files.is_empty(), "{} holds no quarter of INAEBA", folder.display());
    Ok(files)
}

/// Every cell of every sheet, and nothing done with it.
const OPEN: &str = r#"
import sys
from python_calamine import CalamineWorkbook
cells = 0
for path in sys.argv[1:]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        cells += sum(len(row) for row in book.get_sheet_by_name(name).to_python())
"#;
