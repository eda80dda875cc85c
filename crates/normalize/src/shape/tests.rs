//! Small sheets, and random ones.

use erario_model::{Accounts, Labels, Schema, Shape};
use proptest::prelude::*;

use super::heads;
use super::table::rows;
use super::tree::{Label, Place, places};
use crate::amounts::{self, Cell as Amount};
use crate::decode::{Cell, Grid, SOURCE_ROW, SourceError, TextTable, decode};
use crate::{Plan, normalize};

const HEADS: [&str; 7] =
    ["Concepto", "Aprobado", "Ampliaciones/(Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio"];

fn labels(shape: &str) -> Labels {
    Shape::named(shape).unwrap().labels.clone().unwrap()
}

/// Labels with amounts; those that begin with `-` have none.
fn placed(shape: &str, texts: &[&str]) -> Vec<String> {
    let labels = labels(shape);
    let row = |(row, text): (usize, &&str)| Label {
        row: row as u32,
        label: Some(text.trim_start_matches('-').to_owned()).filter(|label| !label.is_empty()),
        code: None,
        has_amounts: !text.starts_with('-'),
    };
    let rows: Vec<Label> = texts.iter().enumerate().map(row).collect();
    let name = |place: Place| match place {
        Place::Node(node) => labels.nodes[node].node.clone(),
        Place::Heading(node) => format!("under {}", labels.nodes[node].node),
        Place::Free(above) => format!("part of {}", labels.nodes[above].node),
        other => format!("{other:?}").to_lowercase(),
    };
    places(&rows, &labels).into_iter().map(name).collect()
}

#[test]
fn sections_repeat_the_list_and_a_split_label_opens_one() {
    assert_eq!(
        placed(
            "ldf-6a",
            &[
                "-I. Gasto No Etiquetado",
                "(I=A+B)",
                "A. Servicios Personales (A=a1+a2)",
                "a4) Seguridad Social",
                "II. Gasto Etiquetado (II=A+B)",
                "A. Servicios Personales",
                "a4) Seguridad Social",
                "III. Total de Egresos"
            ]
        ),
        ["under I", "I", "I.1000", "I.1400", "II", "II.1000", "II.1400", "total"]
    );
}

#[test]
fn the_letter_decides_between_entries_of_one_name() {
    // Both kinds of revenue have such a line; the letter before it says which one it is, or else what it stands under.
    let nodes = labels("ldf-5").nodes;
    let agreements: Vec<_> = nodes.iter().filter(|node| node.labels.contains(&"convenios".to_owned())).collect();
    let [one, other] = agreements[..] else { panic!("{agreements:?}") };
    for node in [one, other] {
        let label = format!("{}) Convenios", node.prefix.as_deref().unwrap());
        assert_eq!(placed("ldf-5", &[&label])[..], [node.node.as_str()]);
        let parent = nodes.iter().find(|above| Some(&above.node) == node.parent.as_ref()).unwrap();
        let above = parent.labels[0].replace('-', " ");
        assert_eq!(placed("ldf-5", &[&above, "Convenios"]), [parent.node.clone(), node.node.clone()]);
    }
    assert_eq!(placed("ldf-5", &["Convenios"]), ["unknown"], "nothing decides");
    assert_eq!(placed("eaepe-objeto", &["Servicios Personales", "Servicios Personales"]), ["1000", "unknown"]);
}

#[test]
fn a_label_that_could_be_of_either_section_is_unknown() {
    assert_eq!(placed("ldf-6a", &["Seguridad Social"]), ["unknown"]);
    assert_eq!(placed("eaepe-objeto", &["Seguridad Soical", ""]), ["unknown", "unlabelled"]);
}

#[test]
fn an_informative_line_is_no_part() {
    let line = "Fideicomiso de Desastres Naturales (Informativo)";
    assert_eq!(placed("ldf-6a", &["I. Gasto No Etiquetado", line]), ["I", "informative"]);
}

#[test]
fn of_several_totals_the_last_one_is_the_total() {
    let places = placed("eaepe-objeto", &["Servicios Personales", "Total", "Servicios Generales", "Total del Gasto"]);
    assert_eq!(places, ["1000", "unknown", "3000", "total"]);
}

