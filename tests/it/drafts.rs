//! `erario new`: the draft of a pipeline file says what shows in the file and leaves blank what does not; `erario check`
//! names every blank, and what is filled in runs.

use std::fs;

use insta::assert_snapshot;

use crate::support::Project;
use crate::support::workbook::{Book, Value};

const UNITS: &str = "Clave;Nombre;Aprobado;Devengado\nA1;Tesorería;1,000.00;900.50\nA2;Obras;2,000.00;1,800.00\n";

fn with_file(name: &str, bytes: &[u8]) -> Project {
    let project = Project::with(&[]);
    fs::create_dir_all(project.path("pipelines")).unwrap();
    fs::write(project.path(name), bytes).unwrap();
    project
}

fn complaint(name: &str, bytes: &[u8], options: &str, code: i32) -> String {
    let project = with_file(name, bytes);
    let run = project.erario(format!("new ayuntamiento/gasto {name} {options}").trim_end()).ended(code);
    assert!(!project.path("pipelines/ayuntamiento/gasto.toml").exists());
    project.shown(&run.stderr)
}

#[test]
fn a_draft_is_checked_filled_in_and_run() {
    let project = with_file("gasto.csv", UNITS.as_bytes());
    let command = "new ayuntamiento/gasto gasto.csv --table spending_by_unit --unit pesos --edition 2024 --lang es";
    assert_snapshot!("what_new_says", project.erario(command).ended(0).stdout);
    let draft = "pipelines/ayuntamiento/gasto.toml";
    assert_snapshot!("the_draft", fs::read_to_string(project.path(draft)).unwrap());
    let checked = project.erario("check ayuntamiento/gasto").ended(2);
    assert_snapshot!("what_check_says", checked.stderr);

    let filled = [
        ("title_es = \"\"", "title_es = \"Gasto\""),
        ("title_en = \"\"", "title_en = \"Spending\""),
        ("name = \"\"", "name = \"Ayuntamiento\""),
        ("\nid = \"\"", "\nid = \"CC0-1.0\""),
        ("title = \"\"", "title = \"CC0\""),
        ("url = \"\"", "url = \"https://example.org\""),
        ("attribution = \"\"", "attribution = \"Ayuntamiento\""),
        ("fiscal_year = \"\"", "fiscal_year = \"2024\""),
        ("account_status = \"\"", "account_status = \"final\""),
        ("[columns]\n", "[columns]\nunit_code = \"Clave\"\nunit_name = \"Nombre\"\n"),
        ("\"Clave\" = \"\"\n", ""),
        ("\"Nombre\" = \"\"\n", ""),
        ("government_level = \"\"", "government_level = \"municipal\""),
        ("jurisdiction_code = \"\"", "jurisdiction_code = \"23001\""),
        ("jurisdiction_name = \"\"", "jurisdiction_name = \"Cozumel\""),
        ("coverage = \"\"", "coverage = \"government\""),
        ("is_cumulative = \"\"", "is_cumulative = \"false\""),
    ];
    let text = fs::read_to_string(project.path(draft)).unwrap();
    for (blank, said) in filled.iter().filter(|(blank, _)| text.contains(blank)) {
        project.edit(draft, blank, said);
    }
    let checked = project.erario("check ayuntamiento/gasto");
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""));
    project.erario("add ayuntamiento/gasto gasto.csv --edition 2024").ended(0);
    project.erario("run ayuntamiento/gasto --offline --quiet").ended(0);
    let latest = project.latest();
    let approved: Vec<&str> = latest.rows("spending_by_unit").map(|row| row.get("approved")).collect();
    assert_eq!(approved, ["1000.00", "2000.00"]);
}

