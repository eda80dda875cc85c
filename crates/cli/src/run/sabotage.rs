//! Normalize, broken on purpose: the books must see it, whatever it does, and nothing may be released.
//!
//! Real samples go through the real stages. Only what stands between decoding and the books is a normalization with a
//! fault: it is given another text or another plan, or what it gives is altered.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::Parser;
use erario_model::{Doubts, Schema, Unit};
use erario_normalize::{Normalized, Plan, SourceError, TextTable, normalize};
use polars::prelude::*;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::ingest::ingest_by;
use super::{Finished, Outcome, Report, Target, conclude};
use crate::args::Args;
use crate::progress::Progress;
use crate::project::Project;
use crate::sources::Sources;

/// Text in batches, totals among the rows, a workbook with quarters, moments in rows, a wide table in thousands.
const DATASETS: [&str; 5] = [
    "mx-shcp/pef",
    "ojos-al-gasto/objeto-municipal",
    "mx-gto-inaeba/eaepe-objeto",
    "mx-inegi/efipem-alcaldias",
    "mx-shcp/transferencias",
];

/// What is wrong with the normalization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    LosesRecord,
    RepeatsRecord,
    CountsInAnotherUnit,
    /// Cells with a text that is a number are taken for blanks.
    OverlooksNumber,
    LosesRow,
    RepeatsRow,
    LosesRowWithoutMoney,
    LosesAmount,
    AddsCentavo,
    TurnsSign,
    TakesAnotherColumn,
    /// The rest leaves every sum as it is, or says in the books where the money went.
    SwapsAmounts,
    ChangesYear,
    BooksAsSetAside,
    BooksAsRounding,
}

use Fault::{
    AddsCentavo, BooksAsRounding, BooksAsSetAside, ChangesYear, CountsInAnotherUnit, LosesAmount, LosesRecord,
    LosesRow, LosesRowWithoutMoney, OverlooksNumber, RepeatsRecord, RepeatsRow, SwapsAmounts, TakesAnotherColumn,
    TurnsSign,
};

const SEEN: [Fault; 11] = [
    LosesRecord,
    RepeatsRecord,
    CountsInAnotherUnit,
    OverlooksNumber,
    LosesRow,
    RepeatsRow,
    LosesRowWithoutMoney,
    LosesAmount,
    AddsCentavo,
    TurnsSign,
    TakesAnotherColumn,
];
const NOT_SEEN: [Fault; 4] = [SwapsAmounts, ChangesYear, BooksAsSetAside, BooksAsRounding];

/// A normalization with one fault, which it commits once.
struct Saboteur {
    fault: Fault,
    /// Which record, row or amount it hits.
    seed: usize,
    in_totals: bool,
    has_struck: Cell<bool>,
    /// Amounts whose sum is no longer what it was, or `records`.
    harmed: RefCell<BTreeSet<String>>,
}

impl Saboteur {
    fn new(fault: Fault, seed: usize, in_totals: bool) -> Saboteur {
        Saboteur { fault, seed, in_totals, has_struck: Cell::new(false), harmed: RefCell::default() }
    }

    fn normalize(
        &self,
        table: TextTable,
        plan: &Plan,
        schema: &Schema,
        source_id: &str,
    ) -> Result<Normalized, SourceError> {
        let right = normalize(table.clone(), plan, schema, source_id)?;
        if self.has_struck.get() {
            return Ok(right);
        }
        let amounts: Vec<&str> =
            schema.table(&plan.table).unwrap().amounts().map(|field| field.name.as_str()).collect();
        let wrong = match self.misled(&table, plan, &amounts) {
            Some((table, plan)) => normalize(table, &plan, schema, source_id)?,
            None => self.altered(right.clone(), &amounts),
        };
        let (before, after) = (sums(&right, &amounts), sums(&wrong, &amounts));
        let harmed = before.into_iter().filter(|(amount, sum)| after[amount] != *sum).map(|(amount, _)| amount);
        self.harmed.borrow_mut().extend(harmed);
        self.has_struck.set(self.has_struck.get() || !self.harmed.borrow().is_empty());
        Ok(wrong)
    }

    /// What a sound normalization is given in the place of the table and plan, where that is the fault.
    fn misled(&self, table: &TextTable, plan: &Plan, amounts: &[&str]) -> Option<(TextTable, Plan)> {
        let (mut table, mut plan) = (table.clone(), plan.clone());
        let row = self.seed % table.frame.height().max(1);
        match self.fault {
            LosesRecord => table.frame = without(&table.frame, row),
            RepeatsRecord => table.frame = table.frame.vstack(&table.frame.slice(row as i64, 1)).unwrap(),
            CountsInAnotherUnit => {
                let unit = table.unit.unwrap_or(plan.amounts.unit);
                plan.amounts.unit = if unit == Unit::Pesos { Unit::Thousands } else { Unit::Pesos };
                table.unit = None;
            }
            OverlooksNumber => {
                let columns = amounts.iter().filter_map(|amount| table.frame.column(amount).ok()?.str().ok());
                let is_number = |cell: &&str| cell.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
                let numbers: Vec<&str> = columns.flat_map(|cells| cells.iter().flatten()).filter(is_number).collect();
                let number = numbers.get(self.seed % numbers.len().max(1))?;
                plan.amounts.missing.push(number.trim().to_owned());
            }
            _ => return None,
        }
        Some((table, plan))
    }

