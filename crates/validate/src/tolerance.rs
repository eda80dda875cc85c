//! How far two sums may be apart before they disagree.
//!
//! Sources print whole pesos, hundreds or thousands of pesos, so every term of a sum may hide half of that grain. The
//! figures are those of the identities that CONAC's formats must obey: one peso a row, and `0.5 * n` pesos on a total
//! of `n` rows printed in whole pesos.

/// One peso.
const LEAST: i64 = 100;
/// Thousands of pesos: coarser figures than that are round by nature, not by printing.
const COARSEST_GRAIN: i64 = 100_000;

/// Rounding never hides more than a thousandth of a sum: a few round amounts only look as if they were rounded.
const LARGEST_SHARE: i64 = 1000;

/// Half a grain for every term that is not zero, and one peso at least.
pub(crate) fn tolerance(terms: impl IntoIterator<Item = i64>) -> i64 {
    let (mut count, mut total) = (0, 0_i64);
    let mut grain = COARSEST_GRAIN;
    for term in terms.into_iter().filter(|term| *term != 0) {
        count += 1;
        total = total.saturating_add(term.saturating_abs());
        while term % grain != 0 {
            grain /= 10;
        }
    }
    LEAST.max((grain * count / 2).min(total / LARGEST_SHARE))
}

/// Over 0.01 % of the larger figure: enough to doubt it.
pub(crate) fn is_material(one: i64, other: i64) -> bool {
    let larger = one.unsigned_abs().max(other.unsigned_abs());
    u128::from(one.abs_diff(other)) * 10_000 > u128::from(larger)
}

/// The distance between two figures, in centavos.
pub(crate) fn difference(one: i64, other: i64) -> i64 {
    i64::try_from(one.abs_diff(other)).unwrap_or(i64::MAX)
}

/// An exact sum; what no sum of pesos can reach is held at the limit, because data never stops a check.
pub(crate) fn sum(terms: impl IntoIterator<Item = i64>) -> i64 {
    let total: i128 = terms.into_iter().map(i128::from).sum();
    total.clamp(i128::from(i64::MIN + 1), i128::from(i64::MAX)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_term_may_hide_half_a_grain() {
        assert_eq!(tolerance([]), 100);
        assert_eq!(tolerance([150, 275]), 100, "centavos are exact, one peso is the least");
        assert_eq!(tolerance([100_100, 0, 300, 500, 700_000]), 200, "four whole pesos, half a peso each");
        assert_eq!(tolerance([1_000_100_000, 300_000, 200_000]), 150_000, "thousands of pesos");
        assert_eq!(tolerance([9_000_000_000; 4]), 200_000, "no grain is coarser than a thousand pesos");
        assert_eq!(tolerance([60_000, 40_000]), 100, "hundreds of pesos, but too few to be sure of");
    }

    #[test]
    fn material_is_over_one_hundredth_of_a_percent() {
        assert!(!is_material(1_000_000, 1_000_100));
        assert!(is_material(1_000_000, 1_000_200));
        assert!(!is_material(0, 0));
    }

    #[test]
    fn d24_sums_never_overflow() {
        assert_eq!(sum([i64::MAX, i64::MAX, -5]), i64::MAX);
        assert_eq!(difference(i64::MIN + 1, i64::MAX), i64::MAX);
    }
}
