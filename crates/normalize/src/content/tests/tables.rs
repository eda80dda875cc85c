//! Small files, side by side.

use std::io::Write;

use flate2::write::GzEncoder;

use super::*;
use crate::decode::book::patch::{patched, with_names, zipped};
use crate::decode::book::{Book, Value};
use crate::decode::decode;

const TEXT: &str = "Clave,Concepto,Aprobado\n1000,Servicios personales,300.00\n1100,\"Otros, y más\",5\n";
const OTHER_ORDER: &str = "Clave,Concepto,Aprobado\n1100,\"Otros, y más\",5\n1000,Servicios personales,300.00\n";

pub(super) fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn d28_another_container_is_the_same_content() {
    let bare = sum(TEXT, &csv_plan());
    let zip_plan = plan(r#"format = "csv", zip_member = "*.csv""#, "");
    assert_eq!(sum(gzip(TEXT.as_bytes(), 9), &csv_plan()), bare);
    assert_eq!(sum(gzip(TEXT.as_bytes(), 1), &csv_plan()), bare);
    assert_eq!(sum(zstd::encode_all(TEXT.as_bytes(), 3).unwrap(), &csv_plan()), bare);
    assert_eq!(sum(zipped(&[("gasto.csv", TEXT)]), &zip_plan), bare);
    assert_eq!(sum(zipped(&[("leeme.txt", "otro"), ("datos/gasto_v2.csv", TEXT)]), &zip_plan), bare);
    assert_eq!(sum(gzip(&zipped(&[("gasto.csv", TEXT)]), 6), &zip_plan), bare);
}

#[test]
fn d28_another_way_of_writing_the_same_cells_is_the_same_content() {
    let plain = sum(TEXT, &csv_plan());
    assert_eq!(sum(TEXT.replace('\n', "\r\n"), &csv_plan()), plain);
    assert_eq!(sum(format!("\u{feff}{TEXT}"), &csv_plan()), plain);
    assert_eq!(sum(TEXT.trim_end(), &csv_plan()), plain);
    assert_eq!(sum(TEXT.replace("1000,", "\"1000\","), &csv_plan()), plain);
    assert_eq!(sum(TEXT.replace("300.00\n", "300.00\n,,\n\n , ,\n"), &csv_plan()), plain, "blank records");
    let latin: Vec<u8> = TEXT.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    assert_eq!(sum(latin, &plan(r#"format = "csv", encoding = "windows-1252""#, "")), plain);
    let two_lines = TEXT.replace("Servicios personales", "\"Servicios\npersonales\"");
    assert_ne!(sum(&two_lines, &csv_plan()), plain);
    assert_eq!(sum(two_lines.replace('\n', "\r\n"), &csv_plan()), sum(&two_lines, &csv_plan()));
}

#[test]
fn d27_another_order_of_records_or_columns_is_the_same_content() {
    let plain = sum(TEXT, &csv_plan());
    assert_eq!(sum(OTHER_ORDER, &csv_plan()), plain);
    let columns = "Aprobado,Clave,Concepto\n300.00,1000,Servicios personales\n5,1100,\"Otros, y más\"\n";
    assert_eq!(sum(columns, &csv_plan()), plain);
    // Headers that change places without their cells are another content.
    assert_ne!(sum(TEXT.replacen("Clave,Concepto", "Concepto,Clave", 1), &csv_plan()), plain);
    let twice = format!("{TEXT}1000,Servicios personales,300.00\n");
    assert_ne!(sum(twice, &csv_plan()), plain, "a record that stands twice");
}

#[test]
fn d27_the_order_of_records_is_content_where_it_says_something() {
    let correction = r#"
        [[correction]]
        id = "one"
        edition = "2024"
        row = 2
        found = { approved = "300.00" }
        becomes = { approved = "3.00" }
        why = "why"
        evidence = "evidence"
    "#;
    for more in [NEST, OUTLINE, correction] {
        let plan = plan(r#"format = "csv""#, more);
        assert_ne!(sum(OTHER_ORDER, &plan), sum(TEXT, &plan), "{more}");
        assert_eq!(sum(TEXT.replace('\n', "\r\n"), &plan), sum(TEXT, &plan), "{more}");
    }
}

#[test]
fn d27_a_broken_record_counts_as_it_stands() {
    let broken = |record: &str| TEXT.replacen("1000,", &format!("{record}\n1000,"), 1);
    let one = sum(broken("900,too,many,cells"), &csv_plan());
    assert_ne!(one, sum(TEXT, &csv_plan()));
    assert_ne!(one, sum(broken("900,too,many,cellars"), &csv_plan()));
    assert_ne!(one, sum(broken("900,toomanycells"), &csv_plan()));
}

#[test]
fn d27_columns_that_tell_of_persons_take_no_part() {
    let refused = plan(r#"format = "csv""#, "[refused]\nNombre = \"a person\"");
    let with = |name: &str| format!("Clave,Nombre,Aprobado\n1000,{name},300.00\n");
    assert_eq!(sum(with("Juana"), &refused), sum(with("Petra"), &refused));
    assert_eq!(sum(with("Juana"), &refused), sum("Aprobado,Clave\n300.00,1000\n", &refused));
    assert_ne!(sum(with("Juana"), &csv_plan()), sum(with("Petra"), &csv_plan()));
    let broken = |name: &str| format!("Clave,Nombre,Aprobado\n1,{name},a,b\n1000,x,300.00\n");
    assert_eq!(sum(broken("Juana"), &refused), sum(broken("Petra"), &refused));

    let decode = r#"format = "workbook", header = { anchor = "CLAVE" }"#;
    let refused = plan(decode, "[refused]\nNOMBRE = \"a person\"");
    let with = |name: &str| Book::of([["Clave", "Nombre"].map(Value::from), ["1000", name].map(Value::from)]).xlsx();
    assert_eq!(sum(with("Juana"), &refused), sum(with("Petra"), &refused));
    assert_ne!(sum(with("Juana"), &plan(decode, "")), sum(with("Petra"), &plan(decode, "")));
}

#[test]
fn d28_members_that_are_all_read_are_known_by_their_names() {
    let plan = plan(r#"format = "csv", zip_member = "*.csv", every_member = true"#, "");
    let other = TEXT.replace("300.00", "400.00");
    let zip = zipped(&[("a.csv", TEXT), ("b.csv", &other)]);
    assert_eq!(sum(zipped(&[("b.csv", other.as_str()), ("a.csv", TEXT)]), &plan), sum(&zip, &plan));
    assert_ne!(sum(zipped(&[("a.csv", other.as_str()), ("b.csv", TEXT)]), &plan), sum(&zip, &plan));
    assert_ne!(sum(with_names(&zip, |name| format!("2024/{name}")), &plan), sum(&zip, &plan));
}

#[test]
fn d28_a_table_without_a_header_has_columns_by_their_places() {
    let plan = plan(r#"format = "csv", headerless = true"#, "");
    assert_eq!(sum("a,1\nb,2\n", &plan), sum("b,2\na,1\n", &plan));
    assert_ne!(sum("a,1\nb,2\n", &plan), sum("1,a\n2,b\n", &plan));
    assert_ne!(sum("a,1\nb,2\n", &plan), sum("b,2\n", &plan));
}

#[test]
fn d28_a_workbook_that_is_saved_again_is_the_same_content() {
    let plan = plan(r#"format = "workbook", header = { anchor = "CLAVE" }"#, "");
    let row = |cells: [Value; 2]| cells;
    let mut book = Book::of([
        row(["Clave".into(), "Aprobado".into()]),
        row(["1000".into(), 300.5.into()]),
        row(["1100".into(), 5.0.into()]),
    ]);
    let xlsx = book.xlsx();
    let plain = sum(&xlsx, &plan);
    assert_eq!(sum(patched(&xlsx, |_, xml| xml), &plan), plain, "zipped again");
    let styled = patched(&xlsx, |name, xml| if name.ends_with("styles.xml") { xml + "<!-- -->" } else { xml });
    assert_eq!(sum(styled, &plan), plain);
    assert_eq!(sum(gzip(&xlsx, 6), &plan), plain);
    for other in [book.ods(), book.spreadsheetml(), book.xls()] {
        assert_eq!(sum(other, &plan), plain, "saved as another kind");
    }
    let mut hidden = book.clone();
    hidden.sheets[0].hidden_rows = vec![2];
    let mut sheet = hidden.sheets[0].clone();
    (sheet.name, sheet.is_hidden) = ("Notas".to_owned(), true);
    hidden.sheets.push(sheet);
    assert_eq!(sum(hidden.xlsx(), &plan), plain);

    book.sheets[0].rows[2][1] = 6.0.into();
    assert_ne!(sum(book.xlsx(), &plan), plain);
    book.sheets[0].rows[2][1] = 5.0.into();
    book.sheets[0].rows.swap(1, 2);
    assert_ne!(sum(book.xlsx(), &plan), plain, "a sheet has places");
}

#[test]
fn d28_what_is_damaged_has_no_checksum_and_the_error_of_decoding() {
    let zip_plan = plan(r#"format = "csv", zip_member = "*.csv""#, "");
    let zip = zipped(&[("gasto.csv", TEXT)]);
    let book_plan = plan(r#"format = "workbook", header = { anchor = "CLAVE" }"#, "");
    let csv_plan = csv_plan();
    let cases: [(&[u8], &Plan); 9] = [
        (b"", &csv_plan),
        (b"%PDF-1.7\n", &csv_plan),
        (b"<!DOCTYPE html>\n<html>", &csv_plan),
        (b"Clave,Aprobado\n", &csv_plan),
        (b"Clave,Aprobado\n1000,3\n11", &csv_plan),
        (b"Clave,Aprobado\n1000,\"3\n", &csv_plan),
        (&zip[..zip.len() - 5], &zip_plan),
        (b"x", &zip_plan),
        (b"x", &book_plan),
    ];
    for (bytes, plan) in cases {
        let error = error(bytes, plan);
        let of_decode = decode(bytes, plan, &mut |_| Ok(())).unwrap_err();
        assert!(error.is_damaged(), "{error}");
        assert_eq!(error.to_string(), of_decode.to_string());
    }
    // A file that changed has one.
    sum("Clave,Otra\n1000,3\n", &csv_plan);
}
