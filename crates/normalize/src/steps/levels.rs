//! Parts and totals in one column of rows, told apart by their code.

use std::collections::{BTreeMap, HashMap};

use erario_model::{Level, slug};
use polars::prelude::*;
use regex::Regex;

use super::{LEVEL, NAME, NODE, ONLY_TOTAL, PARENT, Work};

/// Where one code stands.
#[derive(Clone)]
struct Place {
    level: i64,
    node: String,
    parent: Option<String>,
    fill: BTreeMap<String, String>,
    name_into: Option<String>,
    only_total: bool,
}

pub(super) fn apply(work: &mut Work, column: &str, name: &str, matches: &[Level]) -> PolarsResult<()> {
    let patterns: Vec<(Regex, &Level)> = matches
        .iter()
        .map(|level| {
            Ok((
                Regex::new(&format!("^(?:{})$", level.code)).map_err(|error| polars_err!(ComputeError: "{error}"))?,
                level,
            ))
        })
        .collect::<PolarsResult<_>>()?;
    let mut known: HashMap<String, Option<Place>> = HashMap::new();
    let mut places: Vec<Option<Place>> = Vec::with_capacity(work.frame.height());
    for code in work.text(column)?.iter() {
        let code = code.unwrap_or_default();
        let place = known.entry(code.to_owned()).or_insert_with(|| place(code, &patterns));
        places.push(place.clone());
    }
    let lost: Vec<Option<String>> = work
        .text(column)?
        .iter()
        .zip(&places)
        .map(|(code, place)| place.is_none().then(|| code.unwrap_or_default().to_owned()))
        .collect();
    work.set_aside_codes("unknown-level", column, &lost)?;
    let places: Vec<Place> = places.into_iter().flatten().collect();

    let names = work.text(name)?.clone();
    let mut columns: Vec<&str> = Vec::new();
    for level in matches {
        columns.extend(level.fill.keys().map(String::as_str).chain(level.name_into.as_deref()));
    }
    columns.sort_unstable();
    columns.dedup();
    for column in columns {
        let filled: StringChunked = places
            .iter()
            .zip(names.iter())
            .map(|(place, name)| match place.fill.get(column) {
                Some(value) => Some(value.as_str()),
                None if place.name_into.as_deref() == Some(column) => name,
                None => None,
            })
            .collect();
        work.set(column, filled)?;
    }
    let levels: Int64Chunked = places.iter().map(|place| Some(place.level)).collect();
    work.frame.with_column(levels.with_name(LEVEL.into()).into_column())?;
    let only_total: BooleanChunked = places.iter().map(|place| Some(place.only_total)).collect();
    work.put(ONLY_TOTAL, only_total.into_column())?;
    work.set(NODE, places.iter().map(|place| Some(place.node.as_str())).collect())?;
    work.set(PARENT, places.iter().map(|place| place.parent.as_deref()).collect())?;
    work.set(NAME, names)
}

fn place(code: &str, patterns: &[(Regex, &Level)]) -> Option<Place> {
    let (captures, level) = patterns.iter().find_map(|(pattern, level)| Some((pattern.captures(code)?, level)))?;
    let expand = |template: &str| {
        let mut expanded = String::new();
        captures.expand(template, &mut expanded);
        expanded
    };
    Some(Place {
        level: level.level,
        node: expand(&level.becomes),
        parent: level.parent.as_deref().map(expand),
        fill: level.fill.iter().map(|(column, template)| (column.clone(), expand(template))).collect(),
        name_into: level.name_into.clone(),
        only_total: level.only_total,
    })
}

/// A node's name as part of an id.
pub(super) fn node_of(path: &[&str]) -> String {
    path.iter().map(|label| slug(label)).collect::<Vec<_>>().join("/")
}
