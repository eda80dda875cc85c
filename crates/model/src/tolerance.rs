//! The numbers that rules decide by: `schemas/tolerances.toml`.

use serde::Deserialize;

/// A number, or a share, with the reason for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    pub value: i64,
    /// With it, `value` of `of` is a share.
    #[serde(default = "one")]
    pub of: i64,
    pub unit: String,
    pub why_es: String,
    pub why_en: String,
    pub evidence: String,
}

fn one() -> i64 {
    1
}

impl Tolerance {
    /// Whether `part` is at least this share of `whole`.
    pub fn is_reached(&self, part: usize, whole: usize) -> bool {
        part as i128 * i128::from(self.of) >= whole as i128 * i128::from(self.value)
    }

    /// This share of a sum, rounded down.
    pub fn share(&self, sum: i64) -> i64 {
        let share = i128::from(sum) * i128::from(self.value) / i128::from(self.of.max(1));
        share.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
    }
}

macro_rules! tolerances {
    ($($(#[$about:meta])* $name:ident),+ $(,)?) => {
        /// Every number by its name; a file that lacks one, or has another, is refused.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Tolerances {
            $($(#[$about])* pub $name: Tolerance,)+
        }

        impl Tolerances {
            /// All of them under their names, in the order of the file.
            pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Tolerance)> {
                [$((stringify!($name), &self.$name)),+].into_iter()
            }
        }
    };
}

tolerances! {
    peso,
    coarsest_grain,
    rounding_share,
    material_share,
    copied_rows,
    copied_share,
    placeholder_top_rows,
    placeholder_year,
    one_sided_share,
    rows_of_a_cut,
    thousandfold_apart,
    jump_least,
    jump_most,
    filled_in,
    filler_rows,
    filler_digits,
    governments,
    vocabulary_codes,
    vocabulary_share,
    profile_rows,
    profile_rows_times,
    profile_codes_times,
    profile_nulls,
    profile_median_times,
    per_head_least,
    per_head_most,
    another_form_cells,
    another_form_share,
}

impl Tolerances {
    pub(crate) fn parse(toml: &str) -> Result<Tolerances, toml::de::Error> {
        toml::from_str(toml)
    }
}

#[cfg(test)]
mod tests {
    use crate::Schema;

    #[test]
    fn every_number_has_its_reason() {
        for (name, tolerance) in Schema::embedded().tolerances.iter() {
            assert!(tolerance.value > 0 && tolerance.of > 0, "{name}");
            for text in [&tolerance.unit, &tolerance.why_es, &tolerance.why_en, &tolerance.evidence] {
                assert!(!text.trim().is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn a_share_of_a_whole_is_reached_or_not() {
        let share = &Schema::embedded().tolerances.copied_share;
        assert!(share.is_reached(4, 5) && share.is_reached(9, 11) && !share.is_reached(3, 4));
        assert_eq!(share.share(1000), 800);
    }
}
