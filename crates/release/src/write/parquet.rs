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
use super::notes;
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
    file_notes: &FileNotes,
) -> Result<String, ReleaseError> {
    let fields: Vec<&Field> = table.fields.iter().filter(|field| Some(field.name.as_str()) != partition).collect();
    let schema = arrow_schema(table, &fields);
    let file = HashedFile::create(path).map_err(ReleaseError::disk(path))?;
    let failed = ReleaseError::parquet(&table.name, path);
    let properties = properties(&fields, file_notes.created_by, notes::of(table, rows, file_notes)?);
    let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties)).map_err(failed)?;
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

fn properties(fields: &[&Field], created_by: &str, metadata: Vec<KeyValue>) -> WriterProperties {
    let level = ZstdLevel::try_new(3).unwrap_or_default();
    let mut properties = WriterProperties::builder()
        .set_created_by(created_by.to_owned())
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

#[cfg(test)]
mod tests {
    use erario_model::{FieldType, Schema};
    use parquet::file::page_index::column_index::ColumnIndexMetaData;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::file::serialized_reader::ReadOptionsBuilder;
    use parquet::file::statistics::Statistics;
    use polars::prelude::{Column, DataFrame};

    use super::*;
    use crate::dtype::dtype_of;

    /// Two's complement and bounds of INT64 decimals have gone wrong in other writers where signs were mixed.
    #[test]
    fn amounts_of_both_signs_over_many_pages_have_the_right_bounds() {
        let table = Schema::embedded().table("spending_by_type").unwrap();
        let height = ROW_GROUP + 50_000;
        let amounts: Vec<i64> = (0..height as i64).map(|row| (row * 7_919 % 1_000_003 - 500_000) * 1_000).collect();
        let column = |field: &Field| match (field.field_type, field.name.as_str()) {
            (FieldType::Money, "approved") => Column::new("approved".into(), &amounts),
            (kind, name) => Column::full_null(name.into(), height, &dtype_of(kind)),
        };
        let rows = DataFrame::new(height, table.fields.iter().map(column).collect()).unwrap();
        let nullable = Table { required: Vec::new(), ..table.clone() };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.parquet");
        let notes = FileNotes { schema_version: "1", licence: "", created_by: "erario" };
        write_parquet(&path, &nullable, &rows, None, &notes).unwrap();

        let options = ReadOptionsBuilder::new().with_page_index().build();
        let reader = SerializedFileReader::new_with_options(std::fs::File::open(&path).unwrap(), options).unwrap();
        let metadata = reader.metadata();
        let place = table.fields.iter().position(|field| field.name == "approved").unwrap();
        assert_eq!(metadata.num_row_groups(), 2);
        let mut pages = 0;
        for (group, amounts) in amounts.chunks(ROW_GROUP).enumerate() {
            let bounds = (amounts.iter().min().unwrap(), amounts.iter().max().unwrap());
            let Some(Statistics::Int64(found)) = metadata.row_group(group).column(place).statistics() else { panic!() };
            assert_eq!((found.min_opt().unwrap(), found.max_opt().unwrap()), bounds);
            assert!(*bounds.0 < 0 && *bounds.1 > 0);
            let pages_of = metadata.page_index_for_row_group(group);
            let Some(ColumnIndexMetaData::INT64(index)) = pages_of.column_index(place) else { panic!() };
            let starts = pages_of.page_locations(place).unwrap();
            for (page, start) in starts.iter().enumerate() {
                let end = starts.get(page + 1).map_or(amounts.len(), |next| next.first_row_index as usize);
                let of_page = &amounts[start.first_row_index as usize..end];
                assert_eq!(
                    (index.min_value(page), index.max_value(page)),
                    (of_page.iter().min(), of_page.iter().max())
                );
                pages += 1;
            }
        }
        assert!(pages > 5, "{pages}");
    }
}
