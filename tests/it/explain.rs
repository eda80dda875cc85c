//! `erario explain`: the page of a rule, in the reader's language and for programs.

use insta::assert_snapshot;

use crate::support::{erario, finish};

fn said(arguments: &[&str], code: i32) -> crate::support::Run {
    finish(&mut erario(["explain"].iter().chain(arguments))).ended(code)
}

#[test]
fn a_rule_is_explained_in_spanish() {
    assert_snapshot!(said(&["F012", "--lang", "es"], 0).stdout);
}

#[test]
fn a_rule_with_a_real_case_and_an_exception_is_explained_in_english() {
    assert_snapshot!(said(&["children-differ-from-parent"], 0).stdout);
}

#[test]
fn a_rule_that_weighs_more_in_a_file_of_ones_own_says_so() {
    let page = said(&["s001", "--lang", "es"], 0).stdout;
    assert!(page.contains("advertencia; en `erario validate`: fatal"), "{page}");
}

#[test]
fn without_a_rule_all_are_listed() {
    let (es, en) = (said(&["--lang", "es"], 0).stdout, said(&["--lang", "en"], 0).stdout);
    let rules = erario_model::Schema::embedded().rules.iter().count();
    assert_eq!((es.lines().count(), en.lines().count()), (rules, rules));
    assert!(es.contains("F012 nota         Aprobado negativo (negative-approved)"), "{es}");
}

#[test]
fn programs_get_one_document() {
    let one = said(&["F012", "--json"], 0).json();
    assert_eq!((&one["format"], &one["rule"]["slug"]), (&1.into(), &"negative-approved".into()));
    assert!(one["example"][0][1].as_str().unwrap().contains("-5.00"), "{one}");
    let all = said(&["--json"], 0).json();
    assert_eq!(all["rules"][0]["code"], "F001");
}

#[test]
fn an_unknown_rule_is_refused_with_the_nearest_one() {
    let run = said(&["negativ-aproved"], 2);
    assert!(run.stdout.is_empty() && run.stderr.contains("use F012, negative-approved"), "{}", run.stderr);
}
