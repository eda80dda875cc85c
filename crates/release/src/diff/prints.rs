//! Reads the rows of a table: a fingerprint of each, and the sums of what belongs together.

use std::collections::{BTreeSet, HashMap};
use std::fs::File as DiskFile;
use std::hash::BuildHasher;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Decimal128Type, Field as ArrowField, Int32Type, Int64Type, Schema as ArrowSchema};
use erario_model::Table;
use foldhash::fast::FixedState;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};

use super::merge::Print;
use super::side::File;
use crate::ReleaseError;

/// What only says where a row came from.
const PROVENANCE: [&str; 6] = ["publisher", "dataset", "edition", "source_id", "source_part", "source_row"];
/// What tells apart sums that may not be added together. Names do not: a government that is written otherwise is the
/// same one.
const APART: [&str; 10] = [
    "jurisdiction_code",
    "coverage",
    "entity_code",
    "account",
    "amount_basis",
    "revenue_scheme",
    "theme",
    "scheme",
    "ramo_code",
    "payer_code",
];
/// What sums are called, beside their codes.
const NAMES: [&str; 3] = ["jurisdiction_name", "entity_name", "ramo_name"];
pub(super) const YEAR: &str = "fiscal_year";
const PERIOD: &str = "period";
const BATCH: usize = 1 << 16;
/// Two independent halves of a key, and the rest.
const SEEDS: [u64; 2] = [0x6572_6172_696f, 0x7075_626c_6963];

/// Which columns of a table play which part.
pub(super) struct Columns {
    pub key: Vec<String>,
    pub amounts: Vec<String>,
    pub rest: Vec<String>,
    apart: Vec<String>,
    /// Codes and names of a sum.
    pub labels: Vec<String>,
    /// The period is not part of the key where a later cut of the year takes its place.
    has_cuts: bool,
    has_period: bool,
}

impl Columns {
    pub(super) fn of(table: &Table) -> Columns {
        let named = |name: &str| table.field(name).is_some();
        let is_provenance = |name: &str| PROVENANCE.contains(&name);
        let is_amount = |name: &str| table.amounts().any(|field| field.name == name);
        let names = || table.fields.iter().map(|field| field.name.clone());
        let has_cuts = named("is_cumulative");
        let key: Vec<String> =
            table.primary_key.iter().filter(|name| !is_provenance(name) && *name != PERIOD).cloned().collect();
        // Without a key a row is all that it says.
        let key: Vec<String> = match table.primary_key.is_empty() {
            true => names().filter(|name| !is_provenance(name) && name != PERIOD).collect(),
            false => key,
        };
        let is_key = |name: &String| key.contains(name);
        let rest = |name: &String| !is_key(name) && !is_provenance(name) && !is_amount(name) && name != PERIOD;
        Columns {
            amounts: names().filter(|name| is_amount(name) && !is_key(name)).collect(),
            rest: names().filter(rest).filter(|name| name != "is_cumulative").collect(),
            apart: APART.into_iter().chain([YEAR]).filter(|name| named(name)).map(str::to_owned).collect(),
            labels: APART.into_iter().chain(NAMES).filter(|name| named(name)).map(str::to_owned).collect(),
            has_cuts,
            has_period: named(PERIOD),
            key,
        }
    }

    /// Keys, amounts and the rest, in this order.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.key.iter().chain(&self.amounts).chain(&self.rest).map(String::as_str)
    }
}

/// Rows of one part of a table.
#[derive(Default)]
pub(super) struct Read {
    pub prints: Vec<Print>,
    pub groups: HashMap<u64, Group>,
}

/// Amounts that may be added together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// In the order of [`Columns::labels`].
    pub labels: Vec<Option<String>>,
    pub year: Option<i32>,
    /// The latest.
    pub period: Option<String>,
    /// In centavos, in the order of [`Columns::amounts`]; nothing where no row says any.
    pub sums: Vec<Option<i128>>,
    pub sources: BTreeSet<String>,
    pub datasets: BTreeSet<String>,
}

/// Reads all rows of some files.
pub(super) fn read(files: &[File], columns: &Columns) -> Result<Read, ReleaseError> {
    let mut read = Read::default();
    for file in files {
        let builder = open(file)?;
        for batch in builder.with_batch_size(BATCH).build().map_err(ReleaseError::damaged(&file.path))? {
            add(&batch.map_err(ReleaseError::damaged(&file.path))?, file, columns, &mut read);
        }
    }
    Ok(read)
}

/// A reader that gives texts as distinct values and their places.
pub(super) fn open(file: &File) -> Result<ParquetRecordBatchReaderBuilder<DiskFile>, ReleaseError> {
    let disk = DiskFile::open(&file.path).map_err(ReleaseError::read(&file.path))?;
    let metadata =
        ArrowReaderMetadata::load(&disk, ArrowReaderOptions::new()).map_err(ReleaseError::damaged(&file.path))?;
    let field = |field: &Arc<ArrowField>| match field.data_type() {
        DataType::Utf8 => {
            let places = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
            Arc::new(field.as_ref().clone().with_data_type(places))
        }
        _ => Arc::clone(field),
    };
    let schema = ArrowSchema::new(metadata.schema().fields().iter().map(field).collect::<Vec<_>>());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    let metadata = ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options)
        .map_err(ReleaseError::damaged(&file.path))?;
    Ok(ParquetRecordBatchReaderBuilder::new_with_metadata(disk, metadata))
}

