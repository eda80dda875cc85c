//! Quarters of one account, one after the other: what was restated, repeated, cut short or printed in another unit.

use crate::support::accounts::{FIRST, OBJECTS, Rows, objects, texts, xlsx};
use crate::support::workbook::Value;
use crate::support::{Project, Release};

/// What was done in each line of a quarter is so many times what was done in the first.
fn grown(quarter: usize, times: f64) -> Rows {
    let mut rows = objects(quarter);
    let last = rows.len() - 1;
    for row in &mut rows[FIRST..last] {
        let number = |cell: &Value| if let Value::Number(number) = cell { *number } else { 0.0 };
        let [modified, accrued, paid] = [3, 4, 5].map(|column| number(&row[column]));
        row[4] = (accrued * times).into();
        row[5] = (paid * times).into();
        row[6] = (modified - accrued * times).into();
    }
    rows
}

/// What findings of these rules say: rule, edition, amount.
fn found(release: &Release, rules: &[&str]) -> Vec<String> {
    let is_meant = |code: &str| rules.contains(&code);
    let rows = release.rows("finding").filter(|row| is_meant(&row["rule_code"]));
    rows.map(|row| ["rule_code", "edition", "field", "found", "expected"].map(|column| row.get(column)).join(" "))
        .collect()
}

#[test]
fn d02_a_quarter_a_thousand_times_smaller_than_the_one_before_is_doubtful() {
    let project = Project::of_accounts(&[OBJECTS]);
    let mut large = [objects(1), grown(2, 2.0)];
    for row in large.iter_mut().flat_map(|rows| &mut rows[FIRST..]) {
        row.iter_mut().for_each(|cell| {
            if let Value::Number(number) = cell {
                *number *= 1000.0
            }
        });
    }
    let [first, second] = large;
    project.add_quarter(OBJECTS, 1, &xlsx(first));
    project.add_quarter(OBJECTS, 2, &xlsx(second));
    assert_eq!(found(&project.built(), &["F009"]), Vec::<String>::new());
    project.add_quarter(OBJECTS, 3, &xlsx(grown(3, 3.0)));
    let release = project.built();
    let said = found(&release, &["F009"]);
    assert!(said.contains(&"F009 2025-3T approved 1200.00 1200000.00".to_owned()), "{said:?}");
    assert!(release.rows("spending_by_object").all(|row| row.doubts("approved") && &row["period"] == "2025-Q3"));
}

#[test]
fn d10_a_quarter_that_was_restated_is_kept_beside_the_new_one() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_file(OBJECTS, "2025-1T", "04-15", "first.xlsx", &xlsx(objects(1)));
    let mut rows = objects(1);
    rows[FIRST + 2][4] = 71.5.into();
    project.add_file(OBJECTS, "2025-1T", "05-20", "second.xlsx", &xlsx(rows));
    let release = project.built();
    let moved: Vec<_> = release.rows("vintage").filter(|row| &row["difference"] != "0.00").collect();
    assert_eq!(moved.len(), 1);
    let [id, before, now, difference] =
        ["figure_id", "amount", "fact_amount", "difference"].map(|column| moved[0].get(column));
    assert_eq!((before, now, difference), ("70.00", "71.50", "-1.50"));
    let said = project.erario(&format!("history {id}")).ended(0).stdout;
    assert!(said.contains("70.00") && said.contains("71.50"), "{said}");
}

#[test]
fn d11_a_line_that_vanished_from_a_new_upload_is_no_fact_any_more() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_file(OBJECTS, "2025-1T", "04-15", "first.xlsx", &xlsx(objects(1)));
    let mut rows = objects(1);
    rows.remove(FIRST + 5);
    project.add_file(OBJECTS, "2025-1T", "05-20", "second.xlsx", &xlsx(rows));
    let release = project.built();
    let codes: Vec<&str> = release.rows("spending_by_object").map(|row| row.get("object_concept_code")).collect();
    assert_eq!(codes, ["1100", "1400", "2200"]);
    let gone: Vec<_> = release.rows("vintage").filter(|row| row["figure_id"].contains("/2600/")).collect();
    assert!(gone.len() == 6 && gone.iter().all(|row| row["fact_amount"].is_empty()));
    // What is left no longer adds up to its chapter, and that is found.
    assert!(found(&release, &["F003"]).contains(&"F003 2025-1T approved 150.00 200.00".to_owned()));
}

