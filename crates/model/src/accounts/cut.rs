//! Cuts of a fiscal year: `2026-1T` is what happened from January to March, `2026` the whole year's account.

use crate::Edition;

/// The edition of quarterly accounts that this name means.
///
/// Quarters add up from January (LGCG, article 51; LDF, format instructions): each is the year so far.
pub(super) fn edition(name: &str) -> Option<Edition> {
    let (year, quarter) = match name.split_once('-') {
        Some((year, quarter)) => (year, Some(quarter.strip_suffix('T')?)),
        None => (name, None),
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (period, status) = match quarter {
        None => (year.to_owned(), "final"),
        Some(quarter @ ("1" | "2" | "3")) => (format!("{year}-Q{quarter}"), "partial"),
        Some("4") => (format!("{year}-Q4"), "preliminary"),
        Some(_) => return None,
    };
    let set = [
        ("fiscal_year", year),
        ("period", &period),
        ("is_cumulative", if quarter.is_some() { "true" } else { "false" }),
        ("account_status", status),
    ];
    Some(Edition {
        id: name.to_owned(),
        url: None,
        set: set.into_iter().map(|(column, value)| (column.to_owned(), value.to_owned())).collect(),
        ..Edition::default()
    })
}

#[cfg(test)]
mod tests {
    use super::edition;

    #[test]
    fn quarters_and_years_are_told_apart() {
        assert_eq!(edition("2018-3T").unwrap().set["account_status"], "partial");
        assert_eq!(edition("2018").unwrap().set["period"], "2018");
        for name in ["2018-5T", "2018-1", "18-1T", "2018-T", "año", "2018-01T"] {
            assert!(edition(name).is_none(), "{name}");
        }
    }
}
