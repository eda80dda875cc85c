//! The rows of a table: from under its heads down to its total, or to the line that ends it.

use std::collections::BTreeMap;

use erario_model::{Labels, Shape, collapse_spaces, plain_head, slug};
use polars::prelude::*;

use super::candidates::Found;
use super::heads::Heads;
use super::tree::Label;
use super::{CODE, LABEL, SheetNote};
use crate::decode::{Cell, Grid, SOURCE_ROW, SourceError};

/// Rows of a table with labels.
pub(super) struct Rows {
    pub rows: Vec<Label>,
    /// The first row below the table.
    pub end: u32,
}

/// A table as text.
pub(super) struct Table {
    pub frame: DataFrame,
    pub blank: u64,
    pub footnotes: u64,
    pub hidden: Option<SheetNote>,
}

pub(super) fn read(found: &Found, shape: &Shape) -> Result<Table, SourceError> {
    let (grid, heads) = (found.grid, &found.heads);
    let (rows, end) = match (&shape.labels, &shape.records) {
        (Some(labels), _) => {
            let Rows { rows, end } = rows(grid, heads, labels);
            (rows, end)
        }
        (None, records) => records_of(grid, heads, records.as_ref().map_or(&[][..], |records| &records.end)),
    };
    if rows.is_empty() {
        return Err(SourceError::NoRecords);
    }
    let numbers: Vec<i64> = rows.iter().map(|row| i64::from(row.row) + 1).collect();
    let mut columns = vec![Column::new(SOURCE_ROW.into(), numbers)];
    let text = |name: &str, cell: &dyn Fn(&Label) -> Option<String>| {
        let cells: StringChunked = rows.iter().map(cell).collect();
        cells.with_name(name.into()).into_column()
    };
    if shape.labels.is_some() {
        columns.push(text(LABEL, &|row| row.label.clone()));
        columns.push(text(CODE, &|row| row.code.clone()));
    }
    for name in shape.header.columns.keys() {
        let place = heads.columns.get(name);
        let cell = |row: &Label| {
            let text = grid.text(row.row, *place?);
            Some(text.into_owned()).filter(|text| !text.trim().is_empty())
        };
        columns.push(text(name, &cell));
    }
    let first = heads.bottom + 1;
    let filled = grid.rows().filter(|row| (first..end).contains(row)).count() as u64;
    let blank = u64::from(end - first).saturating_sub(filled);
    let footnotes = grid.rows().filter(|row| *row >= end).count() as u64;
    let hidden: Vec<String> = grid.hidden_rows.range(first..end).map(|row| (row + 1).to_string()).collect();
    let hidden = (!hidden.is_empty()).then(|| SheetNote {
        rule: "hidden-rows",
        cell: None,
        found: hidden.join(", "),
        expected: None,
        detail_es: String::new(),
        detail_en: String::new(),
        doubts_all: false,
    });
    Ok(Table { frame: DataFrame::new(rows.len(), columns)?, blank, footnotes, hidden })
}

/// Rows that carry an entry in the column of labels.
fn records_of(grid: &Grid, heads: &Heads, ends: &[String]) -> (Vec<Label>, u32) {
    let ends: Vec<String> = ends.iter().map(|end| slug(end)).collect();
    let mut rows = Vec::new();
    let mut end = heads.bottom + 1;
    for row in grid.rows().filter(|row| *row > heads.bottom) {
        let first = grid.row(row).find_map(|(_, cell)| Some(slug(&cell.text())).filter(|text| !text.is_empty()));
        if first.is_some_and(|first| ends.iter().any(|end| first.starts_with(end.as_str()))) {
            break;
        }
        end = row + 1;
        let is_record = matches!(grid.cell(row, heads.label.1), Some(Cell::Text(text)) if !text.trim().is_empty());
        if is_record {
            rows.push(Label { row, label: None, code: None, has_amounts: true });
        }
    }
    (rows, end)
}

