//! No bytes make a decoder panic: random ones, and samples that are cut short or have bytes flipped.
//!
//! Only the return is asserted. What a decoder says of such bytes is told in `bad_file` and `bad_workbook`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::sync::LazyLock;

use erario_model::{Encoding, Pipeline};
use erario_normalize::{Plan, content_sha256, content_sha256_of, decode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::workbook::patch::patched;
use crate::support::workbook::{Book, Value};
use crate::support::{repository, sample_file};

/// A pipeline of the checkout, resolved for one edition, and the bytes of its sample.
fn sample(dataset: &str, edition: &str) -> (Plan, Vec<u8>) {
    let path = format!("pipelines/{dataset}.toml");
    let toml = fs::read_to_string(repository().join(&path)).unwrap();
    let pipeline = Pipeline::parse(dataset.parse().unwrap(), &path, &toml).unwrap();
    let plan = Plan::resolve(&pipeline, edition, BTreeMap::new()).unwrap();
    let file = sample_file(&repository().join("data-samples").join(dataset).join(edition));
    (plan, fs::read(file).unwrap())
}

static CSV: LazyLock<(Plan, Vec<u8>)> = LazyLock::new(|| sample("ojos-al-gasto/funcional-estatal", "2026-aprobado"));
static ZIP: LazyLock<(Plan, Vec<u8>)> = LazyLock::new(|| sample("mx-shcp/pef", "2016"));
static WORKBOOK: LazyLock<(Plan, Vec<u8>)> = LazyLock::new(|| sample("mx-shcp/cuenta-publica-programatica", "2022"));

/// A small workbook, with what its readers look at: numbers, texts, formulas, merged cells, hidden rows.
static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let row = |cells: [Value; 3]| cells;
    let mut book = Book::of([
        row(["Ente / Ramo".into(), "Concepto".into(), "Aprobado".into()]),
        row(["1000".into(), "Educación & más".into(), 54_146_812.15.into()]),
        row(["1100".into(), Value::Error("#REF!".into()), Value::NotCalculated("SUM(A1)".into())]),
    ]);
    book.sheets[0].merged = vec![((0, 0), (0, 1))];
    book.sheets[0].hidden_rows = vec![1];
    book
});

/// Decodes; gives the number of records, or what was said. What is decoded has a checksum of its content too,
/// the same whether it is held or read as a stream.
fn read(bytes: &[u8], plan: &Plan) -> Result<usize, String> {
    let mut records = 0;
    let outcome = decode(bytes, plan, &mut |batch| {
        records += batch.frame.height() + batch.broken.len();
        Ok(())
    });
    let content = content_sha256(bytes, plan).map_err(|error| error.to_string());
    let of_stream = content_sha256_of(&mut Cursor::new(bytes), plan).map_err(|error| error.to_string());
    assert_eq!(of_stream, content);
    assert!(outcome.is_err() || content.is_ok(), "{content:?}");
    outcome.map(|()| records).map_err(|error| error.to_string())
}

fn csv_in(encoding: Encoding) -> Plan {
    Plan { encoding, ..CSV.0.clone() }
}

/// The bytes with some of them flipped, and the end cut off.
fn damaged(bytes: &[u8], flips: &[(Index, u8)], cut: Option<Index>) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, flip) in flips {
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
    }
    bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
    bytes
}

fn flips() -> impl Strategy<Value = Vec<(Index, u8)>> {
    vec((any::<Index>(), 1..=255u8), 0..4)
}

