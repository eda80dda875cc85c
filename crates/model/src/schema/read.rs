//! Reads `schemas/fields.json` and `schemas/tables/*.json`, and holds the one against the other.
//!
//! Both are Table Schema. A table file repeats what `fields.json` says of its fields, so that it can be used by itself;
//! that part is written by `cargo xtask docs` and skipped here: a field has one definition.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::error::{Misfit, SchemaError};
use super::formula::FormulaFile;
use super::{Deprecated, Field, FieldType, ForeignKey, Table, TableKind, Uniqueness, resource_name};
use crate::codelist;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsFile {
    #[serde(rename = "$schema")]
    _profile: IgnoredAny,
    #[serde(rename = "erario:version")]
    version: String,
    fields: Vec<FieldFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    title: String,
    description: String,
    #[serde(default)]
    constraints: Constraints,
    #[serde(rename = "erario:title_en")]
    title_en: String,
    #[serde(rename = "erario:description_en")]
    description_en: String,
    #[serde(default, rename = "erario:unit")]
    unit: Option<String>,
    #[serde(default, rename = "erario:decimal")]
    decimal: Option<Digits>,
    #[serde(default, rename = "erario:enum_es")]
    values_es: Vec<String>,
    #[serde(default, rename = "erario:codelist")]
    codelist: Option<String>,
    #[serde(default, rename = "erario:fiscal_type")]
    fiscal_type: Option<String>,
    #[serde(default, rename = "erario:source_words")]
    source_words: Vec<String>,
    #[serde(default, rename = "erario:example")]
    example: Option<String>,
    #[serde(default, rename = "erario:deprecated")]
    deprecated: Option<Deprecated>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Constraints {
    #[serde(default)]
    pattern: Option<String>,
    #[serde(default, rename = "enum")]
    values: Vec<String>,
    #[serde(default)]
    minimum: Option<i64>,
    #[serde(default)]
    maximum: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Digits {
    precision: u8,
    scale: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    #[serde(rename = "$schema")]
    _profile: IgnoredAny,
    #[serde(default, rename = "erario:version")]
    _version: IgnoredAny,
    #[serde(default, rename = "missingValues")]
    _missing: IgnoredAny,
    #[serde(rename = "erario:table")]
    name: String,
    #[serde(rename = "erario:kind")]
    kind: TableKind,
    #[serde(rename = "erario:title_es")]
    title_es: String,
    #[serde(rename = "erario:title_en")]
    title_en: String,
    #[serde(rename = "erario:description_es")]
    description_es: String,
    #[serde(rename = "erario:description_en")]
    description_en: String,
    fields: Vec<Named>,
    #[serde(default, rename = "primaryKey")]
    primary_key: Vec<String>,
    #[serde(default, rename = "uniqueKeys")]
    unique_keys: Vec<Vec<String>>,
    #[serde(default, rename = "erario:key")]
    intended_key: Vec<String>,
    #[serde(default, rename = "foreignKeys")]
    foreign_keys: Vec<KeyFile>,
    #[serde(default, rename = "erario:references")]
    references: Vec<KeyFile>,
    #[serde(default, rename = "erario:formulas")]
    formulas: Vec<FormulaFile>,
    #[serde(default, rename = "erario:figure_code")]
    figure_code: Vec<String>,
    #[serde(default, rename = "erario:is_partitioned")]
    is_partitioned: bool,
}

/// A field of a table file. All but the name, and whether it is required, is written by a program; a word that it
/// would not write is a mistake all the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    #[serde(default)]
    constraints: Required,
    #[serde(default, rename = "type")]
    _kind: IgnoredAny,
    #[serde(default, rename = "title")]
    _title: IgnoredAny,
    #[serde(default, rename = "description")]
    _description: IgnoredAny,
    #[serde(default, rename = "erario:title_en")]
    _title_en: IgnoredAny,
    #[serde(default, rename = "erario:description_en")]
    _description_en: IgnoredAny,
    #[serde(default, rename = "erario:unit")]
    _unit: IgnoredAny,
    #[serde(default, rename = "erario:decimal")]
    _decimal: IgnoredAny,
    #[serde(default, rename = "erario:enum_es")]
    _values_es: IgnoredAny,
    #[serde(default, rename = "erario:codelist")]
    _codelist: IgnoredAny,
    #[serde(default, rename = "erario:fiscal_type")]
    _fiscal_type: IgnoredAny,
    #[serde(default, rename = "erario:source_words")]
    _source_words: IgnoredAny,
    #[serde(default, rename = "erario:example")]
    _example: IgnoredAny,
    #[serde(default, rename = "erario:deprecated")]
    _deprecated: IgnoredAny,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Required {
    #[serde(default)]
    required: bool,
    #[serde(default, rename = "pattern")]
    _pattern: IgnoredAny,
    #[serde(default, rename = "enum")]
    _values: IgnoredAny,
    #[serde(default, rename = "minimum")]
    _minimum: IgnoredAny,
    #[serde(default, rename = "maximum")]
    _maximum: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    fields: Vec<String>,
    reference: ReferenceFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferenceFile {
    /// The table itself, if there is none.
    #[serde(default)]
    resource: Option<String>,
    fields: Vec<String>,
}

/// The fields and tables of one version.
#[derive(Clone, Debug)]
pub struct Tables {
    pub version: String,
    pub tables: Vec<Table>,
}

impl Tables {
    /// Reads the text of `fields.json` and of table files, each with its name.
    pub fn parse(fields: &str, tables: &[(&str, &str)]) -> Result<Tables, SchemaError> {
        let file: FieldsFile = serde_json::from_str(fields).map_err(SchemaError::json("fields.json"))?;
        let mut known = BTreeMap::new();
        for field in file.fields {
            let name = field.name.clone();
            let field = field.resolve(fields)?;
            if known.insert(name.clone(), field).is_some() {
                return Err(Misfit::new("fields.json", fields, &name, "a second field of this name", "one").into());
            }
        }
        for field in known.values() {
            let instead = field.deprecated.as_ref().and_then(|deprecated| deprecated.instead.as_ref());
            if let Some(instead) = instead.filter(|instead| !known.contains_key(*instead)) {
                let expected = "a field of schemas/fields.json";
                return Err(
                    Misfit::new("fields.json", fields, instead, "`erario:deprecated` names it", expected).into()
                );
            }
        }
        let mut read = Vec::new();
        for (name, text) in tables {
            let path = format!("tables/{name}.json");
            let table: TableFile = serde_json::from_str(text).map_err(SchemaError::json(&path))?;
            read.push(table.resolve(&path, text, &known)?);
        }
        for (table, (name, text)) in read.iter().zip(tables) {
            for key in table.foreign_keys.iter().chain(&table.references) {
                key.leads_somewhere(table, &read).map_err(|(word, found, expected)| {
                    SchemaError::from(Misfit::new(&format!("tables/{name}.json"), text, &word, found, expected))
                })?;
            }
        }
        Ok(Tables { version: file.version, tables: read })
    }
}

impl FieldFile {
    fn resolve(self, text: &str) -> Result<Field, SchemaError> {
        let misfit = |found: &str, expected: &str| {
            SchemaError::from(Misfit::new("fields.json", text, &self.name, found, expected))
        };
        let field_type = match (self.kind.as_str(), &self.decimal) {
            ("string", None) => FieldType::String,
            ("year", None) => FieldType::Year,
            ("integer", None) => FieldType::Integer,
            ("boolean", None) => FieldType::Boolean,
            ("number", Some(Digits { precision: 18, scale: 2 })) => FieldType::Money,
            ("number", Some(Digits { precision: 18, scale: 6 })) => FieldType::Decimal,
            (kind, _) => {
                let expected = "string, year, integer, boolean, or number with `erario:decimal` 18, 2 or 18, 6";
                return Err(misfit(&format!("the type {kind}"), expected));
            }
        };
        if (field_type == FieldType::Money) != (self.unit.as_deref() == Some("MXN")) {
            return Err(misfit("a unit that is not its type's", "`erario:unit` MXN with 18, 2 and only there"));
        }
        if let Some(deprecated) = &self.deprecated
            && deprecated.since.parse::<jiff::civil::Date>().is_err()
        {
            return Err(misfit(&format!("deprecated since {:?}", deprecated.since), "a day, as YYYY-MM-DD"));
        }
        let codes = match &self.codelist {
            Some(list) => match codelist::codes(list) {
                Some(codes) => codes.collect(),
                None => return Err(misfit(&format!("the list {list}"), "a file of schemas/codelists/")),
            },
            None => Vec::new(),
        };
        Ok(Field {
            name: self.name,
            field_type,
            title_es: self.title,
            title_en: self.title_en,
            description_es: self.description,
            description_en: self.description_en,
            pattern: self.constraints.pattern,
            values: self.constraints.values,
            values_es: self.values_es,
            minimum: self.constraints.minimum,
            maximum: self.constraints.maximum,
            unit: self.unit,
            codelist: self.codelist,
            codes,
            fiscal_type: self.fiscal_type,
            source_words: self.source_words,
            example: self.example,
            deprecated: self.deprecated,
        })
    }
}

impl TableFile {
    fn resolve(self, path: &str, text: &str, known: &BTreeMap<String, Field>) -> Result<Table, SchemaError> {
        let misfit =
            |word: &str, found: &str, expected: &str| SchemaError::from(Misfit::new(path, text, word, found, expected));
        let (mut fields, mut required) = (Vec::new(), Vec::new());
        for named in self.fields {
            let field = known.get(&named.name);
            fields.push(field.ok_or_else(|| misfit(&named.name, "a field", "one of schemas/fields.json"))?.clone());
            if named.constraints.required {
                required.push(named.name);
            }
        }
        let keys: Vec<(Uniqueness, Vec<String>)> = [(Uniqueness::Primary, self.primary_key)]
            .into_iter()
            .chain(self.unique_keys.into_iter().map(|key| (Uniqueness::Unique, key)))
            .chain([(Uniqueness::Intended, self.intended_key)])
            .filter(|(_, key)| !key.is_empty())
            .collect();
        let Ok([(uniqueness, primary_key)]) = <[_; 1]>::try_from(keys) else {
            let expected = "one of `primaryKey`, `uniqueKeys` and `erario:key`, with one key";
            return Err(misfit(&self.name, "another number of keys", expected));
        };
        let mut formulas = Vec::new();
        for file in &self.formulas {
            let formula = file.read().map_err(|error| misfit(&file.formula, "a formula", &error.to_string()))?;
            let is_amount = |name: &str| fields.iter().any(|field| field.name == name && is_money(field));
            if let Some(other) = formula.fields().find(|name| !is_amount(name)) {
                return Err(misfit(&file.formula, &format!("`{other}`"), "amounts of the table"));
            }
            formulas.push(formula);
        }
        let keys = |files: Vec<KeyFile>| files.into_iter().map(|key| key.resolve(&self.name)).collect::<Vec<_>>();
        let (foreign_keys, references) = (keys(self.foreign_keys), keys(self.references));
        let pointing = foreign_keys.iter().chain(&references).flat_map(|key| &key.fields);
        for name in primary_key.iter().chain(&self.figure_code).chain(pointing) {
            if !fields.iter().any(|field| &field.name == name) {
                return Err(misfit(name, "a key", "fields of the table"));
            }
        }
        if let Some(null) =
            primary_key.iter().find(|name| uniqueness == Uniqueness::Primary && !required.contains(name))
        {
            return Err(misfit(null, "a part of `primaryKey` that may be null", "`uniqueKeys`, or a required field"));
        }
        Ok(Table {
            name: self.name,
            kind: self.kind,
            title_es: self.title_es,
            title_en: self.title_en,
            description_es: self.description_es,
            description_en: self.description_en,
            fields,
            required,
            primary_key,
            uniqueness,
            foreign_keys,
            references,
            formulas,
            figure_code: self.figure_code,
            is_partitioned: self.is_partitioned,
        })
    }
}

fn is_money(field: &Field) -> bool {
    field.field_type == FieldType::Money
}

impl KeyFile {
    fn resolve(self, table: &str) -> ForeignKey {
        let table = self.reference.resource.map_or_else(|| table.to_owned(), |resource| resource.replace('-', "_"));
        ForeignKey { fields: self.fields, table, to: self.reference.fields }
    }
}

impl ForeignKey {
    /// The other table is there, and the key is its own; otherwise the word that is wrong, and why.
    fn leads_somewhere(&self, from: &Table, tables: &[Table]) -> Result<(), (String, &'static str, &'static str)> {
        let Some(other) = tables.iter().find(|table| table.name == self.table) else {
            return Err((resource_name(&self.table), "a foreign key", "a table of schemas/tables/"));
        };
        if self.fields.len() != self.to.len() {
            return Err((self.to.concat(), "a foreign key", "as many fields on either side"));
        }
        if let Some(gone) = self.to.iter().find(|name| other.field(name).is_none()) {
            return Err((gone.clone(), "a foreign key", "fields of the other table"));
        }
        if from.foreign_keys.contains(self)
            && (other.primary_key != self.to || other.uniqueness == Uniqueness::Intended)
        {
            return Err((resource_name(&self.table), "a foreign key", "the whole `primaryKey` of the other table"));
        }
        Ok(())
    }
}
