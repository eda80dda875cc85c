//! A Table Schema (Data Package v2): what the rows of a file must be.
//!
//! <https://datapackage.org/standard/table-schema/>. Every keyword of the standard is read; one that it does not have is
//! an error with its line, because a constraint with a typo would be a constraint that nobody checks. Keywords with a
//! prefix of their own (`name:…`) belong to others and are left alone; those of `erario:` are ours, and are read.

mod constraints;
mod field;
mod json;
mod keys;
mod sums;

use json::{Found, Json};

pub use constraints::{Bound, Constraints};
pub use field::{Field, Kind, PointFormat, TextFormat};
pub use keys::{ForeignKey, Key};
pub use sums::{Aggregate, Sum};

use crate::formula::Formula;

/// What the rows of a file must be.
#[derive(Clone, Debug, Default)]
pub struct TableSchema {
    /// The table's name, where the schema gives one (`erario:table`).
    pub name: Option<String>,
    pub fields: Vec<Field>,
    /// How strictly the columns must be the fields; where nothing is declared, columns are found by their names, in any
    /// order, and unknown ones are warned of.
    pub fields_match: Option<FieldsMatch>,
    /// Texts that mean that there is no value.
    pub missing_values: Vec<String>,
    /// Sets of fields that no two rows share: `primaryKey`, `uniqueKeys`, and fields that are `unique`.
    pub keys: Vec<Key>,
    pub foreign_keys: Vec<ForeignKey>,
    /// What holds between the amounts of one row (`erario:formulas`).
    pub formulas: Vec<Formula>,
    /// What holds between sums over rows (`erario:aggregates`).
    pub aggregates: Vec<Aggregate>,
}

/// `fieldsMatch`: how the columns of a file and the fields of its schema must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldsMatch {
    /// The same, in the same order.
    Exact,
    /// The same, in any order.
    Equal,
    /// All fields are there, and maybe other columns.
    Subset,
    /// All columns are fields, and maybe not all fields.
    Superset,
    /// At least one field is there.
    Partial,
}

/// A schema that cannot be used. Nothing of any data has been read yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {found}\n  hint: {hint}")]
pub struct SchemaError {
    pub line: usize,
    pub found: String,
    pub hint: String,
}

const KEYWORDS: &[&str] = &[
    "$schema",
    "name",
    "title",
    "description",
    "fields",
    "fieldsMatch",
    "missingValues",
    "primaryKey",
    "uniqueKeys",
    "foreignKeys",
    "erario:aggregates",
    "erario:description_en",
    "erario:description_es",
    "erario:figure_code",
    "erario:formulas",
    "erario:is_partitioned",
    "erario:key",
    "erario:kind",
    "erario:references",
    "erario:table",
    "erario:title_en",
    "erario:title_es",
    "erario:version",
];

impl TableSchema {
    /// Reads a Table Schema, or the schema in a Data Package's resource.
    pub fn parse(text: &str) -> Result<TableSchema, SchemaError> {
        let json = Json::of(text);
        let root = json.root()?;
        let object = json.object(&root, "a Table Schema")?;
        json.known(object, KEYWORDS)?;
        let mut schema = TableSchema { missing_values: vec![String::new()], ..TableSchema::default() };
        if let Some(name) = json.text(object, "erario:table")?.or(json.text(object, "name")?) {
            schema.name = Some(name.to_owned());
        }
        let fields = json.required(object, "fields", "a Table Schema lists its fields under `fields`")?;
        for field in json.array(fields, "fields")? {
            let field = Field::read(&json, field, &schema.fields)?;
            schema.fields.push(field);
        }
        if schema.fields.is_empty() {
            return Err(json.error(object.range.start, "the list `fields` is empty", "name at least one field"));
        }
        if let Some(values) = json.missing_values(object)? {
            schema.missing_values = values;
        }
        schema.fields_match = match json.value(object, "fieldsMatch") {
            Some(value) => Some(fields_match(&json, value)?),
            None => None,
        };
        schema.keys = keys::keys(&json, object, &schema.fields)?;
        schema.foreign_keys = keys::foreign(&json, object, &schema.fields)?;
        schema.formulas = formulas(&json, object, &schema)?;
        schema.aggregates = sums::read(&json, object, &schema)?;
        Ok(schema)
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The standard says one word, its published profile a list of one; both are read.
fn fields_match(json: &Json, value: &Found) -> Result<FieldsMatch, SchemaError> {
    let word = match json.array(value, "fieldsMatch") {
        Ok([one]) => one,
        _ => value,
    };
    let text = json.as_text(word, "fieldsMatch")?;
    Ok(match text {
        "exact" => FieldsMatch::Exact,
        "equal" => FieldsMatch::Equal,
        "subset" => FieldsMatch::Subset,
        "superset" => FieldsMatch::Superset,
        "partial" => FieldsMatch::Partial,
        _ => {
            let found = format!("`fieldsMatch` is `{text}`");
            return Err(json.error(json::start(word), &found, "use exact, equal, subset, superset or partial"));
        }
    })
}

fn formulas(json: &Json, object: &json::Object, schema: &TableSchema) -> Result<Vec<Formula>, SchemaError> {
    let Some(list) = json.value(object, "erario:formulas") else { return Ok(Vec::new()) };
    let mut formulas = Vec::new();
    for entry in json.array(list, "erario:formulas")? {
        let object = json.object(entry, "a formula")?;
        json.known(object, &["rule", "formula", "tolerance"])?;
        let text = json.required_text(object, "formula", "write the formula, such as `a = b + c`")?;
        let at = json::start(json.value(object, "formula").unwrap_or(entry));
        let mut formula =
            Formula::parse(text).map_err(|why| json.error(at, &why, "write it as `a = b + c - d`, with fields"))?;
        for name in formula.fields() {
            match schema.field(name) {
                None => return Err(json.nowhere(at, name, &schema.fields)),
                Some(field) if !field.kind.is_number() => {
                    let found = format!("the formula names `{name}`, which is no number");
                    return Err(json.error(at, &found, "use fields of type number or integer"));
                }
                Some(_) => {}
            }
        }
        formula.rule = json.text(object, "rule")?.map(str::to_owned);
        if let Some(tolerance) = json.text(object, "tolerance")? {
            let number = crate::number::exact(tolerance.as_bytes());
            formula.tolerance = number.filter(|number| *number >= 0).ok_or_else(|| {
                json.error(at, &format!("the tolerance is `{tolerance}`"), "write a number that is not negative")
            })?;
        }
        formulas.push(formula);
    }
    Ok(formulas)
}

#[cfg(test)]
mod tests;
