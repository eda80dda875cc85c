//! Sheets of accounts that are not what they should be: what stops, what is found and where, and what stays good.

use insta::assert_snapshot;

use crate::support::accounts::{
    FIRST, HEADS, Line, OBJECT_LINES, OBJECTS, Rows, UNITS, line, objects, shifted, statement, texts, xlsx,
};
use crate::support::workbook::{Book, Sheet, Value};
use crate::support::{Project, Release, Row};

/// What the command says of a workbook that it cannot take.
#[track_caller]
fn complaint_of(book: &Book) -> String {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &book.xlsx());
    let run = project.build(21);
    assert!(!project.path("out/latest").exists() && !run.stderr.contains("panicked"));
    project.shown(&run.stderr)
}

fn book(rows: Rows) -> Book {
    Book::of(rows)
}

fn sheet(name: &str, rows: Rows) -> Sheet {
    Sheet { name: name.to_owned(), rows, ..Sheet::default() }
}

fn release_of(rows: Rows) -> Release {
    Project::with_sheet(OBJECTS, 1, rows).built()
}

/// The findings of a release, one a line: rule, cell, field, what was found and expected.
fn findings(release: &Release) -> Vec<String> {
    let columns = ["rule_code", "cell", "field", "found", "expected"];
    release.rows("finding").map(|row| columns.map(|column| row.get(column)).join(" ").trim().to_owned()).collect()
}

fn concept<'a>(release: &'a Release, code: &str) -> Row<'a> {
    let mut rows = release.rows("spending_by_object").filter(|row| &row["object_concept_code"] == code);
    rows.next().unwrap_or_else(|| panic!("no row of {code}"))
}

#[test]
fn two_tables_that_could_be_meant() {
    let mut two = book(objects(1));
    two.sheets.push(sheet("Hoja2", shifted(objects(1), 1)));
    assert_snapshot!(complaint_of(&two));
    // One under the other on the same sheet.
    let mut rows = objects(1);
    rows.extend(objects(1));
    let said = complaint_of(&book(rows));
    assert!(said.contains("sheet `Hoja1`, cell A6; sheet `Hoja1`, cell A22"), "{said}");
}

#[test]
fn no_table_that_could_be_meant() {
    let mut none = book(vec![texts(&["Notas a los estados financieros"])]);
    none.sheets.push(sheet("Vacía", Vec::new()));
    let mut incomes = objects(1);
    incomes[HEADS + 1] = texts(&["", "Estimado", "Ampliaciones y Reducciones", "Modificado", "Devengado", "Recaudado"]);
    none.sheets.push(sheet("Ingresos", incomes));
    let types: Vec<Line> =
        vec![("Gasto Corriente", [1.0; 4]), ("Gasto de Capital", [1.0; 4]), ("Total del Gasto", [2.0; 4])];
    none.sheets.push(sheet("Tipo", statement("Clasificación Económica (por Tipo de Gasto)", 1, &types)));
    assert_snapshot!(complaint_of(&none));
}

#[test]
fn a_workbook_whose_sheets_are_all_other_tables_or_hidden() {
    let mut hidden = book(vec![texts(&["Portada"])]);
    hidden.sheets.push(Sheet { is_hidden: true, ..sheet("6.6", objects(1)) });
    assert_snapshot!(complaint_of(&hidden));
}

#[test]
fn x14_a_sheet_that_was_renamed() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.declare("sheets = { eaepe-objeto = \"6.6\" }");
    project.add_quarter(OBJECTS, 1, &book(objects(1)).xlsx());
    assert_snapshot!(project.shown(&project.build(21).stderr));
}

#[test]
fn x15_a_header_that_is_not_there() {
    let mut rows = objects(1);
    rows.drain(HEADS..FIRST);
    assert_snapshot!(complaint_of(&book(rows)));
}

#[test]
fn d08_a_column_that_was_renamed() {
    let mut rows = objects(1);
    rows[HEADS + 1][4] = "Comprometido y devengado".into();
    assert_snapshot!(complaint_of(&book(rows)));
}

#[test]
fn d08_a_column_that_was_added() {
    let mut rows = objects(1);
    rows[HEADS + 1].push("Avance (%)".into());
    rows[HEADS + 1][6] = Value::Blank;
    let said = complaint_of(&book(rows.clone()));
    assert_snapshot!(said);
    // What the hint says to add is enough.
    let project = Project::of_accounts(&[OBJECTS]);
    project.declare("[[header]]\nsays = \"Avance (%)\"\nwhy = \"a ratio of two columns that are carried\"");
    project.add_quarter(OBJECTS, 1, &xlsx(rows));
    assert_eq!(findings(&project.built()), Vec::<String>::new());
}

