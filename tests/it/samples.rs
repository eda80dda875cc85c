//! A sample folder is a test: `data-samples/<publisher>/<dataset>/<edition>/` holds a source file, and beside it what
//! a run of that dataset alone must release (`expected.csv`) and find (`findings.csv`).
//!
//! `ERARIO_BLESS=1 cargo test --release -p erario-cli --test it samples` writes both files anew.
//!
//! `expected.csv` has the fact rows, or what an edition that a later one replaces says in `vintage`, as in the release's own CSV, all columns, to be read beside the source. To keep it
//! short, a column that says the same in every row says it in the first row only, and where even so it would be longer
//! than 150 KB, only the rows of even years are kept.

use std::fs;
use std::path::{Path, PathBuf};

use erario_model::Shape;

use crate::support::{Release, Table, erario, finish, repository, sample_file};

const LONGEST: usize = 150_000;
const OF_A_FINDING: [&str; 7] =
    ["rule_code", "fiscal_year", "jurisdiction_code", "source_row", "field", "found", "amount_affected"];

#[test]
fn every_sample_releases_and_finds_what_its_folder_says() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let address = folder.strip_prefix(repository().join("data-samples")).unwrap().to_str().unwrap().to_owned();
        let (dataset, edition) = address.rsplit_once('/').unwrap();
        let out = tempfile::tempdir().unwrap();
        let arguments = ["run", dataset, "--samples", "--quiet", "--out", out.path().to_str().unwrap()];
        finish(&mut erario(arguments)).ended(0);
        let release = Release::read(&out.path().join("latest"));
        for (name, text) in [
            ("expected.csv", figures(&release, &fact_table(dataset), edition)),
            ("findings.csv", findings(release.table("finding"), edition)),
        ] {
            wrong.extend(compare(&folder.join(name), &text));
        }
    }
    assert!(wrong.is_empty(), "{}\nERARIO_BLESS=1 writes them anew", wrong.join("\n"));
}

#[test]
fn every_sample_says_which_figures_are_real_and_whose_they_are() {
    for folder in folders() {
        let notes: toml::Table = fs::read_to_string(folder.join("sample.toml")).unwrap().parse().unwrap();
        let says = |key: &str| notes[key].as_str().unwrap().to_owned();
        assert!(says("real").contains("Source:"), "{}", folder.display());
        assert!(!says("invented").is_empty(), "{}", folder.display());
        assert!(sample_file(&folder).is_file(), "{}", folder.display());
    }
}

/// Every folder below `data-samples` with a `sample.toml`, in order.
fn folders() -> Vec<PathBuf> {
    let children = |folder: &Path| {
        let mut children: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        children.retain(|path| path.is_dir());
        children.sort();
        children
    };
    let publishers = children(&repository().join("data-samples"));
    let datasets = publishers.iter().flat_map(|publisher| children(publisher));
    let editions: Vec<PathBuf> = datasets.flat_map(|dataset| children(&dataset)).collect();
    assert!(editions.len() >= 13, "{editions:?}");
    editions
}

/// The table that a dataset fills, from its pipeline file or, in an accounts file, from its shape.
fn fact_table(dataset: &str) -> String {
    let (_, name) = dataset.split_once('/').unwrap();
    match fs::read_to_string(repository().join(format!("pipelines/{dataset}.toml"))) {
        Ok(pipeline) => pipeline.parse::<toml::Table>().unwrap()["output"]["table"].as_str().unwrap().to_owned(),
        Err(_) => Shape::named(name).unwrap_or_else(|| panic!("{dataset}")).table.clone(),
    }
}

fn figures(release: &Release, table: &str, edition: &str) -> String {
    let stands = release.rows(table).any(|row| &row["edition"] == edition);
    rows_of(release.table(if stands { table } else { "vintage" }), edition)
}

fn rows_of(table: &Table, edition: &str) -> String {
    let rows: Vec<Vec<&str>> = table
        .rows()
        .filter(|row| &row["edition"] == edition)
        .map(|row| table.columns.iter().map(|column| row.get(column)).collect())
        .collect();
    assert!(!rows.is_empty(), "no row of edition {edition}");
    let whole = text(&table.columns, &said_once(rows.clone()));
    if whole.len() <= LONGEST {
        return whole;
    }
    let year = table.columns.iter().position(|column| ["fiscal_year", "year"].contains(&column.as_str())).unwrap();
    let even = rows.into_iter().filter(|row| row[year].parse::<i32>().unwrap() % 2 == 0).collect();
    text(&table.columns, &said_once(even))
}

/// Blanks all but the first cell of a column that says the same throughout.
fn said_once(mut rows: Vec<Vec<&str>>) -> Vec<Vec<&str>> {
    for column in 0..rows[0].len() {
        if rows.iter().all(|row| row[column] == rows[0][column]) {
            rows.iter_mut().skip(1).for_each(|row| row[column] = "");
        }
    }
    rows
}

fn findings(table: &Table, edition: &str) -> String {
    let columns = OF_A_FINDING.map(str::to_owned);
    let of_edition = table.rows().filter(|row| &row["edition"] == edition);
    let mut rows: Vec<Vec<&str>> =
        of_edition.map(|row| OF_A_FINDING.iter().map(|column| row.get(column)).collect()).collect();
    rows.sort_unstable();
    text(&columns, &rows)
}

fn text(columns: &[String], rows: &[Vec<&str>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// What differs first, if anything does.
fn compare(path: &Path, now: &str) -> Option<String> {
    if std::env::var_os("ERARIO_BLESS").is_some() {
        fs::write(path, now).unwrap();
        return None;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == now {
        return None;
    }
    let pairs = expected.lines().map(Some).chain(std::iter::repeat(None)).zip(now.lines().map(Some).chain([None]));
    let (line, (before, after)) = pairs.enumerate().find(|(_, (before, after))| before != after).unwrap_or_default();
    let show = |text: Option<&str>| text.unwrap_or("(ends here)").to_owned();
    Some(format!("{}:{}\n  expected {}\n  found    {}", path.display(), line + 1, show(before), show(after)))
}
