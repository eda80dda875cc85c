//! Eight real quarters of one institute, in twelve harmonised tables each, held against totals that were read off the sheets
//! by another program.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use erario_model::Money;

use crate::real_data::{built, data};
use crate::support::{Release, Row, Table, sum};

const PUBLISHER: &str = "mx-gto-inaeba";
/// Edition, what the names of its files begin with, and the ending of those of the detailed formats.
const EDITIONS: [(&str, &str, &str); 8] = [
    ("2016-4T", "10", "xls"),
    ("2018-1T", "10", "xlsx"),
    ("2018-2T", "10", "xlsx"),
    ("2018-3T", "10", "xlsx"),
    ("2018-4T", "10", "xlsx"),
    ("2021-4T", "10", "xlsx"),
    ("2022-1T", "B.6", "xlsx"),
    ("2022-4T", "B.6", "xlsx"),
];

/// Every file that holds one of the tables: its table, its edition, its path. The programmes of 2016 are no table, only
/// `#REF!`.
fn files() -> Vec<(String, String, String)> {
    let mut files = Vec::new();
    for (edition, prefix, ending) in EDITIONS {
        let mut add = |table: &str, path: String| {
            files.push((format!("{PUBLISHER}/{table}"), edition.to_owned(), format!("{PUBLISHER}/{edition}/{path}")));
        };
        for (table, number) in [("ldf-5", 5), ("ldf-6a", 6), ("ldf-6b", 7), ("ldf-6c", 8), ("ldf-6d", 9)] {
            add(table, format!("ldf/{prefix}.{number}.{ending}"));
        }
        let others = [
            ("eaepe-ingresos", "eaepe/6.3.xlsx"),
            ("eaepe-administrativa", "eaepe/6.4.xlsx"),
            ("eaepe-tipo", "eaepe/6.5.xlsx"),
            ("eaepe-objeto", "eaepe/6.6.xlsx"),
            ("eaepe-funcional", "eaepe/6.7.xlsx"),
            (
                "categoria-programatica",
                if prefix == "10" { "programatica/7.1.xlsx" } else { "programatica/B.3.1.xlsx" },
            ),
            ("indicadores", if prefix == "10" { "programatica/7.3.xlsx" } else { "programatica/B.3.3.xlsx" }),
        ];
        for (table, path) in others {
            let is_template = edition == "2016-4T" && path.starts_with("programatica");
            if !is_template && data().join(PUBLISHER).join(edition).join(path).exists() {
                add(table, path.to_owned());
            }
        }
    }
    files
}

fn release() -> Option<&'static Release> {
    static RELEASE: OnceLock<Option<Release>> = OnceLock::new();
    let build = || built(files().into_iter().map(|(dataset, edition, path)| (dataset, edition, data().join(path))));
    RELEASE.get_or_init(build).as_ref()
}

/// What one dataset says in one edition of an amount, wherever the release keeps it: in the facts, as an earlier cut, or
/// as another format.
fn figure(release: &Release, table: &str, dataset: &str, edition: &str, amount: &str, function: Option<&str>) -> Money {
    let is_said = |row: &Row<'_>| &row["dataset"] == dataset && &row["edition"] == edition;
    let is_fact = |row: &Row<'_>| is_said(row) && function.is_none_or(|code| &row["function_code"] == code);
    let within = function.map_or_else(String::new, |code| format!("/{code}/"));
    let is_kept = |row: &Row<'_>| is_said(row) && &row["phase"] == amount && row["figure_id"].contains(&within);
    let kept = ["vintage", "alternate"].map(|kept| sum(release.rows(kept).filter(is_kept), "amount"));
    sum(release.rows(table).filter(is_fact), amount) + kept[0] + kept[1]
}

#[test]
fn every_total_is_reproduced_to_the_centavo() {
    let Some(release) = release() else { return };
    let control = Table::read(&data().join("control/inaeba_control_totals.csv"));
    let amounts = ["approved", "extensions_reductions", "modified", "accrued", "paid"];
    let mut compared = 0;
    for row in control.rows() {
        let (edition, file) = row["file"].split_once('/').unwrap();
        let (table, eaepe, ldf) = match &row["kind"] {
            "objeto" => ("spending_by_object", "eaepe-objeto", "ldf-6a"),
            "administrativa" => ("spending_by_unit", "eaepe-administrativa", "ldf-6b"),
            "funcional" => ("spending_by_function", "eaepe-funcional", "ldf-6c"),
            "tipo" => ("spending_by_type", "eaepe-tipo", ""),
            _ => ("spending_by_staff", "", "ldf-6d"),
        };
        let dataset = if file.starts_with("ldf/") { ldf } else { eaepe };
        let printed = |row: &Row<'_>| &row["dataset"] == dataset && &row["edition"] == edition && &row["level"] == "0";
        let printed: Vec<Row> = release.rows("published_total").filter(printed).collect();
        for amount in amounts {
            let expected = row.money(amount);
            let found = figure(release, table, dataset, edition, amount, None);
            assert_eq!(Some(found), expected, "{dataset} {edition} {amount}");
            assert!(
                printed.iter().all(|total| total.money(amount) == expected),
                "{dataset} {edition} {amount} printed"
            );
            compared += 1;
        }
        for amount in ["approved", "modified", "accrued", "paid"] {
            let Some(expected) = row.money(&format!("education_{amount}")) else { continue };
            let found = figure(release, table, dataset, edition, amount, Some("2.5"));
            assert_eq!(found, expected, "{dataset} {edition} education {amount}");
            compared += 1;
        }
    }
    assert_eq!(compared, 57 * 5 + 14 * 4, "every row of the list");
}

