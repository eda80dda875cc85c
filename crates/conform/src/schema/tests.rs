use super::*;

fn wrong(text: &str) -> (usize, String) {
    let error = TableSchema::parse(text).unwrap_err();
    assert!(!error.hint.is_empty());
    (error.line, error.found)
}

#[test]
fn every_mistake_has_its_line() {
    let field = |rest: &str| format!("{{\n\"fields\": [\n{{ \"name\": \"a\"{rest} }}\n]\n}}");
    for (text, line, found) in [
        ("{".to_owned(), 1, "no valid JSON"),
        ("{}".to_owned(), 1, "there is no `fields` here"),
        ("{\"fields\": []}".to_owned(), 1, "the list `fields` is empty"),
        ("{\n\"fields\": [\n{ \"type\": \"string\" }\n] }".to_owned(), 3, "there is no `name` here"),
        (field(",\n\"typo\": 1"), 4, "unknown keyword `typo`"),
        (field(", \"erario:typo\": 1"), 3, "unknown keyword `erario:typo`"),
        (field(", \"type\": \"money\""), 3, "there is no type `money`"),
        (field(", \"constraints\": { \"minimun\": 1 }"), 3, "unknown keyword `minimun`"),
        (field(", \"type\": \"integer\", \"constraints\": {\n\"minimum\": \"x\" }"), 4, "`minimum` is `x`, which is no integer"),
        (field(", \"constraints\": { \"pattern\": \"(\" }"), 3, "the pattern `(` cannot be read"),
        ("{\"fields\": [{\"name\": \"a\"},\n{\"name\": \"a\"}]}".to_owned(), 2, "the field `a` stands twice"),
        ("{\"fields\": [{\"name\": \"a\"}],\n\"primaryKey\": [\"b\"]}".to_owned(), 2, "`b` is no field of this schema"),
        (
            "{\"fields\": [{\"name\": \"a\"}],\n\"foreignKeys\": [{\"fields\": [\"b\"],\n\"reference\": {\"fields\": [\"a\"]}}]}".to_owned(),
            2,
            "`b` is no field of this schema",
        ),
        (
            "{\"fields\": [{\"name\": \"a\"}],\n\"erario:formulas\": [\n{\"formula\": \"a = 1\"}]}".to_owned(),
            3,
            "the formula names `a`, which is no number",
        ),
    ] {
        let told = wrong(&text);
        assert!(told.0 == line && told.1.starts_with(found), "{text}\n{told:?}");
    }
}

#[test]
fn a_typo_is_told_with_what_is_meant() {
    let error = TableSchema::parse(r#"{"fields": [{"name": "a", "constrains": {}}]}"#).unwrap_err();
    assert!(error.hint.contains("`constraints`"), "{error}");
}

#[test]
fn keywords_of_others_are_left_alone() {
    let schema = TableSchema::parse(r#"{"fields": [{"name": "a", "my:unit": "kg"}], "x:y": 1}"#).unwrap();
    assert_eq!(schema.fields.len(), 1);
}

#[test]
fn keys_are_read_in_all_their_forms() {
    let schema = TableSchema::parse(
        r#"{"fields": [{"name": "a"}, {"name": "b", "constraints": {"unique": true}}], "primaryKey": "a",
            "uniqueKeys": [["a", "b"]], "erario:key": ["b"],
            "foreignKeys": [{"fields": "a", "reference": {"resource": "other", "fields": "id"}}]}"#,
    )
    .unwrap();
    let keys: Vec<(usize, bool, bool)> =
        schema.keys.iter().map(|key| (key.fields.len(), key.is_primary, key.is_soft)).collect();
    assert_eq!(keys, [(1, false, false), (1, true, false), (2, false, false), (1, false, true)]);
    assert_eq!(schema.foreign_keys[0].references, ["id"]);
}
