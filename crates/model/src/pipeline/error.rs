//! Errors of pipeline files: the file, the line, what was found, what was expected, and what to do.

/// A pipeline file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}:{line}: {message}\n  hint: {hint}")]
pub struct PipelineError {
    pub path: String,
    /// 1-based; 0 if the whole file is meant.
    pub line: usize,
    pub message: String,
    pub hint: String,
}

/// The 1-based line of a byte offset.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

impl PipelineError {
    pub(crate) fn syntax(path: &str, toml: &str, error: &toml::de::Error) -> Self {
        let message = error.message().to_owned();
        let line = key_line(toml, &message).or_else(|| Some(line_of(toml, error.span()?.start))).unwrap_or(0);
        let hint = nearest_known(&message).map_or_else(
            || "mend the line; `docs/reference/pipeline.md` lists every key".to_owned(),
            |(found, nearest)| format!("did you mean `{nearest}` instead of `{found}`?"),
        );
        PipelineError { path: path.to_owned(), line, message, hint }
    }
}

/// Inside a step the parser only knows where the first step begins; an unknown key tells its line by itself.
fn key_line(toml: &str, message: &str) -> Option<usize> {
    let key = message.strip_prefix("unknown field `")?.split('`').next()?;
    let opens = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    let mut lines = toml.lines().enumerate().filter(|(_, line)| opens(line)).map(|(place, _)| place + 1);
    // More than one, and only the parser can tell them apart.
    lines.next().filter(|_| lines.next().is_none())
}

/// What people write for a value, and the value; none where nothing near it means the same.
const MEANT: [(&str, Option<&str>); 14] = [
    ("miles", Some("thousands")),
    ("millones", Some("millions")),
    ("latin-1", Some("windows-1252")),
    ("latin1", Some("windows-1252")),
    ("iso-8859-1", Some("windows-1252")),
    ("cp1252", Some("windows-1252")),
    ("ansi", Some("windows-1252")),
    ("utf8", Some("utf-8")),
    ("xls", Some("workbook")),
    ("xlsx", Some("workbook")),
    ("excel", Some("workbook")),
    ("txt", Some("csv")),
    ("mm/dd/yyyy", None),
    ("yyyy/mm/dd", None),
];

/// From ``unknown field `x`, expected one of `a`, `b` `` to `(x, the nearest of a and b)`.
fn nearest_known(message: &str) -> Option<(String, String)> {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (found, known) = quoted.split_first()?;
    let unknown = message.starts_with("unknown field") || message.starts_with("unknown variant");
    let meant = MEANT.iter().find(|(written, _)| written.eq_ignore_ascii_case(found));
    let nearest = match meant {
        Some((_, meant)) => known.iter().find(|candidate| Some(**candidate) == *meant)?,
        None => {
            let away = |candidate: &&&str| strsim::damerau_levenshtein(found, candidate);
            // Half of another word is another word.
            known.iter().min_by_key(away).filter(|nearest| away(nearest) * 2 <= found.chars().count().max(2))?
        }
    };
    unknown.then(|| ((*found).to_owned(), (*nearest).to_owned()))
}