#[test]
fn d12_quarters_that_run_from_january_are_never_added_up() {
    let project = Project::of_accounts(&[OBJECTS]);
    for (quarter, times) in [(1, 1.0), (2, 2.0), (3, 3.0), (4, 4.0)] {
        project.add_quarter(OBJECTS, quarter, &xlsx(grown(quarter, times)));
    }
    let release = project.built();
    let facts: Vec<[&str; 3]> = release
        .rows("spending_by_object")
        .map(|row| [row.get("period"), row.get("is_cumulative"), row.get("accrued")])
        .collect();
    assert_eq!(facts[0], ["2025-Q4", "true", "680.00"]);
    assert_eq!(facts.len(), 4);
    let mut earlier: Vec<&str> = release
        .rows("vintage")
        .filter(|row| row["figure_id"].ends_with("/1100/accrued"))
        .map(|row| row.get("amount"))
        .collect();
    earlier.sort();
    assert_eq!(earlier, ["170.00", "340.00", "510.00"]);
    assert_eq!(found(&release, &["F024", "F025", "F026"]), Vec::<String>::new());
}

#[test]
fn d12_a_running_total_that_went_down_is_told() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &xlsx(grown(1, 2.0)));
    project.add_quarter(OBJECTS, 2, &xlsx(grown(2, 1.5)));
    let release = project.built();
    assert_eq!(found(&release, &["F024"]), ["F024 2025-2T accrued 420.75 561.00", "F024 2025-2T paid 405.75 541.00"]);
    assert!(release.rows("spending_by_object").all(|row| &row["trust"] == "ok"));
}

#[test]
fn d13_a_quarter_uploaded_again_is_found() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 2, &xlsx(objects(2)));
    // The same bytes: the title says so, and so do the figures.
    project.add_quarter(OBJECTS, 3, &xlsx(objects(2)));
    let release = project.built();
    let said = found(&release, &["F025", "F030"]);
    assert_eq!(said, ["F025 2025-3T accrued 280.50 ", "F030 2025-3T  Del 1 de enero al 30 de junio de 2025 2025-3T"]);
    assert!(release.rows("spending_by_object").all(|row| row.doubts("approved") && row.doubts("accrued")));
}

#[test]
fn d13_a_quarter_uploaded_again_under_another_date_is_found() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 2, &xlsx(objects(2)));
    project.add_quarter(OBJECTS, 3, &xlsx(objects(3)));
    let release = project.built();
    assert_eq!(found(&release, &["F025", "F030"]), ["F025 2025-3T accrued 280.50 "]);
    for row in release.rows("spending_by_object") {
        assert!(row.doubts("modified") && row.doubts("accrued") && row.doubts("paid") && !row.doubts("approved"));
    }
}

#[test]
fn d14_half_a_file_is_found() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &xlsx(objects(1)));
    let mut half = grown(2, 2.0);
    // The first chapter and nothing after it, not even the total.
    half.truncate(FIRST + 3);
    project.add_quarter(OBJECTS, 2, &xlsx(half));
    let release = project.built();
    assert_eq!(found(&release, &["F026"]), ["F026 2025-2T approved 2 4"]);
    assert!(release.rows("spending_by_object").all(|row| row.doubts("approved") && !row.doubts("accrued")));
}

#[test]
fn a_period_that_nobody_can_read_is_told_and_doubts_nothing() {
    let project = Project::of_accounts(&[OBJECTS]);
    let mut rows = objects(2);
    rows[3] = texts(&["Del 1 de enero al 30 de Jinio de 2025"]);
    project.add_quarter(OBJECTS, 2, &xlsx(rows));
    let release = project.built();
    assert_eq!(found(&release, &["F030"]), ["F030 2025-2T  Del 1 de enero al 30 de Jinio de 2025 2025-2T"]);
    assert!(release.rows("spending_by_object").all(|row| &row["trust"] == "ok"));
}
