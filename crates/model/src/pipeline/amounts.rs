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
}
