//! Zips whose headers say something else than what is there. None of them gives cut data without a word.

use std::io::Cursor;

use flate2::{Crc, Decompress, FlushDecompress};
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

use super::*;
use crate::decode::book::patch::zipped;

pub(super) const LOCAL: &[u8] = b"PK\x03\x04";
pub(super) const CENTRAL: &[u8] = b"PK\x01\x02";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// Writes over some bytes behind the nth of these signatures.
pub(super) fn patch(zip: &mut [u8], signature: &[u8], nth: usize, offset: usize, bytes: &[u8]) {
    let mut places = (0..zip.len()).filter(|place| zip[*place..].starts_with(signature));
    let place = places.nth(nth).unwrap() + offset;
    zip[place..place + bytes.len()].copy_from_slice(bytes);
}

/// Enough text that deflate makes several blocks of it.
fn long() -> String {
    (0..20_000).map(|record| format!("{record},{}\n", record * 7_919 % 10_007)).collect()
}

/// Writes over the checksum and the sizes, in both headers.
fn tell(zip: &mut [u8], crc: u32, compressed: u32, size: u32) {
    let told = [crc, compressed, size].map(u32::to_le_bytes).concat();
    patch(zip, LOCAL, 0, 14, &told);
    patch(zip, CENTRAL, 0, 16, &told);
}

/// What the headers tell.
fn told(zip: &[u8]) -> (u32, u32, u32) {
    let directory = (0..zip.len()).find(|place| zip[*place..].starts_with(CENTRAL)).unwrap();
    let at = |place: usize| u32::from_le_bytes(zip[directory + place..directory + place + 4].try_into().unwrap());
    (at(16), at(20), at(24))
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[test]
fn x28_another_size_than_the_told_one_is_an_error_in_either_direction() {
    let honest = zipped(&[("gasto.csv", long())]);
    let (crc, compressed, size) = told(&honest);
    for (lie, said) in [(size - 1, "it goes on after the "), (size + 1, "the directory of the zip says ")] {
        let mut zip = honest.clone();
        tell(&mut zip, crc, compressed, lie);
        let complaint = damage(&zip, &zip_plan());
        assert!(complaint.starts_with("the member `gasto.csv` of the zip is damaged: "), "{complaint}");
        assert!(complaint.contains(said), "{complaint}");
    }
}

/// The headers agree with each other, and with as much of the content as they show.
#[test]
fn x28_a_stream_that_is_cut_with_honest_headers_is_an_error() {
    let text = long();
    let mut zip = zipped(&[("gasto.csv", &text)]);
    let (_, compressed, _) = told(&zip);
    let shown = compressed / 2;
    let mut part = vec![0; text.len()];
    let mut deflate = Decompress::new(false);
    deflate.decompress(&zip[39..39 + shown as usize], &mut part, FlushDecompress::None).unwrap();
    part.truncate(deflate.total_out() as usize);
    assert!(!part.is_empty() && text.as_bytes().starts_with(&part));
    tell(&mut zip, crc(&part), shown, part.len() as u32);
    assert!(damage(&zip, &zip_plan()).contains("it ends in the middle"));
}

#[test]
fn x28_a_stream_that_ends_before_its_bytes_do_is_an_error() {
    let mut zip = zipped(&[("gasto.csv", TEXT), ("leeme.txt", "")]);
    let (crc, compressed, size) = told(&zip);
    // The bytes of the next member's header are taken for this one's; the next one is nowhere.
    tell(&mut zip, crc, compressed + 4, size);
    assert!(damage(&zip, &zip_plan()).contains("shares bytes with another one, `gasto.csv`"));
    let mut alone = zipped(&[("gasto.csv", TEXT)]);
    tell(&mut alone, crc, compressed + 4, size);
    assert!(damage(&alone, &zip_plan()).contains("run beyond their end"));
    let directory = (0..alone.len()).find(|place| alone[*place..].starts_with(CENTRAL)).unwrap();
    alone.splice(directory..directory, *b"1,2\n");
    let end = alone.len() - 22;
    alone[end + 16..end + 20].copy_from_slice(&(directory as u32 + 4).to_le_bytes());
    assert!(damage(&alone, &zip_plan()).contains("4 bytes follow the end of its deflate stream"));
}

#[test]
fn x28_members_that_share_bytes_are_refused() {
    let mut zip = zipped(&[("a.csv", TEXT), ("b.txt", TEXT)]);
    patch(&mut zip, CENTRAL, 1, 42, &0u32.to_le_bytes());
    let complaint = damage(&zip, &zip_plan());
    assert!(complaint.contains("shares bytes with another one"), "{complaint}");
}

#[test]
fn x28_a_header_that_contradicts_the_directory_is_an_error() {
    let honest = zipped(&[("gasto.csv", long())]);
    for (offset, bytes, what) in [
        (14, &b"\x01\x02\x03\x04"[..], "size or checksum"),
        (18, b"\x10\0\0\0", "size or checksum"),
        (22, b"\x10\0\0\0", "size or checksum"),
        (8, b"\0\0", "compression"),
        (30, b"G", "name"),
    ] {
        let mut zip = honest.clone();
        patch(&mut zip, LOCAL, 0, offset, bytes);
        let complaint = damage(&zip, &zip_plan());
        assert!(complaint.contains(&format!("its own header tells another {what} than")), "{offset}: {complaint}");
    }
    let mut stored = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    stored.start_file("gasto.csv", options).unwrap();
    stored.write_all(TEXT.as_bytes()).unwrap();
    let mut zip = stored.finish().unwrap().into_inner();
    assert_eq!(text(&zip, &zip_plan()), TEXT);
    let half = &TEXT.as_bytes()[..17];
    patch(&mut zip, CENTRAL, 0, 16, &[crc(half), 17, 17].map(u32::to_le_bytes).concat());
    assert!(damage(&zip, &zip_plan()).contains("another size or checksum"));
}

#[test]
fn x28_a_descriptor_that_lies_is_an_error() {
    let mut stream: ZipWriter<StreamWriter<Vec<u8>>> = ZipWriter::new_stream(Vec::new());
    stream.start_file("gasto.csv", SimpleFileOptions::default()).unwrap();
    stream.write_all(long().as_bytes()).unwrap();
    let honest = stream.finish().unwrap().into_inner();
    assert!(honest.windows(4).any(|bytes| bytes == DESCRIPTOR));
    assert!(text(&honest, &zip_plan()) == long());
    for offset in [4, 8, 12] {
        let mut zip = honest.clone();
        patch(&mut zip, DESCRIPTOR, 0, offset, b"\x07\x07\x07");
        let complaint = damage(&zip, &zip_plan());
        assert!(complaint.contains("size or checksum behind its data"), "{complaint}");
    }
}
