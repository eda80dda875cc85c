//! The fenced blocks of a Markdown page, played in order in a project of its own.
//!
//! What stands behind the language says what a block is:
//!
//! - ```` ```sh ```` runs and must end well, ```` ```shell ```` runs and must end badly;
//! - ```` ```toml a/b.toml ```` is that file, ```` ```toml +a/b.toml ```` is added to its end, and the lines of
//!   ```` ```toml ~a/b.toml ```` stand in for those that begin with the same key;
//! - ```` ```sheet a.xlsx ```` is a workbook, a row a line, with a `|` before each cell but the first.

use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;

use super::Project;
use super::workbook::{Book, Value};

/// How the README starts the program, which the tests have built already.
const FROM_SOURCE: &str = "cargo run --release --";

/// Commands that are not run here, and why.
const SKIPPED: [(&str, &str); 3] = [
    ("cargo test", "it would run this very test"),
    ("cargo build", "the program under test is built already"),
    ("cargo xtask", "the tests of xtask check what it writes, in the checkout"),
];

/// One fenced block: the language, what stands behind it, and the text.
pub struct Block {
    pub language: String,
    pub file: Option<String>,
    pub text: String,
}

pub fn blocks(text: &str) -> Vec<Block> {
    let fenced = Regex::new(r"(?ms)^```(\w+)(?: (\S+))?\n(.*?)^```$").unwrap();
    let block = |found: regex::Captures| Block {
        language: found[1].to_owned(),
        file: found.get(2).map(|file| file.as_str().to_owned()),
        text: found[3].to_owned(),
    };
    fenced.captures_iter(text).map(block).collect()
}

/// Everything that the commands of a page printed, and how many blocks were run.
pub struct Played {
    pub printed: String,
    pub ran: usize,
}

/// Writes and runs the blocks of a page.
#[track_caller]
pub fn play(project: &Project, page: &Path) -> Played {
    let mut played = Played { printed: String::new(), ran: 0 };
    for block in blocks(&fs::read_to_string(page).unwrap()) {
        if let Some(file) = &block.file {
            write(project, file, &block);
        } else if ["sh", "shell"].contains(&block.language.as_str()) {
            played.printed += &run(project, page, &block);
            played.ran += 1;
        }
    }
    played
}

fn write(project: &Project, file: &str, block: &Block) {
    let path = project.path(file.trim_start_matches(['+', '~']));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let before = || fs::read_to_string(&path).unwrap();
    let bytes = match (file.chars().next(), block.language.as_str()) {
        (_, "sheet") => sheet(&block.text),
        (Some('+'), _) => format!("{}\n{}", before(), block.text).into_bytes(),
        (Some('~'), _) => replaced(&before(), &block.text).into_bytes(),
        _ => block.text.clone().into_bytes(),
    };
    fs::write(path, bytes).unwrap();
}

/// The same file with some keys set anew.
fn replaced(before: &str, lines: &str) -> String {
    let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
    let anew = |line: &str| {
        let of_key = |other: &&str| key(line).is_some() && key(other) == key(line);
        lines.lines().find(of_key).unwrap_or(line).to_owned()
    };
    let after: Vec<String> = before.lines().map(anew).collect();
    assert!(lines.lines().all(|line| after.iter().any(|other| other == line)), "no such key in {before}");
    after.join("\n") + "\n"
}

fn sheet(text: &str) -> Vec<u8> {
    let value = |text: &str| text.replace(',', "").parse().map_or_else(|_| text.into(), Value::Number);
    Book::of(text.lines().map(|line| line.split('|').map(|cell| value(cell.trim())))).xlsx()
}

/// Runs one block as a shell would, with the built program for `erario` and for [`FROM_SOURCE`].
#[track_caller]
fn run(project: &Project, page: &Path, block: &Block) -> String {
    let is_skipped = |line: &&str| SKIPPED.iter().any(|(command, _)| line.starts_with(command));
    let lines: Vec<String> =
        block.text.lines().filter(|line| !is_skipped(line)).map(|line| line.replace(FROM_SOURCE, "erario")).collect();
    let built = Path::new(env!("CARGO_BIN_EXE_erario")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(built.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let output = Command::new("sh")
        .args(["-euc", &lines.join("\n")])
        .current_dir(project.path(""))
        .env("PATH", path.unwrap())
        .env("LANG", "C.UTF-8")
        .env("XDG_STATE_HOME", project.path("state"))
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert_eq!(
        output.status.success(),
        block.language == "sh",
        "{}: this block ends otherwise:\n{}\n{printed}",
        page.display(),
        block.text
    );
    printed
}
