//! Small files that inflate to more than there is room for, and honest ones that only look so.

use std::io::{self, Read};

use super::*;
use crate::decode::book::patch::zipped;
use crate::decode::container::archive::Archive;
use crate::decode::container::limit::Limited;
use crate::decode::container::{Packing, whole};

const MEBIBYTE: u64 = 1 << 20;

fn bombs() -> [(Vec<u8>, &'static str); 3] {
    let zeros = vec![0; 64 << 20];
    let csv = r#"format = "csv", max_bytes = 1_048_576"#;
    let zip = r#"format = "csv", max_bytes = 1_048_576, zip_member = "*.csv""#;
    [(zipped(&[("a.csv", &zeros)]), zip), (gzip(&zeros), csv), (zstd(&zeros), csv)]
}

#[test]
fn x01_a_text_that_inflates_beyond_the_declared_bound_is_refused() {
    for (bomb, decode) in bombs() {
        assert!(bomb.len() < 100 << 10, "{} bytes", bomb.len());
        let complaint = damage(&bomb, &plan(decode));
        let expected = format!("the file, {} bytes, inflates to more than 1048576 bytes\n", bomb.len());
        assert!(complaint.starts_with(&expected) && complaint.contains("decode.max_bytes"), "{complaint}");
    }
}

/// Counts what is asked of it.
struct Counted<R>(R, u64);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1 += read as u64;
        Ok(read)
    }
}

#[test]
fn s04_no_more_is_inflated_than_the_bound_and_a_byte() {
    let refused = || SourceError::TooLarge { file: 1, limit: MEBIBYTE };
    let [(zip, _), (gzip, _), (zstd, _)] = bombs();
    let archive = Archive::open(&zip).unwrap();
    let member = archive.inflate(archive.only("*.csv").unwrap()).unwrap();
    let packed = |bytes| Packing::of(bytes).unwrap().reader(bytes).unwrap();
    let sources: [Box<dyn Read>; 3] = [Box::new(member), Box::new(packed(&gzip)), Box::new(packed(&zstd))];
    for source in sources {
        let (mut passed, mut counted) = (0, Counted(source, 0));
        let error = io::copy(&mut Limited::new(&mut counted, &mut passed, MEBIBYTE, refused), &mut io::sink());
        assert!(matches!(SourceError::of_reader(error.unwrap_err(), 1), SourceError::TooLarge { .. }));
        assert_eq!((passed, counted.1), (MEBIBYTE + 1, MEBIBYTE + 1));
    }
}

#[test]
fn s04_the_bound_is_for_all_members_together() {
    let half = vec![b' '; 600 << 10];
    let zip = zipped(&[("a.csv", &half), ("b.csv", &half)]);
    let one = plan(r#"format = "csv", max_bytes = 1_048_576, zip_member = "a.csv""#);
    assert_eq!(text(&zip, &one).len(), half.len());
    let every = plan(r#"format = "csv", max_bytes = 1_048_576, zip_member = "*.csv", every_member = true"#);
    assert!(damage(&zip, &every).contains("inflates to more than 1048576 bytes"));
    let roomy = plan(r#"format = "csv", max_bytes = 1_228_800, zip_member = "*.csv", every_member = true"#);
    assert_eq!(read(&zip, &roomy).unwrap().len(), 2, "exactly as much as the bound");
}

#[test]
fn s04_the_bound_counts_the_bytes_before_their_encoding_is_read() {
    let text = vec![0xf1; 1 << 20];
    let wide = plan(r#"format = "csv", encoding = "windows-1252", max_bytes = 1_048_576"#);
    assert_eq!(super::text(&gzip(&text), &wide).len(), 2 << 20);
}

#[test]
fn x04_an_honest_text_that_compresses_more_than_a_hundred_times_is_read() {
    let honest = format!("Clave,Aprobado\n{}", "1000,0.00\n".repeat(500_000));
    for (packed, plan) in
        [(zipped(&[("a.csv", &honest)]), zip_plan()), (gzip(honest.as_bytes()), plan(r#"format = "csv""#))]
    {
        assert!(honest.len() > 100 * packed.len());
        assert!(text(&packed, &plan) == honest);
    }
}

#[test]
fn x01_a_packed_workbook_has_the_bound_of_a_workbook() {
    let bomb = gzip(&vec![0; 257 << 20]);
    let error = whole(&bomb, &plan(r#"format = "workbook""#)).unwrap_err();
    assert!(error.is_damaged() && error.to_string().contains("more than 268435456 bytes"), "{error}");
    let zip = zipped(&[("a.xlsx", vec![0; 257 << 20])]);
    let error = whole(&zip, &plan(r#"format = "workbook", zip_member = "*.xlsx""#)).unwrap_err();
    assert!(error.is_damaged() && error.to_string().contains("more than 268435456 bytes"), "{error}");
}
