//! A worksheet kept as figures: a CSV with a record for each row of it, and beside it a list of its merged cells.

use anyhow::Result;
use erario_xtask::biff::{Sheet, Value};

use super::figures;

/// The sheet of `figures/<stem>.csv` and `figures/<stem>-merged.csv`.
pub fn sheet(stem: &str, name: &str) -> Result<Sheet> {
    let rows = figures(&format!("{stem}.csv"))?.iter().map(|record| record.iter().map(cell).collect()).collect();
    let merged = figures(&format!("{stem}-merged.csv"))?;
    let merged = merged.iter().skip(1).map(|record| record[0].parse()).collect::<Result<_>>()?;
    Ok(Sheet { name: name.into(), rows, merged })
}

/// In the figures a number is a number, a blank is no cell at all, and an apostrophe says that what follows is text,
/// be it empty: the federal workbooks of 2016 and 2020 have thousands of texts of no characters.
fn cell(text: &str) -> Option<Value> {
    if let Some(text) = text.strip_prefix('\'') {
        return Some(Value::Text(text.into()));
    }
    match text.parse() {
        _ if text.is_empty() => None,
        Ok(number) => Some(Value::Number(number)),
        Err(_) => Some(Value::Text(text.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_makes_a_text() {
        assert_eq!(cell(""), None);
        assert_eq!(cell("'"), Some(Value::Text(String::new())));
        assert_eq!(cell("'11"), Some(Value::Text("11".into())));
        assert_eq!(cell("3958343723"), Some(Value::Number(3_958_343_723.0)));
        assert_eq!(cell("K027"), Some(Value::Text("K027".into())));
    }
}
