//! One table, laid out as publishers lay it out: wherever it stands and whatever file it is in, the release is the same.

use crate::support::accounts::{FIRST, HEADS, OBJECTS, Rows, SECTIONS, line, objects, shifted, statement, texts};
use crate::support::workbook::{Book, Value};
use crate::support::{Project, Release};

/// All amounts of the facts and of the printed totals, with what they are of.
fn told(release: &Release) -> Vec<String> {
    let amounts = ["approved", "extensions_reductions", "modified", "accrued", "paid", "under_spending"];
    let mut told = Vec::new();
    for (table, names) in [
        ("spending_by_object", ["object_chapter_code", "object_concept_code", "is_earmarked"]),
        ("published_total", ["level", "code", "name"]),
    ] {
        for row in release.rows(table) {
            let cells = names.iter().chain(&amounts).map(|column| row.get(column).to_uppercase());
            told.push(cells.collect::<Vec<_>>().join(" ").trim().to_owned());
        }
    }
    told.sort();
    told
}

/// What the sheet says where it stands as it should.
fn expected() -> Vec<String> {
    let told = told(&Project::with_sheet(OBJECTS, 1, objects(1)).built());
    assert_eq!(told.len(), 4 + 3, "{told:?}");
    assert!(told.contains(&"1000 1100  700.00 -20.00 680.00 170.00 165.00 510.00".to_owned()), "{told:?}");
    told
}

#[track_caller]
fn reads_the_same(rows: Rows) -> Release {
    let release = Project::with_sheet(OBJECTS, 1, rows).built();
    assert_eq!(told(&release), expected());
    release
}

