use super::*;

const FIELDS: &str = r#"{
  "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
  "erario:version": "0.2.0",
  "fields": [
    { "name": "place", "type": "string", "title": "Lugar", "description": "Dónde.",
      "erario:title_en": "Place", "erario:description_en": "Where." },
    { "name": "paid", "type": "number", "title": "Pagado", "description": "Lo pagado.",
      "erario:title_en": "Paid", "erario:description_en": "What was paid.",
      "erario:unit": "MXN", "erario:decimal": { "precision": 18, "scale": 2 } }
  ]
}"#;

const TABLE: &str = r#"{
  "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
  "erario:table": "payment",
  "erario:kind": "fact",
  "erario:title_es": "Pagos", "erario:title_en": "Payments",
  "erario:description_es": "Cada pago.", "erario:description_en": "Each payment.",
  "fields": [
    { "name": "place", "constraints": { "required": true } },
    { "name": "paid" }
  ],
  "primaryKey": ["place"],
  "foreignKeys": [
    { "fields": ["place"], "reference": { "fields": ["place"] } }
  ],
  "erario:formulas": [
    { "rule": "F023", "formula": "paid >= 0", "tolerance": "1.00" }
  ]
}"#;

fn read(fields: &str, table: &str) -> Result<Tables, String> {
    Tables::parse(fields, &[("payment", table)]).map_err(|error| error.to_string())
}

/// What is said of the small contract after one edit of either file.
fn complaint(before: &str, now: &str) -> String {
    let is_of_fields = FIELDS.contains(before);
    assert!(is_of_fields || TABLE.contains(before), "{before}");
    let edit = |text: &str| text.replacen(before, now, 1);
    match is_of_fields {
        true => read(&edit(FIELDS), TABLE).unwrap_err(),
        false => read(FIELDS, &edit(TABLE)).unwrap_err(),
    }
}

#[test]
fn the_small_contract_is_good() {
    let contract = read(FIELDS, TABLE).unwrap();
    let table = &contract.tables[0];
    assert_eq!((table.uniqueness, table.required.as_slice()), (Uniqueness::Primary, ["place".to_owned()].as_slice()));
    assert_eq!(table.foreign_keys[0].table, "payment");
    assert_eq!(table.formulas[0].to_string(), "paid >= 0 (±1.00, F023)");
}

#[test]
fn an_unknown_keyword_is_told_with_its_line() {
    let cases = [
        (r#""erario:unit""#, r#""erario:units""#, "schemas/fields.json: unknown field `erario:units`", "line 9"),
        (r#""primaryKey""#, r#""primarykey""#, "schemas/tables/payment.json: unknown field `primarykey`", "line 11"),
        (r#""required""#, r#""requird""#, "schemas/tables/payment.json: unknown field `requird`", "line 8"),
        (r#"{ "name": "paid" }"#, r#"{ "name": "paid", "tipo": 1 }"#, "unknown field `tipo`", "line 9"),
        (r#""tolerance""#, r#""slack""#, "unknown field `slack`", "line 16"),
    ];
    for (before, now, words, line) in cases {
        let complaint = complaint(before, now);
        assert!(complaint.contains(words) && complaint.contains(line) && complaint.contains("hint:"), "{complaint}");
    }
}

#[test]
fn what_leads_nowhere_is_told_with_its_line() {
    let cases = [
        (
            r#"{ "fields": ["place"] }"#,
            r#"{ "resource": "no-where", "fields": ["place"] }"#,
            "payment.json:13: `no-where`",
        ),
        (r#"{ "fields": ["place"] }"#, r#"{ "fields": ["town"] }"#, "payment.json:13: `town`"),
        (r#"{ "fields": ["place"] }"#, r#"{ "fields": ["paid"] }"#, "expected the whole `primaryKey`"),
        (
            r#"{ "name": "paid" }"#,
            r#"{ "name": "payed" }"#,
            "payment.json:9: `payed`: a field, expected one of schemas/fields.json",
        ),
        (r#""primaryKey": ["place"]"#, r#""primaryKey": ["site"]"#, "payment.json:11: `site`"),
        (r#""primaryKey": ["place"]"#, r#""primaryKey": ["paid"]"#, "may be null"),
        (r#""primaryKey": ["place"],"#, "", "another number of keys"),
        ("paid >= 0", "payed >= 0", "payment.json:16: `payed >= 0`"),
        ("paid >= 0", "paid", "expected one of = <= >="),
    ];
    for (before, now, words) in cases {
        let complaint = complaint(before, now);
        assert!(complaint.contains(words) && complaint.contains("hint:"), "{complaint}");
    }
}

#[test]
fn a_field_that_contradicts_itself_is_told() {
    let with =
        |extra: &str| complaint(r#""erario:title_en": "Place","#, &format!(r#""erario:title_en": "Place", {extra},"#));
    let cases = [
        (complaint(r#""type": "string""#, r#""type": "date""#), "fields.json:5: `place`: the type date"),
        (complaint(r#""scale": 2"#, r#""scale": 3"#), "fields.json:7: `paid`: the type number"),
        (complaint(r#""erario:unit": "MXN", "#, ""), "a unit that is not its type's"),
        (complaint(r#""name": "paid""#, r#""name": "place""#), "a second field of this name"),
        (with(r#""erario:codelist": "towns""#), "the list towns"),
        (with(r#""erario:deprecated": { "since": "ayer", "why_es": "a", "why_en": "b" }"#), "expected a day"),
        (
            with(r#""erario:deprecated": { "since": "2026-01-01", "instead": "town", "why_es": "a", "why_en": "b" }"#),
            "`town`",
        ),
    ];
    for (complaint, words) in cases {
        assert!(complaint.contains(words) && complaint.contains("schemas/fields.json"), "{complaint}");
    }
}

#[test]
fn patterns_are_whole_in_every_language() {
    for field in Schema::embedded().tables.iter().flat_map(|table| &table.fields) {
        let Some(pattern) = &field.pattern else { continue };
        // A bar outside parentheses would end the anchors that other tools set around a pattern.
        let mut depth = 0_i32;
        for one in pattern.chars() {
            depth += i32::from(one == '(') - i32::from(one == ')');
            assert!(one != '|' || depth > 0, "{}: {pattern}", field.name);
        }
        assert!(regex::Regex::new(pattern).is_ok() && !pattern.contains("(?"), "{}: {pattern}", field.name);
    }
}
