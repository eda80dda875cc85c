//! `cargo xtask bench fetch`: a large download beside curl, and a thousand sources that did not change.
//!
//! Everything is on loopback, from one server in this process. The download is the library's: counted, hashed and
//! brought to the disk as a snapshot of a store; curl writes a file and is done. The whole command reads the file once
//! more, to tell what it says, so it stands on a line of its own.

mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;
use erario_fetch::{Answer, Fetcher, Kinds, NewSnapshot, Pace, Request, Settings, Store, Terms};
use erario_model::{Format, Licence};

use super::{Measured, build, measure, median};
use server::Server;

#[derive(Args)]
pub struct BenchFetch {
    /// Millions of bytes of the large file
    #[arg(long, default_value_t = 1_000)]
    megabytes: u64,
    /// Sources that did not change
    #[arg(long, default_value_t = 1_000)]
    sources: usize,
    /// Counted runs of each program, after one that is not counted
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

/// The measured process: downloads one file into a store.
#[derive(Args)]
pub struct Child {
    url: String,
    store: PathBuf,
}

pub fn run(root: &Path, bench: &BenchFetch) -> Result<()> {
    let erario = build(root)?;
    let folder = tempfile::tempdir()?;
    let server = Server::start(bench.megabytes * 1_000_000)?;
    large(bench, &erario, folder.path(), &server)?;
    unchanged(bench, &erario, folder.path(), &server)
}

fn large(bench: &BenchFetch, erario: &Path, folder: &Path, server: &Server) -> Result<()> {
    let (store, file, project) = (folder.join("store"), folder.join("curl"), folder.join("large"));
    let url = server.url("/large.csv");
    pipeline(&project, "large", &[("2024".to_owned(), url.clone())])?;
    let (mut ours, mut theirs, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=bench.runs {
        let _ = fs::remove_dir_all(&store);
        let mut child = Command::new(std::env::current_exe()?);
        ours.push(measure(child.args(["bench", "child", &url]).arg(&store))?);
        let _ = fs::remove_file(&file);
        let mut curl = Command::new("curl");
        theirs.push(measure(curl.args(["-sS", "-o"]).arg(&file).arg(&url)).context("the peer: curl must be there")?);
        let _ = fs::remove_dir_all(project.join("store"));
        whole.push(fetch(erario, &project)?);
    }
    println!("{:<26} {:>9} {:>12} {:>9} {:>8}", "1 file", "seconds", "peak MB", "MB/s", "ratio");
    let ratio = |runs: &[Measured]| {
        let ratios = runs.iter().zip(&theirs).skip(1).map(|(one, other)| one.seconds / other.seconds);
        format!("{:.2}", median(ratios.collect()))
    };
    let rows = [("download into a store", &ours, ratio(&ours)), ("curl", &theirs, String::new())];
    for (name, runs, ratio) in rows.into_iter().chain([("erario fetch", &whole, ratio(&whole))]) {
        let seconds = median(runs.iter().skip(1).map(|run| run.seconds).collect());
        let speed = bench.megabytes as f64 / seconds;
        println!("{name:<26} {seconds:>9.2} {:>12.0} {speed:>9.0} {ratio:>8}", peak(runs));
    }
    Ok(())
}

fn unchanged(bench: &BenchFetch, erario: &Path, folder: &Path, server: &Server) -> Result<()> {
    let project = folder.join("small");
    for number in 0..bench.sources {
        let url = server.url(&format!("/small/{number}.csv"));
        pipeline(&project, &format!("d{number}"), &[("2024".to_owned(), url)])?;
    }
    fetch(erario, &project)?;
    let before = server.unchanged();
    let runs: Vec<Measured> = (0..=bench.runs).map(|_| fetch(erario, &project)).collect::<Result<_>>()?;
    let (told, asked) = (server.unchanged() - before, bench.sources * runs.len());
    if told != asked {
        bail!("{told} of {asked} requests were answered 304");
    }
    let seconds = median(runs.iter().skip(1).map(|run| run.seconds).collect());
    println!("{:<26} {seconds:>9.2} {:>12.0}", format!("{} sources, all 304", bench.sources), peak(&runs));
    Ok(())
}

fn peak(runs: &[Measured]) -> f64 {
    runs.iter().skip(1).map(|run| run.peak).max().unwrap_or(0) as f64 / 1e6
}

fn fetch(erario: &Path, project: &Path) -> Result<Measured> {
    let mut fetch = Command::new(erario);
    measure(fetch.args(["fetch", "--quiet", "--project"]).arg(project).env("ERARIO_ALLOW_LOOPBACK", "1"))
}

/// A pipeline of a flat table of people, as the server's files are.
fn pipeline(project: &Path, dataset: &str, editions: &[(String, String)]) -> Result<()> {
    let folder = project.join("pipelines/bench");
    fs::create_dir_all(&folder)?;
    let editions: String =
        editions.iter().map(|(id, url)| format!("[[edition]]\nid = \"{id}\"\nurl = \"{url}\"\n\n")).collect();
    Ok(fs::write(folder.join(format!("{dataset}.toml")), format!("{HEAD}{editions}{TAIL}"))?)
}

const HEAD: &str = r#"title_es = "Medida"
title_en = "Bench"
publisher = { name = "Bench" }
licence = { id = "CC0-1.0", title = "CC0", url = "https://example.org", attribution = "Bench" }

"#;

const TAIL: &str = r#"[decode]
format = "csv"

[columns]
object_concept_code = "Clave"
object_concept_name = "Concepto"
approved = "Aprobado"

[amounts]
unit = "pesos"

[output]
table = "spending_by_object"

[output.set]
fiscal_year = "2024"
"#;

/// What the measured process does.
pub fn child(child: &Child) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let pace = Pace { interval: std::time::Duration::ZERO, ..Pace::default() };
    let fetcher = Fetcher::new(Settings { allow_loopback: true, pace, ..Settings::default() });
    let terms = Terms {
        user_agent: "erario bench".to_owned(),
        hosts: Vec::new(),
        plain_http: false,
        extra_ca: None,
        max_bytes: u64::MAX,
    };
    let request = Request { url: child.url.clone(), terms, known: None, kinds: Kinds::of(Format::Csv, false) };
    let store = Store::open_or_create(&child.store)?;
    let into = store.partial("bench");
    let answer = runtime.block_on(fetcher.download(&request, &into, &store.disk(), &mut |_, _| {}))?;
    let Answer::File(download) = answer else { bail!("the server says 304") };
    store.add_download(
        download,
        NewSnapshot {
            dataset: "bench/large".parse()?,
            edition: "2024".to_owned(),
            file_name: "large.csv".to_owned(),
            url: Some(child.url.clone()),
            licence: Licence {
                id: String::new(),
                title: String::new(),
                url: String::new(),
                attribution: String::new(),
                share_alike: false,
            },
            is_sample: false,
            retrieved_at: "2024-02-01T12:00:00Z".parse()?,
            stored_by: String::new(),
            pipeline_sha256: None,
            content_sha256: None,
            received: None,
            http: None,
        },
    )?;
    Ok(())
}
