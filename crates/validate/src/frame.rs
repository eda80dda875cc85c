//! A table's frame, read by column name; a column that is not there is null throughout.

use erario_columns::text_at;
use erario_model::codelist::Jurisdiction;
use erario_model::{FigureId, Finding, Rule, Table};
use polars::prelude::*;

/// The rows of one table.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub table: &'a Table,
    pub data: &'a DataFrame,
}

impl<'a> Frame<'a> {
    pub fn column(self, column: &str) -> Option<&'a Column> {
        self.data.column(column).ok().filter(|column| column.dtype() != &DataType::Null)
    }

    pub fn series(self, column: &str) -> Option<&'a Series> {
        self.column(column).map(Column::as_materialized_series)
    }

    pub fn strings(self, column: &str) -> PolarsResult<Option<&'a StringChunked>> {
        self.series(column).map(|series| series.str()).transpose()
    }

    pub fn integers(self, column: &str) -> PolarsResult<Option<&'a Int64Chunked>> {
        self.series(column).map(|series| series.i64()).transpose()
    }

    pub fn years(self, column: &str) -> PolarsResult<Option<&'a Int32Chunked>> {
        self.series(column).map(|series| series.i32()).transpose()
    }

    pub fn text(self, column: &str, row: u32) -> Option<&'a str> {
        text_at(self.column(column)?, row as usize)
    }

    pub fn integer(self, column: &str, row: u32) -> Option<i64> {
        self.series(column)?.i64().ok()?.get(row as usize)
    }

    fn fiscal_year(self, row: u32) -> Option<i32> {
        self.series("fiscal_year")?.i32().ok()?.get(row as usize)
    }

    fn is_earmarked(self, row: u32) -> Option<bool> {
        self.series("is_earmarked")?.bool().ok()?.get(row as usize)
    }

    /// The row among `rows` that comes first in its source, whatever the order of the frame.
    pub fn first(self, rows: &[u32]) -> PolarsResult<u32> {
        let [edition, source, part] = ["edition", "source_id", "source_part"].map(|column| self.column(column));
        let record = self.integers("source_row")?;
        let string = |column: Option<&'a Column>, row: u32| text_at(column?, row as usize);
        let number = |row: u32| record.and_then(|record| record.get(row as usize));
        let place = |row: u32| (string(edition, row), string(source, row), string(part, row), row);
        let first = rows
            .iter()
            .copied()
            .min_by(|one, other| number(*one).cmp(&number(*other)).then_with(|| place(*one).cmp(&place(*other))));
        Ok(first.unwrap_or_default())
    }

    /// Where people look: `Quintana Roo 2020`, `Instituto de Educación, Guanajuato 2018-Q1`.
    pub fn place(self, row: u32) -> String {
        let entity = self.text("entity_name", row).or_else(|| self.text("entity_code", row));
        let code = self.text("jurisdiction_code", row);
        let of_code = || Jurisdiction::of(code?).map(|known| known.name.as_str()).or(code);
        let names = [entity, self.text("jurisdiction_name", row).or_else(of_code)];
        let names = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let year = self.fiscal_year(row).map(|year| year.to_string());
        // A period names its year, as a rule; if it does not, the year is what people look for.
        let period =
            self.text("period", row).filter(|period| year.as_ref().is_none_or(|year| period.starts_with(year)));
        let time = period.map(str::to_owned).or(year);
        [Some(names).filter(|names| !names.is_empty()), time].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What people call the row: the name of the finest code that it has.
    pub fn name(self, row: u32) -> Option<&'a str> {
        let names = self.table.fields.iter().map(|field| field.name.as_str()).filter(|name| name.ends_with("_name"));
        let own = names.filter(|name| !["jurisdiction_name", "entity_name", "state_name"].contains(name));
        own.filter_map(|name| self.text(name, row)).next_back()
    }

    /// A finding that names the row's source and, with an amount, its figure.
    pub fn finding(self, rule: &Rule, row: u32, amount: Option<&str>) -> Finding {
        let owned = |column: &str| self.text(column, row).map(str::to_owned);
        Finding {
            publisher: owned("publisher").unwrap_or_default(),
            dataset: owned("dataset").unwrap_or_default(),
            edition: owned("edition").unwrap_or_default(),
            table_name: Some(self.table.name.clone()),
            jurisdiction_code: owned("jurisdiction_code"),
            fiscal_year: self.fiscal_year(row),
            period: owned("period"),
            figure_id: amount.and_then(|amount| self.figure_id(row, amount)),
            source_id: owned("source_id"),
            source_part: owned("source_part"),
            source_row: self.integer("source_row", row),
            field: amount.map(str::to_owned),
            ..rule.finding()
        }
    }

    /// The id of the figure in `amount`; `None` where the row does not say enough to have one.
    pub fn figure_id(self, row: u32, amount: &str) -> Option<String> {
        if self.table.figure_code.is_empty() {
            return None;
        }
        let columns = self.table.figure_code.iter().map(String::as_str);
        let code = columns.filter_map(|column| Some((column, self.text(column, row)?)));
        let id = FigureId {
            table: self.table.name.clone(),
            jurisdiction: self.text("jurisdiction_code", row)?.to_owned(),
            entity: self.text("entity_code", row).map(str::to_owned),
            fiscal_year: self.fiscal_year(row)?,
            code: FigureId::code_of(code, self.text("_node", row)),
            is_earmarked: self.is_earmarked(row),
            phase: amount.to_owned(),
            edition: None,
        };
        Some(id.to_string())
    }
}
