//! Findings and doubts, as the rules gather them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use erario_model::{Comparison, Doubts, Exception, Finding, Money, Rule, Schema, Severity};

use crate::Verdict;
use crate::block::Block;

/// Findings of one kind are told one by one up to this number; one last finding counts the rest.
pub(crate) const CAP: usize = 1000;

pub(crate) struct Report<'a> {
    schema: &'a Schema,
    findings: Vec<Told>,
    /// Rows by table, amount and the rule's slug; a set, because several findings may doubt one row.
    doubts: BTreeMap<(String, String, String), BTreeSet<u32>>,
}

struct Told {
    finding: Finding,
    entity: Option<String>,
    is_superseded: bool,
}

impl<'a> Report<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        Report { schema, findings: Vec::new(), doubts: BTreeMap::new() }
    }

    pub fn rule(&self, slug: &str) -> &'a Rule {
        self.schema.rules.by_slug(slug)
    }

    /// What is compared across tables.
    pub fn comparisons(&self) -> &'a [Comparison] {
        &self.schema.comparisons
    }

    /// Why a rule is known not to hold at a node of a block's classification.
    pub fn exception(&self, rule: &Rule, block: &Block, node: &str) -> Option<&'a Exception> {
        let (publisher, dataset) = (block.key.publisher?, block.key.dataset?);
        self.schema.exceptions.iter().find(|exception| exception.is_about(&rule.slug, publisher, dataset, node))
    }

    /// A finding about released rows.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(Told { finding, entity: None, is_superseded: false });
    }

    /// A finding about a block, which may be a superseded one.
    pub fn add_about(&mut self, block: &Block, finding: Finding) {
        let entity = block.key.entity.map(str::to_owned);
        self.findings.push(Told { finding, entity, is_superseded: block.key.is_superseded });
    }

    /// A difference that is beyond rounding and still immaterial is worth a note, whatever the rule's severity.
    pub fn add_weighed(&mut self, block: &Block, mut finding: Finding, is_material: bool) {
        if !is_material {
            Severity::Note.as_str().clone_into(&mut finding.severity);
        }
        self.add_about(block, finding);
    }

    pub fn doubt(&mut self, table: &str, amount: &str, rule: &Rule, rows: impl IntoIterator<Item = u32>) {
        let key = (table.to_owned(), amount.to_owned(), rule.slug.clone());
        self.doubts.entry(key).or_default().extend(rows);
    }

    /// Doubts facts of a block. What was superseded is not released, so that nobody needs to be warned of it.
    pub fn doubt_facts(&mut self, block: &Block, amount: usize, rule: &Rule, rows: impl IntoIterator<Item = u32>) {
        if !block.key.is_superseded {
            self.doubt(&block.table.name, block.amounts[amount], rule, rows);
        }
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
        Verdict { findings: once(self.findings), doubts }
    }
}

/// What makes two findings the same oddity, whichever edition, cut or format says it.
type Oddity = (String, Option<String>, Option<String>, Option<String>, [Option<String>; 5]);

/// Leaves out what a superseded block says once more: an older edition has mostly the errors of the newest.
fn once(told: Vec<Told>) -> Vec<Finding> {
    let oddity = |told: &Told| -> Oddity {
        let Told { finding, entity, .. } = told;
        let Finding { rule_code, table_name, jurisdiction_code, fiscal_year, period, field, found, expected, .. } =
            finding.clone();
        let year = fiscal_year.map(|year| year.to_string());
        (rule_code, table_name, jurisdiction_code, entity.clone(), [year, period, field, found, expected])
    };
    let at_facts: BTreeSet<Oddity> = told.iter().filter(|told| !told.is_superseded).map(oddity).collect();
    let edition = |told: &Told| (told.finding.dataset.clone(), told.finding.edition.clone());
    let mut first_tellers: HashMap<Oddity, (String, String)> = HashMap::new();
    let mut is_new = |told: &Told| {
        let oddity = oddity(told);
        let is_told = at_facts.contains(&oddity);
        !is_told && *first_tellers.entry(oddity).or_insert_with(|| edition(told)) == edition(told)
    };
    told.into_iter().filter(|told| !told.is_superseded || is_new(told)).map(|told| told.finding).collect()
}

/// Centavos for people: `1,234,567.80`.
pub(crate) fn pesos(centavos: i64) -> String {
    Money::from_centavos(centavos).grouped()
}

/// Centavos for machines: `1234567.80`.
pub(crate) fn plain(centavos: i64) -> String {
    Money::from_centavos(centavos).to_string()
}
