//! The catalogue of rules: `schemas/rules/`, one file a rule.

mod case;

use serde::{Deserialize, Serialize};

pub use case::{Case, Expect, Real};

use crate::rule_files::RULES;
use crate::{Finding, Schema, Severity};

/// How much a rule looks at at once, and what a finding of it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// One value of one row.
    Cell,
    /// One row, all of its columns.
    Row,
    /// The account of one government in one classification and period: all of its rows.
    Block,
    /// Several blocks of one government: its classifications, formats, cuts and years.
    Account,
    /// One file of a dataset, or a sheet of it.
    Edition,
    /// All editions of a dataset.
    Dataset,
    /// Several datasets, or the whole release.
    Release,
}

impl Scope {
    /// In Spanish and in English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Scope::Cell => ("una celda", "a cell"),
            Scope::Row => ("un renglón", "a row"),
            Scope::Block => {
                ("una cuenta en una clasificación y un periodo", "an account in one classification and period")
            }
            Scope::Account => (
                "varias clasificaciones, cortes o años de un gobierno",
                "several classifications, cuts or years of a government",
            ),
            Scope::Edition => ("un archivo", "a file"),
            Scope::Dataset => ("las ediciones de un conjunto", "the editions of a dataset"),
            Scope::Release => ("varios conjuntos o la publicación entera", "several datasets or the whole release"),
        }
    }
}

/// Which quality of the data a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Something that should be there is not.
    Completeness,
    /// Figures, codes or texts contradict each other or what they are declared to be.
    Consistency,
    /// The data are of another period than they say, or say nothing new.
    Timeliness,
    /// What is said cannot be followed to where it came from, or must not be.
    Traceability,
}

impl Dimension {
    pub const ALL: [Dimension; 4] =
        [Dimension::Completeness, Dimension::Consistency, Dimension::Timeliness, Dimension::Traceability];

    /// The word in files.
    pub fn code(self) -> &'static str {
        self.words().1
    }

    /// In Spanish and in English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Dimension::Completeness => ("completitud", "completeness"),
            Dimension::Consistency => ("consistencia", "consistency"),
            Dimension::Timeliness => ("oportunidad", "timeliness"),
            Dimension::Traceability => ("trazabilidad", "traceability"),
        }
    }
}

/// One rule: a public code and slug that name the file, the test, the page and the finding.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub code: String,
    pub slug: String,
    pub severity: Severity,
    /// The severity where somebody holds a file of their own against a table; [`Rule::severity`] unless it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_file: Option<Severity>,
    pub scope: Scope,
    pub dimension: Dimension,
    pub title_es: String,
    pub title_en: String,
    /// What is odd.
    pub what_es: String,
    pub what_en: String,
    /// Why it matters, and what follows for the figures.
    pub why_es: String,
    pub why_en: String,
    /// What to do about it.
    pub do_es: String,
    pub do_en: String,
    /// Law, standard or our own reading.
    pub reference: String,
    /// Message templates with `{found}`, `{expected}`, `{field}`, `{place}` and `{detail}`.
    pub message_es: String,
    pub message_en: String,
    /// The case in the published files that taught the rule, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub real: Option<Real>,
    /// The test that plays the rule, as `file::function`, where no small case can: a fault of the program itself, a
    /// cell that only a workbook has.
    #[serde(default, skip_serializing)]
    pub played_by: Option<String>,
    /// Small cases, played by a test.
    #[serde(default, rename = "case", skip_serializing)]
    pub cases: Vec<Case>,
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

    /// The severity of its findings where somebody holds a file of their own against a table.
    pub fn severity_in_file(&self) -> Severity {
        self.in_file.unwrap_or(self.severity)
    }

    /// The first case that it must find.
    pub fn example(&self) -> Option<&Case> {
        self.cases.iter().find(|case| case.expect == Expect::Finding)
    }

    /// The name of its file in `schemas/rules/`, without the ending.
    pub fn file_name(&self) -> String {
        format!("{}-{}", self.code, self.slug)
    }
}

