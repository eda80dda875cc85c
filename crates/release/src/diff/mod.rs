//! What changed from one release to another, and whose doing it was.
//!
//! Rows are held against each other by their key, without what only says where they came from: a row that a newer
//! edition says again, or a newer cut of the same year, is the same row. Files whose checksums are equal are not read.
//!
//! A difference is the publisher's where it rests on a file that the older release had not seen, of a dataset that it
//! had. All else is ours: another version, another pipeline file, another rule.

mod cause;
mod changes;
mod findings;
mod merge;
mod prints;
mod rows;
mod side;
mod told;
mod totals;

use std::path::Path;

use erario_model::TableKind;
use erario_model::compat::{self, Change};
use serde::Serialize;

use crate::ReleaseError;

pub use cause::Cause;
pub(crate) use changes::ChangesFile;
pub use findings::RuleMoved;
pub(crate) use side::Side;
pub use side::SourceFile;
pub(crate) use told::{first as page_of_the_first, without as page_without};
pub use totals::Total;

/// The one table that is drawn from facts whose sums are told.
const THEMES: &str = "theme_spending";

/// All that differs between two releases.
#[derive(Debug, Serialize)]
pub struct Diff {
    pub format: u32,
    pub old: String,
    pub new: String,
    /// Files that only the newer release rests on, and those that only the older one does.
    pub files_added: Vec<SourceFile>,
    pub files_removed: Vec<SourceFile>,
    /// Tables with a row that differs.
    pub tables: Vec<TableDiff>,
    /// Sums that moved, the farthest first.
    pub totals: Vec<Total>,
    /// Findings that came and went, by rule.
    pub findings: Vec<RuleMoved>,
    #[serde(serialize_with = "as_text")]
    pub schema: Vec<Change>,
}

/// How many rows of a table differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableDiff {
    pub table: String,
    pub title_es: String,
    pub title_en: String,
    pub added: u64,
    pub removed: u64,
    /// Rows with the same key, of which an amount differs.
    pub amounts_changed: u64,
    /// Rows with the same key and amounts, of which something else differs, such as a name or a doubt.
    pub other_changed: u64,
}

impl TableDiff {
    fn is_empty(&self) -> bool {
        self.added + self.removed + self.amounts_changed + self.other_changed == 0
    }
}

impl Diff {
    /// Nothing differs but the id.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.schema.is_empty() && self.files_added.is_empty() && self.files_removed.is_empty()
    }

    /// What changed, as a page in Spanish and English.
    pub fn page(&self) -> String {
        told::page(self)
    }

    /// What changed, for a terminal, in Spanish or in English.
    pub fn text(&self, in_spanish: bool) -> String {
        told::text(self, usize::from(!in_spanish))
    }
}

fn as_text<S: serde::Serializer>(changes: &[Change], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(changes.iter().map(|change| {
        serde_json::json!({ "place": change.place(), "change": change.kind.code(), "detail": change.detail() })
    }))
}

/// Compares two releases that stand; every field that differs goes to `changes`, a Parquet file, where one is named.
///
/// Errors: one of them is no release or cannot be read, or the file cannot be written.
pub fn diff(old: &Path, new: &Path, changes: Option<&Path>) -> Result<Diff, ReleaseError> {
    let (old, new) = (Side::open(old)?, Side::open(new)?);
    let mut file = changes.map(ChangesFile::create).transpose()?;
    let diff = compare(&old, &new, file.as_mut())?;
    if let Some(file) = file {
        file.finish()?;
    }
    Ok(diff)
}

pub(crate) fn compare(old: &Side, new: &Side, mut file: Option<&mut ChangesFile>) -> Result<Diff, ReleaseError> {
    let (mut tables, mut all_totals) = (Vec::new(), Vec::new());
    for table in &new.contract.tables {
        let mut counted = TableDiff {
            table: table.name.clone(),
            title_es: table.title_es.clone(),
            title_en: table.title_en.clone(),
            added: 0,
            removed: 0,
            amounts_changed: 0,
            other_changed: 0,
        };
        for unit in side::units(old, new, &table.name) {
            let columns = prints::Columns::of(table);
            let (before, after) =
                rayon::join(|| prints::read(&unit.old, &columns), || prints::read(&unit.new, &columns));
            let (before, after) = (before?, after?);
            let pairs = merge::pairs(before.prints, after.prints);
            counted.added += pairs.added();
            counted.removed += pairs.removed();
            counted.amounts_changed += pairs.amounts_changed();
            counted.other_changed += pairs.other_changed();
            if table.kind == TableKind::Fact
                && let Some(file) = file.as_deref_mut()
            {
                changes::write(file, table, &unit, &columns, &pairs, old, new)?;
            }
            if table.kind == TableKind::Fact || table.name == THEMES {
                all_totals.extend(totals::moved(table, &columns, before.groups, after.groups, old, new));
            }
        }
        if !counted.is_empty() {
            tables.push(counted);
        }
    }
    all_totals
        .sort_by(|one: &Total, other| other.size().cmp(&one.size()).then_with(|| one.place().cmp(&other.place())));
    let changes = compat::compare(&old.contract, &new.contract).changes;
    let gone = |one: &Side, other: &Side| -> Vec<SourceFile> {
        one.files.iter().filter(|file| !other.has_bytes(&file.sha256)).cloned().collect()
    };
    Ok(Diff {
        format: 1,
        old: old.id.clone(),
        new: new.id.clone(),
        files_added: gone(new, old),
        files_removed: gone(old, new),
        tables,
        totals: all_totals,
        findings: findings::moved(old, new)?,
        schema: changes,
    })
}
