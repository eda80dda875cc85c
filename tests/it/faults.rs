//! What happens to figures on their way into a file: units, signs, decimals, codes and whole blocks that went wrong. Each
//! test is named by its fault.

use std::fs;

use erario_model::Money;

use crate::support::accounts::{FIRST, OBJECTS, Rows, objects, texts, xlsx};
use crate::support::workbook::Value;
use crate::support::{EAEPE, Project, Release, Row, sum};

const FUNCTIONS: &str = "ojos-al-gasto/funcional-estatal";
const SAMPLE: &str = "ojos-al-gasto/funcional-estatal/2026-aprobado";

/// The release of the sample of state functions after its text was changed.
fn release_of(change: impl FnOnce(String) -> String) -> Release {
    let project = Project::with(&[FUNCTIONS]);
    let path = project.sample(SAMPLE);
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(text.clone());
    assert_ne!(changed, text, "nothing was damaged");
    fs::write(&path, changed).unwrap();
    project.run_samples(0);
    project.latest()
}

/// The release of one quarter of objects after its rows were changed.
fn quarter_of(change: impl FnOnce(&mut Rows)) -> Release {
    let mut rows = objects(1);
    change(&mut rows);
    Project::with_sheet(OBJECTS, 1, rows).built()
}

/// What findings of a rule say: field, what was found, what was expected.
fn found(release: &Release, rule: &str) -> Vec<String> {
    let said = |row| ["field", "found", "expected"].map(|column| Row::get(&row, column)).join(" ");
    release.findings(rule).map(said).collect()
}

#[test]
fn d01_centavos_that_no_float_holds_are_released_to_the_centavo() {
    let project = Project::of_quarters();
    let records: String = (0..1_000).map(|record| format!("{},0.10,0.01\n", 1000 + record)).collect();
    project.add(EAEPE, "2018-1T", "01-15", &format!("Clave,Aprobado,Devengado\n{records}"));
    project.erario("run --offline --quiet").ended(0);
    let release = project.latest();
    assert_eq!(sum(release.rows("spending_by_object"), "approved"), "100.00".parse().unwrap());
    assert_eq!(sum(release.rows("spending_by_object"), "accrued"), "10.00".parse().unwrap());
}

#[test]
fn d03_a_number_format_that_changed_is_one_finding_and_no_amount() {
    let project = Project::of_quarters();
    let records: String = (0..40).map(|record| format!("{},1.234,5678,{}.00\n", 1100 + record, 10 + record)).collect();
    // Two columns are split by the decimal comma; within quotes it is one cell.
    let quoted = records.replace("1.234,5678", "\"1.234,56\"");
    project.add(EAEPE, "2018-1T", "01-15", &format!("Clave,Aprobado,Devengado\n{quoted}"));
    project.erario("run --offline --quiet").ended(0);
    let release = project.latest();
    assert_eq!(found(&release, "F045"), ["approved 1.234,56 "]);
    assert_eq!(release.findings("F045").next().unwrap().get("occurrences"), "40");
    assert_eq!(release.findings("F001").count(), 0);
    assert_eq!(release.rows("set_aside").filter(|row| row["cells"].contains("1.234,56")).count(), 40);
    for row in release.rows("spending_by_object") {
        assert!(row.money("approved").is_none() && row.doubts("approved") && !row.doubts("accrued"));
    }
}

#[test]
fn d03_a_few_cells_in_another_format_are_told_one_by_one() {
    let release = release_of(|text| text.replacen("8330556760.00", "8.330.556.760", 1));
    assert_eq!(found(&release, "F001"), ["approved 8.330.556.760 "]);
    assert_eq!(release.findings("F045").count(), 0);
}

#[test]
fn d05_identities_that_do_not_hold_are_found() {
    let release = quarter_of(|rows| {
        rows[FIRST + 1][3] = 700.0.into();
        rows[FIRST + 6][5] = 290.0.into();
    });
    assert!(found(&release, "F018").contains(&"modified 700.00 680.00".to_owned()), "{:?}", found(&release, "F018"));
    assert!(found(&release, "F023").contains(&"paid 290.00 280.50".to_owned()), "{:?}", found(&release, "F023"));
    assert!(release.rows("spending_by_object").any(|row| row["doubt"].contains("modified:modified-differs")));
}

