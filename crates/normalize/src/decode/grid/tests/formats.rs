//! One table, every format.

use std::fs;
use std::path::Path;

use super::*;
use crate::decode::book::patch::patched;
use crate::decode::grid::{Cell, Region};

/// Regions stand in the order of the format's own liking.
fn ordered(mut grid: Grid) -> Grid {
    grid.merged.sort();
    grid
}

#[test]
fn a_table_reads_the_same_in_every_format() {
    let book = budget();
    let xlsx = ordered(sheet(&book.xlsx()));
    assert_eq!(xlsx.cells().count(), 17);
    assert_eq!(xlsx.merged.len(), 4);
    assert_eq!(xlsx.text(4, 2), "54146812.150000006");
    assert_eq!(xlsx.text(4, 3), "10000000000");
    assert_eq!(xlsx.cell(5, 2), Some(&Cell::Text(" 99,305,000 ".to_owned())));
    for (format, bytes) in [("ods", book.ods()), ("xls", book.xls()), ("spreadsheetml", book.spreadsheetml())] {
        assert_eq!(ordered(sheet(&bytes)), xlsx, "{format}");
    }

    let csv = grids(&book.csv(), &plan(Format::Csv)).unwrap().remove(0);
    assert_eq!((csv.sheet.as_str(), csv.is_visible), ("", true));
    let texts = |grid: &Grid| grid.cells().map(|(place, cell)| (place, cell.text().into_owned())).collect::<Vec<_>>();
    assert_eq!(texts(&csv), texts(&xlsx));
}

#[test]
fn what_cells_hold_is_told_apart_in_every_format() {
    let cells =
        [Value::Bool(true), Value::Bool(false), Value::Error("#REF!".into()), Value::NotCalculated("A1+1".into())];
    let book = Book::of([cells]);
    for (format, bytes) in [("xlsx", book.xlsx()), ("ods", book.ods()), ("spreadsheetml", book.spreadsheetml())] {
        let grid = sheet(&bytes);
        let found: Vec<&Cell> = grid.row(0).map(|(_, cell)| cell).collect();
        let expected = [&Cell::Bool(true), &Cell::Bool(false), &Cell::Error("#REF!".to_owned()), &Cell::NotCalculated];
        assert_eq!(found, expected, "{format}");
    }
}

/// A workbook as it was published, cell by cell through every other format.
#[test]
fn a_published_sheet_reads_the_same_in_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples/mx-shcp/cuenta-publica-programatica");
    let published = sheet(&fs::read(root.join("2022/2022.xls")).unwrap());
    assert!(published.cells().count() > 1_000 && published.merged.len() > 10);
    let last = published.last_row().unwrap();
    let width = *published.columns().unwrap().end();
    let value = |row: u32, column: u32| match published.cell(row, column) {
        None => Value::Blank,
        Some(Cell::Text(text)) => Value::Text(text.clone()),
        Some(Cell::Number(number)) => Value::Number(number.parse().unwrap()),
        Some(other) => panic!("{other:?}"),
    };
    let mut book = Book::of((0..=last).map(|row| (0..=width).map(|column| value(row, column)).collect::<Vec<_>>()));
    book.sheets[0].name = published.sheet.clone();
    book.sheets[0].merged = published.merged.iter().map(|Region { first, last }| (*first, *last)).collect();
    let published = ordered(published);
    for (format, bytes) in [("xlsx", book.xlsx()), ("ods", book.ods()), ("spreadsheetml", book.spreadsheetml())] {
        assert!(ordered(sheet(&bytes)) == published, "{format}");
    }
}

#[test]
fn places_are_written_as_people_write_them() {
    for (row, column, address) in [(11, 2, "C12"), (0, 25, "Z1"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")] {
        assert_eq!(Grid::address(row, column), address);
    }
}

#[test]
fn rows_are_told_once_and_in_order() {
    let grid = sheet(&budget().xlsx());
    assert_eq!(grid.rows().collect::<Vec<_>>(), [0, 2, 3, 4, 5, 6]);
    assert_eq!(grid.row(6).map(|(column, _)| column).collect::<Vec<_>>(), [0, 2, 3]);
    assert_eq!(grid.columns(), Some(0..=3));
    assert_eq!(grid.last_row(), Some(6));
    assert_eq!(grid.region_at(3, 1), Some(&Region { first: (2, 1), last: (3, 1) }));
    assert_eq!(grid.region_at(4, 1), None);
}

/// OpenDocument writes a run of equal cells, rows or spaces once, with a number.
#[test]
fn what_ods_repeats_stands_in_every_place() {
    let ods = |rows: &str| {
        let bytes = Book::of([["x".into()]]).ods();
        patched(&bytes, |_, xml| {
            let start = xml.find("<table:table-row>").unwrap_or(xml.len());
            let end = xml.find("</table:table>").unwrap_or(xml.len());
            format!("{}{rows}{}", &xml[..start], &xml[end..])
        })
    };
    let seven = r#"<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>"#;
    let blank = r#"<table:table-cell table:number-columns-repeated="3"/>"#;
    let text = r#"<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/><text:span>b</text:span></text:p></table:table-cell>"#;
    let grid = sheet(&ods(&format!(
        r#"<table:table-row table:number-rows-repeated="2">{blank}{seven}{text}</table:table-row><table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>"#
    )));
    let cells: Vec<_> = grid.cells().map(|((row, column), cell)| (row, column, cell.text())).collect();
    let row = |row| [(row, 3, "7".into()), (row, 4, "7".into()), (row, 5, "a  b".into())];
    assert_eq!(cells, [row(0), row(1)].concat());
}

/// Excel 2003 leaves out the places of cells that follow each other, and counts merged ones.
#[test]
fn spreadsheetml_counts_places_as_excel_does() {
    let xml = r#"<?xml version="1.0" encoding="ISO-8859-1"?><?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="A"><Table>
        <Row ss:Span="2"/>
        <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">Educaci&#243;n</Data><Comment><ss:Data>no</ss:Data></Comment></Cell>
             <Cell><Data ss:Type="Number">1.0E3</Data></Cell>
             <Cell ss:Index="7"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Ni</B>&#241;ez</ss:Data></Cell></Row>
        <Row><Cell ss:Index="2"><Data ss:Type="DateTime">2024-01-31T00:00:00.000</Data></Cell></Row>
        </Table></Worksheet></Workbook>"#;
    let xml: Vec<u8> = xml.replace("no</ss", "\u{e1}</ss").chars().map(|letter| letter as u8).collect();
    let grid = sheet(&xml);
    let cells: Vec<_> = grid.cells().map(|((row, column), cell)| (row, column, cell.clone())).collect();
    let text = |text: &str| Cell::Text(text.to_owned());
    assert_eq!(
        cells,
        [
            (3, 0, text("Educación")),
            (3, 3, Cell::Number("1000".to_owned())),
            (3, 6, text("Niñez")),
            (4, 1, Cell::Date { published: "2024-01-31T00:00:00.000".to_owned(), day: None }),
        ]
    );
}
