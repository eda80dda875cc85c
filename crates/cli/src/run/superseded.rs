//! Findings about rows that do not stand say so: another edition, or another source, has taken their place.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::{Finding, Schema, TableKind};
use polars::prelude::*;

/// Adds a sentence to every finding about an edition of which no fact stands.
pub fn say(
    findings: &mut [Finding],
    schema: &Schema,
    tables: &BTreeMap<String, DataFrame>,
    superseded: &BTreeMap<String, DataFrame>,
) -> PolarsResult<()> {
    let is_fact = |name: &str| schema.table(name).is_some_and(|table| table.kind == TableKind::Fact);
    let standing = editions(tables, is_fact)?;
    let others = editions(superseded, is_fact)?;
    for finding in findings {
        let edition = format!("{}/{}/{}", finding.publisher, finding.dataset, finding.edition);
        if others.contains(&edition) && !standing.contains(&edition) {
            let name = &finding.edition;
            finding.message_es.push_str(&format!(" Los renglones de la edición {name} no son los vigentes."));
            finding.message_en.push_str(&format!(" The rows of edition {name} are not the current ones."));
        }
    }
    Ok(())
}

/// `publisher/dataset/edition` of all rows of the facts among some tables.
fn editions(tables: &BTreeMap<String, DataFrame>, is_fact: impl Fn(&str) -> bool) -> PolarsResult<BTreeSet<String>> {
    let mut editions = BTreeSet::new();
    for (_, rows) in tables.iter().filter(|(name, rows)| is_fact(name) && rows.height() > 0) {
        let sources = rows.column("source_id")?.unique()?.cast(&DataType::String)?;
        let named = sources.str()?.iter().flatten().filter_map(|source| source.split_once('@'));
        editions.extend(named.map(|(edition, _)| edition.to_owned()));
    }
    Ok(editions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_about_rows_that_do_not_stand_says_so() {
        let rows = |source: &str| {
            let rows = df!("source_id" => [source]).unwrap();
            BTreeMap::from([("spending_by_object".to_owned(), rows)])
        };
        let finding = |edition: &str| Finding {
            publisher: "p".to_owned(),
            dataset: "d".to_owned(),
            edition: edition.to_owned(),
            message_es: "Algo.".to_owned(),
            ..Finding::default()
        };
        let mut findings = [finding("2024"), finding("2025"), finding("2023")];
        say(&mut findings, Schema::embedded(), &rows("p/d/2025@1"), &rows("p/d/2024@1")).unwrap();
        let said = findings.map(|finding| finding.message_es);
        assert_eq!(said, ["Algo. Los renglones de la edición 2024 no son los vigentes.", "Algo.", "Algo."]);
    }
}
