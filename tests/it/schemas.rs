//! The contract: its forms as other tools read them, `erario schema`, and the gate of a release.

use std::fs;
use std::path::Path;

use erario_model::export::json_schema;
use erario_model::{FieldType, Schema, Table};
use insta::assert_snapshot;
use serde_json::{Map, Value, json};

use crate::support::{Project, repository};

/// One dataset is enough to have a release.
const ONE: &str = "ojos-al-gasto/funcional-estatal";

/// A row of a CSV as the JSON that the exported schema describes; a cell that is no number stays text.
fn row_as_json(table: &Table, cells: impl Iterator<Item = (String, String)>) -> Value {
    let mut row = Map::new();
    for (name, cell) in cells {
        let field = table.field(&name).unwrap();
        let value = match field.field_type {
            _ if cell.is_empty() => Value::Null,
            FieldType::String | FieldType::Money => json!(cell),
            _ => serde_json::from_str(&cell).unwrap_or_else(|_| json!(cell)),
        };
        row.insert(name, value);
    }
    Value::Object(row)
}

#[test]
fn every_json_schema_is_valid_and_admits_every_released_row() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let schema = Schema::embedded();
    let mut rows = 0;
    for table in &schema.tables {
        let exported = json_schema::of(table, &schema.version);
        assert!(jsonschema::meta::is_valid(&exported), "{}", table.name);
        let validator = jsonschema::validator_for(&exported).unwrap();
        let released = release.table(&table.name);
        for row in released.rows() {
            let cells = released.columns.iter().map(|column| (column.clone(), row.get(column).to_owned()));
            let row = row_as_json(table, cells);
            assert!(validator.is_valid(&row), "{}: {:?}", table.name, validator.validate(&row).err());
            rows += 1;
        }
    }
    assert!(rows > 10_000, "{rows}");
}

#[test]
fn a_broken_row_is_refused_by_its_json_schema() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let release = project.latest();
    let schema = Schema::embedded();
    let table = schema.table("spending_by_function").unwrap();
    let validator = jsonschema::validator_for(&json_schema::of(table, &schema.version)).unwrap();
    let released = release.table(&table.name);
    let first = released.rows().next().unwrap();
    let cells = || released.columns.iter().map(|column| (column.clone(), first.get(column).to_owned()));
    assert!(validator.is_valid(&row_as_json(table, cells())));
    for (field, bad) in [
        ("government_level", json!("kingdom")),
        ("fiscal_year", json!(1492)),
        ("fiscal_year", json!("2024")),
        ("approved", json!("12,5")),
        ("approved", json!(12.5)),
        ("approved", json!("12345678901234567890.00")),
        ("jurisdiction_code", json!("2")),
        ("jurisdiction_code", Value::Null),
        ("period", json!("2024-Q5")),
        ("is_cumulative", json!("quizá")),
        ("source_row", json!(0)),
        ("unknown", json!(1)),
    ] {
        let mut row = row_as_json(table, cells());
        row[field] = bad;
        assert!(!validator.is_valid(&row), "{row}");
    }
}

#[test]
fn every_code_list_is_described_as_it_is() {
    let folder = repository().join("schemas/codelists");
    let package: Value = serde_json::from_str(&fs::read_to_string(folder.join("datapackage.json")).unwrap()).unwrap();
    let mut described: Vec<&str> = Vec::new();
    for resource in package["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        let header = csv::Reader::from_path(folder.join(path)).unwrap().headers().unwrap().clone();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, header.iter().collect::<Vec<_>>(), "{path}");
        described.push(path);
    }
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(!name.ends_with(".csv") || described.contains(&name.as_str()), "{name} is not described");
    }
}

#[test]
fn the_tables_are_listed_and_shown_in_both_languages() {
    let project = Project::with(&[]);
    let list = project.erario("schema list --lang es").ended(0).stdout;
    assert!(list.contains("spending_by_function") && list.contains("hechos"), "{list}");
    let json = project.erario("schema list --json").ended(0).json();
    assert_eq!(json["tables"].as_array().unwrap().len(), Schema::embedded().tables.len());

    assert_snapshot!("show_es", project.erario("schema show spending_by_function --lang es").ended(0).stdout);
    assert_snapshot!("show_en", project.erario("schema show code_cofog --lang en").ended(0).stdout);
    let shown = project.erario("schema show code_cofog --json").ended(0).json();
    assert_eq!(shown["schema"]["primaryKey"], json!(["item_code"]));
    let unknown = project.erario("schema show spending_by_functon").ended(2);
    assert!(unknown.stderr.contains("did you mean `spending_by_function`?"), "{}", unknown.stderr);
}

#[test]
fn what_is_exported_is_what_is_committed() {
    let project = Project::with(&[]);
    for (format, file) in [
        ("postgresql", "postgresql.sql"),
        ("duckdb", "duckdb.sql"),
        ("typescript", "erario.ts"),
        ("pydantic", "erario_schema.py"),
        ("fiscal", "fiscal.json"),
        ("dictionary", "dictionary.md"),
    ] {
        let committed = fs::read_to_string(repository().join("schemas/exports").join(file)).unwrap();
        assert_eq!(project.erario(&format!("schema export {format}")).ended(0).stdout, committed, "{format}");
    }
    project.erario("schema export json-schema --out mine").ended(0);
    let mine = fs::read_to_string(project.path("mine/json-schema/finding.json")).unwrap();
    assert_eq!(mine, project.erario("schema export json-schema finding").ended(0).stdout);

    let many = project.erario("schema export arrow").ended(2);
    assert!(many.stderr.contains("hint: name one table, or a folder with --out"), "{}", many.stderr);
    project.erario("schema export cobol").ended(2);
}

