//! Findings that came and went.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::Schema;
use serde::Serialize;

use super::prints::{open, text};
use super::side::Side;
use crate::ReleaseError;

/// One rule, and how many of its findings came and went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleMoved {
    pub rule_code: String,
    pub title_es: String,
    pub title_en: String,
    pub came: usize,
    pub went: usize,
    pub now: usize,
}

/// Rules with findings that are only in one of the releases, those with most of them first.
pub(super) fn moved(old: &Side, new: &Side) -> Result<Vec<RuleMoved>, ReleaseError> {
    let (old, new) = (by_rule(old)?, by_rule(new)?);
    let none = BTreeSet::new();
    let codes: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let rules = &Schema::embedded().rules;
    let mut moved: Vec<RuleMoved> = codes
        .into_iter()
        .map(|code| {
            let (before, after) = (old.get(code).unwrap_or(&none), new.get(code).unwrap_or(&none));
            let rule = rules.iter().find(|rule| rule.code == *code);
            RuleMoved {
                rule_code: code.clone(),
                title_es: rule.map_or_else(String::new, |rule| rule.title_es.clone()),
                title_en: rule.map_or_else(String::new, |rule| rule.title_en.clone()),
                came: after.difference(before).count(),
                went: before.difference(after).count(),
                now: after.len(),
            }
        })
        .filter(|rule| rule.came + rule.went > 0)
        .collect();
    moved.sort_by_key(|rule| std::cmp::Reverse(rule.came + rule.went));
    Ok(moved)
}

/// Rule -> ids of its findings.
fn by_rule(side: &Side) -> Result<BTreeMap<String, BTreeSet<String>>, ReleaseError> {
    let mut rules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in side.parquet("finding") {
        for batch in open(&file)?.build().map_err(ReleaseError::damaged(&file.path))? {
            let batch = batch.map_err(ReleaseError::damaged(&file.path))?;
            let column = |name: &str| {
                batch
                    .column_by_name(name)
                    .ok_or_else(|| ReleaseError::damaged(&file.path)(format!("no column `{name}`")))
            };
            let (rule, id) = (column("rule_code")?, column("finding_id")?);
            for place in 0..batch.num_rows() {
                if let (Some(rule), Some(id)) = (text(rule, place), text(id, place)) {
                    rules.entry(rule.to_owned()).or_default().insert(id.to_owned());
                }
            }
        }
    }
    Ok(rules)
}