#[test]
fn x11_a_float_is_its_shortest_decimal_and_what_is_finer_than_a_centavo_is_told() {
    let mut rows = objects(1);
    rows[FIRST + 2][4] = 70.000_000_000_000_01.into();
    rows[FIRST + 2][5] = 65.004.into();
    let release = release_of(rows);
    assert_eq!(findings(&release), ["F011 F11 paid 65.004 65.00"]);
    let row = concept(&release, "1400");
    assert_eq!((&row["accrued"], &row["paid"], &row["trust"]), ("70.00", "65.00", "ok"));
}

#[test]
fn x12_an_error_in_a_cell_is_a_finding_with_its_place_and_never_a_zero() {
    let mut rows = objects(1);
    rows[FIRST + 2][4] = Value::Error("#REF!".to_owned());
    rows[FIRST + 4][5] = Value::NotCalculated("E13*2".to_owned());
    let release = release_of(rows);
    let said = findings(&release);
    assert!(said.contains(&"F001 E11 accrued #REF!".to_owned()), "{said:?}");
    assert!(said.contains(&"F001 F13 paid #NOT-CALCULATED!".to_owned()), "{said:?}");
    let row = concept(&release, "1400");
    assert!(row.money("accrued").is_none() && row.doubts("accrued") && !row.doubts("approved"));
    assert!(concept(&release, "2200").money("paid").is_none() && concept(&release, "2200").doubts("paid"));
    assert_eq!(release.rows("set_aside").filter(|row| &row["rule_code"] == "F001").count(), 2);
}

#[test]
fn x13_amounts_beside_a_label_that_is_merged_over_two_rows_belong_to_nobody() {
    let mut book = book(objects(1));
    let more = line(&("", [5.0, 0.0, 1.0, 1.0]));
    book.sheets[0].rows.insert(FIRST + 5, more);
    let row = (FIRST + 4) as u32;
    book.sheets[0].merged = vec![((row, 0), (row + 1, 0))];
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &book.xlsx());
    let release = project.built();
    assert!(findings(&release).iter().any(|said| said.starts_with("F037 A14")), "{:?}", findings(&release));
    assert_eq!(&concept(&release, "2200")["approved"], "150.00");
    assert_eq!(release.rows("set_aside").next().unwrap()["source_row"], *"14");
}

#[test]
fn x14_a_hidden_row_is_read_and_told() {
    let mut book = book(objects(1));
    book.sheets[0].hidden_rows = vec![(FIRST + 2) as u32];
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &book.xlsx());
    let release = project.built();
    assert_eq!(findings(&release), ["F035   11"]);
    assert_eq!(&concept(&release, "1400")["approved"], "300.00");
}

#[test]
fn x16_totals_are_no_facts_and_are_held_against_their_parts() {
    let mut rows = objects(1);
    rows[FIRST + 6][1] = 1250.0.into();
    rows.push(line(&("Fuente: contabilidad", [9.0; 4])));
    let release = release_of(rows);
    let said = findings(&release);
    assert!(said.iter().any(|said| said.starts_with("F003  approved 1200.00 1250.00")), "{said:?}");
    assert!(!said.iter().any(|said| said.contains("paid")), "{said:?}");
    assert_eq!(release.rows("spending_by_object").count(), 4);
    assert!(release.rows("spending_by_object").all(|row| row.doubts("approved") && !row.doubts("paid")));
    assert!(release.rows("published_total").all(|row| !row["name"].starts_with("Fuente")));
}

#[test]
fn x16_a_line_that_says_total_before_the_end_hides_nothing_below_it() {
    for label in ["Total", "Total del capítulo"] {
        let mut rows = objects(1);
        rows.insert(FIRST + 3, line(&(label, [1000.0, -20.0, 240.0, 230.0])));
        let release = release_of(rows);
        assert_eq!(&concept(&release, "2200")["approved"], "150.00", "{label}");
        let said = findings(&release);
        assert!(said.iter().any(|said| said.starts_with("F0")), "{label} is told: {said:?}");
        assert_eq!(release.rows("spending_by_object").count(), 4, "{label}");
    }
}

