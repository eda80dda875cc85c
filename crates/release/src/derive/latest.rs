//! Reference tables: of each dataset the latest edition stands, whole.
//!
//! Populations, prices and registers hold no amounts, so that an older edition is neither compared nor kept: a
//! projection is replaced by the next one. Its file stays in the store.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::choose::{Candidate, Rank};
use super::rows::stack;

/// The rows of the latest candidate of each dataset, one dataset below the other.
pub fn latest(candidates: Vec<Candidate>) -> PolarsResult<DataFrame> {
    let mut latest: BTreeMap<usize, (Rank, DataFrame)> = BTreeMap::new();
    for Candidate { rank, facts, .. } in candidates {
        let replaces = latest.get(&rank.dataset).is_none_or(|(standing, _)| *standing < rank);
        if replaces {
            latest.insert(rank.dataset, (rank, facts));
        }
    }
    let mut rows = DataFrame::default();
    for (_, facts) in latest.into_values() {
        stack(&mut rows, facts)?;
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use erario_model::Doubts;

    use super::*;

    fn candidate(dataset: usize, edition: usize, people: &[i64]) -> Candidate {
        Candidate {
            rank: Rank { dataset, edition, snapshot: 0 },
            facts: df!("population" => people).unwrap(),
            totals: DataFrame::default(),
            doubts: Doubts::default(),
        }
    }

    #[test]
    fn the_latest_edition_of_each_dataset_stands_alone() {
        let rows = latest(vec![candidate(0, 1, &[10, 11]), candidate(0, 0, &[9]), candidate(1, 0, &[5])]).unwrap();
        let people: Vec<i64> = rows.column("population").unwrap().i64().unwrap().into_no_null_iter().collect();
        assert_eq!(people, [10, 11, 5]);
    }
}
