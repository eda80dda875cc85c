//! Typed columns, in the order of a table's fields.

use erario_columns::{Distinct, coded, constant};
use erario_model::{FieldType, Money, Schema, Table};
use polars::prelude::*;

use super::Assembly;
use crate::Plan;
use crate::decode::SourceError;
use crate::steps::{LEVEL, NAME, NODE, PARENT};

impl Assembly<'_> {
    pub(super) fn facts(
        &self,
        rows: Option<&[u32]>,
        amounts: &[(String, Vec<Option<i64>>)],
    ) -> PolarsResult<DataFrame> {
        let frame = self.rows(rows)?;
        let mut columns = self.typed(&frame, rows, self.output, amounts)?;
        for hidden in [LEVEL, NODE, PARENT] {
            columns.extend(frame.column(hidden).cloned().ok());
        }
        DataFrame::new(frame.height(), columns)
    }

    pub(super) fn totals(&self, rows: &[u32], amounts: &[(String, Vec<Option<i64>>)]) -> PolarsResult<DataFrame> {
        let Some(totals) = self.schema.table("published_total") else {
            polars_bail!(ColumnNotFound: "the schema has no table `published_total`");
        };
        let mut frame = self.rows(Some(rows))?;
        if let (Some(classification), Ok(nodes)) = (self.plan.classification(), frame.column(NODE).cloned()) {
            let (levels, names) = (frame.column(LEVEL)?.clone(), frame.column(NAME)?.clone());
            let classification = constant("classification", Some(classification), frame.height());
            frame.with_column(classification)?;
            frame.with_column(nodes.with_name("code".into()))?;
            frame.with_column(levels.with_name("level".into()))?;
            frame.with_column(names.with_name("name".into()))?;
        }
        let mut columns = self.typed(&frame, Some(rows), totals, amounts)?;
        for hidden in [LEVEL, NODE, PARENT] {
            columns.extend(frame.column(hidden).cloned().ok());
        }
        DataFrame::new(frame.height(), columns)
    }

    fn rows(&self, rows: Option<&[u32]>) -> PolarsResult<DataFrame> {
        match rows {
            None => Ok(self.work.frame.clone()),
            Some(rows) => {
                let rows: IdxCa = rows.iter().map(|row| Some(*row)).collect();
                self.work.frame.take(&rows)
            }
        }
    }

    /// The fields of a table, in its order and types; a field that no column fills is null throughout.
    fn typed(
        &self,
        frame: &DataFrame,
        rows: Option<&[u32]>,
        table: &Table,
        amounts: &[(String, Vec<Option<i64>>)],
    ) -> PolarsResult<Vec<Column>> {
        let height = frame.height();
        let mut columns = Vec::with_capacity(table.fields.len());
        for field in table.fields.iter().filter(|field| !is_trust(&field.name)) {
            let name: PlSmallStr = field.name.as_str().into();
            let dtype = polars_type(field.field_type);
            let column = match (field.field_type, field.name.as_str()) {
                (FieldType::Money, name_of) => match amounts.iter().find(|(amount, _)| amount == name_of) {
                    Some((_, values)) => Column::new(name, values),
                    None => Column::full_null(name, height, &dtype),
                },
                (FieldType::Decimal, name_of) => match self.decimals.iter().find(|(decimal, _)| decimal == name_of) {
                    Some((_, values)) => {
                        let values: Int128Chunked = of_rows(values, rows).into_iter().collect();
                        values.with_name(name).into_decimal_unchecked(18, 6).into_column()
                    }
                    None => Column::full_null(name, height, &dtype),
                },
                (FieldType::Integer, name_of) if self.integers.iter().any(|(integer, _)| integer == name_of) => {
                    let integers = self.integers.iter().filter(|(integer, _)| integer == name_of);
                    let values: Vec<Option<i64>> = integers.flat_map(|(_, values)| of_rows(values, rows)).collect();
                    Column::new(name, values)
                }
                (_, "source_id") => constant(&name, Some(self.source_id), height),
                (_, "source_part") => constant(&name, self.work.part.as_deref(), height),
                _ => match frame.column(&field.name) {
                    Ok(column) if *column.dtype() == dtype => column.clone(),
                    Ok(column) if dtype == DataType::Boolean => booleans(column)?,
                    Ok(column) => column.cast(&dtype)?,
                    Err(_) => Column::full_null(name, height, &dtype),
                },
            };
            // Rows of a large table wait for the rules and the files in little memory.
            let is_text = field.field_type == FieldType::String;
            columns.push(if table.is_partitioned && is_text { coded(&column)? } else { column });
        }
        Ok(columns)
    }
}