#[test]
fn x17_what_is_no_number_in_the_declared_form_is_found_and_never_zero() {
    for odd in ["N/D", "S/D", "(1,234.00)", "1 234", "1.234,56", "$300.00", "300.00-", "o.oo", "12,34", "N/A"] {
        let mut rows = objects(1);
        rows[FIRST + 2][1] = odd.into();
        let release = release_of(rows);
        let said = findings(&release);
        assert!(said.contains(&format!("F001 B11 approved {odd}")), "{odd}: {said:?}");
        let row = concept(&release, "1400");
        assert!(row.money("approved").is_none() && row.doubts("approved") && !row.doubts("accrued"), "{odd}");
    }
}

#[test]
fn x18_a_code_that_a_spreadsheet_rounded_is_no_code() {
    let lines: [Line; 3] = [
        ("Dirección General", [700.0, 0.0, 100.0, 100.0]),
        ("Unidad de Planeación", [500.0, 0.0, 80.0, 80.0]),
        ("Total del Gasto", [1200.0, 0.0, 180.0, 180.0]),
    ];
    let mut rows = shifted(statement("Clasificación Administrativa", 1, &lines), 1);
    rows[FIRST][0] = "21101001".into();
    rows[FIRST + 1][0] = "1.23E+15".into();
    let release = Project::with_sheet(UNITS, 1, rows).built();
    let mut units: Vec<[&str; 2]> =
        release.rows("spending_by_unit").map(|row| [row.get("unit_code"), row.get("unit_name")]).collect();
    units.sort();
    assert_eq!(units, [["", "Unidad de Planeación"], ["21101001", "Dirección General"]]);
    assert_eq!(findings(&release), ["F033   1.23E+15 Unidad de Planeación"]);
}

#[test]
fn a_label_that_nobody_knows_is_set_aside_with_its_money() {
    let mut rows = objects(1);
    rows[FIRST + 2][0] = "Seguridad Soical".into();
    let release = release_of(rows.clone());
    let said = findings(&release);
    assert!(said.contains(&"F038 A11 Concepto Seguridad Soical".to_owned()), "{said:?}");
    assert!(said.iter().any(|said| said.starts_with("F003  approved 700.00 1000.00")), "{said:?}");
    let aside: Vec<&str> = release.rows("set_aside").map(|row| row.get("cells")).collect();
    assert!(aside.len() == 1 && aside[0].contains("Seguridad Soical") && aside[0].contains("300"), "{aside:?}");

    let project = Project::of_accounts(&[OBJECTS]);
    project.declare(
        "[[label]]\ntable = \"eaepe-objeto\"\nsays = \"Seguridad Soical\"\nmeans = \"1400\"\nwhy = \"a slip\"",
    );
    project.add_quarter(OBJECTS, 1, &xlsx(rows));
    assert_eq!(findings(&project.built()), Vec::<String>::new());
}

#[test]
fn a_code_decides_where_its_label_is_misspelled_and_is_told_where_they_differ() {
    let mut rows = shifted(objects(1), 1);
    rows[FIRST + 2][0] = "1400".into();
    rows[FIRST + 2][1] = "Seguridad Soical".into();
    rows[FIRST + 4][0] = "2700".into();
    let release = release_of(rows);
    assert_eq!(findings(&release), ["F033   2700 Alimentos y Utensilios (2200)"]);
    assert_eq!(&concept(&release, "1400")["approved"], "300.00");
    assert_eq!(&concept(&release, "2200")["approved"], "150.00");
}

#[test]
fn a_sheet_of_another_body_is_held_and_the_others_are_released() {
    let lines: [Line; 2] =
        [("Dirección General", [1200.0, 0.0, 280.5, 270.5]), ("Total del Gasto", [1200.0, 0.0, 280.5, 270.5])];
    let project = Project::of_accounts(&[OBJECTS, UNITS]);
    project.add_quarter(UNITS, 1, &xlsx(statement("Clasificación Administrativa", 1, &lines)));
    let mut rows = objects(1);
    rows[0] = texts(&["Instituto de Otra Cosa"]);
    project.add_quarter(OBJECTS, 1, &xlsx(rows));
    let run = project.build(3);
    assert_snapshot!(project.shown(&run.stderr));
    let release = project.latest();
    assert_eq!(release.rows("spending_by_object").count(), 0);
    assert_eq!(release.rows("spending_by_unit").count(), 1);
    assert_eq!(release.findings("F032").count(), 1);
    project.erario(&format!("run {OBJECTS} --offline --quiet")).ended(1);
}

#[test]
fn a_sheet_that_says_another_quarter_makes_all_its_amounts_doubtful() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 3, &xlsx(objects(2)));
    let release = project.built();
    assert_eq!(findings(&release), ["F030 A4  Del 1 de enero al 30 de junio de 2025 2025-3T"]);
    for row in release.rows("spending_by_object") {
        for amount in ["approved", "extensions_reductions", "modified", "accrued", "paid", "under_spending"] {
            assert!(row.doubts(amount) && row.money(amount).is_some(), "{amount}");
        }
    }
}