/// Rows that carry a label or an amount, down to the last one that the table is known to have.
pub(super) fn rows(grid: &Grid, heads: &Heads, labels: &Labels) -> Rows {
    let ends: Vec<String> = labels.end.iter().map(|end| slug(end)).collect();
    let totals: Vec<String> = labels.total.iter().map(|total| slug(total)).collect();
    let head = plain_head(&grid.text(heads.label.0, heads.label.1));
    let is_entry = |plain: &String| labels.nodes.iter().any(|node| node.labels.contains(plain));
    let mut table = Rows { rows: Vec::new(), end: heads.bottom + 1 };
    // What was read down to the last total, and down to the last entry of the list below it.
    let mut whole: Option<(usize, u32)> = None;
    for row in grid.rows().filter(|row| *row > heads.bottom) {
        let label = label_of(grid, row, &heads.columns, labels);
        if table.rows.is_empty() && is_numbering(grid, &label, &heads.columns) {
            table.end = row + 1;
            continue;
        }
        let plain = label.label.as_deref().map(super::tree::plain);
        let is_end = plain.as_ref().is_some_and(|plain| ends.iter().any(|end| plain.starts_with(end.as_str())));
        if is_end || is_next_table(grid, row, heads, &head) {
            break;
        }
        table.end = row + 1;
        let is_total = plain.as_ref().is_some_and(|plain| totals.contains(plain));
        let is_known = label.has_amounts && plain.as_ref().is_some_and(is_entry);
        let has_parts = table.rows.iter().any(|row| row.label.is_some() && row.has_amounts);
        if label.label.is_some() || label.has_amounts {
            table.rows.push(label);
        }
        // Some print the total above its parts; then it ends nothing. Some print one below each part, and go on.
        if is_total && has_parts || is_known && whole.is_some() {
            whole = Some((table.rows.len(), table.end));
        }
        // Where labels are free, nobody can tell a row below the total from a note.
        if whole.is_some() && labels.list.is_none() {
            break;
        }
    }
    if let Some((rows, end)) = whole {
        table.rows.truncate(rows);
        table.end = end;
    }
    table
}

/// The heads of another table below: the head of the labels again, or those of two columns.
fn is_next_table(grid: &Grid, row: u32, heads: &Heads, label: &str) -> bool {
    let says_again = |(name, column): &(&String, &u32)| {
        heads.published.get(*name).is_some_and(|head| plain_head(&grid.text(row, **column)) == plain_head(head))
    };
    grid.row(row).any(|(_, cell)| plain_head(&cell.text()) == label)
        || heads.columns.iter().filter(says_again).count() > 1
}

/// The row under the heads that numbers them: `1`, `2`, `3 = (1 + 2)`, or `(a)`, `(b)`, `(c)`.
fn is_numbering(grid: &Grid, label: &Label, columns: &BTreeMap<String, u32>) -> bool {
    let mark = |text: &str| -> Option<u8> {
        let first = text.split('=').next().unwrap_or_default();
        let plain = first.trim_matches(['(', ')', ' ']);
        match plain.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_lowercase()),
            _ => plain.parse().ok().filter(|number| *number > 0),
        }
    };
    if label.label.as_deref().is_some_and(|label| mark(label).is_none()) {
        return false;
    }
    let mut places: Vec<u32> = columns.values().copied().collect();
    places.sort_unstable();
    let marks: Option<Vec<u8>> = places.iter().map(|column| mark(grid.text(label.row, *column).trim())).collect();
    // Amounts may be small whole numbers too, but the second does not count on from the first.
    marks.is_some_and(|marks| marks.windows(2).next().is_some_and(|pair| pair[1] == pair[0].saturating_add(1)))
}

/// The label and the code of a row: the label stands left of the amounts, the code before it or behind them.
fn label_of(grid: &Grid, row: u32, columns: &BTreeMap<String, u32>, labels: &Labels) -> Label {
    let is_free = labels.list.is_none();
    let first = columns.values().min().copied().unwrap_or_default();
    let last = columns.values().max().copied().unwrap_or_default();
    let (mut label, mut code) = (None, None);
    for (column, cell) in grid.row(row).filter(|(column, _)| *column < first || *column > last) {
        let text = collapse_spaces(&cell.text());
        if is_code(&text, labels) {
            code.get_or_insert(text);
        } else if column < first && matches!(cell, Cell::Text(_)) && text.chars().any(char::is_alphanumeric) {
            if is_free && code.is_none() && label.is_some() {
                code = label.take();
            }
            label = Some(text);
        }
    }
    // A lone code is a label of its own.
    if label.is_none() && is_free {
        label = code.take();
    }
    let has_amounts = columns.values().any(|column| !grid.text(row, *column).trim().is_empty());
    Label { row, label, code, has_amounts }
}

fn is_code(text: &str, labels: &Labels) -> bool {
    let looks_like_one = || {
        text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    };
    labels.is_code(text) || labels.list.is_none() && (looks_like_one() || super::is_rounded(text))
}
