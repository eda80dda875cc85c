//! ODS and the XML of Excel 2003, the smallest that spreadsheet programs open.

use super::patch::zipped;
use super::{Book, Sheet, Value};

const ODS: &str = concat!(
    r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" "#,
    r#"xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" "#,
    r#"xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" "#,
    r#"xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" "#,
    r#"xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#,
);
const MANIFEST: &str = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
const EXCEL: &str = "urn:schemas-microsoft-com:office";

pub fn ods(book: &Book) -> Vec<u8> {
    let tables: String = book.sheets.iter().map(table).collect();
    let hidden = r#"<style:style style:name="hidden"><style:table-properties table:display="false"/></style:style>"#;
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS}><office:automatic-styles>{hidden}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", MANIFEST),
        ("content.xml", &content),
    ])
}

fn table(sheet: &Sheet) -> String {
    let style = if sheet.is_hidden { r#" table:style-name="hidden""# } else { "" };
    let mut xml = format!(r#"<table:table table:name="{}"{style}>"#, escaped(&sheet.name));
    for (row, cells) in (0..).zip(&sheet.rows) {
        let hidden = if sheet.hidden_rows.contains(&row) { r#" table:visibility="collapse""# } else { "" };
        xml += &format!("<table:table-row{hidden}>");
        for (column, value) in (0..).zip(cells) {
            let covered = if sheet.is_covered(row, column) { "covered-" } else { "" };
            let spanned = sheet.opens(row, column).map_or_else(String::new, |(first, last)| {
                let (rows, columns) = (last.0 - first.0 + 1, last.1 - first.1 + 1);
                format!(r#" table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}""#)
            });
            let (said, shown) = match value {
                Value::Blank => (String::new(), None),
                Value::Text(text) => (r#" office:value-type="string""#.to_owned(), Some(text)),
                Value::Number(number) | Value::Date(number) => {
                    (format!(r#" office:value-type="float" office:value="{number}""#), None)
                }
                Value::Bool(is_true) => {
                    (format!(r#" office:value-type="boolean" office:boolean-value="{is_true}""#), None)
                }
                Value::Error(error) => {
                    let said = r#" table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error""#;
                    (said.to_owned(), Some(error))
                }
                Value::NotCalculated(formula) => (format!(r#" table:formula="of:={}""#, escaped(formula)), None),
            };
            let shown = shown.map_or_else(String::new, |text| {
                text.split('\n').map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect()
            });
            xml += &format!("<table:{covered}table-cell{said}{spanned}>{shown}</table:{covered}table-cell>");
        }
        xml += "</table:table-row>";
    }
    xml + "</table:table>"
}

pub fn spreadsheetml(book: &Book) -> Vec<u8> {
    let sheets: String = book.sheets.iter().map(worksheet).collect();
    format!(
        r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{EXCEL}:spreadsheet" xmlns:ss="{EXCEL}:spreadsheet" xmlns:x="{EXCEL}:excel">{sheets}</Workbook>"#
    )
    .into_bytes()
}

fn worksheet(sheet: &Sheet) -> String {
    let mut xml = format!(r#"<Worksheet ss:Name="{}"><Table>"#, escaped(&sheet.name));
    for (row, cells) in (0..).zip(&sheet.rows) {
        let hidden = if sheet.hidden_rows.contains(&row) { r#" ss:Hidden="1""# } else { "" };
        xml += &format!(r#"<Row ss:Index="{}"{hidden}>"#, row + 1);
        for (column, value) in (0..).zip(cells).filter(|(column, _)| !sheet.is_covered(row, *column)) {
            let merged = sheet.opens(row, column).map_or_else(String::new, |(first, last)| {
                format!(r#" ss:MergeDown="{}" ss:MergeAcross="{}""#, last.0 - first.0, last.1 - first.1)
            });
            let (formula, kind, text) = match value {
                Value::Blank if merged.is_empty() => continue,
                Value::Blank => (None, "", String::new()),
                Value::Text(text) => (None, "String", text.clone()),
                Value::Number(number) | Value::Date(number) => (None, "Number", number.to_string()),
                Value::Bool(is_true) => (None, "Boolean", u8::from(*is_true).to_string()),
                Value::Error(error) => (Some("1/0"), "Error", error.clone()),
                Value::NotCalculated(formula) => (Some(formula.as_str()), "", String::new()),
            };
            let formula = formula.map_or_else(String::new, |formula| format!(r#" ss:Formula="={}""#, escaped(formula)));
            let data = match kind {
                "" => String::new(),
                kind => format!(r#"<Data ss:Type="{kind}">{}</Data>"#, escaped(&text)),
            };
            xml += &format!(r#"<Cell ss:Index="{}"{merged}{formula}>{data}</Cell>"#, column + 1);
        }
        xml += "</Row>";
    }
    let visible = if sheet.is_hidden { "<x:Visible>SheetHidden</x:Visible>" } else { "" };
    xml + &format!("</Table><x:WorksheetOptions>{visible}</x:WorksheetOptions></Worksheet>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
