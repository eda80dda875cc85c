//! `erario validate` with schemas of somebody's own: every constraint, keys across files, formulas, sums, kinds of file.

use std::fs;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::workbook::{Book, Value as Cell};
use crate::support::{Project, Run};

/// A schema with one of everything.
const SCHEMA: &str = r#"{
  "fields": [
    { "name": "id", "type": "integer", "constraints": { "unique": true } },
    { "name": "code", "constraints": { "required": true, "pattern": "[A-Z][0-9]{3}" } },
    { "name": "level", "constraints": { "enum": ["state", "federal"] } },
    { "name": "name", "constraints": { "minLength": 3, "maxLength": 12 } },
    { "name": "year", "type": "integer", "constraints": { "minimum": 1990, "maximum": 2100 } },
    { "name": "day", "type": "date" },
    { "name": "approved", "type": "number", "erario:decimal": { "precision": 18, "scale": 2 } },
    { "name": "changes", "type": "number" },
    { "name": "modified", "type": "number" }
  ],
  "erario:formulas": [{ "formula": "modified = approved + changes", "tolerance": "0.01" }]
}
"#;
const HEADER: &str = "id,code,level,name,year,day,approved,changes,modified";

/// A folder with a schema and a file.
fn folder(schema: &str, name: &str, file: impl AsRef<[u8]>) -> Project {
    let project = Project::with(&[]);
    fs::write(project.path("schema.json"), schema).unwrap();
    fs::write(project.path(name), file).unwrap();
    project
}

fn validated(schema: &str, file: &str, arguments: &str) -> Run {
    folder(schema, "mine.csv", file).erario(format!("validate mine.csv --schema schema.json {arguments}").trim_end())
}

/// Of each finding: rule, fields, column, count, and of its first example the row, value and what was expected.
fn findings(run: &Run) -> Vec<Value> {
    let document = run.json();
    let short = |finding: &Value| {
        let case = &finding["examples"][0];
        json!([
            finding["slug"],
            finding["fields"],
            finding["column"],
            finding["count"],
            case["row"],
            case["value"],
            case["expected"]
        ])
    };
    document["findings"].as_array().unwrap().iter().map(short).collect()
}

fn has(run: &Run, expected: Value) {
    let found = findings(run);
    assert!(found.contains(&expected), "{expected} is not among\n{found:#?}");
}

#[test]
fn a_file_that_fits_ends_well() {
    let text = format!("{HEADER}\n1,A001,state,Salud,2024,2024-01-31,10.50,-0.50,10.00\n2,A002,,,,,,,\n");
    let run = validated(SCHEMA, &text, "").ended(0);
    assert_eq!(run.stdout, "mine.csv against schema.json\n\n2 rows, 0 findings. The file fits.\n");
}

#[test]
fn each_constraint_is_told_with_its_row_value_and_expectation() {
    let text = format!(
        "{HEADER}\n\
         1,A001,state,Salud,2024,2024-01-31,10.50,-0.50,10.00\n\
         x,A002,state,Salud,2024,2024-01-31,1,0,1\n\
         3,,state,Salud,2024,2024-01-31,1,0,1\n\
         4,a4,state,Salud,2024,2024-01-31,1,0,1\n\
         5,A005,reino,Salud,2024,2024-01-31,1,0,1\n\
         6,A006,state,ab,2024,2024-01-31,1,0,1\n\
         7,A007,state,Salud,1492,2024-01-31,1,0,1\n\
         8,A008,state,Salud,2024,31/01/2024,1,0,1\n\
         9,A009,state,Salud,2024,2024-01-31,1.005,0,1\n\
         9,A010,state,Salud,2024,2024-01-31,1,0,1\n"
    );
    let run = validated(SCHEMA, &text, "--json").ended(1);
    has(&run, json!(["wrong-type", ["id"], 1, 1, 3, "x", "integer"]));
    has(&run, json!(["required-missing", ["code"], 2, 1, 4, "", null]));
    has(&run, json!(["pattern-mismatch", ["code"], 2, 1, 5, "a4", "[A-Z][0-9]{3}"]));
    has(&run, json!(["not-in-list", ["level"], 3, 1, 6, "reino", "state, federal"]));
    has(&run, json!(["wrong-length", ["name"], 4, 1, 7, "ab", "3 … 12"]));
    has(&run, json!(["out-of-range", ["year"], 5, 1, 8, "1492", ">= 1990, <= 2100"]));
    has(&run, json!(["wrong-type", ["day"], 6, 1, 9, "31/01/2024", "date"]));
    has(&run, json!(["wrong-type", ["approved"], 7, 1, 10, "1.005", "decimal(18,2)"]));
    has(&run, json!(["not-unique", ["id"], 1, 1, 11, "9", null]));
    assert_eq!(run.json()["fatal"], 9);
}

