//! `changes.parquet`: every field of a fact that differs, one a row.

use std::collections::BTreeMap;
use std::fs::File as DiskFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, Decimal128Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema};
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use erario_model::{Money, Table};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::RowSelection;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value};

use super::cause::{self, Ground};
use super::merge::{Pair, Pairs};
use super::prints::{Columns, open, text};
use super::side::{File, Side, Unit};
use crate::ReleaseError;

/// So many rows are read again at once.
const AT_ONCE: usize = 1 << 16;

/// Columns of text, in order; `difference` comes after them.
const TEXTS: [&str; 16] = [
    "table_name",
    "change",
    "cause",
    "publisher",
    "dataset",
    "edition_before",
    "edition",
    "jurisdiction_code",
    "jurisdiction_name",
    "entity_code",
    "fiscal_year",
    "period",
    "row_key",
    "field",
    "before",
    "after",
];
/// Where a row came from, and whose account it is.
const ORIGIN: [&str; 9] = [
    "publisher",
    "dataset",
    "edition",
    "jurisdiction_code",
    "jurisdiction_name",
    "entity_code",
    "fiscal_year",
    "period",
    "source_id",
];

/// The file, being written.
pub(crate) struct ChangesFile {
    path: PathBuf,
    schema: Arc<ArrowSchema>,
    writer: ArrowWriter<DiskFile>,
    texts: Vec<StringBuilder>,
    differences: Decimal128Builder,
}

impl ChangesFile {
    pub(crate) fn create(path: &Path) -> Result<ChangesFile, ReleaseError> {
        let texts = TEXTS.map(|name| ArrowField::new(name, DataType::Utf8, true));
        let difference = ArrowField::new("difference", DataType::Decimal128(18, 2), true);
        let schema = Arc::new(ArrowSchema::new(texts.into_iter().chain([difference]).collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_created_by("erario".to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).unwrap_or_default()))
            .build();
        let file = DiskFile::create(path).map_err(ReleaseError::disk(path))?;
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))
            .map_err(ReleaseError::parquet("changes", path))?;
        let (texts, differences) = (builders(), Decimal128Builder::new());
        Ok(ChangesFile { path: path.to_owned(), schema, writer, texts, differences })
    }

    fn push(&mut self, texts: [Option<&str>; 16], difference: Option<i128>) {
        for (column, text) in self.texts.iter_mut().zip(texts) {
            column.append_option(text);
        }
        self.differences.append_option(difference);
    }

    fn flush(&mut self) -> Result<(), ReleaseError> {
        let failed = |error: ArrowError| ReleaseError::table("changes", error);
        let texts = std::mem::replace(&mut self.texts, builders());
        let mut columns: Vec<ArrayRef> =
            texts.into_iter().map(|mut text| Arc::new(text.finish()) as ArrayRef).collect();
        let differences = self.differences.finish().with_precision_and_scale(18, 2).map_err(failed)?;
        columns.push(Arc::new(differences));
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(failed)?;
        self.writer.write(&batch).map_err(ReleaseError::parquet("changes", &self.path))
    }

    pub(crate) fn finish(mut self) -> Result<(), ReleaseError> {
        self.flush()?;
        let file = self.writer.into_inner().map_err(ReleaseError::parquet("changes", &self.path))?;
        file.sync_all().map_err(ReleaseError::disk(&self.path))
    }
}

fn builders() -> Vec<StringBuilder> {
    TEXTS.iter().map(|_| StringBuilder::new()).collect()
}

/// Reads the rows that differ again, and writes what differs in them.
pub(super) fn write(
    file: &mut ChangesFile,
    table: &Table,
    unit: &Unit,
    columns: &Columns,
    pairs: &Pairs,
    old: &Side,
    new: &Side,
) -> Result<(), ReleaseError> {
    for some in pairs.0.chunks(AT_ONCE) {
        let before = Rows::read(&unit.old, some.iter().filter_map(|pair| pair.old))?;
        let after = Rows::read(&unit.new, some.iter().filter_map(|pair| pair.new))?;
        for pair in some {
            one(file, table, columns, pair, [&before, &after], [old, new])?;
        }
        file.flush()?;
    }
    Ok(())
}

