//! Parts and totals: which rows are facts, and which are totals printed above them.
//!
//! A row with parts is a printed total, a row without any is a fact. Where every part of a total is zero or blank in an
//! amount, the publisher did not break that amount down: then the total itself is the fact, for that amount only, and
//! its parts are null there. Otherwise whole governments would stand at zero, or be counted twice.

use std::collections::{HashMap, HashSet};

/// One row's place within its block.
pub(crate) struct Place<'a> {
    pub node: &'a str,
    pub parent: Option<&'a str>,
    /// A printed total, even where nothing stands below it.
    pub only_total: bool,
}

/// Rows settled into facts and totals. Amounts are in centavos, in the order given to [`settle`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    pub facts: Vec<(u32, Vec<Option<i64>>)>,
    pub totals: Vec<(u32, Vec<Option<i64>>)>,
    /// Row and place of the amount of every total that is not broken down.
    pub not_broken_down: Vec<(u32, usize)>,
}

/// Settles the rows of all blocks. `blocks[row]` says which block a row belongs to; `amounts[amount][row]`.
pub(crate) fn settle(blocks: &[u32], places: &[Place], amounts: &[Vec<Option<i64>>]) -> Settled {
    let mut children: HashMap<(u32, &str), Vec<u32>> = HashMap::new();
    for (row, place) in places.iter().enumerate() {
        if let Some(parent) = place.parent {
            children.entry((blocks[row], parent)).or_default().push(row as u32);
        }
    }
    let parts = |row: u32| -> &[u32] {
        let place = (blocks[row as usize], places[row as usize].node);
        children.get(&place).map_or(&[], Vec::as_slice)
    };
    // Which rows hold a fact, amount by amount: a leaf does, unless a total above it is not broken down.
    let mut fact = vec![vec![false; amounts.len()]; places.len()];
    let mut silenced = vec![vec![false; amounts.len()]; places.len()];
    let mut settled = Settled::default();
    let nodes: HashSet<(u32, &str)> = places.iter().enumerate().map(|(row, place)| (blocks[row], place.node)).collect();
    let is_root = |row: u32| {
        let parent = places[row as usize].parent;
        parent.is_none_or(|parent| !nodes.contains(&(blocks[row as usize], parent)))
    };
    let roots: Vec<u32> = (0..places.len() as u32).filter(|row| is_root(*row)).collect();
    for (amount, values) in amounts.iter().enumerate() {
        let mut open: Vec<u32> = roots.clone();
        // Codes that make a total a part of itself must not go round for ever.
        let mut seen = HashSet::new();
        while let Some(row) = open.pop() {
            if !seen.insert(row) {
                continue;
            }
            let below = descendants(row, &parts);
            if places[row as usize].only_total {
                open.extend(parts(row));
            } else if below.is_empty() {
                fact[row as usize][amount] = true;
            } else if values[row as usize].is_some_and(|value| value != 0)
                && below.iter().all(|part| values[*part as usize].unwrap_or(0) == 0)
            {
                fact[row as usize][amount] = true;
                settled.not_broken_down.push((row, amount));
                below.iter().for_each(|part| silenced[*part as usize][amount] = true);
            } else {
                open.extend(parts(row));
            }
        }
    }
    settled.not_broken_down.sort_unstable();
    for row in 0..places.len() {
        let value = |amount: usize| amounts[amount][row].filter(|_| !silenced[row][amount]);
        let is_total = places[row].only_total || !parts(row as u32).is_empty();
        let facts: Vec<Option<i64>> =
            (0..amounts.len()).map(|amount| value(amount).filter(|_| fact[row][amount])).collect();
        let totals: Vec<Option<i64>> =
            (0..amounts.len()).map(|amount| value(amount).filter(|_| !fact[row][amount])).collect();
        if !is_total || fact[row].contains(&true) {
            settled.facts.push((row as u32, facts));
        }
        if is_total && totals.iter().any(Option::is_some) {
            settled.totals.push((row as u32, totals));
        }
    }
    settled
}