#[test]
fn what_a_person_reads_in_spanish_and_in_english() {
    let text = format!(
        "{HEADER}\n1,A001,state,Salud,2024,2024-01-31,10.00,1,12\n1,A1,reino,\"Salud\ny más\",1492,,x,,\n2,A2,reino,,,,,,,\n"
    );
    assert_snapshot!("people_es", validated(SCHEMA, &text, "--lang es --examples 1").ended(1).stdout);
    assert_snapshot!("people_en", validated(SCHEMA, &text, "--lang en").ended(1).stdout);
}

#[test]
fn formulas_and_sums_are_told_with_both_sides() {
    let text = format!("{HEADER}\n1,A001,state,Salud,2024,,10,2,12.01\n2,A002,state,Salud,2024,,10,2,12.02\n");
    let run = validated(SCHEMA, &text, "--json").ended(1);
    let expected = "12 (modified = approved + changes)";
    has(&run, json!(["formula-broken", ["modified"], 9, 1, 3, "12.02", expected]));

    let schema = r#"{
      "fields": [{ "name": "year", "type": "integer" }, { "name": "kind" }, { "name": "paid", "type": "number" }],
      "erario:aggregates": [{
        "rule": "the-total-of-the-year", "by": ["year"], "sum": "paid", "where": { "kind": "part" },
        "equals": { "sum": "paid", "where": { "kind": "total" } }
      }]
    }"#;
    let text = "year,kind,paid\n2023,part,1\n2023,total,1\n2024,part,1.5\n2024,part,2\n2024,total,4\n";
    let run = validated(schema, text, "--json").ended(1);
    has(&run, json!(["the-total-of-the-year", ["paid"], 3, 1, 4, "3.5", "4"]));
    let message = run.json()["findings"][0]["examples"][0]["message_en"].as_str().unwrap().to_owned();
    assert_eq!(message, "mine.csv, row 4: “paid” says 3.5 and should be 4.");
}

#[test]
fn keys_that_repeat_are_told_with_the_row_that_they_repeat() {
    let schema = r#"{
      "fields": [{ "name": "a" }, { "name": "b" }, { "name": "c" }],
      "primaryKey": ["a", "b"], "uniqueKeys": [["c"]]
    }"#;
    let run = validated(schema, "a,b,c\n1,2,x\n1,3,\n1,2,y\n,4,x\n1,2,\n", "--json").ended(1);
    has(&run, json!(["not-unique", ["a", "b"], 1, 2, 4, "1, 2", null]));
    has(&run, json!(["not-unique", ["c"], 3, 1, 5, "x", null]));
    has(&run, json!(["required-missing", ["a"], 1, 1, 5, "", null]));
    let of_pair = |finding: &&Value| finding["fields"] == json!(["a", "b"]) && finding["slug"] == "not-unique";
    let document = run.json();
    let finding = document["findings"].as_array().unwrap().iter().find(of_pair).unwrap();
    assert_eq!(finding["examples"][1]["repeats"], 2);
    assert!(finding["examples"][0]["message_es"].as_str().unwrap().contains("El 4 repite el 2"), "{finding}");
}

#[test]
fn a_key_of_another_file_must_stand_there() {
    let schema = |resource: &str| {
        format!(
            "{{ \"fields\": [{{ \"name\": \"program\" }}, {{ \"name\": \"parent\" }}],\n\"foreignKeys\": [\n\
             {{ \"fields\": [\"program\"], \"reference\": {{ \"resource\": \"{resource}\", \"fields\": [\"code\"] }} }},\n\
             {{ \"fields\": [\"parent\"], \"reference\": {{ \"fields\": [\"program\"] }} }}] }}"
        )
    };
    let project = folder(&schema("programs"), "mine.csv", "program,parent\nP001,\nP002,P001\nP009,P003\n");
    fs::write(project.path("programs.csv"), "code;name\nP001;a\nP002;b\n").unwrap();
    let run = project.erario("validate mine.csv --schema schema.json --json").ended(1);
    has(&run, json!(["not-referenced", ["program"], 1, 1, 4, "P009", "programs(code)"]));
    has(&run, json!(["not-referenced", ["parent"], 2, 1, 4, "P003", "(program)"]));

    // Any kind of file will do, wherever it is.
    fs::remove_file(project.path("programs.csv")).unwrap();
    let book = Book::of([vec![Cell::from("Programas")], vec!["code".into()], vec!["P001".into()], vec!["P009".into()]]);
    fs::write(project.path("list.bin"), book.xlsx()).unwrap();
    let run = project.erario("validate mine.csv --schema schema.json --with programs=list.bin --json").ended(1);
    has(&run, json!(["not-referenced", ["program"], 1, 1, 3, "P002", "programs(code)"]));

    assert_snapshot!("nowhere", project.erario("validate mine.csv --schema schema.json").ended(2).stderr);
    let lacking = "validate mine.csv --schema schema.json --with programs=mine.csv";
    assert_snapshot!("lacking", project.erario(lacking).ended(2).stderr);
    let unnamed = project.erario("validate mine.csv --schema schema.json --with other=mine.csv").ended(2);
    assert!(unnamed.stderr.contains("no foreign key refers to `other`"), "{}", unnamed.stderr);
}

