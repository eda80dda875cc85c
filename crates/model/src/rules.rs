//! The catalogue of rules: `schemas/rules.json`.

use serde::Deserialize;

use crate::{Finding, Schema, Severity};

/// One rule: a public code and slug that name the file, the test, the page and the finding.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub code: String,
    pub slug: String,
    pub severity: Severity,
    pub title_es: String,
    pub title_en: String,
    /// What the rule means and what to do about it.
    pub about_es: String,
    pub about_en: String,
    /// Law, standard or our own reading.
    pub reference: String,
    /// Message templates with `{found}`, `{expected}`, `{field}`, `{place}` and `{detail}`.
    pub message_es: String,
    pub message_en: String,
}

impl Rule {
    /// Starts a finding of this rule; messages are filled by [`Rule::say`].
    pub fn finding(&self) -> Finding {
        Finding {
            rule_code: self.code.clone(),
            severity: self.severity.as_str().to_owned(),
            occurrences: 1,
            ..Finding::default()
        }
    }

    /// Fills in both messages from the finding's own fields and gives the finding its id.
    ///
    /// `place` and the details are what only the caller knows: where people look (`Quintana Roo 2020`) and the rest of
    /// the sentence, in Spanish and in English.
    pub fn say(&self, mut finding: Finding, place: &str, detail_es: &str, detail_en: &str) -> Finding {
        let field = finding.field.as_deref();
        let known = field.and_then(|name| Schema::embedded().field(name));
        let fill = |template: &str, detail: &str, nothing: &str, title: Option<&str>| {
            template
                .replace("{found}", finding.found.as_deref().unwrap_or(nothing))
                .replace("{expected}", finding.expected.as_deref().unwrap_or(nothing))
                .replace("{field}", title.or(field).unwrap_or(nothing))
                .replace("{place}", place)
                .replace("{detail}", detail)
                .trim()
                .to_owned()
        };
        let spanish = known.map(|field| format!("«{}»", field.title_es));
        let english = known.map(|field| format!("“{}”", field.title_en));
        let message_es = fill(&self.message_es, detail_es, "nada", spanish.as_deref());
        let message_en = fill(&self.message_en, detail_en, "nothing", english.as_deref());
        finding.message_es = message_es;
        finding.message_en = message_en;
        finding.seal()
    }
}

/// All rules, in the order of their codes.
#[derive(Clone, Debug)]
pub struct Rules(Vec<Rule>);

impl Rules {
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let mut rules: Vec<Rule> = serde_json::from_str(json)?;
        rules.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(Rules(rules))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.0.iter()
    }

    /// The rule with this slug.
    ///
    /// # Panics
    /// If the catalogue has no such rule: a slug in code without its entry is a bug, and a test looks for it.
    pub fn by_slug(&self, slug: &str) -> &Rule {
        self.0
            .iter()
            .find(|rule| rule.slug == slug)
            .unwrap_or_else(|| panic!("schemas/rules.json has no rule `{slug}`"))
    }
}
