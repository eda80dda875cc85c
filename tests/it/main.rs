//! The program as its users see it: the command, its files, its words and its exit codes.
//!
//! One binary, so that it links once. Every test runs the real `erario` on the samples, on a damaged copy of them, or
//! on the real published files in `../shared/data` beside the checkout (skipped, in so many words, where they are
//! missing). Nothing here leaves the machine: what looks like the network is a server on loopback.
//!
//! Two environment variables change what a run does: `INSTA_UPDATE=always` writes the snapshots anew, and
//! `ERARIO_BLESS=1` the `expected.csv` and `findings.csv` of the samples. Read the difference before you commit it.

mod support;

mod any_bytes;
mod asking;
mod backfill;
mod bad_accounts;
mod bad_file;
mod bad_pipeline;
mod bad_quarters;
mod bad_source;
mod bad_workbook;
mod choice;
mod command;
mod conserved;
mod contract;
mod coverage;
mod determinism;
mod diff;
mod discovery;
mod docs;
mod doctor;
mod drafts;
mod explain;
mod faults;
mod federal;
mod fetch;
mod fetch_again;
mod graph;
mod headerless;
mod history;
mod inbox;
mod interrupted;
mod laws;
mod layouts;
mod not_data;
mod personal;
mod publications;
mod published;
mod published_figures;
mod quality;
mod quintana_roo;
mod real_accounts;
mod real_data;
mod real_families;
mod real_rules;
mod real_terms;
mod release_faults;
mod release_files;
mod releases;
mod rule_cases;
mod samples;
mod schemas;
mod several;
mod store;
mod store_care;
mod templates;
mod theme_rules;
mod tidy;
mod unchanged;
mod validate;
mod validate_files;
mod validate_reports;
mod validate_tables;
mod verify;
mod wide_tables;