fn descendants<'a>(row: u32, parts: &dyn Fn(u32) -> &'a [u32]) -> Vec<u32> {
    // A part that names itself as its own total would go round for ever.
    let mut seen = HashSet::from([row]);
    let mut below = Vec::new();
    let mut open = parts(row).to_vec();
    while let Some(part) = open.pop() {
        if seen.insert(part) {
            below.push(part);
            open.extend(parts(part));
        }
    }
    below
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// total > (1 > 1.1, 1.2), (2 > 2.1)
    const NODES: [(&str, Option<&str>); 6] = [
        ("total", None),
        ("1", Some("total")),
        ("1.1", Some("1")),
        ("1.2", Some("1")),
        ("2", Some("total")),
        ("2.1", Some("2")),
    ];

    fn place<'a>(node: &'a str, parent: Option<&'a str>) -> Place<'a> {
        Place { node, parent, only_total: false }
    }

    fn settled(amounts: &[Vec<Option<i64>>]) -> Settled {
        let places: Vec<Place> = NODES.iter().map(|(node, parent)| place(node, *parent)).collect();
        settle(&[0; 6], &places, amounts)
    }

    fn amounts(values: [i64; 6]) -> Vec<Option<i64>> {
        values.into_iter().map(Some).collect()
    }

    #[test]
    fn leaves_are_facts_and_the_rest_are_totals() {
        let settled = settled(&[amounts([60, 30, 10, 20, 30, 30])]);
        assert_eq!(settled.facts, [(2, vec![Some(10)]), (3, vec![Some(20)]), (5, vec![Some(30)])]);
        assert_eq!(settled.totals, [(0, vec![Some(60)]), (1, vec![Some(30)]), (4, vec![Some(30)])]);
        assert_eq!(settled.not_broken_down, []);
    }

    #[test]
    fn a_total_whose_parts_are_all_zero_is_the_row_for_that_amount_only() {
        let settled = settled(&[amounts([60, 30, 0, 0, 30, 30]), amounts([9, 4, 4, 0, 5, 5])]);
        assert_eq!(settled.not_broken_down, [(1, 0)]);
        assert_eq!(settled.facts[0], (1, vec![Some(30), None]));
        assert_eq!(settled.facts[1], (2, vec![None, Some(4)]));
        assert_eq!(settled.totals[1], (1, vec![None, Some(4)]));
    }

    #[test]
    fn a_grand_total_alone_is_the_row() {
        let settled = settled(&[amounts([60, 0, 0, 0, 0, 0])]);
        assert_eq!(settled.facts[0], (0, vec![Some(60)]));
        assert_eq!(settled.totals, []);
        assert_eq!(settled.not_broken_down, [(0, 0)]);
    }

    #[test]
    fn what_is_only_a_total_is_never_a_fact() {
        let places = [Place { only_total: true, ..place("all", None) }, place("one", None)];
        let settled = settle(&[0; 2], &places, &[vec![Some(5), Some(3)]]);
        assert_eq!(settled.facts, [(1, vec![Some(3)])]);
        assert_eq!(settled.totals, [(0, vec![Some(5)])]);
    }

    #[test]
    fn a_total_that_is_a_part_of_itself_ends_and_keeps_its_money() {
        let places = [("a", None), ("b", Some("a")), ("a", Some("b"))].map(|(node, parent)| place(node, parent));
        let settled = settle(&[0; 3], &places, &[vec![Some(1), Some(2), Some(3)]]);
        let rows = settled.facts.iter().chain(&settled.totals);
        assert_eq!(rows.flat_map(|(_, amounts)| amounts).flatten().sum::<i64>(), 6);
    }

    proptest! {
        #[test]
        fn no_peso_is_lost_or_doubled(values in proptest::collection::vec(proptest::option::of(-5..5i64), 6)) {
            let settled = settled(std::slice::from_ref(&values));
            let sum = |rows: &[(u32, Vec<Option<i64>>)]| rows.iter().flat_map(|(_, amounts)| amounts).flatten().sum::<i64>();
            prop_assert_eq!(sum(&settled.facts) + sum(&settled.totals), values.iter().flatten().sum::<i64>());
        }
    }
}
