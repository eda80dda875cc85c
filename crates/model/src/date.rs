//! Dates as people write them, and the days between two of them.
//!
//! How a source writes its dates is declared. `03/04/2025` is the third of April where days come first, and nothing
//! here finds out by trying; a year of two digits is no year.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A way to write a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DateForm {
    /// ISO 8601, as precise as it is known: `2025`, `2025-04` or `2025-04-03`.
    #[serde(rename = "yyyy-mm-dd")]
    Iso,
    /// Day, month and year, `03/04/2025`.
    #[serde(rename = "dd/mm/yyyy")]
    DayMonthYear,
}

/// The date as ISO 8601, no more precise than it is written; `None` if it is written in none of these ways, or is no
/// day of the calendar.
///
/// ```
/// use erario_model::{DateForm, read_date};
/// assert_eq!(read_date("3/4/2025", &[DateForm::DayMonthYear]).as_deref(), Some("2025-04-03"));
/// assert_eq!(read_date("2021-07", &[DateForm::Iso]).as_deref(), Some("2021-07"));
/// ```
pub fn read_date(text: &str, forms: &[DateForm]) -> Option<String> {
    forms.iter().find_map(|form| match form {
        DateForm::Iso => iso(text),
        DateForm::DayMonthYear => day_month_year(text),
    })
}

/// Calendar days from one date to another, negative if the other comes first; `None` unless both are known to the day.
///
/// ```
/// use erario_model::days_between;
/// assert_eq!(days_between("2024-02-28", "2024-03-01"), Some(2));
/// assert_eq!(days_between("2024-02", "2024-03-01"), None);
/// ```
pub fn days_between(from: &str, to: &str) -> Option<i64> {
    let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
    Some(i64::from(from.until(to).ok()?.get_days()))
}

/// The last day of a period: a year, a quarter or a month.
///
/// ```
/// use erario_model::last_day_of;
/// assert_eq!(last_day_of("2024-Q1").as_deref(), Some("2024-03-31"));
/// assert_eq!(last_day_of("2024-02").as_deref(), Some("2024-02-29"));
/// assert_eq!(last_day_of("2024").as_deref(), Some("2024-12-31"));
/// assert_eq!(last_day_of("2024-Q5"), None);
/// ```
pub fn last_day_of(period: &str) -> Option<String> {
    let (year, rest) = period.split_once('-').unwrap_or((period, "12"));
    let month = match rest.strip_prefix('Q') {
        Some(quarter) => 3 * quarter.parse::<i8>().ok().filter(|quarter| (1..=4).contains(quarter))?,
        None => rest.parse().ok()?,
    };
    Some(Date::new(year.parse().ok()?, month, 1).ok()?.last_of_month().to_string())
}

fn iso(text: &str) -> Option<String> {
    // Workbooks write a day with its midnight.
    let text = match text.split_once("T00:00:00") {
        Some((day, rest)) if rest.trim_start_matches(['.', '0']).is_empty() => day,
        _ => text,
    };
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] => day(year, "01", "01")?,
        [year, month] if month.len() == 2 => day(year, month, "01")?,
        [year, month, of_month] if month.len() == 2 && of_month.len() == 2 => day(year, month, of_month)?,
        _ => return None,
    };
    Some(text.to_owned())
}

fn day_month_year(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('/').collect();
    let [of_month, month, year] = parts.as_slice() else { return None };
    Some(day(year, month, of_month)?.to_string())
}

/// A day of the calendar, in a year that somebody alive has seen or may see.
fn day(year: &str, month: &str, of_month: &str) -> Option<Date> {
    let is_number = |text: &str, longest: usize| {
        (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(of_month, 2) {
        return None;
    }
    let year = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
    Date::new(year, month.parse().ok()?, of_month.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOTH: [DateForm; 2] = [DateForm::Iso, DateForm::DayMonthYear];

    #[test]
    fn d22_days_come_first_where_that_is_declared_and_nothing_is_tried() {
        assert_eq!(read_date("03/04/2025", &BOTH).as_deref(), Some("2025-04-03"));
        assert_eq!(read_date("04/13/2025", &BOTH), None);
        assert_eq!(read_date("03/04/2025", &[DateForm::Iso]), None);
        assert_eq!(read_date("2025-04-03", &[DateForm::DayMonthYear]), None);
    }

    #[test]
    fn d22_a_year_of_two_digits_is_no_year() {
        for text in ["03/04/25", "25-04-03", "3/4/'25", "0025-04-03", "25"] {
            assert_eq!(read_date(text, &BOTH), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "pendiente", "2025-4-3", "2025-02-30", "31/04/2025", "2025/04/03", "45750", "3 de abril de 2025"]
        {
            assert_eq!(read_date(text, &BOTH), None, "{text}");
        }
        assert_eq!(read_date("2025-04-03T00:00:00.000", &BOTH).as_deref(), Some("2025-04-03"));
        assert_eq!(read_date("2025-04-03T09:30:00", &BOTH), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            let _ = read_date(&text, &BOTH);
        }

        #[test]
        fn days_add_up(from in 0..80_000i32, days in -20_000..20_000i32) {
            let first = Date::new(1900, 1, 1).unwrap();
            let day = |days: i32| first.checked_add(jiff::Span::new().days(days)).unwrap().to_string();
            prop_assume!(from + days >= 0);
            prop_assert_eq!(days_between(&day(from), &day(from + days)), Some(i64::from(days)));
        }
    }
}
