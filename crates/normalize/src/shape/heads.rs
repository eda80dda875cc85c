//! The heads of a table's columns: which column is which, and where the rows begin.

use std::collections::BTreeMap;

use erario_model::{Shape, collapse_spaces, plain_head};

use crate::decode::{Cell, Grid};

/// Rows above the head of the labels that may belong to the heads: a group's name over several columns.
const ABOVE: u32 = 2;
/// Rows that heads may be split over.
const SPLIT: u32 = 3;

/// A table's heads in a sheet.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    /// Where the head of the labels stands.
    pub label: (u32, u32),
    /// The last row of the heads.
    pub bottom: u32,
    /// Working column -> column of the sheet.
    pub columns: BTreeMap<String, u32>,
    /// Working column -> its head as published.
    pub published: BTreeMap<String, String>,
    /// A head over a column that the shape does not know, with its cell.
    pub unknown: Option<(String, String)>,
}

/// A head of labels whose columns are not all there.
#[derive(Clone, Debug)]
pub(super) struct NearMiss {
    pub cell: String,
    pub head: String,
    /// Heads that are missing, as the shape spells them first.
    pub missing: Vec<String>,
    /// A working column that two heads mean.
    pub twice: Option<String>,
    pub seen: Vec<String>,
}

/// Every table of a sheet that has the shape's heads, and what almost has.
pub(super) fn find(grid: &Grid, shape: &Shape) -> (Vec<Heads>, Vec<NearMiss>) {
    let labels: Vec<String> = shape.header.label.iter().map(|head| plain_head(head)).collect();
    let (mut found, mut near) = (Vec::new(), Vec::new());
    for ((row, column), cell) in grid.cells() {
        let Cell::Text(text) = cell else { continue };
        if !labels.contains(&plain_head(text)) {
            continue;
        }
        match heads_at(grid, shape, (row, column)) {
            Ok(heads) => found.push(heads),
            Err(miss) => near.push(miss),
        }
    }
    (found, near)
}

/// Heads may end in the row of the label's head or below it; the first row that completes them is the last.
fn heads_at(grid: &Grid, shape: &Shape, label: (u32, u32)) -> Result<Heads, NearMiss> {
    let mut best = match complete(grid, shape, label, label.0) {
        Ok(heads) => return Ok(heads),
        Err(miss) => miss,
    };
    for bottom in label.0 + 1..=label.0 + SPLIT {
        match complete(grid, shape, label, bottom) {
            Ok(heads) => return Ok(heads),
            Err(miss) if miss.missing.len() < best.missing.len() => best = miss,
            Err(_) => {}
        }
    }
    Err(best)
}

fn complete(grid: &Grid, shape: &Shape, label: (u32, u32), bottom: u32) -> Result<Heads, NearMiss> {
    let has_labels = shape.labels.is_some();
    let stacks: Vec<(u32, Vec<String>)> = (grid.columns().into_iter().flatten())
        .filter(|column| !has_labels || *column > label.1)
        .map(|column| (column, stack(grid, label.0.saturating_sub(ABOVE), bottom, column)))
        .filter(|(_, stack)| !stack.is_empty())
        .collect();
    let mut columns = BTreeMap::new();
    let mut published = BTreeMap::new();
    let mut missing = Vec::new();
    let mut twice = None;
    for (name, spellings) in &shape.header.columns {
        let spellings: Vec<String> = spellings.iter().map(|head| plain_head(head)).collect();
        let mut matching = stacks.iter().filter_map(|(column, stack)| Some((*column, ending(stack, &spellings)?)));
        match (matching.next(), matching.next()) {
            (Some((column, head)), None) => {
                columns.insert(name.clone(), column);
                published.insert(name.clone(), head);
            }
            (Some(_), Some(_)) => twice = Some(name.clone()),
            (None, _) if shape.header.optional.contains_key(name) => {}
            (None, _) => missing.push(shape.header.columns[name].first().cloned().unwrap_or_else(|| name.clone())),
        }
    }
    if !missing.is_empty() || twice.is_some() {
        let seen = stacks.iter().filter_map(|(_, stack)| stack.last().cloned()).collect();
        let head = grid.text(label.0, label.1).into_owned();
        return Err(NearMiss { cell: Grid::address(label.0, label.1), head, missing, twice, seen });
    }
    let ignored: Vec<String> = shape.header.ignored.keys().map(|head| plain_head(head)).collect();
    let own = |column: u32| stack(grid, label.0, bottom, column);
    let is_label = |column: u32| column == label.1;
    let unknown = (stacks.iter().map(|(column, _)| *column))
        .filter(|column| !is_label(*column) && !columns.values().any(|known| known == column))
        .find_map(|column| {
            let stack = own(column);
            (!stack.is_empty() && ending(&stack, &ignored).is_none())
                .then(|| (stack.join(" "), Grid::address(bottom, column)))
        });
    Ok(Heads { label, bottom, columns, published, unknown })
}

/// The texts over one column, from top to bottom.
fn stack(grid: &Grid, top: u32, bottom: u32, column: u32) -> Vec<String> {
    (top..=bottom)
        .filter_map(|row| match grid.cell(row, column) {
            Some(Cell::Text(text)) => Some(collapse_spaces(text)).filter(|text| !text.is_empty()),
            _ => None,
        })
        .collect()
}

/// The last texts of a stack that together make one of the spellings: a head may be split over rows.
fn ending(stack: &[String], spellings: &[String]) -> Option<String> {
    (0..stack.len()).rev().map(|start| stack[start..].join(" ")).find(|head| spellings.contains(&plain_head(head)))
}
