//! Text columns by their distinct values.
//!
//! A budget has a million rows and a few hundred texts in a column. So whatever is done to a text is done once for each
//! distinct one, and the rows take the result by its place. Columns made here hold every text once, however many rows
//! show it, and are told apart again without reading the texts. A text column comes in three forms, which all functions
//! read alike: strings, codes ([`coded`]), and one text for all rows ([`constant`]).
//!
//! ```
//! use erario_columns::{Distinct, mapped};
//! use polars::prelude::*;
//!
//! let units = Column::new("unit".into(), ["7", "7", "12"]);
//! let distinct = Distinct::of(&units)?;
//! assert_eq!((distinct.values.len(), distinct.places), (2, vec![0, 0, 1]));
//! let padded = mapped(&units, |unit| Some(format!("{:0>3}", unit?).into()))?;
//! assert_eq!(padded.str()?.get(1), Some("007"));
//! # Ok::<(), PolarsError>(())
//! ```

mod coded;
mod distinct;
mod make;
mod stack;

pub use coded::{coded, plain, text_at};
pub use distinct::{Distinct, may_hold};
pub use make::{combined, constant, gather, mapped};
pub use stack::stack_below;
