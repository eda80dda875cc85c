//! The verbs.

mod add;
mod check;
mod fetch;
mod history;
mod run;
mod status;
mod validate;

pub use add::add;
pub use check::check;
pub use fetch::fetch;
pub use history::history;
pub use run::{build, run};
pub use status::status;
pub use validate::validate;
