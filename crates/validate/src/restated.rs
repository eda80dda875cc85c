//! `past-restated`: figures of a cut that a later edition or file gives with another amount. What they were stands in
//! `vintage`, each beside the fact; here they are counted, one finding for each edition, table and year.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::text_at;
use erario_model::Finding;
use polars::prelude::*;

use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, limits, sum};

/// Publisher, dataset, edition, table, year and period.
type Edition<'a> = ([Option<&'a str>; 4], Option<i32>, Option<&'a str>);

/// The figures of an edition that facts give anew.
#[derive(Default)]
struct Compared<'a> {
    count: usize,
    /// Those that moved: how far, which, what it was, and what it is.
    moved: Vec<(i64, &'a str, i64, i64)>,
}

pub(crate) fn check(blocks: &Blocks, vintage: &DataFrame, report: &mut Report) -> PolarsResult<()> {
    if vintage.height() == 0 {
        return Ok(());
    }
    let facts = blocks.blocks.iter().filter(|block| !block.key.is_superseded);
    let cuts: BTreeSet<_> = facts
        .map(|block| {
            let key = &block.key;
            (key.table, key.jurisdiction, key.entity, key.fiscal_year, key.period)
        })
        .collect();
    let text = |column: &str, row: usize| vintage.column(column).ok().and_then(|column| text_at(column, row));
    let (amounts, standing) = (vintage.column("amount")?.i64()?, vintage.column("fact_amount")?.i64()?);
    let years = vintage.column("fiscal_year")?.i32()?;
    let mut compared: BTreeMap<Edition, Compared> = BTreeMap::new();
    for row in 0..vintage.height() {
        let (Some(was), Some(is), Some(table)) = (amounts.get(row), standing.get(row), text("table_name", row)) else {
            continue;
        };
        let period = text("period", row);
        // An earlier cut of a running total is no earlier state of it.
        if !cuts.contains(&(table, text("jurisdiction_code", row), text("entity_code", row), years.get(row), period)) {
            continue;
        }
        let whose = ["publisher", "dataset", "edition"].map(|column| text(column, row));
        let key = ([whose[0], whose[1], whose[2], Some(table)], years.get(row), period);
        let Compared { count, moved } = compared.entry(key).or_default();
        *count += 1;
        if difference(was, is) > limits().peso.value {
            moved.push((difference(was, is), text("figure_id", row).unwrap_or("?"), was, is));
        }
    }
    for ((whose, year, period), Compared { count, mut moved }) in compared {
        moved.sort_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
        let Some((_, figure, was, is)) = moved.first().copied() else { continue };
        let rule = report.rule("past-restated");
        let text = |at: usize| whose[at].map(str::to_owned);
        let finding = Finding {
            publisher: text(0).unwrap_or_default(),
            dataset: text(1).unwrap_or_default(),
            edition: text(2).unwrap_or_default(),
            table_name: text(3),
            fiscal_year: year,
            period: period.map(str::to_owned),
            found: Some(plain(was)),
            expected: Some(plain(is)),
            amount_affected: Some(sum(moved.iter().map(|(apart, ..)| *apart))),
            occurrences: moved.len() as i64,
            ..rule.finding()
        };
        let (changed, total, was, is) =
            (moved.len(), finding.amount_affected.map_or_else(String::new, pesos), pesos(was), pesos(is));
        let place = format!("{} {}", whose[3].unwrap_or_default(), period.unwrap_or_default());
        let spanish =
            format!("{changed} de {count} cifras cambiaron, {total} en suma; la que más, {figure}: {was} → {is}.");
        let english =
            format!("{changed} of {count} figures changed, by {total} in all; the largest, {figure}: {was} → {is}.");
        report.add(rule.say(finding, &place, &spanish, &english));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;
    use polars::prelude::*;

    use crate::sample::{FUNCTION, cut, tables};
    use crate::validate;

    /// What an earlier edition said of the two functions of 2020 in some period.
    fn told(period: &str, was: [i64; 2]) -> Vec<(i64, Option<i64>)> {
        let mut tables = tables(&cut(FUNCTION, 2020, &[(600, 0), (400, 0)]));
        let figures = ["N0", "N1"].map(|code| format!("{FUNCTION}/23/2020/{code}/approved"));
        let vintage = df!(
            "publisher" => ["p"; 2], "dataset" => ["d"; 2], "edition" => ["2025"; 2], "jurisdiction_code" => ["23"; 2],
            "fiscal_year" => [2020; 2], "period" => [period; 2], "table_name" => [FUNCTION; 2],
            "figure_id" => figures, "amount" => was.map(|pesos| pesos * 100), "fact_amount" => [60_000_i64, 40_000],
        );
        tables.insert("vintage".to_owned(), vintage.unwrap());
        let verdict = validate(Schema::embedded(), &tables, &Default::default()).unwrap();
        let findings = verdict.of("past-restated");
        findings.iter().map(|finding| (finding.occurrences, finding.amount_affected)).collect()
    }

    #[test]
    fn figures_of_the_same_cut_that_changed_are_counted() {
        assert_eq!(told("2020", [610, 350]), [(2, Some(6_000))]);
        assert_eq!(told("2020", [600, 400]), []);
        assert_eq!(told("2020-Q3", [300, 200]), [], "an earlier cut is no earlier state");
    }
}
