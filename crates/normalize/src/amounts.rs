//! Amounts: from a cell's text to whole centavos, by the one number format that the source declares.
//!
//! The text is checked by pattern before it is converted: engines round `1.239` to `1.24` and take `1e3` or `5.`
//! without a word.

use erario_model::{AmountForm, Amounts, Money, half_even};

/// Digits kept behind the decimal point of the source's unit. A float near zero prints more; they are dropped.
const SCALE: u32 = 18;
/// Digits before it: a hundred times what `decimal(18,2)` holds.
const WHOLE: usize = 18;
const ONE: i128 = 10_i128.pow(SCALE);

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing published.
    Blank,
    /// An amount, exact.
    Exact(Money),
    /// An amount that is finer than a centavo, rounded half to even; what a float adds to a centavo included.
    Rounded(Money, Rounding),
    /// No number under the declared format.
    Unreadable,
}

/// What rounding added to the published amount, in units of 10^-18 pesos.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rounding(pub i128);

impl Rounding {
    /// A float's shortest decimal within 0.000001 pesos of a centavo is that centavo: nothing was published beyond it.
    pub fn is_float_noise(self) -> bool {
        self.0.abs() <= ONE / 1_000_000
    }
}

/// Reads one cell.
pub fn read(cell: Option<&str>, format: &Amounts) -> Cell {
    let text = cell.unwrap_or("").trim();
    if text.is_empty() {
        return if format.blank_is_zero { Cell::Exact(Money::ZERO) } else { Cell::Blank };
    }
    if format.missing.iter().any(|missing| missing == text) {
        return Cell::Blank;
    }
    if format.zero.iter().any(|zero| zero == text) {
        return Cell::Exact(Money::ZERO);
    }
    match scaled(text, format) {
        Some(amount) => amount.checked_mul(i128::from(format.unit.pesos())).map_or(Cell::Unreadable, centavos),
        None => Cell::Unreadable,
    }
}

/// What a cell is worth, in units of 10^-18 pesos; zero if it holds no amount.
pub fn worth(cell: Option<&str>, format: &Amounts) -> i128 {
    let number = cell.and_then(|cell| scaled(cell.trim(), format));
    number.and_then(|number| number.checked_mul(i128::from(format.unit.pesos()))).unwrap_or(0)
}

/// The cell as it reads when its amount is that many times larger; `None` if it holds no amount.
pub fn times(cell: &str, format: &Amounts, times: i64) -> Option<String> {
    let larger = scaled(cell.trim(), format)?.checked_mul(i128::from(times))?;
    let absolute = larger.unsigned_abs();
    let sign = if larger < 0 { "-" } else { "" };
    let text = format!(
        "{sign}{}.{:0width$}",
        absolute / ONE.unsigned_abs(),
        absolute % ONE.unsigned_abs(),
        width = SCALE as usize
    );
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// Reads a number that is no money, in millionths, rounded half to even; `None` if it does not fit the format.
pub fn read_decimal(cell: &str, format: &Amounts) -> Option<i128> {
    let number = scaled(cell.trim(), format)?;
    let rounded = half_even(number, ONE / 1_000_000);
    (rounded.abs() < 10_i128.pow(18)).then_some(rounded)
}

/// Reads a whole number that is no money; `None` if it does not fit the format, or is not whole.
pub fn read_integer(cell: &str, format: &Amounts) -> Option<i64> {
    let number = scaled(cell.trim(), format)?;
    (number % ONE == 0).then(|| i64::try_from(number / ONE).ok()).flatten()
}

/// Whether a cell is an amount in another declared form only.
pub fn is_otherwise(cell: &str, format: &Amounts) -> bool {
    let is_own = |text: &str| format.forms().next().is_some_and(|own| scaled_in(text, &own).is_some());
    !format.also.is_empty() && scaled(cell.trim(), format).is_some() && !is_own(cell.trim())
}

/// The number in the source's unit, times [`ONE`]; `None` if the text does not fit the format in any declared form.
fn scaled(text: &str, format: &Amounts) -> Option<i128> {
    format.forms().find_map(|form| scaled_in(text, &form))
}

fn scaled_in(text: &str, format: &AmountForm) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digits = format.symbol.and_then(|symbol| digits.strip_prefix(symbol)).unwrap_or(digits);
    let (whole, decimals) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some(("", decimals)) if format.bare_decimals => ("0", decimals),
        Some((whole, decimals)) => (whole, decimals),
        None => (digits, ""),
    };
    let mut value: i128 = 0;
    let push = |value: &mut i128, byte: u8| {
        *value = *value * 10 + i128::from(byte - b'0');
    };
    let is_long = whole.bytes().filter(u8::is_ascii_digit).count() > WHOLE;
    if !is_grouped(whole, format.grouping) || is_long || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    whole.bytes().filter(u8::is_ascii_digit).for_each(|byte| push(&mut value, byte));
    let decimals = decimals.get(..SCALE as usize).unwrap_or(decimals).trim_end_matches('0');
    decimals.bytes().for_each(|byte| push(&mut value, byte));
    value *= 10_i128.pow(SCALE - decimals.len() as u32);
    Some(if negative { -value } else { value })
}

