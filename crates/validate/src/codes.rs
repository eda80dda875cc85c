//! What a block says of a code, whichever section the code stands in.
//!
//! LDF formats print everything twice, under `I` (not earmarked) and `II` (earmarked), so their nodes are `I.1000` and
//! `II.1000` where an EAEPE says `1000`. Summed over the sections, the two can be compared.

use std::collections::BTreeMap;

use erario_model::split_section;

use crate::block::{Block, Record};
use crate::tolerance::{sum, tolerance};

/// What a block says of a code in an amount, and how far rounding may have moved it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    pub value: i64,
    pub tolerance: i64,
}

/// All codes of a block that have an amount. The grand total is no code, and neither are the sections.
pub(crate) fn figures<'a>(records: &[Record<'_, 'a>], amount: usize) -> BTreeMap<&'a str, Figure> {
    let mut terms: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.level() != Some(0)) {
        if let (Some(code), Some(value)) = (record.node.and_then(|node| split_section(node).1), record.amount(amount)) {
            terms.entry(code).or_default().push(value);
        }
    }
    terms
        .into_iter()
        .map(|(code, terms)| {
            (code, Figure { value: sum(terms.iter().copied()), tolerance: tolerance(terms.iter().copied()) })
        })
        .collect()
}

/// Whether the block tells sections apart.
pub(crate) fn has_sections(block: &Block) -> bool {
    block.facts.iter().filter_map(|line| line.node).any(|node| split_section(node).0.is_some())
}
