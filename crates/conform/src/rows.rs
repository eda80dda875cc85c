//! The rows of one run, held against the plan.

use erario_model::TextFault;
use foldhash::{HashMap, HashSet};

use crate::formula::{Term, sum};
use crate::found::{Case, Cases, RowId, Tally, shown};
use crate::input::Cells;
use crate::number::plain;
use crate::plan::{Column, KeyPlan, Plan};
use crate::spool::{Entry, hash};
use crate::value::Value;

/// Cells of one row; `None` is a cell that has no value at all.
pub(crate) trait Row {
    fn cell(&self, column: usize) -> Option<&[u8]>;
}

impl Row for csv::ByteRecord {
    fn cell(&self, column: usize) -> Option<&[u8]> {
        self.get(column)
    }
}

impl Row for (&Cells, usize) {
    fn cell(&self, column: usize) -> Option<&[u8]> {
        Some(self.0.cell(self.1, column))
    }
}

impl Row for (&crate::input::Texts, usize) {
    fn cell(&self, column: usize) -> Option<&[u8]> {
        self.0.cell(self.1, column)
    }
}

/// The last cell of a column that was right: files repeat themselves from row to row.
#[derive(Clone, Default)]
struct Memo {
    cell: Vec<u8>,
    is_set: bool,
    number: Option<i128>,
}

/// Sums of one group: the two sides, and the first row.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub sums: [i128; 2],
    pub first: RowId,
    pub line: u64,
}

/// What runs have in them, besides findings.
#[derive(Default)]
pub(crate) struct Gathered {
    pub tally: Tally,
    /// By key of the plan.
    pub keys: Vec<Vec<Entry>>,
    /// By aggregate of the plan.
    pub groups: Vec<HashMap<Vec<u8>, Group>>,
    pub rows: u64,
    pub lines: u64,
}

/// Checks rows; one for each thread.
pub(crate) struct Checker<'p> {
    plan: &'p Plan,
    /// By foreign key of the schema: the keys of the other file.
    references: &'p [Option<HashSet<[u64; 2]>>],
    most: usize,
    memos: Vec<Memo>,
    numbers: Vec<Option<i128>>,
    buffer: Vec<u8>,
}

impl<'p> Checker<'p> {
    pub fn new(plan: &'p Plan, references: &'p [Option<HashSet<[u64; 2]>>], most: usize) -> Self {
        let (memos, numbers) = (vec![Memo::default(); plan.columns.len()], vec![None; plan.numbers]);
        Checker { plan, references, most, memos, numbers, buffer: Vec::new() }
    }

    pub fn begin(&self) -> Gathered {
        let keys = self.plan.keys.iter().map(|_| Vec::new()).collect();
        let groups = self.plan.aggregates.iter().map(|_| HashMap::default()).collect();
        Gathered { keys, groups, ..Gathered::default() }
    }

    /// A record with another number of cells than the header: which cell is which cannot be told.
    pub fn broken(&self, row: RowId, line: u64, cells: usize, into: &mut Gathered) {
        let case = || Case { row, line, value: Some(format!("{cells}")), expected: None, repeats: None };
        into.tally.add(self.plan.broken, self.most, case);
    }

    pub fn row(&mut self, cells: &impl Row, id: RowId, line: u64, into: &mut Gathered) {
        let mut at = Place { row: id, line, most: self.most, tally: &mut into.tally };
        for (column, memo) in self.plan.columns.iter().zip(&mut self.memos) {
            let cell = cells.cell(column.place);
            let number = match cell {
                Some(cell) if memo.is_set && memo.cell == cell => memo.number,
                _ => column.check(cell, memo, &mut at),
            };
            if let Some(place) = column.number {
                self.numbers[place] = number;
            }
        }
        self.formulas(cells, &mut at);
        for (key, entries) in self.plan.keys.iter().zip(&mut into.keys) {
            if key_of(key, &self.plan.columns, cells, &mut self.buffer) {
                entries.push(Entry::new(hash(&self.buffer), id));
            }
        }
        self.references(cells, &mut at);
        self.sums(cells, id, line, &mut into.groups);
    }

    fn formulas(&self, cells: &impl Row, at: &mut Place) {
        for plan in &self.plan.formulas {
            let side = |terms: &[Term<usize>]| sum(terms, |place| self.numbers[*place]);
            let (Some(left), Some(right)) = (side(&plan.left), side(&plan.right)) else { continue };
            if !plan.formula.holds(left, right) {
                at.say(plan.broken, cells.cell(plan.place), Some(&|| plan.formula.expected(right)));
            }
        }
    }

    fn references(&mut self, cells: &impl Row, at: &mut Place) {
        for key in &self.plan.foreign {
            let Some(known) = self.references.get(key.index).and_then(Option::as_ref) else { continue };
            self.buffer.clear();
            let columns = || key.columns.iter().map(|column| &self.plan.columns[*column]);
            let is_whole = columns().all(|column| match cells.cell(column.place) {
                Some(cell) if !column.is_missing(cell) => {
                    push(&mut self.buffer, cell);
                    true
                }
                _ => false,
            });
            if is_whole && !known.contains(&hash(&self.buffer)) {
                let value = joined(columns().map(|column| cells.cell(column.place)));
                at.say(key.unknown, Some(value.as_bytes()), None);
            }
        }
    }

