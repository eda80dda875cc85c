//! `changes.parquet`: every field of a fact that differs, one a row.

use std::borrow::Cow;
use std::fs::File as DiskFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, Decimal128Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema};
use arrow::error::ArrowError;
use erario_model::Table;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value};

use super::cause::{self, Ground};
use super::merge::Pairs;
use super::prints::Columns;
use super::rows::{Row, Rows, cell};
use super::side::{Side, Unit};
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
    let names: Vec<&str> = ORIGIN.into_iter().chain(columns.all()).collect();
    for some in pairs.0.chunks(AT_ONCE) {
        let before = Rows::read(&unit.old, &names, some.iter().filter_map(|pair| pair.old))?;
        let after = Rows::read(&unit.new, &names, some.iter().filter_map(|pair| pair.new))?;
        for pair in some {
            let was = pair.old.and_then(|place| before.at(place));
            let is = pair.new.and_then(|place| after.at(place));
            one(file, table, columns, [was, is], [old, new])?;
        }
        file.flush()?;
    }
    Ok(())
}

fn one(
    file: &mut ChangesFile,
    table: &Table,
    columns: &Columns,
    [was, is]: [Option<Row>; 2],
    [old, new]: [&Side; 2],
) -> Result<(), ReleaseError> {
    let (was_from, is_from) = (Origin::read(was)?, Origin::read(is)?);
    let (known, row) = if is.is_some() { (&is_from, is) } else { (&was_from, was) };
    let cause = cause::of(&was_from.ground(), &is_from.ground(), old, new);
    let change = match (was, is) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    let mut key = Map::new();
    let keys = ORIGIN.len()..;
    for (place, name) in keys.zip(&columns.key).filter(|(_, name)| !ORIGIN.contains(&name.as_str())) {
        if let Some(cell) = cell(row, place)? {
            key.insert(name.clone(), Value::String(cell.into_owned()));
        }
    }
    let key = Value::Object(key).to_string();
    let mut push = |field: Option<&str>, from: Option<&str>, to: Option<&str>, difference: Option<i128>| {
        let [before, now] = [&was_from, &is_from].map(|from| from.get("edition"));
        let of = |name| known.get(name);
        let texts = [
            Some(table.name.as_str()),
            Some(change),
            Some(cause.code()),
            of("publisher"),
            of("dataset"),
            before,
            now,
            of("jurisdiction_code"),
            of("jurisdiction_name"),
            of("entity_code"),
            of("fiscal_year"),
            of("period"),
            Some(&key),
            field,
            from,
            to,
        ];
        file.push(texts, difference);
    };
    let mut told = 0;
    let first = ORIGIN.len() + columns.key.len();
    for (place, name) in (first..).zip(columns.amounts.iter().chain(&columns.rest)) {
        let is_amount = place < first + columns.amounts.len();
        // What was never there in a row that came or went says nothing more than its amounts do.
        if !is_amount && change != "changed" {
            continue;
        }
        let (from, to) = (cell(was, place)?, cell(is, place)?);
        if from == to {
            continue;
        }
        let centavos = |row: Option<Row>| row.and_then(|row| row.centavos(place)).unwrap_or(0);
        let difference = is_amount.then(|| centavos(is) - centavos(was));
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
struct Origin<'a> {
    cells: [Option<Cow<'a, str>>; ORIGIN.len()],
    dataset: Option<String>,
}

impl<'a> Origin<'a> {
    fn read(row: Option<Row<'a>>) -> Result<Origin<'a>, ReleaseError> {
        let mut cells = [const { None }; ORIGIN.len()];
        for (place, found) in cells.iter_mut().enumerate() {
            *found = cell(row, place)?;
        }
        let mut origin = Origin { cells, dataset: None };
        if let (Some(publisher), Some(dataset)) = (origin.get("publisher"), origin.get("dataset")) {
            origin.dataset = Some(format!("{publisher}/{dataset}"));
        }
        Ok(origin)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.cells[ORIGIN.iter().position(|known| *known == name)?].as_deref()
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            sources: self.get("source_id").into_iter().collect(),
            datasets: self.dataset.as_deref().into_iter().collect(),
        }
    }
}