#[test]
fn free_labels_are_parts_of_the_section_that_they_stand_in() {
    assert_eq!(
        placed(
            "ldf-6b",
            &["I. Gasto No Etiquetado", "Dirección", "II. Gasto Etiquetado", "Dirección", "III. Total de Egresos"]
        ),
        ["I", "part of I", "II", "part of II", "total"]
    );
}

/// A sheet of texts; what reads as a whole number is a number.
fn grid(rows: &[&[&str]]) -> Grid {
    let mut grid = Grid::new("Hoja1", true);
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            let is_number = text.parse::<i64>().is_ok();
            let cell = if is_number { Cell::Number((*text).to_owned()) } else { Cell::Text((*text).to_owned()) };
            grid.put(row, column, cell).unwrap();
        }
    }
    grid
}

/// The labels of the rows of the only table of objects in a sheet.
fn table(lines: &[&[&str]]) -> Vec<String> {
    let sheet: Vec<&[&str]> = [&[&HEADS[..]], lines].concat();
    let grid = grid(&sheet);
    let (found, _) = heads::find(&grid, Shape::named("eaepe-objeto").unwrap());
    let rows = rows(&grid, &found[0], &labels("eaepe-objeto"));
    rows.rows.into_iter().map(|row| row.label.unwrap_or_default()).collect()
}

#[test]
fn a_table_ends_with_its_last_known_line() {
    let (chapter, total) = (["Servicios Personales", "7"], ["Total", "7"]);
    let note = ["Fuente: contabilidad", "9"];
    assert_eq!(table(&[&chapter, &total, &note]), ["Servicios Personales", "Total"]);
    assert_eq!(table(&[&chapter, &note]), ["Servicios Personales", "Fuente: contabilidad"], "nothing ended it");
    let more = ["Servicios Generales", "5"];
    assert_eq!(table(&[&chapter, &total, &more, &note]).len(), 3);
    // The heads of another statement, under a title of its own.
    let next = ["Otro", "Aprobado", "", "Modificado"];
    assert_eq!(table(&[&chapter, &total, &next, &more]), ["Servicios Personales", "Total"]);
}

#[test]
fn small_amounts_are_no_numbers_of_columns() {
    let row = ["Servicios Personales", "1", "2", "3", "4", "5", "6"];
    assert_eq!(table(&[&row]), ["Servicios Personales"]);
    let numbers = ["", "1", "2", "3 = (1 + 2)", "4", "5", "6 = (3 - 4)"];
    assert_eq!(table(&[&numbers, &row]), ["Servicios Personales"]);
    assert_eq!(table(&[&["(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)"], &row]), ["Servicios Personales"]);
}

#[test]
fn two_heads_of_one_meaning_and_a_missing_one_are_told() {
    let shape = Shape::named("eaepe-objeto").unwrap();
    let mut twice = HEADS.to_vec();
    twice.push("Pagado");
    let (found, near) = heads::find(&grid(&[&twice]), shape);
    assert!(found.is_empty() && near[0].twice.as_deref() == Some("paid") && near[0].missing.is_empty());
    let (found, near) = heads::find(&grid(&[&HEADS[..6]]), shape);
    assert!(found.is_empty());
    assert_eq!(near[0].missing, ["Subejercicio"]);
}

#[test]
fn a_rounded_code_is_told_from_others() {
    assert!(["1.23E+15", "1E+05", "2.1e+9"].into_iter().all(super::is_rounded));
    assert!(["21E01", "E012", "1100", "1.1", "E+", "+"].into_iter().all(|code| !super::is_rounded(code)));
}

fn plan(table: &str) -> Plan {
    let toml = format!(
        r#"
        title_es = "a"
        title_en = "a"
        publisher = {{ name = "a" }}
        licence = {{ id = "a", title = "a", url = "https://example.org", attribution = "a" }}
        government_level = "state"
        jurisdiction_code = "23"
        names = ["a"]
        format = "csv"
        editions = ["2025-1T"]
        tables = ["{table}"]
        "#
    );
    let pipelines = Accounts::parse("a", "pipelines/a/accounts.toml", &toml).unwrap();
    Plan::resolve(&pipelines[0], "2025-1T", Default::default()).unwrap()
}

