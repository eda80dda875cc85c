//! Several snapshots, editions, cuts and formats of one account: what stands, what is kept, what is said.

use std::fs;

use erario_model::Money;

use crate::support::{EAEPE, LDF, Project, Release, Row, sum};

const HEADER: &str = "Clave,Aprobado,Devengado\n";

/// Some columns of the rows of a table.
fn told(release: &Release, table: &str, columns: &[&str]) -> Vec<String> {
    let cells = |row: Row<'_>| columns.iter().map(|column| row.get(column)).collect::<Vec<_>>().join(" ");
    release.rows(table).map(cells).collect()
}

/// The books of every source balance, and the vintages are in them.
#[track_caller]
fn balances(release: &Release) {
    for line in release.rows("conservation").filter(|row| &row["line"] == "unexplained") {
        assert_eq!(line["value"].trim_end_matches(['0', '.']), "", "{} {}", &line["source_id"], &line["measure"]);
    }
    for table in ["vintage", "alternate"] {
        for source in release.rows("source_file").map(|row| row.get("source_id")) {
            let of = |row: &Row<'_>| &row["source_id"] == source && &row["phase"] == "accrued";
            let booked = release
                .rows("conservation")
                .find(|row| &row["source_id"] == source && &row["measure"] == "accrued" && &row["line"] == table);
            assert_eq!(sum(release.rows(table).filter(of), "amount"), booked.unwrap()["value"].parse().unwrap());
        }
    }
}

#[test]
fn what_a_replaced_file_said_becomes_a_vintage() {
    let project = Project::of_quarters();
    project.add(EAEPE, "2018-4T", "02-01", &format!("{HEADER}1100,100.00,90.00\n1200,5.00,5.00\n"));
    let first = project.erario(&format!("run {EAEPE} --offline --quiet --json")).ended(0).json();
    assert_eq!(first["datasets"][3]["replaced"], serde_json::json!([]));
    project.add(EAEPE, "2018-4T", "03-01", &format!("{HEADER}1100,100.00,92.50\n"));
    let run = project.erario(&format!("run {EAEPE} --offline --quiet")).ended(0);
    assert_eq!(run.stdout.matches("2018-4T").count(), 1, "one line an edition: {}", run.stdout);

    let release = project.latest();
    assert_eq!(told(&release, "spending_by_object", &["object_concept_code", "accrued"]), ["1100 92.50"]);
    let vintage = told(&release, "vintage", &["figure_id", "amount", "fact_amount", "difference"]);
    assert_eq!(
        vintage,
        [
            "spending_by_object/11/inaeba/2018/1100/accrued 90.00 92.50 -2.50",
            "spending_by_object/11/inaeba/2018/1100/approved 100.00 100.00 0.00",
            "spending_by_object/11/inaeba/2018/1200/accrued 5.00  ",
            "spending_by_object/11/inaeba/2018/1200/approved 5.00  ",
        ]
    );
    let sources: Vec<&str> = release.rows("source_file").map(|row| row.get("source_id")).collect();
    assert_eq!(sources.len(), 2);
    let fact = release.rows("spending_by_object").next().unwrap();
    assert!(
        release
            .rows("vintage")
            .all(|row| sources.contains(&row.get("source_id")) && row["source_id"] != fact["source_id"])
    );
    balances(&release);
}

#[test]
fn content_that_comes_back_is_what_is_published_now() {
    let project = Project::of_quarters();
    let (one, other) = (format!("{HEADER}1100,1.00,1.00\n"), format!("{HEADER}1100,1.00,2.00\n"));
    for (day, text) in [("02-01", &one), ("02-02", &other), ("02-03", &one)] {
        project.add(EAEPE, "2018-4T", day, text);
    }
    project.erario(&format!("run {EAEPE} --offline --quiet")).ended(0);
    let release = project.latest();
    assert_eq!(told(&release, "spending_by_object", &["accrued"]), ["1.00"]);
    assert_eq!(told(&release, "vintage", &["phase", "amount"]), ["accrued 2.00", "approved 1.00"]);
    assert_eq!(release.rows("source_file").count(), 2);
}

#[test]
fn a_replaced_file_that_nobody_can_read_any_more_fails_nothing() {
    let project = Project::of_quarters();
    project.add(EAEPE, "2018-4T", "02-01", "Otro,Encabezado\n1,2\n");
    let old = project.add(EAEPE, "2018-4T", "02-02", "Clave,Aprobado\n1100,1.00\n").stdout;
    project.add(EAEPE, "2018-4T", "03-01", &format!("{HEADER}1100,1.00,1.00\n"));
    let run = project.erario(&format!("run {EAEPE} --offline --quiet")).ended(0);
    let warnings: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("warning: ")).collect();
    assert_eq!(warnings.len(), 2, "{}", run.stderr);
    assert!(warnings[1].contains(old.trim()) && run.stderr.contains("the file stays in the store"), "{}", run.stderr);
    assert!(run.stdout.contains("2 replaced files left out of `vintage`"), "{}", run.stdout);
    assert_eq!(project.latest().rows("spending_by_object").count(), 1);
    let json = project.erario(&format!("run {EAEPE} --offline --quiet --json")).ended(0).json();
    assert_eq!(json["datasets"][3]["state"], "released");
    assert_eq!(json["datasets"][3]["left_out"][1]["source_id"], old.trim());
}

