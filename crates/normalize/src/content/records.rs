//! Checksums of records, taken on a thread of their own while the next records are told apart.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use csv::ByteRecord;
use sha2::{Digest, Sha256};

use super::Content;
use crate::decode::SourceError;

/// A record's cells in the order of their headers, or, where nobody can tell which cell is which, as they stand.
const WHOLE: u8 = 1;
const BROKEN: u8 = 2;
/// Stands for a length that takes more than one byte.
const LONG: u8 = u8::MAX;
/// Bytes of records that are handed over at once.
const BATCH: usize = 1 << 17;
/// Batches that may wait to be hashed.
const WAITING: usize = 2;

/// Records, each put together in one piece, one after the other.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    /// Where each record ends.
    ends: Vec<usize>,
}

impl Batch {
    fn records(&self) -> impl Iterator<Item = &[u8]> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }
}

/// Takes records in.
pub(super) struct Outbox {
    batch: Batch,
    full: SyncSender<Batch>,
    /// Batches that were hashed, to be filled again.
    empty: Receiver<Batch>,
}

impl Outbox {
    /// A record whose cells are known by their headers.
    pub(super) fn whole(&mut self, cells: &ByteRecord, kept: &[usize]) {
        self.put(WHOLE, cells, kept.iter().map(|place| cells.get(*place).unwrap_or_default()));
    }

    /// A record whose cells count as they stand, or only how many they are.
    pub(super) fn broken(&mut self, cells: &ByteRecord, are_cited: bool) {
        match are_cited {
            true => self.put(BROKEN, cells, cells.iter()),
            false => self.put(BROKEN, cells, cells.iter().map(|_| &b""[..])),
        }
    }

    fn put<'a>(&mut self, kind: u8, record: &ByteRecord, cells: impl Iterator<Item = &'a [u8]>) {
        // A program that writes other line ends writes them inside cells too.
        let has_returns = memchr::memchr(b'\r', record.as_slice()).is_some();
        let bytes = &mut self.batch.bytes;
        bytes.push(kind);
        for cell in cells {
            match has_returns {
                true => put_cell(bytes, &with_plain_line_ends(cell)),
                false => put_cell(bytes, cell),
            }
        }
        self.batch.ends.push(bytes.len());
        if self.batch.bytes.len() >= BATCH {
            self.send();
        }
    }

    fn send(&mut self) {
        let next = self.empty.try_recv().unwrap_or_default();
        // Nobody listens only if hashing panicked, and then nobody asks for the outcome either.
        let _ = self.full.send(std::mem::replace(&mut self.batch, next));
    }
}

fn put_cell(bytes: &mut Vec<u8>, cell: &[u8]) {
    match u8::try_from(cell.len()).ok().filter(|length| *length != LONG) {
        Some(length) => bytes.push(length),
        None => {
            bytes.push(LONG);
            bytes.extend_from_slice(&(cell.len() as u64).to_le_bytes());
        }
    }
    bytes.extend_from_slice(cell);
}

fn with_plain_line_ends(cell: &[u8]) -> Vec<u8> {
    let is_kept = |place: &usize| !cell[*place..].starts_with(b"\r\n");
    (0..cell.len()).filter(is_kept).map(|place| cell[place]).collect()
}

/// Calls `read` with an outbox for records; gives what it gives, and the checksums of its records.
pub(super) fn hashed<T>(
    is_ordered: bool,
    read: impl FnOnce(&mut Outbox) -> Result<T, SourceError>,
) -> Result<(T, Checksums), SourceError> {
    thread::scope(|threads| {
        let (full, batches) = sync_channel::<Batch>(WAITING);
        let (emptied, empty) = channel();
        let hashing = threads.spawn(move || {
            let mut checksums = Checksums::new(is_ordered);
            for mut batch in batches {
                batch.records().for_each(|record| checksums.take(record));
                batch.bytes.clear();
                batch.ends.clear();
                let _ = emptied.send(batch);
            }
            checksums
        });
        let mut outbox = Outbox { batch: Batch::default(), full, empty };
        let read = read(&mut outbox);
        outbox.send();
        drop(outbox);
        let checksums = hashing.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((read?, checksums))
    })
}

