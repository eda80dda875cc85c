//! Federal budgets and accounts of many years: headers that change, years that somebody joined, twins in two formats.

use std::collections::BTreeMap;
use std::fs;

use erario_model::Money;
use insta::assert_snapshot;

use crate::real_data::{built, data};
use crate::support::{Project, Release, Row, complaint, edit, sum};

const ACCOUNT: &str = "mx-shcp/cuenta-publica";
const BUDGET: &str = "mx-shcp/pef";

/// The file of the sample of 2025, of 2026, or of the joined years, changed.
fn change(project: &Project, sample: &str, before: &str, now: &str) {
    edit(&project.sample(sample), before.as_bytes(), now.as_bytes());
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

/// Budget lines of one account and year.
fn lines<'a>(release: &'a Release, account: &'a str, year: &'a str) -> impl Iterator<Item = Row<'a>> {
    release.block("budget_line", "00", year).filter(move |row| &row["account"] == account)
}

#[test]
fn the_years_that_were_joined_are_read_through_the_same_pipelines() {
    let file = |dataset: &str, edition: &str, name: &str| {
        (dataset.to_owned(), edition.to_owned(), data().join("mx-shcp/header-vintages").join(name))
    };
    let Some(release) = built([
        file(BUDGET, "2008-2015-os-data", "pef_2008_to_2015.sample.csv"),
        file(ACCOUNT, "2010-2015-os-data", "cuenta_publica_2010_to_2015.sample.csv"),
    ]) else {
        return;
    };
    // Computed from the files, spelling by spelling.
    let decrees = [
        ("2008", 58, "699395152.00"),
        ("2009", 82, "732375032.00"),
        ("2010", 48, "1682884418.00"),
        ("2011", 44, "1282709401.00"),
        ("2012", 50, "465813241.00"),
        ("2013", 41, "8395390701.00"),
        ("2014", 127, "7590611257.00"),
        ("2015", 284, "2187981966.00"),
        ("2016", 88, "560810434.00"),
    ];
    for (year, rows, approved) in decrees {
        assert_eq!(lines(&release, "decree", year).count(), rows, "{year}");
        assert_eq!(sum(lines(&release, "decree", year), "approved"), money(approved), "{year}");
    }
    let accounts = [
        ("2010", 103, "50770880.00", "224638612.00"),
        ("2011", 100, "100228665.00", "124627499.00"),
        ("2012", 209, "1406736309.00", "1368424390.00"),
        ("2013", 191, "5936136471.00", "5868036748.50"),
        ("2014", 189, "760802262.00", "742803942.00"),
        ("2015", 208, "584959354.00", "610262257.45"),
    ];
    for (year, rows, approved, exercised) in accounts {
        assert_eq!(lines(&release, "final", year).count(), rows, "{year}");
        assert_eq!(sum(lines(&release, "final", year), "approved"), money(approved), "{year}");
        assert_eq!(sum(lines(&release, "final", year), "exercised"), money(exercised), "{year}");
    }
    // 178 records without a cell are counted and are no rows.
    let blank = release.rows("conservation").find(|row| &row["measure"] == "records" && &row["line"] == "blank");
    assert!(blank.is_some_and(|row| ["178", "0"].contains(&&row["value"])));
    // What a year does not publish is null, and no zero.
    assert!(lines(&release, "final", "2012").all(|row| row.money("modified").is_none() && row.money("paid").is_none()));
    // IMSS, ISSSTE, Pemex and CFE, under whatever code.
    let ramos = ["50", "51", "52", "53"];
    let controlled = release.rows("budget_line").filter(|row| {
        &row["account"] == "decree" && &row["fiscal_year"] != "2016" && ramos.contains(&&row["ramo_code"])
    });
    assert_eq!(sum(controlled, "approved"), money("10427974685.00"));
    // Function 2.1 was health until 2011.
    for row in release.rows("budget_line") {
        let is_conac = row["fiscal_year"].parse::<i32>().unwrap() >= 2012;
        assert_eq!(!row["function_code"].is_empty(), is_conac, "{} {}", &row["fiscal_year"], &row["function_name"]);
    }
    let of_state = lines(&release, "final", "2012").chain(lines(&release, "final", "2013"));
    let of_state = of_state.chain(lines(&release, "final", "2014")).filter(|row| &row["state_code"] == "23");
    assert_eq!(sum(of_state, "exercised"), money("1052320.90"));
}

