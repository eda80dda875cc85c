//! A file from its first row to its last: one thread reads, the others check, and what they find is put together.

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use foldhash::HashSet;

use crate::found::{Case, Cases, RowId, Tally};
use crate::input::{ReadError, Rows, Run, Texts};
use crate::plan::Plan;
use crate::report::Report;
use crate::rows::{Checker, Gathered, Row, differing, joined, push};
use crate::schema::TableSchema;
use crate::spool::{Spool, hash};

/// Opens a file; a file is opened again where rows that repeat a key are shown.
pub type Open<'o> = dyn Fn() -> Result<Box<dyn Rows>, ReadError> + 'o;

/// How a file is checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// So many examples of every kind.
    pub examples: usize,
    /// So many keys are kept in memory, 24 bytes each; more go to temporary files.
    pub keys_in_memory: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { examples: 10, keys_in_memory: 1 << 24 }
    }
}

/// The values that a foreign key may have.
pub struct References(HashSet<[u64; 2]>);

impl References {
    /// Reads the named columns of the file that a foreign key refers to; `None` if it lacks one of them.
    pub fn read(open: &Open, fields: &[String]) -> Result<Option<References>, ReadError> {
        let mut rows = open()?;
        let place = |name: &String| rows.columns().iter().position(|column| column == name);
        let Some(places) = fields.iter().map(place).collect::<Option<Vec<usize>>>() else { return Ok(None) };
        let (width, delimiter) = (rows.columns().len(), rows.delimiter());
        let mut known = HashSet::default();
        let mut buffer = Vec::new();
        while let Some(run) = rows.next()? {
            each_row(run, delimiter, width, &mut |row, _| {
                buffer.clear();
                places.iter().for_each(|place| push(&mut buffer, row.cell(*place).unwrap_or_default()));
                known.insert(hash(&buffer));
            })?;
        }
        Ok(Some(References(known)))
    }
}

/// Holds a file against a schema. `references` has, for each foreign key of the schema, what it may say; one without
/// is listed in the report as not checked.
pub fn check(
    open: &Open,
    schema: &TableSchema,
    references: Vec<Option<References>>,
    options: &Options,
) -> Result<Report, ReadError> {
    let mut rows = open()?;
    let (first_row, delimiter) = (rows.first_row(), rows.delimiter());
    let known: Vec<Option<HashSet<[u64; 2]>>> = references.into_iter().map(|one| one.map(|one| one.0)).collect();
    let plan = Plan::of(schema, rows.columns(), |index| known.get(index).is_some_and(Option::is_some));
    let mut whole = Whole::new(&plan, options);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let (runs, to_check) = sync_channel::<(u32, Run)>(2 * threads);
        let (found, gathered) = sync_channel(2 * threads);
        let reading = scope.spawn(move || -> Result<(), ReadError> {
            let mut number = 0;
            while let Some(run) = rows.next()? {
                // Nobody listens any more where a thread ended with an error; that error is the one to tell.
                if runs.send((number, run)).is_err() {
                    break;
                }
                number += 1;
            }
            Ok(())
        });
        let to_check = Arc::new(Mutex::new(to_check));
        let (plan, known) = (&plan, &known);
        for _ in 0..threads {
            let (found, to_check) = (found.clone(), to_check.clone());
            scope.spawn(move || {
                let mut checker = Checker::new(plan, known, options.examples);
                while let Some((number, run)) = next_run(&to_check) {
                    let gathered = check_run(&mut checker, plan, delimiter, number, run);
                    if found.send((number, gathered)).is_err() {
                        break;
                    }
                }
            });
        }
        drop((found, to_check));
        let mut outcome = Ok(());
        for (number, gathered) in gathered {
            outcome = outcome.and_then(|()| whole.add(number, gathered?));
        }
        outcome.and(reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })?;
    let Whole { tally, spools, groups, runs, .. } = whole;
    let mut tally = tally;
    differing(&plan, groups, options.examples, &mut tally);
    for (key, spool) in plan.keys.iter().zip(spools) {
        let repeats = spool.repeats(options.examples)?;
        if repeats.count > 0 {
            let rows: Vec<RowId> = repeats.first.iter().map(|(row, _)| *row).collect();
            let places: Vec<usize> = key.columns.iter().map(|column| plan.columns[*column].place).collect();
            let shown = key_cells(open, &places, &rows)?;
            let cases = repeats.first.iter().zip(shown);
            let case = |((row, first), (value, line)): (&(RowId, RowId), (String, u64))| Case {
                row: *row,
                line,
                value: Some(value),
                expected: None,
                repeats: Some(*first),
            };
            let cases = Cases { count: repeats.count, first: cases.map(case).collect() };
            tally.add_cases(key.repeated, options.examples, cases);
        }
    }
    Ok(Report::of(&plan, tally, &runs, first_row, delimiter))
}

