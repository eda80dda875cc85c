//! A workbook that is not what its pipeline says: one edition stops, the other three go on.

use std::fs;

use insta::assert_snapshot;

use crate::support::workbook::patch::with_part;
use crate::support::workbook::{Book, Sheet, Value};
use crate::support::{complaint, edit};

const DATASET: &str = "mx-shcp/cuenta-publica-programatica";
const SAMPLE: &str = "mx-shcp/cuenta-publica-programatica/2016";
const PIPELINE: &str = "pipelines/mx-shcp/cuenta-publica-programatica.toml";

#[track_caller]
fn workbook_complaint(now: impl FnOnce(Vec<u8>) -> Vec<u8>) -> String {
    complaint(DATASET, 21, |project| {
        let path = project.sample(SAMPLE);
        fs::write(&path, now(fs::read(&path).unwrap())).unwrap();
    })
}

#[test]
fn a_workbook_without_the_anchor_of_its_header() {
    let said = complaint(DATASET, 21, |project| edit(&project.sample(SAMPLE), b"ENTE / RAMO", b"ENTE O RAMO"));
    assert_snapshot!(said);
}

#[test]
fn a_workbook_without_the_named_sheet() {
    let said = complaint(DATASET, 21, |project| {
        project.edit(PIPELINE, "anchor = \"ENTE / RAMO\"", "anchor = \"ENTE / RAMO\"\nsheet = \"Hoja9\"");
    });
    assert_snapshot!(said);
}

#[test]
fn a_workbook_with_two_visible_sheets() {
    assert_snapshot!(workbook_complaint(|_| workbook(&["Hoja1", "Hoja2"])));
}

#[test]
fn a_workbook_with_nothing_in_it() {
    assert_snapshot!(workbook_complaint(|_| workbook(&["Hoja1"])));
}

#[test]
fn a_workbook_that_is_cut_short() {
    assert_snapshot!(workbook_complaint(|bytes| bytes[..bytes.len() / 2].to_vec()));
}

#[test]
fn a_text_file_in_the_place_of_a_workbook() {
    assert_snapshot!(workbook_complaint(|_| b"Ente,Ramo,Programa\r\n".to_vec()));
}

#[test]
fn x01_a_workbook_that_inflates_without_end() {
    assert_snapshot!(workbook_complaint(|_| with_part(
        &workbook(&["Hoja1"]),
        "xl/media/image1.emf",
        &vec![0; 257 << 20]
    )));
}

#[test]
fn x06_a_page_that_is_named_as_a_workbook() {
    assert_snapshot!(workbook_complaint(|_| b"<html><body><table><tr><td>Ente / Ramo</td></tr></table>".to_vec()));
}

#[test]
fn x07_a_workbook_that_was_cut_at_its_last_row() {
    let rows = (0..65_536).map(|_| [Value::Number(1.0)]);
    assert_snapshot!(workbook_complaint(|_| Book::of(rows).xls()));
}

/// An XLSX with these empty sheets.
fn workbook(sheets: &[&str]) -> Vec<u8> {
    let sheets = sheets.iter().map(|name| Sheet { name: (*name).to_owned(), ..Sheet::default() });
    Book { sheets: sheets.collect() }.xlsx()
}
