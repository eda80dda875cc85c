//! What is wrong in a schema file, with the line.

use crate::MarkerError;

/// A schema file that cannot be read, or that contradicts another one.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    #[error("schemas/{file}: {source}\n  hint: mend that line; docs/reference/schemas.md has every keyword")]
    Json { file: String, source: serde_json::Error },
    #[error("{0}")]
    Misfit(#[from] Misfit),
    #[error("`schemas/{file}` is not valid: {source}")]
    Toml { file: String, source: toml::de::Error },
    #[error("`schemas/codelists/markers.csv`: {0}")]
    Marker(#[from] MarkerError),
}

impl SchemaError {
    pub(super) fn json(file: &str) -> impl FnOnce(serde_json::Error) -> SchemaError {
        let file = file.to_owned();
        move |source| SchemaError::Json { file, source }
    }
}

/// A word of a schema file that does not fit the rest.
#[derive(Debug, thiserror::Error)]
#[error("schemas/{file}:{line}: `{word}`: {found}, expected {expected}\n  hint: mend the line, or what it names")]
pub struct Misfit {
    file: String,
    line: usize,
    word: String,
    found: String,
    expected: String,
}

impl Misfit {
    /// The line is the first one that has the word as a JSON string.
    pub(super) fn new(file: &str, text: &str, word: &str, found: &str, expected: &str) -> Misfit {
        let quoted = format!("\"{word}\"");
        let line = text.lines().position(|line| line.contains(&quoted)).map_or(1, |place| place + 1);
        let [file, word, found, expected] = [file, word, found, expected].map(str::to_owned);
        Misfit { file, line, word, found, expected }
    }
}