/// A copy of the schemas of this checkout under another name.
fn copy_schemas(project: &Project, name: &str) {
    fs::create_dir_all(project.path(format!("{name}/tables"))).unwrap();
    let from = repository().join("schemas");
    fs::copy(from.join("fields.json"), project.path(format!("{name}/fields.json"))).unwrap();
    for entry in fs::read_dir(from.join("tables")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        fs::copy(&path, project.path(format!("{name}/tables/{file}"))).unwrap();
    }
}

/// Rewrites a JSON file of a project.
fn edit_json(path: &Path, edit: impl FnOnce(&mut Value)) {
    let mut json: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    edit(&mut json);
    fs::write(path, format!("{json:#}\n")).unwrap();
}

fn drop_field(table: &mut Value, name: &str) {
    table["fields"].as_array_mut().unwrap().retain(|field| field["name"] != name);
}

#[test]
fn changes_are_sorted_and_a_silent_breach_ends_with_one() {
    let project = Project::with(&[]);
    copy_schemas(&project, "old");
    copy_schemas(&project, "new");
    let same = project.erario("schema diff old new --exit-code").ended(0);
    assert!(same.stdout.contains("0 changes"), "{}", same.stdout);

    edit_json(&project.path("new/tables/theme_line.json"), |table| drop_field(table, "evidence"));
    edit_json(&project.path("new/fields.json"), |fields| {
        let all = fields["fields"].as_array_mut().unwrap();
        let light = all.iter_mut().find(|field| field["name"] == "traffic_light").unwrap();
        light["constraints"]["enum"].as_array_mut().unwrap().push(json!("blinking"));
    });
    assert_snapshot!("diff_es", project.erario("schema diff old new --lang es").ended(1).stdout);
    assert_snapshot!("diff_en", project.erario("schema diff old new --lang en").ended(1).stdout);
    let json = project.erario("schema diff old new --json").ended(1).json();
    assert_eq!((&json["class"], &json["is_refused"]), (&json!("breaking"), &json!(true)));
    assert_eq!(json["changes"][0]["change"], "field-removed");
    // The file of one table is held against that table alone.
    let one = project.erario("schema diff old/tables/theme_line.json new --json").ended(1).json();
    assert_eq!(one["changes"].as_array().unwrap().len(), 1, "{one}");

    project.edit("new/fields.json", r#""erario:version": "0.2.0""#, r#""erario:version": "0.3.0""#);
    project.erario("schema diff old new").ended(0);
    project.erario("schema diff old new --exit-code").ended(5);
}

#[test]
fn a_schema_that_contradicts_itself_is_told_with_its_line() {
    let project = Project::with(&[]);
    copy_schemas(&project, "old");
    copy_schemas(&project, "new");
    project.edit("new/tables/theme_line.json", r#""fields": ["#, r#""felds": ["#);
    let told = project.erario("schema diff old new").ended(2).stderr;
    assert!(
        told.contains("schemas/tables/theme_line.json: unknown field `felds`") && told.contains("line 10"),
        "{told}"
    );
    let nothing = project.erario("schema diff old nowhere").ended(30);
    assert!(nothing.stderr.contains("nowhere"), "{}", nothing.stderr);
}

#[test]
fn r15_a_release_that_breaks_its_readers_without_a_version_is_refused() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    let release = fs::read_link(project.path("out/latest")).unwrap();
    // The newest release promised a field that is no more.
    let promised = project.path("out/latest/schemas/spending_by_function.json");
    edit_json(&promised, |table| {
        let mut gone = table["fields"][0].clone();
        gone["name"] = json!("gone");
        table["fields"].as_array_mut().unwrap().push(gone);
    });
    let refused = project.erario("run --samples --quiet").ended(1);
    assert!(refused.stderr.contains("spending_by_function.gone: field removed"), "{}", refused.stderr);
    assert!(refused.stderr.contains("hint: raise the version in schemas/fields.json"), "{}", refused.stderr);
    assert_eq!(fs::read_link(project.path("out/latest")).unwrap(), release);
    project.erario("schema diff out/latest out/latest").ended(0);

    // An earlier version may have promised it.
    for entry in fs::read_dir(project.path("out/latest/schemas")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            edit_json(&path, |table| table["erario:version"] = json!("0.1.0"));
        }
    }
    project.run_samples(0);
}

#[test]
fn a_newest_release_whose_schemas_cannot_be_read_is_told() {
    let project = Project::with(&[ONE]);
    project.run_samples(0);
    fs::write(project.path("out/latest/schemas/finding.json"), "{").unwrap();
    let told = project.erario("run --samples --quiet").ended(2).stderr;
    assert!(told.contains("finding.json") && told.contains("hint:"), "{told}");
}
