//! The words that every stage of erario shares.
//!
//! Government files arrive in a hundred shapes; the stages that read, check and release them must mean the same
//! thing by an amount, a period, a table, a finding. This crate holds those meanings and nothing else: it reads no
//! network, no clock and no environment, and it never links a data-frame engine, so that whoever changes a word
//! rebuilds it in seconds.
//!
//! The main types are [`Schema`] (the public contract: fields, tables, rules), [`Pipeline`] (the whole story of one
//! dataset, from a TOML file), [`Snapshot`] (bytes and the proof of where they came from), [`Finding`] (something odd
//! in the data) and [`Money`].
//!
//! ```
//! use erario_model::{Money, Schema};
//!
//! let schema = Schema::embedded();
//! let table = schema.table("spending_by_function").unwrap();
//! assert!(table.amounts().any(|field| field.name == "approved"));
//! assert_eq!("12.50".parse::<Money>().unwrap() + Money::from_centavos(50), Money::from_centavos(1300));
//! ```

mod accounts;
mod address;
mod changes;
pub mod codelist;
mod comparison;
pub mod compat;
mod date;
mod doubts;
mod draft;
mod exception;
pub mod export;
mod figure;
mod finding;
mod ledger;
mod marker;
mod money;
mod pipeline;
mod quality;
mod records;
mod rule_files;
mod rules;
mod schema;
mod section;
mod shape;
mod share;
mod snapshot;
mod text;
mod text_faults;
mod theme;
mod tolerance;

pub use accounts::{Accounts, Body, Entity, Name, Shaped};
pub use address::{Address, AddressError};
pub use changes::{Appeared, Changes, Form, NewCode, SHOWN_CELLS};
pub use comparison::{Comparison, Side};
pub use date::{DateForm, days_between, last_day_of, read_date};
pub use doubts::{Doubt, Doubts};
pub use draft::{Draft, Matched, nearest_tables};
pub use exception::{Exception, Pattern};
pub use figure::{FigureId, FigureIdError};
pub use finding::{Finding, Severity};
pub use ledger::{Event, EventKind, Publication, publications};
pub use marker::{Marker, MarkerError};
pub use money::{Money, MoneyError, half_even};
pub use pipeline::*;
pub use quality::{Measure, Measures, QualityLine, Told, told};
pub use records::{ConservationLine, SetAside, SourceFile};
pub use rules::{Case, Dimension, Expect, Real, Rule, Rules, Scope};
pub use schema::{
    Comparator, Deprecated, Field, FieldType, ForeignKey, Formula, FormulaError, FormulaSide, Schema, SchemaError,
    Table, TableKind, Tables, Term, Uniqueness, resource_name,
};
pub use section::split_section;
pub use shape::*;
pub use share::{Share, ShareError};
pub use snapshot::{Licence, Provenance, Received, Snapshot};
pub use text::{collapse_spaces, grouped, slug};
pub use text_faults::{TextFault, is_invisible};
pub use theme::{MarkerRule, Score, Theme, ThemeRule};
pub use tolerance::{Tolerance, Tolerances};
