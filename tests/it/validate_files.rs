//! `erario validate` on files of every kind, told apart by what they are, and what ends it where they are none.

use std::fs;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Project;
use crate::support::workbook::{Book, Sheet, Value as Cell};

const SCHEMA: &str = r#"{
  "fields": [
    { "name": "año", "type": "integer", "constraints": { "minimum": 1990 } },
    { "name": "función" },
    { "name": "día", "type": "date" },
    { "name": "pagado", "type": "number" }
  ]
}"#;

fn folder(name: &str, file: impl AsRef<[u8]>) -> Project {
    let project = Project::with(&[]);
    fs::write(project.path("schema.json"), SCHEMA).unwrap();
    fs::write(project.path(name), file).unwrap();
    project
}

fn told(name: &str, file: impl AsRef<[u8]>, arguments: &str, code: i32) -> Value {
    let project = folder(name, file);
    project.erario(&format!("validate {name} --schema schema.json --json{arguments}")).ended(code).json()
}

#[test]
fn text_is_read_as_it_is_written() {
    let rows = "año;función;día;pagado\n2024;Educación;2024-01-31;10.50\n1492;Educación;;1\n";
    let row = |document: &Value| {
        let finding = &document["findings"][0];
        json!([document["kind"], document["delimiter"], finding["slug"], finding["examples"][0]["row"]])
    };
    let expected = |delimiter: &str| json!(["csv", delimiter, "out-of-range", 3]);
    assert_eq!(row(&told("a.txt", rows, "", 1)), expected(";"));
    assert_eq!(row(&told("a.csv", rows.replace(';', ","), "", 1)), expected(","));
    assert_eq!(row(&told("a.csv", format!("\u{feff}{rows}"), "", 1)), expected(";"));
    let latin: Vec<u8> = rows.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    assert_eq!(row(&told("a.csv", &latin, " --encoding windows-1252", 1)), expected(";"));
    assert_eq!(row(&told("a.csv", rows.replace(';', "^"), " --delimiter ^", 1)), expected("^"));
}

#[test]
fn a_record_of_several_lines_has_its_row_and_its_line() {
    let document = told("a.csv", "año,función\n2024,\"Educación\ny cultura\"\n1492,x\n", "", 1);
    let case = &document["findings"][0]["examples"][0];
    assert_eq!(json!([case["row"], case["line"], case["value"]]), json!([3, 4, "1492"]));
}

#[test]
fn a_sheet_is_read_from_its_header_on_and_its_cells_have_their_names() {
    let rows = |day: Cell| {
        [
            vec![Cell::from("Cuenta pública")],
            vec![],
            vec![Cell::Blank, "año".into(), "función".into(), "día".into(), "pagado".into()],
            vec![Cell::Blank, 2024.0.into(), "Educación".into(), day, 10.5.into()],
            vec![],
            vec![Cell::Blank, 1492.0.into(), "Salud".into(), Cell::Blank, "o.oo".into()],
        ]
    };
    // A workbook counts days, an ODS writes them out.
    let books = [Book::of(rows(Cell::Date(45_322.0))).xlsx(), Book::of(rows("2024-01-31".into())).ods()];
    for bytes in books {
        let document = told("a.dat", bytes, "", 1);
        assert_eq!(json!([document["kind"], document["sheet"], document["rows"]]), json!(["workbook", "Hoja1", 2]));
        let findings = document["findings"].as_array().unwrap();
        let short = |finding: &Value| {
            let case = &finding["examples"][0];
            json!([finding["slug"], finding["letters"], case["cell"], case["row"], case["value"]])
        };
        let found: Vec<Value> = findings.iter().map(short).collect();
        assert_eq!(found, [json!(["wrong-type", "E", "E6", 6, "o.oo"]), json!(["out-of-range", "B", "B6", 6, "1492"])]);
        let message = findings[0]["examples"][0]["message_en"].as_str().unwrap();
        assert_eq!(message, "a.dat, sheet “Hoja1”, cell E6: “pagado” says “o.oo” and should be of type number.");
    }
}

#[test]
fn one_sheet_of_several_is_named() {
    let sheet = |name: &str, year: f64| Sheet {
        name: name.to_owned(),
        rows: vec![vec!["año".into()], vec![year.into()]],
        ..Sheet::default()
    };
    let book = Book { sheets: vec![sheet("2023", 2023.0), sheet("2024", 24.0)] };
    let project = folder("a.xlsx", book.xlsx());
    project.erario("validate a.xlsx --schema schema.json --sheet 2023").ended(0);
    project.erario("validate a.xlsx --schema schema.json --sheet 2024").ended(1);
    let run = project.erario("validate a.xlsx --schema schema.json").ended(21);
    assert!(run.stderr.contains("`2023`, `2024`") && run.stderr.contains("--sheet"), "{}", run.stderr);
}