#[test]
fn d06_rows_that_do_not_add_up_to_the_published_total_are_doubtful() {
    let release = quarter_of(|rows| rows[FIRST + 6][1] = 1500.0.into());
    assert!(found(&release, "F003").contains(&"approved 1200.00 1500.00".to_owned()), "{:?}", found(&release, "F003"));
    assert!(release.rows("spending_by_object").all(|row| row.doubts("approved") && !row.doubts("accrued")));
}

#[test]
fn d07_totals_and_chapters_are_never_added_to_their_rows() {
    let release = quarter_of(|rows| rows[1] = texts(&["Estado Analítico"]));
    assert_eq!(sum(release.rows("spending_by_object"), "approved"), Money::from_pesos(1200));
    assert_eq!(release.rows("spending_by_object").count(), 4, "no chapter, no total");
    let printed = release.rows("published_total").filter(|row| &row["level"] == "0");
    assert_eq!(sum(printed, "approved"), Money::from_pesos(1200));
}

#[test]
fn d09_a_head_that_means_another_amount_now_is_found_by_its_figures() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &xlsx(objects(1)));
    let mut rows = objects(2);
    let last = FIRST + 6;
    // Under the head of what was approved stands half of it.
    for row in &mut rows[FIRST..=last] {
        let Value::Number(approved) = row[1] else { panic!("{:?}", row[1]) };
        row[1] = (approved / 2.0).into();
    }
    project.add_quarter(OBJECTS, 2, &xlsx(rows));
    let release = project.built();
    assert_eq!(found(&release, "F020"), ["approved 600.00 1200.00"]);
}

#[test]
fn d15_a_block_that_is_pasted_twice_is_doubtful_and_loses_no_peso() {
    let release = release_of(|text| {
        let records: Vec<&str> = text.lines().collect();
        let is_of_2019 = |record: &&&str| record.starts_with("Quintana Roo,2019,");
        let again: String = records.iter().filter(is_of_2019).map(|record| format!("{record}\r\n")).collect();
        text.clone() + &again
    });
    let block = || release.block("spending_by_function", "23", "2019");
    assert_eq!(block().count(), 2 * 28);
    assert!(block().filter(|row| row.money("approved").is_some()).all(|row| row.doubts("approved")));
    assert_eq!(release.findings("F010").filter(|row| &row["fiscal_year"] == "2019").count(), 28);
    assert_eq!(sum(block(), "approved"), Money::from_pesos(2 * 34_579_389_104));
}

#[test]
fn d17_an_account_from_before_its_municipality_is_doubtful() {
    let project = Project::of_accounts(&[OBJECTS]);
    let accounts = "pipelines/mx-prueba/accounts.toml";
    project.edit(accounts, "government_level = \"state\"", "government_level = \"municipal\"");
    project.edit(accounts, "jurisdiction_code = \"23\"", "jurisdiction_code = \"23011\"");
    project.edit(accounts, "2025-1T", "2015-1T");
    let mut rows = objects(1);
    rows[3] = texts(&["Del 1 de enero al 31 de marzo de 2015"]);
    project.add_file(OBJECTS, "2015-1T", "02-15", "published.xlsx", &xlsx(rows));
    let release = project.built();
    assert_eq!(found(&release, "F039"), ["fiscal_year 2015 2016"]);
    assert!(release.rows("spending_by_object").all(|row| row["doubt"].contains("approved:before-its-time")));
}