/// Digits, all of them in groups of three behind the first separator if there is one.
fn is_grouped(whole: &str, grouping: Option<char>) -> bool {
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match grouping {
        Some(separator) if whole.contains(separator) => {
            let mut groups = whole.split(separator);
            let first = groups.next().unwrap_or_default();
            all_digits(first) && first.len() <= 3 && groups.all(|group| all_digits(group) && group.len() == 3)
        }
        _ => all_digits(whole),
    }
}

fn centavos(pesos: i128) -> Cell {
    let centavo = ONE / 100;
    let rounded = half_even(pesos, centavo);
    let Some(money) = i64::try_from(rounded).ok().map(Money::from_centavos).filter(|money| money.abs() <= Money::MAX)
    else {
        return Cell::Unreadable;
    };
    let added = rounded * centavo - pesos;
    if added == 0 { Cell::Exact(money) } else { Cell::Rounded(money, Rounding(added)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use erario_model::Unit;
    use proptest::prelude::*;

    fn format(unit: Unit, grouping: Option<char>) -> Amounts {
        Amounts { unit, grouping, zero: vec!["-".to_owned(), "$-".to_owned()], ..Amounts::default() }
    }

    fn pesos(text: &str) -> Cell {
        read(Some(text), &format(Unit::Pesos, Some(',')))
    }

    fn exact(centavos: i64) -> Cell {
        Cell::Exact(Money::from_centavos(centavos))
    }

    #[test]
    fn a_whole_number_has_no_rest() {
        let read = |text: &str| read_integer(text, &format(Unit::Thousands, Some(',')));
        assert_eq!(read(" 1,841,470 "), Some(1_841_470), "a count has no unit");
        assert_eq!((read("1841470.0"), read("-3")), (Some(1_841_470), Some(-3)));
        for text in ["1841470.5", "1.8e6", "N/D", "", "18,41"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn published_spellings_of_real_files() {
        assert_eq!(pesos(" 99,305,000 "), exact(9_930_500_000));
        assert_eq!(pesos("-8,660,451,340 "), exact(-866_045_134_000));
        assert_eq!(pesos(" -   "), exact(0));
        assert_eq!(pesos("767217066.980"), exact(76_721_706_698));
        let Cell::Rounded(money, rounding) = pesos("54146812.150000006") else { panic!("a float") };
        assert!(money.centavos() == 5_414_681_215 && rounding.is_float_noise());
        let Cell::Rounded(money, rounding) = pesos("-0.000000000029103830456733704") else { panic!("a float") };
        assert!(money.centavos() == 0 && rounding.is_float_noise());
        assert_eq!(pesos("  "), Cell::Blank);
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in [
            "0 00",
            "o",
            "o.oo",
            "0.Q0",
            "v",
            "0.00%",
            "221,888,505,50",
            "0,00",
            "0.00\n 0.00",
            "11.480.479.213",
            "1.23E+10",
            "1e3",
            "+5",
            ".5",
            "5.",
            "(100)",
            "--5",
            "1,23",
            ",123",
            "9999999999999999999",
        ] {
            assert_eq!(pesos(text), Cell::Unreadable, "{text}");
        }
        assert_eq!(read(Some("1,234"), &format(Unit::Pesos, None)), Cell::Unreadable);
    }

    #[test]
    fn a_symbol_stands_right_before_the_digits_and_only_where_it_is_declared() {
        let dollars = Amounts { symbol: Some('$'), ..format(Unit::Pesos, Some(',')) };
        let with_symbol = |text| read(Some(text), &dollars);
        assert_eq!(with_symbol("$35,717.00"), exact(3_571_700));
        assert_eq!(with_symbol("-$1"), exact(-100));
        assert_eq!(with_symbol("161,000 "), exact(16_100_000));
        for text in ["$", "$$5", "$-5", "$ 5", "5$"] {
            assert_eq!(with_symbol(text), Cell::Unreadable, "{text}");
        }
        assert_eq!(pesos("$35,717.00"), Cell::Unreadable);
    }

    #[test]
    fn decimals_stand_bare_only_where_that_is_declared() {
        let bare = Amounts { bare_decimals: true, ..format(Unit::Pesos, Some(',')) };
        let read_bare = |text| read(Some(text), &bare);
        assert_eq!((read_bare(".37"), read_bare("-.4"), read_bare("0.01")), (exact(37), exact(-40), exact(1)));
        for text in [".", "-.", ".3.7", ".o1"] {
            assert_eq!(read_bare(text), Cell::Unreadable, "{text}");
        }
    }

    #[test]
    fn d01_a_million_centavos_are_ten_thousand_pesos() {
        let sum: i64 = (0..1_000_000).map(|_| if pesos("0.01") == exact(1) { 1 } else { 0 }).sum();
        assert_eq!(sum, 1_000_000);
        // What a float adds to a tenth and two tenths is no money.
        let Cell::Rounded(money, rounding) = pesos("0.30000000000000004") else { panic!("a float") };
        assert!(money.centavos() == 30 && rounding.is_float_noise());
        let Cell::Rounded(_, rounding) = pesos("1234.5601") else { panic!("a third decimal") };
        assert!(!rounding.is_float_noise());
    }

    #[test]
    fn d03_a_comma_is_what_the_source_declares_and_nothing_else() {
        let plain = format(Unit::Pesos, None);
        for text in ["1.355,90", "1,35", "1.234.567", "1.234.567,89", "1,234"] {
            assert_eq!(read(Some(text), &plain), Cell::Unreadable, "{text}");
        }
        for text in ["1.355,90", "1,35", "1.234.567", "12,34,567"] {
            assert_eq!(pesos(text), Cell::Unreadable, "{text}");
        }
        assert_eq!(pesos("1,234"), exact(123_400));
        // Whether a lone dot means thousands nobody can tell: read as the decimals it is declared to be, it is told.
        assert!(
            matches!(pesos("1.234"), Cell::Rounded(money, rounding) if money.centavos() == 123 && !rounding.is_float_noise())
        );
    }

    #[test]
    fn d24_the_largest_amount_is_exact_and_a_centavo_more_is_none() {
        let largest = Money::MAX.centavos();
        assert_eq!(pesos("9999999999999999.99"), exact(largest));
        assert_eq!(pesos("-9,999,999,999,999,999.99"), exact(-largest));
        for text in ["10000000000000000.00", "9999999999999999.995", "-10000000000000000"] {
            assert_eq!(pesos(text), Cell::Unreadable, "{text}");
        }
        let millions = format(Unit::Millions, Some(','));
        assert_eq!(read(Some("9,999,999,999.99999999"), &millions), exact(largest));
        assert_eq!(read(Some("10,000,000,000"), &millions), Cell::Unreadable);
    }

    #[test]
    fn an_amount_in_thousands_becomes_pesos() {
        let larger = |cell: &str| times(cell, &format(Unit::Pesos, Some(',')), 1000).unwrap();
        assert_eq!(larger("824,295.00"), "824295000");
        assert_eq!(larger("-0.0005"), "-0.5");
        assert!(times("o.oo", &format(Unit::Pesos, None), 1000).is_none());
    }

    #[test]
    fn finer_than_a_centavo_is_rounded_half_to_even() {
        let added = |text| match pesos(text) {
            Cell::Rounded(money, rounding) => (money.centavos(), rounding.0),
            other => panic!("{other:?}"),
        };
        assert_eq!(added("1.005"), (100, -ONE / 200));
        assert_eq!(added("1.015"), (102, ONE / 200));
        assert_eq!(added("-1.239"), (-124, -ONE / 1000));
        assert_eq!(read(Some("1.23456"), &format(Unit::Thousands, None)), exact(123_456));
        assert_eq!(read(Some("2"), &format(Unit::Millions, None)), exact(200_000_000));
    }

    #[test]
    fn another_declared_form_is_read_and_means_the_same() {
        let grouped = AmountForm { grouping: Some(','), symbol: Some('$'), ..AmountForm::default() };
        let either = Amounts { also: vec![grouped], ..format(Unit::Pesos, None) };
        for (text, is_other) in [("1234.50", false), ("1,234.50", true), ("$1234.50", true)] {
            assert_eq!((read(Some(text), &either), is_otherwise(text, &either)), (exact(123_450), is_other), "{text}");
        }
        for text in ["1.234,50", "-", "12,34"] {
            assert!(!is_otherwise(text, &either), "{text}");
        }
        assert_eq!(read(Some("1,234.50"), &format(Unit::Pesos, None)), Cell::Unreadable);
    }

    proptest! {
        #[test]
        fn an_amount_survives_its_own_text(centavos in -Money::MAX.centavos()..=Money::MAX.centavos()) {
            let money = Money::from_centavos(centavos);
            prop_assert_eq!(pesos(&money.to_string()), Cell::Exact(money));
            prop_assert_eq!(pesos(&money.grouped()), Cell::Exact(money));
        }

        #[test]
        fn rounding_never_moves_more_than_half_a_centavo(text in "-?[0-9]{1,12}\\.[0-9]{3,9}") {
            if let Cell::Rounded(_, Rounding(added)) = pesos(&text) {
                prop_assert!(added.abs() <= ONE / 200);
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            let _ = pesos(&text);
        }
    }
}