/// The values of some rows, or of all.
fn of_rows<T: Copy>(values: &[Option<T>], rows: Option<&[u32]>) -> Vec<Option<T>> {
    rows.map_or_else(|| values.to_vec(), |rows| rows.iter().map(|row| values[*row as usize]).collect())
}

/// `true` and `false`; whatever else stands there is null.
fn booleans(column: &Column) -> PolarsResult<Column> {
    let Distinct { values, places } = Distinct::of(column)?;
    let values: BooleanChunked = values.into_iter().map(|text| text?.parse::<bool>().ok()).collect();
    if let (1, Some(value)) = (values.len(), values.iter().next().flatten()) {
        return Ok(Column::new_scalar(column.name().clone(), value.into(), places.len()));
    }
    let places = IdxCa::from_vec(PlSmallStr::EMPTY, places);
    Ok(values.take(&places)?.with_name(column.name().clone()).into_column())
}

/// Fields that follow from the rules, once all tables are there.
fn is_trust(field: &str) -> bool {
    matches!(field, "trust" | "doubtful_amounts" | "doubt")
}

fn polars_type(field_type: FieldType) -> DataType {
    match field_type {
        FieldType::String => DataType::String,
        FieldType::Year => DataType::Int32,
        FieldType::Integer | FieldType::Money => DataType::Int64,
        FieldType::Boolean => DataType::Boolean,
        FieldType::Decimal => DataType::Decimal(18, 6),
    }
}

/// The totals that the publisher states outside the file, as rows of `published_total`.
pub fn declared_totals(plan: &Plan, schema: &Schema, source_id: &str) -> Result<DataFrame, SourceError> {
    if plan.published_totals.is_empty() {
        return Ok(DataFrame::default());
    }
    let table = schema
        .table("published_total")
        .ok_or_else(|| polars_err!(ColumnNotFound: "the schema has no table `published_total`"))?;
    let mut columns = Vec::new();
    for field in table.fields.iter().filter(|field| !is_trust(&field.name)) {
        let name: PlSmallStr = field.name.as_str().into();
        let totals = plan.published_totals.iter();
        columns.push(match (field.field_type, field.name.as_str()) {
            (FieldType::Money, amount) => {
                let read = |text: &String| text.parse::<Money>().ok().map(Money::centavos);
                Column::new(name, totals.map(|total| total.amounts.get(amount).and_then(read)).collect::<Vec<_>>())
            }
            (_, "level") => Column::new(name, totals.map(|total| total.level).collect::<Vec<_>>()),
            (FieldType::Year, _) => Column::new(name, totals.map(|total| total.fiscal_year).collect::<Vec<_>>()),
            (FieldType::Boolean, set) => {
                let value = plan.set.get(set).map(|value| value == "true");
                Column::new(name, vec![value; plan.published_totals.len()])
            }
            (FieldType::Integer | FieldType::Decimal, _) => {
                Column::full_null(name, plan.published_totals.len(), &polars_type(field.field_type))
            }
            (FieldType::String, set) => {
                let text = |total: &erario_model::DeclaredTotal| match set {
                    "publisher" => Some(plan.publisher.clone()),
                    "dataset" => Some(plan.dataset.clone()),
                    "edition" => Some(plan.edition.clone()),
                    "period" => Some(total.fiscal_year.to_string()),
                    "classification" => Some(total.classification.clone()),
                    "code" => Some(total.code.clone()),
                    "name" => Some(total.name.clone()),
                    "evidence" => Some(total.evidence.clone()),
                    "source_id" => Some(source_id.to_owned()),
                    other => plan.set.get(other).cloned(),
                };
                Column::new(name, totals.map(text).collect::<Vec<_>>())
            }
        });
    }
    Ok(DataFrame::new(plan.published_totals.len(), columns)?)
}
