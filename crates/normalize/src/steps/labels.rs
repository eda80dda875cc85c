//! Parts and totals told by their labels: which entry of a classifier each row is, and what it fills.

use std::collections::{BTreeMap, HashMap};

use erario_model::{LabelNode, Labels, LevelFill, slug};
use polars::prelude::*;

use super::{LEVEL, NAME, NODE, PARENT, Work};
use crate::Plan;
use crate::amounts::{self, Cell};
use crate::decode::SourceError;
use crate::shape::{self, CODE, LABEL, Label, Place};

/// A row's place and what it fills.
#[derive(Default)]
struct Filled {
    level: i64,
    node: String,
    parent: Option<String>,
    is_earmarked: Option<bool>,
    columns: BTreeMap<String, Option<String>>,
}

pub(super) fn apply(work: &mut Work, plan: &Plan, labels: &Labels, amounts: &[String]) -> Result<(), SourceError> {
    let rows = rows(work, amounts)?;
    let places = shape::places(&rows, labels);
    let has_money = has_money(work, plan, amounts)?;
    note_codes(work, &rows, &places, labels)?;

    let found = |kind: &dyn Fn(&Place) -> bool| -> Vec<Option<String>> {
        let row = |(place, row): (&Place, &Label)| {
            (kind(place) && has_money[row.row as usize]).then(|| row.label.clone().unwrap_or_default())
        };
        places.iter().zip(&rows).map(row).collect()
    };
    let informative = found(&|place| *place == Place::Informative);
    let unknown = found(&|place| *place == Place::Unknown);
    let unlabelled = found(&|place| *place == Place::Unlabelled);
    let keep: Vec<bool> = places.iter().map(|place| matches!(place, Place::Node(_) | Place::Free(_))).collect();
    let aside = informative.iter().chain(&unknown).chain(&unlabelled).flatten().count();
    work.label_records += (keep.iter().filter(|keep| !**keep).count() - aside) as u64;
    work.note_aside("informative-line", LABEL, &informative)?;
    work.note_codes(LABEL, &unknown, true)?;
    work.note_aside("unknown-label", LABEL, &unknown)?;
    work.note_aside("unlabelled-row", LABEL, &unlabelled)?;
    let kept: BooleanChunked = keep.iter().map(|keep| Some(*keep)).collect();
    work.keep(&kept)?;

    let present: Vec<usize> =
        places.iter().filter_map(|place| if let Place::Node(node) = place { Some(*node) } else { None }).collect();
    let mut taken = HashMap::new();
    let filled: Vec<Filled> = places
        .iter()
        .zip(&rows)
        .zip(&keep)
        .filter(|(_, keep)| **keep)
        .map(|((place, row), _)| fill(place, row, labels, &present, &mut taken))
        .collect();
    write(work, labels, &filled)?;
    Ok(())
}

/// The rows as the tree reads them; `row` is their place in the frame.
fn rows(work: &Work, amounts: &[String]) -> PolarsResult<Vec<Label>> {
    let (labels, codes) = (work.text(LABEL)?, work.text(CODE)?);
    let columns: Vec<&StringChunked> = amounts.iter().filter_map(|name| work.text(name).ok()).collect();
    let row = |(row, (label, code)): (usize, (Option<&str>, Option<&str>))| Label {
        row: row as u32,
        label: label.map(str::to_owned),
        code: code.map(str::to_owned),
        has_amounts: columns.iter().any(|column| column.get(row).is_some()),
    };
    Ok(labels.iter().zip(codes.iter()).enumerate().map(row).collect())
}

/// Rows with an amount other than zero, or with one that cannot be read.
fn has_money(work: &Work, plan: &Plan, amounts: &[String]) -> PolarsResult<Vec<bool>> {
    let mut has_money = vec![false; work.frame.height()];
    for name in amounts {
        let Ok(cells) = work.text(name) else { continue };
        for (row, cell) in cells.iter().enumerate() {
            has_money[row] |= match amounts::read(cell, &plan.amounts) {
                Cell::Blank => false,
                Cell::Exact(money) | Cell::Rounded(money, _) => money.centavos() != 0,
                Cell::Unreadable => true,
            };
        }
    }
    Ok(has_money)
}

/// A code that is not the label's is told, and the label decides: it is another entry's, or was rounded.
fn note_codes(work: &mut Work, rows: &[Label], places: &[Place], labels: &Labels) -> PolarsResult<()> {
    let numbers = work.source_rows()?;
    for (row, place) in rows.iter().zip(places) {
        let (Some(code), Some(label)) = (&row.code, &row.label) else { continue };
        let expected = match place {
            Place::Node(node) => {
                let node = &labels.nodes[*node];
                let is_own = labels.meaning(code).as_deref() == Some(node.code.as_str());
                (node.depth.is_some() && !is_own).then(|| format!("{label} ({})", node.code))
            }
            Place::Free(_) => shape::is_rounded(code).then(|| label.clone()),
            _ => None,
        };
        if let Some(expected) = expected {
            work.row_notes.push((numbers[row.row as usize], "code-and-label-differ", code.clone(), expected));
        }
    }
    Ok(())
}

