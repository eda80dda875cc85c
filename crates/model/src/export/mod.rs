//! The contract in the forms that other tools read, each written from the same tables.
//!
//! ```
//! use erario_model::Schema;
//! use erario_model::export::{Format, json_schema};
//!
//! let schema = Schema::embedded();
//! let table = schema.table("spending_by_function").unwrap();
//! let row = json_schema::of(table, &schema.version);
//! assert_eq!(row["properties"]["fiscal_year"]["minimum"], 1990);
//!
//! // Every file of a form, by the name that it has under `schemas/exports/`.
//! let tables: Vec<_> = schema.tables.iter().collect();
//! let files = Format::Postgresql.files(&schema.version, &tables);
//! assert_eq!(files[0].0, "postgresql.sql");
//! ```

pub mod arrow;
pub mod dictionary;
pub mod fiscal;
pub mod json_schema;
pub mod profile;
pub mod pydantic;
pub mod sql;
pub mod table_schema;
pub mod typescript;

use serde_json::Value;

use crate::Table;

/// A form that the contract can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    TableSchema,
    JsonSchema,
    Postgresql,
    Duckdb,
    Arrow,
    Fiscal,
    Typescript,
    Pydantic,
    Dictionary,
}

impl Format {
    pub const ALL: [Format; 9] = [
        Format::TableSchema,
        Format::JsonSchema,
        Format::Postgresql,
        Format::Duckdb,
        Format::Arrow,
        Format::Fiscal,
        Format::Typescript,
        Format::Pydantic,
        Format::Dictionary,
    ];

    /// The name that the command knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Format::TableSchema => "table-schema",
            Format::JsonSchema => "json-schema",
            Format::Postgresql => "postgresql",
            Format::Duckdb => "duckdb",
            Format::Arrow => "arrow",
            Format::Fiscal => "fiscal",
            Format::Typescript => "typescript",
            Format::Pydantic => "pydantic",
            Format::Dictionary => "dictionary",
        }
    }

    /// What it is for, in Spanish and in English.
    pub fn about(self) -> [&'static str; 2] {
        match self {
            Format::TableSchema => ["Table Schema v2, un archivo por tabla", "Table Schema v2, a file a table"],
            Format::JsonSchema => {
                ["JSON Schema 2020-12 de un renglón como JSON", "JSON Schema 2020-12 of one row as JSON"]
            }
            Format::Postgresql => ["tablas de PostgreSQL", "tables of PostgreSQL"],
            Format::Duckdb => ["tablas de DuckDB", "tables of DuckDB"],
            Format::Arrow => {
                ["esquemas de Arrow, en la forma JSON de Arrow", "Arrow schemas, in Arrow's own JSON form"]
            }
            Format::Fiscal => ["tipos de columna de Fiscal Data Package", "column types of Fiscal Data Package"],
            Format::Typescript => ["tipos de TypeScript", "types of TypeScript"],
            Format::Pydantic => ["modelos de pydantic (Python)", "models of pydantic (Python)"],
            Format::Dictionary => ["diccionario para personas", "the dictionary for people"],
        }
    }

    /// The files of this form, by name, in order. Forms of a table each are in a folder of their own.
    pub fn files(self, version: &str, tables: &[&Table]) -> Vec<(String, String)> {
        let one = |name: &str, text: String| vec![(name.to_owned(), text)];
        let each = |of: &dyn Fn(&Table) -> Value| {
            let file = |table: &&Table| (format!("{}/{}.json", self.name(), table.name), pretty(&of(table)));
            tables.iter().map(file).collect()
        };
        match self {
            Format::TableSchema => each(&|table| table_schema::of(table, version)),
            Format::JsonSchema => each(&|table| json_schema::of(table, version)),
            Format::Arrow => each(&|table| arrow::of(table, version)),
            Format::Postgresql => one("postgresql.sql", sql::of(sql::Dialect::Postgresql, version, tables)),
            Format::Duckdb => one("duckdb.sql", sql::of(sql::Dialect::Duckdb, version, tables)),
            Format::Fiscal => one("fiscal.json", pretty(&fiscal::of(version, tables))),
            Format::Typescript => one("erario.ts", typescript::of(version, tables)),
            Format::Pydantic => one("erario_schema.py", pydantic::of(version, tables)),
            Format::Dictionary => {
                one("dictionary.md", dictionary::of(version, tables.iter().map(|table| (*table, None))))
            }
        }
    }
}

/// JSON as it stands in files: indented, with a line end.
pub fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// `spending_by_function` -> `SpendingByFunction`, the name of a type in other languages.
fn type_name(table: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    table.split('_').map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Schema;

    #[test]
    fn every_form_has_every_table_and_every_field() {
        let schema = Schema::embedded();
        let tables: Vec<&Table> = schema.tables.iter().collect();
        for format in Format::ALL {
            let text: String = format.files(&schema.version, &tables).into_iter().map(|(_, text)| text).collect();
            for table in &schema.tables {
                let name = if format == Format::Typescript { type_name(&table.name) } else { table.name.clone() };
                assert!(text.contains(&name), "{}: {}", format.name(), table.name);
                for field in &table.fields {
                    assert!(text.contains(&field.name), "{}: {}", format.name(), field.name);
                }
            }
        }
    }

    #[test]
    fn types_are_named_in_capitals() {
        assert_eq!(type_name("code_cofog"), "CodeCofog");
    }
}
