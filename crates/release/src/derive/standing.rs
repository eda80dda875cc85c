//! Which claims stand, and what becomes of the others.

use std::collections::BTreeMap;

use erario_model::Table;

use super::blocks::Claim;
use super::choose::{Candidate, Rank};
use super::cut::Cut;

/// What becomes of a claim. `fact` is the claim that stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Fact,
    Vintage {
        fact: usize,
    },
    Alternate {
        fact: usize,
    },
    /// Totals without facts of their own, of a body whose facts come from elsewhere.
    Totals,
}

/// Decides what becomes of each claim.
pub(super) fn settle(table: &Table, candidates: &[Candidate], claims: &[Claim]) -> Vec<Standing> {
    // Vintages are for amounts: where a table has none, every period stands by itself.
    let by_period = table.amounts().next().is_none();
    let period = |claim: usize| if by_period { claims[claim].place.period.as_str() } else { "" };
    let (mut blocks, mut bodies): (BTreeMap<_, Vec<usize>>, BTreeMap<_, Vec<usize>>) = Default::default();
    for (place, claim) in claims.iter().enumerate() {
        let body = (&claim.place.body, period(place));
        match claim.facts.is_empty() {
            true => bodies.entry(body).or_default().push(place),
            false => blocks.entry((body, &claim.place.scheme)).or_default().push(place),
        }
    }
    let mut standings = vec![Standing::Totals; claims.len()];
    let rank = |claim: usize| (claims[claim].cut, candidates[claims[claim].candidate].rank);
    let has_facts = |body| blocks.keys().any(|(of, _)| *of == body);
    for (body, totals) in &bodies {
        if let Some(best) = totals.iter().copied().max_by_key(|claim| rank(*claim)).filter(|_| !has_facts(*body)) {
            standings[best] = Standing::Fact;
        }
    }
    for block in blocks.values() {
        settle_block(block, claims, rank, &mut standings);
    }
    standings
}

/// The later cut stands; at one cut the dataset, then the edition, then the snapshot of the higher rank.
fn settle_block(block: &[usize], claims: &[Claim], rank: impl Fn(usize) -> (Cut, Rank), standings: &mut [Standing]) {
    let best =
        |of: &dyn Fn(usize) -> bool| block.iter().copied().filter(|claim| of(*claim)).max_by_key(|claim| rank(*claim));
    let dataset = |claim: usize| rank(claim).1.dataset;
    let Some(winner) = best(&|_| true) else { return };
    for &claim in block {
        let Claim { cut, place, .. } = &claims[claim];
        // Flows of one dataset add up to the year: each period has its own winner.
        let is_beside = |other: usize| {
            let same = &claims[other].place;
            dataset(other) == dataset(winner) && same.is_flow && place.is_flow && same.period == place.period
        };
        let fact = match claims[winner].place.is_flow {
            true => best(&is_beside).unwrap_or(winner),
            false => winner,
        };
        let is_last_word = best(&|other| dataset(other) == dataset(claim) && claims[other].cut == *cut) == Some(claim);
        let is_alternate = dataset(claim) != dataset(fact) && claims[fact].cut == *cut && is_last_word;
        standings[claim] = match is_alternate {
            _ if claim == fact => Standing::Fact,
            true => Standing::Alternate { fact },
            false => Standing::Vintage { fact },
        };
    }
}
