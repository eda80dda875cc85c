#[path = "../../../../tests/it/support/authority.rs"]
mod authority;
mod crash;
mod discover;
mod download;
mod faulty_disk;
mod http2;
mod manners;
mod reach;
mod resume;
mod server;
mod store;
mod support;
mod tls;