fn add(batch: &RecordBatch, file: &File, columns: &Columns, read: &mut Read) {
    let height = batch.num_rows();
    let hashed = |names: &[String], seed: u64| {
        let mut rows = vec![seed; height];
        for name in names {
            match batch.column_by_name(name) {
                Some(cells) => mix(&mut rows, &cells_of(cells, seed)),
                // A column that only one release has is null in the other; a year may stand in the path.
                None if name == YEAR && file.year.is_some() => {
                    let year = FixedState::with_seed(seed).hash_one(file.year.unwrap_or_default());
                    rows.iter_mut().for_each(|row| *row = mixed(*row, year));
                }
                None => rows.iter_mut().for_each(|row| *row = mixed(*row, NULL)),
            }
        }
        rows
    };
    let mut keys = SEEDS.map(|seed| hashed(&columns.key, seed));
    if columns.has_period
        && let Some(periods) = batch.column_by_name(PERIOD)
    {
        let cuts = batch.column_by_name("is_cumulative").filter(|_| columns.has_cuts);
        for (seed, rows) in SEEDS.iter().zip(&mut keys) {
            let cells = cells_of(periods, *seed);
            for (place, row) in rows.iter_mut().enumerate() {
                let is_cut = cuts.is_some_and(|cuts| cuts.as_boolean().value(place));
                // A whole year and a cut of it take each other's place.
                let is_whole = cuts.is_some() && text(periods, place).is_some_and(|period| period.len() == 4);
                if !is_cut && !is_whole {
                    *row = mixed(*row, cells[place]);
                }
            }
        }
    }
    let (amounts, rest) = (hashed(&columns.amounts, SEEDS[0]), hashed(&columns.rest, SEEDS[0]));
    let first = read.prints.len() as u32;
    read.prints.extend((0..height).map(|place| Print {
        key: [keys[0][place], keys[1][place]],
        amounts: amounts[place],
        rest: rest[place],
        place: first + place as u32,
    }));
    if !columns.amounts.is_empty() {
        sum(batch, file, columns, &hashed(&columns.apart, SEEDS[0]), &mut read.groups);
    }
}

fn sum(batch: &RecordBatch, file: &File, columns: &Columns, groups: &[u64], all: &mut HashMap<u64, Group>) {
    let amounts: Vec<Option<&ArrayRef>> = columns.amounts.iter().map(|name| batch.column_by_name(name)).collect();
    let column = |name: &str| batch.column_by_name(name);
    let of = |name: &str, place: usize| column(name).and_then(|cells| text(cells, place));
    let mut last: Option<(u64, Option<&str>)> = None;
    for (place, key) in groups.iter().enumerate() {
        let group = all.entry(*key).or_insert_with(|| Group {
            labels: columns.labels.iter().map(|name| of(name, place).map(str::to_owned)).collect(),
            year: file.year.or_else(|| {
                let years = column(YEAR)?;
                years.is_valid(place).then(|| years.as_primitive::<Int32Type>().value(place))
            }),
            period: None,
            sums: vec![None; columns.amounts.len()],
            sources: BTreeSet::new(),
            datasets: BTreeSet::new(),
        });
        for (sum, amounts) in group.sums.iter_mut().zip(&amounts) {
            if let Some(amounts) = amounts.filter(|amounts| amounts.is_valid(place)) {
                *sum = Some(sum.unwrap_or(0) + amounts.as_primitive::<Decimal128Type>().value(place));
            }
        }
        // Neighbours are of one source, nearly always.
        let source = of("source_id", place);
        if last.replace((*key, source)) != Some((*key, source)) || source.is_none() {
            group.sources.extend(source.filter(|source| !group.sources.contains(*source)).map(str::to_owned));
            if let (Some(publisher), Some(dataset)) = (of("publisher", place), of("dataset", place)) {
                let address = format!("{publisher}/{dataset}");
                group.datasets.insert(address);
            }
        }
        if let Some(period) = of(PERIOD, place).filter(|period| group.period.as_deref() < Some(*period)) {
            group.period = Some(period.to_owned());
        }
    }
}

const NULL: u64 = 0x006e_756c_6c00;

/// One more cell of a row; the order of columns counts.
fn mixed(row: u64, cell: u64) -> u64 {
    (row ^ cell).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

fn mix(rows: &mut [u64], cells: &[u64]) {
    rows.iter_mut().zip(cells).for_each(|(row, cell)| *row = mixed(*row, *cell));
}

/// A hash of every cell of a column.
fn cells_of(cells: &ArrayRef, seed: u64) -> Vec<u64> {
    let state = FixedState::with_seed(seed);
    let all = |hash: &dyn Fn(usize) -> u64| -> Vec<u64> {
        (0..cells.len()).map(|place| if cells.is_valid(place) { hash(place) } else { NULL }).collect()
    };
    match cells.data_type() {
        DataType::Dictionary(..) => {
            let dictionary = cells.as_dictionary::<Int32Type>();
            let values = dictionary.values().as_string::<i32>();
            let hashes: Vec<u64> = values.iter().map(|value| state.hash_one(value.unwrap_or_default())).collect();
            let places = dictionary.keys();
            all(&|place| hashes[places.value(place) as usize])
        }
        DataType::Int32 => all(&|place| state.hash_one(cells.as_primitive::<Int32Type>().value(place))),
        DataType::Int64 => all(&|place| state.hash_one(cells.as_primitive::<Int64Type>().value(place))),
        DataType::Boolean => all(&|place| state.hash_one(cells.as_boolean().value(place))),
        _ => all(&|place| state.hash_one(cells.as_primitive::<Decimal128Type>().value(place))),
    }
}

/// A text of a column that [`open`] reads.
pub(super) fn text(cells: &ArrayRef, place: usize) -> Option<&str> {
    let dictionary = cells.as_dictionary_opt::<Int32Type>()?;
    dictionary
        .is_valid(place)
        .then(|| dictionary.values().as_string::<i32>().value(dictionary.keys().value(place) as usize))
}
