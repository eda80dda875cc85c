//! Which figure gave a theme what: one row a fact row and published amount.

use erario_columns::{constant, plain};
use erario_model::Table;
use polars::prelude::*;

use super::Part;
use crate::derive::figure::FigureIds;

/// The rows of `theme_line` that a part makes. Budget lines have no figure ids, and would be a million rows that say
/// the same: `rule_id` tells which of them count.
pub(super) fn lines(facts: &DataFrame, table: &Table, part: &Part) -> PolarsResult<DataFrame> {
    if table.figure_code.is_empty() {
        return Ok(DataFrame::default());
    }
    let ids = FigureIds::read(table, facts)?;
    let amounts = table.amounts().map(|field| Ok((field.name.as_str(), facts.column(&field.name)?.i64()?)));
    let amounts = amounts.collect::<PolarsResult<Vec<_>>>()?;
    let (mut picked, mut figures, mut shares, mut evidence) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for counted in &part.rows {
        let row = counted.row as usize;
        for (amount, _) in amounts.iter().filter(|(_, values)| values.get(row).is_some()) {
            picked.push(counted.row);
            figures.push(ids.of(row, amount).to_string());
            shares.push(counted.share.to_string());
            evidence.push(counted.evidence.as_str());
        }
    }
    let index = IdxCa::from_vec(PlSmallStr::EMPTY, picked);
    let mut frame =
        plain(facts.select(["publisher", "dataset", "edition", "jurisdiction_code", "fiscal_year"])?.take(&index)?)?;
    let height = frame.height();
    for (name, value) in [("theme", part.theme), ("scheme", part.scheme.as_str()), ("rule_id", part.rule_id)] {
        frame.with_column(constant(name, Some(value), height))?;
    }
    frame.with_column(Column::new("figure_id".into(), figures))?;
    frame.with_column(Column::new("share".into(), shares).cast(&DataType::Decimal(18, 6))?)?;
    frame.with_column(Column::new("evidence".into(), evidence))?;
    Ok(frame)
}