#[track_caller]
fn reads_the_same_without_a_word(rows: Rows) {
    let release = reads_the_same(rows);
    let said: Vec<&str> = release.rows("finding").map(|finding| finding.get("message_en")).collect();
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn every_format_gives_the_same_release() {
    let book = Book::of(objects(1));
    for (name, bytes) in [
        ("published.xls", book.xls()),
        ("published.xlsx", book.xlsx()),
        ("published.ods", book.ods()),
        ("published.xml", book.spreadsheetml()),
        // The ending of a name says nothing.
        ("published.pdf", book.xlsx()),
    ] {
        let project = Project::of_accounts(&[OBJECTS]);
        project.add_file(OBJECTS, "2025-1T", "02-15", name, &bytes);
        assert_eq!(told(&project.built()), expected(), "{name}");
    }
    let project = Project::of_accounts(&[OBJECTS]);
    project.declare("format = \"csv\"\nencoding = \"utf-8\"");
    project.add_file(OBJECTS, "2025-1T", "02-15", "published.csv", &book.csv());
    assert_eq!(told(&project.built()), expected(), "csv");
}

#[test]
fn x10_an_amount_that_is_shown_as_a_date_is_an_amount() {
    let mut rows = objects(1);
    for cell in rows[FIRST..].iter_mut().flatten() {
        if let Value::Number(number) = cell {
            *cell = Value::Date(*number);
        }
    }
    reads_the_same_without_a_word(rows);
}

#[test]
fn x13_merged_heads_are_read_like_heads_in_cells_of_their_own() {
    let (project, mut book) = (Project::of_accounts(&[OBJECTS]), Book::of(objects(1)));
    let heads = HEADS as u32;
    book.sheets[0].merged =
        vec![((0, 0), (0, 6)), ((heads, 0), (heads + 1, 0)), ((heads, 1), (heads, 5)), ((heads, 6), (heads + 1, 6))];
    project.add_quarter(OBJECTS, 1, &book.xlsx());
    assert_eq!(told(&project.built()), expected());
}

#[test]
fn x15_a_header_that_moved_is_found() {
    for (down, right) in [(0, 1), (1, 0), (9, 3), (14, 0)] {
        let mut rows = shifted(objects(1), right);
        rows.splice(HEADS..HEADS, (0..down).map(|_| Vec::new()));
        reads_the_same_without_a_word(rows);
    }
    // No title at all, and no numbers under the heads.
    let mut rows = objects(1);
    rows.remove(FIRST - 1);
    reads_the_same_without_a_word(rows.split_off(HEADS));
}

#[test]
fn x17_amounts_as_text_are_the_same_amounts() {
    let mut rows = objects(1);
    for cell in rows[FIRST..].iter_mut().flatten() {
        if let Value::Number(number) = cell {
            let text = match *number {
                1000.0 => "1,000.00\u{a0}".to_owned(),
                1200.0 => " 1,200 ".to_owned(),
                0.0 => "-".to_owned(),
                number => format!("{number:.2}"),
            };
            *cell = Value::Text(text);
        }
    }
    reads_the_same_without_a_word(rows);
}

#[test]
fn d08_columns_in_another_order_are_told_by_their_heads() {
    let mut rows = objects(1);
    for row in rows[HEADS..].iter_mut().filter(|row| row.len() > 5) {
        row.swap(4, 5);
    }
    reads_the_same_without_a_word(rows);
}

#[test]
fn a_head_that_is_split_over_three_rows_is_one_head() {
    let mut rows = objects(1);
    rows.splice(
        HEADS..FIRST,
        [
            texts(&["Concepto", "Egresos", "", "", "", "", "Subejercicio"]),
            texts(&["", "", "Ampliaciones/"]),
            texts(&["", "Aprobado", "(Reducciones)", "Modificado", "Devengado", "Pagado"]),
        ],
    );
    reads_the_same_without_a_word(rows.clone());
    // The head of the labels stands in the last of the three rows.
    rows[HEADS][0] = Value::Blank;
    rows[HEADS + 2][0] = "CONCEPTO (c)".into();
    reads_the_same_without_a_word(rows);
}

#[test]
fn letters_under_the_heads_are_no_row() {
    let mut rows = objects(1);
    rows[FIRST - 1] = texts(&["", "(a)", "(b)", "(c)", "(d)", "(e)", "(f)"]);
    reads_the_same_without_a_word(rows);
}

#[test]
fn codes_stand_first_last_or_nowhere() {
    let codes = ["1000", "1100", "1400", "2000", "2200", "2600"];
    let (mut first, mut last) = (shifted(objects(1), 1), objects(1));
    for (place, code) in codes.into_iter().enumerate() {
        first[FIRST + place][0] = code.into();
        last[FIRST + place].push(Value::Number(code.parse().unwrap()));
    }
    reads_the_same_without_a_word(first);
    reads_the_same_without_a_word(last);
}

#[test]
fn a_total_may_stand_above_its_parts() {
    let mut rows = objects(1);
    let total = rows.remove(FIRST + 6);
    rows.insert(FIRST, total);
    reads_the_same_without_a_word(rows);
}

#[test]
fn a_cell_in_the_last_corner_of_the_sheet_changes_nothing() {
    for stray in [Value::from("."), Value::Number(7.0)] {
        let (project, mut book) = (Project::of_accounts(&[OBJECTS]), Book::of(objects(1)));
        book.sheets[0].strays = vec![(1_048_575, 16_383, stray)];
        project.add_quarter(OBJECTS, 1, &book.xlsx());
        assert_eq!(told(&project.built()), expected());
    }
}

#[test]
fn a_table_is_read_on_the_sheet_that_the_accounts_file_names() {
    let mut book = Book::of(objects(1));
    let mut other = Book::of(objects(1)).sheets.remove(0);
    other.name = "Borrador".to_owned();
    other.rows[FIRST + 1][4] = 999.0.into();
    book.sheets.insert(0, other);
    let project = Project::of_accounts(&[OBJECTS]);
    project.declare("sheets = { eaepe-objeto = \"Hoja1\" }");
    project.add_quarter(OBJECTS, 1, &book.xlsx());
    assert_eq!(told(&project.built()), expected());
}

#[test]
fn x14_a_hidden_sheet_is_read_where_it_is_named_and_not_otherwise() {
    let mut book = Book::of(objects(1));
    let mut draft = Book::of(objects(1)).sheets.remove(0);
    (draft.name, draft.is_hidden) = ("Borrador".to_owned(), true);
    draft.rows[FIRST + 1][4] = 171.0.into();
    book.sheets.push(draft);
    let bytes = book.xlsx();
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &bytes);
    assert_eq!(told(&project.built()), expected());
    project.declare("sheets = { eaepe-objeto = \"Borrador\" }");
    let accrued = project.built().rows("spending_by_object").next().unwrap()["accrued"].to_owned();
    assert_eq!(accrued, "171.00");
}