/// The checksums of all records of a text.
pub(super) enum Checksums {
    /// One after the other, where their order is content.
    Ordered { count: u64, all: Sha256 },
    /// Without their order, in 8 bytes a record.
    ///
    /// The first 64 bits of each checksum are kept to be sorted, and of the full checksums only their sum. Neither would
    /// do alone. A sum can be forged by somebody who writes many records, and chooses among them those that make up the
    /// difference. Checksums of 64 bits collide by chance among some billions of records, and two records that do are
    /// found on purpose within minutes. Together, whoever forges must keep every one of the 64 bits in place while the sum
    /// comes out, so that records can be exchanged only for those that share their first 64 bits.
    Unordered { openings: Vec<u64>, sum: Sum },
}

impl Checksums {
    fn new(is_ordered: bool) -> Checksums {
        match is_ordered {
            true => Checksums::Ordered { count: 0, all: Sha256::new() },
            false => Checksums::Unordered { openings: Vec::new(), sum: Sum::default() },
        }
    }

    fn take(&mut self, record: &[u8]) {
        let checksum: [u8; 32] = Sha256::digest(record).into();
        match self {
            Checksums::Ordered { count, all } => {
                *count += 1;
                all.update(checksum);
            }
            Checksums::Unordered { openings, sum } => {
                let number = limbs(&checksum);
                openings.push(number[0]);
                sum.add(number);
            }
        }
    }

    pub(super) fn put(self, content: &mut Content) {
        match self {
            Checksums::Ordered { count, all } => {
                content.count(count);
                content.put(&all.finalize());
            }
            Checksums::Unordered { mut openings, sum } => {
                openings.sort_unstable();
                content.count(openings.len() as u64);
                openings.iter().chain(&sum.0).for_each(|number| content.count(*number));
            }
        }
    }
}

/// A sum of numbers of 256 bits, of which it keeps the last 256: its least significant 64 bits come first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sum([u64; 4]);

impl Sum {
    fn add(&mut self, number: [u64; 4]) {
        let mut carry = false;
        for (limb, other) in self.0.iter_mut().zip(number) {
            (*limb, carry) = limb.carrying_add(other, carry);
        }
    }
}

fn limbs(checksum: &[u8; 32]) -> [u64; 4] {
    let mut limbs = [0; 4];
    for (limb, bytes) in limbs.iter_mut().zip(checksum.as_chunks().0) {
        *limb = u64::from_le_bytes(*bytes);
    }
    limbs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unordered(records: &[&[u8]]) -> (Vec<u64>, Sum) {
        let mut checksums = Checksums::new(false);
        records.iter().for_each(|record| checksums.take(record));
        let Checksums::Unordered { openings, sum } = checksums else { unreachable!() };
        (openings, sum)
    }

    #[test]
    fn a_sum_carries_and_wraps() {
        let mut sum = Sum([u64::MAX, u64::MAX, 0, 7]);
        sum.add([1, 0, 0, 0]);
        assert_eq!(sum, Sum([0, 0, 1, 7]));
        let mut sum = Sum([u64::MAX; 4]);
        sum.add([2, 0, 0, 0]);
        assert_eq!(sum, Sum([1, 0, 0, 0]));
    }

    #[test]
    fn a_sum_takes_no_order_and_every_record() {
        let (openings, sum) = unordered(&[b"one", b"other"]);
        let (turned, same) = unordered(&[b"other", b"one"]);
        assert_eq!((openings[0], openings[1], sum), (turned[1], turned[0], same));
        assert_ne!(unordered(&[b"one", b"one"]).1, unordered(&[b"other", b"other"]).1);
    }

    #[test]
    fn no_two_records_are_put_together_alike() {
        let put = |cells: &[&[u8]]| {
            let mut bytes = Vec::new();
            cells.iter().for_each(|cell| put_cell(&mut bytes, cell));
            bytes
        };
        let (edge, long) = ([b'a'; 254], [b'a'; 255]);
        assert_eq!((put(&[&edge]).len(), put(&[&long]).len()), (255, 264));
        assert_ne!(put(&[b"a", b"b"]), put(&[b"ab", b""]));
        assert_ne!(put(&[&long, b""]), put(&[&long]));
    }
}
