//! The cuts of a year: what one dataset says of one account in March, in June, in September and in December.

use std::collections::BTreeMap;

use crate::block::BlockKey;
use crate::blocks::Blocks;

/// Places of blocks, one for each period that ends in the year, in the order of time.
pub(crate) type Series = Vec<usize>;

/// All years of all accounts that have cuts to compare, and those that have one only.
///
/// Of several states of one cut the fact speaks, or else the last edition by name.
pub(crate) fn all(blocks: &Blocks) -> Vec<Series> {
    let mut years: BTreeMap<BlockKey, BTreeMap<u8, usize>> = BTreeMap::new();
    for (place, block) in blocks.blocks.iter().enumerate() {
        let Some(month) = block.key.period.and_then(last_month) else { continue };
        let year = BlockKey { edition: None, period: None, source: None, is_superseded: false, ..block.key };
        let cut = years.entry(year).or_default().entry(month).or_insert(place);
        if !block.key.is_superseded || blocks.blocks[*cut].key.is_superseded {
            *cut = place;
        }
    }
    years.into_values().map(|cuts| cuts.into_values().collect()).collect()
}

/// The cuts of a year that follow each other.
pub(crate) fn neighbours(series: &[Series]) -> impl Iterator<Item = [usize; 2]> + '_ {
    series.iter().flat_map(|cuts| cuts.windows(2).map(|pair| [pair[0], pair[1]]))
}

/// The month that a period ends with: `2018-Q2` ends with the sixth, `2018` with the twelfth.
fn last_month(period: &str) -> Option<u8> {
    let Some((_, part)) = period.split_once('-') else { return Some(12) };
    match part.strip_prefix('Q') {
        Some(quarter) => quarter.parse::<u8>().ok()?.checked_mul(3),
        None => part.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::last_month;

    #[test]
    fn periods_are_ordered_by_their_last_month() {
        let months = ["2018-Q1", "2018-06", "2018-Q3", "2018"].map(last_month);
        assert_eq!(months, [Some(3), Some(6), Some(9), Some(12)]);
        assert_eq!(last_month("2018-spring"), None);
    }
}
