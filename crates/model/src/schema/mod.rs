//! The public contract as data: `schemas/fields.json` and `schemas/tables/*.json`, built into the program.

use std::sync::OnceLock;

use crate::codelist::Jurisdiction;
use crate::{Comparison, Exception, Marker, Rules, Theme, Tolerances};

mod error;
mod field;
mod formula;
mod read;
mod table;

pub use error::SchemaError;
pub use field::{Deprecated, Field, FieldType};
pub use formula::{Comparator, Formula, FormulaError, Side as FormulaSide, Term};
pub use read::Tables;
pub use table::{ForeignKey, Table, TableKind, Uniqueness, resource_name};

use error::Misfit;

/// The whole contract.
#[derive(Clone, Debug)]
pub struct Schema {
    pub version: String,
    pub tables: Vec<Table>,
    pub rules: Rules,
    /// Where rules are known not to hold.
    pub exceptions: Vec<Exception>,
    /// What is compared across tables and publishers.
    pub comparisons: Vec<Comparison>,
    /// The numbers that rules decide by.
    pub tolerances: Tolerances,
    pub themes: Vec<Theme>,
    /// Figures that people have screened, for the themes that have markers.
    pub markers: Vec<Marker>,
}

const FIELDS: &str = include_str!("../../../../schemas/fields.json");
const MARKERS: &str = include_str!("../../../../schemas/codelists/markers.csv");
const EXCEPTIONS: &str = include_str!("../../../../schemas/exceptions.toml");
const COMPARISONS: &str = include_str!("../../../../schemas/comparisons.toml");
const TOLERANCES: &str = include_str!("../../../../schemas/tolerances.toml");

macro_rules! files {
    ($folder:literal, $ending:literal, $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas/", $folder, "/", $name, ".", $ending)))),+]
    };
}
pub(crate) use files;

const TABLES: &[(&str, &str)] = files![
    "tables",
    "json",
    "budget_line",
    "spending_by_function",
    "spending_by_object",
    "spending_by_unit",
    "spending_by_type",
    "spending_by_staff",
    "spending_by_program",
    "revenue_by_source",
    "indicator",
    "transfer",
    "fund_execution",
    "public_work",
    "finance_statistic",
    "annex_line",
    "theme_spending",
    "theme_line",
    "published_total",
    "vintage",
    "alternate",
    "commitment",
    "commitment_milestone",
    "commitment_program",
    "observation",
    "municipality",
    "population",
    "price_index",
    "code_function",
    "code_object",
    "code_modality",
    "code_ramo",
    "code_cofog",
    "crosswalk_function_cofog",
    "crosswalk_object_gfsm",
    "coverage_status",
    "conservation",
    "quality",
    "finding",
    "set_aside",
    "source_file",
    "publication",
];
const THEMES: &[(&str, &str)] = files!["themes", "toml", "education", "environment", "gender"];

impl Schema {
    /// The contract of this version of erario.
    pub fn embedded() -> &'static Schema {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Schema::read().unwrap_or_else(|error| panic!("{error}")))
    }

    fn read() -> Result<Schema, SchemaError> {
        let Tables { version, tables } = Tables::parse(FIELDS, TABLES)?;
        let rules = Rules::read().map_err(|(file, source)| SchemaError::Toml { file, source })?;
        for ((name, text), table) in TABLES.iter().zip(&tables) {
            let is_known = |code: &str| rules.iter().any(|rule| rule.code == code);
            if let Some(formula) = table.formulas.iter().find(|formula| !is_known(&formula.rule)) {
                let file = format!("tables/{name}.json");
                return Err(Misfit::new(&file, text, &formula.rule, "a rule", "one of schemas/rules/").into());
            }
        }
        let toml_error = |file: &str| {
            let file = file.to_owned();
            move |source| SchemaError::Toml { file, source }
        };
        let exceptions = Exception::all(EXCEPTIONS).map_err(toml_error("exceptions.toml"))?;
        let comparisons = Comparison::all(COMPARISONS).map_err(toml_error("comparisons.toml"))?;
        let tolerances = Tolerances::parse(TOLERANCES).map_err(toml_error("tolerances.toml"))?;
        let mut themes = Vec::new();
        for (name, toml) in THEMES {
            themes.push(Theme::parse(name, toml).map_err(toml_error(&format!("themes/{name}.toml")))?);
        }
        let markers = Marker::parse(MARKERS, &themes)?;
        Ok(Schema { version, tables, rules, exceptions, comparisons, tolerances, themes, markers })
    }

    /// A field, whichever tables use it.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.tables.iter().find_map(|table| table.field(name))
    }

    /// INEGI's name of a state or municipality, or of the federation.
    pub fn jurisdiction(code: &str) -> Option<&'static str> {
        Jurisdiction::of(code).map(|jurisdiction| jurisdiction.name.as_str())
    }

    /// The first fiscal year of a municipality that is younger than published accounts.
    pub fn jurisdiction_since(code: &str) -> Option<i32> {
        Jurisdiction::of(code)?.since
    }

    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

#[cfg(test)]
mod tests;
