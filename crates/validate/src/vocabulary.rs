//! `vocabulary-drift`: codes that are new, that vanished, or that mean something else than the year before.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::Distinct;
use erario_model::{Finding, slug};
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::Report;
use crate::tolerance::limits;
use crate::years::{Years, pairs};

/// Codes that stay the same from year to year, with their names. A unit's code is a publisher's own and does not.
const CLASSIFIERS: [[&str; 2]; 6] = [
    ["ramo_code", "ramo_name"],
    ["function_code", "function_name"],
    ["object_concept_code", "object_concept_name"],
    ["revenue_code", "revenue_name"],
    ["fund_code", "fund_name"],
    ["program_code", "program_name"],
];
/// So many codes are named of each kind.
const NAMED: usize = 3;

/// The names that each code has.
type Vocabulary<'a> = BTreeMap<String, BTreeSet<&'a str>>;

pub(crate) fn check(frame: Frame, years: &Years, report: &mut Report) -> PolarsResult<()> {
    for [code, name] in CLASSIFIERS {
        let (Some(codes), Some(names)) = (frame.column(code), frame.column(name)) else { continue };
        let (codes, names) = (Distinct::of(codes)?, Distinct::of(names)?);
        // A programme's code is one within its ramo.
        let ramos = frame.column("ramo_code").filter(|_| code == "program_code").map(Distinct::of).transpose()?;
        for pair in pairs(years) {
            let vocabularies = pair.map(|rows| vocabulary(rows, &codes, &names, ramos.as_ref()));
            drift(frame, code, pair[1], &vocabularies, report)?;
        }
    }
    Ok(())
}

fn vocabulary<'a>(
    rows: &[u32],
    codes: &Distinct<'a>,
    names: &Distinct<'a>,
    ramos: Option<&Distinct<'a>>,
) -> Vocabulary<'a> {
    // Places first: rows are many, and what they say is little.
    let ramo = |row: usize| ramos.map_or(0, |ramos| ramos.places[row]);
    let place = |row: &u32| (ramo(*row as usize), codes.places[*row as usize], names.places[*row as usize]);
    let mut places: Vec<(u32, u32, u32)> = rows.iter().map(place).collect();
    places.dedup();
    places.sort_unstable();
    places.dedup();
    let mut vocabulary = Vocabulary::new();
    for (ramo, code, name) in places {
        let Some(code) = codes.values[code as usize] else { continue };
        let ramo = ramos.and_then(|ramos| ramos.values[ramo as usize]);
        let code = ramo.map_or_else(|| code.to_owned(), |ramo| format!("{ramo}-{code}"));
        vocabulary.entry(code).or_default().extend(names.values[name as usize]);
    }
    vocabulary
}

fn drift(
    frame: Frame,
    code: &str,
    rows: &[u32],
    [before, now]: &[Vocabulary; 2],
    report: &mut Report,
) -> PolarsResult<()> {
    let absent = |from: &Vocabulary, other: &Vocabulary| -> Vec<String> {
        from.keys().filter(|code| !other.contains_key(*code)).cloned().collect()
    };
    let slugs = |names: &BTreeSet<&str>| names.iter().map(|name| slug(name)).collect::<BTreeSet<_>>();
    let is_renamed = |(code, names): &(&String, &BTreeSet<&str>)| {
        let earlier = before.get(*code).filter(|earlier| !earlier.is_empty() && !names.is_empty());
        earlier.is_some_and(|earlier| slugs(earlier).is_disjoint(&slugs(names)))
    };
    let (new, vanished) = (absent(now, before), absent(before, now));
    let renamed: Vec<String> = now.iter().filter(is_renamed).map(|(code, _)| code.clone()).collect();
    let (changed, all) = (new.len() + vanished.len() + renamed.len(), before.len().max(now.len()));
    let limits = limits();
    if (changed as i64) < limits.vocabulary_codes.value || !limits.vocabulary_share.is_reached(changed, all) {
        return Ok(());
    }
    let rule = report.rule("vocabulary-drift");
    let first = frame.first(rows)?;
    let finding = Finding {
        field: Some(code.to_owned()),
        found: Some(now.len().to_string()),
        expected: Some(before.len().to_string()),
        occurrences: changed as i64,
        jurisdiction_code: None,
        figure_id: None,
        source_row: None,
        ..frame.finding(rule, first, None)
    };
    let list = |codes: &[String], what: &str| {
        let more = if codes.len() > NAMED { ", …" } else { "" };
        let named = codes.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        (!codes.is_empty()).then(|| format!("{what}: {} ({named}{more})", codes.len()))
    };
    let told = |words: [&str; 3]| {
        let parts = [list(&new, words[0]), list(&vanished, words[1]), list(&renamed, words[2])];
        format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
    };
    let spanish = format!("«{}», {}", frame.table.title_es, told(["nuevas", "desaparecidas", "con otro nombre"]));
    let english = format!("“{}”, {}", frame.table.title_en, told(["new", "vanished", "renamed"]));
    report.add(rule.say(finding, frame.text("period", first).unwrap_or_default(), &spanish, &english));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use erario_model::Schema;
    use polars::prelude::*;

    use crate::compare;

    /// Ramos of two years, by code and name.
    fn told(before: &[(&str, &str)], now: &[(&str, &str)]) -> Vec<String> {
        let both = || before.iter().chain(now);
        let years = both().enumerate().map(|(place, _)| if place < before.len() { 2023 } else { 2024 });
        let height = before.len() + now.len();
        let lines = df!(
            "publisher" => vec!["mx-shcp"; height], "dataset" => vec!["pef"; height],
            "account" => vec!["decree"; height], "fiscal_year" => years.collect::<Vec<i32>>(),
            "ramo_code" => both().map(|(code, _)| *code).collect::<Vec<_>>(),
            "ramo_name" => both().map(|(_, name)| *name).collect::<Vec<_>>(),
            "source_row" => (0..height as i64).collect::<Vec<_>>(),
        );
        let tables = BTreeMap::from([("budget_line".to_owned(), lines.unwrap())]);
        let verdict = compare(Schema::embedded(), &tables).unwrap();
        verdict.of("vocabulary-drift").iter().map(|finding| finding.message_en.clone()).collect()
    }

    #[test]
    fn codes_that_came_went_and_changed_their_names_are_counted() {
        let before = [("04", "Gobernación"), ("11", "Educación"), ("16", "Medio Ambiente")];
        let now = [("05", "Exteriores"), ("11", "EDUCACION"), ("16", "Turismo")];
        let told = told(&before, &now);
        let [said] = told.as_slice() else { panic!("{told:?}") };
        assert!(said.contains("new: 1 (05); vanished: 1 (04); renamed: 1 (16)"), "{said}");
    }

    #[test]
    fn a_code_or_two_of_many_are_no_drift() {
        let codes: Vec<String> = (10..30).map(|code| code.to_string()).collect();
        let before: Vec<(&str, &str)> = codes.iter().map(|code| (code.as_str(), "x")).collect();
        assert_eq!(told(&before, &before[2..]), Vec::<String>::new());
    }
}
