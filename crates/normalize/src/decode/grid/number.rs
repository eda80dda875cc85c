//! A workbook's own number, wherever it stands as text: written as spreadsheet programs hold it, a float.

use super::Cell;

/// The shortest decimal that reads back as the same float; text that is no finite number stays text.
pub(super) fn number(text: &str) -> Cell {
    match shortest(text) {
        Some(decimal) => Cell::Number(decimal),
        None => Cell::Text(text.to_owned()),
    }
}

fn shortest(text: &str) -> Option<String> {
    let shortest: f64 = text.trim().parse().ok()?;
    shortest.is_finite().then(|| shortest.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_plain_decimals() {
        for (published, decimal) in [
            ("54146812.150000006", "54146812.150000006"),
            ("1.23E+10", "12300000000"),
            ("0.10000000000000001", "0.1"),
            ("-0.5", "-0.5"),
            ("1077761.0700", "1077761.07"),
            ("1E-7", "0.0000001"),
        ] {
            assert_eq!(number(published), Cell::Number(decimal.to_owned()));
        }
        for text in ["", "o.oo", "1,000", "NaN", "inf", "1E999"] {
            assert_eq!(number(text), Cell::Text(text.to_owned()));
        }
    }
}
