//! Which of the tables with the right heads is the shape's own.

use erario_model::{Labels, Shaped, slug};

use super::SheetNote;
use super::heads::{self, Heads, NearMiss};
use super::table::rows;
use super::title;
use super::tree::{Place, places};
use crate::Plan;
use crate::decode::{Grid, SourceError};

/// The one table that is read.
pub(super) struct Found<'a> {
    pub grid: &'a Grid,
    pub heads: Heads,
    /// What the lines above the table say.
    pub title: Vec<title::Line>,
    /// Other cuts of the same money beside it.
    pub others: Vec<SheetNote>,
}

pub(super) fn choose<'a>(grids: &'a [Grid], plan: &Plan, shaped: &Shaped) -> Result<Found<'a>, SourceError> {
    let shape = &shaped.shape;
    let file = plan.file.clone();
    let named = shaped.body.sheet.as_deref();
    if let Some(sheet) = named.filter(|name| grids.iter().all(|grid| grid.sheet != *name)) {
        let found: Vec<String> = grids.iter().map(|grid| format!("`{}`", grid.sheet)).collect();
        let (shape, expected) = (shape.name.clone(), sheet.to_owned());
        return Err(SourceError::NamedSheet { shape, expected, found: found.join(", "), file });
    }
    let mut own: Vec<(&Grid, Heads)> = Vec::new();
    let mut others = Vec::new();
    let mut seen = Vec::new();
    for grid in grids {
        if !named.map_or(grid.is_visible, |name| grid.sheet == name) {
            if named.is_none() {
                seen.push(format!("sheet `{}` is hidden", grid.sheet));
            }
            continue;
        }
        let (found, near) = heads::find(grid, shape);
        if found.is_empty() {
            seen.push(glance(grid, &near, &shape.header.label));
        }
        for heads in found {
            let cell = Grid::address(heads.label.0, heads.label.1);
            let at = format!("sheet `{}`: the table at {cell}", grid.sheet);
            match shape.labels.as_ref().map_or(Fit::Own, |labels| fit(grid, &heads, labels)) {
                Fit::Own => own.push((grid, heads)),
                Fit::Sibling => {
                    seen.push(format!("{at} is another cut of the same money"));
                    others.push(not_read(grid, &heads));
                }
                Fit::Stranger(Some(first)) => seen.push(format!("{at} has other labels, such as `{first}`")),
                Fit::Stranger(None) => seen.push(format!("{at} has no rows")),
            }
        }
    }
    let place = |(grid, heads): &(&Grid, Heads)| {
        format!("sheet `{}`, cell {}", grid.sheet, Grid::address(heads.label.0, heads.label.1))
    };
    if own.len() > 1 {
        let found = own.iter().map(place).collect::<Vec<_>>().join("; ");
        return Err(SourceError::SeveralTables { shape: shape.name.clone(), found, file });
    }
    let Some((grid, heads)) = own.pop() else {
        return Err(SourceError::NoTable { shape: shape.name.clone(), seen: seen.join("; "), file });
    };
    if let Some((found, cell)) = heads.unknown {
        return Err(SourceError::UnknownHead { found, sheet: grid.sheet.clone(), cell, file });
    }
    let title = title::above(grid, &heads);
    Ok(Found { grid, heads, title, others })
}

/// Whether the labels of a table are the shape's.
enum Fit {
    Own,
    /// The same statement, cut otherwise.
    Sibling,
    /// Another table; its first label.
    Stranger(Option<String>),
}

fn fit(grid: &Grid, heads: &Heads, labels: &Labels) -> Fit {
    let rows = rows(grid, heads, labels).rows;
    let first = rows.iter().find_map(|row| row.label.clone());
    let is_other = |label: &String| labels.other_tables.iter().any(|other| slug(other) == slug(label));
    if rows.iter().filter_map(|row| row.label.as_ref()).any(is_other) {
        return Fit::Sibling;
    }
    let placed = places(&rows, labels);
    let is_node = |place: &&Place| matches!(place, Place::Node(node) if labels.nodes[*node].level > 0);
    let known = placed.iter().filter(is_node).count();
    let labelled = rows.iter().filter(|row| row.label.is_some()).count();
    let has_section = || {
        placed.iter().any(|place| matches!(place, Place::Node(node) | Place::Heading(node) if labels.nodes[*node].depth.is_none() && labels.nodes[*node].level == 1))
    };
    let fits = match labels.list {
        Some(_) => known * 2 > labelled && (labels.sections.is_empty() || has_section()),
        None => has_title(grid, heads, labels) && labels.sections.is_empty() != has_section(),
    };
    if fits { Fit::Own } else { Fit::Stranger(first) }
}

/// Free labels prove nothing, so the title must say what the table is, where there is one.
fn has_title(grid: &Grid, heads: &Heads, labels: &Labels) -> bool {
    let lines = title::above(grid, heads);
    let words: Vec<String> = labels.title.iter().map(|words| slug(words)).collect();
    lines.is_empty() || lines.iter().any(|line| words.iter().any(|words| slug(&line.text).contains(words.as_str())))
}

fn not_read(grid: &Grid, heads: &Heads) -> SheetNote {
    let cell = Grid::address(heads.label.0, heads.label.1);
    SheetNote {
        rule: "table-not-read",
        found: format!("{} {cell}", grid.sheet),
        cell: Some(cell),
        expected: None,
        detail_es: "Es otro corte del mismo dinero.".to_owned(),
        detail_en: "It is another cut of the same money.".to_owned(),
        doubts_all: false,
    }
}

/// What a sheet without the table shows, for a person who must find out why.
fn glance(grid: &Grid, near: &[NearMiss], labels: &[String]) -> String {
    let Some(miss) = near.iter().min_by_key(|miss| miss.missing.len()) else {
        let first =
            grid.cells().find_map(|(_, cell)| Some(cell.text().trim().to_owned()).filter(|text| !text.is_empty()));
        let heads = labels.iter().map(|head| format!("`{head}`")).collect::<Vec<_>>().join(" or ");
        return match first {
            Some(first) => format!("sheet `{}`: no cell says {heads}; it begins with `{first}`", grid.sheet),
            None => format!("sheet `{}` is blank", grid.sheet),
        };
    };
    let seen = miss.seen.iter().map(|head| format!("`{head}`")).collect::<Vec<_>>().join(", ");
    let at = format!("sheet `{}`: beside `{}` at {}", grid.sheet, miss.head, miss.cell);
    match &miss.twice {
        Some(column) if miss.missing.is_empty() => format!("{at} two heads mean `{column}`: {seen}"),
        _ => {
            let missing = miss.missing.iter().map(|head| format!("`{head}`")).collect::<Vec<_>>().join(", ");
            format!("{at} no head says {missing}; there are {seen}")
        }
    }
}
