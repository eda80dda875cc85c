//! From checked tables to a folder that an analyst can open, cite and check.
//!
//! A release appears whole, by a rename, or not at all, and the same inputs give the same bytes. [`Release::write`] takes
//! every table, the findings and the snapshots they rest on, and writes Parquet, CSV, schemas, a dictionary, a Data
//! Package, checksums and a manifest. [`mod@derive`] draws the tables that follow from facts: trust, themes, vintages.
//! [`mod@index`] lists the releases, [`mod@sign`] vouches for them, [`mod@verify`] holds one against what it says of
//! itself, [`mod@diff`] tells what changed from one to the next, and [`mod@publish`] brings them to their readers.
//!
//! ```
//! use erario_model::Doubts;
//! use erario_release::derive::with_trust;
//! use polars::prelude::*;
//!
//! let facts = df!("approved" => [100_i64, 200], "accrued" => [100_i64, 200])?;
//! let mut doubts = Doubts::default();
//! doubts.add("spending_by_function", "accrued", "accrued-equals-approved", [1]);
//! let facts = with_trust("spending_by_function", facts, &doubts)?;
//! assert_eq!(facts.column("trust")?.str()?.get(0), Some("ok"));
//! assert_eq!(facts.column("doubt")?.str()?.get(1), Some("accrued:accrued-equals-approved"));
//! # Ok::<(), PolarsError>(())
//! ```

pub mod derive;
pub mod diff;
mod dtype;
mod error;
mod folder;
mod gate;
mod id;
pub mod index;
mod metadata;
pub mod mirror;
pub mod publish;
mod read;
mod records;
pub mod sign;
pub mod verify;
mod workplace;
mod write;

pub use error::ReleaseError;
pub use folder::{Identity, Release, Released};
pub use id::{ReleaseTime, latest};
pub use read::typed_table;
pub use records::{
    conservation_frame, finding_frame, publication_frame, quality_frame, set_aside_frame, source_file_frame,
};
