//! What the Markdown files promise: commands that run, links that lead somewhere, figures that a run gives.
//!
//! The blocks of README.md and docs/ are played, page by page, in a project of its own: `support::page` says how.

use std::fs;
use std::path::{Path, PathBuf};

use erario_model::Money;
use regex::Regex;

use crate::support::page::{blocks, play};
use crate::support::{Project, erario, finish, repository};

/// Pages whose ```` ```text ```` blocks are what their commands print.
const WORD_FOR_WORD: [&str; 3] = ["a-new-quarter.md", "add-a-dataset.md", "commitments-and-observations.md"];

/// The names of errors in code: `NET_DNS`.
const ERROR_ID: &str = r#""((?:NET|SRC|TLS|DISK)(?:_[A-Z_]+)?)""#;

#[test]
fn every_command_of_every_page_runs() {
    let mut ran = 0;
    for page in pages() {
        let project = Project::new();
        let played = play(&project, &page);
        ran += played.ran;
        if WORD_FOR_WORD.iter().any(|name| page.ends_with(name)) {
            let printed = project.shown(&played.printed);
            for block in blocks(&fs::read_to_string(&page).unwrap()).iter().filter(|block| block.language == "text") {
                assert!(
                    printed.contains(&block.text),
                    "{}: nothing printed\n{}\n{printed}",
                    page.display(),
                    block.text
                );
            }
        }
    }
    assert!(ran > 5, "{ran} blocks were run: are they still marked `sh`?");
}

#[test]
fn every_link_leads_to_a_file() {
    let link = Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    let code = Regex::new(r"(?s)```.*?```|`[^`\n]*`").unwrap();
    let mut broken = Vec::new();
    for page in markdown(&repository()) {
        let text = fs::read_to_string(&page).unwrap();
        for target in link.captures_iter(&code.replace_all(&text, "")).map(|found| found[1].to_owned()) {
            let path = target.split('#').next().unwrap_or_default();
            let is_elsewhere = target.contains("://") || target.starts_with("mailto:");
            if !is_elsewhere && !path.is_empty() && !page.parent().unwrap().join(path).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn the_example_of_the_guide_is_a_good_pipeline_file() {
    let guide = fs::read_to_string(repository().join("docs/guides/add-a-dataset.md")).unwrap();
    let files = blocks(&guide).into_iter().filter_map(|block| Some((block.file?, block.text)));
    let (path, text) = files.into_iter().find(|(file, _)| file.starts_with("pipelines/")).unwrap();
    let project = Project::new();
    fs::create_dir_all(project.path(&path).parent().unwrap()).unwrap();
    fs::write(project.path(&path), text).unwrap();

    let dataset = path.trim_start_matches("pipelines/").trim_end_matches(".toml").to_owned();
    let checked = project.erario(&format!("check {dataset}")).ended(0);
    assert!(checked.stdout.ends_with("0 problems\n"), "{}", checked.stdout);
}

#[test]
fn the_figures_of_the_readme_are_those_of_a_run() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let project = Project::new();
    let run = project.run_samples(0);
    let release = project.latest();
    let mut rows = Vec::new();
    for year in 2018..=2026 {
        let year = year.to_string();
        let mut cells = vec![year.clone()];
        for theme in ["education", "environment", "gender"] {
            let row = release.block("theme_spending", "23", &year).find(|row| &row["theme"] == theme).unwrap();
            for amount in ["approved", "accrued"] {
                let mark = if row.doubts(amount) { " ?" } else { "" };
                cells.push(format!("{}{mark}", millions(row.money(amount).unwrap())));
            }
        }
        rows.push(format!("| {} |", cells.join(" | ")));
    }
    assert!(readme.contains(&rows.join("\n")), "README.md should say\n{}", rows.join("\n"));

    let summary = blocks(&readme).into_iter().find(|block| block.text.contains("Findings:")).unwrap().text;
    // The digest in the release's name changes with every byte of it.
    let name = Regex::new(r"(?m)^(Release: ).*/(.*)-[0-9a-f]{12}").unwrap();
    let named = |text: &str| name.replace(text, "$1…/out/$2").trim_end().to_owned();
    assert!(named(&run.stdout).ends_with(&named(&summary)), "README.md should end with\n{}", run.stdout);
}

#[test]
fn the_page_of_exit_codes_has_all_of_them_and_no_others() {
    let source = fs::read_to_string(repository().join("crates/cli/src/exit.rs")).unwrap();
    let page = fs::read_to_string(repository().join("docs/exit-codes.md")).unwrap();
    let all = |pattern: &str, text: &str| -> Vec<String> {
        Regex::new(pattern).unwrap().captures_iter(text).map(|found| found[1].to_owned()).collect()
    };
    assert_eq!(all(r"(?m)^\| (\d+) \|", &page), all(r"pub const \w+: u8 = (\d+);", &source));
}

#[test]
fn every_name_of_an_error_is_explained() {
    let guide = fs::read_to_string(repository().join("docs/guides/bring-files.md")).unwrap();
    let id = Regex::new(ERROR_ID).unwrap();
    let mut known = 0;
    for path in ["crates/fetch/src/fetch_error.rs", "crates/fetch/src/http/tls.rs", "crates/cli/src/exit.rs"] {
        let source = fs::read_to_string(repository().join(path)).unwrap();
        for found in id.captures_iter(&source) {
            assert!(guide.contains(&format!("`{}`", &found[1])), "the guide does not explain {}", &found[1]);
            known += 1;
        }
    }
    assert!(known > 25, "{known} names");
}

#[test]
fn help_and_pages_name_the_same_verbs() {
    let help = finish(&mut erario(["--help"])).ended(0).stdout;
    let pages: String = pages().iter().map(|page| fs::read_to_string(page).unwrap()).collect();
    for verb in Regex::new(r"(?m)^  ([a-z]+)  ").unwrap().captures_iter(&help).map(|found| found[1].to_owned()) {
        assert!(verb == "help" || pages.contains(&format!("erario {verb}")), "no page shows `erario {verb}`");
    }
}

/// README.md and every page below docs/.
fn pages() -> Vec<PathBuf> {
    let mut pages = markdown(&repository().join("docs"));
    pages.insert(0, repository().join("README.md"));
    pages
}

/// The Markdown files below a folder, in order; what builds and runs leave behind is not looked at.
fn markdown(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && !["target", "out", "store"].contains(&name.as_str()) {
            found.extend(markdown(&path));
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Millions of pesos with one decimal, half to even: `13,698.6`.
fn millions(money: Money) -> String {
    let tenth = 10_000_000;
    let (whole, rest) = (money.centavos() / tenth, money.centavos() % tenth);
    let up = rest * 2 > tenth || (rest * 2 == tenth && whole % 2 == 1);
    let text = Money::from_centavos((whole + i64::from(up)) * 10).grouped();
    text.strip_suffix('0').unwrap_or(&text).to_owned()
}
