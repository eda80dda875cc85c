//! What a block says of a code, whichever section the code stands in.
//!
//! LDF formats print everything twice, under `I` (not earmarked) and `II` (earmarked), so their nodes are `I.1000` and
//! `II.1000` where an EAEPE says `1000`. Summed over the sections, the two can be compared.

use std::collections::BTreeMap;

use crate::block::{Block, Record};
use crate::tolerance::{sum, tolerance};

/// The sections of LDF formats; `III` and `IV` are found in its revenue.
const SECTIONS: [&str; 4] = ["I", "II", "III", "IV"];

/// The section and the code of a node.
pub(crate) fn split(node: &str) -> (Option<&str>, &str) {
    match node.split_once('.') {
        Some((section, code)) if SECTIONS.contains(&section) => (Some(section), code),
        _ => (None, node),
    }
}

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
        if let (Some(node), Some(value)) = (record.node, record.amount(amount)) {
            terms.entry(split(node).1).or_default().push(value);
        }
    }
    terms.retain(|code, _| !SECTIONS.contains(code));
    terms
        .into_iter()
        .map(|(code, terms)| {
            (code, Figure { value: sum(terms.iter().copied()), tolerance: tolerance(terms.iter().copied()) })
        })
        .collect()
}

/// Whether the block tells sections apart.
pub(crate) fn has_sections(block: &Block) -> bool {
    block.facts.iter().filter_map(|line| line.node).any(|node| {
        let section = split(node).0.unwrap_or(node);
        SECTIONS.contains(&section)
    })
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_node_may_stand_in_a_section() {
        assert_eq!(split("I.1000"), (Some("I"), "1000"));
        assert_eq!(split("II.2.5"), (Some("II"), "2.5"));
        assert_eq!(split("2.5"), (None, "2.5"));
        assert_eq!(split("total"), (None, "total"));
    }
}
