//! What changed between two versions of the contract, and whether those who read releases can live with it.
//!
//! The view is that of a reader of released files: a program that knows the old version and meets data of the new one.
//!
//! ```
//! use erario_model::compat::{Class, compare};
//! use erario_model::{Tables, Schema};
//!
//! let schema = Schema::embedded();
//! let old = Tables { version: "0.2.0".to_owned(), tables: schema.tables.clone() };
//! let mut new = old.clone();
//! new.tables[0].fields.pop();
//! let diff = compare(&old, &new);
//! assert_eq!(diff.class(), Some(Class::Breaking));
//! assert!(diff.is_refused(), "the version stayed");
//! ```

mod changes;
mod published;
mod version;

pub use changes::{Change, ChangeKind, Class};
pub use published::PublishedError;
pub use version::Version;

use crate::{Field, FieldType, Table, Tables, Uniqueness};
use ChangeKind::*;

/// Everything that changed, the worst first.
#[derive(Clone, Debug)]
pub struct Diff {
    pub old_version: String,
    pub new_version: String,
    pub changes: Vec<Change>,
}

impl Diff {
    /// The worst class among the changes; `None` if nothing changed.
    pub fn class(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.kind.class()).max()
    }

    /// Something breaks, and the version does not say so.
    pub fn is_refused(&self) -> bool {
        self.class() == Some(Class::Breaking) && !Version::may_break(&self.old_version, &self.new_version)
    }
}

/// Sorts every change between two versions.
pub fn compare(old: &Tables, new: &Tables) -> Diff {
    let mut changes = Vec::new();
    for table in &old.tables {
        match new.tables.iter().find(|other| other.name == table.name) {
            Some(other) => tables(table, other, &mut changes),
            None => changes.push(Change::of(TableRemoved, &table.name, None)),
        }
    }
    let is_new = |table: &&Table| old.tables.iter().all(|other| other.name != table.name);
    changes.extend(new.tables.iter().filter(is_new).map(|table| Change::of(TableAdded, &table.name, None)));
    changes.sort_by_key(|change| std::cmp::Reverse(change.kind.class()));
    Diff { old_version: old.version.clone(), new_version: new.version.clone(), changes }
}

fn tables(old: &Table, new: &Table, changes: &mut Vec<Change>) {
    let mut tell = |kind: ChangeKind, old_says: String, new_says: String| {
        changes.push(Change::of(kind, &old.name, None).from(old_says, new_says));
    };
    if old.kind != new.kind {
        tell(TableKindChanged, old.kind.as_str().to_owned(), new.kind.as_str().to_owned());
    }
    if old.primary_key != new.primary_key {
        tell(KeyChanged, old.primary_key.join(", "), new.primary_key.join(", "));
    } else if old.uniqueness != new.uniqueness {
        let kind = if sureness(new.uniqueness) > sureness(old.uniqueness) { KeySurer } else { KeyLessSure };
        tell(kind, format!("{:?}", old.uniqueness).to_lowercase(), format!("{:?}", new.uniqueness).to_lowercase());
    }
    let told = |key: &crate::ForeignKey| format!("{} -> {} ({})", key.fields.join(", "), key.table, key.to.join(", "));
    for key in old.foreign_keys.iter().filter(|key| !new.foreign_keys.contains(key)) {
        tell(ForeignKeyRemoved, told(key), String::new());
    }
    for key in new.foreign_keys.iter().filter(|key| !old.foreign_keys.contains(key)) {
        tell(ForeignKeyAdded, String::new(), told(key));
    }
    if old.references != new.references {
        let all = |table: &Table| table.references.iter().map(told).collect::<Vec<_>>().join("; ");
        tell(ReferencesChanged, all(old), all(new));
    }
    if old.formulas != new.formulas {
        let all = |table: &Table| table.formulas.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        tell(FormulasChanged, all(old), all(new));
    }
    if old.figure_code != new.figure_code {
        tell(FigureCodeChanged, old.figure_code.join("-"), new.figure_code.join("-"));
    }
    if old.is_partitioned != new.is_partitioned {
        tell(PartitionChanged, old.is_partitioned.to_string(), new.is_partitioned.to_string());
    }
    let words = |table: &Table| {
        [&table.title_es, &table.title_en, &table.description_es, &table.description_en].map(String::clone)
    };
    if words(old) != words(new) {
        changes.push(Change::of(WordsChanged, &old.name, None));
    }
    for field in &old.fields {
        match new.field(&field.name) {
            Some(other) => fields((old, field), (new, other), changes),
            None => changes.push(Change::of(FieldRemoved, &old.name, Some(&field.name))),
        }
    }
    for field in new.fields.iter().filter(|field| old.field(&field.name).is_none()) {
        let kind = if new.is_required(&field.name) { RequiredFieldAdded } else { FieldAdded };
        changes.push(Change::of(kind, &new.name, Some(&field.name)));
    }
    if order(old, new) != order(new, old) {
        changes.push(Change::of(FieldsMoved, &old.name, None));
    }
}