#[test]
fn parquet_is_read_whatever_its_name() {
    let project = Project::with(&["ojos-al-gasto/funcional-estatal"]);
    project.run_samples(0);
    let parquet = fs::read(project.path("out/latest/parquet/spending_by_function.parquet")).unwrap();
    fs::write(project.path("mine.csv"), parquet).unwrap();
    let schema = r#"{ "fields": [{ "name": "fiscal_year", "type": "integer", "constraints": { "maximum": 2024 } }] , "fieldsMatch": "subset" }"#;
    fs::write(project.path("schema.json"), schema).unwrap();
    let document = project.erario("validate mine.csv --schema schema.json --json").ended(1).json();
    let finding = &document["findings"][0];
    assert_eq!(
        json!([document["kind"], finding["slug"], finding["expected"]]),
        json!(["parquet", "out-of-range", "<= 2024"])
    );
    assert_eq!(finding["examples"][0]["value"], "2026");
}

#[test]
fn what_cannot_be_checked_for_want_of_columns_is_said_and_the_rest_is_told_once() {
    let schema = r#"{
  "fields": [
    { "name": "clave", "constraints": { "required": true } },
    { "name": "anio", "type": "integer" },
    { "name": "pagado", "type": "number" },
    { "name": "ejercido", "type": "number" }
  ],
  "primaryKey": "clave",
  "erario:key": ["pagado", "anio"],
  "erario:formulas": [{ "formula": "pagado <= ejercido" }]
}"#;
    let project = folder("a.csv", "clave,pagado\nA,1\n,1\n,2\n");
    fs::write(project.path("schema.json"), schema).unwrap();
    let document = project.erario("validate a.csv --schema schema.json --json").ended(1).json();
    let findings = document["findings"].as_array().unwrap();
    let found: Vec<Value> =
        findings.iter().map(|finding| json!([finding["slug"], finding["fields"], finding["count"]])).collect();
    assert_eq!(found, [json!(["required-missing", ["clave"], 2])]);
    let unchecked = document["unchecked"].as_array().unwrap();
    let why: Vec<Value> = unchecked.iter().map(|entry| json!([entry["what"], entry["why_en"]])).collect();
    assert_eq!(
        why,
        [
            json!(["pagado <= ejercido", "the file lacks ejercido"]),
            json!(["erario:key(pagado, anio)", "the file lacks anio"])
        ]
    );
}

#[test]
fn texts_that_no_reader_would_want_are_warned_of() {
    let rows = "año,función\n2024,EducaciÃ³n\n2024,Sa\u{200b}lud\n2024,=1+1\n2024,Educación\n";
    let document = told("a.csv", rows, "", 0);
    let findings = document["findings"].as_array().unwrap();
    let found = findings.iter().map(|finding| {
        let case = &finding["examples"][0];
        json!([finding["code"], finding["severity"], finding["count"], case["row"]])
    });
    let expected = [json!(["F080", "warning", 1, 2]), json!(["F081", "warning", 1, 3]), json!(["F082", "note", 1, 4])];
    assert_eq!(found.collect::<Vec<_>>(), expected);
    let message = findings[1]["examples"][0]["message_es"].as_str().unwrap();
    assert!(message.contains("«Sa\\u{200b}lud»"), "{message}");
}

#[test]
fn what_is_no_table_is_refused() {
    let refused = |name: &str, file: &[u8], code: i32| {
        let project = folder(name, file);
        project.erario(&format!("validate {name} --schema schema.json")).ended(code).stderr
    };
    let stderr = [
        refused("a.csv", b"a,b\n2024,Educaci\xf3n\n", 21),
        refused("a.csv", b"a\xf1o,b\n2024,1\n", 21),
        refused("b.csv", b"", 21),
        refused("c.csv", b"%PDF-1.7\n", 21),
        refused("d.csv", b"<html><body>404</body></html>", 21),
        refused("e.parquet", b"PAR1 and nothing of the kind PAR1", 21),
        refused("f.xlsx", b"PK\x03\x04 and nothing of the kind", 21),
        refused("g.csv.gz", b"\x1f\x8b\x08\x00", 21),
    ];
    assert_snapshot!(stderr.concat());
    let project = folder("a.csv", "a\n");
    let run = project.erario("validate b.csv --schema schema.json").ended(2);
    assert!(run.stderr.contains("there is no file b.csv"), "{}", run.stderr);
    project.erario("validate a.csv --schema schema.json --encoding klingon").ended(2);
}