fn next_run(runs: &Mutex<Receiver<(u32, Run)>>) -> Option<(u32, Run)> {
    runs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// What the runs of a file have given so far.
struct Whole {
    tally: Tally,
    spools: Vec<Spool>,
    groups: Vec<foldhash::HashMap<Vec<u8>, crate::rows::Group>>,
    /// Rows and lines of every run.
    runs: Vec<(u64, u64)>,
    examples: usize,
}

impl Whole {
    fn new(plan: &Plan, options: &Options) -> Whole {
        Whole {
            tally: Tally::default(),
            spools: plan.keys.iter().map(|_| Spool::new(options.keys_in_memory)).collect(),
            groups: plan.aggregates.iter().map(|_| foldhash::HashMap::default()).collect(),
            runs: Vec::new(),
            examples: options.examples,
        }
    }

    fn add(&mut self, number: u32, gathered: Gathered) -> Result<(), ReadError> {
        let place = number as usize;
        if self.runs.len() <= place {
            self.runs.resize(place + 1, (0, 0));
        }
        self.runs[place] = (gathered.rows, gathered.lines);
        self.tally.merge(gathered.tally, self.examples);
        for (spool, entries) in self.spools.iter_mut().zip(&gathered.keys) {
            spool.add(entries)?;
        }
        for (groups, more) in self.groups.iter_mut().zip(gathered.groups) {
            for (key, group) in more {
                match groups.get_mut(&key) {
                    Some(own) => {
                        for (sum, other) in own.sums.iter_mut().zip(group.sums) {
                            *sum = sum.saturating_add(other);
                        }
                        if group.first < own.first {
                            (own.first, own.line) = (group.first, group.line);
                        }
                    }
                    None => {
                        groups.insert(key, group);
                    }
                }
            }
        }
        Ok(())
    }
}

fn check_run(
    checker: &mut Checker,
    plan: &Plan,
    delimiter: Option<u8>,
    number: u32,
    run: Run,
) -> Result<Gathered, ReadError> {
    let mut gathered = checker.begin();
    match run {
        Run::Text(text) => {
            let mut reader = delimited(&text, delimiter);
            let mut record = csv::ByteRecord::new();
            while let Ok(true) = reader.read_byte_record(&mut record) {
                let id = RowId::new(number, u32::try_from(gathered.rows).unwrap_or(u32::MAX));
                let line = record.position().map_or(1, csv::Position::line);
                gathered.rows += 1;
                if record.len() == plan.width {
                    checker.row(&record, id, line, &mut gathered);
                } else {
                    checker.broken(id, line, record.len(), &mut gathered);
                }
            }
            gathered.lines = memchr::memchr_iter(b'\n', &text).count() as u64;
        }
        Run::Cells(cells) => {
            for row in 0..cells.rows() {
                checker.row(&(&cells, row), RowId::new(number, row as u32), 0, &mut gathered);
            }
            gathered.rows = cells.rows() as u64;
        }
        Run::Columns(batch) => {
            let texts = Texts::of(&batch).map_err(|error| ReadError::Caller(error.to_string()))?;
            for row in 0..batch.num_rows() {
                checker.row(&(&texts, row), RowId::new(number, row as u32), 0, &mut gathered);
            }
            gathered.rows = batch.num_rows() as u64;
        }
    }
    Ok(gathered)
}

fn delimited(text: &[u8], delimiter: Option<u8>) -> csv::Reader<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter.unwrap_or(b',')).buffer_capacity(1 << 16);
    builder.from_reader(text)
}

/// Takes a row, with its place in the run and its line.
type EachRow<'w> = dyn FnMut(&dyn Row, (u32, u64)) + 'w;

/// The rows of a run that are as wide as the header, with their place and line.
pub(crate) fn each_row(run: Run, delimiter: Option<u8>, width: usize, with: &mut EachRow) -> Result<(), ReadError> {
    match run {
        Run::Text(text) => {
            let mut reader = delimited(&text, delimiter);
            let mut record = csv::ByteRecord::new();
            let mut place = 0;
            while let Ok(true) = reader.read_byte_record(&mut record) {
                if record.len() == width {
                    with(&record, (place, record.position().map_or(1, csv::Position::line)));
                }
                place += 1;
            }
        }
        Run::Cells(cells) => (0..cells.rows()).for_each(|row| with(&(&cells, row), (row as u32, 0))),
        Run::Columns(batch) => {
            let texts = Texts::of(&batch).map_err(|error| ReadError::Caller(error.to_string()))?;
            (0..batch.num_rows()).for_each(|row| with(&(&texts, row), (row as u32, 0)));
        }
    }
    Ok(())
}

/// The cells of a key in some rows, in the order of the rows, read once more: only hashes were kept.
fn key_cells(open: &Open, places: &[usize], rows: &[RowId]) -> Result<Vec<(String, u64)>, ReadError> {
    let mut file = open()?;
    let (width, delimiter) = (file.columns().len(), file.delimiter());
    let mut wanted = rows.iter().peekable();
    let mut found = Vec::with_capacity(rows.len());
    let mut number = 0;
    while wanted.peek().is_some() {
        let Some(run) = file.next()? else { break };
        if wanted.peek().is_some_and(|row| row.run() == number) {
            each_row(run, delimiter, width, &mut |row, (place, line)| {
                if wanted.next_if(|wanted| **wanted == RowId::new(number, place)).is_some() {
                    let cells = places.iter().map(|place| row.cell(*place));
                    found.push((joined(cells), line));
                }
            })?;
        }
        number += 1;
    }
    Ok(found)
}