    /// The tables that a sound normalization gave, with the fault in them.
    fn altered(&self, mut normalized: Normalized, amounts: &[&str]) -> Normalized {
        let in_totals = self.in_totals && normalized.totals.height() > 0;
        let frame = if in_totals { &mut normalized.totals } else { &mut normalized.facts };
        let present: Vec<&str> = amounts.iter().copied().filter(|amount| frame.column(amount).is_ok()).collect();
        if self.fault == LosesRowWithoutMoney {
            let is_blank =
                |row: &usize| present.iter().all(|amount| values(frame, amount)[*row].is_none_or(|value| value == 0));
            if let Some(row) = (0..frame.height()).find(is_blank) {
                *frame = without(frame, row);
                normalized.doubts = Doubts::default();
            }
            return normalized;
        }
        let mut cells = Vec::new();
        for amount in &present {
            let filled = values(frame, amount).into_iter().enumerate().filter_map(|(row, value)| Some((row, value?)));
            cells.extend(filled.filter(|(_, value)| *value != 0).map(|(row, value)| (*amount, row, value)));
        }
        let Some((amount, row, value)) = cells.get(self.seed % cells.len().max(1)).copied() else { return normalized };
        let other = present.iter().copied().find(|other| *other != amount);
        match self.fault {
            LosesRow => *frame = without(frame, row),
            RepeatsRow => *frame = frame.vstack(&frame.slice(row as i64, 1)).unwrap(),
            LosesAmount => put(frame, amount, row, None),
            AddsCentavo => put(frame, amount, row, Some(value + 1)),
            TurnsSign => put(frame, amount, row, Some(-value)),
            TakesAnotherColumn => match other {
                Some(other) => {
                    let there = values(frame, other)[row].unwrap_or(0);
                    put(frame, other, row, Some(there + value));
                    put(frame, amount, row, None);
                }
                None => return normalized,
            },
            SwapsAmounts => {
                let (_, row_of_other, of_other) =
                    *cells.iter().rfind(|(name, ..)| *name == amount).expect("its own at least");
                put(frame, amount, row, Some(of_other));
                put(frame, amount, row_of_other, Some(value));
            }
            ChangesYear => {
                let years = vec![2001; frame.height()];
                frame.with_column(Column::new("fiscal_year".into(), years)).unwrap();
            }
            BooksAsSetAside => {
                put(frame, amount, row, None);
                *normalized.set_aside_amounts.entry(amount.to_owned()).or_default() += i128::from(value);
            }
            BooksAsRounding => {
                put(frame, amount, row, Some(value + 1));
                *normalized.roundings.entry(amount.to_owned()).or_default() += 10_i128.pow(16);
            }
            LosesRecord | RepeatsRecord | CountsInAnotherUnit | OverlooksNumber | LosesRowWithoutMoney => {}
        }
        // They name rows by their places.
        normalized.doubts = Doubts::default();
        normalized
    }
}

/// What is handed over of each amount, with what is said to be set aside and rounded; of records, how many are spoken
/// of, and whether the rows are as many as it says.
fn sums(normalized: &Normalized, amounts: &[&str]) -> BTreeMap<String, i128> {
    let claimed = |what: &str| normalized.records.get(what).copied().unwrap_or(0);
    let rows = claimed("facts") + claimed("totals") + 2 * claimed("facts and totals");
    let beyond = (normalized.facts.height() + normalized.totals.height()) as i128 - i128::from(rows);
    let spoken_of: u64 = normalized.records.values().sum();
    let mut sums = BTreeMap::from([("records".to_owned(), i128::from(spoken_of) + beyond * 1_000_003)]);
    for amount in amounts {
        let frames = [&normalized.facts, &normalized.totals].into_iter().filter(|rows| rows.column(amount).is_ok());
        let kept: i128 = frames.flat_map(|rows| values(rows, amount)).flatten().map(i128::from).sum();
        let booked = |book: &BTreeMap<String, i128>| book.get(*amount).copied().unwrap_or(0);
        let rounding = booked(&normalized.roundings);
        let sum = (kept + booked(&normalized.set_aside_amounts)) * 10_i128.pow(16) - rounding;
        sums.insert((*amount).to_owned(), sum);
    }
    sums
}

