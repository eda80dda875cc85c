//! The other files of foreign keys: found before anything is read, and read for their keys alone.

use std::path::PathBuf;

use erario_conform::{ForeignKey, References};

use super::contract::{Contract, wrong};
use super::source::{Source, Written};
use crate::args::Validate;
use crate::exit::Failure;

/// What a file beside the one that is checked may end with.
const ENDINGS: [&str; 4] = ["csv", "parquet", "xlsx", "ods"];

/// Where the values of a foreign key stand.
pub enum Where {
    /// In the file that is checked.
    Here,
    File(PathBuf),
    /// Nowhere that is known; only a table of ours may be checked without.
    Nowhere,
}

/// The place of each foreign key's values. A key of somebody's schema that leads nowhere is an error at its line.
pub fn places(command: &Validate, contract: &Contract) -> Result<Vec<Where>, Failure> {
    let keys = &contract.schema.foreign_keys;
    for (name, _) in &command.with {
        if !keys.iter().any(|key| key.resource.as_ref() == Some(name)) {
            let named: Vec<&str> = keys.iter().filter_map(|key| key.resource.as_deref()).collect();
            let hint =
                if named.is_empty() { "leave out --with".to_owned() } else { format!("use {}", named.join(", ")) };
            return Err(Failure::Usage(format!("--with {name}: no foreign key refers to `{name}`\n  hint: {hint}")));
        }
    }
    keys.iter().map(|key| place(key, command, contract)).collect()
}

fn place(key: &ForeignKey, command: &Validate, contract: &Contract) -> Result<Where, Failure> {
    let Some(name) = &key.resource else { return Ok(Where::Here) };
    let given = command.with.iter().find(|(known, _)| known == name).map(|(_, path)| path.clone());
    if let Some(path) = given.or_else(|| contract.files.get(name).cloned()) {
        if path.is_file() {
            return Ok(Where::File(path));
        }
        let found = format!("the foreign key refers to `{name}`, and there is no file {}", path.display());
        return Err(wrong(&contract.path, key.line, &found, &format!("name it with --with {name}=FILE")));
    }
    // Resources have hyphens where files of a release have underscores.
    let file = if contract.own.is_some() { name.replace('-', "_") } else { name.clone() };
    let beside = |ending: &&str| command.file.with_file_name(format!("{file}.{ending}"));
    match ENDINGS.iter().map(beside).find(|path| path.is_file()) {
        Some(path) => Ok(Where::File(path)),
        None if contract.own.is_some() => Ok(Where::Nowhere),
        None => {
            let found = format!("the foreign key refers to `{name}`, which is nowhere");
            let hint = format!("name its file with --with {name}=FILE, or put {name}.csv beside the file");
            Err(wrong(&contract.path, key.line, &found, &hint))
        }
    }
}

/// The keys that each foreign key may have.
pub fn read(contract: &Contract, places: &[Where], source: &Source) -> Result<Vec<Option<References>>, Failure> {
    let keys = contract.schema.foreign_keys.iter().zip(places);
    keys.map(|(key, place)| {
        let names: Vec<&str> = key.references.iter().map(String::as_str).collect();
        let (known, file) = match place {
            Where::Nowhere => return Ok(None),
            Where::Here => (References::read(&|| source.rows(), &key.references)?, "this file".to_owned()),
            Where::File(path) => {
                let other = Source::of(path, &names, None, Written::default())?;
                (References::read(&|| other.rows(), &key.references)?, path.display().to_string())
            }
        };
        let lacking = || {
            let found = format!("the foreign key refers to {}, which {file} lacks", names.join(", "));
            wrong(&contract.path, key.line, &found, "name columns that are there")
        };
        known.map(Some).ok_or_else(lacking)
    })
    .collect()
}
