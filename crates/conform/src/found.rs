//! What is wrong, counted, with the first examples: however much is wrong, a report stays small.

use std::collections::BTreeMap;

/// A row while the file is being read: its run and its place there. Runs are numbered in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowId(pub u64);

impl RowId {
    pub fn new(run: u32, place: u32) -> RowId {
        RowId(u64::from(run) << 32 | u64::from(place))
    }

    pub fn run(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub fn place(self) -> u32 {
        self.0 as u32
    }
}

/// One wrong cell or row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Case {
    pub row: RowId,
    /// The line within its run, the first one 1.
    pub line: u64,
    pub value: Option<String>,
    /// Where it depends on the row.
    pub expected: Option<String>,
    /// The row that it repeats.
    pub repeats: Option<RowId>,
}

/// Cases of one kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cases {
    pub count: u64,
    pub first: Vec<Case>,
}

/// Cases by kind; a kind is a place in the list of all that is checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<usize, Cases>,
}

/// A value is shown up to so many characters.
const SHOWN: usize = 200;

impl Tally {
    /// Counts one more case; it is only made if it is one of the first `most`. Rows are seen in their order.
    pub fn add(&mut self, kind: usize, most: usize, case: impl FnOnce() -> Case) {
        let cases = self.kinds.entry(kind).or_default();
        cases.count += 1;
        if cases.first.len() < most {
            cases.first.push(case());
        }
    }

    pub fn add_cases(&mut self, kind: usize, most: usize, mut cases: Cases) {
        let own = self.kinds.entry(kind).or_default();
        own.count += cases.count;
        own.first.append(&mut cases.first);
        // Runs come in any order, and cases of one row in the order in which they were found.
        own.first.sort_by_key(|case| case.row);
        own.first.truncate(most);
    }

    pub fn merge(&mut self, other: Tally, most: usize) {
        for (kind, cases) in other.kinds {
            self.add_cases(kind, most, cases);
        }
    }

    pub fn into_kinds(self) -> BTreeMap<usize, Cases> {
        self.kinds
    }
}

/// A value as it is shown.
pub(crate) fn shown(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}