#[test]
fn d08_a_renamed_column() {
    assert_snapshot!(complaint(ACCOUNT, 21, |project| {
        change(project, "mx-shcp/cuenta-publica/2025", "Original_Bruto", "Original_Neto");
    }));
}

#[test]
fn d08_an_added_column() {
    assert_snapshot!(complaint(BUDGET, 21, |project| {
        change(project, "mx-shcp/pef/2026", "MONTO_PEF_2026", "MONTO_PEF_2026,MONTO_PPEF_2026");
    }));
}

#[test]
fn d08_a_column_that_the_edition_is_said_to_lack() {
    assert_snapshot!(complaint(BUDGET, 21, |project| {
        change(project, "mx-shcp/pef/2026", "ID_PP,DESC_PP", "RA,DESC_PP");
    }));
}

#[test]
fn d08_a_removed_column() {
    assert_snapshot!(complaint(ACCOUNT, 21, |project| {
        let path = project.sample("mx-shcp/cuenta-publica/2025");
        let text: String = fs::read(&path).unwrap().iter().map(|byte| char::from(*byte)).collect();
        let without_last =
            text.lines().map(|line| line.rsplit_once(',').unwrap().0.to_owned() + "\r\n").collect::<String>();
        fs::write(&path, without_last.chars().map(|letter| u8::try_from(letter).unwrap()).collect::<Vec<u8>>())
            .unwrap();
    }));
}

#[test]
fn d08_columns_in_another_order_are_the_same_columns() {
    let project = Project::with(&[BUDGET]);
    let approved = |project: &Project| sum(lines(&project.latest(), "decree", "2026"), "approved");
    project.run_samples(0);
    let before = approved(&project);
    let path = project.sample("mx-shcp/pef/2026");
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let mut records: Vec<Vec<String>> = vec![reader.headers().unwrap().iter().rev().map(str::to_owned).collect()];
    records.extend(reader.records().map(|record| record.unwrap().iter().rev().map(str::to_owned).collect()));
    let mut writer = csv::Writer::from_path(&path).unwrap();
    records.iter().for_each(|record| writer.write_record(record).unwrap());
    writer.flush().unwrap();
    project.run_samples(0);
    assert_eq!(approved(&project), before);
}

#[test]
fn d16_codes_get_back_the_zeros_that_a_spreadsheet_took() {
    let project = Project::with(&[ACCOUNT]);
    project.run_samples(0);
    let release = project.latest();
    let consulates = lines(&release, "final", "2025").find(|row| &row["ramo_code"] == "05").unwrap();
    assert_eq!((&consulates["program_code"], &consulates["location_kind"]), ("E002", "abroad"));
    let joined = release.rows("budget_line").find(|row| &row["edition"] == "2010-2015-os-data").unwrap();
    for column in ["ramo_code", "program_code", "state_code", "object_code"] {
        assert!(!joined[column].contains('.'), "{column}: {}", &joined[column]);
    }
    assert_eq!(joined["ramo_code"].len(), 2);
}

#[test]
fn the_workbook_stands_and_what_the_csv_lost_is_told() {
    let project = Project::with(&[ACCOUNT, "mx-shcp/cuenta-publica-xlsx"]);
    project.run_samples(0);
    let release = project.latest();
    let standing: BTreeMap<String, usize> = lines(&release, "final", "2022").fold(BTreeMap::new(), |mut rows, row| {
        *rows.entry(row["dataset"].to_owned()).or_default() += 1;
        rows
    });
    assert_eq!(standing, BTreeMap::from([("cuenta-publica-xlsx".to_owned(), 10)]));
    let mut twins: Vec<(&str, &str, &str)> = release
        .findings("F061")
        .map(|row| (row.get("field"), row.get("found"), row.get("expected")))
        .filter(|(field, ..)| ["rows", "approved"].contains(field))
        .collect();
    twins.sort_unstable();
    assert_eq!(twins, [("approved", "11510000.50", "12710000.50"), ("rows", "9", "10")]);
    // A million lines are one figure beside another one.
    let alternate: Vec<(&str, &str)> =
        release.rows("alternate").map(|row| (row.get("figure_id"), row.get("difference"))).collect();
    assert!(alternate.contains(&("budget_line/00/2022/final/approved", "-1200000.00")), "{alternate:?}");
    assert!(alternate.len() <= 5);
}

