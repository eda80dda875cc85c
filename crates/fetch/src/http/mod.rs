//! HTTP as public servers speak it, faults included.
//!
//! ```text
//! Fetcher::download   conditional, resumed, tried again        download, arriving, resume
//!   hops::follow      every redirect seen and checked           hops, reach
//!     Host::turn      no more than a host can bear              pace
//!     tls::Verifier   who is at the other end                   tls
//!   body::save        counted, decoded, hashed on the way       body, sink
//! ```

mod arriving;
mod body;
mod download;
mod fetcher;
mod hops;
mod pace;
mod page;
mod reach;
mod request;
mod resume;
mod retry_after;
mod robots;
mod sink;
mod table;
pub(crate) mod tls;

pub use download::{Answer, Download, HttpFacts};
pub use fetcher::Fetcher;
pub use request::{Looking, Lookup, Pace, Proxies, Request, Retry, Settings, Terms, Timeouts, Validators};

pub(crate) use body::text_of;
pub use reach::file_name_of;

pub(crate) use reach::{Refused, Unresolved, may_lead, numbers_of};
pub(crate) use table::Table;
