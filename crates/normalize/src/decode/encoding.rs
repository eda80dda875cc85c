//! Strict decoding to UTF-8, as a stream.
//!
//! The encoding is declared. A byte that it does not have stops the dataset, and so does text that only looks right:
//! code page 850 gives every byte a character, so a file in another encoding shows itself by characters that no budget
//! prints, such as box drawings or C1 controls.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, DecoderResult, UTF_8, WINDOWS_1252};
use erario_model::Encoding;
use yore::code_pages::CP850;

const CHUNK: usize = 64 * 1024;

/// Reads `inner` in its declared encoding and gives UTF-8.
pub(super) struct Utf8Reader<R> {
    inner: R,
    encoding: Encoding,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    text: String,
    given: usize,
    offset: u64,
    at_end: bool,
    /// Bytes outside ASCII seen so far, kept to tell a UTF-8 file that is declared as a code page.
    foreign: Utf8Suspicion,
}

/// What went wrong, carried through `io::Error` because readers speak it.
#[derive(Debug, thiserror::Error)]
#[error("byte {offset}: `{found}` is not {encoding}")]
pub(super) struct BadBytes {
    pub encoding: &'static str,
    pub offset: u64,
    pub found: String,
}

pub(super) fn name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Windows1252 => "Windows-1252",
        Encoding::Cp850 => "code page 850",
    }
}

impl<R: Read> Utf8Reader<R> {
    pub(super) fn new(inner: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => Some(UTF_8.new_decoder_with_bom_removal()),
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
            Encoding::Cp850 => None,
        };
        Utf8Reader {
            inner,
            encoding,
            decoder,
            raw: vec![0; CHUNK],
            text: String::with_capacity(CHUNK * 3),
            given: 0,
            offset: 0,
            at_end: false,
            foreign: Utf8Suspicion::default(),
        }
    }

    fn bad(&self, offset: u64, found: String) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, BadBytes { encoding: name(self.encoding), offset, found })
    }

    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        let mut length = 0;
        while length < CHUNK {
            match self.inner.read(&mut self.raw[length..]) {
                Ok(0) => {
                    self.at_end = true;
                    break;
                }
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.decode(length)?;
        if self.encoding != Encoding::Utf8 {
            self.foreign.look(&self.raw[..length]);
            if self.at_end && self.foreign.is_utf8() {
                return Err(self.bad(self.foreign.first, "a multi-byte UTF-8 character".to_owned()));
            }
            if let Some((place, odd)) = first_odd(&self.text) {
                let offset = self.offset + self.text[..place].chars().count() as u64;
                return Err(self.bad(offset, odd.escape_unicode().to_string()));
            }
        }
        self.offset += length as u64;
        Ok(())
    }

    fn decode(&mut self, length: usize) -> io::Result<()> {
        let raw = &self.raw[..length];
        let Some(decoder) = &mut self.decoder else {
            self.text.push_str(&CP850.decode(raw));
            return Ok(());
        };
        let mut read = 0;
        loop {
            let (result, used) =
                decoder.decode_to_string_without_replacement(&raw[read..], &mut self.text, self.at_end);
            read += used;
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => self.text.reserve(CHUNK),
                DecoderResult::Malformed(bytes, after) => {
                    let start = read.saturating_sub(usize::from(bytes) + usize::from(after));
                    let found: Vec<String> = raw[start..read].iter().map(|byte| format!("0x{byte:02X}")).collect();
                    let offset = self.offset + start as u64;
                    return Err(self.bad(offset, found.join(" ")));
                }
            }
        }
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if self.at_end {
                return Ok(0);
            }
            self.refill()?;
        }
        let length = buffer.len().min(self.text.len() - self.given);
        buffer[..length].copy_from_slice(&self.text.as_bytes()[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

/// The first odd character and its place. They all begin with one of two bytes, which hardly any other letter of a
/// Spanish text begins with.
fn first_odd(text: &str) -> Option<(usize, char)> {
    memchr::memchr2_iter(0xC2, 0xE2, text.as_bytes())
        .filter_map(|place| Some((place, text[place..].chars().next()?)))
        .find(|(_, letter)| is_odd(*letter))
}

/// Characters that no published table prints, but that a wrong code page makes.
fn is_odd(letter: char) -> bool {
    matches!(letter, '\u{80}'..='\u{9f}' | '\u{2500}'..='\u{259f}')
}

/// Whether every byte outside ASCII so far belongs to a well-formed UTF-8 sequence.
#[derive(Default)]
struct Utf8Suspicion {
    seen: bool,
    broken: bool,
    first: u64,
    position: u64,
    decoder: Option<Decoder>,
}

impl Utf8Suspicion {
    fn look(&mut self, bytes: &[u8]) {
        if self.broken || (bytes.is_ascii() && !self.seen) {
            self.position += bytes.len() as u64;
            return;
        }
        if !self.seen {
            self.seen = true;
            self.first = self.position + bytes.iter().take_while(|byte| byte.is_ascii()).count() as u64;
        }
        let decoder = self.decoder.get_or_insert_with(|| UTF_8.new_decoder_without_bom_handling());
        let mut sink = String::with_capacity(bytes.len() * 3 + 16);
        let (result, _, replaced) = decoder.decode_to_string(bytes, &mut sink, false);
        self.broken = replaced || result != CoderResult::InputEmpty;
        self.position += bytes.len() as u64;
    }

    fn is_utf8(&self) -> bool {
        self.seen && !self.broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: Encoding) -> Result<String, String> {
        let mut text = String::new();
        Utf8Reader::new(bytes, encoding).read_to_string(&mut text).map(|_| text).map_err(|error| error.to_string())
    }

    #[test]
    fn each_encoding_reads_its_own_bytes() {
        assert_eq!(read(b"Educaci\xa2n", Encoding::Cp850).unwrap(), "Educación");
        assert_eq!(read(b"Educaci\xf3n", Encoding::Windows1252).unwrap(), "Educación");
        assert_eq!(read("\u{feff}Educación".as_bytes(), Encoding::Utf8).unwrap(), "Educación");
    }

    #[test]
    fn a_wrong_declaration_is_refused_with_its_place() {
        let error = read(b"Educaci\xf3n", Encoding::Utf8).unwrap_err();
        assert_eq!(error, "byte 7: `0xF3` is not UTF-8");
        let error = read("Educación".as_bytes(), Encoding::Windows1252).unwrap_err();
        assert_eq!(error, "byte 7: `a multi-byte UTF-8 character` is not Windows-1252");
        let error = read(b"Administraci\xa2n P\xa3blica de \x90xito", Encoding::Windows1252).unwrap_err();
        assert!(error.contains("is not Windows-1252"), "{error}");
        let error = read(b"Espa\xc4a", Encoding::Cp850).unwrap_err();
        assert_eq!(error, "byte 4: `\\u{2500}` is not code page 850");
    }

    #[test]
    fn no_odd_character_is_missed() {
        for letter in (0..0x3000).filter_map(char::from_u32) {
            let found = first_odd(&format!("Año {letter} ¿«º€"));
            assert_eq!(found, is_odd(letter).then_some((5, letter)), "{letter:?}");
        }
    }

    #[test]
    fn a_character_cut_by_a_chunk_border_is_whole() {
        let long = format!("{}é{}", "a".repeat(CHUNK - 1), "b".repeat(10));
        assert_eq!(read(long.as_bytes(), Encoding::Utf8).unwrap(), long);
        let error = read(long.as_bytes(), Encoding::Windows1252).unwrap_err();
        assert!(error.contains("multi-byte"), "{error}");
    }
}
