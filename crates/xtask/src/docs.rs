//! Reference pages, the schema of pipeline files and the forms of the contract, written from the types and the catalogues
//! that the program uses.
//!
//! What a page says of a rule, a field or a key is said once, beside its definition; these pages only lay it out.

mod pipeline;
mod rules;
mod sbom;
mod schemas;
mod shapes;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use erario_model::export::{Format, pretty, profile, table_schema};
use erario_model::{Schema, Table};

/// Stands at the top of every page, so that nobody mends it by hand.
const WRITTEN: &str = "<!-- Written by `cargo xtask docs`; change the source and run it again. -->";

/// A folder in which every file is written here.
const EXPORTS: &str = "schemas/exports";

/// Writes every file that differs, or, with `check`, fails with their names.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let mut stale = Vec::new();
    let files = files()?;
    for path in below(&root.join(EXPORTS))? {
        let is_written = files.iter().any(|(name, _)| root.join(name) == path);
        if !is_written {
            stale.push(path.strip_prefix(root).unwrap_or(&path).display().to_string());
            if !check {
                fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
    }
    for (name, text) in files {
        let path = root.join(&name);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            continue;
        }
        stale.push(name);
        if !check {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
            }
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    if check && !stale.is_empty() {
        bail!("missing or stale:\n  {}\nrun `cargo xtask docs`", stale.join("\n  "));
    }
    Ok(())
}

/// Every file below a folder, which may not be there yet.
fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop().filter(|next| next.is_dir()) {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    Ok(files)
}

/// Every file that this command writes, named from the repository downward.
fn files() -> Result<Vec<(String, String)>> {
    let schema = Schema::embedded();
    let of_pipelines = pipeline::schema()?;
    let of_accounts = pipeline::accounts_schema();
    let of_release = pipeline::release_schema();
    let of_reports = erario_conform::render::schema();
    let mut files: Vec<(String, String)> = [
        ("crates/cli/sbom.cdx.json", sbom::document(&crate::repository())?),
        ("docs/reference/rules.md", rules::page(schema)),
        ("docs/reference/tables.md", tables::page(schema)),
        ("docs/reference/pipeline.md", pipeline::page(&of_pipelines)?),
        ("docs/reference/accounts.md", pipeline::accounts_page(&of_accounts)?),
        ("docs/reference/release.md", pipeline::release_page(&of_release)?),
        ("docs/reference/shapes.md", shapes::page()),
        ("docs/reference/schemas.md", schemas::page(schema)),
        ("schemas/erario.schema.json", pretty(&profile::profile())),
        ("schemas/rules.json", rules::index(schema)?),
        ("schemas/validate-report.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_reports)?)),
        ("schemas/accounts.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_accounts)?)),
        ("schemas/pipeline.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_pipelines)?)),
        ("schemas/release.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_release)?)),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .to_vec();
    // A table file is what its author wrote, filled in with what `fields.json` says of its fields.
    for table in &schema.tables {
        let name = format!("schemas/tables/{}.json", table.name);
        files.push((name, pretty(&table_schema::of(table, &schema.version))));
    }
    let tables: Vec<&Table> = schema.tables.iter().collect();
    for format in Format::ALL.into_iter().filter(|format| *format != Format::TableSchema) {
        let written = format.files(&schema.version, &tables).into_iter();
        files.extend(written.map(|(name, text)| (format!("{EXPORTS}/{name}"), text)));
    }
    Ok(files)
}

/// Text inside a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_pages_are_what_the_sources_say() {
        run(&crate::repository(), true).unwrap();
    }

    #[test]
    fn check_names_the_file_that_is_stale() {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), false).unwrap();
        run(folder.path(), true).unwrap();

        fs::write(folder.path().join("docs/reference/rules.md"), "old").unwrap();
        let error = run(folder.path(), true).unwrap_err().to_string();
        assert!(error.contains("docs/reference/rules.md"), "{error}");
        assert!(!error.contains("tables.md"), "{error}");
    }

    #[test]
    fn a_bar_does_not_end_a_cell() {
        assert_eq!(cell("one | two\n three"), "one \\| two three");
    }
}
