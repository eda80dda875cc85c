//! Delimited text without a header: columns are named by their position, and everything else stays as strict.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Project, complaint};

const DATASET: &str = "ojos-al-gasto/funcional-estatal";
const SAMPLE: &str = "ojos-al-gasto/funcional-estatal/2026-aprobado";
const PIPELINE: &str = "pipelines/ojos-al-gasto/funcional-estatal.toml";

/// Takes the header off the sample, puts bars for commas, and tells the pipeline.
fn behead(project: &Project) {
    let path = project.sample(SAMPLE);
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let mut writer = csv::WriterBuilder::new().delimiter(b'|').from_path(path.with_extension("txt")).unwrap();
    reader.records().for_each(|record| writer.write_record(&record.unwrap()).unwrap());
    writer.flush().unwrap();
    fs::rename(path.with_extension("txt"), path).unwrap();
    project.edit(PIPELINE, "encoding = \"utf-8\"", "encoding = \"utf-8\"\ndelimiter = \"|\"\nheaderless = true");
    for (header, position) in [
        ("\"Estado\"", "\"1\""),
        ("\"Año\"", "\"2\""),
        ("[\"Código\", \"Codigo\"]", "\"3\""),
        ("\"Concepto\"", "\"4\""),
        ("\"Aprobado\"", "\"5\""),
        ("\"Devengado\"", "\"6\""),
        ("Observaciones =", "7 ="),
    ] {
        project.edit(PIPELINE, header, position);
    }
}

/// The released facts, less what says where in the file they stand.
fn facts(project: &Project) -> Vec<(i64, Vec<String>)> {
    let latest = project.latest();
    let table = latest.table("spending_by_function");
    let columns = table.columns.iter().filter(|column| !["source_row", "source_id"].contains(&column.as_str()));
    let columns: Vec<&String> = columns.collect();
    let row = |row: crate::support::Row| {
        let cells = columns.iter().map(|column| row.get(column).to_owned()).collect();
        (row["source_row"].parse().unwrap(), cells)
    };
    table.rows().map(row).collect()
}

#[test]
fn a_file_without_a_header_releases_what_the_same_file_with_one_does() {
    let project = Project::with(&[DATASET]);
    project.run_samples(0);
    let with_header = facts(&project);
    behead(&project);
    project.run_samples(0);
    let one_up: Vec<_> = with_header.into_iter().map(|(row, cells)| (row - 1, cells)).collect();
    assert!(facts(&project) == one_up);
}

#[test]
fn a_column_more_than_the_pipeline_names() {
    let said = complaint(DATASET, 21, |project| {
        behead(project);
        let path = project.sample(SAMPLE);
        let wider = fs::read_to_string(&path).unwrap().replace('\n', "|\n");
        fs::write(&path, wider).unwrap();
    });
    assert_snapshot!(said);
}

#[test]
fn a_column_less_than_the_pipeline_names() {
    let said = complaint(DATASET, 21, |project| {
        behead(project);
        let path = project.sample(SAMPLE);
        let narrower: String = fs::read_to_string(&path)
            .unwrap()
            .lines()
            .map(|line| line.splitn(3, '|').last().unwrap().to_owned() + "\n")
            .collect();
        fs::write(&path, narrower).unwrap();
    });
    assert_snapshot!(said);
}

#[test]
fn a_page_in_the_place_of_the_file() {
    let said = complaint(DATASET, 21, |project| {
        behead(project);
        fs::write(project.sample(SAMPLE), "<!DOCTYPE html>\n<html></html>\n").unwrap();
    });
    assert_snapshot!(said);
}

#[test]
fn a_column_that_is_named_by_a_header_after_all() {
    let said = complaint(DATASET, 2, |project| {
        behead(project);
        project.edit(PIPELINE, "approved = \"5\"", "approved = \"Aprobado\"");
    });
    assert_snapshot!(said);
}

#[test]
fn a_workbook_cannot_be_headerless() {
    let said = complaint("mx-shcp/cuenta-publica-programatica", 2, |project| {
        let pipeline = "pipelines/mx-shcp/cuenta-publica-programatica.toml";
        project.edit(pipeline, "format = \"workbook\"", "format = \"workbook\"\nheaderless = true");
    });
    let first: Vec<&str> = said.lines().take(2).collect();
    assert_snapshot!(first.join("\n"));
}
