//! Parquet that every reader opens: plain strings, INT64 decimals, ZSTD, statistics, page index, bloom filters on codes.

use std::path::Path;

use erario_model::{Field, Table};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use polars::prelude::DataFrame;

use super::arrow::{arrow_schema, record_batch};
use super::hashed::HashedFile;
use crate::ReleaseError;

/// Rows of a row group: enough to compress well, few enough to skip.
const ROW_GROUP: usize = 1 << 17;
/// Rows handed over at once; fixed, so that the same rows always give the same bytes.
const BATCH: usize = 1 << 15;

/// What a file says of itself, as key-value metadata.
pub(crate) struct FileNotes<'a> {
    pub schema_version: &'a str,
    pub licence: &'a str,
    pub created_by: &'a str,
}

/// Writes one Parquet file and gives its checksum. `partition` is a field that only the path holds.
pub(crate) fn write_parquet(
    path: &Path,
    table: &Table,
    rows: &DataFrame,
    partition: Option<&str>,
    notes: &FileNotes,
) -> Result<String, ReleaseError> {
    let fields: Vec<&Field> = table.fields.iter().filter(|field| Some(field.name.as_str()) != partition).collect();
    let schema = arrow_schema(table, &fields);
    let file = HashedFile::create(path).map_err(ReleaseError::disk(path))?;
    let failed = |error: parquet::errors::ParquetError| ReleaseError::table(&table.name, error);
    let mut writer =
        ArrowWriter::try_new(file, schema.clone(), Some(properties(table, &fields, notes))).map_err(failed)?;
    for start in (0..rows.height()).step_by(BATCH) {
        let batch = record_batch(table, &fields, &schema, &rows.slice(start as i64, BATCH))?;
        writer.write(&batch).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)?.finish().map_err(ReleaseError::disk(path))
}

fn properties(table: &Table, fields: &[&Field], notes: &FileNotes) -> WriterProperties {
    let note = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    let metadata = vec![
        note("erario:table", &table.name),
        note("erario:schema_version", notes.schema_version),
        note("title", &table.title_en),
        note("titulo", &table.title_es),
        note("licence", notes.licence),
    ];
    let level = ZstdLevel::try_new(3).unwrap_or_default();
    let mut properties = WriterProperties::builder()
        .set_created_by(notes.created_by.to_owned())
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_key_value_metadata(Some(metadata));
    for field in fields.iter().filter(|field| field.name.ends_with("_code")) {
        let path = ColumnPath::from(field.name.as_str());
        properties = properties.set_column_bloom_filter_enabled(path, true);
    }
    properties.build()
}
