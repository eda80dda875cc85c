//! The budget of 2016 as often as it takes, each line with a key of its own.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use zip::write::SimpleFileOptions;

/// The column that tells one repetition from the next: the key of an investment project.
const KEY: &[u8] = b"CLAVE_CARTERA";
const AMOUNT: &[u8] = b"PEF_2016";

/// Writes `rows` lines; with `changed`, one of so many has another amount.
pub fn write(zip: &Path, text: &[u8], rows: u64, changed: Option<u64>) -> Result<()> {
    let mut reader = ReaderBuilder::new().from_reader(text);
    let header = reader.byte_headers()?.clone();
    let place = |name: &[u8]| header.iter().position(|column| column == name).context("the header lacks a column");
    let (key, amount) = (place(KEY)?, place(AMOUNT)?);
    let records: Vec<ByteRecord> = reader.byte_records().collect::<Result<_, _>>()?;
    let mut archive = zip::ZipWriter::new(fs::File::create(zip)?);
    archive.start_file("PEF_2016.csv", SimpleFileOptions::default().large_file(true).compression_level(Some(1)))?;
    let mut writer = WriterBuilder::new().from_writer(archive);
    writer.write_byte_record(&header)?;
    for (row, record) in (0..rows).zip(records.iter().cycle()) {
        let repetition = row / records.len() as u64;
        let is_changed = changed.is_some_and(|of| row % of == 0);
        let line = record.iter().enumerate().map(|(column, cell)| match column {
            _ if column == key => format!("{repetition:011}").into_bytes(),
            _ if column == amount && is_changed => b"1".to_vec(),
            _ => cell.to_vec(),
        });
        writer.write_record(line)?;
    }
    writer.into_inner().map_err(|error| error.into_error())?.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn lines_repeat_with_keys_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        write(&path, b"A,CLAVE_CARTERA,PEF_2016\nx,0,5\ny,0,6\n", 3, Some(2)).unwrap();
        let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        let mut text = String::new();
        archive.by_index(0).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "A,CLAVE_CARTERA,PEF_2016\nx,00000000000,1\ny,00000000000,6\nx,00000000001,1\n");
    }
}
