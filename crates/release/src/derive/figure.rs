//! The permanent id of an amount, read off the rows of a fact table.

use erario_columns::text_at;
use erario_model::{FigureId, Table};
use polars::prelude::*;

/// The columns that make up figure ids.
pub(super) struct FigureIds<'a> {
    table: &'a Table,
    jurisdiction: &'a Column,
    entity: &'a Column,
    fiscal_year: &'a Int32Chunked,
    code: Vec<(&'a str, &'a Column)>,
    node: Option<&'a Column>,
    is_earmarked: Option<&'a BooleanChunked>,
}

impl<'a> FigureIds<'a> {
    pub fn read(table: &'a Table, facts: &'a DataFrame) -> PolarsResult<Self> {
        let code = table.figure_code.iter().map(|column| Ok((column.as_str(), facts.column(column)?)));
        Ok(FigureIds {
            table,
            jurisdiction: facts.column("jurisdiction_code")?,
            entity: facts.column("entity_code")?,
            fiscal_year: facts.column("fiscal_year")?.i32()?,
            code: code.collect::<PolarsResult<_>>()?,
            node: facts.column("_node").ok(),
            is_earmarked: facts.column("is_earmarked").ok().map(Column::bool).transpose()?,
        })
    }

    /// The id of one amount of one row.
    pub fn of(&self, row: usize, phase: &str) -> FigureId {
        let owned = |column: &Column| text_at(column, row).map(str::to_owned);
        FigureId {
            table: self.table.name.clone(),
            jurisdiction: owned(self.jurisdiction).unwrap_or_default(),
            entity: owned(self.entity),
            fiscal_year: self.fiscal_year.get(row).unwrap_or_default(),
            code: self.code(row),
            is_earmarked: self.is_earmarked(row),
            phase: phase.to_owned(),
            edition: None,
        }
    }

    pub fn code(&self, row: usize) -> String {
        let parts = self.code.iter().filter_map(|(column, values)| Some((*column, text_at(values, row)?)));
        FigureId::code_of(parts, self.node.and_then(|node| text_at(node, row)))
    }

    pub fn is_earmarked(&self, row: usize) -> Option<bool> {
        self.is_earmarked.and_then(|column| column.get(row))
    }
}
