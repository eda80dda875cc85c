//! The files of a release: complete, described, the same in CSV and Parquet, and silent about the machine.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use erario_model::Schema;
use parquet::basic::{Compression, Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::serialized_reader::ReadOptionsBuilder;
use parquet::record::Field;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{Project, Table, csv_files, files_under};

/// A project whose samples are released, and where.
fn released() -> (Project, PathBuf) {
    let project = Project::new();
    project.run_samples(0);
    let folder = fs::canonicalize(project.path("out/latest")).unwrap();
    (project, folder)
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn csv_and_parquet_say_the_same_row_by_row() {
    let (_project, folder) = released();
    for path in csv_files(&folder) {
        let table = path.file_stem().unwrap().to_str().unwrap();
        let mut csv = Table::read(&path);
        let mut records = Vec::new();
        let parts = parts(&folder, table);
        for part in &parts {
            parquet_records(part, &csv.columns, &mut records);
        }
        // One file a year holds the rows in another order than one file for all.
        if parts.len() > 1 {
            records.sort();
            csv.records.sort_by(|one, other| one.iter().cmp(other.iter()));
        }
        assert_eq!(records.len(), csv.records.len(), "{table}");
        for (place, (parquet, csv)) in records.iter().zip(&csv.records).enumerate() {
            assert!(csv == parquet.as_slice(), "{table}, row {}: {parquet:?} and {csv:?}", place + 1);
        }
    }
}

/// The Parquet files of a table, in the order of their years.
fn parts(folder: &Path, table: &str) -> Vec<PathBuf> {
    let one = folder.join(format!("parquet/{table}.parquet"));
    if one.exists() {
        return vec![one];
    }
    let many = folder.join("parquet").join(table);
    files_under(&many).into_keys().map(|part| many.join(part)).collect()
}

/// Rows as text in the order of the CSV's columns; a year in the path is a column too.
fn parquet_records(path: &Path, columns: &[String], records: &mut Vec<Vec<String>>) {
    let year = path.to_str().unwrap().split_once("fiscal_year=").map(|(_, rest)| rest[..4].to_owned());
    for row in SerializedFileReader::new(File::open(path).unwrap()).unwrap().get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let cell = |column: &String| match row.get_column_iter().find(|(name, _)| *name == column) {
            Some((_, field)) => text(field),
            None if column == "fiscal_year" => year.clone().unwrap(),
            None => panic!("{} lacks {column}", path.display()),
        };
        records.push(columns.iter().map(cell).collect());
    }
}

fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => {
            assert!(!text.is_empty(), "what is not there is null, never an empty string");
            text.clone()
        }
        Field::Bool(value) => value.to_string(),
        Field::Int(number) => number.to_string(),
        Field::Long(number) => number.to_string(),
        Field::Decimal(decimal) => {
            let bytes = decimal.data();
            let start = if bytes[0] & 0x80 == 0 { 0 } else { -1i128 };
            let unscaled = bytes.iter().fold(start, |number, byte| (number << 8) | i128::from(*byte));
            let digits = format!("{:0width$}", unscaled.abs(), width = decimal.scale() as usize + 1);
            let (whole, fraction) = digits.split_at(digits.len() - decimal.scale() as usize);
            format!("{}{whole}.{fraction}", if unscaled < 0 { "-" } else { "" })
        }
        other => panic!("a type that no released column has: {other:?}"),
    }
}

#[test]
fn money_is_int64_inside_parquet_and_never_a_float() {
    let (_project, folder) = released();
    for (path, _) in files_under(&folder.join("parquet")) {
        let reader = SerializedFileReader::new(File::open(folder.join("parquet").join(&path)).unwrap()).unwrap();
        for column in reader.metadata().file_metadata().schema_descr().columns() {
            let physical = column.physical_type();
            assert!(!matches!(physical, Type::FLOAT | Type::DOUBLE), "{}: {}", path.display(), column.name());
            if ["approved", "accrued", "estimated"].contains(&column.name()) {
                let shape = (physical, column.type_precision(), column.type_scale());
                assert_eq!(shape, (Type::INT64, 18, 2), "{}: {}", path.display(), column.name());
            }
        }
    }
}

