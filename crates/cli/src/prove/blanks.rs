//! Blanks: keys of a pipeline file that a person has yet to fill in.
//!
//! They are looked for in the text, because only the text has their lines.

use std::sync::LazyLock;

use regex::Regex;

/// The parts of a file in which an empty text means that nobody has filled it in. An empty text in a step or in a
/// correction means an empty cell.
const PARTS: [&str; 5] = ["", "publisher", "licence", "edition", "decode"];
const IGNORED: &str = "ignored";

/// One blank.
pub(super) struct Blank {
    /// Counted from 1.
    pub line: usize,
    pub message: String,
    pub hint: &'static str,
}

pub(super) fn blanks(toml: &str) -> Vec<Blank> {
    let mut part = String::new();
    let mut found = Vec::new();
    for (place, line) in toml.lines().enumerate() {
        let line = line.trim();
        if let Some(opened) = line.strip_prefix('[').map(|rest| rest.trim_start_matches('[')) {
            part = opened.split(']').next().unwrap_or_default().trim().to_owned();
        }
        let Some(key) = blank_key(line) else { continue };
        let line = place + 1;
        if part == IGNORED {
            let message = format!("the header {key} is neither a column nor ignored with a reason");
            let hint = "move it to [columns] under the field that it is, or say here why it is not carried";
            found.push(Blank { line, message, hint });
        } else if PARTS.contains(&part.as_str()) {
            let dot = if part.is_empty() { "" } else { "." };
            found.push(Blank { line, message: format!("`{part}{dot}{key}` is empty"), hint: "fill it in" });
        }
    }
    found
}

/// The key of a line that gives it an empty text and nothing else.
fn blank_key(line: &str) -> Option<&str> {
    static BLANK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^("(?:[^"\\]|\\.)*"|'[^']*'|[\w.-]+)\s*=\s*(?:""|'')\s*(?:#.*)?$"#).expect("the pattern is good")
    });
    Some(BLANK.captures(line)?.get(1)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_is_found_where_a_person_must_fill_it_in() {
        let toml = "title_es=''  # name\n[publisher]\nname = \"x\"\nurl = \"\"\n[ignored]\n\"a = \\\"b\\\"\" = \"\"\n\
                    \"c\" = \"a reason\"\n[[step]]\nseparator = \"\"\n[[edition]]\nid = \"\"\n# why = \"\"\n";
        let found: Vec<(usize, String)> = blanks(toml).into_iter().map(|blank| (blank.line, blank.message)).collect();
        let header = "the header \"a = \\\"b\\\"\" is neither a column nor ignored with a reason";
        let expected =
            [(1, "`title_es` is empty"), (4, "`publisher.url` is empty"), (6, header), (11, "`edition.id` is empty")];
        assert_eq!(found, expected.map(|(line, message)| (line, message.to_owned())));
    }
}
