//! Findings and doubts, as the rules gather them.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::{Doubts, Finding, Money, Rule, Rules, Severity};

use crate::Verdict;

/// Findings of one kind are told one by one up to this number; one last finding counts the rest.
pub(crate) const CAP: usize = 1000;

pub(crate) struct Report<'a> {
    rules: &'a Rules,
    findings: Vec<Finding>,
    /// Rows by table, amount and the rule's slug; a set, because several findings may doubt one row.
    doubts: BTreeMap<(String, String, String), BTreeSet<u32>>,
}

impl<'a> Report<'a> {
    pub fn new(rules: &'a Rules) -> Self {
        Report { rules, findings: Vec::new(), doubts: BTreeMap::new() }
    }

    pub fn rule(&self, slug: &str) -> &'a Rule {
        self.rules.by_slug(slug)
    }

    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A difference that is beyond rounding and still immaterial is worth a note, whatever the rule's severity.
    pub fn add_weighed(&mut self, mut finding: Finding, is_material: bool) {
        if !is_material {
            Severity::Note.as_str().clone_into(&mut finding.severity);
        }
        self.findings.push(finding);
    }

    pub fn doubt(&mut self, table: &str, amount: &str, rule: &Rule, rows: impl IntoIterator<Item = u32>) {
        let key = (table.to_owned(), amount.to_owned(), rule.slug.clone());
        self.doubts.entry(key).or_default().extend(rows);
    }

    /// Says once that `count` more findings like `example` were not written down.
    pub fn add_rest(&mut self, rule: &Rule, example: Finding, count: usize) {
        let finding = Finding {
            jurisdiction_code: None,
            fiscal_year: None,
            period: None,
            figure_id: None,
            source_id: None,
            source_part: None,
            source_row: None,
            found: None,
            expected: None,
            amount_affected: None,
            occurrences: count as i64,
            ..example
        };
        let table = finding.table_name.clone().unwrap_or_default();
        let message_es = format!("{table}: {count} casos más de «{}», que no se listan uno por uno.", rule.title_es);
        let message_en = format!("{table}: {count} more of “{}”, not listed one by one.", rule.title_en);
        self.add(Finding { message_es, message_en, ..finding }.seal());
    }

    pub fn verdict(self) -> Verdict {
        let mut doubts = Doubts::default();
        for ((table, amount, rule), rows) in self.doubts {
            if !rows.is_empty() {
                doubts.add(&table, &amount, &rule, rows);
            }
        }
        Verdict { findings: self.findings, doubts }
    }
}

/// Centavos for people: `1,234,567.80`.
pub(crate) fn pesos(centavos: i64) -> String {
    Money::from_centavos(centavos).grouped()
}

/// Centavos for machines: `1234567.80`.
pub(crate) fn plain(centavos: i64) -> String {
    Money::from_centavos(centavos).to_string()
}
