//! What the compiler does not check: money is no float, only the command reads the world, every rule is used.

use std::fs;
use std::path::{Path, PathBuf};

use erario_model::Schema;
use regex::Regex;

use crate::support::{files_under, repository};

const LONGEST_FILE: usize = 450;

/// Files that may be longer, each with its reason.
const LONG_FOR_A_REASON: [(&str, &str); 0] = [];

/// Rust files below a folder of the checkout, by their path in it, with their text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = repository();
    let rust = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "rs");
    let files = files_under(&root.join(folder)).into_iter().filter(|(path, _)| rust(path));
    let named = |(path, bytes): (PathBuf, Vec<u8>)| {
        (Path::new(folder).join(path).to_string_lossy().into_owned(), String::from_utf8(bytes).unwrap())
    };
    files.map(named).collect()
}

/// The lines of a source that are no comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(place, line)| (place + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn money_is_never_a_float() {
    // Allowed, each for a reason: (file, the words that a line with a float type must have).
    let allowed = [("decode/grid/number.rs", "shortest"), ("workbook/cells.rs", "fifteen_digits")];
    let float = Regex::new(r"\bf(32|64)\b|\bFloat(32|64)\b").unwrap();
    for part in ["model", "normalize", "validate", "release"] {
        for (path, text) in sources(&format!("crates/{part}/src")) {
            for (line, words) in code(&text).filter(|(_, words)| float.is_match(words)) {
                let reasoned = allowed.iter().any(|(file, reason)| path.ends_with(file) && words.contains(reason));
                assert!(reasoned, "{path}:{line}: {words}");
            }
        }
    }
}

#[test]
fn only_the_command_reads_the_clock_and_the_environment() {
    let world =
        Regex::new(r"SystemTime::now|Instant::now|Timestamp::now|Zoned::now|env::(var|args|current_dir|temp_dir)")
            .unwrap();
    for part in ["model", "fetch", "normalize", "validate", "release", "conform"] {
        for (path, text) in sources(&format!("crates/{part}/src")) {
            for (line, words) in code(&text) {
                assert!(!world.is_match(words), "{path}:{line}: {words}");
            }
        }
    }
}

#[test]
fn only_the_command_prints() {
    let prints = Regex::new(r"\b(e?println|e?print|dbg)!").unwrap();
    for part in ["model", "fetch", "normalize", "validate", "release", "conform"] {
        for (path, text) in sources(&format!("crates/{part}/src")) {
            for (line, words) in code(&text) {
                assert!(!prints.is_match(words), "{path}:{line}: {words}");
            }
        }
    }
}

#[test]
fn every_crate_opens_with_what_it_is_for() {
    for entry in fs::read_dir(repository().join("crates")).unwrap() {
        let source = entry.unwrap().path().join("src");
        let root = ["lib.rs", "main.rs"].map(|name| source.join(name)).into_iter().find(|path| path.exists()).unwrap();
        assert!(fs::read_to_string(&root).unwrap().starts_with("//! "), "{}", root.display());
    }
}

#[test]
fn no_file_is_too_long_to_read_at_once() {
    for (path, text) in sources("crates").into_iter().chain(sources("tests")) {
        let is_reasoned = LONG_FOR_A_REASON.iter().any(|(file, _)| path == *file);
        assert!(is_reasoned || text.lines().count() <= LONGEST_FILE, "{path}: {} lines", text.lines().count());
    }
}

#[test]
fn every_rule_is_used_in_code_and_every_slug_in_code_is_a_rule() {
    let rules = &Schema::embedded().rules;
    let mut code = String::new();
    for part in ["normalize", "validate", "release", "conform"] {
        sources(&format!("crates/{part}/src")).iter().for_each(|(_, text)| code.push_str(text));
    }
    for rule in rules.iter() {
        assert!(code.contains(&format!("\"{}\"", rule.slug)), "no code finds `{}`", rule.slug);
    }
    for called in Regex::new(r#"by_slug\(\s*"([^"]+)""#).unwrap().captures_iter(&code) {
        assert!(rules.iter().any(|rule| rule.slug == called[1]), "no rule `{}`", &called[1]);
    }
}

#[test]
fn every_rule_has_a_code_of_its_own_and_speaks_both_languages() {
    let rules: Vec<_> = Schema::embedded().rules.iter().collect();
    let used = Regex::new(r"\{(\w+)\}").unwrap();
    for (place, rule) in rules.iter().enumerate() {
        assert!(rules[..place].iter().all(|other| other.code != rule.code && other.slug != rule.slug), "{}", rule.code);
        for (es, en) in
            [(&rule.title_es, &rule.title_en), (&rule.what_es, &rule.what_en), (&rule.message_es, &rule.message_en)]
        {
            assert!(!es.is_empty() && !en.is_empty() && es != en, "{}", rule.code);
        }
        for name in used.captures_iter(&(rule.message_es.clone() + &rule.message_en)) {
            assert!(
                ["found", "expected", "field", "place", "detail"].contains(&&name[1]),
                "{}: {}",
                rule.code,
                &name[0]
            );
        }
    }
}

#[test]
fn no_text_of_the_repository_names_a_machine() {
    let root = repository();
    let machine = Regex::new(r"(^|[^.\w])(/work/|/root/|/home/\w+/|C:\\Users)").unwrap();
    for folder in ["crates", "docs", "pipelines", "schemas", "tests", ".ci"] {
        for (path, bytes) in files_under(&root.join(folder)) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let name = path.file_name().unwrap().to_string_lossy();
            let is_this = name == "tidy.rs";
            let line = text.lines().position(|line| machine.is_match(line));
            assert!(is_this || line.is_none(), "{folder}/{}:{}", path.display(), line.unwrap() + 1);
        }
    }
}
