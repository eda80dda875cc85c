//! Quotes that stand where RFC 4180 lets none stand.
//!
//! A stray quote swallows everything up to the next one, whole records included, and the reader of records takes what
//! it gets for one long cell. So the text is looked through on its way to that reader: a quote that ends a cell must be
//! followed by a delimiter, a line's end or the text's end, and one that never closes is told at the end.

use std::collections::VecDeque;
use std::io::{self, Read};

/// Passes text through and remembers the quotes that are out of place.
pub(super) struct Quotes<R> {
    inner: R,
    delimiter: u8,
    /// Bytes passed so far.
    passed: u64,
    last: u8,
    state: State,
    /// Those that nobody has asked for yet.
    misplaced: VecDeque<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    Inside,
    /// After a quote inside quotes: it ends the cell, or the next one makes it a literal quote.
    AtQuote,
}

impl<R: Read> Quotes<R> {
    pub(super) fn new(inner: R, delimiter: u8) -> Self {
        Quotes { inner, delimiter, passed: 0, last: b'\n', state: State::Outside, misplaced: VecDeque::new() }
    }

    /// Whether the text so far ends inside quotes.
    pub(super) fn is_open(&self) -> bool {
        self.state == State::Inside
    }

    /// Whether cells went on before this place after the quote that should have ended them. Every such quote is told
    /// once, so that a text full of them takes no room.
    pub(super) fn take_misplaced(&mut self, before: u64) -> bool {
        let passed = self.misplaced.iter().take_while(|place| **place < before).count();
        self.misplaced.drain(..passed);
        passed > 0
    }

    fn look(&mut self, text: &[u8]) {
        let mut place = 0;
        while place < text.len() {
            if self.state == State::AtQuote {
                let byte = text[place];
                if byte == b'"' {
                    self.state = State::Inside;
                    place += 1;
                } else {
                    self.state = State::Outside;
                    if !self.ends_a_cell(byte) {
                        self.misplaced.push_back(self.passed + place as u64);
                    }
                }
                continue;
            }
            let Some(next) = memchr::memchr(b'"', &text[place..]) else { break };
            let quote = place + next;
            let before = if quote == 0 { self.last } else { text[quote - 1] };
            if self.state == State::Inside {
                self.state = State::AtQuote;
            } else if self.ends_a_cell(before) {
                self.state = State::Inside;
            }
            place = quote + 1;
        }
        self.passed += text.len() as u64;
        self.last = text.last().copied().unwrap_or(self.last);
    }

    fn ends_a_cell(&self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\n' || byte == b'\r'
    }
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.look(&buffer[..length]);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads in pieces of one size; gives the misplaced quotes and whether the text ends inside quotes.
    fn look(text: &str, piece: usize) -> (Vec<u64>, bool) {
        let mut quotes = Quotes::new(text.as_bytes(), b',');
        let mut buffer = vec![0; piece];
        while quotes.read(&mut buffer).unwrap() > 0 {}
        (quotes.misplaced.iter().copied().collect(), quotes.is_open())
    }

    #[test]
    fn quotes_in_their_places_are_none_of_our_business() {
        for text in ["", "a,b\n", "\"a\",\"b\"\r\n", "\"a \"\"b\"\", c\"\n", "\"\"\n\"a\nb\",", "5\" pipe,x\n", "\"\""]
        {
            assert_eq!(look(text, 3), (vec![], false), "{text}");
        }
    }

    #[test]
    fn a_cell_that_goes_on_after_its_quote_is_told_with_its_place() {
        assert_eq!(look("a,\"b\nc,\"d\",e\n", 64), (vec![8], false));
        assert_eq!(look("\"a\"b,\"c\"d\n", 64), (vec![3, 8], false));
    }

    #[test]
    fn a_misplaced_quote_is_told_once() {
        let mut quotes = Quotes::new(&b"\"a\"b,\"c\"d\n"[..], b',');
        io::copy(&mut quotes, &mut io::sink()).unwrap();
        assert_eq!([3, 4, 4, 20].map(|before| quotes.take_misplaced(before)), [false, true, false, true]);
    }

    #[test]
    fn a_quote_that_never_closes_is_told_at_the_end() {
        assert_eq!(look("a,\"b\nc,d\n", 64), (vec![], true));
    }

    #[test]
    fn pieces_make_no_difference() {
        let text = "a,\"b \"\"x\"\"\nc,\"d\",e\n\"f\"\"\",\"g";
        for piece in 1..text.len() {
            assert_eq!(look(text, piece), look(text, text.len()), "{piece}");
        }
    }
}
