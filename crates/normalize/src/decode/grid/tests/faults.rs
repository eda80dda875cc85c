//! Files that are made to do harm, or to be misread. Each test carries the number of its fault.

use super::*;
use crate::decode::book::patch::{patched, with_part, zipped};
use crate::decode::grid::Cell;

#[test]
fn x01_a_workbook_that_inflates_without_end_is_refused_before_a_reader_opens_it() {
    let honest = budget().xlsx();
    let zeros = |mebibytes: usize| with_part(&honest, "xl/media/image1.emf", &vec![0; mebibytes << 20]);
    let large = zeros(64);
    assert!(large.len() < 1 << 20, "compresses a thousand times");
    read(&large).unwrap();
    let bomb = zeros(257);
    assert!(bomb.len() < 1 << 20);
    assert!(complaint(&bomb).starts_with("the workbook inflates to more than 268435456 bytes"));

    let names: Vec<String> = (0..10_001).map(|number| format!("xl/{number}.xml")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert!(complaint(&zipped(&parts)).contains("more than 10000 parts"));

    let claim = patched(&honest, |_, xml| xml.replace("uniqueCount=\"", "uniqueCount=\"99999999999"));
    assert!(complaint(&claim).contains("it says that it has 99999999999"));
}

#[test]
fn x02_a_far_cell_costs_nothing() {
    let mut far = Book::of([["Clave".into()]]);
    let ods = patched(&far.ods(), |_, xml| {
        let skip = r#"<table:table-row table:number-rows-repeated="1048574"/><table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>"#;
        xml.replace("</table:table>", skip)
    });
    let row = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#;
    let xlsx = patched(&far.xlsx(), |_, xml| xml.replace("</sheetData>", row));
    let row = r#"<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row></Table>"#;
    let xml = String::from_utf8(far.spreadsheetml()).unwrap().replace("</Table>", row).into_bytes();
    for (format, bytes) in [("ods", ods), ("xlsx", xlsx), ("spreadsheetml", xml)] {
        let grid = sheet(&bytes);
        assert_eq!(grid.cells().count(), 2, "{format}");
        assert_eq!(grid.cell(1_048_575, 16_383), Some(&Cell::Number("1".to_owned())), "{format}");
    }

    // One step further is no cell at all.
    far.sheets[0].rows.clear();
    let beyond = patched(&far.xlsx(), |_, xml| {
        xml.replace("<sheetData/>", r#"<sheetData><row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>"#)
    });
    assert!(complaint(&beyond).contains("sheet `Hoja1` goes on at A1048577, expected no cell beyond XFD1048576"));
    let wide = patched(&budget().ods(), |_, xml| {
        let many = r#"<table:table-cell table:number-columns-repeated="4000000000""#;
        xml.replacen("<table:table-cell", many, 1)
    });
    assert!(complaint(&wide).contains("repeats a cell 4000000000 times"));
    let long = patched(&budget().ods(), |_, xml| {
        xml.replacen("<table:table-row", r#"<table:table-row table:number-rows-repeated="4000000000""#, 1)
    });
    assert!(complaint(&long).contains("sheet `Hoja1` goes on at A1048577, expected no cell beyond XFD1048576"));
}

/// A cell of a few bytes in the file takes many times as much in memory, so cells are counted.
#[test]
fn x03_more_cells_than_any_sheet_has_are_refused_while_they_are_read() {
    let book = Book::of([["Clave".into()]]);
    let bytes = patched(&book.ods(), |_, xml| {
        let many = r#"<table:table-row table:number-rows-repeated="600"><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row></table:table>"#;
        xml.replace("</table:table>", many)
    });
    assert!(bytes.len() < 10_000);
    let complaint = complaint(&bytes);
    assert!(complaint.contains("more than 8388608"), "{complaint}");
}

#[test]
fn x05_a_document_type_is_refused() {
    const LAUGHS: &str = r#"<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;">]>"#;
    let attack = |xml: String| xml.replacen("?>", &format!("?>{LAUGHS}"), 1).replacen("Clave", "&lol1;", 1);
    let xlsx = patched(&budget().xlsx(), |_, xml| attack(xml));
    assert!(complaint(&xlsx).contains(".xml` in the workbook declares a document type"));
    let ods = patched(&budget().ods(), |_, xml| attack(xml));
    assert!(complaint(&ods).starts_with("`content.xml` in the workbook declares a document type"));
    let xml = attack(String::from_utf8(budget().spreadsheetml()).unwrap());
    assert!(complaint(xml.as_bytes()).contains("declares a document type"));

    // Nor is an entity believed that no document type declares.
    let ods = patched(&budget().ods(), |_, xml| xml.replacen("Clave", "&lol1;", 1));
    assert!(complaint(&ods).contains("the entity `lol1`"));
}

#[test]
fn x06_every_workbook_is_read_as_what_it_is_and_others_are_named() {
    // No reader is told a file's name, so a wrong ending cannot mislead one.
    for bytes in [budget().xls(), budget().xlsx(), budget().ods(), budget().spreadsheetml()] {
        assert_eq!(sheet(&bytes).text(2, 1), "Concepto");
    }
    let mut locked = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    locked.create_stream("/EncryptedPackage").unwrap();
    locked.flush().unwrap();
    let mut word = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    word.create_stream("/WordDocument").unwrap();
    word.flush().unwrap();
    let locked_ods = patched(&budget().ods(), |name, xml| match name {
        "META-INF/manifest.xml" => {
            xml.replace("/>", "><m:file-entry><m:encryption-data/></m:file-entry></manifest:manifest>")
        }
        _ => xml,
    });
    for (bytes, said) in [
        (locked.into_inner().into_inner(), "the workbook is locked with a password"),
        (locked_ods, "the workbook is locked with a password"),
        (word.into_inner().into_inner(), "the file is a document of another program, expected a workbook"),
        (budget().csv(), "the file is plain text, expected a workbook"),
        (b"\xef\xbb\xbf\r\n<html><table><tr><td>1".to_vec(), "the file is a page or another XML document"),
        (b"%PDF-1.7\n".to_vec(), "the file is a PDF document"),
        (zipped(&[("gasto.csv", "Clave,Aprobado\n")]), "the file is a zip without a workbook's parts"),
        (b"\x01\x02\x03".to_vec(), "the file is of no kind that is known"),
    ] {
        let complaint = complaint(&bytes);
        assert!(complaint.starts_with(said) && complaint.contains("\n  hint: "), "{complaint}");
    }
}

#[test]
fn x07_a_sheet_that_ends_where_the_format_ends_was_cut() {
    let rows = |count: usize| Book::of((0..count).map(|_| [Value::Number(1.0)]));
    read(&rows(65_535).xls()).unwrap();
    read(&rows(65_537).xlsx()).unwrap();
    let cut = rows(65_536);
    for bytes in [cut.xls(), cut.xlsx(), cut.spreadsheetml()] {
        assert!(complaint(&bytes).starts_with("sheet `Hoja1` has exactly 65536 rows"));
    }
    let million = patched(&rows(1).ods(), |_, xml| {
        xml.replace("<table:table-row", r#"<table:table-row table:number-rows-repeated="1048576""#)
    });
    assert!(complaint(&million).starts_with("sheet `Hoja1` has exactly 1048576 rows"));
}

/// Days are days, from whatever epoch they count and however they are shown; only a step makes dates of them.
#[test]
fn x08_days_of_1904_are_kept_as_published() {
    let book = Book::of([[Value::Date(43_861.0), Value::Date(43_861.5), Value::Number(43_861.0)]]);
    let texts = |grid: &Grid| grid.row(0).map(|(_, cell)| cell.text().into_owned()).collect::<Vec<_>>();
    let days = |grid: &Grid| grid.row(0).map(|(_, cell)| cell.day().into_owned()).collect::<Vec<_>>();
    let grid = sheet(&book.xlsx());
    assert_eq!(texts(&grid), ["43861", "43861.5", "43861"]);
    assert_eq!(days(&grid), ["2020-01-31", "43861.5", "43861"]);
    let of_1904 = patched(&book.xlsx(), |_, xml| xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    assert_ne!(of_1904, book.xlsx());
    assert_eq!(texts(&sheet(&of_1904)), texts(&grid));
    assert_eq!(days(&sheet(&of_1904))[0], "2024-02-01");
}

/// Spreadsheets count 29 February 1900, which never was, as day 60: nothing here takes a day for a date.
#[test]
fn x09_days_before_march_1900_are_kept_as_published() {
    let days = ["1", "59", "60", "61"];
    let book = Book::of([days.map(|day| Value::Date(day.parse().unwrap()))]);
    let texts: Vec<String> = sheet(&book.xlsx()).row(0).map(|(_, cell)| cell.text().into_owned()).collect();
    assert_eq!(texts, days);
}

#[test]
fn x12_a_formula_without_a_value_is_no_blank_cell() {
    let book = Book::of([[1.0.into(), Value::NotCalculated("SUM(A1)".into()), Value::Error("#N/A".into())]]);
    for bytes in [book.xlsx(), book.ods(), book.spreadsheetml()] {
        let grid = sheet(&bytes);
        assert_eq!(grid.cell(0, 1), Some(&Cell::NotCalculated));
        assert_eq!(grid.text(0, 1), "#NOT-CALCULATED!");
        assert_eq!(grid.cell(0, 2), Some(&Cell::Error("#N/A".to_owned())));
    }
    // As openpyxl leaves it, and a formula that others share.
    for left in [r#"<f>SUM(A1)</f><v></v>"#, r#"<f>SUM(A1)</f><v/>"#, r#"<f t="shared" si="0"/>"#] {
        let bytes = patched(&book.xlsx(), |_, xml| xml.replace("<f>SUM(A1)</f>", left));
        assert_eq!(sheet(&bytes).cell(0, 1), Some(&Cell::NotCalculated), "{left}");
    }
}

#[test]
fn x14_what_is_hidden_is_read_and_told() {
    let mut book = budget();
    book.sheets[0].hidden_rows = vec![1, 5];
    let mut old = budget().sheets.remove(0);
    (old.name, old.is_hidden) = ("Hoja & 2".to_owned(), true);
    book.sheets.push(old);
    for bytes in [book.xlsx(), book.ods(), book.spreadsheetml()] {
        let grids = read(&bytes).unwrap();
        let told: Vec<_> = grids.iter().map(|grid| (grid.sheet.as_str(), grid.is_visible)).collect();
        assert_eq!(told, [("Hoja1", true), ("Hoja & 2", false)]);
        assert_eq!(grids[0].text(5, 0), "1100");
        // The other hidden row is blank.
        assert_eq!(grids[0].hidden_rows, [5].into());
        assert!(grids[1].hidden_rows.is_empty());
        assert_eq!(grids[1].text(4, 0), "1000");
    }
}
