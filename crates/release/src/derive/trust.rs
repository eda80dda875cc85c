//! Trust, row by row, from doubts, amount by amount.

use std::collections::BTreeMap;

use erario_model::Doubts;
use polars::prelude::*;

/// Adds `trust`, `doubtful_amounts` and `doubt` to the rows of a table.
///
/// An amount that is null is never doubtful, except where the rule is about the cell that made it null.
pub fn with_trust(table: &str, mut facts: DataFrame, doubts: &Doubts) -> PolarsResult<DataFrame> {
    let mut by_row: BTreeMap<u32, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for (doubt, rows) in doubts.iter().filter(|(doubt, _)| doubt.table == table) {
        for row in rows {
            let rules = by_row.entry(*row).or_default().entry(&doubt.amount).or_default();
            if !rules.contains(&doubt.rule.as_str()) {
                rules.push(&doubt.rule);
            }
        }
    }
    let height = facts.height();
    if by_row.is_empty() {
        let ok = Scalar::new(DataType::String, AnyValue::StringOwned("ok".into()));
        facts.with_column(Column::new_scalar("trust".into(), ok, height))?;
        facts.with_column(Column::full_null("doubtful_amounts".into(), height, &DataType::String))?;
        facts.with_column(Column::full_null("doubt".into(), height, &DataType::String))?;
        return Ok(facts);
    }
    let rows = || (0..height as u32).map(|row| by_row.get(&row));
    let trust: StringChunked = rows().map(|doubts| Some(if doubts.is_some() { "doubtful" } else { "ok" })).collect();
    let amounts: StringChunked =
        rows().map(|doubts| doubts.map(|doubts| doubts.keys().copied().collect::<Vec<_>>().join(";"))).collect();
    let doubt: StringChunked = rows()
        .map(|doubts| {
            let pairs =
                doubts?.iter().flat_map(|(amount, rules)| rules.iter().map(move |rule| format!("{amount}:{rule}")));
            Some(pairs.collect::<Vec<_>>().join(";"))
        })
        .collect();
    for (name, column) in [("trust", trust), ("doubtful_amounts", amounts), ("doubt", doubt)] {
        facts.with_column(column.with_name(name.into()).into_column())?;
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_is_the_worst_of_the_row_and_says_which_amount() {
        let facts = df!("approved" => [1_i64, 2]).unwrap();
        let mut doubts = Doubts::default();
        doubts.add("t", "approved", "cuts-disagree", [0]);
        doubts.add("t", "accrued", "copied-block", [0]);
        doubts.add("t", "accrued", "cuts-disagree", [0]);
        doubts.add("other", "approved", "cuts-disagree", [1]);
        let facts = with_trust("t", facts, &doubts).unwrap();
        let text = |column: &str, row| facts.column(column).unwrap().str().unwrap().get(row).map(str::to_owned);
        assert_eq!(text("trust", 0).as_deref(), Some("doubtful"));
        assert_eq!(text("doubtful_amounts", 0).as_deref(), Some("accrued;approved"));
        assert_eq!(
            text("doubt", 0).as_deref(),
            Some("accrued:copied-block;accrued:cuts-disagree;approved:cuts-disagree")
        );
        assert_eq!(text("trust", 1).as_deref(), Some("ok"));
        assert_eq!(text("doubt", 1), None);
    }
}