/// All rules, in the order of their codes.
#[derive(Clone, Debug)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// The rules of this version; an error names the file.
    pub(crate) fn read() -> Result<Self, (String, toml::de::Error)> {
        let mut rules = Vec::new();
        for (name, toml) in RULES {
            let file = || format!("rules/{name}.toml");
            let rule: Rule = toml::from_str(toml).map_err(|error| (file(), error))?;
            if rule.file_name() != *name {
                let named = format!("the file is named {name} and its rule {}", rule.file_name());
                return Err((file(), serde::de::Error::custom(named)));
            }
            rules.push(rule);
        }
        rules.sort_by(|one, other| one.code.cmp(&other.code));
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
        self.0.iter().find(|rule| rule.slug == slug).unwrap_or_else(|| panic!("schemas/rules has no rule `{slug}`"))
    }

    pub fn by_code(&self, code: &str) -> Option<&Rule> {
        self.0.iter().find(|rule| rule.code == code)
    }

    /// The rule that somebody means by a code or a slug, in capitals or not; or else the one that is spelled most alike.
    pub fn named(&self, name: &str) -> Result<&Rule, Option<&Rule>> {
        let name = name.to_lowercase();
        let names = |rule: &Rule| [rule.code.to_lowercase(), rule.slug.clone(), rule.file_name().to_lowercase()];
        let exact = self.0.iter().find(|rule| names(rule).contains(&name));
        let apart = |rule: &&Rule| {
            names(rule).iter().map(|known| strsim::damerau_levenshtein(known, &name)).min().unwrap_or(usize::MAX)
        };
        exact.ok_or_else(|| self.0.iter().min_by_key(apart))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_named_by_its_code_or_its_slug() {
        let rules = &Schema::embedded().rules;
        for name in ["F012", "f012", "negative-approved", "F012-negative-approved"] {
            assert_eq!(rules.named(name).unwrap().slug, "negative-approved", "{name}");
        }
        let nearest = |name: &str| rules.named(name).unwrap_err().map(|rule| rule.code.as_str());
        assert_eq!(nearest("negativ-aproved"), Some("F012"));
    }

    #[test]
    fn every_rule_says_everything_in_both_languages() {
        for rule in Schema::embedded().rules.iter() {
            let pairs = [
                (&rule.title_es, &rule.title_en),
                (&rule.what_es, &rule.what_en),
                (&rule.why_es, &rule.why_en),
                (&rule.do_es, &rule.do_en),
                (&rule.message_es, &rule.message_en),
            ];
            for (es, en) in pairs {
                assert!(!es.trim().is_empty() && !en.trim().is_empty() && es != en, "{}: {es} / {en}", rule.code);
            }
            assert!(!rule.reference.trim().is_empty(), "{}", rule.code);
        }
    }

    #[test]
    fn a_rule_is_played_by_cases_of_both_kinds_or_by_a_test() {
        for rule in Schema::embedded().rules.iter() {
            let has = |expect| rule.cases.iter().any(|case| case.expect == expect);
            let (fails, passes) = (has(Expect::Finding), has(Expect::Nothing));
            match rule.played_by {
                Some(_) => assert!(rule.cases.is_empty(), "{}: a case would do", rule.code),
                None => assert!(fails && passes, "{} lacks a case that fails or one that passes", rule.code),
            }
        }
    }

    #[test]
    fn a_case_is_told_in_tables_or_in_files() {
        for rule in Schema::embedded().rules.iter() {
            for case in &rule.cases {
                let is_of_files = !case.files.is_empty();
                assert_eq!(is_of_files, case.pipeline.is_some() || case.accounts.is_some(), "{}", rule.code);
                assert_ne!(is_of_files, !case.tables.is_empty(), "{}: {}", rule.code, case.name);
                assert!(!case.name_es.is_empty() && case.name_es != case.name, "{}", rule.code);
            }
        }
    }
}
