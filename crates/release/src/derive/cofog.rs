//! The division of COFOG beside each function, where the crosswalk is sure enough.

use std::borrow::Cow;
use std::collections::HashMap;

use erario_columns::mapped;
use erario_model::codelist::{self, Correspondence};
use polars::prelude::*;

/// Adds `cofog_division_code` and `cofog_confidence` to rows of `spending_by_function`.
///
/// How sure the correspondence is stands in every row with a function; the division only where it is at least medium.
/// A total that is not broken down into functions has neither.
pub fn with_cofog(mut facts: DataFrame) -> PolarsResult<DataFrame> {
    let rows = codelist::function_cofog();
    let by_function: HashMap<&str, &Correspondence> = rows.iter().map(|row| (row.from.as_str(), row)).collect();
    let functions = facts.column("function_code")?.clone();
    let of = |code: Option<&str>| by_function.get(code?).copied();
    let division = mapped(&functions, |code| {
        let row = of(code).filter(|row| row.is_fact())?;
        row.to.as_deref().map(Cow::Borrowed)
    })?;
    let confidence = mapped(&functions, |code| of(code).map(|row| Cow::Borrowed(row.confidence.as_str())))?;
    facts.with_column(division.with_name("cofog_division_code".into()))?;
    facts.with_column(confidence.with_name("cofog_confidence".into()))?;
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::sample::told;

    #[test]
    fn a_division_is_told_where_it_is_sure_enough() {
        let facts = df!("function_code" => [Some("2.5"), Some("1.6"), Some("4.3"), Some("4.4"), None]).unwrap();
        let facts = with_cofog(facts).unwrap();
        assert_eq!(
            told(&facts, &["function_code", "cofog_division_code", "cofog_confidence"]),
            ["2.5 09 high", "1.6 02 medium", "4.3 null low", "4.4 null none", "null null null"]
        );
    }
}
