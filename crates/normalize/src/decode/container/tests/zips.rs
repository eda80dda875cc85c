//! Archives with members that somebody put there to do harm, and honest ones that only look odd.

use std::io::Cursor;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::lies::{CENTRAL, LOCAL, patch};
use super::*;
use crate::decode::book::Book;
use crate::decode::book::patch::zipped;
use crate::decode::container::whole;
use crate::decode::decode;

/// The archive with a good member, and another one that is renamed byte by byte.
fn with_name(name: &str) -> Vec<u8> {
    let other = "z".repeat(name.len());
    let mut zip = zipped(&[("gasto.csv", TEXT), (other.as_str(), "x")]);
    patch(&mut zip, LOCAL, 1, 30, name.as_bytes());
    patch(&mut zip, CENTRAL, 1, 46, name.as_bytes());
    zip
}

#[test]
fn x28_two_members_of_one_name_are_refused() {
    let complaint = damage(&with_name("gasto.csv"), &zip_plan());
    assert!(complaint.starts_with("the zip has the member `gasto.csv`, which stands in it twice\n"), "{complaint}");
    for name in ["GASTO.csv", "./gasto.csv", ".//Gasto.CSV"] {
        let complaint = damage(&with_name(name), &zip_plan());
        assert!(complaint.contains("which has the name of another one, `gasto.csv`"), "{complaint}");
    }
}

#[test]
fn s05_a_name_that_leads_elsewhere_refuses_the_archive_whichever_member_is_meant() {
    for (name, why) in [
        ("/etc/passwd", "has an absolute name"),
        ("\\\\server\\share", "has an absolute name"),
        ("C:\\datos.txt", "has an absolute name"),
        ("../../.bashrc", "climbs out of its folder"),
        ("datos\\..\\..\\x", "climbs out of its folder"),
        ("leeme\0.txt", "has a NUL in its name"),
    ] {
        let complaint = damage(&with_name(name), &zip_plan());
        assert!(complaint.contains(&format!("`, which {why}\n")), "{name}: {complaint}");
    }
    // A path as old programs for Windows write it is only refused where it is to be read.
    assert_eq!(text(&with_name("datos\\leeme.txt"), &zip_plan()), TEXT);
    let read_it = plan(r#"format = "csv", zip_member = "datos*""#);
    assert!(damage(&with_name("datos\\leeme.txt"), &read_it).contains("has a path with backslashes"));
}

#[test]
fn s05_a_symbolic_link_refuses_the_archive() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("gasto.csv", SimpleFileOptions::default()).unwrap();
    writer.write_all(TEXT.as_bytes()).unwrap();
    writer.add_symlink("leeme.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let zip = writer.finish().unwrap().into_inner();
    let complaint = damage(&zip, &zip_plan());
    assert!(complaint.starts_with("the zip has the member `leeme.txt`, which is a symbolic link\n"), "{complaint}");
}

#[test]
fn x28_a_locked_member_is_refused_where_it_is_to_be_read() {
    let mut zip = zipped(&[("gasto.csv", TEXT), ("otro.csv", TEXT)]);
    patch(&mut zip, LOCAL, 1, 6, &[1, 0]);
    patch(&mut zip, CENTRAL, 1, 8, &[1, 0]);
    let of = |member: &str| plan(&format!(r#"format = "csv", zip_member = "{member}""#));
    assert_eq!(text(&zip, &of("gasto.csv")), TEXT);
    assert!(damage(&zip, &of("otro.csv")).starts_with("the member `otro.csv` of the zip is locked with a password\n"));
}

#[test]
fn x28_another_compression_is_told_and_is_no_damage() {
    let mut zip = zipped(&[("gasto.csv", TEXT)]);
    patch(&mut zip, LOCAL, 0, 8, &[9, 0]);
    patch(&mut zip, CENTRAL, 0, 10, &[9, 0]);
    let error = read(&zip, &zip_plan()).unwrap_err();
    assert!(!error.is_damaged() && error.to_string().contains("expected deflate or nothing"), "{error}");
}

#[test]
fn x28_a_zip_inside_the_zip_is_refused_and_a_workbook_is_read() {
    let nested = zipped(&[("datos.csv", zipped(&[("gasto.csv", TEXT)]))]);
    let complaint = damage(&nested, &zip_plan());
    let expected = "the member `datos.csv` of the zip is a zip or a workbook (XLSX, ODS), expected delimited text\n";
    assert!(complaint.starts_with(expected), "{complaint}");

    let book = Book::of([["CLAVE", "APROBADO"].map(Into::into), ["1000", "300.00"].map(Into::into)]).xlsx();
    let zip = zipped(&[("leeme.txt", b"leeme".to_vec()), ("datos/gasto.xlsx", book.clone())]);
    for format in ["workbook", "either"] {
        let mut plan = plan(&format!(r#"format = "{format}", zip_member = "*.xlsx", header = {{ anchor = "CLAVE" }}"#));
        plan.columns =
            vec![("code".to_owned(), vec!["CLAVE".to_owned()]), ("approved".to_owned(), vec!["APROBADO".to_owned()])];
        assert!(whole(&zip, &plan).unwrap() == book);
        let mut records = 0;
        decode(&zip, &plan, &mut |table| {
            records += table.frame.height();
            Ok(())
        })
        .unwrap();
        assert_eq!(records, 1, "{format}");
    }
}

#[test]
fn x28_shadows_of_members_are_not_seen() {
    let zip =
        zipped(&[("gasto.csv", TEXT), ("__MACOSX/._gasto.csv", "x"), ("._gasto.csv", "x"), ("a/._gasto.csv", "x")]);
    assert_eq!(text(&zip, &zip_plan()), TEXT);
}

#[test]
fn x28_wide_archives_are_read() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("gasto.csv", SimpleFileOptions::default().large_file(true)).unwrap();
    writer.write_all(TEXT.as_bytes()).unwrap();
    for number in 0..66_000 {
        writer.start_file(format!("{number}.txt"), SimpleFileOptions::default()).unwrap();
    }
    let zip = writer.finish().unwrap().into_inner();
    assert!(zip.windows(4).any(|bytes| bytes == b"PK\x06\x06"), "the directory has more entries than two bytes count");
    assert_eq!(text(&zip, &zip_plan()), TEXT);
    assert!(damage(&zip[..zip.len() - 30], &zip_plan()).starts_with("the file is no zip archive, or a truncated one"));
}

#[test]
fn x28_several_members_come_by_name() {
    let every = plan(r#"format = "csv", zip_member = "*.csv", every_member = true"#);
    let parts = read(&zipped(&[("b.csv", "2"), ("a.csv", "1"), ("leeme.txt", "")]), &every).unwrap();
    assert_eq!(parts, [(Some("a.csv".to_owned()), "1".to_owned()), (Some("b.csv".to_owned()), "2".to_owned())]);
    let error = read(&zipped(&[("leeme.txt", "")]), &every).unwrap_err();
    assert!(!error.is_damaged() && error.to_string().starts_with("0 members of the zip match `*.csv`"), "{error}");
}
