//! Money as a whole number of centavos.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use crate::grouped;

/// An amount of Mexican pesos, exact to the centavo.
///
/// It holds what `decimal(18,2)` holds, the type that releases publish: up to 9,999,999,999,999,999.99 pesos.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// The text is not a plain amount such as `-1234.50`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not an amount of pesos; expected digits with at most two decimals, such as `-1234.50`")]
pub struct MoneyError(String);

impl Money {
    pub const ZERO: Money = Money(0);
    /// The largest amount that `decimal(18,2)` can hold.
    pub const MAX: Money = Money(999_999_999_999_999_999);

    pub const fn from_centavos(centavos: i64) -> Self {
        Money(centavos)
    }

    pub const fn from_pesos(pesos: i64) -> Self {
        Money(pesos * 100)
    }

    pub const fn centavos(self) -> i64 {
        self.0
    }

    pub const fn abs(self) -> Self {
        Money(self.0.abs())
    }

    /// Groups of three digits, for people: `1,234,567.80`.
    pub fn grouped(self) -> String {
        let (size, sign) = (self.0.unsigned_abs(), if self.0 < 0 { "-" } else { "" });
        format!("{sign}{}.{:02}", grouped(size / 100), size % 100)
    }
}

/// `value / unit`, rounded to the nearest whole number, and to the even one from halfway.
///
/// ```
/// use erario_model::half_even;
/// assert_eq!([5, 15, -5, 16].map(|value| half_even(value, 10)), [0, 2, 0, 2]);
/// ```
pub fn half_even(value: i128, unit: i128) -> i128 {
    let (whole, rest) = (value.div_euclid(unit), value.rem_euclid(unit));
    let is_up = rest > unit - rest || (rest == unit - rest && whole.rem_euclid(2) == 1);
    whole + i128::from(is_up)
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let absolute = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", absolute / 100, absolute % 100)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let error = || MoneyError(text.to_owned());
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (pesos, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(pesos) || !all_digits(decimals) || decimals.len() > 2 {
            return Err(error());
        }
        let centavos = format!("{pesos}{decimals:0<2}").parse::<i64>().map_err(|_| error())?;
        if centavos > Money::MAX.0 {
            return Err(error());
        }
        Ok(Money(if negative { -centavos } else { centavos }))
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn groups_digits_for_people() {
        assert_eq!(Money::from_centavos(-123_456_789).grouped(), "-1,234,567.89");
        assert_eq!(Money::from_centavos(5).grouped(), "0.05");
        assert_eq!(Money::from_pesos(100).grouped(), "100.00");
    }

    #[test]
    fn refuses_what_is_not_a_plain_amount() {
        for text in ["", "-", "1.", ".5", "1.234", "1e3", "+1", "1,000", "99999999999999999.00"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_and_back_is_the_same(centavos in -Money::MAX.0..=Money::MAX.0) {
            let money = Money::from_centavos(centavos);
            prop_assert_eq!(money.to_string().parse::<Money>().unwrap(), money);
        }
    }
}
