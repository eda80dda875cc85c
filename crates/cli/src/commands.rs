//! The verbs.

mod add;
mod check;
mod fetch;
mod history;
mod new;
mod run;
mod status;
mod template;
mod validate;

pub use add::add;
pub use check::check;
pub use fetch::fetch;
pub use history::history;
pub use new::new;
pub use run::{build, run};
pub use status::status;
pub use template::template;
pub use validate::validate;
