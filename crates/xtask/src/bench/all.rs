//! `cargo xtask bench-all`: every published file of a folder in one run, from the files to the release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use super::accounts;
use super::{build, measure, median};

#[derive(Args)]
pub struct BenchAll {
    /// The folder of published files, by publisher
    folder: PathBuf,
    /// Counted runs, after one that is not counted
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

/// Dataset, edition, and the file below the folder; `*` at its end stands for the rest of the name.
const FILES: [(&str, &str, &str); 28] = [
    ("mx-conapo/poblacion-estatal", "2023", "reference/conapo_poblacion_entidad.csv"),
    ("mx-conapo/poblacion-municipal", "2023", "reference/conapo_poblacion_municipal.csv"),
    ("mx-inegi/efipem-alcaldias", "1999-2020", "mx-inegi/efipem/efipem_alcaldias_csv.zip"),
    ("mx-inegi/inpc", "2024-03", "reference/inpc_mensual_1969_2024-03.csv"),
    ("mx-shcp/cuenta-publica", "2010-2015-os-data", "mx-shcp/header-vintages/cuenta_publica_2010_to_2015.sample.csv"),
    ("mx-shcp/cuenta-publica-programatica", "2014", "mx-shcp/cuenta-publica-programatica/2014.xls"),
    ("mx-shcp/cuenta-publica-programatica", "2016", "mx-shcp/cuenta-publica-programatica/2016.xls"),
    ("mx-shcp/cuenta-publica-programatica", "2020", "mx-shcp/cuenta-publica-programatica/2020.xls"),
    ("mx-shcp/cuenta-publica-programatica", "2022", "mx-shcp/cuenta-publica-programatica/2022.xls"),
    ("mx-shcp/obra-publica", "2015", "mx-shcp/obra-publica/opa_2015.csv"),
    ("mx-shcp/obra-publica", "2021", "mx-shcp/obra-publica/opa_2021.csv"),
    ("mx-shcp/pef", "2008-2015-os-data", "mx-shcp/header-vintages/pef_2008_to_2015.sample.csv"),
    ("mx-shcp/pef", "2016", "mx-shcp/pef/PEF_2016.csv.zip"),
    ("mx-shcp/ramo-23", "2015", "mx-shcp/ramo-23/RAMO_23_general2015.csv"),
    ("mx-shcp/srft-avance-financiero", "2016-1T", "mx-shcp/srft/Gasto Federalizado_Avance Financiero*"),
    ("mx-shcp/transferencias", "2011-2016", "mx-shcp/transferencias/transferencias_entidades_fed.csv.zip"),
    ("ojos-al-gasto/administrativa-estatal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/Estatal/CA*"),
    ("ojos-al-gasto/administrativa-municipal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/municipios/CA*"),
    ("ojos-al-gasto/funcional-estatal", "2024-4T", "ojos-al-gasto/2024-4T/CF-EST*"),
    ("ojos-al-gasto/funcional-estatal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/Estatal/CF*"),
    ("ojos-al-gasto/funcional-municipal", "2024-4T", "ojos-al-gasto/2024-4T/CF-MUN*"),
    ("ojos-al-gasto/funcional-municipal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/municipios/CF*"),
    ("ojos-al-gasto/ingresos-estatal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/Estatal/EAID*"),
    ("ojos-al-gasto/ingresos-municipal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/municipios/EAID*"),
    ("ojos-al-gasto/objeto-estatal", "2024-4T", "ojos-al-gasto/2024-4T/COG-EST*"),
    ("ojos-al-gasto/objeto-estatal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/Estatal/COG*"),
    ("ojos-al-gasto/objeto-municipal", "2024-4T", "ojos-al-gasto/2024-4T/COG-MUN*"),
    ("ojos-al-gasto/objeto-municipal", "2026-aprobado", "ojos-al-gasto/2026-aprobado/municipios/COG*"),
];

pub fn run(root: &Path, bench: &BenchAll) -> Result<()> {
    let erario = build(root)?;
    let folder = tempfile::tempdir()?;
    let (store, out) = (folder.path().join("store"), folder.path().join("out"));
    let mut files = Vec::new();
    for (dataset, edition, path) in FILES {
        files.push((dataset.to_owned(), edition.to_owned(), file(&bench.folder, path)?));
    }
    for (table, edition, path) in accounts::files(&bench.folder.join("mx-gto-inaeba"))? {
        files.push((format!("mx-gto-inaeba/{table}"), edition, path));
    }
    let mut bytes = 0;
    for (dataset, edition, path) in &files {
        bytes += fs::metadata(path).with_context(|| format!("reading {}", path.display()))?.len();
        let mut add = Command::new(&erario);
        add.current_dir(root).arg("add").arg(dataset).arg(path);
        measure(add.args(["--edition", edition, "--store"]).arg(&store))?;
    }
    let mut datasets: Vec<&String> = files.iter().map(|(dataset, ..)| dataset).collect();
    datasets.sort();
    datasets.dedup();
    let mut runs = Vec::new();
    for _ in 0..=bench.runs {
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        let mut run = Command::new(&erario);
        run.current_dir(root).arg("run").args(&datasets).args(["--offline", "--quiet", "--store"]).arg(&store);
        runs.push(measure(run.arg("--out").arg(&out))?);
    }
    let seconds = median(runs.iter().skip(1).map(|run| run.seconds).collect());
    let peak = runs.iter().skip(1).map(|run| run.peak).max().unwrap_or(0) as f64 / 1e6;
    println!("{} files, {:.1} MB as published, {} datasets", files.len(), bytes as f64 / 1e6, datasets.len());
    println!("{:<10} {:>9} {:>12}", "program", "seconds", "peak MB");
    println!("{:<10} {seconds:>9.2} {peak:>12.0}", "erario");
    Ok(())
}

/// The file of that name, or the one that begins so.
fn file(folder: &Path, path: &str) -> Result<PathBuf> {
    let Some(start) = path.strip_suffix('*') else { return Ok(folder.join(path)) };
    let start = folder.join(start);
    let (parent, name) = (start.parent().context("no folder")?, start.file_name().context("no name")?);
    let begins = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(&*name.to_string_lossy());
    let entries = fs::read_dir(parent).with_context(|| format!("reading {}", parent.display()))?;
    let entries: Vec<fs::DirEntry> = entries.collect::<Result<_, _>>()?;
    let found = entries.into_iter().find(begins);
    found.map(|entry| entry.path()).with_context(|| format!("{} has no file {path}", folder.display()))
}
