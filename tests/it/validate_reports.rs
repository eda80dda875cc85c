//! The reports of `erario validate`: each is what its readers expect, however bad the file is.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::support::{Project, erario, repository};

const SCHEMA: &str = r#"{
  "fields": [
    { "name": "id", "type": "integer" },
    { "name": "name", "constraints": { "enum": ["a", "b"] } },
    { "name": "paid", "type": "number" }
  ],
  "uniqueKeys": [["id"]]
}"#;
const BAD: &str = "id,name,paid,other\n1,<script>alert(1)</script>,x,\n1,\"a & \"\"b\"\"\n\u{1b}[31m\",2,\n,,,\n";

fn project(file: &str) -> Project {
    let project = Project::with(&[]);
    fs::write(project.path("schema.json"), SCHEMA).unwrap();
    fs::write(project.path("my file.csv"), file).unwrap();
    project
}

/// The report on a file.
fn report(file: &str, format: &str, code: i32) -> String {
    let project = project(file);
    let run = erario(["validate", "my file.csv", "--schema", "schema.json", "--format", format])
        .current_dir(project.path(""))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(code), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn fits(schema: &Value, document: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}\n{document:#}", errors.join("\n"));
}

fn read(path: &str) -> Value {
    serde_json::from_slice(&fs::read(repository().join(path)).unwrap()).unwrap()
}

#[test]
fn the_document_fits_its_schema() {
    let schema = read("schemas/validate-report.schema.json");
    for (file, code) in [("id,name,paid\n1,a,2\n", 0), (BAD, 1)] {
        let document: Value = serde_json::from_str(&report(file, "json", code)).unwrap();
        fits(&schema, &document);
        assert_eq!(document["ok"], code == 0);
    }
    let mut wrong: Value = serde_json::from_str(&report(BAD, "json", 1)).unwrap();
    wrong["findings"][0]["count"] = Value::from("many");
    assert!(!jsonschema::is_valid(&schema, &wrong));
}

#[test]
fn sarif_fits_the_standard() {
    let schema = read("tests/it/support/sarif-2.1.0.schema.json");
    for (file, code) in [("id,name,paid\n1,a,2\n", 0), (BAD, 1)] {
        let document: Value = serde_json::from_str(&report(file, "sarif", code)).unwrap();
        fits(&schema, &document);
        let run = &document["runs"][0];
        assert_eq!(run["artifacts"][0]["location"]["uri"], "my%20file.csv");
        for result in run["results"].as_array().unwrap() {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
        }
    }
    let document: Value = serde_json::from_str(&report(BAD, "sarif", 1)).unwrap();
    let results = document["runs"][0]["results"].as_array().unwrap();
    let of = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).unwrap();
    assert_eq!(of("S001")["level"], "error");
    assert_eq!(of("S001")["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
    assert_eq!(of("S011")["level"], "warning");
    assert_eq!(of("S006")["partialFingerprints"]["ruleFieldValue/v1"], "S006:id:1:1");
}

#[test]
fn junit_has_a_case_for_each_rule_and_field() {
    let text = report(BAD, "junit", 1);
    let report = quick_junit::Report::deserialize_from_str(&text).unwrap();
    let suite = &report.test_suites[0];
    assert_eq!(suite.name.as_str(), "my file.csv");
    assert!(suite.failures >= 3 && suite.tests == suite.test_cases.len(), "{text}");
    let names: Vec<&str> = suite.test_cases.iter().map(|case| case.name.as_str()).collect();
    for name in ["3 rows read", "S001 wrong-type paid", "S004 not-in-list name", "S011 column-unknown other"] {
        assert!(names.contains(&name), "{names:?}");
    }
}

#[test]
fn the_page_escapes_what_the_file_says_and_needs_nothing_else() {
    let page = report(BAD, "html", 1);
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("\\u{1b}[31m"), "{page}");
    assert!(!page.contains("http") && !page.contains("src=") && !page.contains("@import"), "{page}");
    assert!(page.contains("El archivo no cumple") && page.contains("The file does not fit"), "{page}");
    assert!(page.contains("<html lang=\"es\">") && page.contains("name=\"viewport\""), "{page}");
}

#[test]
fn a_report_goes_to_a_file_where_one_is_named() {
    let project = project(BAD);
    fs::rename(project.path("my file.csv"), project.path("mine.csv")).unwrap();
    let run = project.erario("validate mine.csv --schema schema.json --format html --lang en --output r.html").ended(1);
    assert_eq!(run.stdout, "");
    assert!(fs::read_to_string(project.path("r.html")).unwrap().contains("<html lang=\"en\">"));
    project.erario("validate mine.csv --schema schema.json --output nowhere/r.txt").ended(30);
    project.erario("validate mine.csv --schema schema.json --format html --json").ended(2);
}

/// Ten wrong cells in each of a million rows.
#[test]
fn a_file_of_ten_million_errors_has_a_small_report_and_takes_little_memory() {
    let project = Project::with(&[]);
    let names: Vec<String> = (0..10).map(|place| format!("c{place}")).collect();
    let fields: Vec<Value> = names.iter().map(|name| serde_json::json!({ "name": name, "type": "integer" })).collect();
    fs::write(project.path("schema.json"), serde_json::json!({ "fields": fields }).to_string()).unwrap();
    let mut file = BufWriter::new(File::create(project.path("mine.csv")).unwrap());
    writeln!(file, "{}", names.join(",")).unwrap();
    for row in 0..1_000_000 {
        for place in 0..10 {
            write!(file, "x{row}{}", if place == 9 { '\n' } else { ',' }).unwrap();
        }
    }
    drop(file);
    let mut command = erario(["validate", "mine.csv", "--schema", "schema.json", "--json", "--output", "r.json"]);
    let mut child = command.current_dir(project.path("")).stdout(Stdio::null()).spawn().unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(peak_kilobytes(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let text = fs::read(project.path("r.json")).unwrap();
    assert!(text.len() < 200_000, "{} bytes", text.len());
    let document: Value = serde_json::from_slice(&text).unwrap();
    let counts: Vec<u64> =
        document["findings"].as_array().unwrap().iter().map(|finding| finding["count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [1_000_000; 10]);
    assert_eq!(document["findings"][9]["examples"].as_array().unwrap().len(), 10);
    assert!(peak < 300_000, "{peak} kB");
}

/// The most memory that a process has held since it began; only Linux tells. What the system sums up at its end counts
/// the memory of the test that it was forked from.
fn peak_kilobytes(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
