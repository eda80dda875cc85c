//! How far two sums may be apart before they disagree.
//!
//! Sources print whole pesos, hundreds or thousands of pesos, so every term of a sum may hide half of that grain. The
//! figures are those of the identities that CONAC's formats must obey: one peso a row, and `0.5 * n` pesos on a total
//! of `n` rows printed in whole pesos. The numbers, each with its reason, are in `schemas/tolerances.toml`.

use erario_model::{Schema, Tolerance, Tolerances};

/// The numbers that rules decide by.
pub(crate) fn limits() -> &'static Tolerances {
    &Schema::embedded().tolerances
}

/// Half a grain for every term that is not zero, and one peso at least.
pub(crate) fn tolerance(terms: impl IntoIterator<Item = i64>) -> i64 {
    let limits = limits();
    let (mut count, mut total) = (0, 0_i64);
    let mut grain = limits.coarsest_grain.value;
    for term in terms.into_iter().filter(|term| *term != 0) {
        count += 1;
        total = total.saturating_add(term.saturating_abs());
        while term % grain != 0 {
            grain /= 10;
        }
    }
    limits.peso.value.max((grain * count / 2).min(limits.rounding_share.share(total)))
}

/// Over 0.01 % of the larger figure: enough to doubt it.
pub(crate) fn is_material(one: i64, other: i64) -> bool {
    let larger = one.saturating_abs().max(other.saturating_abs());
    is_beyond(&limits().material_share, difference(one, other), larger)
}

/// `part` is more than this share of `whole`.
pub(crate) fn is_beyond(share: &Tolerance, part: i64, whole: i64) -> bool {
    i128::from(part) * i128::from(share.of) > i128::from(whole) * i128::from(share.value)
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