#[test]
fn the_samples_themselves_are_read() {
    assert_eq!(read(&CSV.1, &CSV.0), Ok(330));
    assert_eq!(read(&ZIP.1, &ZIP.0), Ok(180));
    assert!(read(&WORKBOOK.1, &WORKBOOK.0).unwrap() > 500);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn random_bytes(bytes in vec(any::<u8>(), 0..2_000)) {
        for encoding in [Encoding::Utf8, Encoding::Windows1252, Encoding::Cp850] {
            let _ = read(&bytes, &csv_in(encoding));
        }
        let _ = read(&bytes, &ZIP.0);
        let _ = read(&bytes, &WORKBOOK.0);
    }

    #[test]
    fn random_bytes_below_a_good_header(bytes in vec(any::<u8>(), 0..2_000)) {
        for encoding in [Encoding::Utf8, Encoding::Windows1252, Encoding::Cp850] {
            let header: &[u8] = match encoding {
                Encoding::Utf8 => "Estado,Año,Código,Concepto,Aprobado,Devengado,Observaciones\n".as_bytes(),
                Encoding::Windows1252 => b"Estado,A\xf1o,C\xf3digo,Concepto,Aprobado,Devengado,Observaciones\n",
                Encoding::Cp850 => b"Estado,A\xa4o,C\xa2digo,Concepto,Aprobado,Devengado,Observaciones\n",
            };
            let _ = read(&[header, &bytes].concat(), &csv_in(encoding));
        }
    }

    #[test]
    fn a_damaged_csv(flips in flips(), cut in any::<Option<Index>>()) {
        let bytes = damaged(&CSV.1, &flips, cut);
        for encoding in [Encoding::Utf8, Encoding::Windows1252, Encoding::Cp850] {
            let _ = read(&bytes, &csv_in(encoding));
        }
    }

    #[test]
    fn a_damaged_zip(flips in flips(), cut in any::<Option<Index>>()) {
        let _ = read(&damaged(&ZIP.1, &flips, cut), &ZIP.0);
    }

    #[test]
    fn a_damaged_packed_csv(flips in flips(), cut in any::<Option<Index>>()) {
        let packed = zstd::encode_all(CSV.1.as_slice(), 3).unwrap();
        let _ = read(&damaged(&packed, &flips, cut), &CSV.0);
    }

    #[test]
    fn random_bytes_that_begin_as_a_packed_file_does(bytes in vec(any::<u8>(), 0..2_000)) {
        for opening in [&b"\x1f\x8b\x08\0"[..], b"\x28\xb5\x2f\xfd"] {
            let _ = read(&[opening, &bytes].concat(), &CSV.0);
        }
    }

    #[test]
    fn a_damaged_workbook(flips in flips(), cut in any::<Option<Index>>()) {
        let _ = read(&damaged(&WORKBOOK.1, &flips, cut), &WORKBOOK.0);
    }

    /// A checksum tells most damage to a zip, so the parts are damaged inside it.
    #[test]
    fn a_zipped_workbook_with_a_damaged_part(part in any::<Index>(), flips in flips(), cut in any::<Option<Index>>()) {
        for book in [BOOK.xlsx(), BOOK.ods()] {
            let part = part.index(8);
            let place = std::cell::Cell::new(0);
            let bytes = patched(&book, |_, xml| {
                let is_it = place.replace(place.get() + 1) == part;
                if is_it { String::from_utf8_lossy(&damaged(xml.as_bytes(), &flips, cut)).into_owned() } else { xml }
            });
            let _ = read(&bytes, &WORKBOOK.0);
            let _ = read(&damaged(&book, &flips, cut), &WORKBOOK.0);
        }
    }

    #[test]
    fn a_damaged_spreadsheetml(flips in flips(), cut in any::<Option<Index>>()) {
        let _ = read(&damaged(&BOOK.spreadsheetml(), &flips, cut), &WORKBOOK.0);
    }

    #[test]
    fn random_bytes_that_begin_as_a_workbook_does(bytes in vec(any::<u8>(), 0..2_000)) {
        let spreadsheetml = &BOOK.spreadsheetml()[..250];
        for opening in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", spreadsheetml] {
            let _ = read(&[opening, &bytes].concat(), &WORKBOOK.0);
        }
    }

    /// Most of a workbook is cells; what leads a reader astray stands in its first sectors.
    #[test]
    fn a_workbook_with_a_damaged_head(place in 0..4_096usize, flip in 1..=255u8) {
        let mut bytes = WORKBOOK.1.clone();
        bytes[place] ^= flip;
        let _ = read(&bytes, &WORKBOOK.0);
    }
}