fn read(bytes: &[u8], plan: &Plan) -> Result<TextTable, SourceError> {
    let mut whole = None;
    decode(bytes, plan, &mut |batch| {
        whole = Some(batch);
        Ok(())
    })?;
    Ok(whole.unwrap())
}

/// What stands in cells: heads, labels of all kinds, amounts that can be read and that cannot.
fn cell() -> impl Strategy<Value = String> {
    let said = [
        "",
        "",
        "Concepto",
        "Aprobado",
        "Pagado",
        "I. Gasto No Etiquetado",
        "(I=A+B)",
        "II. Gasto Etiquetado",
        "Servicios Personales",
        "A. Servicios Personales",
        "Seguridad Social",
        "a4) Seguridad Social",
        "Servicios Generales",
        "Total del Gasto",
        "Total de Egresos",
        "Total",
        "Dirección",
        "1400",
        "14N",
        "1.23E+15",
        "-",
        "N/D",
        "#REF!",
        "1",
        "2",
        "Bajo protesta de decir verdad",
        "Fideicomiso de Desastres Naturales (Informativo)",
    ];
    prop_oneof![3 => proptest::sample::select(said.to_vec()).prop_map(str::to_owned), 2 => "-?[0-9]{1,5}(\\.[0-9]{1,4})?"]
}

fn sheet() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = || proptest::collection::vec(cell(), 0..9);
    let heads = HEADS.map(str::to_owned).to_vec();
    (proptest::collection::vec(row(), 0..3), any::<bool>(), proptest::collection::vec(row(), 0..12)).prop_map(
        move |(mut rows, has_heads, below)| {
            rows.extend(has_heads.then(|| heads.clone()));
            rows.extend(below);
            rows
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_sheet_is_read_without_a_panic_and_its_money_is_conserved(
        rows in sheet(),
        table in proptest::sample::select(vec!["eaepe-objeto", "ldf-6a", "ldf-6b", "eaepe-administrativa", "eaepe-tipo"]),
    ) {
        let quoted = |row: &Vec<String>| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n";
        let bytes: String = rows.iter().map(quoted).collect();
        let plan = plan(table);
        let Ok(text) = read(bytes.as_bytes(), &plan) else { return Ok(()) };
        let schema = Schema::embedded();
        let normalized = normalize(text.clone(), &plan, schema, "a").unwrap();
        for field in schema.table(&plan.table).unwrap().amounts() {
            let Ok(cells) = text.frame.column(&field.name) else { continue };
            let read = |cell| match amounts::read(cell, &plan.amounts) {
                Amount::Exact(money) | Amount::Rounded(money, _) => i128::from(money.centavos()),
                Amount::Blank | Amount::Unreadable => 0,
            };
            let readable: i128 = cells.str().unwrap().iter().map(read).sum();
            let held = [&normalized.facts, &normalized.totals].map(|frame| {
                let column = frame.column(&field.name).ok().and_then(|column| column.i64().ok());
                column.map_or(0, |column| column.iter().flatten().map(i128::from).sum::<i128>())
            });
            let aside = normalized.set_aside_amounts.get(&field.name).copied().unwrap_or(0);
            prop_assert_eq!(readable, held[0] + held[1] + aside, "{}", &field.name);
        }
        let records: u64 = normalized.records.values().sum();
        prop_assert_eq!(records, text.frame.height() as u64);
        prop_assert!(text.frame.column(SOURCE_ROW).is_ok());
    }
}

#[test]
fn a_unit_that_is_called_total_is_not_the_total() {
    let plan = plan("ldf-6b");
    let sheet = format!("{}\nTotal\nI. Gasto No Etiquetado,1\n", HEADS.join(","));
    let normalized = normalize(read(sheet.as_bytes(), &plan).unwrap(), &plan, Schema::embedded(), "a").unwrap();
    let held = [&normalized.facts, &normalized.totals]
        .map(|frame| frame.column("approved").unwrap().i64().unwrap().iter().flatten().sum::<i64>());
    assert_eq!(held.iter().sum::<i64>(), 100, "{held:?}");
}
