//! The public contract as data: `schemas/fields.json` and `schemas/tables/*.json`, built into the program.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::codelist::{self, Jurisdiction};
use crate::{Comparison, Exception, Marker, MarkerError, Rules, Theme, Tolerances};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// One field. It is described once, whichever tables use it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    #[serde(skip)]
    pub name: String,
    #[serde(rename = "type")]
    pub field_type: FieldType,
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    /// A regular expression that every value matches whole.
    #[serde(default)]
    pub pattern: Option<String>,
    #[serde(default, rename = "enum")]
    pub values: Vec<String>,
    /// What people write for each of them in Spanish, in the same order.
    #[serde(default, rename = "enum_es")]
    pub values_es: Vec<String>,
    #[serde(default)]
    pub minimum: Option<i64>,
    #[serde(default)]
    pub maximum: Option<i64>,
    /// The list in `schemas/codelists/` that every value stands in.
    #[serde(default)]
    pub codelist: Option<String>,
    /// The codes of that list.
    #[serde(skip)]
    pub codes: Vec<&'static str>,
    /// The words that publishers use for it.
    #[serde(default)]
    pub source_words: Vec<String>,
    /// A value, for who fills in a template.
    #[serde(default)]
    pub example: Option<String>,
}

impl Field {
    /// Erario fills it itself; neither a column nor a pipeline file has to.
    pub fn is_own(&self) -> bool {
        OWN.contains(&self.name.as_str())
    }
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// Leaves: their amounts add up.
    Fact,
    /// Figures drawn from facts, or printed beside them; not to be added to them.
    Derived,
    /// Lists and registers that figures refer to: populations, prices, classifiers, commitments. No amounts.
    Reference,
    /// What erario says of its own work.
    Record,
}

/// One table of a release.
#[derive(Clone, Debug)]
pub struct Table {
    pub name: String,
    pub kind: TableKind,
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub fields: Vec<Field>,
    /// Names of fields that are never null.
    pub required: Vec<String>,
    pub primary_key: Vec<String>,
    /// Fields whose values, joined by hyphens, are the code in a figure's id; empty if rows have no figure id.
    pub figure_code: Vec<String>,
    /// Released as one Parquet file a fiscal year.
    pub is_partitioned: bool,
}

impl Table {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The amounts, in order.
    pub fn amounts(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.field_type == FieldType::Money)
    }

    pub fn is_required(&self, field: &str) -> bool {
        self.required.iter().any(|name| name == field)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsFile {
    version: String,
    /// Named runs of fields that many tables share: `@common` in a table stands for them.
    groups: BTreeMap<String, Vec<String>>,
    fields: BTreeMap<String, Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    name: String,
    kind: TableKind,
    title_es: String,
    title_en: String,
    description_es: String,
    description_en: String,
    fields: Vec<String>,
    required: Vec<String>,
    primary_key: Vec<String>,
    #[serde(default)]
    figure_code: Vec<String>,
    #[serde(default)]
    is_partitioned: bool,
}

/// A schema file that contradicts another one.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    #[error("`schemas/{file}` is not valid: {source}")]
    Json { file: String, source: serde_json::Error },
    #[error("`schemas/tables/{table}.json` names `{name}`, which `schemas/fields.json` does not have")]
    UnknownField { table: String, name: String },
    #[error("`schemas/{file}` is not valid: {source}")]
    Toml { file: String, source: toml::de::Error },
    #[error("`schemas/codelists/markers.csv`: {0}")]
    Marker(#[from] MarkerError),
}

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

const FIELDS: &str = include_str!("../../../schemas/fields.json");
const MARKERS: &str = include_str!("../../../schemas/codelists/markers.csv");
const EXCEPTIONS: &str = include_str!("../../../schemas/exceptions.toml");
const COMPARISONS: &str = include_str!("../../../schemas/comparisons.toml");
const TOLERANCES: &str = include_str!("../../../schemas/tolerances.toml");

macro_rules! files {
    ($folder:literal, $ending:literal, $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../schemas/", $folder, "/", $name, ".", $ending)))),+]
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
        let json_error = |file: &str| {
            let file = file.to_owned();
            move |source| SchemaError::Json { file, source }
        };
        let fields: FieldsFile = serde_json::from_str(FIELDS).map_err(json_error("fields.json"))?;
        let rules = Rules::read().map_err(|(file, source)| SchemaError::Toml { file, source })?;
        let mut tables = Vec::new();
        for (name, json) in TABLES {
            let table: TableFile = serde_json::from_str(json).map_err(json_error(&format!("tables/{name}.json")))?;
            tables.push(table.resolve(&fields)?);
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
        Ok(Schema { version: fields.version, tables, rules, exceptions, comparisons, tolerances, themes, markers })
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

impl TableFile {
    fn resolve(self, file: &FieldsFile) -> Result<Table, SchemaError> {
        let unknown = |name: &str| SchemaError::UnknownField { table: self.name.clone(), name: name.to_owned() };
        let mut names: Vec<&str> = Vec::new();
        for entry in &self.fields {
            match entry.strip_prefix('@') {
                Some(group) => {
                    names.extend(file.groups.get(group).ok_or_else(|| unknown(entry))?.iter().map(String::as_str))
                }
                None => names.push(entry),
            }
        }
        let mut fields = Vec::new();
        for name in names {
            let mut field = file.fields.get(name).ok_or_else(|| unknown(name))?.clone();
            name.clone_into(&mut field.name);
            if let Some(list) = &field.codelist {
                field.codes = codelist::codes(list).ok_or_else(|| unknown(list))?.collect();
            }
            fields.push(field);
        }
        for name in self.required.iter().chain(&self.primary_key).chain(&self.figure_code) {
            if !fields.iter().any(|field| &field.name == name) {
                return Err(unknown(name));
            }
        }
        Ok(Table {
            name: self.name,
            kind: self.kind,
            title_es: self.title_es,
            title_en: self.title_en,
            description_es: self.description_es,
            description_en: self.description_en,
            fields,
            required: self.required,
            primary_key: self.primary_key,
            figure_code: self.figure_code,
            is_partitioned: self.is_partitioned,
        })
    }
}
