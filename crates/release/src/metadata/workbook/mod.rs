//! `excel/<theme>.xlsx`: one workbook a theme, for people who will only open a spreadsheet: a cover, the amounts, the
//! figures behind them, what each column means, and the files that all of it rests on.

mod cells;
mod cover;

use std::collections::BTreeSet;
use std::path::Path;

use erario_columns::Distinct;
use erario_model::{Field, FieldType, Table, Theme};
use polars::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::ReleaseError;
use crate::folder::{Release, write};

use cells::Sheet;

/// The sheets of tables: name, table.
const SHEETS: [[&str; 2]; 3] = [["Gasto", "theme_spending"], ["Cifras", "theme_line"], ["Fuentes", "source_file"]];

/// A table as it stands in a workbook.
struct Part<'a> {
    sheet: &'a str,
    table: &'a Table,
    rows: DataFrame,
}

/// Writes the workbook of every theme that has rows; the paths of all, relative to the release.
pub(super) fn write_all(release: &Release, id: &str, root: &Path) -> Result<Vec<String>, ReleaseError> {
    let mut tables = Vec::new();
    for [sheet, name] in SHEETS {
        let Some(table) = release.schema.table(name) else { continue };
        tables.push(Part { sheet, table, rows: release.rows_of(table)? });
    }
    let mut paths = Vec::new();
    for theme in &release.schema.themes {
        let parts = of_theme(theme, &tables)?;
        if parts.iter().any(|part| part.table.name == SHEETS[0][1] && part.rows.height() > 0) {
            let path = format!("excel/{}.xlsx", theme.name);
            let failed = |error: XlsxError| ReleaseError::table(&path, error);
            let book = workbook(release, theme, id, &parts).map_err(failed)?;
            write(&root.join(&path), &book)?;
            paths.push(path);
        }
    }
    Ok(paths)
}

/// The rows of one theme, and the files that its amounts were read from.
fn of_theme<'a>(theme: &Theme, tables: &[Part<'a>]) -> PolarsResult<Vec<Part<'a>>> {
    let mut parts: Vec<Part> = Vec::new();
    for Part { sheet, table, rows } in tables {
        let rows = if table.field("theme").is_some() {
            let themes = Distinct::of(rows.column("theme")?)?;
            keep(rows, |row| themes.text(row) == Some(theme.name.as_str()))?
        } else {
            let mut editions = BTreeSet::new();
            for part in &parts {
                editions.extend(addresses(&part.rows)?);
            }
            let of = addresses(rows)?;
            keep(rows, |row| editions.contains(&of[row]))?
        };
        parts.push(Part { sheet, table, rows });
    }
    Ok(parts)
}

fn keep(rows: &DataFrame, is_kept: impl Fn(usize) -> bool) -> PolarsResult<DataFrame> {
    let mask: BooleanChunked = (0..rows.height()).map(|row| Some(is_kept(row))).collect();
    rows.filter(&mask)
}

/// Publisher, dataset and edition of each row.
fn addresses(rows: &DataFrame) -> PolarsResult<Vec<[Option<String>; 3]>> {
    let columns = ["publisher", "dataset", "edition"].map(|name| rows.column(name).and_then(Distinct::of));
    let [publishers, datasets, editions] = columns;
    let (publishers, datasets, editions) = (publishers?, datasets?, editions?);
    let text = |column: &Distinct, row| column.text(row).map(str::to_owned);
    Ok((0..rows.height()).map(|row| [text(&publishers, row), text(&datasets, row), text(&editions, row)]).collect())
}

fn workbook(release: &Release, theme: &Theme, id: &str, parts: &[Part]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The library would write the time of today, and the same release would differ.
    let date = release.time.date();
    let number = |range: std::ops::Range<usize>| date.get(range).and_then(|digits| digits.parse::<u16>().ok());
    let (year, month, day) = (number(0..4).unwrap_or(1980), number(5..7).unwrap_or(1), number(8..10).unwrap_or(1));
    let day = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
    let title = format!("{} / {}", theme.title_es, theme.title_en);
    book.set_properties(&DocProperties::new().set_title(&title).set_subject(id).set_creation_datetime(&day));

    cover::write(book.add_worksheet(), release, theme, id, parts)?;
    let (data, sources) = parts.split_at(parts.len().min(2));
    for part in data {
        cells::write_table(book.add_worksheet(), part)?;
    }
    dictionary(&mut Sheet::of_text(book.add_worksheet(), "Diccionario")?, parts)?;
    for part in sources {
        cells::write_table(book.add_worksheet(), part)?;
    }
    book.save_to_buffer()
}

/// What each column of each sheet means.
fn dictionary(sheet: &mut Sheet, parts: &[Part]) -> Result<(), XlsxError> {
    sheet.head(&[
        ("Hoja", 12),
        ("Columna", 30),
        ("Campo / field", 26),
        ("Unidad", 14),
        ("Qué es", 80),
        ("What it is", 80),
    ])?;
    for part in parts {
        for field in &part.table.fields {
            let unit = unit(field);
            sheet.line(&[
                part.sheet,
                &field.title_es,
                &field.name,
                unit,
                &field.description_es,
                &field.description_en,
            ])?;
        }
    }
    Ok(())
}

fn unit(field: &Field) -> &str {
    match (&field.unit, field.field_type) {
        (Some(unit), _) if unit == "MXN" => "pesos (MXN)",
        (Some(unit), _) => unit,
        (None, FieldType::Year) => "año",
        (None, FieldType::Integer | FieldType::Decimal) => "número",
        (None, FieldType::Boolean) => "sí o no",
        (None, _) => "texto",
    }
}
