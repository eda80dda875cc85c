//! Themes: which figures count as spending on education, the environment or gender, and why.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Share;

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
    #[serde(rename = "marker", default)]
    pub markers: Vec<MarkerRule>,
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
    /// A row is left out if this other column has one of these codes.
    #[serde(default)]
    pub except: BTreeMap<String, Vec<String>>,
    /// The part of each figure that counts.
    pub share: Share,
    pub method_es: String,
    pub method_en: String,
    /// Document or reading that the rule rests on.
    pub evidence: String,
}

/// Rows of one table that people have screened one by one: `schemas/codelists/markers.csv` has their scores.
///
/// What was screened is told score by score. What was not is told apart from what was screened and found not to count,
/// and a government of which nothing was screened has no row at all.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerRule {
    pub id: String,
    pub scheme: String,
    pub table: String,
    #[serde(rename = "score")]
    pub scores: Vec<Score>,
    pub method_es: String,
    pub method_en: String,
    /// The standard that the scores are of.
    pub evidence: String,
}

/// A score that a reviewer may give.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    pub code: String,
    pub title_es: String,
    pub title_en: String,
    /// The least and the most of a figure that counts with this score; without them the score has no weight, and the
    /// figures are told in full.
    #[serde(default)]
    pub least: Option<Share>,
    #[serde(default)]
    pub most: Option<Share>,
}

impl Theme {
    pub fn parse(name: &str, toml: &str) -> Result<Self, toml::de::Error> {
        let mut theme: Theme = toml::from_str(toml)?;
        name.clone_into(&mut theme.name);
        Ok(theme)
    }
}

impl MarkerRule {
    pub fn score(&self, code: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.code == code)
    }

    /// The scheme that the money of one score is told under.
    pub fn scheme_of(&self, score: &str) -> String {
        format!("{}_{score}", self.scheme)
    }

    /// The scheme of what was not screened, where something was.
    pub fn unscreened(&self) -> String {
        self.scheme_of("unscreened")
    }
}

impl Score {
    /// Whether a reviewer's share fits the score: one inside the band, or none where there is no band.
    pub fn takes(&self, share: Option<Share>) -> bool {
        match (self.least, self.most) {
            (Some(least), Some(most)) => share.is_some_and(|share| (least..=most).contains(&share)),
            _ => share.is_none(),
        }
    }
}
