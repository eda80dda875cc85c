//! The verbs.

mod add;
mod check;
mod fetch;
mod run;
mod status;
mod validate;

pub use add::add;
pub use check::check;
pub use fetch::fetch;
pub use run::{build, run};
pub use status::status;
pub use validate::validate;