fn fill(place: &Place, row: &Label, labels: &Labels, present: &[usize], taken: &mut HashMap<String, u32>) -> Filled {
    let label = row.label.clone().unwrap_or_default();
    match place {
        Place::Node(node) => {
            let node = &labels.nodes[*node];
            let level = node.depth.and_then(|depth| labels.levels.get(depth));
            let template = |text: &str| {
                let text = text.replace("${node}", &node.code);
                let text = text.replace("${leaf}", if node.has_parts { "" } else { &node.code });
                text.replace("${parent}", node.parent_code.as_deref().unwrap_or(""))
            };
            Filled {
                level: node.level,
                node: node.node.clone(),
                parent: parent(node, labels, present),
                is_earmarked: node.is_earmarked,
                columns: level.map(|level| columns(level, &template, label)).unwrap_or_default(),
            }
        }
        Place::Free(above) => {
            let above = &labels.nodes[*above];
            let printed = row.code.as_deref().filter(|code| !shape::is_rounded(code));
            let (code, name) = code_and_name(printed, &label);
            let own = slug(&[code.unwrap_or(""), name].join(" "));
            let within = if above.level == 0 { own } else { format!("{}.{own}", above.node) };
            // Two units of one name are two units, and one that is called as a total is not that total.
            let is_entry = || labels.nodes.iter().any(|node| node.node == within);
            let count = taken.entry(within.clone()).or_insert_with(|| u32::from(is_entry()));
            *count += 1;
            let node = if *count == 1 { within } else { format!("{within}-{count}") };
            let template = |text: &str| text.replace("${code}", code.unwrap_or(""));
            let level = labels.levels.first();
            Filled {
                level: above.level + 1,
                node,
                parent: Some(above.node.clone()),
                is_earmarked: above.is_earmarked,
                columns: level.map(|level| columns(level, &template, name.to_owned())).unwrap_or_default(),
            }
        }
        _ => Filled::default(),
    }
}

/// The nearest entry above that has a row: one whose label stands without amounts has none, and its parts are parts of
/// what is above it.
fn parent(node: &LabelNode, labels: &Labels, present: &[usize]) -> Option<String> {
    let above = |name: &str| labels.nodes.iter().position(|node| node.node == name);
    let mut parent = above(node.parent.as_deref()?)?;
    while !present.contains(&parent)
        && let Some(next) = labels.nodes[parent].parent.as_deref().and_then(above)
    {
        parent = next;
    }
    Some(labels.nodes[parent].node.clone())
}

/// `0101 Dirección General` is unit `0101`.
fn code_and_name<'a>(code: Option<&'a str>, label: &'a str) -> (Option<&'a str>, &'a str) {
    let is_code =
        |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    match label.split_once(' ') {
        _ if code.is_some() => (code, label),
        Some((word, name)) if is_code(word) => (Some(word), name.trim()),
        _ => (None, label),
    }
}

fn columns(level: &LevelFill, template: &dyn Fn(&str) -> String, label: String) -> BTreeMap<String, Option<String>> {
    let filled =
        level.fill.iter().map(|(column, text)| (column.clone(), Some(template(text)).filter(|text| !text.is_empty())));
    filled.chain(level.name_into.iter().map(|column| (column.clone(), Some(label.clone())))).collect()
}

fn write(work: &mut Work, labels: &Labels, filled: &[Filled]) -> PolarsResult<()> {
    let mut names: Vec<&String> =
        labels.levels.iter().flat_map(|level| level.fill.keys().chain(&level.name_into)).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let cells = filled.iter().map(|row| row.columns.get(name).and_then(Option::as_deref)).collect();
        work.set(name, cells)?;
    }
    let label = work.text(LABEL)?.clone();
    work.set(NAME, label)?;
    work.set(NODE, filled.iter().map(|row| Some(row.node.as_str())).collect())?;
    work.set(PARENT, filled.iter().map(|row| row.parent.as_deref()).collect())?;
    let levels: Int64Chunked = filled.iter().map(|row| Some(row.level)).collect();
    work.frame.with_column(levels.with_name(LEVEL.into()).into_column())?;
    if labels.nodes.iter().any(|node| node.is_earmarked.is_some()) {
        let word = |is_earmarked: bool| if is_earmarked { "true" } else { "false" };
        work.set("is_earmarked", filled.iter().map(|row| row.is_earmarked.map(word)).collect())?;
    }
    Ok(())
}
