//! A source file that is not what its pipeline says stops its dataset with one clear error and exit code 21. What can
//! be read with one record missing is no error but a finding.

use std::fs;

use insta::assert_snapshot;

use crate::support::workbook::patch::{with_names, zipped};
use crate::support::{Project, complaint};

const CSV: &str = "ojos-al-gasto/funcional-estatal";
const EDITION: &str = "ojos-al-gasto/funcional-estatal/2026-aprobado";
const ZIP: &str = "mx-shcp/pef";

/// What is said when the sample of `funcional-estatal` holds something else.
#[track_caller]
fn csv_complaint(change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> String {
    complaint(CSV, 21, |project| change_sample(project, EDITION, change))
}

#[track_caller]
fn zip_complaint(change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> String {
    complaint(ZIP, 21, |project| change_sample(project, "mx-shcp/pef/2016", change))
}

fn change_sample(project: &Project, sample: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let path = project.sample(sample);
    fs::write(&path, change(fs::read(&path).unwrap())).unwrap();
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_empty_file() {
    assert_snapshot!(csv_complaint(|_| Vec::new()));
}

#[test]
fn a_header_without_records() {
    assert_snapshot!(csv_complaint(|bytes| text(bytes).lines().next().unwrap().into()));
}

#[test]
fn a_renamed_header() {
    assert_snapshot!(csv_complaint(|bytes| text(bytes).replacen("Devengado", "Devengados", 1).into()));
}

#[test]
fn a_header_that_nobody_knows() {
    assert_snapshot!(csv_complaint(|bytes| text(bytes).replacen("Observaciones", "Fecha de corte", 1).into()));
}

#[test]
fn a_missing_header() {
    let without_last_but_one = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells.remove(cells.len() - 2);
        cells.join(",") + "\r\n"
    };
    assert_snapshot!(csv_complaint(|bytes| text(bytes).lines().map(without_last_but_one).collect::<String>().into()));
}

#[test]
fn a_header_that_stands_twice() {
    assert_snapshot!(csv_complaint(|bytes| text(bytes).replacen("Devengado", "Aprobado", 1).into()));
}

#[test]
fn another_encoding_than_the_declared_one() {
    let to_latin_1 = |bytes| text(bytes).chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();
    assert_snapshot!(csv_complaint(to_latin_1));
}

#[test]
fn an_error_page_of_the_publishers_server() {
    assert_snapshot!(csv_complaint(|_| b"<!DOCTYPE html>\n<html><head><title>503</title></head></html>\n".to_vec()));
}

#[test]
fn a_quote_that_never_closes_in_the_header() {
    assert_snapshot!(csv_complaint(|bytes| text(bytes).replacen("Concepto", "\"Concepto", 1).into()));
}

#[test]
fn a_file_that_is_cut_in_the_middle_of_a_record() {
    assert_snapshot!(csv_complaint(|bytes| bytes[..10_017].to_vec()));
}

/// Opens a quote in record 10, in front of these words.
fn open_a_quote(text: &str, before: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = lines[9].rfind(before).unwrap();
    lines[9].insert(place, '"');
    lines.join("\r\n") + "\r\n"
}

fn without_quotes(text: &str) -> String {
    text.lines().filter(|line| !line.contains('"')).map(|line| format!("{line}\r\n")).collect()
}

#[test]
fn a_quote_that_never_closes() {
    assert_snapshot!(csv_complaint(|bytes| open_a_quote(&without_quotes(&text(bytes)), "Otros").into()));
}

#[test]
fn a_quote_that_never_closes_in_a_cell_that_nobody_reads() {
    assert_snapshot!(csv_complaint(|bytes| open_a_quote(&without_quotes(&text(bytes)), "x").into()));
}

#[test]
fn a_zip_that_is_cut_short() {
    assert_snapshot!(zip_complaint(|bytes| bytes[..bytes.len() / 2].to_vec()));
}

#[test]
fn a_zip_with_a_flipped_byte_inside() {
    assert_snapshot!(zip_complaint(|mut bytes| {
        bytes[1_000] ^= 0xff;
        bytes
    }));
}

#[test]
fn a_zip_without_the_declared_member() {
    let only = |bytes: Vec<u8>| zipped(&[("leeme.txt", &bytes[..10])]);
    assert_snapshot!(zip_complaint(only));
}

/// A member is read as a stream and never unpacked under its name; one that tries to lead elsewhere is refused all the
/// same, for somebody tampered with the file.
#[test]
fn s05_a_member_that_climbs_out_of_its_folder_refuses_the_file() {
    let climbing = |name: &str| match name.starts_with("__MACOSX") {
        true => name.to_owned(),
        false => format!("../../../{name}"),
    };
    assert_snapshot!(zip_complaint(|bytes| with_names(&bytes, climbing)));
}

/// Servers compress what they send, and some clients store it so.
#[test]
fn x29_a_file_that_a_server_packed_gives_the_same_release() {
    let project = Project::with(&[CSV]);
    project.run_samples(0);
    let lines = |project: &Project| project.latest().rows("spending_by_function").count();
    let before = lines(&project);
    change_sample(&project, EDITION, |bytes| zstd::encode_all(bytes.as_slice(), 3).unwrap());
    project.run_samples(0);
    assert_eq!(lines(&project), before);
}

#[test]
fn x01_a_file_that_inflates_to_more_than_the_pipeline_allows() {
    assert_snapshot!(complaint(ZIP, 21, |project| {
        project.edit(format!("pipelines/{ZIP}.toml"), "[decode]\n", "[decode]\nmax_bytes = 10_000\n");
    }));
}

#[test]
fn a_record_with_too_many_or_too_few_fields_is_a_finding_and_kept_whole() {
    let project = Project::with(&[CSV]);
    change_sample(&project, EDITION, |bytes| {
        let mut lines: Vec<String> = text(bytes).lines().map(str::to_owned).collect();
        lines[2].push_str(",one too many");
        lines[3] = "Quintana Roo,2018,CFG2".to_owned();
        lines.join("\r\n").into()
    });
    project.run_samples(0);
    let release = project.latest();
    let told: Vec<_> = release.findings("F013").map(|row| (row.get("source_row"), row.get("found"))).collect();
    assert_eq!(told, [("3", "8"), ("4", "3")]);
    let kept: Vec<_> = release.rows("set_aside").map(|row| (row.get("source_row"), row.get("cells"))).collect();
    assert_eq!(kept.len(), 2);
    assert!(kept[0].1.contains("one too many") && kept[1].1.contains("CFG2"), "{kept:?}");
    let rows = release.block("spending_by_function", "23", "2018");
    assert_eq!(rows.count(), 28 - 2, "the others are released");
}

#[test]
fn a_stray_quote_that_swallows_records_is_a_finding_and_keeps_them() {
    let project = Project::with(&[CSV]);
    change_sample(&project, EDITION, |bytes| open_a_quote(&text(bytes), "x").into());
    project.run_samples(0);
    let release = project.latest();
    let finding = release.findings("F013").next().expect("a finding");
    assert_eq!(&finding["source_row"], "10");
    assert!(finding["message_en"].contains("swallowed"), "{}", &finding["message_en"]);
    let kept = release.rows("set_aside").find(|row| &row["source_row"] == "10").unwrap();
    assert!(kept["cells"].contains("CFDS1"), "what was swallowed is kept: {}", &kept["cells"]);
}

#[test]
fn d17_a_government_that_is_not_in_the_list_is_set_aside_and_told() {
    let project = Project::with(&[CSV]);
    change_sample(&project, EDITION, |bytes| text(bytes).replace("Quintana Roo,2019", "Quintana Rro,2019").into());
    project.run_samples(0);
    let release = project.latest();
    assert_eq!(release.block("spending_by_function", "23", "2019").count(), 0);
    let told: Vec<_> = release.findings("F014").collect();
    assert_eq!(told.len(), 33, "one for each record: 28 functions, 4 purposes, the total");
    assert_eq!(&told[0]["found"], "Quintana Rro");
    assert_eq!(release.rows("set_aside").filter(|row| &row["rule_code"] == "F014").count(), 33);
}

#[test]
fn another_character_between_fields() {
    assert_snapshot!(csv_complaint(|bytes| text(bytes).replace(',', ";").into()));
}

#[test]
fn a_workbook_in_the_place_of_text() {
    assert_snapshot!(csv_complaint(|_| zipped(&[("xl/workbook.xml", "<workbook/>")])));
}

#[test]
fn text_in_utf_16() {
    assert_snapshot!(csv_complaint(|bytes| {
        let units = std::iter::once(0xFEFF).chain(text(bytes).encode_utf16().collect::<Vec<_>>());
        units.flat_map(u16::to_le_bytes).collect()
    }));
}