#[test]
fn an_older_file_never_stands_in_for_a_newest_one_that_failed() {
    let project = Project::of_quarters();
    project.add(EAEPE, "2018-4T", "02-01", &format!("{HEADER}1100,1.00,1.00\n"));
    project.add(EAEPE, "2018-4T", "03-01", "Otro,Encabezado\n1,2\n");
    project.erario(&format!("run {EAEPE} --offline --quiet")).ended(21);
    assert!(!project.path("out/latest").exists());
    assert_eq!(fs::read_dir(project.path(format!("store/snapshots/{EAEPE}/2018-4T"))).unwrap().count(), 2);
}

#[test]
fn what_was_odd_in_a_replaced_file_is_told_no_more() {
    let project = Project::of_quarters();
    project.add(EAEPE, "2018-4T", "02-01", &format!("{HEADER}1100,1.00,o.oo\n1200,1.00,o.oo\n"));
    project.add(EAEPE, "2018-4T", "03-01", &format!("{HEADER}1100,2.00,o.oo\n1200,1.00,1.00\n"));
    project.erario(&format!("run {EAEPE} --offline --quiet")).ended(0);
    let release = project.latest();
    let newest = release.rows("spending_by_object").next().unwrap()["source_id"].to_owned();
    let told: Vec<_> =
        release.findings("F001").map(|row| (row["source_row"].to_owned(), row["source_id"] == newest)).collect();
    assert_eq!(told, [("2".to_owned(), true)]);
    assert_eq!(release.rows("set_aside").count(), 1, "the newest file's cells");
    assert!(release.rows("vintage").any(|row| row["source_id"] != newest), "what it said is kept");
}

#[test]
fn only_the_last_cut_is_a_fact_and_two_formats_are_compared() {
    let project = Project::with_quarters();
    let run = project.erario("run --offline --quiet").ended(0);
    assert!(!run.stdout.contains("awaiting"), "what a person has yet to bring is no line of its own");
    let release = project.latest();
    assert_eq!(
        told(&release, "spending_by_object", &["dataset", "period", "is_earmarked", "object_concept_code", "accrued"]),
        ["ldf-6a 2018-Q4 false 1100 300.00", "ldf-6a 2018-Q4 true 1100 600.00", "ldf-6a 2018-Q4 false 2100 40.00",]
    );
    let alternate = told(&release, "alternate", &["dataset", "figure_id", "amount", "fact_amount", "difference"]);
    assert_eq!(
        alternate,
        [
            "eaepe-objeto spending_by_object/11/inaeba/2018/1100/accrued 899.00 900.00 -1.00",
            "eaepe-objeto spending_by_object/11/inaeba/2018/1100/approved 1000.00 1000.00 0.00",
            "eaepe-objeto spending_by_object/11/inaeba/2018/2100/accrued 40.00 40.00 0.00",
            "eaepe-objeto spending_by_object/11/inaeba/2018/2100/approved 50.00 50.00 0.00",
        ]
    );
    let periods: Vec<&str> = release.rows("vintage").map(|row| row.get("period")).collect();
    assert_eq!(periods.len(), 3 * 4 + 6, "three cuts of one format, one of the other");
    assert!(!periods.contains(&"2018-Q4"));
    assert_eq!(sum(release.rows("spending_by_object"), "accrued"), "940.00".parse::<Money>().unwrap());
    balances(&release);
    let json = project.erario("run --offline --quiet --json").ended(0).json();
    assert_eq!(json["superseded"]["spending_by_object"], 4 * 2 + 3);
}

#[test]
fn the_order_of_arrival_changes_no_figure() {
    let (one, other) = (Project::of_quarters(), Project::of_quarters());
    let cuts = [("2018-1T", "10.00"), ("2018-2T", "20.00"), ("2018-3T", "30.00")];
    for (project, days) in [(&one, ["02-01", "02-02", "02-03"]), (&other, ["02-03", "02-02", "02-01"])] {
        for ((edition, accrued), day) in cuts.into_iter().zip(days) {
            project.add(
                LDF,
                edition,
                day,
                &format!("Clave,Etiquetado,Aprobado,Devengado\n1100,true,50.00,{accrued}\n"),
            );
        }
        project.erario(&format!("run {LDF} --offline --quiet")).ended(0);
    }
    for table in ["spending_by_object", "vintage"] {
        let figures =
            |project: &Project| fs::read_to_string(project.path(format!("out/latest/csv/{table}.csv"))).unwrap();
        assert_eq!(figures(&one), figures(&other));
    }
}