#[test]
fn a_parquet_file_says_what_it_is_where_it_is_from_and_how_to_read_it() {
    let (_project, folder) = released();
    let note = |table: &str, key: &str| -> Option<String> {
        let part = parts(&folder, table).remove(0);
        let reader = SerializedFileReader::new(File::open(part).unwrap()).unwrap();
        let notes = reader.metadata().file_metadata().key_value_metadata().unwrap().clone();
        notes.into_iter().find(|note| note.key == key).and_then(|note| note.value)
    };
    let said = |table: &str, key: &str| note(table, key).unwrap_or_else(|| panic!("{table}: no {key}"));
    assert_eq!(said("budget_line", "erario:table"), "budget_line");
    assert_eq!(said("budget_line", "erario:schema_version"), Schema::embedded().version);
    assert!(said("spending_by_function", "licence").contains("ODbL-1.0"));
    assert!(said("spending_by_function", "descripcion").contains("no se suma"));
    let sources = said("spending_by_function", "erario:source_ids");
    let of_rows: BTreeSet<String> = Table::read(&folder.join("csv/spending_by_function.csv"))
        .rows()
        .map(|row| row["source_id"].to_owned())
        .collect();
    assert_eq!(sources.lines().map(str::to_owned).collect::<BTreeSet<_>>(), of_rows);
    assert!(said("budget_line", "notes").contains("gross: with transfers"), "{}", said("budget_line", "notes"));
    let notes = said("spending_by_object", "notas");
    assert!(notes.contains("preliminar, hasta 2018-Q4"), "{notes}");
    assert_eq!(note("finding", "notes"), None);
}

/// Codes that are looked for are found, or ruled out, without reading a page; pages have bounds of their own.
#[test]
fn codes_have_bloom_filters_and_pages_have_an_index() {
    let (_project, folder) = released();
    let file = File::open(folder.join("parquet/spending_by_function.parquet")).unwrap();
    let options = ReadOptionsBuilder::new().with_page_index().build();
    let reader = SerializedFileReader::new_with_options(file, options).unwrap();
    let group = reader.metadata().row_group(0);
    for column in group.columns() {
        let name = column.column_path().string();
        assert_eq!(column.bloom_filter_offset().is_some(), name.ends_with("_code"), "{name}");
        assert!(column.column_index_offset().is_some() && column.offset_index_offset().is_some(), "{name}");
        assert!(matches!(column.compression(), Compression::ZSTD(_)), "{name}");
    }
}

#[test]
fn r17_the_checksums_cover_every_file_and_hold() {
    let (_project, folder) = released();
    let mut files = files_under(&folder);
    let sums = String::from_utf8(files.remove(Path::new("SHA256SUMS")).unwrap()).unwrap();
    let listed: Vec<(&str, &str)> = sums.lines().map(|line| line.split_once("  ").unwrap()).rev().collect();
    assert_eq!(listed.len(), files.len());
    for (sum, path) in listed {
        let hash: String = Sha256::digest(&files[Path::new(path)]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, sum, "{path}");
    }
}

#[test]
fn the_data_package_describes_every_table_as_it_is() {
    let (_project, folder) = released();
    let package = json(&folder.join("datapackage.json"));
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), csv_files(&folder).len());
    for resource in resources {
        let csv = folder.join(resource["path"].as_str().unwrap());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        let table = Table::read(&csv);
        assert_eq!(names, table.columns, "{}", csv.display());
        assert_eq!(resource["bytes"], fs::metadata(&csv).unwrap().len());
        assert_eq!(resource["erario:rows"], table.records.len());
        for parquet in resource["erario:parquet"].as_array().unwrap() {
            assert!(folder.join(parquet.as_str().unwrap()).is_file(), "{parquet}");
        }
    }
}

#[test]
fn a_table_with_odbl_rows_is_odbl_and_names_its_source() {
    let (_project, folder) = released();
    let package = json(&folder.join("datapackage.json"));
    let of = |name: &str| {
        let found = package["resources"].as_array().unwrap().iter().find(|resource| resource["name"] == name);
        found.unwrap().clone()
    };
    let shared = of("spending-by-function");
    assert_eq!(shared["licenses"][0]["name"], "ODbL-1.0");
    assert!(shared["sources"].to_string().contains("Ojos al Gasto"), "{}", shared["sources"]);
    assert!(!of("budget-line")["licenses"].to_string().contains("ODbL"));
}

