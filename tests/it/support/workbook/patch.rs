//! Zips made and changed part by part.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A zip of these parts, in their order.
pub fn zipped<B: AsRef<[u8]>>(parts: &[(&str, B)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The zip with its text parts changed; `change` is given each part's name and text.
pub fn patched(zip: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> = parts(zip)
        .into_iter()
        .map(|(name, bytes)| match String::from_utf8(bytes) {
            Ok(text) => {
                let text = change(&name, text);
                (name, text.into_bytes())
            }
            Err(binary) => (name, binary.into_bytes()),
        })
        .collect();
    let named: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&named)
}

/// The zip with its parts under other names.
pub fn with_names(zip: &[u8], rename: impl Fn(&str) -> String) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> = parts(zip).into_iter().map(|(name, bytes)| (rename(&name), bytes)).collect();
    let named: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&named)
}

/// The zip with one part more.
pub fn with_part(zip: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let parts = parts(zip);
    let mut named: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    named.push((name, bytes));
    zipped(&named)
}

fn parts(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
    let count = archive.len();
    let read = |index: usize| {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(read).collect()
}
