//! Files that are read as streams: long ones, those that were read before, and those on a disk that fails.

use std::io::{self, Read, Seek, SeekFrom};

use super::*;

/// More than a batch of records, and more than a piece of text.
fn long() -> String {
    let records = (0..40_000).map(|number| format!("{number},\"Servicios, personales\",{}.00\n", number % 7));
    ["Clave,Concepto,Aprobado\n".to_owned()].into_iter().chain(records).collect()
}

/// Fails from one byte on.
struct BadDisk(Cursor<Vec<u8>>, u64);

impl Read for BadDisk {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.1.saturating_sub(self.0.position()) {
            0 => Err(io::Error::other("bad sector")),
            good => self.0.by_ref().take(good).read(buffer),
        }
    }
}

impl Seek for BadDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn d27_a_long_text_has_one_checksum_in_any_order_and_another_where_order_is_content() {
    let long = long();
    let mut lines: Vec<&str> = long.lines().collect();
    lines[1..].reverse();
    let reversed = lines.join("\n");
    let ordered = plan(r#"format = "csv""#, NEST);
    assert_eq!(sum(&reversed, &csv_plan()), sum(&long, &csv_plan()));
    assert_ne!(sum(&reversed, &ordered), sum(&long, &ordered));
    let packed = zstd::encode_all(long.as_bytes(), 1).unwrap();
    assert_eq!(sum(&packed, &ordered), sum(&long, &ordered));
}

#[test]
fn a_file_that_was_read_before_is_read_from_its_beginning() {
    let mut file = Cursor::new(long());
    let first = content_sha256_of(&mut file, &csv_plan()).unwrap();
    assert_eq!(content_sha256_of(&mut file, &csv_plan()).unwrap(), first);
}

#[test]
fn a_disk_that_fails_is_told_apart_from_a_file_that_is_damaged() {
    let long = long().into_bytes();
    let gzip = tables::gzip(&long, 1);
    let zstd = zstd::encode_all(long.as_slice(), 1).unwrap();
    let zip_plan = plan(r#"format = "csv", zip_member = "*.csv""#, "");
    let files = [(&long, csv_plan()), (&gzip, csv_plan()), (&zstd, csv_plan()), (&long, zip_plan)];
    for (bytes, plan) in files {
        for place in [0, 10, 64, bytes.len() as u64 / 2, bytes.len() as u64] {
            let error = content_sha256_of(&mut BadDisk(Cursor::new(bytes.clone()), place), &plan).unwrap_err();
            assert!(matches!(error, SourceError::Disk(_)) && !error.is_damaged(), "{place}: {error}");
            assert!(error.to_string().contains("bad sector\n  hint: "), "{error}");
        }
    }
}
