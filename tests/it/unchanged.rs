//! Files that say nothing new: the same bytes under another date, no records at all, another order, another container.

use std::fs;
use std::io::Read;

use crate::support::accounts::{OBJECTS, objects, xlsx};
use crate::support::workbook::patch::zipped;
use crate::support::{EAEPE, Project, Release, complaint};

/// The figures of the facts, without the file that they are from.
fn figures(release: &Release, table: &str) -> Vec<String> {
    let columns = ["object_concept_code", "approved", "accrued", "trust"];
    let mut figures: Vec<String> =
        release.rows(table).map(|row| columns.map(|column| row.get(column)).join(" ")).collect();
    figures.sort();
    figures
}

/// What the publisher did.
fn events(release: &Release) -> Vec<String> {
    release.rows("publication").map(|row| row["event"].to_owned()).collect()
}

#[test]
fn d13_the_same_bytes_under_two_editions_are_told() {
    let project = Project::of_accounts(&[OBJECTS]);
    let first = xlsx(objects(1));
    project.add_quarter(OBJECTS, 1, &first);
    project.add_quarter(OBJECTS, 2, &xlsx(objects(2)));
    assert_eq!(project.built().findings("F044").count(), 0);
    project.add_quarter(OBJECTS, 3, &first);
    let release = project.built();
    let told: Vec<_> = release.findings("F044").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(["edition", "found", "expected"].map(|column| told[0].get(column)), ["2025-3T", "2025-3T", "2025-1T"]);
}

#[test]
fn d26_a_file_with_a_header_and_nothing_below_is_no_account_of_zero() {
    let dataset = "ojos-al-gasto/funcional-estatal";
    let said = complaint(dataset, 21, |project| {
        let path = project.sample(&format!("{dataset}/2026-aprobado"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.lines().next().unwrap().to_owned() + "\r\n").unwrap();
    });
    assert!(said.contains("record"), "{said}");
}

#[test]
fn d27_another_order_of_the_same_records_changes_nothing() {
    let project = Project::of_quarters();
    let records = ["1100,700.00,170.00\n", "1400,300.00,70.00\n", "2200,150.00,30.25\n", "2600,50.00,10.25\n"];
    let text = |records: Vec<&str>| format!("Clave,Aprobado,Devengado\n{}", records.concat());
    project.add(EAEPE, "2018-1T", "01-15", &text(records.to_vec()));
    project.erario("run --offline --quiet").ended(0);
    let before = figures(&project.latest(), "spending_by_object");
    project.add(EAEPE, "2018-1T", "02-15", &text(records.iter().rev().copied().collect()));
    project.erario("run --offline --quiet").ended(0);
    let release = project.latest();
    assert_eq!(figures(&release, "spending_by_object"), before);
    assert_eq!(
        (release.rows("vintage").count(), events(&release)),
        (0, vec!["published".to_owned(), "repackaged".to_owned()])
    );
}

#[test]
fn d28_another_container_of_the_same_sheet_changes_nothing() {
    let published = xlsx(objects(1));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&published)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|place| {
            let mut member = archive.by_index(place).unwrap();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            (member.name().unwrap().into_owned(), bytes)
        })
        .collect();
    parts.reverse();
    let parts: Vec<(&str, &Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes)).collect();
    let saved_again = zipped(&parts);
    assert_ne!(saved_again, published);

    let project = Project::of_accounts(&[OBJECTS]);
    project.add_file(OBJECTS, "2025-1T", "04-15", "published.xlsx", &published);
    let before = figures(&project.built(), "spending_by_object");
    project.add_file(OBJECTS, "2025-1T", "05-15", "published.xlsx", &saved_again);
    let release = project.built();
    assert_eq!(figures(&release, "spending_by_object"), before);
    assert_eq!(
        (release.rows("vintage").count(), events(&release)),
        (0, vec!["published".to_owned(), "repackaged".to_owned()])
    );
}
