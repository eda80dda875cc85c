//! What the Markdown files promise: commands that run, links that lead somewhere, figures that a run gives.
//!
//! Every ```` ```sh ```` block of README.md and docs/ is run, page by page, in a project of its own. A block whose first
//! line names a file behind the language, as in ```` ```toml pipelines/a/b.toml ````, is that file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use erario_model::Money;
use regex::Regex;

use crate::support::{Project, erario, finish, repository};

/// How the README starts the program, which the tests have built already.
const FROM_SOURCE: &str = "cargo run --release --";

/// Commands that are not run here, and why.
const SKIPPED: [(&str, &str); 3] = [
    ("cargo test", "it would run this very test"),
    ("cargo build", "the program under test is built already"),
    ("cargo xtask", "the tests of xtask check what it writes, in the checkout"),
];

/// One fenced block: the language, what stands behind it, and the text.
struct Block {
    language: String,
    file: Option<String>,
    text: String,
}

#[test]
fn every_command_of_every_page_runs() {
    let mut ran = 0;
    for page in pages() {
        let project = Project::new();
        for block in blocks(&fs::read_to_string(&page).unwrap()) {
            if let Some(file) = &block.file {
                let path = project.path(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &block.text).unwrap();
            } else if block.language == "sh" {
                run(&project, &page, &block.text);
                ran += 1;
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
fn help_and_pages_name_the_same_verbs() {
    let help = finish(&mut erario(["--help"])).ended(0).stdout;
    let pages: String = pages().iter().map(|page| fs::read_to_string(page).unwrap()).collect();
    for verb in Regex::new(r"(?m)^  ([a-z]+)  ").unwrap().captures_iter(&help).map(|found| found[1].to_owned()) {
        assert!(verb == "help" || pages.contains(&format!("erario {verb}")), "no page shows `erario {verb}`");
    }
}

/// Runs one block as a shell would, with the built program for `erario` and for [`FROM_SOURCE`].
#[track_caller]
fn run(project: &Project, page: &Path, block: &str) {
    let is_skipped = |line: &&str| SKIPPED.iter().any(|(command, _)| line.starts_with(command));
    let lines: Vec<String> =
        block.lines().filter(|line| !is_skipped(line)).map(|line| line.replace(FROM_SOURCE, "erario")).collect();
    let built = Path::new(env!("CARGO_BIN_EXE_erario")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(built.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let output = Command::new("sh")
        .args(["-euc", &lines.join("\n")])
        .current_dir(project.path(""))
        .env("PATH", path.unwrap())
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{} has a block that fails:\n{block}\n{}",
        page.display(),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn blocks(text: &str) -> Vec<Block> {
    let fenced = Regex::new(r"(?ms)^```(\w+)(?: (\S+))?\n(.*?)^```$").unwrap();
    let block = |found: regex::Captures| Block {
        language: found[1].to_owned(),
        file: found.get(2).map(|file| file.as_str().to_owned()),
        text: found[3].to_owned(),
    };
    fenced.captures_iter(text).map(block).collect()
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
