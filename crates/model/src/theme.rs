//! Themes: which figures count as spending on education, the environment or gender, and why.

use serde::Deserialize;

/// A theme, from `schemas/themes/<theme>.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The name in the column `theme`, set from the file's name.
    #[serde(skip)]
    pub name: String,
    /// Semantic version of the rules; a changed rule changes figures of the past.
    pub version: String,
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    #[serde(rename = "rule")]
    pub rules: Vec<ThemeRule>,
}

/// Rows of one table that count toward a theme, by one scheme. Schemes are never added up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeRule {
    pub id: String,
    pub scheme: String,
    pub table: String,
    /// The column that decides.
    pub field: String,
    /// The row counts if its code is one of these…
    #[serde(default)]
    pub codes: Vec<String>,
    /// …or its name, upper case and without accents, matches one of these patterns…
    #[serde(default)]
    pub names: Vec<String>,
    /// …and none of these.
    #[serde(default)]
    pub not_names: Vec<String>,
    /// The part of each figure that counts, as a decimal between 0 and 1.
    pub share: String,
    pub method_es: String,
    pub method_en: String,
    /// Document or reading that the rule rests on.
    pub evidence: String,
}

impl Theme {
    pub fn parse(name: &str, toml: &str) -> Result<Self, toml::de::Error> {
        let mut theme: Theme = toml::from_str(toml)?;
        name.clone_into(&mut theme.name);
        Ok(theme)
    }
}
