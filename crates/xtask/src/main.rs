//! What a program must write for the repository: `cargo xtask <what>`.

mod bench;
mod docs;
mod samples;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Writes the files of this repository that a program must write.")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Time the full path of a federal budget beside DuckDB.
    Bench(bench::Bench),
    /// Time all quarterly workbooks of one body beside a program that only opens them.
    BenchAccounts(bench::BenchAccounts),
    /// Time every published file of a folder in one run.
    BenchAll(bench::BenchAll),
    /// Write docs/reference/, schemas/exports/ and the schemas in schemas/ from the types and catalogues of the program.
    Docs {
        /// Write nothing; fail if a committed file differs.
        #[arg(long)]
        check: bool,
    },
    /// Write data-samples/ from the figures kept with this crate.
    Samples {
        /// Write nothing; fail if a committed file differs.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> anyhow::Result<()> {
    let root = repository();
    match Args::parse().task {
        Task::Bench(bench) => bench::run(&root, &bench),
        Task::BenchAccounts(bench) => bench::run_accounts(&root, &bench),
        Task::BenchAll(bench) => bench::run_all(&root, &bench),
        Task::Docs { check } => docs::run(&root, check),
        Task::Samples { check: false } => samples::write(&root.join("data-samples")),
        Task::Samples { check: true } => samples::check(&root.join("data-samples")),
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
