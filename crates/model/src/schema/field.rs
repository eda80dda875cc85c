//! One field of the contract, described once, whichever tables use it.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    String,
    /// 32 bits.
    Year,
    /// 64 bits.
    Integer,
    Boolean,
    /// Pesos (MXN), `decimal(18,2)`; whole centavos inside the program.
    Money,
    /// A plain decimal number kept as `decimal(18,6)`.
    Decimal,
}

impl FieldType {
    /// The digits before and after the point together, and those after it.
    pub fn digits(self) -> Option<(u8, u8)> {
        match self {
            FieldType::Money => Some((18, 2)),
            FieldType::Decimal => Some((18, 6)),
            _ => None,
        }
    }

    /// How people are told of it, in dictionaries and reference pages.
    pub fn told(self) -> &'static str {
        match self {
            FieldType::String => "string",
            FieldType::Year => "int32",
            FieldType::Integer => "int64",
            FieldType::Boolean => "boolean",
            FieldType::Money => "decimal(18,2), MXN",
            FieldType::Decimal => "decimal(18,6)",
        }
    }
}

/// Fields that erario fills, from the source and from the rules.
const OWN: [&str; 11] = [
    "publisher",
    "dataset",
    "edition",
    "period",
    "trust",
    "doubtful_amounts",
    "doubt",
    "correction_id",
    "source_id",
    "source_part",
    "source_row",
];

/// A field that is still there, and that nobody should begin to use.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deprecated {
    /// The day since when, as `YYYY-MM-DD`.
    pub since: String,
    /// The field to use instead, where there is one.
    #[serde(default)]
    pub instead: Option<String>,
    pub why_es: String,
    pub why_en: String,
}

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub field_type: FieldType,
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    /// A regular expression that every value matches whole.
    pub pattern: Option<String>,
    pub values: Vec<String>,
    /// What people write for each of them in Spanish, in the same order.
    pub values_es: Vec<String>,
    pub minimum: Option<i64>,
    pub maximum: Option<i64>,
    /// What a number counts: `MXN`, `%`, `byte`.
    pub unit: Option<String>,
    /// The list in `schemas/codelists/` that every value stands in.
    pub codelist: Option<String>,
    /// The codes of that list.
    pub codes: Vec<&'static str>,
    /// Its column type in a Fiscal Data Package.
    pub fiscal_type: Option<String>,
    /// The words that publishers use for it.
    pub source_words: Vec<String>,
    /// A value, for who fills in a template.
    pub example: Option<String>,
    pub deprecated: Option<Deprecated>,
}

impl Field {
    /// Erario fills it itself; neither a column nor a pipeline file has to.
    pub fn is_own(&self) -> bool {
        OWN.contains(&self.name.as_str())
    }
}
