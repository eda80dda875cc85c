//! What the amounts of one row should obey: `modified = approved + extensions_reductions`.
//!
//! A formula is data, for whoever checks rows with whatever engine. It is linear, over amounts and numbers of pesos, and
//! a row in which one of its fields is null is not judged by it.

use std::fmt;

use serde::Deserialize;

use crate::Money;

/// How the two sides should compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    Equal,
    AtMost,
    AtLeast,
}

impl Comparator {
    pub fn as_str(self) -> &'static str {
        match self {
            Comparator::Equal => "=",
            Comparator::AtMost => "<=",
            Comparator::AtLeast => ">=",
        }
    }
}

/// A field that is added, or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub field: String,
    pub is_minus: bool,
}

/// One side of a formula: fields and a constant, added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    pub terms: Vec<Term>,
    pub constant: Money,
}

/// One formula of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The code of the rule that tells of a row that does not obey.
    pub rule: String,
    /// The formula as it is written.
    pub text: String,
    pub left: Side,
    pub comparator: Comparator,
    pub right: Side,
    /// How far the sides may miss each other: sources round.
    pub tolerance: Money,
}

/// How a formula stands in a table file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormulaFile {
    rule: String,
    pub(super) formula: String,
    tolerance: String,
}

/// A formula that cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    #[error("one of = <= >= between two sums")]
    Comparator,
    #[error("fields and amounts between + and -, but found `{0}`")]
    Term(String),
    #[error("a tolerance in pesos, such as 1.00, but found `{0}`")]
    Tolerance(String),
}

impl FormulaFile {
    pub(super) fn read(&self) -> Result<Formula, FormulaError> {
        let tolerance = self.tolerance.parse().map_err(|_| FormulaError::Tolerance(self.tolerance.clone()))?;
        Formula::parse(&self.rule, &self.formula, tolerance)
    }
}

impl Formula {
    /// ```
    /// use erario_model::{Comparator, Formula, Money};
    ///
    /// let formula = Formula::parse("F019", "under_spending = modified - accrued", Money::from_centavos(100)).unwrap();
    /// assert_eq!(formula.comparator, Comparator::Equal);
    /// assert_eq!(formula.fields().collect::<Vec<_>>(), ["under_spending", "modified", "accrued"]);
    /// assert!(formula.right.terms[1].is_minus);
    /// ```
    pub fn parse(rule: &str, text: &str, tolerance: Money) -> Result<Formula, FormulaError> {
        // The longer ones first: `<=` holds a `=` too.
        let comparators = [Comparator::AtMost, Comparator::AtLeast, Comparator::Equal];
        let split = |comparator: Comparator| Some((comparator, text.split_once(comparator.as_str())?));
        let (comparator, (left, right)) = comparators.into_iter().find_map(split).ok_or(FormulaError::Comparator)?;
        let (left, right) = (Side::parse(left)?, Side::parse(right)?);
        Ok(Formula { rule: rule.to_owned(), text: text.to_owned(), left, comparator, right, tolerance })
    }

    /// The fields of both sides, in order.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.left.terms.iter().chain(&self.right.terms).map(|term| term.field.as_str())
    }
}

impl Side {
    fn parse(text: &str) -> Result<Side, FormulaError> {
        let mut side = Side::default();
        let mut is_minus = false;
        let mut is_operand_next = true;
        for word in text.split_whitespace() {
            match (word, is_operand_next) {
                ("+" | "-", false) => is_minus = word == "-",
                (_, true) if is_name(word) => side.terms.push(Term { field: word.to_owned(), is_minus }),
                (_, true) => {
                    let amount: Money = word.parse().map_err(|_| FormulaError::Term(word.to_owned()))?;
                    side.constant = if is_minus { side.constant - amount } else { side.constant + amount };
                }
                _ => return Err(FormulaError::Term(word.to_owned())),
            }
            is_operand_next = !is_operand_next;
        }
        if is_operand_next { Err(FormulaError::Term(text.trim().to_owned())) } else { Ok(side) }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_')
}

impl fmt::Display for Formula {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} (±{}, {})", self.text, self.tolerance, self.rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Formula, FormulaError> {
        Formula::parse("F018", text, Money::from_centavos(100))
    }

    #[test]
    fn both_sides_are_sums_of_fields_and_amounts() {
        let formula = parse("modified - 2.50 >= approved + 1 + extensions_reductions").unwrap();
        assert_eq!((formula.comparator, formula.left.constant), (Comparator::AtLeast, Money::from_centavos(-250)));
        assert_eq!((formula.right.terms.len(), formula.right.constant), (2, Money::from_centavos(100)));
        assert_eq!(parse("paid <= accrued").unwrap().comparator, Comparator::AtMost);
    }

    #[test]
    fn what_is_no_formula_is_told() {
        assert_eq!(parse("approved"), Err(FormulaError::Comparator));
        for bad in
            ["paid <= ", "paid <= accrued +", "paid <= + accrued", "paid accrued = paid", "paid = Accrued", "= 1"]
        {
            assert!(matches!(parse(bad), Err(FormulaError::Term(_))), "{bad}");
        }
    }
}