#[test]
fn no_peso_of_any_quarter_is_unexplained() {
    let Some(release) = release() else { return };
    let mut sources = BTreeSet::new();
    for row in release.rows("conservation").filter(|row| &row["line"] == "unexplained") {
        assert_eq!(row.money("value"), Some(Money::ZERO), "{} {}", &row["source_id"], &row["measure"]);
        sources.insert(row["source_id"].to_owned());
    }
    assert_eq!(sources.len(), files().len());
}

#[test]
fn the_facts_of_a_year_are_its_last_cut() {
    let Some(release) = release() else { return };
    for table in ["spending_by_object", "spending_by_unit", "spending_by_function", "spending_by_type"] {
        let facts: Vec<Row> = release.block(table, "11", "2018").collect();
        assert!(facts.iter().all(|row| &row["edition"] == "2018-4T" && &row["is_cumulative"] == "true"), "{table}");
        assert_eq!(sum(facts.into_iter(), "accrued"), "312513526.32".parse().unwrap(), "{table}");
    }
}

/// The finding of a rule about an amount of a dataset's edition says these figures, found and expected.
#[track_caller]
fn says(release: &Release, rule: &str, dataset: &str, edition: &str, field: &str, figures: [&str; 2]) {
    let is_meant = |row: &Row<'_>| &row["dataset"] == dataset && &row["edition"] == edition && &row["field"] == field;
    let said: Vec<[&str; 2]> =
        release.findings(rule).filter(is_meant).map(|row| [row.get("found"), row.get("expected")]).collect();
    assert!(said.contains(&figures), "{rule} {dataset} {edition} {field}: {said:?}");
}

#[test]
fn what_the_quarters_are_known_to_disagree_on_is_found_with_both_figures() {
    let Some(release) = release() else { return };
    let programmes = "categoria-programatica";
    for (rule, dataset, edition, field, figures) in [
        ("F005", "eaepe-funcional", "2018-1T", "accrued", ["53853634.43", "53801311.97"]),
        ("F021", "eaepe-funcional", "2018-1T", "accrued", ["53853634.43", "53801311.97"]),
        ("F015", "eaepe-funcional", "2018-2T", "accrued", ["116524917.41", "116525652.41"]),
        ("F021", "eaepe-funcional", "2018-2T", "accrued", ["116524917.41", "116525652.41"]),
        ("F005", "ldf-6a", "2021-4T", "accrued", ["269802202.45", "269360346.37"]),
        ("F005", "ldf-6c", "2021-4T", "accrued", ["269802202.45", "269360346.37"]),
        ("F021", "ldf-6a", "2021-4T", "accrued", ["269802202.45", "269360346.37"]),
        ("F005", programmes, "2018-2T", "extensions_reductions", ["59608695.77", "50704017.73"]),
        ("F023", programmes, "2018-1T", "paid", ["53784382.83", "17060.62"]),
        ("F023", programmes, "2018-2T", "paid", ["113877328.91", "2648323.50"]),
        ("F023", programmes, "2018-3T", "paid", ["185323847.42", "184710.16"]),
        ("F023", programmes, "2018-4T", "paid", ["302550363.70", "9963162.62"]),
        ("F030", programmes, "2018-2T", "", ["Del 1 de Enero al 30 de Jinio de 2018", "2018-2T"]),
        ("F003", "eaepe-objeto", "2018-2T", "under_spending", ["-11265625.28", "9965655.78"]),
        ("F004", "eaepe-objeto", "2018-3T", "under_spending", ["198141297.13", "199507024.34"]),
    ] {
        says(release, rule, dataset, edition, field, figures);
    }
}

/// Each of these was looked up in its file; a rule that speaks up elsewhere is to be looked up before it is accepted.
#[test]
fn rules_speak_where_the_files_disagree_and_nowhere_else() {
    let Some(release) = release() else { return };
    let own = release.rows("finding").filter(|row| &row["publisher"] == PUBLISHER);
    let told: BTreeSet<String> =
        own.map(|row| ["rule_code", "dataset", "edition"].map(|column| row.get(column)).join(" ")).collect();
    insta::assert_snapshot!(told.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn goals_and_results_are_released() {
    let Some(release) = release() else { return };
    let of_2018: Vec<Row> = release.block("indicator", "11", "2018").collect();
    let has = |row: &Row<'_>, column: &str, number: &str| row[column].trim_end_matches('0') == number;
    assert!(of_2018.iter().any(|row| has(row, "target", "41.1") && has(row, "result", "34.7")));
}

#[test]
fn it_is_the_account_of_an_entity_with_earmarked_money_told_apart() {
    let Some(release) = release() else { return };
    let rows = |table: &'static str| release.rows(table).filter(|row| &row["publisher"] == PUBLISHER);
    assert!(rows("spending_by_function").all(|row| &row["coverage"] == "entity" && &row["entity_code"] == "inaeba"));
    let of_2022 = rows("spending_by_function").filter(|row| &row["fiscal_year"] == "2022");
    let kinds: BTreeSet<&str> = of_2022.map(|row| row.get("is_earmarked")).collect();
    assert_eq!(kinds, BTreeSet::from(["false", "true"]));
}