#[test]
fn records_that_a_quote_swallowed_are_counted_against_what_was_stated() {
    let project = Project::with(&[ACCOUNT]);
    let pipeline = "pipelines/mx-shcp/cuenta-publica.toml";
    project.edit(pipeline, "ignored = { \"\" =", "records = 10\nignored = { \"\" =");
    project.run_samples(0);
    let release = project.latest();
    let missing: Vec<(&str, &str)> =
        release.findings("F060").map(|row| (row.get("found"), row.get("expected"))).collect();
    assert_eq!(missing, [("9", "10")]);
    assert_eq!(release.findings("F013").count(), 1);
    project.edit(pipeline, "records = 10", "records = 9");
    project.run_samples(0);
    assert_eq!(project.latest().findings("F060").count(), 0);
}

#[test]
fn blank_zeros_are_zero_where_the_edition_says_so_and_fillers_are_no_rows() {
    let project = Project::with(&[ACCOUNT]);
    project.run_samples(0);
    let release = project.latest();
    assert!(lines(&release, "final", "2022").all(|row| row.money("approved").is_some()));
    assert!(lines(&release, "final", "2022").any(|row| row.money("paid") == Some(Money::ZERO)));
    let blank = release
        .rows("conservation")
        .filter(|row| &row["edition"] == "2022" && &row["measure"] == "records" && &row["line"] == "blank");
    assert_eq!(blank.map(|row| row.get("value")).collect::<Vec<_>>(), ["7"]);
}

#[test]
fn a_record_that_fills_two_spellings_of_one_column_is_broken() {
    let project = Project::with(&[BUDGET]);
    let path = project.sample("mx-shcp/pef/2008-2015-os-data");
    let text = fs::read_to_string(&path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let place = |header: &str| headers.iter().position(|one| one == header).unwrap();
    let mut records: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    let of_2015 = records.iter_mut().find(|record| record[place("Ciclo")] == "2015.0").unwrap();
    of_2015[place("TG")] = "9.0".to_owned();
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(&headers).unwrap();
    records.iter().for_each(|record| writer.write_record(record).unwrap());
    writer.flush().unwrap();
    project.run_samples(0);
    let release = project.latest();
    let broken = release.findings("F013").next().unwrap();
    assert!(broken["message_en"].contains("`spending_type_code`"), "{}", &broken["message_en"]);
    assert_eq!(release.rows("set_aside").count(), 1);
}

#[test]
fn the_decree_its_progress_and_the_final_account_evict_nobody() {
    let project = Project::with(&[BUDGET, "mx-shcp/pef-avance", ACCOUNT]);
    project.run_samples(0);
    let release = project.latest();
    for (account, year) in [("decree", "2026"), ("in_year", "2026"), ("final", "2025"), ("decree", "2016")] {
        assert!(lines(&release, account, year).count() > 0, "{account} {year}");
    }
    // Quarters run from January: the second replaces the first, which stays as a vintage.
    assert!(lines(&release, "in_year", "2026").all(|row| &row["period"] == "2026-Q2"));
    let first = release.rows("vintage").filter(|row| &row["period"] == "2026-Q1").map(|row| row.get("figure_id"));
    assert!(first.collect::<Vec<_>>().contains(&"budget_line/00/2026/in_year/paid"));
}

#[test]
fn programme_records_of_the_srft_are_totals_and_a_definitive_report_replaces_the_quarters() {
    let project = Project::with(&["mx-shcp/srft-ejercicio-del-gasto"]);
    project.run_samples(0);
    let release = project.latest();
    assert!(release.rows("fund_execution").all(|row| &row["period"] == "2024" && &row["account_status"] == "final"));
    let accrued = |code: &'static str| {
        sum(release.rows("fund_execution").filter(move |row| &row["jurisdiction_code"] == code), "accrued")
    };
    assert_eq!(accrued("23"), money("920000.00"), "the two items, and not their programme once more");
    assert_eq!(accrued("23005"), money("130000.00"));
    assert!(release.rows("published_total").any(|row| &row["classification"] == "fund_execution"));
}

#[test]
fn an_edition_that_names_a_column_of_nobody() {
    assert_snapshot!(complaint(BUDGET, 2, |project| {
        let (before, now) = ("approved = \"MONTO_PEF_2026\"", "aproved = \"MONTO_PEF_2026\"");
        project.edit("pipelines/mx-shcp/pef.toml", before, now);
    }));
}
