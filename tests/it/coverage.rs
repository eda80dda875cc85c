//! What a release says of accounts that it does not have, and of the codes in those that it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{Project, Release, Row};

const HARMONISED: [&str; 6] = [
    "spending_by_function",
    "spending_by_object",
    "spending_by_unit",
    "spending_by_type",
    "spending_by_program",
    "revenue_by_source",
];

fn samples() -> Release {
    let project = Project::new();
    project.run_samples(0);
    project.latest()
}

/// `year status` of one government's account in one table, year by year.
fn years(release: &Release, jurisdiction: &str, table: &str) -> Vec<String> {
    let is_it = |row: &Row| {
        [&row["jurisdiction_code"], &row["coverage"], &row["table_name"]] == [jurisdiction, "government", table]
    };
    let rows = release.rows("coverage_status").filter(is_it);
    rows.map(|row| format!("{} {}", &row["fiscal_year"], &row["publication_status"])).collect()
}

#[test]
fn quintana_roo_is_published_and_its_municipalities_without_data_are_missing() {
    let release = samples();
    let published: Vec<String> = (2018..=2026).map(|year| format!("{year} published")).collect();
    assert_eq!(years(&release, "23", "spending_by_function"), published);
    let mut missing: Vec<String> = (2021..=2025).map(|year| format!("{year} missing")).collect();
    missing.push("2026 awaiting".to_owned());
    for municipality in ["23001", "23010", "23011"] {
        for table in HARMONISED {
            assert_eq!(years(&release, municipality, table), missing, "{municipality} {table}");
        }
    }
    let entities = release.rows("coverage_status").filter(|row| &row["coverage"] == "entity");
    assert!(entities.into_iter().all(|row| &row["jurisdiction_code"] != "23"), "only rows name the entities of 23");
    assert_eq!(years(&release, "23005", "spending_by_object"), published);
    assert_eq!(years(&release, "23005", "spending_by_type"), missing);
    let bacalar = release.block("coverage_status", "23010", "2026").find(|row| &row["table_name"] == HARMONISED[0]);
    let reason = bacalar.unwrap().get("reason_es");
    assert!(reason.contains("mx-qroo-bacalar/ldf-6c 2026-1T, 2026-2T, 2026-3T, 2026-4T"), "{reason}");
}

#[test]
fn an_account_is_published_exactly_where_its_table_has_rows() {
    let release = samples();
    let columns = ["jurisdiction_code", "coverage", "entity_code", "fiscal_year", "publisher", "dataset", "edition"];
    for table in HARMONISED.into_iter().chain(["budget_line", "indicator"]) {
        let cells = |row: Row<'_>| columns.map(|column| row.get(column).to_owned());
        let stand: BTreeSet<[String; 7]> = release.rows(table).map(cells).collect();
        let of_table = release.rows("coverage_status").filter(|row| &row["table_name"] == table);
        let told = of_table.filter(|row| &row["publication_status"] == "published").map(cells).collect();
        assert_eq!(stand, told, "{table}");
    }
}

#[test]
fn what_could_not_be_read_or_is_held_is_said_of_its_own_year() {
    let project = Project::new();
    let workbook = project.sample("mx-gto-inaeba/ldf-6c/2018-4T");
    let bytes = fs::read(&workbook).unwrap();
    fs::write(&workbook, &bytes[..bytes.len() / 2]).unwrap();
    let name = "Instituto de Alfabetización y Educación Básica para Adultos";
    let names = format!("\"{name}\",\n    \"{name} del Estado de Gto.\"");
    project.edit("pipelines/mx-gto-inaeba/accounts.toml", &names, "\"Instituto de Otra Cosa\"");
    project.run_samples(3);
    let release = project.latest();
    let of = |dataset: &str| {
        let mut rows = release.block("coverage_status", "11", "2018");
        let row = rows.find(|row| [&row["dataset"], &row["edition"]] == [dataset, "2018-4T"]).unwrap();
        row.get("publication_status").to_owned()
    };
    assert_eq!(of("ldf-6c"), "refused");
    assert_eq!(of("eaepe-tipo"), "held");
}

#[test]
fn every_code_of_a_fact_stands_in_its_table_of_codes() {
    let release = samples();
    let all = |table: &str, column: &str| -> BTreeSet<String> {
        release.rows(table).map(|row| row.get(column).to_owned()).filter(|code| !code.is_empty()).collect()
    };
    for (fact, column, table, code) in [
        ("spending_by_function", "function_code", "code_function", "item_code"),
        ("budget_line", "subfunction_code", "code_function", "item_code"),
        ("spending_by_object", "object_chapter_code", "code_object", "item_code"),
        ("spending_by_object", "object_concept_code", "code_object", "item_code"),
        ("budget_line", "ramo_code", "code_ramo", "item_code"),
        ("budget_line", "modality_code", "code_modality", "item_code"),
        ("spending_by_function", "cofog_division_code", "code_cofog", "item_code"),
        ("spending_by_function", "jurisdiction_code", "municipality", "jurisdiction_code"),
    ] {
        let (used, known) = (all(fact, column), all(table, code));
        assert!(!used.is_empty() && used.is_subset(&known), "{fact}.{column}: {:?}", used.difference(&known));
    }
}

#[test]
fn the_division_of_cofog_is_told_where_the_crosswalk_is_sure_enough() {
    let release = samples();
    let crosswalk: BTreeMap<&str, [&str; 2]> = release
        .rows("crosswalk_function_cofog")
        .map(|row| (row.get("item_code"), [row.get("cofog_code"), row.get("confidence")]))
        .collect();
    let mut seen = BTreeSet::new();
    for row in release.rows("spending_by_function") {
        let [division, confidence] = crosswalk.get(&row["function_code"]).copied().unwrap_or_default();
        let shown = if ["high", "medium"].contains(&confidence) { division } else { "" };
        assert_eq!([&row["cofog_division_code"], &row["cofog_confidence"]], [shown, confidence]);
        seen.insert(confidence);
    }
    assert_eq!(seen, BTreeSet::from(["", "high", "low", "medium", "none"]));
}
