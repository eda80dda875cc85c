//! What is damaged, and what is only another file than the pipeline says.

use super::*;
use crate::decode::book::Book;
use crate::decode::book::patch::zipped;
use crate::decode::decode;

#[track_caller]
fn is_damaged(bytes: &[u8], plan: &Plan) -> bool {
    let error = decode(bytes, plan, &mut |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("\n  hint: "), "{error}");
    error.is_damaged()
}

#[test]
fn x31_what_is_no_whole_file_of_its_kind_is_damaged() {
    let text_plan = plan(r#"format = "csv""#);
    let workbook_plan = plan(r#"format = "workbook", header = { anchor = "CLAVE" }"#);
    let book = Book::of([["Clave", "Aprobado"].map(Into::into)]).xlsx();
    for bytes in [
        &b""[..],
        b"%PDF-1.7\n",
        b"<!DOCTYPE html>\n<html>",
        b"Clave,Aprobado\n",
        b"Clave,Aprobado\n1000,3\n11",
        b"Clave,Aprobado\n1000,\"3\n",
        &book,
    ] {
        assert!(is_damaged(bytes, &text_plan), "{}", String::from_utf8_lossy(bytes));
    }
    for bytes in [&b""[..], TEXT.as_bytes(), b"%PDF-1.7\n", &book[..book.len() / 2], &zipped(&[("a.csv", TEXT)])] {
        assert!(is_damaged(bytes, &workbook_plan), "{}", String::from_utf8_lossy(bytes));
    }
    assert!(is_damaged(TEXT.as_bytes(), &zip_plan()));
}

#[test]
fn x31_what_changed_and_is_intact_is_not_damaged() {
    let text_plan = plan(r#"format = "csv""#);
    let workbook_plan = plan(r#"format = "workbook", header = { anchor = "CLAVE" }"#);
    let latin = b"Clave,Aprobado,A\xf1o\n1000,3,2024\n";
    let wide = [&b"\xff\xfe"[..], b"C\0l\0"].concat();
    for bytes in [
        &b"Clave,Aprobado,Pagado\n1000,3,3\n"[..],
        b"Clave,Pagado\n1000,3\n",
        b"Clave;Aprobado\n1000;3\n",
        latin,
        &wide,
    ] {
        assert!(!is_damaged(bytes, &text_plan), "{}", String::from_utf8_lossy(bytes));
    }
    assert!(!is_damaged(&Book::of([["Codigo", "Aprobado"].map(Into::into)]).xlsx(), &workbook_plan));
    assert!(!is_damaged(&zipped(&[("a.txt", TEXT)]), &zip_plan()));
}
