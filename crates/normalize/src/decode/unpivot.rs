//! Wide tables made long: a header that is a year is a value, and not the name of a column.
//!
//! It is done before anything else looks at the records, so that the books count what the steps will see.

use erario_model::Unpivot;
use polars::prelude::*;
use regex::Regex;

use super::{SOURCE_ROW, SourceError, TextTable};

/// Hidden: the header that an unpivoted record stood under, to cite its cell.
pub(crate) const HEADER: &str = "_header";

/// The headers that are values.
pub(super) struct ValueHeaders(Regex);

impl ValueHeaders {
    pub fn of(unpivot: &Unpivot) -> Result<ValueHeaders, SourceError> {
        let pattern = Regex::new(&format!("^(?:{})$", unpivot.headers));
        Ok(ValueHeaders(pattern.map_err(|error| polars_err!(ComputeError: "`decode.unpivot.headers`: {error}"))?))
    }

    pub fn has(&self, header: &str) -> bool {
        self.0.is_match(header)
    }
}

/// One record for each filled cell under a header that is a value. `named` are the columns that the pipeline names, and
/// where blank means zero, a blank cell is filled.
pub(super) fn apply(
    table: TextTable,
    unpivot: &Unpivot,
    named: &[(String, Vec<String>)],
    blank_is_zero: bool,
) -> Result<TextTable, SourceError> {
    let values = ValueHeaders::of(unpivot)?;
    let is_named = |column: &str| column == SOURCE_ROW || named.iter().any(|(name, _)| name == column);
    let is_value = |column: &str| values.has(column) && !is_named(column);
    let (wide, kept): (Vec<&Column>, Vec<&Column>) =
        table.frame.columns().iter().partition(|column| is_value(column.name()));
    let wide: Vec<(&str, &StringChunked)> =
        wide.into_iter().map(|column| Ok((column.name().as_str(), column.str()?))).collect::<PolarsResult<_>>()?;
    let (mut rows, mut headers, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    let mut blank_records = table.blank_records;
    for row in 0..table.frame.height() {
        for (header, column) in &wide {
            let cell = column.get(row);
            if cell.is_none() && !blank_is_zero {
                blank_records += 1;
                continue;
            }
            rows.push(row as IdxSize);
            headers.push(*header);
            cells.push(cell);
        }
    }
    let places = IdxCa::from_vec(PlSmallStr::EMPTY, rows);
    let mut columns = kept.into_iter().map(|column| column.take(&places)).collect::<PolarsResult<Vec<_>>>()?;
    columns.push(Column::new(unpivot.name_into.as_str().into(), &headers));
    columns.push(Column::new(unpivot.value_into.as_str().into(), cells));
    columns.push(Column::new(HEADER.into(), &headers));
    let frame = DataFrame::new(places.len(), columns)?;
    let mut named_headers = table.headers.clone();
    named_headers.retain(|column, _| !is_value(column));
    Ok(TextTable { headers: named_headers, frame, blank_records, ..table })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::decode::SOURCE_ROW;

    fn wide() -> TextTable {
        let frame = df!(
            SOURCE_ROW => [2_i64, 3],
            "state" => ["Quintana Roo", "Yucatán"],
            "2019" => [Some("1841470"), None],
            "2020" => [Some("1857985"), Some("2320898")],
        );
        let headers = [("state", "ENTIDAD"), ("2019", "2019"), ("2020", "2020")];
        let headers = headers.map(|(column, header)| (column.to_owned(), header.to_owned()));
        TextTable { headers: BTreeMap::from(headers), frame: frame.unwrap(), blank_records: 1, ..TextTable::default() }
    }

    fn long(blank_is_zero: bool) -> TextTable {
        let unpivot =
            Unpivot { headers: r"\d{4}".to_owned(), name_into: "year".to_owned(), value_into: "population".to_owned() };
        apply(wide(), &unpivot, &[("state".to_owned(), vec!["ENTIDAD".to_owned()])], blank_is_zero).unwrap()
    }

    fn cells(table: &TextTable, column: &str) -> Vec<Option<String>> {
        let column = table.frame.column(column).unwrap().str().unwrap();
        column.iter().map(|cell| cell.map(str::to_owned)).collect()
    }

    #[test]
    fn each_filled_cell_is_a_record_of_its_own_and_a_blank_one_is_counted() {
        let long = long(false);
        assert_eq!(cells(&long, "year"), ["2019", "2020", "2020"].map(|year| Some(year.to_owned())));
        assert_eq!(cells(&long, "population"), ["1841470", "1857985", "2320898"].map(|people| Some(people.to_owned())));
        assert_eq!(cells(&long, "state")[2].as_deref(), Some("Yucatán"));
        let rows: Vec<i64> = long.frame.column(SOURCE_ROW).unwrap().i64().unwrap().into_no_null_iter().collect();
        assert_eq!(rows, [2, 2, 3]);
        assert_eq!(long.blank_records, 2);
        assert_eq!(long.headers.keys().collect::<Vec<_>>(), ["state"]);
    }

    #[test]
    fn a_blank_that_means_zero_is_a_record() {
        let long = long(true);
        assert_eq!((long.frame.height(), long.blank_records), (4, 1));
        assert_eq!(cells(&long, "population")[2], None);
    }
}
