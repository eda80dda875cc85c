//! Records, and the texts in them.

use std::collections::HashMap;

use anyhow::{Context, Result};

/// No record is longer; a longer one goes on in records `CONTINUE`.
const LONGEST_RECORD: usize = 8224;

/// Excel keeps each text once, and its cells hold the number of theirs.
#[derive(Default)]
pub struct Texts {
    numbers: HashMap<String, u32>,
    in_order: Vec<String>,
    used: u32,
}

impl Texts {
    pub fn number(&mut self, text: &str) -> u32 {
        self.used += 1;
        *self.numbers.entry(text.to_owned()).or_insert_with(|| {
            self.in_order.push(text.to_owned());
            self.in_order.len() as u32 - 1
        })
    }

    /// SST. A text that does not fit opens the next record, so that none is cut in two.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<()> {
        let mut kind = 0x00FC;
        let mut body = [self.used.to_le_bytes(), (self.in_order.len() as u32).to_le_bytes()].concat();
        for text in &self.in_order {
            let length = u16::try_from(text.encode_utf16().count()).context("a text is too long for a cell")?;
            let string = [words(&[length]), characters(text)].concat();
            anyhow::ensure!(string.len() <= LONGEST_RECORD, "a text is too long for a record");
            if body.len() + string.len() > LONGEST_RECORD {
                record(out, kind, &body);
                kind = 0x003C; // CONTINUE
                body.clear();
            }
            body.extend(string);
        }
        record(out, kind, &body);
        Ok(())
    }
}

/// A flag, and then a byte for each character where all are Latin-1, else UTF-16.
pub fn characters(text: &str) -> Vec<u8> {
    let latin: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    match latin {
        Ok(bytes) => [vec![0], bytes].concat(),
        Err(_) => std::iter::once(1).chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    }
}

pub fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

pub fn record(out: &mut Vec<u8>, kind: u16, body: &[u8]) {
    debug_assert!(body.len() <= LONGEST_RECORD);
    out.extend(words(&[kind, body.len() as u16]));
    out.extend(body);
}
