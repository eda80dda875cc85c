//! What an accounts file says of a table, a column or a code must find it: a typo would silently change nothing.

use super::Accounts;
use crate::{Shape, Wording};

/// What is meant by nothing in the file: how its line begins, the message and the hint.
pub(super) type Lost = (String, String, String);

/// Checks the tables, columns and codes that are named, against the file's own tables.
pub(super) fn check(accounts: &Accounts, tables: &[String]) -> Result<(), Lost> {
    if let Some(correction) = accounts.corrections.iter().find(|correction| correction.table.is_none()) {
        let line = format!("id = \"{}\"", correction.id);
        let message = format!("correction `{}` does not say of which table", correction.id);
        return Err((line, message, "give it `table`".to_owned()));
    }
    let wordings = accounts.headers.iter().chain(&accounts.labels).map(|wording| &wording.table);
    let of_blocks = accounts.corrections.iter().map(|correction| &correction.table).chain(wordings).flatten();
    let of_blocks = of_blocks.map(|table| (format!("table = \"{table}\""), table));
    let mut named = accounts.sheets.keys().map(|table| ("sheets".to_owned(), table)).chain(of_blocks);
    if let Some((line, table)) = named.find(|(_, table)| !tables.contains(table)) {
        let message = format!("`{table}` is none of the tables of this file");
        return Err((line, message, format!("use one of {}", tables.join(", "))));
    }
    let shapes = || tables.iter().filter_map(|name| Shape::named(name));
    let is_column = |wording: &&Wording| {
        let Some(column) = &wording.means else { return true };
        shapes().any(|shape| shape.header.columns.contains_key(column))
    };
    if let Some(head) = accounts.headers.iter().find(|head| !is_column(head)) {
        return Err(lost(head, "column"));
    }
    let is_code = |wording: &&Wording| {
        let nodes = shapes().filter_map(|shape| shape.labels.as_ref()).flat_map(|labels| &labels.nodes);
        nodes.map(|node| &node.code).any(|code| Some(code) == wording.means.as_ref())
    };
    match accounts.labels.iter().find(|label| !is_code(label)) {
        Some(label) => Err(lost(label, "code")),
        None => Ok(()),
    }
}

fn lost(wording: &Wording, kind: &str) -> Lost {
    let hint = format!("name a {kind} of one of the file's tables as `means`, see `docs/reference/shapes.md`");
    match &wording.means {
        Some(means) => {
            let message =
                format!("`{}` is to mean `{means}`, and no table of this file has such a {kind}", wording.says);
            (format!("means = \"{means}\""), message, hint)
        }
        None => (format!("says = \"{}\"", wording.says), format!("`{}` is to mean no {kind}", wording.says), hint),
    }
}
