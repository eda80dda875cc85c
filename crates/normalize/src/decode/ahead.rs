//! Text that is read ahead, on a thread of its own.
//!
//! Inflating and transcoding a member takes about as long as telling its records apart, so that the two run side by
//! side.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Bytes handed over at once.
const PIECE: usize = 1 << 18;
/// Pieces that may wait to be read.
const WAITING: usize = 4;

/// Where the thread that reads ahead leaves what it has read.
pub(super) struct Pieces(SyncSender<io::Result<Vec<u8>>>);

impl Pieces {
    /// Sends the whole of `source`, up to its first error.
    pub(super) fn send_all(&mut self, source: &mut impl Read) {
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = source.take(PIECE as u64).read_to_end(&mut piece);
            let is_end = piece.is_empty();
            // What was read before an error comes first. Nobody may listen any more: the reader has met one of its own.
            if self.0.send(Ok(piece)).is_err() {
                return;
            }
            match read {
                Ok(_) if is_end => return,
                Ok(_) => {}
                Err(error) => return self.send(Err(error)),
            }
        }
    }

    pub(super) fn send(&mut self, piece: io::Result<Vec<u8>>) {
        let _ = self.0.send(piece);
    }
}

/// The reader's end.
struct Ahead {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    given: usize,
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.piece.len() {
            let Ok(piece) = self.pieces.recv() else { return Ok(0) };
            (self.piece, self.given) = (piece?, 0);
        }
        let length = buffer.len().min(self.piece.len() - self.given);
        buffer[..length].copy_from_slice(&self.piece[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

/// Calls `read` with the pieces that `send` sends, in their order.
pub(super) fn read_ahead<T>(send: impl FnOnce(&mut Pieces) + Send, read: impl FnOnce(&mut dyn Read) -> T) -> T {
    thread::scope(|threads| {
        let (sender, pieces) = sync_channel(WAITING);
        threads.spawn(move || send(&mut Pieces(sender)));
        read(&mut Ahead { pieces, piece: Vec::new(), given: 0 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes three at a time, and then an error.
    struct Broken<'a>(&'a [u8]);

    impl Read for Broken<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Err(io::Error::other("cut"));
            }
            let length = self.0.len().min(3);
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    #[test]
    fn all_is_read_in_order() {
        let text: Vec<u8> = (0..3 * PIECE + 7).map(|place| (place % 251) as u8).collect();
        let mut read = Vec::new();
        read_ahead(|pieces| pieces.send_all(&mut text.as_slice()), |reader| reader.read_to_end(&mut read)).unwrap();
        assert!(read == text);
    }

    #[test]
    fn an_error_comes_after_what_was_read_before_it() {
        let mut read = Vec::new();
        let result =
            read_ahead(|pieces| pieces.send_all(&mut Broken(b"before it")), |reader| reader.read_to_end(&mut read));
        assert_eq!((result.unwrap_err().to_string().as_str(), read.as_slice()), ("cut", &b"before it"[..]));
    }

    #[test]
    fn a_reader_that_stops_early_ends_the_thread() {
        let text = vec![0; 10 * PIECE];
        read_ahead(|pieces| pieces.send_all(&mut text.as_slice()), |reader| reader.read(&mut [0; 8])).unwrap();
    }
}
