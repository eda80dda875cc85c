//! `dictionary.md`: every table and field, in Spanish and English, with the number of rows.

use erario_model::export::dictionary;

use crate::folder::{Release, TableFiles};

pub(super) fn of(release: &Release, files: &[TableFiles]) -> String {
    dictionary::of(&release.schema.version, files.iter().map(|entry| (entry.table, Some(entry.rows))))
}
