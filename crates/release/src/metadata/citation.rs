//! `CITATION.cff`: how to cite the release and what it rests on, in the
//! [Citation File Format](https://citation-file-format.github.io/) 1.2.0.
//!
//! It names no licence: a list of them there means that a reader may choose, and here each table has its own.

use std::fmt::Write;

use serde_json::Value;

use super::{ABOUT, TITLE, licences};
use crate::folder::{Release, TableFiles};

pub(super) fn of(release: &Release, files: &[TableFiles], id: &str) -> String {
    let mut page = format!(
        "cff-version: 1.2.0\n\
         message: {}\n\
         type: dataset\n\
         title: {}\n\
         abstract: {}\n\
         authors:\n  - name: erario\n\
         version: {}\n\
         date-released: {}\n\
         keywords:\n  - presupuesto\n  - gasto público\n  - datos abiertos\n  - public spending\n  - open data\n",
        quoted(
            "Si usa estas tablas, cítelas con su versión y con las fuentes de `references`; los términos de cada tabla \
             están en LICENSE. / If you use these tables, cite them with their version and the sources in \
             `references`; the terms of each table are in LICENSE."
        ),
        quoted(TITLE[0]),
        quoted(&ABOUT.join(" / ")),
        quoted(id),
        quoted(release.time.date()),
    );
    let sources = licences(files);
    if !sources.is_empty() {
        page.push_str("references:\n");
    }
    for source in sources {
        // The words that a reuser must repeat begin with who published.
        let publisher = source.attribution.split(',').next().unwrap_or(&source.attribution);
        let (publisher, title) = (quoted(publisher.trim()), quoted(&source.attribution));
        let notes = quoted(&format!("{} <{}>", source.title, source.url));
        let _ = write!(
            page,
            "  - type: data\n    title: {title}\n    authors:\n      - name: {publisher}\n    notes: {notes}\n"
        );
    }
    page
}

/// A text in quotation marks; what JSON can read, YAML can.
fn quoted(text: &str) -> Value {
    Value::from(text)
}
