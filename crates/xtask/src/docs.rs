//! Reference pages and the schema of pipeline files, written from the types and the catalogues that the program uses.
//!
//! What a page says of a rule, a field or a key is said once, beside its definition; these pages only lay it out.

mod pipeline;
mod rules;
mod shapes;
mod tables;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use erario_model::Schema;

/// Stands at the top of every page, so that nobody mends it by hand.
const WRITTEN: &str = "<!-- Written by `cargo xtask docs`; change the source and run it again. -->";

/// Writes every file that differs, or, with `check`, fails with their names.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for (name, text) in files()? {
        let path = root.join(name);
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

/// Every file that this command writes, named from the repository downward.
fn files() -> Result<Vec<(&'static str, String)>> {
    let schema = Schema::embedded();
    let of_pipelines = pipeline::schema()?;
    let of_accounts = pipeline::accounts_schema();
    let of_release = pipeline::release_schema();
    let of_reports = erario_conform::render::schema();
    Ok(vec![
        ("docs/reference/rules.md", rules::page(schema)),
        ("docs/reference/tables.md", tables::page(schema)),
        ("docs/reference/pipeline.md", pipeline::page(&of_pipelines)?),
        ("docs/reference/accounts.md", pipeline::accounts_page(&of_accounts)?),
        ("docs/reference/release.md", pipeline::release_page(&of_release)?),
        ("docs/reference/shapes.md", shapes::page()),
        ("schemas/rules.json", rules::index(schema)?),
        ("schemas/accounts.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_accounts)?)),
        ("schemas/pipeline.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_pipelines)?)),
        ("schemas/release.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_release)?)),
        ("schemas/validate-report.schema.json", format!("{}\n", serde_json::to_string_pretty(&of_reports)?)),
    ])
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
