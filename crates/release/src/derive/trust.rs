//! Trust, row by row, from doubts, amount by amount.

use std::borrow::Cow;
use std::collections::HashMap;

use erario_columns::gather;
use erario_model::{Doubt, Doubts};
use polars::prelude::*;

/// What is doubted in a row: places in the list of doubts. Rows share few such sets, so each is written out once.
type DoubtSet = Vec<usize>;

/// Adds `trust`, `doubtful_amounts` and `doubt` to the rows of a table.
pub fn with_trust(table: &str, mut facts: DataFrame, doubts: &Doubts) -> PolarsResult<DataFrame> {
    let doubts: Vec<(&Doubt, &[u32])> = doubts.iter().filter(|(doubt, _)| doubt.table == table).collect();
    let mut sets: Vec<DoubtSet> = vec![Vec::new()];
    let mut with: HashMap<(u32, usize), u32> = HashMap::new();
    let mut set_of_row: Vec<u32> = vec![0; facts.height()];
    for (place, (_, rows)) in doubts.iter().enumerate() {
        for row in *rows {
            let set = &mut set_of_row[*row as usize];
            if sets[*set as usize].last() == Some(&place) {
                continue;
            }
            *set = *with.entry((*set, place)).or_insert_with(|| {
                let mut larger = sets[*set as usize].clone();
                larger.push(place);
                sets.push(larger);
                sets.len() as u32 - 1
            });
        }
    }
    let said: Vec<Said> = sets.iter().map(|set| Said::of(set.iter().map(|place| doubts[*place].0))).collect();
    let text = |text: &Option<String>| text.clone().map(Cow::Owned);
    let trust = said.iter().map(|said| Some(Cow::Borrowed(if said.doubt.is_some() { "doubtful" } else { "ok" })));
    facts.with_column(gather("trust", trust, set_of_row.clone())?)?;
    let amounts = said.iter().map(|said| text(&said.amounts));
    facts.with_column(gather("doubtful_amounts", amounts, set_of_row.clone())?)?;
    let doubt = said.iter().map(|said| text(&said.doubt));
    facts.with_column(gather("doubt", doubt, set_of_row)?)?;
    Ok(facts)
}

/// A set of doubts as a row says it.
struct Said {
    amounts: Option<String>,
    doubt: Option<String>,
}

impl Said {
    /// Doubts come sorted by amount, then by rule.
    fn of<'a>(doubts: impl Iterator<Item = &'a Doubt>) -> Said {
        let mut amounts: Vec<&str> = Vec::new();
        let mut pairs: Vec<String> = Vec::new();
        for doubt in doubts {
            if amounts.last() != Some(&doubt.amount.as_str()) {
                amounts.push(&doubt.amount);
            }
            pairs.push(format!("{}:{}", doubt.amount, doubt.rule));
        }
        let joined = |parts: String| (!parts.is_empty()).then_some(parts);
        Said { amounts: joined(amounts.join(";")), doubt: joined(pairs.join(";")) }
    }
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
