//! One table of a release: its fields, what tells its rows apart, and which other tables it points to.

use serde::Deserialize;

use super::{Field, FieldType, Formula};

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

impl TableKind {
    pub fn as_str(self) -> &'static str {
        match self {
            TableKind::Fact => "fact",
            TableKind::Derived => "derived",
            TableKind::Reference => "reference",
            TableKind::Record => "record",
        }
    }
}

/// How far a key can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uniqueness {
    /// No two rows of a release have the same key, and no part of it is null.
    Primary,
    /// No two rows of a release have the same key; parts of it may be null.
    Unique,
    /// Rows are meant to differ in it. Published files do repeat keys, and both rows are released (rule F010), so no
    /// database may be told to refuse the second one.
    Intended,
}

/// Fields whose values are the key of a row of another table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    pub fields: Vec<String>,
    /// The other table, which may be the same one.
    pub table: String,
    pub to: Vec<String>,
}

impl ForeignKey {
    /// The name of the table as a resource of the release's `datapackage.json`.
    pub fn resource(&self) -> String {
        resource_name(&self.table)
    }
}

/// Resources are named with hyphens, tables and their files with underscores.
pub fn resource_name(table: &str) -> String {
    table.replace('_', "-")
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
    /// What tells rows apart; `uniqueness` says how surely.
    pub primary_key: Vec<String>,
    pub uniqueness: Uniqueness,
    /// Holds in every release.
    pub foreign_keys: Vec<ForeignKey>,
    /// Holds in what erario writes, but a published value may point nowhere.
    pub references: Vec<ForeignKey>,
    /// What the amounts of one row should obey; a row that does not is a finding.
    pub formulas: Vec<Formula>,
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