#[test]
fn d18_spellings_of_one_label_are_one_label() {
    let plain = quarter_of(|rows| rows[1] = texts(&["Estado Analítico"]));
    let release = quarter_of(|rows| {
        // Accents apart from their letters, blanks that do not break, two blanks for one, no accents at all.
        rows[FIRST + 1][0] = "Remuneraciones\u{a0}al  Personal de Cara\u{301}cter Permanente ".into();
        rows[FIRST + 5][0] = "COMBUSTIBLES, LUBRICANTES Y ADITIVOS".into();
    });
    assert_eq!(release.findings("F038").count(), 0);
    let figures = |release: &Release| -> Vec<[String; 2]> {
        let rows = release.rows("spending_by_object");
        rows.map(|row| ["object_concept_code", "approved"].map(|column| row[column].to_owned())).collect()
    };
    assert_eq!(figures(&release), figures(&plain));
}

#[test]
fn d19_a_code_that_the_classification_does_not_have_is_told_and_never_mapped_to_one_like_it() {
    let release = release_of(|text| text.replacen("Quintana Roo,2019,CFDS5,", "Quintana Roo,2019,CFDS9,", 1));
    let said = found(&release, "S004");
    assert!(said.iter().any(|said| said.starts_with("function_code 2.9 ")), "{said:?}");
    let codes: Vec<&str> =
        release.block("spending_by_function", "23", "2019").map(|row| row.get("function_code")).collect();
    assert!(codes.contains(&"2.9") && !codes.contains(&"2.5"), "{codes:?}");
    let is_education = |row: &Row| row.get("theme") == "education" && row.get("fiscal_year") == "2019";
    assert_eq!(release.rows("theme_spending").filter(is_education).count(), 0, "what the name says decides nothing");
}

#[test]
fn d24_amounts_at_the_limit_are_exact_and_what_is_beyond_it_is_no_number() {
    let project = Project::of_quarters();
    let largest = "9999999999999999.99";
    let records: String = (0..12).map(|record| format!("{},{largest},1.00\n", 1100 + record)).collect();
    let text = format!("Clave,Aprobado,Devengado\n{records}2100,10000000000000000.00,1.00\n");
    project.add(EAEPE, "2018-1T", "01-15", &text);
    project.erario("run --offline --quiet").ended(0);
    let release = project.latest();
    let is_largest = |row: &Row| row.get("approved") == largest;
    assert_eq!(release.rows("spending_by_object").filter(is_largest).count(), 12);
    assert_eq!(found(&release, "F001"), ["approved 10000000000000000.00 "]);
    // Twelve of them are more than 64 bits hold; the books add up all the same.
    let unexplained = release.rows("conservation").filter(|row| &row["line"] == "unexplained");
    assert!(unexplained.map(|row| row.get("value")).all(|value| value.trim_end_matches(['0', '.']).is_empty()));
}

#[test]
fn two_documents_of_one_budget_that_differ_are_told_and_doubtful() {
    let (budget, account) = ("mx-shcp/pef", "mx-shcp/cuenta-publica-programatica");
    let project = Project::with(&[budget, account]);
    // A part of the budget beside the whole account, taken in as if both were whole.
    for dataset in [budget, account] {
        let sample = project.sample(&format!("{dataset}/2016"));
        let name = sample.file_name().unwrap().to_str().unwrap().to_owned();
        project.add_file(dataset, "2016", "02-15", &name, &fs::read(&sample).unwrap());
    }
    project.erario("run --offline --quiet").ended(0);
    let release = project.latest();
    let mut said = found(&release, "F040");
    said.sort();
    assert_eq!(said, ["approved 18165651505.00 302986555681.00", "approved 437671610.00 55770254828.00"]);
    for table in ["budget_line", "spending_by_program"] {
        let is_compared = |row: &Row| ["11", "16"].contains(&row.get("ramo_code"));
        let of_2016 = || release.rows(table).filter(|row| row.money("approved").is_some());
        assert!(of_2016().filter(is_compared).count() > 0, "{table}");
        for row in of_2016() {
            let is_doubtful = row["doubt"].contains("approved:publishers-differ");
            assert_eq!(is_doubtful, is_compared(&row), "{table}: {}", &row["ramo_code"]);
        }
    }
    // As samples they are cuts of their files, and are not compared.
    project.run_samples(0);
    assert_eq!(project.latest().findings("F040").count(), 0);
}
