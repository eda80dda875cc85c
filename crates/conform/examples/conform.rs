//! Holds a CSV file against a Table Schema: `cargo run --release -p erario-conform --example conform -- FILE SCHEMA`.

use std::error::Error;
use std::path::PathBuf;

use erario_conform::{Delimited, Dialect, Options, TableSchema, check};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(file), Some(schema)) = (arguments.next(), arguments.next()) else {
        return Err("usage: conform FILE SCHEMA".into());
    };
    let schema = TableSchema::parse(&std::fs::read_to_string(schema)?)?;
    let open = || Ok(Box::new(Delimited::open(&file, Dialect::default())?) as _);
    let report = check(&open, &schema, Vec::new(), &Options::default())?;
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
