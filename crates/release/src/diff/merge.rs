//! Which rows of two tables belong together, from fingerprints of forty bytes a row.

/// What is kept of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print {
    /// 128 bits of its key.
    pub key: [u64; 2],
    pub amounts: u64,
    /// All else, but for where it came from.
    pub rest: u64,
    /// Where it stands among the rows of its table.
    pub place: u32,
}

/// Places of rows that differ; both, where their keys are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: Option<u32>,
    pub new: Option<u32>,
    pub same_amounts: bool,
}

/// The rows that differ.
pub(super) struct Pairs(pub Vec<Pair>);

impl Pairs {
    pub(super) fn added(&self) -> u64 {
        self.count(|pair| pair.old.is_none())
    }

    pub(super) fn removed(&self) -> u64 {
        self.count(|pair| pair.new.is_none())
    }

    pub(super) fn amounts_changed(&self) -> u64 {
        self.count(|pair| pair.old.is_some() && pair.new.is_some() && !pair.same_amounts)
    }

    pub(super) fn other_changed(&self) -> u64 {
        self.count(|pair| pair.old.is_some() && pair.new.is_some() && pair.same_amounts)
    }

    fn count(&self, is_meant: impl Fn(&Pair) -> bool) -> u64 {
        self.0.iter().filter(|pair| is_meant(pair)).count() as u64
    }
}

/// Pairs rows by their keys. Where several rows have one key, those that are equal leave each other first, then those
/// with equal amounts, and the rest pair up in order.
pub(super) fn pairs(mut old: Vec<Print>, mut new: Vec<Print>) -> Pairs {
    old.sort_unstable();
    new.sort_unstable();
    let mut pairs = Vec::new();
    let (mut old, mut new) = (old.as_slice(), new.as_slice());
    while let Some(key) = [old.first(), new.first()].into_iter().flatten().map(|print| print.key).min() {
        let of = |prints: &[Print]| prints.iter().take_while(|print| print.key == key).count();
        let (one, other);
        (one, old) = old.split_at(of(old));
        (other, new) = new.split_at(of(new));
        group(one, other, &mut pairs);
    }
    // In the order of the tables, so that neighbours are read again together: both releases keep much the same one.
    pairs.sort_unstable_by_key(|pair| (pair.new.is_none(), pair.new, pair.old));
    Pairs(pairs)
}

/// Rows of one key.
fn group(old: &[Print], new: &[Print], pairs: &mut Vec<Pair>) {
    if let ([one], [other]) = (old, new)
        && (one.amounts, one.rest) == (other.amounts, other.rest)
    {
        return;
    }
    let (old, new, _) = match_up(old.to_vec(), new.to_vec(), |print| (print.amounts, print.rest));
    let (old, new, same_amounts) = match_up(old, new, |print| (print.amounts, 0));
    let pair = |(one, other): &(u32, u32), same_amounts| Pair { old: Some(*one), new: Some(*other), same_amounts };
    pairs.extend(same_amounts.iter().map(|places| pair(places, true)));
    let both = old.len().min(new.len());
    pairs.extend(old.iter().zip(&new).map(|(one, other)| pair(&(one.place, other.place), false)));
    pairs.extend(old[both..].iter().map(|one| Pair { old: Some(one.place), new: None, same_amounts: false }));
    pairs.extend(new[both..].iter().map(|other| Pair { old: None, new: Some(other.place), same_amounts: false }));
}

/// Takes out what is equal on both sides, as often as it is on both; gives what is left, and the places of what was
/// taken. Both sides are in order.
fn match_up(
    old: Vec<Print>,
    new: Vec<Print>,
    of: impl Fn(&Print) -> (u64, u64),
) -> (Vec<Print>, Vec<Print>, Vec<(u32, u32)>) {
    let (mut left_old, mut left_new, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some(one), Some(other)) if of(one) == of(other) => {
                taken.push((one.place, other.place));
                old.next();
                new.next();
            }
            (Some(one), Some(other)) if of(one) < of(other) => left_old.extend(old.next()),
            (Some(_), None) => left_old.extend(old.next()),
            (_, Some(_)) => left_new.extend(new.next()),
            (None, None) => return (left_old, left_new, taken),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn print(key: u64, amounts: u64, rest: u64, place: u32) -> Print {
        Print { key: [key, 0], amounts, rest, place }
    }

    #[test]
    fn rows_are_paired_by_key_and_what_is_equal_says_nothing() {
        let old = vec![print(1, 10, 0, 0), print(2, 20, 0, 1), print(3, 30, 0, 2), print(4, 40, 0, 3)];
        let new = vec![print(4, 40, 9, 0), print(1, 10, 0, 1), print(3, 31, 0, 2), print(5, 50, 0, 3)];
        let pair = |old, new, same_amounts| Pair { old, new, same_amounts };
        let expected = [
            pair(Some(3), Some(0), true),
            pair(Some(2), Some(2), false),
            pair(None, Some(3), false),
            pair(Some(1), None, false),
        ];
        assert_eq!(pairs(old, new).0, expected);
    }

    #[test]
    fn of_rows_with_one_key_only_those_that_differ_are_told() {
        let old = vec![print(1, 10, 0, 0), print(1, 10, 0, 1), print(1, 20, 0, 2)];
        let new = vec![print(1, 20, 0, 0), print(1, 10, 0, 1), print(1, 30, 0, 2)];
        assert_eq!(pairs(old, new).0, [Pair { old: Some(1), new: Some(2), same_amounts: false }]);
    }

    fn prints() -> impl Strategy<Value = Vec<Print>> {
        let row = (0..6_u64, 0..3_u64, 0..2_u64);
        proptest::collection::vec(row, 0..30).prop_map(|rows| {
            let print =
                |(place, (key, amounts, rest)): (usize, (u64, u64, u64))| print(key, amounts, rest, place as u32);
            rows.into_iter().enumerate().map(print).collect()
        })
    }

    proptest! {
        #[test]
        fn swapped_releases_swap_what_is_told(old in prints(), new in prints()) {
            let (there, back) = (pairs(old.clone(), new.clone()), pairs(new, old));
            prop_assert_eq!((there.added(), there.removed()), (back.removed(), back.added()));
            prop_assert_eq!(there.amounts_changed(), back.amounts_changed());
            prop_assert_eq!(there.other_changed(), back.other_changed());
        }

        #[test]
        fn what_is_told_leads_from_one_to_the_other(old in prints(), new in prints()) {
            let told = pairs(old.clone(), new.clone());
            let without = |prints: &[Print], gone: Vec<u32>| {
                let kept = prints.iter().filter(|print| !gone.contains(&print.place));
                let mut kept: Vec<_> = kept.map(|print| (print.key, print.amounts, print.rest)).collect();
                kept.sort_unstable();
                kept
            };
            let [one, other] = [told.0.iter().filter_map(|pair| pair.old).collect(), told.0.iter().filter_map(|pair| pair.new).collect()];
            prop_assert_eq!(without(&old, one), without(&new, other));
        }

        #[test]
        fn the_order_of_rows_does_not_matter(old in prints(), mut new in prints()) {
            let before = pairs(old.clone(), new.clone());
            new.reverse();
            let after = pairs(old, new);
            prop_assert_eq!(
                (before.added(), before.removed(), before.amounts_changed(), before.other_changed()),
                (after.added(), after.removed(), after.amounts_changed(), after.other_changed())
            );
        }
    }
}