#[test]
fn a_schema_that_cannot_be_used_is_told_with_its_line_before_the_file_is_read() {
    let project = folder(&SCHEMA.replace("\"minimum\"", "\"minimun\""), "mine.csv", b"\xff\xfe\xfa");
    assert_snapshot!("unknown_keyword", project.erario("validate mine.csv --schema schema.json").ended(2).stderr);
    let run = project.erario("validate mine.csv --schema nowhere.json").ended(2);
    assert!(run.stderr.contains("no file of that name"), "{}", run.stderr);
}

#[test]
fn the_header_is_held_against_the_fields() {
    let schema = |rest: &str| format!(r#"{{ "fields": [{{ "name": "a" }}, {{ "name": "b" }}] {rest} }}"#);
    let slugs = |run: Run| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let document = run.json();
        let findings = document["findings"].as_array().unwrap();
        findings.iter().map(|finding| (text(&finding["slug"]), text(&finding["fields"][0]))).collect()
    };
    let told = |rest: &str, header: &str, code: i32| slugs(validated(&schema(rest), header, "--json").ended(code));
    let pair = |slug: &str, field: &str| vec![(slug.to_owned(), field.to_owned())];
    assert_eq!(told("", "b,a\n1,2\n", 0), []);
    assert_eq!(told("", "a,c\n1,2\n", 0), pair("column-unknown", "c"));
    assert_eq!(told(r#", "primaryKey": ["b"]"#, "a\n1\n", 1), pair("column-missing", "b"));
    assert_eq!(told("", "a,a\n1,2\n", 1), pair("column-repeated", "a"));
    let strict = |word: &str| format!(r#", "fieldsMatch": "{word}""#);
    assert_eq!(told(&strict("equal"), "a,b,c\n1,2,3\n", 1), pair("column-not-in-schema", "c"));
    assert_eq!(told(&strict("subset"), "a,c\n1,2\n", 1), pair("column-missing", "b"));
    let out = told(&strict("exact"), "b,a\n1,2\n", 1);
    assert_eq!(out, [pair("column-out-of-place", "b"), pair("column-out-of-place", "a")].concat());
}

#[test]
fn a_row_with_other_cells_than_the_header_is_told_and_left_alone() {
    let run = validated(SCHEMA, &format!("{HEADER}\nonly,three,cells\n"), "--json").ended(1);
    assert_eq!(findings(&run), [json!(["broken-row", [], null, 1, 2, "3", "9"])]);
}

#[test]
fn a_resource_of_a_data_package_brings_its_neighbours() {
    let package = r#"{ "name": "p", "resources": [
      { "name": "lines", "path": "lines.csv", "schema": {
          "fields": [{ "name": "program" }],
          "foreignKeys": [{ "fields": "program", "reference": { "resource": "programs", "fields": "code" } }] } },
      { "name": "programs", "path": "data/p.csv", "schema": "programs.json" },
      { "name": "wrong", "path": "x.csv", "schema": {
          "fields": [{ "name": "a", "typ": "string" }] } }
    ] }"#;
    let project = folder(package, "lines.csv", "program\nP001\nP002\n");
    fs::create_dir(project.path("data")).unwrap();
    fs::write(project.path("data/p.csv"), "code\nP001\n").unwrap();
    fs::write(project.path("programs.json"), r#"{ "fields": [{ "name": "code" }] }"#).unwrap();
    let run = project.erario("validate lines.csv --schema schema.json#lines --json").ended(1);
    has(&run, json!(["not-referenced", ["program"], 1, 1, 3, "P002", "programs(code)"]));
    project.erario("validate data/p.csv --schema schema.json#programs").ended(0);
    let run = project.erario("validate lines.csv --schema schema.json#wrong").ended(2);
    assert!(run.stderr.contains("schema.json, line 7: unknown keyword `typ`"), "{}", run.stderr);
    let run = project.erario("validate lines.csv --schema schema.json#line").ended(2);
    assert!(run.stderr.contains("use one of lines, programs, wrong"), "{}", run.stderr);
}
