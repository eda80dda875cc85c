//! A workbook that is not what its pipeline says: one edition stops, the other three go on.

use std::fs;
use std::io::{Cursor, Write};

use insta::assert_snapshot;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

/// The smallest XLSX with these empty sheets.
fn workbook(sheets: &[&str]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut names = String::new();
    let mut relations = String::new();
    let mut target = Cursor::new(Vec::new());
    let mut writer = ZipWriter::new(&mut target);
    let mut put = |path: &str, xml: String| {
        writer.start_file(path, SimpleFileOptions::default()).unwrap();
        writer.write_all(xml.as_bytes()).unwrap();
    };
    for (place, name) in sheets.iter().enumerate() {
        let id = place + 1;
        names += &format!(r#"<sheet name="{name}" sheetId="{id}" r:id="rId{id}"/>"#);
        relations +=
            &format!(r#"<Relationship Id="rId{id}" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet{id}.xml"/>"#);
        put(&format!("xl/worksheets/sheet{id}.xml"), format!(r#"<worksheet xmlns="{MAIN}"><sheetData/></worksheet>"#));
    }
    put(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{names}</sheets></workbook>"#),
    );
    put("xl/_rels/workbook.xml.rels", format!(r#"<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#));
    let root = format!(r#"<Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/>"#);
    put("_rels/.rels", format!(r#"<Relationships xmlns="{PACKAGE}">{root}</Relationships>"#));
    put(
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned(),
    );
    writer.finish().unwrap();
    target.into_inner()
}
