//! How amounts are written in a source.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The unit that a source counts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    #[default]
    Pesos,
    Thousands,
    Millions,
}

impl Unit {
    /// How many pesos one of it is.
    pub const fn pesos(self) -> i64 {
        match self {
            Unit::Pesos => 1,
            Unit::Thousands => 1_000,
            Unit::Millions => 1_000_000,
        }
    }
}

/// The one number format of a source. A cell that does not fit it is a finding, never a guess.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    /// Converted to pesos once, when the amount is read.
    pub unit: Unit,
    /// Stands between groups of three digits, where the source groups them.
    #[serde(default)]
    pub grouping: Option<char>,
    /// Stands right in front of the digits of some or all amounts, such as `$`.
    #[serde(default)]
    pub symbol: Option<char>,
    /// An amount below one has no digit before its point: `.37`. Elsewhere that is a number that lost its beginning.
    #[serde(default)]
    pub bare_decimals: bool,
    /// Whole cells that mean zero, such as `-`.
    #[serde(default)]
    pub zero: Vec<String>,
    /// A blank cell means zero, not "not published".
    #[serde(default)]
    pub blank_is_zero: bool,
    /// Whole cells that mean "not published", such as `N/A`.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Other forms that a new edition may write amounts in; read only where `contract.types` is `evolve`. A cell that
    /// fits two forms is the same amount in both.
    #[serde(default)]
    pub also: Vec<AmountForm>,
}

/// Another form of amounts. The decimal point stays a point: whether `1.234` is a thousand or one nobody could tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AmountForm {
    /// Stands between groups of three digits.
    #[serde(default)]
    pub grouping: Option<char>,
    /// Stands right in front of the digits of some or all amounts.
    #[serde(default)]
    pub symbol: Option<char>,
    /// An amount below one has no digit before its point.
    #[serde(default)]
    pub bare_decimals: bool,
}

impl Amounts {
    /// The declared form, then the others.
    pub fn forms(&self) -> impl Iterator<Item = AmountForm> {
        let own = AmountForm { grouping: self.grouping, symbol: self.symbol, bare_decimals: self.bare_decimals };
        std::iter::once(own).chain(self.also.iter().cloned())
    }
}
