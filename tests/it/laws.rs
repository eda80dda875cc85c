//! What must hold of every release, whatever is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use erario_model::{Money, Schema, TableKind};

use crate::support::{Project, Release, Row, Table, sum};

/// Every fact table of the schema.
fn facts() -> impl Iterator<Item = &'static str> {
    let tables = Schema::embedded().tables.iter();
    tables.filter(|table| table.kind == TableKind::Fact).map(|table| table.name.as_str())
}

#[test]
fn the_order_of_records_changes_no_released_figure() {
    for (dataset, table) in [
        ("ojos-al-gasto/funcional-estatal", "spending_by_function"),
        ("ojos-al-gasto/objeto-estatal", "spending_by_object"),
        ("ojos-al-gasto/ingresos-municipal", "revenue_by_source"),
    ] {
        let project = Project::with(&[dataset]);
        project.run_samples(0);
        let before = figures(&project.latest(), table);
        let path = project.sample(&format!("{dataset}/2026-aprobado"));
        let published = fs::read_to_string(&path).unwrap();
        for seed in 1..=4 {
            let (header, records) = published.split_once("\r\n").unwrap();
            let mut records: Vec<&str> = records.lines().collect();
            shuffle(&mut records, seed);
            fs::write(&path, format!("{header}\r\n{}\r\n", records.join("\r\n"))).unwrap();
            project.run_samples(0);
            assert!(figures(&project.latest(), table) == before, "{dataset}, seed {seed}");
        }
    }
}

/// Rows of facts, totals and findings, sorted, without the columns that say where in the file they stood.
fn figures(release: &Release, table: &str) -> Vec<String> {
    let mut figures = Vec::new();
    for name in [table, "published_total", "theme_spending"] {
        let columns = &release.table(name).columns;
        let kept: Vec<&String> =
            columns.iter().filter(|column| !["source_id", "source_row"].contains(&column.as_str())).collect();
        let cells = |row: Row<'_>| kept.iter().map(|column| row.get(column).to_owned()).collect::<Vec<_>>().join("|");
        figures.extend(release.rows(name).map(cells));
    }
    let said = ["rule_code", "jurisdiction_code", "fiscal_year", "field", "found", "expected", "amount_affected"];
    figures.extend(release.rows("finding").map(|row| said.map(|column| row.get(column)).join("|")));
    figures.sort();
    figures
}

/// Another order for every seed, the same for the same seed.
fn shuffle(records: &mut [&str], seed: u64) {
    let mut random = seed;
    for place in (1..records.len()).rev() {
        // Knuth's linear congruential generator; its high bits are random enough for this.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        records.swap(place, (random >> 33) as usize % (place + 1));
    }
}

#[test]
fn money_is_conserved_line_by_line_and_in_the_tables_themselves() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let mut books: BTreeMap<(&str, &str, &str), BTreeMap<&str, i128>> = BTreeMap::new();
    for row in release.rows("conservation").filter(|row| &row["measure"] != "records") {
        let key = (row.get("source_id"), row.get("source_part"), row.get("measure"));
        books.entry(key).or_default().insert(row.get("line"), fine(&row["value"]));
    }
    assert!(books.len() >= 26 * 2, "{}", books.len());
    for ((source, part, amount), lines) in books {
        assert_eq!(lines["unexplained"], 0, "{source} {amount}");
        let kept = ["facts", "totals", "superseded_totals", "set_aside", "refused", "vintage", "alternate"];
        let kept: i128 = kept.iter().filter_map(|line| lines.get(line)).sum();
        let corrections = lines.get("corrections").copied().unwrap_or_default();
        assert_eq!(kept, lines["readable"] + lines["rounding"] + corrections, "{source} {amount}");

        let of_source = |row: &Row<'_>| &row["source_id"] == source && &row["source_part"] == part;
        let pesos = |line: &str| lines[line] * (lines["unit"] / fine("1"));
        let facts: Money = facts().map(|table| total(release.table(table), amount, of_source)).sum();
        assert_eq!(fine(&facts.to_string()), pesos("facts"), "{source} {amount}: facts");
        // A total that the publisher states in another document has no row in the file.
        let printed = |row: &Row<'_>| of_source(row) && !row["source_row"].is_empty();
        let totals = total(release.table("published_total"), amount, printed);
        assert_eq!(fine(&totals.to_string()), pesos("totals"), "{source} {amount}");
    }
}

/// A decimal number in units of 10^-18: a workbook's floats are finer than a centavo.
fn fine(number: &str) -> i128 {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    format!("{whole}{decimals:0<18}").parse().unwrap()
}

fn total(table: &Table, amount: &str, of: impl Fn(&Row<'_>) -> bool) -> Money {
    if !table.columns.iter().any(|column| column == amount) {
        return Money::ZERO;
    }
    sum(table.rows().filter(|row| of(row)), amount)
}

/// The sum of a sample's approved column, taken here with no help from the program, is what it says it has read.
#[test]
fn what_was_read_is_what_the_file_says() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let mut compared = 0;
    for row in release.rows("conservation").filter(|row| &row["publisher"] == "ojos-al-gasto") {
        if &row["line"] != "readable" || !["approved", "estimated"].contains(&row.get("measure")) {
            continue;
        }
        let sample = format!("{}/{}/{}", &row["publisher"], &row["dataset"], &row["edition"]);
        let file = Table::read(&project.sample(&sample));
        let cells = file.rows().map(|record| record["Aprobado"].trim().replace(',', ""));
        let sum: Money = cells.filter_map(|cell| cell.parse::<Money>().ok()).sum();
        assert_eq!(row["value"], sum.to_string(), "{sample}");
        compared += 1;
    }
    assert_eq!(compared, 8);
}

#[test]
fn every_record_of_every_sample_is_accounted_for() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let unexplained: Vec<_> = release
        .rows("conservation")
        .filter(|row| &row["measure"] == "records" && &row["line"] == "unexplained")
        .map(|row| (row.get("source_id"), row.get("value")))
        .collect();
    let sources: BTreeSet<&str> = release.rows("source_file").map(|row| row.get("source_id")).collect();
    assert_eq!(unexplained.iter().map(|(source, _)| *source).collect::<BTreeSet<_>>(), sources);
    assert!(unexplained.iter().all(|(_, value)| *value == "0"), "{unexplained:?}");
}

#[test]
fn a_row_is_doubtful_exactly_where_it_says_why() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    for row in facts().flat_map(|table| release.rows(table)) {
        let reasons = row["doubt"].split(';').filter(|reason| !reason.is_empty());
        let mut amounts: Vec<&str> = reasons.map(|reason| reason.split_once(':').unwrap().0).collect();
        amounts.dedup();
        assert_eq!(amounts.join(";"), row["doubtful_amounts"]);
        assert_eq!(&row["trust"], if amounts.is_empty() { "ok" } else { "doubtful" });
    }
}