fn values(frame: &DataFrame, amount: &str) -> Vec<Option<i64>> {
    frame.column(amount).unwrap().i64().unwrap().iter().collect()
}

fn put(frame: &mut DataFrame, amount: &str, row: usize, value: Option<i64>) {
    let mut values = values(frame, amount);
    values[row] = value;
    frame.with_column(Column::new(amount.into(), values)).unwrap();
}

fn without(frame: &DataFrame, row: usize) -> DataFrame {
    let keep: BooleanChunked = (0..frame.height()).map(|other| Some(other != row)).collect();
    frame.filter(&keep).unwrap()
}

fn project(dataset: &str) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let args = Args::parse_from(["erario", "--project", root.to_str().unwrap(), "status"]);
    Project::open(&args, &[dataset.to_owned()]).unwrap()
}

/// Runs all samples of a project through the stages.
fn run(project: &Project, saboteur: &Saboteur, out: &Path) -> Finished {
    let (sources, schema) = (Sources::samples(&project.root), Schema::embedded());
    let by = |table: TextTable, plan: &Plan, schema: &Schema, source_id: &str| {
        saboteur.normalize(table, plan, schema, source_id)
    };
    let mut reports = Vec::new();
    for pipeline in &project.pipelines {
        for edition in &pipeline.editions {
            let outcome = match sources.latest(pipeline, &edition.id).unwrap() {
                Some(snapshot) => {
                    Outcome::Good(Box::new(ingest_by(&by, project, &sources, pipeline, &snapshot, schema).unwrap()))
                }
                None => Outcome::Awaiting { by_hand: true },
            };
            let (dataset, edition) = (pipeline.address.to_string(), edition.id.clone());
            reports.push(Report { dataset, edition, outcome, earlier: Vec::new(), left_out: Vec::new() });
        }
    }
    conclude(project, &sources, reports, &Target::Next { out }, None, &Progress::Silent).unwrap()
}

/// Measures that the finished run says are not conserved, by its findings; its lines must say the same.
fn unexplained(finished: &Finished) -> BTreeSet<String> {
    let lost = finished.findings.iter().filter(|finding| finding.rule_code == "F016");
    let found: BTreeSet<String> = lost.filter_map(|finding| finding.field.clone()).collect();
    let is_zero = |value: &str| value.trim_matches(['0', '.', '-']).is_empty();
    let lines = finished.conservation.iter().filter(|line| line.line == "unexplained" && !is_zero(&line.value));
    assert_eq!(lines.map(|line| line.measure.clone()).collect::<BTreeSet<_>>(), found);
    found
}

#[test]
fn what_normalize_loses_doubles_or_moves_is_seen_and_nothing_is_released() {
    let projects = DATASETS.map(project);
    let faults = (0..DATASETS.len(), proptest::sample::select(&SEEN[..]), any::<u16>(), any::<bool>());
    let seen = RefCell::new(BTreeSet::new());
    let mut runner = TestRunner::deterministic();
    for _ in 0..120 {
        let (dataset, fault, seed, in_totals) =
            proptest::strategy::ValueTree::current(&faults.new_tree(&mut runner).unwrap());
        let saboteur = Saboteur::new(fault, seed.into(), in_totals);
        let out = tempfile::tempdir().unwrap();
        let finished = run(&projects[dataset], &saboteur, out.path());
        let harmed = saboteur.harmed.borrow();
        let place = format!("{} {fault:?}, seed {seed}, totals {in_totals}", DATASETS[dataset]);
        let found = unexplained(&finished);
        assert!(harmed.is_subset(&found), "{place}: harmed {harmed:?}, found {found:?}");
        assert_eq!(harmed.is_empty(), found.is_empty(), "{place}");
        assert_eq!(harmed.is_empty(), finished.released.is_some(), "{place}");
        assert_eq!(harmed.is_empty(), out.path().join("latest").exists(), "{place}");
        if !harmed.is_empty() {
            seen.borrow_mut().insert(format!("{fault:?}"));
        }
    }
    assert_eq!(seen.borrow().len(), SEEN.len(), "every fault struck: {:?}", seen.borrow());
}

/// The books are sums: what leaves them as they are, or says itself where the money went, other checks must see.
#[test]
fn what_leaves_the_sums_alone_or_books_itself_is_not_seen_here() {
    for dataset in DATASETS {
        let project = project(dataset);
        for (fault, seed) in NOT_SEEN.into_iter().flat_map(|fault| [3, 555].map(|seed| (fault, seed))) {
            let out = tempfile::tempdir().unwrap();
            let saboteur = Saboteur::new(fault, seed, false);
            let finished = run(&project, &saboteur, out.path());
            assert!(unexplained(&finished).is_empty(), "{dataset} {fault:?}");
        }
    }
}