fn fields((old_table, old): (&Table, &Field), (new_table, new): (&Table, &Field), changes: &mut Vec<Change>) {
    let mut tell = |kind: ChangeKind, old_says: String, new_says: String| {
        changes.push(Change::of(kind, &old_table.name, Some(&old.name)).from(old_says, new_says));
    };
    if old.field_type != new.field_type {
        tell(TypeChanged, type_of(old).to_owned(), type_of(new).to_owned());
    }
    if old.unit != new.unit {
        tell(UnitChanged, old.unit.clone().unwrap_or_default(), new.unit.clone().unwrap_or_default());
    }
    match [old_table, new_table].map(|table| table.is_required(&old.name)) {
        [true, false] => tell(RequiredDropped, String::new(), String::new()),
        [false, true] => tell(RequiredAdded, String::new(), String::new()),
        _ => {}
    }
    match (&old.pattern, &new.pattern) {
        (Some(pattern), None) => tell(PatternDropped, pattern.clone(), String::new()),
        (None, Some(pattern)) => tell(PatternAdded, String::new(), pattern.clone()),
        (Some(one), Some(other)) if one != other => tell(PatternChanged, one.clone(), other.clone()),
        _ => {}
    }
    match (old.values.as_slice(), new.values.as_slice()) {
        ([_, ..], []) => tell(ListDropped, old.values.join(", "), String::new()),
        ([], [_, ..]) => tell(ListAdded, String::new(), new.values.join(", ")),
        (before, after) => {
            for gone in before.iter().filter(|value| !after.contains(value)) {
                tell(ValueRemoved, gone.clone(), String::new());
            }
            for come in after.iter().filter(|value| !before.contains(value)) {
                tell(ValueAdded, String::new(), come.clone());
            }
        }
    }
    let range = |field: &Field| (field.minimum.unwrap_or(i64::MIN), field.maximum.unwrap_or(i64::MAX));
    let ((old_least, old_most), (least, most)) = (range(old), range(new));
    let shown = |field: &Field| {
        let bound = |bound: Option<i64>| bound.map_or_else(|| "…".to_owned(), |bound| bound.to_string());
        format!("{} – {}", bound(field.minimum), bound(field.maximum))
    };
    if least < old_least || most > old_most {
        tell(RangeWidened, shown(old), shown(new));
    } else if (least, most) != (old_least, old_most) {
        tell(RangeNarrowed, shown(old), shown(new));
    }
    match (&old.codelist, &new.codelist) {
        (None, Some(list)) => tell(CodelistAdded, String::new(), list.clone()),
        (Some(list), other) if Some(list) != other.as_ref() => {
            tell(CodelistChanged, list.clone(), other.clone().unwrap_or_default());
        }
        _ => {}
    }
    match (&old.deprecated, &new.deprecated) {
        (None, Some(deprecated)) => tell(Deprecated, String::new(), deprecated.since.clone()),
        (Some(deprecated), None) => tell(DeprecationLifted, deprecated.since.clone(), String::new()),
        (Some(one), Some(other)) if one != other => tell(WordsChanged, one.since.clone(), other.since.clone()),
        _ => {}
    }
    if words(old) != words(new) {
        tell(WordsChanged, String::new(), String::new());
    }
}

/// What is said of a field, and changes nothing in the data.
fn words(field: &Field) -> [Vec<String>; 3] {
    let Field { title_es, title_en, description_es, description_en, .. } = field;
    let own = [title_es, title_en, description_es, description_en].map(String::clone).to_vec();
    let optional = [&field.example, &field.fiscal_type].map(|word| word.clone().unwrap_or_default());
    [own, [field.values_es.as_slice(), &optional].concat(), field.source_words.clone()]
}

/// The names of the fields that both have, in the order of the first.
fn order<'t>(table: &'t Table, other: &Table) -> Vec<&'t str> {
    table.fields.iter().map(|field| field.name.as_str()).filter(|name| other.field(name).is_some()).collect()
}

fn type_of(field: &Field) -> &'static str {
    match field.field_type {
        FieldType::Year => "year (int32)",
        _ => field.field_type.told(),
    }
}

fn sureness(uniqueness: Uniqueness) -> u8 {
    match uniqueness {
        Uniqueness::Intended => 0,
        Uniqueness::Unique => 1,
        Uniqueness::Primary => 2,
    }
}

#[cfg(test)]
mod tests;