#[test]
fn d02_thousands_that_the_sheet_declares_are_converted_once() {
    let mut rows = objects(1);
    rows[4] = texts(&["Cifras en miles de pesos"]);
    let release = release_of(rows);
    assert_eq!(&concept(&release, "2200")["accrued"], "30250.00");
    assert_eq!(findings(&release), ["F031 A5  Cifras en miles de pesos pesos"]);
    let readable = release.rows("conservation").find(|row| &row["line"] == "readable" && &row["measure"] == "accrued");
    // The total, the chapters and the concepts, in the unit of the sheet.
    assert_eq!(&readable.unwrap()["value"], "841.50");
    // Declared, there is nothing to tell.
    let project = Project::of_accounts(&[OBJECTS]);
    project.declare("unit = \"thousands\"");
    let mut rows = objects(1);
    rows[4] = texts(&["Cifras en miles de pesos"]);
    project.add_quarter(OBJECTS, 1, &xlsx(rows));
    let release = project.built();
    assert_eq!((&concept(&release, "2200")["accrued"], findings(&release).len()), ("30250.00", 0));
}

#[test]
fn d04_what_was_taken_away_is_negative_and_no_sign_is_guessed() {
    let release = release_of(objects(1));
    assert_eq!(&concept(&release, "1100")["extensions_reductions"], "-20.00");
    let mut rows = objects(1);
    rows[FIRST + 1][2] = "(20.00)".into();
    let release = release_of(rows);
    assert!(findings(&release).contains(&"F001 C10 extensions_reductions (20.00)".to_owned()));
    assert!(concept(&release, "1100").money("extensions_reductions").is_none());
    let mut rows = objects(1);
    rows[FIRST + 5] = line(&("Combustibles, Lubricantes y Aditivos", [-50.0, 100.0, 10.25, 10.25]));
    rows[FIRST + 3] = line(&("Materiales y Suministros", [100.0, 120.0, 40.5, 40.5]));
    rows[FIRST + 6] = line(&(OBJECT_LINES[6].0, [1100.0, 100.0, 280.5, 270.5]));
    let release = release_of(rows);
    assert_eq!(findings(&release), ["F012  approved -50.00"]);
    assert_eq!(&concept(&release, "2600")["approved"], "-50.00");
}

#[test]
fn d21_blank_is_not_zero() {
    let mut rows = objects(1);
    rows[FIRST + 2][4] = Value::Blank;
    rows[FIRST + 4][4] = 0.0.into();
    rows[FIRST + 5][5] = "-".into();
    let release = release_of(rows);
    let cell = |code, amount| concept(&release, code).get(amount);
    assert_eq!([cell("1400", "accrued"), cell("2200", "accrued"), cell("2600", "paid")], ["", "0.00", "0.00"]);
    assert_eq!(release.findings("F001").count(), 0);
}

#[test]
fn a_typo_in_the_accounts_file_is_told_to_whoever_asks_for_one_of_its_tables() {
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &xlsx(objects(1)));
    project.declare("sheets = { eaepe-objetos = \"Hoja1\" }");
    for command in ["check", "run --offline --quiet"] {
        let run = project.erario(&format!("{command} {OBJECTS}")).ended(2);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("accounts.toml:12: `eaepe-objetos` is none of the tables of this file"), "{said}");
    }
}

#[test]
fn an_amount_that_is_mended_in_the_open_is_booked() {
    let mut rows = objects(1);
    rows[FIRST + 4][4] = 3025.0.into();
    let project = Project::with_sheet(OBJECTS, 1, rows);
    project.declare(
        r#"
[[correction]]
id = "a-point-that-was-lost"
table = "eaepe-objeto"
edition = "2025-1T"
found = { label = "Alimentos y Utensilios", accrued = "3025" }
becomes = { accrued = "30.25" }
why = "The decimal point was lost."
evidence = "The chapter is the sum of its concepts only with it."
"#,
    );
    let release = project.built();
    let row = concept(&release, "2200");
    assert_eq!((&row["accrued"], &row["correction_id"]), ("30.25", "a-point-that-was-lost"));
    let is_meant = |row: &Row| &row["measure"] == "accrued" && &row["line"] == "corrections";
    let booked: Vec<_> = release.rows("conservation").filter(is_meant).map(|row| row["value"].to_owned()).collect();
    assert_eq!(booked, ["-2994.75"]);
}
