//! What must hold between the amounts of one row: `modified = approved + extensions_reductions`.

use crate::number::{self, plain};

/// A linear formula over the fields of a row. A row where one of them has no value is not judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The rule of the catalogue that it is.
    pub rule: Option<String>,
    /// As it is written.
    pub text: String,
    pub left: Vec<Term>,
    pub relation: Relation,
    pub right: Vec<Term>,
    /// How far the sides may be apart, in units of 10^-18.
    pub tolerance: i128,
}

/// A field or a number, added or taken away. A field is known by its name, or by its place once a file is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<F = String> {
    pub is_subtracted: bool,
    pub what: Operand<F>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand<F = String> {
    Field(F),
    /// In units of 10^-18.
    Number(i128),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Equal,
    AtMost,
    AtLeast,
}

impl Formula {
    /// Reads `a + b = c - 1`, `a <= b` or `a >= 0`.
    pub fn parse(text: &str) -> Result<Formula, String> {
        let relations = [("<=", Relation::AtMost), (">=", Relation::AtLeast), ("=", Relation::Equal)];
        let found = relations.into_iter().find_map(|(sign, relation)| Some((text.split_once(sign)?, relation)));
        let Some(((left, right), relation)) = found else {
            return Err(format!("the formula `{text}` has no `=`, `<=` or `>=`"));
        };
        let side = |side: &str| terms(side).map_err(|why| format!("the formula `{text}`: {why}"));
        let (left, right) = (side(left)?, side(right)?);
        Ok(Formula { rule: None, text: text.to_owned(), left, relation, right, tolerance: 0 })
    }

    /// The fields that it names.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.left.iter().chain(&self.right).filter_map(|term| match &term.what {
            Operand::Field(name) => Some(name.as_str()),
            Operand::Number(_) => None,
        })
    }

    /// Whether the sides, in units of 10^-18, agree.
    pub fn holds(&self, left: i128, right: i128) -> bool {
        match self.relation {
            Relation::Equal => left.abs_diff(right) <= self.tolerance.unsigned_abs(),
            Relation::AtMost => left <= right.saturating_add(self.tolerance),
            Relation::AtLeast => left.saturating_add(self.tolerance) >= right,
        }
    }

    /// What the left side should be, given the right one: `<= 12.5`.
    pub fn expected(&self, right: i128) -> String {
        let relation = match self.relation {
            Relation::Equal => "",
            Relation::AtMost => "<= ",
            Relation::AtLeast => ">= ",
        };
        format!("{relation}{} ({})", plain(right), self.text)
    }
}

/// The value of one side; `None` if a field has none, or the sum is beyond what can be computed.
pub(crate) fn sum<F>(terms: &[Term<F>], value: impl Fn(&F) -> Option<i128>) -> Option<i128> {
    terms.iter().try_fold(0_i128, |sum, term| {
        let value = match &term.what {
            Operand::Field(name) => value(name)?,
            Operand::Number(number) => *number,
        };
        if term.is_subtracted { sum.checked_sub(value) } else { sum.checked_add(value) }
    })
}

fn terms(side: &str) -> Result<Vec<Term>, String> {
    let mut terms = Vec::new();
    let mut is_subtracted = false;
    let mut rest = side.trim();
    if let Some(after) = rest.strip_prefix('-') {
        (is_subtracted, rest) = (true, after);
    }
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let word = rest[..end].trim();
        let is_name =
            |word: &str| !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || "*/()<>=\"'".contains(c));
        let what = match number::exact(word.as_bytes()) {
            Some(number) => Operand::Number(number),
            None if is_name(word) => Operand::Field(word.to_owned()),
            None => return Err(format!("`{word}` is neither a field nor a number")),
        };
        terms.push(Term { is_subtracted, what });
        if end == rest.len() {
            return Ok(terms);
        }
        is_subtracted = rest.as_bytes()[end] == b'-';
        rest = &rest[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ONE;

    fn holds(text: &str, values: &[(&str, i128)]) -> Option<bool> {
        let formula = Formula::parse(text).unwrap();
        let value = |name: &String| values.iter().find(|(field, _)| field == name).map(|(_, value)| value * ONE);
        Some(formula.holds(sum(&formula.left, value)?, sum(&formula.right, value)?))
    }

    #[test]
    fn sides_are_added_up_and_compared() {
        let values = [("a", 5), ("b", 3), ("c", -2)];
        assert_eq!(holds("a = b - c", &values), Some(true));
        assert_eq!(holds("a + 1 = b - c", &values), Some(false));
        assert_eq!(holds("-c <= b", &values), Some(true));
        assert_eq!(holds("c >= 0", &values), Some(false));
        assert_eq!(holds("a = b + missing", &values), None);
    }

    #[test]
    fn the_tolerance_is_granted_on_the_wrong_side() {
        let mut formula = Formula::parse("a <= b").unwrap();
        formula.tolerance = ONE;
        assert!(formula.holds(3 * ONE, 2 * ONE) && !formula.holds(3 * ONE + 1, 2 * ONE));
    }

    #[test]
    fn what_is_no_formula_is_said() {
        for wrong in ["a", "a = ", "a = b * c", "= b", "a = b c"] {
            assert!(Formula::parse(wrong).is_err(), "{wrong}");
        }
    }
}
