//! One block, one source: which of several datasets, editions and snapshots gives an account its facts.
//!
//! A block (table, jurisdiction, coverage, entity, fiscal year, and what else keeps accounts apart) comes from one
//! dataset, one edition, one snapshot and one cut, and is never filled in from another: dropped codes would live on,
//! and cumulative cuts would be added up. What the others say is kept, figure by figure, in `vintage` and `alternate`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use erario_model::{Doubts, Table};
use polars::prelude::*;

use super::blocks::{Claim, claims};
use super::compare::{FactSums, figures};
use super::rows::stack;
use super::standing::{Standing, settle};

/// Which of two candidates wins where both say something of one cut: the greater one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    /// Precedence of the dataset; the same number is the same dataset.
    pub dataset: usize,
    /// Place in the list of editions that the pipeline declares.
    pub edition: usize,
    /// Place among the snapshots of the edition, in the order of their retrieval.
    pub snapshot: usize,
}

/// One normalized snapshot of one edition.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub rank: Rank,
    pub facts: DataFrame,
    pub totals: DataFrame,
    /// Rows are rows of `facts`.
    pub doubts: Doubts,
}

/// The rows that stand, and what the rest said.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub facts: DataFrame,
    pub totals: DataFrame,
    pub doubts: Doubts,
    /// Figures of an earlier cut, an earlier edition or an earlier snapshot, one row each.
    pub vintage: DataFrame,
    /// Figures that another dataset gives at the cut of the facts, one row each.
    pub alternate: DataFrame,
    /// Every row that does not stand, whole, with its hidden columns.
    pub superseded_facts: DataFrame,
    pub superseded_totals: DataFrame,
}

/// Chooses, block by block, among what the candidates say of one table.
pub fn choose(table: &Table, mut candidates: Vec<Candidate>) -> PolarsResult<Chosen> {
    candidates.sort_by_key(|candidate| candidate.rank);
    let claims = claims(&candidates)?;
    let standings = settle(table, &candidates, &claims);
    let mut chosen = Chosen::default();
    let mut sums: HashMap<usize, FactSums> = HashMap::new();
    for (claim, standing) in claims.iter().zip(&standings) {
        let (fact, into) = match standing {
            Standing::Vintage { fact } => (*fact, &mut chosen.vintage),
            Standing::Alternate { fact } => (*fact, &mut chosen.alternate),
            Standing::Fact | Standing::Totals => continue,
        };
        if let Entry::Vacant(unknown) = sums.entry(fact) {
            unknown.insert(FactSums::read(table, &candidates[claims[fact].candidate], &claims[fact].facts)?);
        }
        // A month's own money is no earlier state of what the year has come to.
        let comparable = claims[fact].place.is_flow == claim.place.is_flow;
        let facts = sums.get(&fact).filter(|_| comparable);
        stack(into, figures(table, &candidates[claim.candidate].facts, &claim.facts, facts)?)?;
    }
    for (place, candidate) in candidates.into_iter().enumerate() {
        let stands = |rows: fn(&Claim) -> &[u32], height: usize| {
            let mut stands = vec![false; height];
            let standing = claims.iter().zip(&standings).filter(|(_, standing)| **standing == Standing::Fact);
            let own = standing.filter(|(claim, _)| claim.candidate == place);
            own.for_each(|(claim, _)| rows(claim).iter().for_each(|row| stands[*row as usize] = true));
            stands
        };
        let facts = stands(|claim| &claim.facts, candidate.facts.height());
        let totals = stands(|claim| &claim.totals, candidate.totals.height());
        chosen.doubts.append(doubts_of(candidate.doubts, &facts), chosen.facts.height() as u32);
        part(candidate.facts, &facts, &mut chosen.facts, &mut chosen.superseded_facts)?;
        part(candidate.totals, &totals, &mut chosen.totals, &mut chosen.superseded_totals)?;
    }
    Ok(chosen)
}

/// Rows that stand go to one frame, the others to the other one.
fn part(rows: DataFrame, stands: &[bool], standing: &mut DataFrame, superseded: &mut DataFrame) -> PolarsResult<()> {
    if stands.iter().all(|stands| *stands) {
        return stack(standing, rows);
    }
    let stands: BooleanChunked = stands.iter().map(|stands| Some(*stands)).collect();
    stack(superseded, rows.filter(&!&stands)?)?;
    stack(standing, rows.filter(&stands)?)
}

/// The doubts about the rows that stand, which close up.
fn doubts_of(doubts: Doubts, stands: &[bool]) -> Doubts {
    let mut standing = 0;
    let mut moved = Vec::with_capacity(stands.len());
    for stands in stands {
        moved.push(stands.then_some(standing));
        standing += u32::from(*stands);
    }
    let mut kept = Doubts::default();
    for (doubt, rows) in doubts.iter() {
        let rows = rows.iter().filter_map(|row| moved[*row as usize]);
        kept.add(&doubt.table, &doubt.amount, &doubt.rule, rows);
    }
    kept
}

#[cfg(test)]
mod tests;
