use std::collections::BTreeSet;

use super::*;
use crate::export::table_schema;
use crate::{ForeignKey, Formula, Money, Schema, TableKind};

fn contract() -> Tables {
    let schema = Schema::embedded();
    Tables { version: schema.version.clone(), tables: schema.tables.clone() }
}

fn table<'c>(contract: &'c mut Tables, name: &str) -> &'c mut Table {
    contract.tables.iter_mut().find(|table| table.name == name).unwrap()
}

fn field<'c>(contract: &'c mut Tables, of: &str, name: &str) -> &'c mut Field {
    table(contract, of).fields.iter_mut().find(|field| field.name == name).unwrap()
}

/// One edit, and what it is from before to after and from after to before.
type Case = (fn(&mut Tables), ChangeKind, ChangeKind);

const FACTS: &str = "spending_by_function";

const CASES: &[Case] = &[
    (|it| it.tables.retain(|table| table.name != "indicator"), TableRemoved, TableAdded),
    (|it| table(it, FACTS).kind = TableKind::Derived, TableKindChanged, TableKindChanged),
    (|it| table(it, FACTS).primary_key = vec!["period".to_owned()], KeyChanged, KeyChanged),
    (|it| table(it, "source_file").uniqueness = Uniqueness::Intended, KeyLessSure, KeySurer),
    (|it| table(it, FACTS).foreign_keys.clear(), ForeignKeyRemoved, ForeignKeyAdded),
    (|it| table(it, FACTS).references.clear(), ReferencesChanged, ReferencesChanged),
    (
        |it| table(it, FACTS).formulas.push(Formula::parse("F012", "accrued >= 0", Money::ZERO).unwrap()),
        FormulasChanged,
        FormulasChanged,
    ),
    (|it| table(it, FACTS).figure_code.clear(), FigureCodeChanged, FigureCodeChanged),
    (|it| table(it, FACTS).is_partitioned = true, PartitionChanged, PartitionChanged),
    (|it| table(it, FACTS).title_en.push('!'), WordsChanged, WordsChanged),
    (|it| table(it, FACTS).fields.retain(|field| field.name != "approved"), FieldRemoved, FieldAdded),
    (|it| table(it, FACTS).fields.retain(|field| field.name != "coverage"), FieldRemoved, RequiredFieldAdded),
    (|it| table(it, FACTS).fields.rotate_left(1), FieldsMoved, FieldsMoved),
    (|it| field(it, FACTS, "approved").field_type = FieldType::Decimal, TypeChanged, TypeChanged),
    (|it| field(it, FACTS, "approved").unit = Some("USD".to_owned()), UnitChanged, UnitChanged),
    (|it| table(it, FACTS).required.retain(|name| name != "period"), RequiredDropped, RequiredAdded),
    (|it| field(it, FACTS, "period").pattern = None, PatternDropped, PatternAdded),
    (|it| field(it, FACTS, "period").pattern = Some("[0-9]{4}".to_owned()), PatternChanged, PatternChanged),
    (|it| field(it, FACTS, "coverage").values.clear(), ListDropped, ListAdded),
    (|it| drop(field(it, FACTS, "coverage").values.pop()), ValueRemoved, ValueAdded),
    (|it| field(it, FACTS, "fiscal_year").minimum = Some(1900), RangeWidened, RangeNarrowed),
    (|it| field(it, FACTS, "jurisdiction_code").codelist = None, CodelistChanged, CodelistAdded),
    (|it| field(it, FACTS, "jurisdiction_code").codelist = Some("ramos".to_owned()), CodelistChanged, CodelistChanged),
    (
        |it| {
            let (since, why_es, why_en) = ("2026-11-26".to_owned(), "por".to_owned(), "for".to_owned());
            field(it, FACTS, "doubt").deprecated = Some(crate::Deprecated { since, instead: None, why_es, why_en });
        },
        ChangeKind::Deprecated,
        DeprecationLifted,
    ),
    (|it| field(it, FACTS, "doubt").description_es.push('.'), WordsChanged, WordsChanged),
];

#[test]
fn every_kind_of_change_is_found_in_both_directions() {
    let old = contract();
    assert!(compare(&old, &old).changes.is_empty());
    let mut seen = BTreeSet::new();
    for (edit, there, back) in CASES {
        let mut new = contract();
        edit(&mut new);
        for (from, to, expected) in [(&old, &new, there), (&new, &old, back)] {
            let diff = compare(from, to);
            assert!(diff.changes.iter().any(|change| change.kind == *expected), "{expected:?}: {:?}", diff.changes);
            let is_one = diff.changes.iter().all(|change| change.kind == *expected);
            // A field that goes takes its place in keys and orders with it.
            assert!(is_one || diff.changes.len() < 4, "{expected:?}: {:?}", diff.changes);
            seen.insert(expected.code());
        }
    }
    assert_eq!(seen, ChangeKind::ALL.iter().map(|kind| kind.code()).collect(), "a kind that nothing tells");
}

#[test]
fn what_breaks_is_refused_unless_the_version_says_so() {
    let old = contract();
    let mut new = contract();
    table(&mut new, FACTS).fields.retain(|field| field.name != "approved");
    let diff = compare(&old, &new);
    assert!(diff.is_refused());
    assert_eq!(diff.changes[0].place(), "spending_by_function.approved");
    new.version = "0.3.0".to_owned();
    assert!(!compare(&old, &new).is_refused());
    // More is no breach, whatever the version.
    assert_eq!(compare(&new, &old).class(), Some(Class::Additive));
}

#[test]
fn a_deprecated_field_is_promised_like_any_other() {
    let mut old = contract();
    let (since, why_es, why_en) = ("2026-11-26".to_owned(), "por".to_owned(), "for".to_owned());
    field(&mut old, FACTS, "doubt").deprecated = Some(crate::Deprecated { since, instead: None, why_es, why_en });
    let mut new = old.clone();
    table(&mut new, FACTS).fields.retain(|field| field.name != "doubt");
    assert_eq!(compare(&old, &new).class(), Some(Class::Breaking));
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let old = contract();
    for write in [table_schema::of, table_schema::lenient] {
        let files: Vec<(String, String)> =
            (old.tables.iter()).map(|table| (table.name.clone(), write(table, &old.version).to_string())).collect();
        let read = Tables::published(&files).unwrap();
        let diff = compare(&old, &read);
        assert!(diff.changes.is_empty() && diff.new_version == old.version, "{:?}", diff.changes);
    }
}

#[test]
fn a_file_that_is_no_schema_of_ours_is_told() {
    let read = |text: &str| Tables::published(&[("mine.json".to_owned(), text.to_owned())]).unwrap_err().to_string();
    assert!(read("{").starts_with("mine.json: EOF"), "{}", read("{"));
    let complaint = read(r#"{ "fields": [{ "name": "a" }] }"#);
    assert!(complaint.contains("found no `erario:version`") && complaint.contains("hint:"), "{complaint}");
}

#[test]
fn foreign_keys_are_told_in_words() {
    let mut new = contract();
    let key =
        ForeignKey { fields: vec!["period".to_owned()], table: "indicator".to_owned(), to: vec!["period".to_owned()] };
    table(&mut new, FACTS).foreign_keys.push(key);
    let diff = compare(&contract(), &new);
    assert_eq!(diff.changes[0].detail(), "period -> indicator (period)");
}
