//! Does a file fit a schema?
//!
//! Whoever publishes a table, and whoever receives one, holds it against what it should be: the types of its cells, what
//! must be there, lists, ranges and patterns, keys within the file and to other files, sums and formulas. This crate
//! does so for any [Table Schema](https://datapackage.org/standard/table-schema/) and files of any size, CSV and Parquet
//! or rows that the caller has read, and says for each kind of thing that is wrong how often it is, with the first
//! examples. Bad data is never an error; an error means that the file cannot be read as a table.
//!
//! The main types are [`TableSchema`] and [`Report`]; [`check`] leads from one to the other.
//!
//! ```
//! use std::path::Path;
//!
//! use erario_conform::{Delimited, Dialect, Options, TableSchema, check};
//!
//! let schema = TableSchema::parse(
//!     r#"{ "fields": [
//!         { "name": "year", "type": "integer", "constraints": { "required": true, "minimum": 1900 } },
//!         { "name": "paid", "type": "number" }
//!     ] }"#,
//! )?;
//! let open = || Ok(Box::new(Delimited::of(Path::new("a.csv"), &b"year,paid\n2024,1.50\n24,x\n"[..], Dialect::default())?) as _);
//! let report = check(&open, &schema, Vec::new(), &Options::default())?;
//! let told: Vec<_> = report.findings.iter().map(|finding| (finding.rule.as_str(), finding.count)).collect();
//! assert_eq!(told, [("out-of-range", 1), ("wrong-type", 1)]);
//! assert_eq!(report.findings[1].examples[0].row, Some(3));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod formula;
mod found;
mod input;
mod number;
mod plan;
pub mod render;
mod report;
mod rows;
mod schema;
mod spool;
mod value;
mod whole;

pub use check::{Open, Options, References, check};
pub use formula::{Formula, Relation, Term};
pub use input::{Cells, Columnar, Delimited, Dialect, ReadError, Rows, Run, Sheet};
pub use report::{Example, Finding, Lacks, NotChecked, Report};
pub use schema::{
    Aggregate, Bound, Constraints, Field, FieldsMatch, ForeignKey, Key, Kind, PointFormat, SchemaError, Sum,
    TableSchema, TextFormat,
};
pub use whole::{Whole, read_whole};
