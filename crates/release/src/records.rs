//! The tables that erario writes about its own work, from rows to frames.

use erario_model::{ConservationLine, Finding, Publication, QualityLine, SetAside, SourceFile};
use polars::prelude::*;

/// A column of text, one cell a row.
pub(crate) fn text<'a, T, S: AsRef<str> + 'a>(
    name: &str,
    rows: &'a [T],
    of: impl Fn(&'a T) -> Option<&'a S>,
) -> Column {
    let column: StringChunked = rows.iter().map(|row| of(row).map(AsRef::as_ref)).collect();
    column.with_name(name.into()).into_column()
}

/// A column of whole numbers, one cell a row.
pub(crate) fn number<T>(name: &str, rows: &[T], of: impl Fn(&T) -> Option<i64>) -> Column {
    Column::new(name.into(), rows.iter().map(of).collect::<Vec<_>>())
}

/// The table `finding`.
pub fn finding_frame(rows: &[Finding]) -> PolarsResult<DataFrame> {
    let years: Vec<Option<i32>> = rows.iter().map(|row| row.fiscal_year).collect();
    let columns = vec![
        text("finding_id", rows, |row| Some(&row.finding_id)),
        text("rule_code", rows, |row| Some(&row.rule_code)),
        text("severity", rows, |row| Some(&row.severity)),
        text("publisher", rows, |row| Some(&row.publisher)),
        text("dataset", rows, |row| Some(&row.dataset)),
        text("edition", rows, |row| Some(&row.edition)),
        text("table_name", rows, |row| row.table_name.as_ref()),
        text("jurisdiction_code", rows, |row| row.jurisdiction_code.as_ref()),
        Column::new("fiscal_year".into(), years),
        text("period", rows, |row| row.period.as_ref()),
        text("figure_id", rows, |row| row.figure_id.as_ref()),
        text("source_id", rows, |row| row.source_id.as_ref()),
        text("source_part", rows, |row| row.source_part.as_ref()),
        number("source_row", rows, |row| row.source_row),
        text("cell", rows, |row| row.cell.as_ref()),
        text("field", rows, |row| row.field.as_ref()),
        text("found", rows, |row| row.found.as_ref()),
        text("expected", rows, |row| row.expected.as_ref()),
        number("occurrences", rows, |row| Some(row.occurrences)),
        number("amount_affected", rows, |row| row.amount_affected),
        text("message_es", rows, |row| Some(&row.message_es)),
        text("message_en", rows, |row| Some(&row.message_en)),
    ];
    DataFrame::new(rows.len(), columns)
}

/// The table `set_aside`.
pub fn set_aside_frame(rows: &[SetAside]) -> PolarsResult<DataFrame> {
    let columns = vec![
        text("publisher", rows, |row| Some(&row.publisher)),
        text("dataset", rows, |row| Some(&row.dataset)),
        text("edition", rows, |row| Some(&row.edition)),
        text("source_id", rows, |row| Some(&row.source_id)),
        text("source_part", rows, |row| row.source_part.as_ref()),
        number("source_row", rows, |row| Some(row.source_row)),
        text("field", rows, |row| row.field.as_ref()),
        text("rule_code", rows, |row| Some(&row.rule_code)),
        text("cells", rows, |row| Some(&row.cells)),
    ];
    DataFrame::new(rows.len(), columns)
}

/// The table `source_file`.
pub fn source_file_frame(rows: &[SourceFile]) -> PolarsResult<DataFrame> {
    let samples: Vec<bool> = rows.iter().map(|row| row.is_sample).collect();
    let columns = vec![
        text("source_id", rows, |row| Some(&row.source_id)),
        text("publisher", rows, |row| Some(&row.publisher)),
        text("dataset", rows, |row| Some(&row.dataset)),
        text("edition", rows, |row| Some(&row.edition)),
        text("file_name", rows, |row| Some(&row.file_name)),
        text("url", rows, |row| row.url.as_ref()),
        text("retrieved_at", rows, |row| Some(&row.retrieved_at)),
        text("sha256", rows, |row| Some(&row.sha256)),
        number("size_bytes", rows, |row| Some(row.size_bytes)),
        text("licence_id", rows, |row| Some(&row.licence_id)),
        text("attribution", rows, |row| Some(&row.attribution)),
        Column::new("arrival".into(), rows.iter().map(|row| row.arrival).collect::<Vec<_>>()),
        Column::new("is_sample".into(), samples),
    ];
    DataFrame::new(rows.len(), columns)
}

/// The table `publication`.
pub fn publication_frame(rows: &[Publication]) -> PolarsResult<DataFrame> {
    let events: Vec<&str> = rows.iter().map(|row| row.event.code()).collect();
    let columns = vec![
        text("publisher", rows, |row| Some(&row.publisher)),
        text("dataset", rows, |row| Some(&row.dataset)),
        text("edition", rows, |row| Some(&row.edition)),
        Column::new("event".into(), events),
        text("seen_at", rows, |row| Some(&row.seen_at)),
        text("last_modified", rows, |row| row.last_modified.as_ref()),
        text("url", rows, |row| row.url.as_ref()),
        text("source_id", rows, |row| row.source_id.as_ref()),
        text("sha256", rows, |row| row.sha256.as_ref()),
        number("size_bytes", rows, |row| row.size_bytes.and_then(|bytes| i64::try_from(bytes).ok())),
    ];
    DataFrame::new(rows.len(), columns)
}

/// The table `conservation`.
pub fn conservation_frame(rows: &[ConservationLine]) -> PolarsResult<DataFrame> {
    let columns = vec![
        text("publisher", rows, |row| Some(&row.publisher)),
        text("dataset", rows, |row| Some(&row.dataset)),
        text("edition", rows, |row| Some(&row.edition)),
        text("source_id", rows, |row| Some(&row.source_id)),
        text("source_part", rows, |row| row.source_part.as_ref()),
        text("measure", rows, |row| Some(&row.measure)),
        text("line", rows, |row| Some(&row.line)),
        text("value", rows, |row| Some(&row.value)),
    ];
    DataFrame::new(rows.len(), columns)
}

/// The table `quality`.
pub fn quality_frame(rows: &[QualityLine]) -> PolarsResult<DataFrame> {
    let columns = vec![
        Column::new("quality_dimension".into(), rows.iter().map(|row| row.dimension.code()).collect::<Vec<_>>()),
        Column::new("quality_measure".into(), rows.iter().map(|row| row.measure).collect::<Vec<_>>()),
        text("publisher", rows, |row| row.publisher.as_ref()),
        text("dataset", rows, |row| row.dataset.as_ref()),
        text("edition", rows, |row| row.edition.as_ref()),
        text("jurisdiction_code", rows, |row| row.jurisdiction_code.as_ref()),
        text("coverage", rows, |row| row.coverage.as_ref()),
        text("entity_code", rows, |row| row.entity_code.as_ref()),
        text("table_name", rows, |row| row.table_name.as_ref()),
        text("field", rows, |row| row.field.as_ref()),
        text("period", rows, |row| row.period.as_ref()),
        number("measured", rows, |row| Some(row.measured)),
        number("out_of", rows, |row| row.out_of),
        number("amount_measured", rows, |row| row.amount_measured),
        number("amount_out_of", rows, |row| row.amount_out_of),
        text("finding_rules", rows, |row| row.finding_rules.as_ref()),
        text("evidence_table", rows, |row| Some(&row.evidence_table)),
        text("evidence_filter", rows, |row| Some(&row.evidence_filter)),
    ];
    DataFrame::new(rows.len(), columns)
}
