//! A pipeline file that cannot be used: the file, the line, what was found, and the nearest thing that would do. Its
//! dataset stops with exit code 2, or 21 where the source has moved on; the others go on.

use insta::assert_snapshot;

use crate::support::complaint;

const DATASET: &str = "mx-shcp/cuenta-publica-programatica";
const PIPELINE: &str = "pipelines/mx-shcp/cuenta-publica-programatica.toml";

#[track_caller]
fn pipeline_complaint(code: i32, before: &str, now: &str) -> String {
    complaint(DATASET, code, |project| project.edit(PIPELINE, before, now))
}

#[test]
fn a_key_with_a_typo() {
    assert_snapshot!(pipeline_complaint(2, "footnotes =", "footnote ="));
}

#[test]
fn a_key_with_a_typo_inside_a_step() {
    assert_snapshot!(pipeline_complaint(2, "name_column =", "name_colum ="));
}

#[test]
fn a_step_that_does_not_exist() {
    assert_snapshot!(pipeline_complaint(2, "op = \"moments\"", "op = \"moment\""));
}

#[test]
fn a_step_without_a_reason() {
    assert_snapshot!(pipeline_complaint(2, "why = \"each programme", "# why = \"each programme"));
}

#[test]
fn a_bracket_that_is_not_closed() {
    assert_snapshot!(pipeline_complaint(2, "[amounts]", "[amounts"));
}

#[test]
fn a_step_that_reads_a_column_nobody_makes() {
    assert_snapshot!(pipeline_complaint(2, "column = \"program_code\"", "column = \"programme_code\""));
}

#[test]
fn a_column_under_another_name_than_the_steps_use() {
    assert_snapshot!(pipeline_complaint(2, "entity = \"ENTE / RAMO\"", "entitty = \"ENTE / RAMO\""));
}

#[test]
fn a_table_that_the_schema_does_not_have() {
    assert_snapshot!(pipeline_complaint(2, "table = \"spending_by_program\"", "table = \"spending_by_programm\""));
}

#[test]
fn a_list_that_is_not_there() {
    assert_snapshot!(pipeline_complaint(2, "list = \"ramos.csv\"", "list = \"ramo.csv\""));
}

#[test]
fn a_list_without_the_named_column() {
    assert_snapshot!(pipeline_complaint(2, "key = \"published\"", "key = \"printed\""));
}

#[test]
fn a_correction_whose_cell_says_something_else_now() {
    assert_snapshot!(pipeline_complaint(
        21,
        "found = { program = \"A001\", entity_2 = \"\" }",
        "found = { program = \"A002\", entity_2 = \"\" }"
    ));
}

#[test]
fn a_correction_of_a_record_that_is_gone() {
    assert_snapshot!(pipeline_complaint(21, "row = 1651", "row = 165100"));
}

/// What a pipeline of INEGI's boroughs is told where one text stands for another.
fn boroughs(before: &str, now: &str) -> String {
    complaint("mx-inegi/efipem-alcaldias", 2, |project| {
        project.edit("pipelines/mx-inegi/efipem-alcaldias.toml", before, now);
    })
}

#[test]
fn what_is_near_in_letters_and_far_in_meaning_is_not_suggested() {
    for (before, now, said) in [
        ("unit = \"pesos\"", "unit = \"miles\"", "did you mean `thousands` instead of `miles`?"),
        (
            "format = \"csv\"",
            "format = \"csv\"\nencoding = \"latin-1\"",
            "did you mean `windows-1252` instead of `latin-1`?",
        ),
        ("format = \"csv\"", "format = \"xlsx\"", "did you mean `workbook` instead of `xlsx`?"),
        ("unit = \"pesos\"", "unit = \"dólares\"", "mend the line"),
    ] {
        let told = boroughs(before, now);
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn a_step_above_the_moments_that_can_set_rows_aside() {
    let step = "\n[[step]]\nop = \"expect\"\ncolumn = \"topic\"\nvalues = [\"x\"]\nwhy = \"no\"\n\n[[step]]";
    let told = boroughs("\n[[step]]", step);
    assert!(told.contains("`route` stands below a step that can set rows aside"), "{told}");
}

#[test]
fn a_group_that_the_pattern_does_not_have() {
    assert_snapshot!(pipeline_complaint(2, "template = \"$1\"", "template = \"$1000\""));
}

#[test]
fn a_moment_that_is_no_amount() {
    assert_snapshot!(pipeline_complaint(2, "exercised = \"Ejercicio\" }", "ramo_name = \"Ejercicio\" }"));
}

#[test]
fn a_step_about_nothing() {
    let said = complaint("mx-inegi/efipem-alcaldias", 2, |project| {
        let pipeline = "pipelines/mx-inegi/efipem-alcaldias.toml";
        project.edit(pipeline, "\n[[step]]", "\n[[step]]\nop = \"whole\"\ncolumns = []\nwhy = \"codes\"\n\n[[step]]");
    });
    assert_snapshot!(said);
}

#[test]
fn a_header_of_persons_that_is_a_column_too() {
    let said = complaint("mx-shcp/obra-publica", 2, |project| {
        let pipeline = "pipelines/mx-shcp/obra-publica.toml";
        project.edit(pipeline, "[\"UNIDAD\", \"ID_UR\"]", "[\"UNIDAD\", \"ID_UR\", \"CARGO_ADMIN\"]");
    });
    assert_snapshot!(said);
}
