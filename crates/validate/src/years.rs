//! The years of a table, dataset by dataset: what a file said last year is the nearest thing to what it should look like.

use std::collections::{BTreeMap, HashMap};

use erario_columns::Distinct;
use polars::prelude::*;

use crate::frame::Frame;

/// What stays the same from year to year: publisher, dataset, scheme or account, and the part of the year (`-Q2`).
pub(crate) type Series<'a> = [Option<&'a str>; 4];

/// The rows of each year of each series.
pub(crate) type Years<'a> = BTreeMap<Series<'a>, BTreeMap<i32, Vec<u32>>>;

pub(crate) fn years<'a>(frame: Frame<'a>) -> PolarsResult<Years<'a>> {
    let mut years = Years::new();
    let (Some(publisher), Some(dataset)) = (frame.column("publisher"), frame.column("dataset")) else {
        return Ok(years);
    };
    let Some(fiscal_years) = frame.years("fiscal_year")? else { return Ok(years) };
    let scheme = frame.column("revenue_scheme").or_else(|| frame.column("account"));
    let columns = [Some(publisher), Some(dataset), scheme, frame.column("period")];
    let mut distinct = Vec::new();
    for column in columns {
        distinct.push(column.map(Distinct::of).transpose()?);
    }
    let place = |column: &Option<Distinct>, row: usize| column.as_ref().map_or(0, |column| column.places[row]);
    // Rows by the places of their texts first: a table has a million rows and a few dozen series.
    let mut groups: HashMap<([u32; 4], i32), Vec<u32>> = HashMap::new();
    for (row, year) in fiscal_years.iter().enumerate() {
        let Some(year) = year else { continue };
        let key: [u32; 4] = std::array::from_fn(|at| place(&distinct[at], row));
        groups.entry((key, year)).or_default().push(row as u32);
    }
    for ((_, year), rows) in groups {
        let text = |at: usize| distinct[at].as_ref().and_then(|column| column.text(rows[0] as usize));
        let part = text(3).map(|period| period.strip_prefix(year.to_string().as_str()).unwrap_or(period));
        years.entry([text(0), text(1), text(2), part]).or_default().entry(year).or_default().extend(rows);
    }
    Ok(years)
}

/// Rows of a year and of the year before it, of all series.
pub(crate) fn pairs<'y>(years: &'y Years) -> impl Iterator<Item = [&'y [u32]; 2]> {
    years.values().flat_map(|series| {
        series.iter().filter_map(|(year, rows)| Some([series.get(&(year - 1))?.as_slice(), rows.as_slice()]))
    })
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;

    use super::{pairs, years};
    use crate::frame::Frame;
    use crate::sample::{FUNCTION, cut, quarter, tables};

    #[test]
    fn years_follow_each_other_within_a_dataset_and_a_part_of_the_year() {
        let mut rows = cut(FUNCTION, 2018, &[(1, 1), (2, 2)]);
        rows.extend(cut(FUNCTION, 2019, &[(3, 3)]));
        rows.extend(cut(FUNCTION, 2021, &[(4, 4)]));
        rows.extend(quarter(FUNCTION, 2, &[(5, 5)]));
        let tables = tables(&rows);
        let frame = Frame { table: Schema::embedded().table(FUNCTION).unwrap(), data: &tables[FUNCTION] };
        let years = years(frame).unwrap();
        assert_eq!(years.len(), 2, "whole years, and second quarters");
        let pairs: Vec<[&[u32]; 2]> = pairs(&years).collect();
        assert_eq!(pairs, [[&[0_u32, 1][..], &[2]]]);
    }
}
