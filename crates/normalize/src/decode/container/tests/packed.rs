//! Files that a server packed with gzip or zstd.

use super::*;
use crate::decode::book::Book;
use crate::decode::book::patch::zipped;
use crate::decode::container::whole;
use crate::decode::decode;

fn bare_plan() -> Plan {
    plan(r#"format = "csv""#)
}

#[test]
fn x29_a_packed_text_is_read_though_nothing_is_declared() {
    for packed in [gzip(TEXT.as_bytes()), zstd(TEXT.as_bytes())] {
        assert_eq!(text(&packed, &bare_plan()), TEXT);
        let mut records = 0;
        decode(&packed, &bare_plan(), &mut |table| {
            records += table.frame.height();
            Ok(())
        })
        .unwrap();
        assert_eq!(records, 2);
    }
}

#[test]
fn x29_several_streams_one_after_the_other_are_one_text() {
    let (one, other) = TEXT.as_bytes().split_at(20);
    for pack in [gzip, zstd] {
        assert_eq!(text(&[pack(one), pack(b""), pack(other)].concat(), &bare_plan()), TEXT);
    }
}

#[test]
fn x29_what_follows_the_last_stream_is_an_error() {
    for pack in [gzip, zstd] {
        for garbage in [&b"\0"[..], b"\0\0\0\0\0\0\0\0\0\0\0\0", b"<html>", b"Clave,Aprobado\n1000,300.00\n"] {
            let complaint = damage(&[&pack(TEXT.as_bytes()), garbage].concat(), &bare_plan());
            assert!(complaint.contains("file is damaged: "), "{complaint}");
        }
    }
}

#[test]
fn x29_a_stream_that_is_cut_anywhere_is_an_error() {
    for (pack, opening) in [(gzip as fn(&[u8]) -> Vec<u8>, 2), (zstd, 4)] {
        let packed = pack(TEXT.as_bytes());
        for cut in opening..packed.len() {
            let complaint = damage(&packed[..cut], &bare_plan());
            assert!(complaint.contains("it ends in the middle"), "{cut}: {complaint}");
        }
    }
}

#[test]
fn x29_a_flipped_bit_is_an_error() {
    let mut packed = gzip(TEXT.as_bytes());
    let checksum = packed.len() - 8;
    packed[checksum] ^= 1;
    assert!(damage(&packed, &bare_plan()).starts_with("the gzip file is damaged: "));
}

#[test]
fn x29_a_packed_workbook_and_a_packed_zip_are_read() {
    let book = Book::of([["Clave", "Aprobado"].map(Into::into)]).xlsx();
    let workbook_plan = plan(r#"format = "workbook""#);
    let zip = zipped(&[("gasto.csv", TEXT)]);
    for pack in [gzip, zstd] {
        assert!(whole(&pack(&book), &workbook_plan).unwrap() == book);
        assert_eq!(text(&pack(&zip), &zip_plan()), TEXT);
        let packed = pack(&book);
        let error = whole(&packed[..packed.len() / 2], &workbook_plan).unwrap_err();
        assert!(error.is_damaged(), "{error}");
    }
}

#[test]
fn x29_a_file_that_is_packed_twice_is_refused() {
    let complaint = damage(&gzip(&zstd(TEXT.as_bytes())), &bare_plan());
    assert!(complaint.starts_with("what the gzip file holds is packed with zstd once more"), "{complaint}");
    let complaint = damage(&zstd(&zipped(&[("gasto.csv", TEXT)])), &bare_plan());
    assert!(complaint.starts_with("what the zstd file holds is a zip or a workbook"), "{complaint}");
}
