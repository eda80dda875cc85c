//! From bytes as published to tidy, typed rows.
//!
//! The files that governments publish mix parts and totals, moments and classifications, dashes and zeros. This crate
//! reads them strictly and gives them back as facts that add up: [`decode`] turns bytes into text tables with record
//! numbers, [`normalize`] turns text into the columns of an output table. Both are functions: the same bytes and the
//! same [`Plan`] give the same tables. What is wrong in the data comes back as findings; a [`SourceError`] says that the
//! file is not what its pipeline declares.
//!
//! ```
//! use erario_model::{Amounts, Money};
//! use erario_normalize::{Cell, read_amount};
//!
//! let format = Amounts { grouping: Some(','), zero: vec!["-".into()], ..Amounts::default() };
//! assert_eq!(read_amount(Some(" 99,305,000 "), &format), Cell::Exact(Money::from_pesos(99_305_000)));
//! assert_eq!(read_amount(Some("o.oo"), &format), Cell::Unreadable);
//! ```

mod amounts;
mod assemble;
mod content;
mod decode;
mod needed;
mod plan;
mod settle;
mod shape;
mod steps;

pub use amounts::{Cell, Rounding, read as read_amount};
pub use assemble::{Normalized, declared_totals, normalize};
pub use content::{content_sha256, content_sha256_of};
pub use decode::{BrokenRecord, Look, Named, SOURCE_ROW, SourceError, TextTable, decode, look};
pub use plan::{List, Plan};
pub use shape::SheetNote;
pub use steps::{LEVEL, NODE, PARENT};
