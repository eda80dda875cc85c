//! Cuts: how far into the year the amounts of a period reach.

/// The last month that a period covers. Later cuts are greater: `2018` > `2018-Q4` = `2018-12` > `2018-Q3` > `2018-06`.
///
/// ```
/// use erario_release::derive::Cut;
/// assert!(Cut::of("2018") > Cut::of("2018-Q4"));
/// assert_eq!(Cut::of("2018-Q2"), Cut::of("2018-06"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cut {
    year: i32,
    month: u32,
}

/// A whole year is told after its last month or quarter: it is the account that closes them.
const WHOLE_YEAR: u32 = 13;

impl Cut {
    /// The cut of a `period`. Text that is none comes before every cut.
    pub fn of(period: &str) -> Cut {
        let (year, rest) = period.split_once('-').unwrap_or((period, ""));
        let month = match rest.strip_prefix('Q') {
            _ if rest.is_empty() => Some(WHOLE_YEAR),
            Some(quarter) => quarter.parse::<u32>().ok().filter(|quarter| (1..=4).contains(quarter)).map(|n| 3 * n),
            None => rest.parse::<u32>().ok().filter(|month| (1..=12).contains(month)),
        };
        match (year.parse(), month) {
            (Ok(year), Some(month)) => Cut { year, month },
            _ => Cut::default(),
        }
    }

    pub fn is_whole_year(self) -> bool {
        self.month == WHOLE_YEAR
    }

    /// At most a quarter lies between this cut and an earlier one.
    pub fn follows(self, earlier: Cut) -> bool {
        self.year == earlier.year && self.month <= earlier.month + 3
    }

    /// Nothing of the year comes before this cut: the first month, or the first quarter.
    pub fn is_first(self) -> bool {
        matches!(self.month, 1 | 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_in_the_year_is_greater_and_the_year_itself_is_last() {
        let periods = ["2017", "2018-01", "2018-02", "2018-Q1", "2018-Q2", "2018-Q3", "2018-11", "2018-Q4", "2018"];
        assert!(periods.is_sorted_by(|one, next| Cut::of(one) < Cut::of(next)));
        assert_eq!(Cut::of("2018-Q4"), Cut::of("2018-12"));
    }

    #[test]
    fn a_quarter_follows_a_quarter() {
        assert!(Cut::of("2018-Q3").follows(Cut::of("2018-Q2")));
        assert!(!Cut::of("2018-Q4").follows(Cut::of("2018-Q2")));
        assert!(!Cut::of("2019-Q1").follows(Cut::of("2018-Q4")));
    }

    #[test]
    fn what_is_no_period_comes_first() {
        for text in ["", "2018-Q5", "2018-13", "2018-00", "último trimestre"] {
            assert!(Cut::of(text) < Cut::of("1990-01"), "{text}");
        }
    }
}
