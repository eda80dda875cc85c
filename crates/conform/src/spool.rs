//! Keys of all rows, so that those which stand twice are found in a file of any size.
//!
//! A key is 128 bits of its cells' hash: two keys with one hash are not to be expected in any number of rows that fits a
//! disk. Up to a limit they are kept in memory; beyond it they go to files by their first bits, and are sorted file by
//! file.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::thread;

use foldhash::quality::FixedState;

use crate::found::RowId;
use crate::input::ReadError;

/// Files, or parts of memory; the first bits of a hash say which.
const PARTS: usize = 64;

/// The hash of a key and the row that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    hash: [u64; 2],
    row: RowId,
}

/// The bytes of an entry in a file.
const BYTES: usize = 24;

/// Two hashes of a text.
pub(crate) fn hash(key: &[u8]) -> [u64; 2] {
    use std::hash::BuildHasher;
    [FixedState::with_seed(1).hash_one(key), FixedState::with_seed(2).hash_one(key)]
}

impl Entry {
    pub fn new(hash: [u64; 2], row: RowId) -> Entry {
        Entry { hash, row }
    }
}

/// Rows that have a key of an earlier row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Repeats {
    pub count: u64,
    /// The first of them, each with the row that had the key first.
    pub first: Vec<(RowId, RowId)>,
}

pub(crate) struct Spool {
    parts: Vec<Vec<Entry>>,
    held: usize,
    /// So many entries are kept in memory.
    most: usize,
    files: Option<Vec<BufWriter<File>>>,
}

impl Spool {
    pub fn new(most: usize) -> Spool {
        Spool { parts: vec![Vec::new(); PARTS], held: 0, most, files: None }
    }

    pub fn add(&mut self, entries: &[Entry]) -> Result<(), ReadError> {
        for entry in entries {
            self.parts[(entry.hash[0] >> 58) as usize].push(*entry);
        }
        self.held += entries.len();
        if self.held > self.most {
            self.spill().map_err(|error| ReadError::Scratch { error })?;
        }
        Ok(())
    }

    fn spill(&mut self) -> std::io::Result<()> {
        if self.files.is_none() {
            let files = (0..PARTS).map(|_| tempfile::tempfile().map(BufWriter::new));
            self.files = Some(files.collect::<Result<_, _>>()?);
        }
        for (part, file) in self.parts.iter_mut().zip(self.files.iter_mut().flatten()) {
            for entry in part.drain(..) {
                for word in [entry.hash[0], entry.hash[1], entry.row.0] {
                    file.write_all(&word.to_le_bytes())?;
                }
            }
        }
        self.held = 0;
        Ok(())
    }

    /// Rows whose key stands in an earlier row; the first `most` of them by name.
    pub fn repeats(mut self, most: usize) -> Result<Repeats, ReadError> {
        let mut files = self.files.take();
        let mut all = Repeats::default();
        let threads = thread::available_parallelism().map_or(1, usize::from);
        // As many parts at a time as there are threads, so that files are not all in memory at once.
        let mut place = 0;
        while place < PARTS {
            let end = (place + threads).min(PARTS);
            let mut parts: Vec<Vec<Entry>> = self.parts[place..end].iter_mut().map(std::mem::take).collect();
            for (part, file) in parts.iter_mut().zip(files.iter_mut().flatten().skip(place)) {
                read_back(file, part).map_err(|error| ReadError::Scratch { error })?;
            }
            let sorted = thread::scope(|threads| {
                let of_part = |part: Vec<Entry>| threads.spawn(move || repeats_of(part, most));
                let running: Vec<_> = parts.into_iter().map(of_part).collect();
                running
                    .into_iter()
                    .map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                    .collect::<Vec<_>>()
            });
            for part in sorted {
                all.count += part.count;
                all.first.extend(part.first);
            }
            all.first.sort_unstable();
            all.first.truncate(most);
            place = end;
        }
        Ok(all)
    }
}

fn read_back(file: &mut BufWriter<File>, part: &mut Vec<Entry>) -> std::io::Result<()> {
    file.flush()?;
    let file = file.get_mut();
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.read_to_end(&mut bytes)?;
    part.reserve(bytes.len() / BYTES);
    for entry in bytes.chunks_exact(BYTES) {
        let word = |place: usize| {
            let mut word = [0; 8];
            word.copy_from_slice(&entry[place * 8..place * 8 + 8]);
            u64::from_le_bytes(word)
        };
        part.push(Entry { hash: [word(0), word(1)], row: RowId(word(2)) });
    }
    Ok(())
}

fn repeats_of(mut part: Vec<Entry>, most: usize) -> Repeats {
    part.sort_unstable();
    let mut found = Repeats::default();
    for same in part.chunk_by(|one, other| one.hash == other.hash).filter(|same| same.len() > 1) {
        found.count += same.len() as u64 - 1;
        found.first.extend(same[1..].iter().map(|entry| (entry.row, same[0].row)));
        if found.first.len() > 64 * most.max(1) {
            found.first.sort_unstable();
            found.first.truncate(most);
        }
    }
    found.first.sort_unstable();
    found.first.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn repeats(keys: &[u8], most_held: usize, most: usize) -> Repeats {
        let mut spool = Spool::new(most_held);
        for (place, key) in keys.iter().enumerate() {
            spool.add(&[Entry::new(hash(&[*key]), RowId::new(0, place as u32))]).unwrap();
        }
        spool.repeats(most).unwrap()
    }

    #[test]
    fn a_row_that_repeats_a_key_is_told_with_the_first_that_had_it() {
        let row = |place| RowId::new(0, place);
        let found = repeats(&[1, 2, 1, 3, 2, 1], 100, 2);
        assert_eq!(found, Repeats { count: 3, first: vec![(row(2), row(0)), (row(4), row(1))] });
        assert_eq!(repeats(&[1, 2, 3], 100, 2), Repeats::default());
    }

    proptest! {
        #[test]
        fn what_goes_to_the_disk_is_not_lost(keys in proptest::collection::vec(0..20_u8, 0..200), held in 0..50_usize) {
            let mut seen = std::collections::BTreeSet::new();
            let expected = keys.iter().filter(|key| !seen.insert(**key)).count() as u64;
            let found = repeats(&keys, held, 1000);
            prop_assert_eq!(found.count, expected);
            prop_assert_eq!(found, repeats(&keys, 1000, 1000));
        }
    }
}