/// The detailed format: every chapter and concept once in each section.
fn sections() -> Rows {
    let mut rows = statement(
        "Clasificación por Objeto del Gasto (Capítulo y Concepto)",
        1,
        &[
            ("I. Gasto No Etiquetado (I=A+B)", [500.0, 0.0, 100.0, 90.0]),
            ("A. Servicios Personales (A=a1+a2)", [400.0, 0.0, 80.0, 70.0]),
            ("a1) Remuneraciones al Personal de Carácter Permanente", [400.0, 0.0, 80.0, 70.0]),
            ("B. Materiales y Suministros (B=b1+b2)", [100.0, 0.0, 20.0, 20.0]),
            ("b2) Alimentos y Utensilios", [100.0, 0.0, 20.0, 20.0]),
            ("II. Gasto Etiquetado (II=A+B)", [700.0, 0.0, 180.5, 180.5]),
            ("A. Servicios Personales (A=a1+a2)", [600.0, 0.0, 160.0, 160.0]),
            ("a1) Remuneraciones al Personal de Carácter Permanente", [600.0, 0.0, 160.0, 160.0]),
            ("B. Materiales y Suministros (B=b1+b2)", [100.0, 0.0, 20.5, 20.5]),
            ("b2) Alimentos y Utensilios", [100.0, 0.0, 20.5, 20.5]),
            ("III. Total de Egresos (III = I + II)", [1200.0, 0.0, 280.5, 270.5]),
        ],
    );
    rows[2] = texts(&["Estado Analítico del Ejercicio del Presupuesto de Egresos Detallado - LDF"]);
    rows
}

#[test]
fn a_section_whose_label_is_split_over_two_rows_is_one_section() {
    let whole = told(&Project::with_sheet(SECTIONS, 1, sections()).built());
    assert!(whole.contains(&"1000 1100 TRUE 600.00 0.00 600.00 160.00 160.00 440.00".to_owned()), "{whole:?}");
    assert!(whole.contains(&"2000 2200 FALSE 100.00 0.00 100.00 20.00 20.00 80.00".to_owned()), "{whole:?}");
    let mut rows = sections();
    for (place, label, formula) in
        [(FIRST + 5, "II. Gasto Etiquetado", "(II=A+B)"), (FIRST, "I. Gasto No Etiquetado", "(I=A+B)")]
    {
        rows[place][0] = formula.into();
        rows.insert(place, texts(&[label]));
    }
    let release = Project::with_sheet(SECTIONS, 1, rows).built();
    let names = |told: Vec<String>| told.into_iter().map(|row| row.replace(" (II=A+B)", "")).collect::<Vec<_>>();
    assert_eq!(names(told(&release)).len(), whole.len());
    for row in release.rows("spending_by_object") {
        assert!(["true", "false"].contains(&&row["is_earmarked"]));
    }
    let facts = |told: &[String]| {
        told.iter().filter(|row| row.contains("TRUE") || row.contains("FALSE")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(facts(&told(&release)), facts(&whole));
}

#[test]
fn labels_without_capitals_accents_or_stops_are_the_same_labels() {
    let mut rows = objects(1);
    for (place, label) in [(0, "SERVICIOS PERSONALES"), (1, "remuneraciones al personal de caracter permanente.")] {
        rows[FIRST + place][0] = label.into();
    }
    let release = Project::with_sheet(OBJECTS, 1, rows).built();
    assert_eq!(release.rows("finding").count(), 0);
    assert_eq!(release.rows("spending_by_object").count(), 4);
}

#[test]
fn a_table_may_stand_beside_sheets_of_other_things() {
    let mut book = Book::of(objects(1));
    let notes = texts(&["Notas", "Concepto", "Importe"]);
    let mut sheet = Book::of([notes, line(&("Servicios Personales", [1.0; 4]))]).sheets.remove(0);
    sheet.name = "Notas".to_owned();
    book.sheets.insert(0, sheet);
    let project = Project::of_accounts(&[OBJECTS]);
    project.add_quarter(OBJECTS, 1, &book.xlsx());
    assert_eq!(told(&project.built()), expected());
}
