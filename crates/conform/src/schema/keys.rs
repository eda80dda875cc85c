//! Keys within a file, and from one file to another.

use super::SchemaError;
use super::field::Field;
use super::json::{Found, Json, Object, start};

/// Fields that no two rows share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub fields: Vec<String>,
    /// It is how files name their rows (`erario:key`), not a promise: published files do repeat such keys.
    pub is_soft: bool,
    /// A row where one of the fields has no value is not compared, as in SQL; in a `primaryKey` it is told by itself.
    pub skips_missing: bool,
    /// None of the fields may be without a value (`primaryKey`).
    pub is_primary: bool,
}

impl Key {
    /// The keyword that declares it, with its fields.
    pub fn written(&self) -> String {
        let keyword = match (self.is_soft, self.is_primary) {
            (true, _) => "erario:key",
            (false, true) => "primaryKey",
            (false, false) => "uniqueKeys",
        };
        format!("{keyword}({})", self.fields.join(", "))
    }
}

/// Fields whose values stand in another file, or elsewhere in this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    pub fields: Vec<String>,
    /// The other file's name; `None` is this file.
    pub resource: Option<String>,
    pub references: Vec<String>,
    /// Where the schema declares it.
    pub line: usize,
}

pub(super) fn keys(json: &Json, object: &Object, fields: &[Field]) -> Result<Vec<Key>, SchemaError> {
    let mut keys = Vec::new();
    let single = fields.iter().filter(|field| field.constraints.unique);
    keys.extend(single.map(|field| key(vec![field.name.clone()], false, true)));
    if let Some(value) = json.value(object, "primaryKey") {
        keys.push(Key { is_primary: true, ..key(names(json, value, "primaryKey", fields)?, false, true) });
    }
    if let Some(list) = json.value(object, "uniqueKeys") {
        for value in json.array(list, "uniqueKeys")? {
            keys.push(key(names(json, value, "uniqueKeys", fields)?, false, true));
        }
    }
    if let Some(value) = json.value(object, "erario:key") {
        let named = names(json, value, "erario:key", fields)?;
        if !named.is_empty() {
            keys.push(key(named, true, false));
        }
    }
    Ok(keys)
}

fn key(fields: Vec<String>, is_soft: bool, skips_missing: bool) -> Key {
    Key { fields, is_soft, skips_missing, is_primary: false }
}

pub(super) fn foreign(json: &Json, object: &Object, fields: &[Field]) -> Result<Vec<ForeignKey>, SchemaError> {
    let Some(list) = json.value(object, "foreignKeys") else { return Ok(Vec::new()) };
    let mut keys = Vec::new();
    for entry in json.array(list, "foreignKeys")? {
        let object = json.object(entry, "a foreign key")?;
        json.known(object, &["fields", "reference"])?;
        let own = names(json, json.required(object, "fields", "name the fields of this file")?, "fields", fields)?;
        let value = json.required(object, "reference", "say where the values stand: `resource` and `fields`")?;
        let reference = json.object(value, "`reference`")?;
        json.known(reference, &["resource", "fields"])?;
        let resource = json.text(reference, "resource")?.filter(|name| !name.is_empty()).map(str::to_owned);
        let list = json.required(reference, "fields", "name the fields that hold the values")?;
        // Of this file the fields are known; those of another one are looked up when it is opened.
        let references = match resource {
            None => names(json, list, "fields", fields)?,
            Some(_) => one_or_more(json, list, "fields")?,
        };
        if own.len() != references.len() || own.is_empty() {
            let found = format!("{} fields refer to {}", own.len(), references.len());
            return Err(json.error(start(entry), &found, "name as many fields on one side as on the other"));
        }
        let line = json.line(start(entry));
        keys.push(ForeignKey { fields: own, resource, references, line });
    }
    Ok(keys)
}

/// Names of fields that exist.
fn names(json: &Json, value: &Found, keyword: &str, fields: &[Field]) -> Result<Vec<String>, SchemaError> {
    let names = one_or_more(json, value, keyword)?;
    match names.iter().find(|name| !fields.iter().any(|field| field.name == **name)) {
        Some(name) => Err(json.nowhere(start(value), name, fields)),
        None => Ok(names),
    }
}

/// A list of names; the standard before version 2 also had one name alone.
fn one_or_more(json: &Json, value: &Found, keyword: &str) -> Result<Vec<String>, SchemaError> {
    match value.as_string_lit() {
        Some(one) => Ok(vec![one.value.to_string()]),
        None => json.texts(value, keyword),
    }
}
