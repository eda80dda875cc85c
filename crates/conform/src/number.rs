//! Numbers as cells write them, without a float: whole units of 10^-18.

/// How many decimals a number may have here.
pub(crate) const DECIMALS: usize = 18;
/// One.
pub(crate) const ONE: i128 = 1_000_000_000_000_000_000;

const POWERS: [u64; DECIMALS + 1] = {
    let mut powers = [1_u64; DECIMALS + 1];
    let mut place = 1;
    while place <= DECIMALS {
        powers[place] = powers[place - 1] * 10;
        place += 1;
    }
    powers
};

/// A plain decimal number such as `-12.50`, in units of 10^-18; `None` if it is none, or has more digits than fit.
pub(crate) fn exact(text: &[u8]) -> Option<i128> {
    exact_with(text, b'.')
}

/// The same with another character before the decimals.
pub(crate) fn exact_with(text: &[u8], point: u8) -> Option<i128> {
    let (is_negative, digits) = sign(text);
    let mut mantissa = 0_u64;
    let mut count = 0;
    let mut after_point = None;
    for (place, byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            mantissa = mantissa.checked_mul(10)?.checked_add(u64::from(digit))?;
            count += 1;
        } else if *byte == point && after_point.is_none() {
            after_point = Some(place + 1);
        } else {
            return None;
        }
    }
    if count == 0 {
        return None;
    }
    let decimals = after_point.map_or(0, |place| digits.len() - place);
    let value = i128::from(mantissa) * i128::from(*POWERS.get(DECIMALS.checked_sub(decimals)?)?);
    Some(if is_negative { -value } else { value })
}

/// Whether the text has the form of a number, whatever its size: digits, a point, an exponent.
pub(crate) fn is_number(text: &[u8], point: u8) -> bool {
    let (_, text) = sign(text);
    let (mantissa, exponent) = match text.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(place) => (&text[..place], Some(&text[place + 1..])),
        None => (text, None),
    };
    let mut parts = mantissa.splitn(2, |byte| *byte == point);
    let (whole, decimals) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let is_whole = digits(whole) && digits(decimals) && whole.len() + decimals.len() > 0;
    is_whole && exponent.is_none_or(|exponent| !sign(exponent).1.is_empty() && digits(sign(exponent).1))
}

pub(crate) fn sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// The number for people and for machines: no more decimals than it has.
pub(crate) fn plain(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, decimals) = (value.unsigned_abs() / ONE.unsigned_abs(), value.unsigned_abs() % ONE.unsigned_abs());
    let decimals = format!("{decimals:0DECIMALS$}");
    match decimals.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        decimals => format!("{sign}{whole}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_read_to_the_last_digit() {
        assert_eq!(exact(b"12.5"), Some(12 * ONE + ONE / 2));
        assert_eq!(exact(b"-0.01"), Some(-ONE / 100));
        assert_eq!(exact(b"+7"), Some(7 * ONE));
        assert_eq!(exact(b".5"), exact(b"0.50"));
        assert_eq!(exact_with(b"3,5", b','), exact(b"3.5"));
        for wrong in ["", "-", ".", "1.2.3", "1e3", "1,000", " 1", "12x", "NaN", "99999999999999999999"] {
            assert_eq!(exact(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_too_long_is_still_a_number() {
        for number in ["99999999999999999999", "1e3", "-1.5E-10", "0.1234567890123456789"] {
            assert!(is_number(number.as_bytes(), b'.'), "{number}");
        }
        for other in ["", "-", "e3", "1e", "1e+", "--1", "1 000", "0x10"] {
            assert!(!is_number(other.as_bytes(), b'.'), "{other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(value in -10_i128.pow(19)..10_i128.pow(19)) {
            let scaled = value * 1_000_000_000_000;
            let text = plain(scaled);
            prop_assert!(is_number(text.as_bytes(), b'.'));
            prop_assert_eq!(exact(text.as_bytes()).unwrap_or(scaled), scaled);
        }
    }
}
