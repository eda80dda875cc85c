//! The verbs.

mod add;
mod check;
mod doctor;
mod explain;
mod fetch;
mod history;
mod key;
mod ledger;
mod new;
mod quality;
mod releases;
mod run;
mod schema;
mod status;
mod store;
mod template;
mod validate;
mod verify;

pub use add::add;
pub use check::check;
pub use doctor::doctor;
pub use explain::explain;
pub use fetch::fetch;
pub use history::history;
pub use key::{key, sign};
pub use ledger::ledger;
pub use new::new;
pub use quality::quality;
pub use releases::{releases, yank};
pub use run::{build, run};
pub use schema::schema;
pub use status::status;
pub use store::store;
pub use template::template;
pub use validate::validate;
pub use verify::verify;