#[test]
fn no_file_names_the_machine_that_wrote_it() {
    let (project, folder) = released();
    let here = fs::canonicalize(project.path("")).unwrap().to_string_lossy().into_owned();
    let home = std::env::var("HOME").unwrap_or_default();
    for (path, bytes) in files_under(&folder) {
        for secret in [here.as_str(), home.as_str(), env!("CARGO_MANIFEST_DIR")] {
            let says = secret.len() > 6 && bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!says, "{} says {secret}", path.display());
        }
    }
}

#[test]
fn csv_is_utf_8_with_plain_line_ends() {
    let (_project, folder) = released();
    for path in csv_files(&folder) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.starts_with('\u{feff}') && text.ends_with('\n'), "{}", path.display());
        // A cell may hold a line break of its source's; a record never ends in one.
        assert!(!text.lines().next().unwrap().ends_with('\r'), "{}", path.display());
    }
}

#[test]
fn s06_a_spreadsheet_runs_no_text_of_the_twin_and_all_else_is_the_same() {
    let project = Project::with(&["ojos-al-gasto/administrativa-estatal"]);
    let sample = "data-samples/ojos-al-gasto/administrativa-estatal/2026-aprobado/CA Estatal 2026 aprobado.csv";
    let formula = r#""=HYPERLINK(""http://ejemplo.mx"",""x"")""#;
    project.edit(sample, "DESPACHO DEL EJECUTIVO,329100518.00", &format!("{formula},-329100518.00"));
    project.run_samples(0);
    let [plain, twin] =
        ["csv", "excel"].map(|folder| project.path(format!("out/latest/{folder}/spending_by_unit.csv")));
    let text = fs::read_to_string(&twin).unwrap();
    assert!(text.starts_with("\u{feff}\"publisher\"") && text.ends_with("\r\n"));
    assert!(text.contains(r#""'=HYPERLINK(""http"#) && text.contains(",-329100518.00,"), "numbers are none");
    assert!(fs::read_to_string(&plain).unwrap().contains(formula), "programs get the text as it is");
    let (plain, twin) = (Table::read(&plain), text.trim_start_matches('\u{feff}').replace("\"'=", "\"="));
    let mut reader = csv::Reader::from_reader(twin.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records, plain.records);
}

#[test]
fn every_finding_speaks_spanish_and_english_and_has_an_id_of_its_own() {
    let (_project, folder) = released();
    let findings = Table::read(&folder.join("csv/finding.csv"));
    let mut ids: Vec<&str> = findings.rows().map(|row| row.get("finding_id")).collect();
    for row in findings.rows() {
        let (es, en) = (row.get("message_es"), row.get("message_en"));
        assert!(es.len() > 20 && en.len() > 20 && es != en, "{es} / {en}");
        assert!(!es.contains(['{', '}']) && !en.contains(['{', '}']), "{en}");
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), findings.records.len());
}

#[test]
fn catalogues_are_told_who_publishes_whom_to_write_to_and_where() {
    let project = Project::with(&["ojos-al-gasto/administrativa-estatal"]);
    let settings = "contact = \"datos@ejemplo.example\"\npublisher = \"Secretaría de Ejemplo\"\n\
                    address = \"https://datos.ejemplo.example/erario\"\n";
    fs::write(project.path("pipelines/release.toml"), settings).unwrap();
    project.run_samples(0);
    let folder = fs::canonicalize(project.path("out/latest")).unwrap();
    let id = folder.file_name().unwrap().to_str().unwrap();
    let catalog = json(&folder.join("catalog.jsonld"));
    assert_eq!(catalog["@context"]["@base"], format!("https://datos.ejemplo.example/erario/{id}/catalog.jsonld"));
    let graph = catalog["@graph"].as_array().unwrap();
    let node = |id: &str| graph.iter().find(|node| node["@id"] == id).unwrap();
    assert_eq!(node("catalog.jsonld#publisher")["foaf:name"], "Secretaría de Ejemplo");
    assert_eq!(node("catalog.jsonld#contact")["vcard:hasEmail"]["@id"], "mailto:datos@ejemplo.example");
    let prov = json(&folder.join("prov.jsonld"));
    assert_eq!(prov["@context"]["@base"], format!("https://datos.ejemplo.example/erario/{id}/prov.jsonld"));

    fs::write(project.path("pipelines/release.toml"), "address = \"datos.ejemplo.example\"\n").unwrap();
    let refused = project.erario("run --samples --quiet").ended(2);
    assert!(refused.stderr.contains("release.toml:1: "), "{}", refused.stderr);
    assert!(refused.stderr.contains("expected the address of a folder"), "{}", refused.stderr);
}
