//! What `--schema` names: a table of ours, a Table Schema, or a resource of a Data Package.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use erario_conform::{SchemaError, TableSchema};
use erario_model::export::table_schema;
use erario_model::{Schema, Table};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::exit::Failure;
use crate::project::nearest;

/// A schema, and what is known besides it.
pub struct Contract {
    pub schema: TableSchema,
    /// The table of ours that it is.
    pub own: Option<&'static Table>,
    /// The file that it stands in.
    pub path: PathBuf,
    /// Files of the same Data Package, by the names of their resources.
    pub files: BTreeMap<String, PathBuf>,
}

#[derive(Deserialize)]
struct Package<'t> {
    #[serde(borrow)]
    resources: Vec<Resource<'t>>,
}

#[derive(Deserialize)]
struct Resource<'t> {
    name: String,
    /// A list, or data that stand in the package itself, are no file to open.
    #[serde(default)]
    path: serde_json::Value,
    #[serde(borrow, default)]
    schema: Option<&'t RawValue>,
}

impl Contract {
    pub fn of(name: &str) -> Result<Contract, Failure> {
        let own = Schema::embedded().table(name);
        if let Some(table) = own {
            let (path, files) = (PathBuf::from(name), BTreeMap::new());
            let schema = own_schema(table, &path)?;
            return Ok(Contract { schema, own, path, files });
        }
        if let Some((package, resource)) = name.split_once('#') {
            return of_package(Path::new(package), resource);
        }
        let path = PathBuf::from(name);
        if !path.is_file() {
            return Err(unknown(name));
        }
        let schema = parsed(&read(&path)?, &path)?;
        Ok(Contract { schema, own: None, path, files: BTreeMap::new() })
    }
}

/// A table of ours, with the codes of its fields' lists.
fn own_schema(table: &Table, path: &Path) -> Result<TableSchema, Failure> {
    let json = table_schema::of(table, &Schema::embedded().version);
    let mut schema = parsed(&json.to_string(), path)?;
    for field in &mut schema.fields {
        let codes = table.field(&field.name).map(|field| field.codes.as_slice()).unwrap_or_default();
        if !codes.is_empty() {
            field.constraints.values.get_or_insert_with(|| codes.iter().map(|code| (*code).to_owned()).collect());
        }
    }
    Ok(schema)
}

fn of_package(path: &Path, resource: &str) -> Result<Contract, Failure> {
    let text = read(path)?;
    let package: Package = serde_json::from_str(&text).map_err(|error| {
        let place = path.display();
        Failure::Usage(format!("{place}: no Data Package: {error}\n  hint: it lists its tables under `resources`"))
    })?;
    let names: Vec<&str> = package.resources.iter().map(|resource| resource.name.as_str()).collect();
    let wrong = |found: &str, hint: &str| Failure::Usage(format!("{}: {found}\n  hint: {hint}", path.display()));
    let chosen = package.resources.iter().find(|one| one.name == resource).ok_or_else(|| {
        wrong(&format!("there is no resource `{resource}`"), &format!("use one of {}", names.join(", ")))
    })?;
    let raw = chosen.schema.ok_or_else(|| {
        wrong(&format!("the resource `{resource}` has no `schema`"), "give it one, or name the file of a Table Schema")
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let (text, path) = match serde_json::from_str::<String>(raw.get()) {
        Ok(other) => {
            let path = folder.join(other);
            (read(&path)?, path)
        }
        // The lines above it stay, so that an error has the line of the package.
        Err(_) => {
            let above = text.find(raw.get()).map_or(0, |start| text[..start].matches('\n').count());
            ("\n".repeat(above) + raw.get(), path.to_owned())
        }
    };
    let file = |one: &Resource| Some((one.name.clone(), folder.join(one.path.as_str()?)));
    let files = package.resources.iter().filter_map(file).collect();
    Ok(Contract { schema: parsed(&text, &path)?, own: None, path, files })
}

fn parsed(text: &str, path: &Path) -> Result<TableSchema, Failure> {
    TableSchema::parse(text).map_err(|SchemaError { line, found, hint }| wrong(path, line, &found, &hint))
}

/// Something wrong with a schema, at its line.
pub fn wrong(path: &Path, line: usize, found: &str, hint: &str) -> Failure {
    Failure::Usage(format!("{}, line {line}: {found}\n  hint: {hint}", path.display()))
}

fn read(path: &Path) -> Result<String, Failure> {
    let place = path.display();
    match fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes)
            .map_err(|_| Failure::Usage(format!("{place}: a schema is JSON in UTF-8\n  hint: save it so"))),
        Err(error) => Err(Failure::Usage(format!("{place}: {error}\n  hint: check the path of the schema"))),
    }
}

fn unknown(name: &str) -> Failure {
    let known: Vec<&str> = Schema::embedded().tables.iter().map(|table| table.name.as_str()).collect();
    let near = nearest(name, known.iter().copied());
    let meant = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    Failure::Usage(format!(
        "there is no table `{name}`, and no file of that name\n  hint: {meant}Use the path of a Table Schema, or one of {}",
        known.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_ours_is_a_table_schema() {
        for table in &Schema::embedded().tables {
            let Contract { schema, .. } = Contract::of(&table.name).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(schema.fields.len(), table.fields.len());
        }
    }
}
