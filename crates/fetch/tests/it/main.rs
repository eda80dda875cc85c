//! The crate as its users see it: real sockets on loopback, real folders.

mod download;
mod server;
mod store;
