//! Small source files in the publishers' own formats, for the first run and for the tests.
//!
//! The figures are kept as plain CSV beside this crate; each family of files has a module that knows how its publisher
//! writes them. The same figures give the same bytes, so that a committed sample can be checked.

mod accounts;
mod efipem;
mod federal;
mod ojos_al_gasto;
mod open_government;
mod pef;
mod programmes;
mod progress;
mod reference;
mod sheet;
mod transfers;
mod works;
mod xlsx;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use yore::code_pages::CP1252;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// One source file, and what `sample.toml` beside it says about it.
pub struct Sample {
    /// `<publisher>/<dataset>/<edition>`.
    address: String,
    bytes: Vec<u8>,
    about: About,
}

#[derive(Serialize)]
struct About {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'static str>,
    retrieved_at: &'static str,
    real: String,
    invented: &'static str,
}

/// How the parts of a zip are packed: the same everywhere.
///
/// Deflate gives other bytes with another library behind it, and which one is built depends on the rest of the
/// workspace. A level above 9 is always zopfli.
fn packing() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(10))
}

/// Samples are read from no network; a fixed time keeps the releases made from them the same.
const RETRIEVED_AT: &str = "2026-11-01T00:00:00Z";

pub fn write(samples: &Path) -> Result<()> {
    write_files(samples, &files()?)
}

/// Fails with the names of the files that `write` would change.
pub fn check(samples: &Path) -> Result<()> {
    check_files(samples, &files()?)
}

fn write_files(samples: &Path, files: &[File]) -> Result<()> {
    for (name, bytes) in files {
        let path = samples.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn check_files(samples: &Path, files: &[File]) -> Result<()> {
    let mut stale = Vec::new();
    for (name, bytes) in files {
        if fs::read(samples.join(name)).ok().as_ref() != Some(bytes) {
            stale.push(format!("data-samples/{name}"));
        }
    }
    if !stale.is_empty() {
        bail!("missing or not as the figures say:\n  {}\nrun `cargo xtask samples`", stale.join("\n  "));
    }
    Ok(())
}

/// A file that this command writes, named from `data-samples/` downward.
type File = (String, Vec<u8>);

fn files() -> Result<Vec<File>> {
    let mut files = Vec::new();
    for sample in all()? {
        let about = toml::to_string(&sample.about)?;
        files.push((format!("{}/{}", sample.address, sample.about.file), sample.bytes));
        files.push((format!("{}/sample.toml", sample.address), about.into_bytes()));
    }
    Ok(files)
}

fn all() -> Result<Vec<Sample>> {
    let mut samples = vec![pef::sample()?];
    samples.extend(accounts::samples()?);
    samples.extend(federal::samples()?);
    samples.extend(programmes::samples()?);
    samples.extend(ojos_al_gasto::samples()?);
    samples.extend(transfers::samples()?);
    samples.extend(works::samples()?);
    samples.extend([progress::sample()?, efipem::sample()?]);
    samples.extend(reference::samples()?);
    samples.extend(open_government::samples()?);
    Ok(samples)
}

/// The records of a file of figures, the header included.
fn figures(name: &str) -> Result<Vec<csv::StringRecord>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("figures").join(name);
    let read = || {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&path)?;
        reader.records().collect::<Result<Vec<_>, csv::Error>>()
    };
    read().with_context(|| format!("cannot read the figures {}", path.display()))
}

/// CSV as most of these publishers write it: lines end with CR LF, cells are quoted only where they must be.
fn crlf_csv<R>(records: impl IntoIterator<Item = R>) -> Result<String>
where
    R: IntoIterator,
    R::Item: AsRef<[u8]>,
{
    written(csv::Terminator::CRLF, records)
}

/// The same with lines that end with LF.
fn lf_csv<R>(records: impl IntoIterator<Item = R>) -> Result<String>
where
    R: IntoIterator,
    R::Item: AsRef<[u8]>,
{
    written(csv::Terminator::Any(b'\n'), records)
}

fn written<R>(terminator: csv::Terminator, records: impl IntoIterator<Item = R>) -> Result<String>
where
    R: IntoIterator,
    R::Item: AsRef<[u8]>,
{
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    for record in records {
        writer.write_record(record)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn windows_1252(text: &str) -> Result<Vec<u8>> {
    Ok(CP1252.encode(text).context("the figures do not fit Windows-1252")?.into_owned())
}

/// UTF-8 with a byte-order mark.
fn with_mark(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").into_bytes()
}

/// A zip with these members.
fn archive(members: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let options = packing().unix_permissions(0o644).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in members {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    /// Packing them takes seconds.
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| files().unwrap());

    #[test]
    fn committed_samples_are_what_the_figures_say() {
        check_files(&crate::repository().join("data-samples"), &FILES).unwrap();
    }

    #[test]
    fn check_names_the_file_that_differs() {
        let folder = tempfile::tempdir().unwrap();
        write_files(folder.path(), &FILES).unwrap();
        check_files(folder.path(), &FILES).unwrap();

        fs::write(folder.path().join("mx-shcp/pef/2016/sample.toml"), "file = \"other\"\n").unwrap();
        let error = check_files(folder.path(), &FILES).unwrap_err().to_string();
        assert!(error.contains("data-samples/mx-shcp/pef/2016/sample.toml"), "{error}");
        assert!(!error.contains(".zip"), "{error}");
    }

    #[test]
    fn each_address_is_written_once() {
        let mut names: Vec<&String> = FILES.iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), FILES.len());
    }
}