fn one(
    file: &mut ChangesFile,
    table: &Table,
    columns: &Columns,
    pair: &Pair,
    [before, after]: [&Rows; 2],
    [old, new]: [&Side; 2],
) -> Result<(), ReleaseError> {
    let was = |name: &str| pair.old.map_or(Ok(None), |place| before.cell(place, name));
    let is = |name: &str| pair.new.map_or(Ok(None), |place| after.cell(place, name));
    let (was_from, is_from) = (Origin::read(was)?, Origin::read(is)?);
    let known = if pair.new.is_some() { &is_from } else { &was_from };
    let cause = cause::of(&was_from.ground(), &is_from.ground(), old, new);
    let change = match (pair.old, pair.new) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    let mut key = Map::new();
    for name in columns.key.iter().filter(|name| !ORIGIN.contains(&name.as_str())) {
        if let Some(cell) = if pair.new.is_some() { is(name)? } else { was(name)? } {
            key.insert(name.clone(), Value::String(cell));
        }
    }
    let key = Value::Object(key).to_string();
    let mut push = |field: Option<&str>, from: Option<&str>, to: Option<&str>, difference: Option<i128>| {
        let texts = [
            Some(table.name.as_str()),
            Some(change),
            Some(cause.code()),
            known.get("publisher"),
            known.get("dataset"),
            was_from.get("edition"),
            is_from.get("edition"),
            known.get("jurisdiction_code"),
            known.get("jurisdiction_name"),
            known.get("entity_code"),
            known.get("fiscal_year"),
            known.get("period"),
            Some(&key),
            field,
            from,
            to,
        ];
        file.push(texts, difference);
    };
    let mut told = 0;
    let amounts = columns.amounts.iter().map(|name| (name, true));
    for (name, is_amount) in amounts.chain(columns.rest.iter().map(|name| (name, false))) {
        // What was never there in a row that came or went says nothing more than its amounts do.
        if !is_amount && change != "changed" {
            continue;
        }
        let (from, to) = (was(name)?, is(name)?);
        if from == to {
            continue;
        }
        let centavos = |cell: &Option<String>| cell.as_ref().and_then(|cell| cell.parse::<Money>().ok());
        let difference = is_amount.then(|| {
            let [from, to] = [&from, &to].map(|cell| centavos(cell).map_or(0, |money| i128::from(money.centavos())));
            to - from
        });
        push(Some(name), from.as_deref(), to.as_deref(), difference);
        told += 1;
    }
    // A row that came or went without an amount.
    if told == 0 {
        push(None, None, None, None);
    }
    Ok(())
}

/// Where a row came from, and whose account it is; nothing where there is no row.
#[derive(Default)]
struct Origin {
    cells: BTreeMap<&'static str, String>,
    dataset: Option<String>,
}

impl Origin {
    fn read(cell: impl Fn(&str) -> Result<Option<String>, ReleaseError>) -> Result<Origin, ReleaseError> {
        let mut cells = BTreeMap::new();
        for name in ORIGIN {
            if let Some(cell) = cell(name)? {
                cells.insert(name, cell);
            }
        }
        let dataset = match (cells.get("publisher"), cells.get("dataset")) {
            (Some(publisher), Some(dataset)) => Some(format!("{publisher}/{dataset}")),
            _ => None,
        };
        Ok(Origin { cells, dataset })
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.cells.get(name).map(String::as_str)
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            sources: self.get("source_id").into_iter().collect(),
            datasets: self.dataset.as_deref().into_iter().collect(),
        }
    }
}

/// Some rows of a table, by their places.
struct Rows {
    /// The places of the rows of each batch, in order; the rows; the year that only their path says.
    batches: Vec<(Vec<u32>, RecordBatch, Option<i32>)>,
}

impl Rows {
    fn read(files: &[File], places: impl Iterator<Item = u32>) -> Result<Rows, ReleaseError> {
        let mut places: Vec<u32> = places.collect();
        places.sort_unstable();
        let (mut first, mut batches) = (0_u32, Vec::new());
        for file in files {
            let builder = open(file)?;
            let height = u32::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(0);
            let (here, rest): (Vec<u32>, Vec<u32>) = places.iter().partition(|place| **place < first + height);
            places = rest;
            if !here.is_empty() {
                let ranges = here.iter().map(|place| (*place - first) as usize).map(|row| row..row + 1);
                let selection = RowSelection::from_consecutive_ranges(ranges, height as usize);
                let reader = builder.with_row_selection(selection).with_batch_size(AT_ONCE).build();
                let mut next = here.into_iter();
                for batch in reader.map_err(ReleaseError::damaged(&file.path))? {
                    let batch = batch.map_err(ReleaseError::damaged(&file.path))?;
                    batches.push((next.by_ref().take(batch.num_rows()).collect(), batch, file.year));
                }
            }
            first += height;
        }
        Ok(Rows { batches })
    }

    /// A cell as the CSV has it; nothing where it is null.
    fn cell(&self, place: u32, name: &str) -> Result<Option<String>, ReleaseError> {
        for (places, batch, year) in &self.batches {
            let Ok(row) = places.binary_search(&place) else { continue };
            let Some(cells) = batch.column_by_name(name) else {
                return Ok(year.filter(|_| name == "fiscal_year").map(|year| year.to_string()));
            };
            if cells.is_null(row) {
                return Ok(None);
            }
            if let Some(text) = text(cells, row) {
                return Ok(Some(text.to_owned()));
            }
            let failed = |error: ArrowError| ReleaseError::table("changes", error);
            let formatter = ArrayFormatter::try_new(cells, &FormatOptions::new()).map_err(failed)?;
            return Ok(Some(formatter.value(row).to_string()));
        }
        Ok(None)
    }
}