#[test]
fn every_blank_of_every_table_is_named_by_check() {
    let project = with_file("a.csv", b"x,y\n1,2\n");
    for table in ["budget_line", "transfer", "indicator", "commitment", "population", "public_work"] {
        let draft = format!("pipelines/prueba/{}.toml", table.replace('_', "-"));
        let dataset = format!("prueba/{}", table.replace('_', "-"));
        project.erario(&format!("new {dataset} a.csv --table {table} --unit pesos")).ended(0);
        let text = fs::read_to_string(project.path(&draft)).unwrap();
        let checked = project.erario(&format!("check {dataset}")).ended(2).stderr;
        for (place, line) in text.lines().enumerate().filter(|(_, line)| line.contains(" = \"\"")) {
            let told = checked.lines().filter(|told| told.contains(&format!("{draft}:{}:", place + 1))).count();
            assert_eq!(told, 1, "{draft}:{}: {line}\n{checked}", place + 1);
        }
    }
}

#[test]
fn the_heads_of_a_workbook_are_found_below_its_titles() {
    let book = Book::of([
        vec![Value::from("Ayuntamiento de Cozumel")],
        ["Unidad", "Aprobado", "Notas"].map(Value::from).to_vec(),
        vec!["Tesorería".into(), 1000.5.into(), "".into()],
    ]);
    let project = with_file("gasto.xlsx", &book.xlsx());
    let command = "new ayuntamiento/gasto gasto.xlsx --table spending_by_unit --unit thousands --lang en";
    let run = project.erario(command).ended(0);
    assert_snapshot!("what_new_says_of_a_workbook", run.stdout);
    let draft = fs::read_to_string(project.path("pipelines/ayuntamiento/gasto.toml")).unwrap();
    assert!(draft.contains("anchor = \"UNIDAD\"") && draft.contains("unit = \"thousands\""), "{draft}");
    assert!(!draft.contains("grouping ="), "{draft}");
}

#[test]
fn the_table_is_the_one_that_has_most_of_the_headers_or_is_asked_for() {
    let project = with_file("hitos.csv", b"Clave del compromiso,Clave del hito,Hito,Vence el\nX1,H1,a,2026\n");
    let json = project.erario("new prueba/hitos hitos.csv --json").ended(0).json();
    assert_eq!((&json["table"], &json["undecided"]), (&"commitment_milestone".into(), &serde_json::json!([])));
    assert_snapshot!(complaint("gasto.csv", UNITS.as_bytes(), "--unit pesos", 2));
    assert!(complaint("gasto.csv", UNITS.as_bytes(), "--table finding", 2).contains("no file fills a table `finding`"));
}

#[test]
fn nothing_is_written_over() {
    let project = Project::new();
    fs::write(project.path("gasto.csv"), UNITS).unwrap();
    let before = fs::read(project.path("pipelines/mx-shcp/pef.toml")).unwrap();
    assert_snapshot!(project.erario("new mx-shcp/pef gasto.csv").ended(2).stderr);
    assert_eq!(fs::read(project.path("pipelines/mx-shcp/pef.toml")).unwrap(), before);
    // A table of an accounts file is a dataset too.
    let of_accounts = project.erario("new mx-qroo-bacalar/ldf-6a gasto.csv").ended(2).stderr;
    assert!(of_accounts.contains("pipelines/mx-qroo-bacalar/accounts.toml declares this dataset"), "{of_accounts}");
}

#[test]
fn a_file_that_is_a_pdf() {
    assert_snapshot!(complaint("gasto.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "--table spending_by_unit", 21));
}

#[test]
fn an_empty_file() {
    assert_snapshot!(complaint("gasto.csv", b"", "--table spending_by_unit", 21));
}

#[test]
fn an_encoding_that_nobody_declares_is_asked_for() {
    let bytes = b"Unidad;Aprobado\nTesorer\xeda;1\n";
    assert_snapshot!(complaint("gasto.csv", bytes, "--table spending_by_unit --unit pesos", 21));
    let project = with_file("gasto.csv", bytes);
    let command = "new a/b gasto.csv --table spending_by_unit --unit pesos --encoding windows-1252";
    project.erario(command).ended(0);
    assert!(fs::read_to_string(project.path("pipelines/a/b.toml")).unwrap().contains("encoding = \"windows-1252\""));
}

#[test]
fn amounts_without_a_unit() {
    assert_snapshot!(complaint("gasto.csv", UNITS.as_bytes(), "--table spending_by_unit", 2));
}
