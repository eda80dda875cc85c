//! The network, or a file that arrived by hand, becomes a snapshot: bytes, and the proof of where they came from.
//!
//! Governments replace files without a word, cut downloads short, and answer with an error page and status 200. This
//! crate owns that problem: a [`Fetcher`] brings a file down whole or refuses it, and the [`Store`] keeps every state
//! of every file that was ever seen, named by its content, with its provenance beside it. Nothing in the store is
//! changed or dropped once it is there, so a figure that a government restates can always be compared with what it
//! said before.
//!
//! The clock and the environment are not read here: the time of retrieval, the folders, the proxies and the waiting
//! times all come in as arguments. Only the root certificates are the system's, as its own settings name them.
//!
//! ```
//! use erario_fetch::{NewSnapshot, Store};
//! use erario_model::Licence;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let file = folder.path().join("arrived by hand.csv");
//! std::fs::write(&file, "RAMO,APROBADO\n11,402277000000\n")?;
//!
//! let store = Store::open_or_create(&folder.path().join("store"))?;
//! let new = NewSnapshot {
//!     dataset: "mx-shcp/pef".parse()?,
//!     edition: "2024".to_owned(),
//!     file_name: "arrived by hand.csv".to_owned(),
//!     url: None,
//!     licence: Licence {
//!         id: "CC-BY-4.0".to_owned(),
//!         title: "Creative Commons Attribution 4.0".to_owned(),
//!         url: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
//!         attribution: "SHCP".to_owned(),
//!         share_alike: false,
//!     },
//!     is_sample: false,
//!     retrieved_at: "2024-02-01T12:00:00Z".parse()?,
//!     stored_by: "0.1.0".to_owned(),
//!     pipeline_sha256: None,
//!     content_sha256: None,
//!     received: None,
//!     http: None,
//! };
//! let snapshot = store.add_file(&file, new)?;
//!
//! assert_eq!(store.latest(&"mx-shcp/pef".parse()?, "2024")?.as_ref(), Some(&snapshot));
//! assert_eq!(store.read(&snapshot)?, std::fs::read(&file)?);
//! # Ok(())
//! # }
//! ```

mod certificate;
mod content;
mod discover;
pub mod disk;
mod doctor;
mod fetch_error;
mod http;
mod kind;
mod new_snapshot;
mod objects;
mod store;
mod store_error;

pub use certificate::Certificate;
pub use content::{Content, sha256_of};
pub use discover::{Entry, Listing, datastore_url};
pub use doctor::TlsReport;
pub use fetch_error::FetchError;
pub use http::tls::TlsFault;
pub use http::{
    Answer, Download, Fetcher, HttpFacts, Looking, Lookup, Pace, Proxies, Request, Retry, Settings, Terms, Timeouts,
    Validators, file_name_of,
};
pub use kind::Kinds;
pub use new_snapshot::NewSnapshot;
pub use store::{Checked, Garbage, Lock, Look, Looks, Outcome, Store};
pub use store_error::StoreError;
