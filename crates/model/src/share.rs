//! Shares: the part of a figure that counts toward a theme.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use crate::half_even;

const ONE: i64 = 1_000_000;
const PLACES: usize = 6;

/// An exact decimal between 0 and 1, with six places at most, as `theme_line` prints it.
///
/// ```
/// use erario_model::Share;
/// let share: Share = "0.4".parse().unwrap();
/// assert_eq!(share.of(1_000), 400);
/// assert!("1.5".parse::<Share>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Share(i64);

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is no share; expected a decimal between 0 and 1 with six places at most, such as `0.4`")]
pub struct ShareError(String);

impl Share {
    /// The whole figure.
    pub const WHOLE: Share = Share(ONE);

    /// The part of an amount, rounded once to centavos, half to even.
    pub fn of(self, centavos: i64) -> i64 {
        // A part is no larger than the whole.
        half_even(i128::from(centavos) * i128::from(self.0), i128::from(ONE)) as i64
    }
}

impl FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        let error = || ShareError(text.to_owned());
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_plain(whole) || !is_plain(decimals) || decimals.len() > PLACES {
            return Err(error());
        }
        let millionths: i64 = format!("{whole}{decimals:0<PLACES$}").parse().map_err(|_| error())?;
        if millionths > ONE {
            return Err(error());
        }
        Ok(Share(millionths))
    }
}

impl TryFrom<String> for Share {
    type Error = ShareError;

    fn try_from(text: String) -> Result<Self, ShareError> {
        text.parse()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:0PLACES$}", self.0 / ONE, self.0 % ONE);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Money;

    fn share(text: &str) -> Share {
        text.parse().unwrap()
    }

    #[test]
    fn a_share_is_exact_and_rounds_half_to_even() {
        assert_eq!(share("1").of(1_234), 1_234);
        assert_eq!(share("0.4").of(Money::from_pesos(10).centavos()), 400);
        assert_eq!(share("0.5").of(1), 0);
        assert_eq!(share("0.5").of(3), 2);
        assert_eq!(share("0.5").of(-3), -2);
        assert_eq!(Share::WHOLE.of(i64::MIN), i64::MIN);
    }

    #[test]
    fn a_share_is_printed_as_it_is_written() {
        for text in ["0", "1", "0.4", "0.000001", "0.75"] {
            assert_eq!(share(text).to_string(), text);
        }
        assert!(share("0.74") < share("0.75"));
    }

    #[test]
    fn what_is_no_part_of_a_figure_is_refused() {
        for text in ["", "1.000001", "2", "-0.1", ".5", "1.", "0.1234567", "40%"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
