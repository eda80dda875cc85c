//! Reports for whoever reads them: people, programs, code scanners, build servers, a browser.
//!
//! [`Judged`] is what all of them say; each module only lays it out.

mod html;
mod json;
mod judged;
mod junit;
mod message;
mod sarif;
mod text;
mod words;

pub use json::schema;
pub use judged::{Case, FileKind, Judged, Subject, Unchecked, Verdict};
pub use words::Language;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Sarif,
    Junit,
    Html,
}

/// A report cannot be written down; this is a bug of the program, not of the data.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the report cannot be written as JUnit: {0}")]
    Junit(#[from] quick_junit::SerializeError),
    #[error("the report cannot be written as a page: {0}")]
    Html(#[from] minijinja::Error),
}

impl Judged {
    /// The report as a text without a line feed at its end. The page of [`Format::Html`] has both languages unless one
    /// is asked for; where nobody asks, `default` is that of the other formats.
    pub fn render(&self, format: Format, asked: Option<Language>, default: Language) -> Result<String, RenderError> {
        let language = asked.unwrap_or(default);
        Ok(match format {
            Format::Text => text::text(self, language),
            Format::Json => json::json(self)?,
            Format::Sarif => serde_json::to_string_pretty(&sarif::sarif(self, language))?,
            Format::Junit => junit::junit(self, language)?,
            Format::Html => html::html(self, asked)?,
        })
    }
}
