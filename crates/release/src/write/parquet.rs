//! Parquet that every reader opens: plain strings, INT64 decimals, ZSTD, statistics, page index, bloom filters on codes.

use std::path::Path;

use arrow::datatypes::Field as ArrowField;
use erario_model::{Field, Table};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use polars::prelude::DataFrame;
use rayon::prelude::*;

use super::arrow::{array, arrow_schema};
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
    let failed = |error: ParquetError| ReleaseError::table(&table.name, error);
    let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties(table, &fields, notes))).map_err(failed)?;
    let (mut writer, columns) = writer.into_serialized_writer().map_err(failed)?;
    for (group, start) in (0..rows.height()).step_by(ROW_GROUP).enumerate() {
        let rows = rows.slice(start as i64, ROW_GROUP);
        let columns = columns.create_column_writers(group).map_err(failed)?;
        let chunks: Vec<ArrowColumnChunk> = (fields.par_iter().zip(schema.fields().par_iter()).zip(columns))
            .map(|((field, arrow_field), writer)| column_chunk(table, field, arrow_field, writer, &rows))
            .collect::<Result<_, ReleaseError>>()?;
        let mut group = writer.next_row_group().map_err(failed)?;
        for chunk in chunks {
            chunk.append_to_row_group(&mut group).map_err(failed)?;
        }
        group.close().map_err(failed)?;
    }
    writer.into_inner().map_err(failed)?.finish().map_err(ReleaseError::disk(path))
}

/// One field of the rows of one row group, encoded.
fn column_chunk(
    table: &Table,
    field: &Field,
    arrow_field: &ArrowField,
    mut writer: ArrowColumnWriter,
    rows: &DataFrame,
) -> Result<ArrowColumnChunk, ReleaseError> {
    let failed = |error: ParquetError| ReleaseError::table(&table.name, error);
    for start in (0..rows.height()).step_by(BATCH) {
        let cells = array(table, field, &rows.slice(start as i64, BATCH))?;
        for leaf in compute_leaves(arrow_field, &cells).map_err(failed)? {
            writer.write(&leaf).map_err(failed)?;
        }
    }
    writer.close().map_err(failed)
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
