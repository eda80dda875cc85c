//! Where a rule is known not to hold: `schemas/exceptions.toml`.

use std::fmt;

use regex::Regex;
use serde::{Deserialize, Deserializer};

/// A text must fit the whole pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    regex: Regex,
}

impl Pattern {
    pub fn fits(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// As it is declared.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let regex = Regex::new(&format!("^(?:{text})$")).map_err(serde::de::Error::custom)?;
        Ok(Pattern { text, regex })
    }
}

/// A node of a dataset's classification where a rule doubts nothing, with the reason.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The slug of the rule.
    pub rule: String,
    pub publisher: String,
    pub dataset: String,
    pub node: Pattern,
    pub why_es: String,
    pub why_en: String,
    pub evidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "exception")]
    exceptions: Vec<Exception>,
}

impl Exception {
    pub(crate) fn all(toml: &str) -> Result<Vec<Exception>, toml::de::Error> {
        toml::from_str::<File>(toml).map(|file| file.exceptions)
    }

    pub fn is_about(&self, rule: &str, publisher: &str, dataset: &str, node: &str) -> bool {
        self.rule == rule && self.publisher == publisher && self.dataset == dataset && self.node.fits(node)
    }
}

#[cfg(test)]
mod tests {
    use crate::Schema;

    #[test]
    fn ramo_28_is_soft_and_its_parts_and_ramo_33_are_not() {
        let exceptions = &Schema::embedded().exceptions;
        let is_soft = |node: &str| {
            let is_about = |rule: &str| {
                exceptions.iter().any(|exception| exception.is_about(rule, "mx-shcp", "transferencias", node))
            };
            is_about("children-differ-from-parent")
        };
        assert!(is_soft("XAC2823"));
        assert!(!is_soft("XAC3323") && !is_soft("XAC28A23") && !is_soft("XAC28230"));
    }
}