    fn sums(&mut self, cells: &impl Row, row: RowId, line: u64, groups: &mut [HashMap<Vec<u8>, Group>]) {
        for (plan, groups) in self.plan.aggregates.iter().zip(groups) {
            let is_in = |filter: &[(usize, Box<[u8]>)]| {
                filter.iter().all(|(place, value)| cells.cell(*place).unwrap_or_default() == &**value)
            };
            let sides = [0, 1].map(|side| {
                let (place, filter) = &plan.sides[side];
                is_in(filter).then(|| self.numbers[*place]).flatten()
            });
            if sides == [None, None] {
                continue;
            }
            self.buffer.clear();
            plan.by.iter().for_each(|place| push(&mut self.buffer, cells.cell(*place).unwrap_or_default()));
            let add = |group: &mut Group| {
                for (sum, value) in group.sums.iter_mut().zip(sides) {
                    *sum = sum.saturating_add(value.unwrap_or(0));
                }
            };
            match groups.get_mut(self.buffer.as_slice()) {
                Some(group) => add(group),
                None => {
                    let mut group = Group { sums: [0, 0], first: row, line };
                    add(&mut group);
                    groups.insert(self.buffer.clone(), group);
                }
            }
        }
    }
}

/// The place of a case, and where it is counted.
struct Place<'t> {
    row: RowId,
    line: u64,
    most: usize,
    tally: &'t mut Tally,
}

impl Place<'_> {
    fn say(&mut self, topic: usize, value: Option<&[u8]>, expected: Option<&dyn Fn() -> String>) {
        let (row, line) = (self.row, self.line);
        let value = || value.map(shown);
        let case = || Case { row, line, value: value(), expected: expected.map(|words| words()), repeats: None };
        self.tally.add(topic, self.most, case);
    }
}

impl Column {
    fn is_missing(&self, cell: &[u8]) -> bool {
        self.missing.iter().any(|text| **text == *cell)
    }

    /// Checks a cell, and gives the number that it is.
    fn check(&self, cell: Option<&[u8]>, memo: &mut Memo, at: &mut Place) -> Option<i128> {
        let Some(cell) = cell.filter(|cell| !self.is_missing(cell)) else {
            match self.required {
                Some(topic) => at.say(topic, cell, None),
                None => memo.set(cell, None),
            }
            return None;
        };
        let Some(value) = self.reader.read(cell) else {
            at.say(self.wrong_type, Some(cell), None);
            return None;
        };
        let mut is_right = true;
        let mut say = |topic: usize| {
            is_right = false;
            at.say(topic, Some(cell), None);
        };
        if let Some((_, topic)) = self.values.as_ref().filter(|(values, _)| !values.has(cell, value)) {
            say(*topic);
        }
        if let Some((_, topic)) = self.pattern.as_ref().filter(|(pattern, _)| !pattern.is_match(cell)) {
            say(*topic);
        }
        if let (Some(topics), Ok(text)) = (&self.faults, std::str::from_utf8(cell)) {
            TextFault::all(text).for_each(|fault| say(topics[fault as usize]));
        }
        if let Some((least, most, topic)) = self.length {
            // Characters, not bytes: continuation bytes do not count.
            let length = cell.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
            if length < least || length > most {
                say(topic);
            }
        }
        if let Some((_, topic)) = self.range.as_ref().filter(|(range, _)| !range.has(value)) {
            say(*topic);
        }
        let number = match value {
            Value::Ordered(number) => Some(number),
            Value::Huge(_) | Value::Other => None,
        };
        if is_right {
            memo.set(Some(cell), number);
        }
        number
    }
}

impl Memo {
    fn set(&mut self, cell: Option<&[u8]>, number: Option<i128>) {
        if let Some(cell) = cell {
            self.cell.clear();
            self.cell.extend_from_slice(cell);
            (self.is_set, self.number) = (true, number);
        }
    }
}

/// Puts a row's key into `buffer`; `false` if the row is not compared.
fn key_of(key: &KeyPlan, columns: &[Column], cells: &impl Row, buffer: &mut Vec<u8>) -> bool {
    buffer.clear();
    let mut is_missing = false;
    for column in key.columns.iter().map(|column| &columns[*column]) {
        let cell = cells.cell(column.place).unwrap_or_default();
        is_missing |= column.is_missing(cell);
        push(buffer, cell);
    }
    !(is_missing && key.skips_missing)
}

/// One part of a key: its length first, so that no two keys are the same bytes.
pub(crate) fn push(buffer: &mut Vec<u8>, cell: &[u8]) {
    #[allow(clippy::cast_possible_truncation)]
    buffer.extend_from_slice(&(cell.len() as u32).to_le_bytes());
    buffer.extend_from_slice(cell);
}

/// Cells of a key as they are shown.
pub(crate) fn joined<'c>(cells: impl Iterator<Item = Option<&'c [u8]>>) -> String {
    cells.map(|cell| shown(cell.unwrap_or_default())).collect::<Vec<_>>().join(", ")
}

/// What sums that differ say.
pub(crate) fn differing(plan: &Plan, groups: Vec<HashMap<Vec<u8>, Group>>, most: usize, into: &mut Tally) {
    for (aggregate, groups) in plan.aggregates.iter().zip(groups) {
        let mut cases = Cases::default();
        for group in groups.into_values() {
            let [one, other] = group.sums;
            if one.abs_diff(other) > aggregate.tolerance.unsigned_abs() {
                cases.count += 1;
                cases.first.push(Case {
                    row: group.first,
                    line: group.line,
                    value: Some(plain(one)),
                    expected: Some(plain(other)),
                    repeats: None,
                });
            }
        }
        cases.first.sort();
        cases.first.truncate(most);
        if cases.count > 0 {
            into.add_cases(aggregate.differs, most, cases);
        }
    }
}
