//! The header: which source column is which working column.

use std::collections::BTreeMap;

use erario_model::{Mode, collapse_spaces};

use super::SourceError;
use super::unpivot::ValueHeaders;
use crate::Plan;

/// A header as the pipeline reads it.
pub(super) struct Header {
    /// For each source column, the working column that it fills; `None` if it is not carried. A header that is a value
    /// names itself.
    pub columns: Vec<Option<String>>,
    /// Places of the columns that the pipeline does not know, with their headers, where its contract goes on.
    pub unknown: Vec<(usize, String)>,
    /// Working columns that no header means, with the headers that would, where its contract goes on.
    pub vanished: BTreeMap<String, Vec<String>>,
}

/// Reads a header.
///
/// One that the pipeline does not know stops the dataset, unless its contract says otherwise: a renamed column would
/// otherwise become a column of nulls, and a new one would be lost in silence.
pub(super) fn read(headers: &[String], plan: &Plan) -> Result<Header, SourceError> {
    refuse_page(headers.first().map_or("", String::as_str))?;
    refuse_delimiter(headers, plan)?;
    let goes_on = plan.contract.columns != Mode::Freeze;
    let mut columns: Vec<Option<String>> = Vec::with_capacity(headers.len());
    let mut spanned: Vec<(String, usize)> = Vec::new();
    let mut unknown: Vec<(usize, String)> = Vec::new();
    let values = plan.decode.unpivot.as_ref().map(ValueHeaders::of).transpose()?;
    let is_value = |header: &str| values.as_ref().is_some_and(|values| values.has(header));
    let headers: Vec<String> = headers.iter().map(|header| collapse_spaces(header)).collect();
    for (place, header) in headers.iter().enumerate() {
        let header = header.clone();
        if let Some((column, _)) = plan.lacks.iter().find(|(_, spellings)| spellings.contains(&header)) {
            return Err(SourceError::Lacked { column: column.clone(), header });
        }
        let known = plan.columns.iter().find(|(_, spellings)| spellings.contains(&header));
        let column = match known {
            _ if plan.is_refused(&header) => None,
            Some((column, _)) => Some(column.clone()),
            None if plan.is_ignored(&header) => None,
            None if is_value(&header) => Some(header.clone()),
            None if goes_on && unknown.iter().any(|(_, other)| *other == header) => {
                return Err(SourceError::TwiceInHeader { header });
            }
            None => {
                unknown.push((place, header.clone()));
                None
            }
        };
        // A header merged over several columns names them all: `entity`, `entity_2`, `entity_3`.
        columns.push(match column {
            Some(column) if columns.iter().flatten().any(|other| *other == column) => {
                if plan.joined && !headers[..place].contains(&header) {
                    columns.push(Some(column));
                    continue;
                }
                if !plan.merged_headers || known.is_none() {
                    return Err(SourceError::TwiceInHeader { header });
                }
                let count = match spanned.iter_mut().find(|(name, _)| *name == column) {
                    Some((_, count)) => {
                        *count += 1;
                        *count
                    }
                    None => {
                        spanned.push((column.clone(), 2));
                        2
                    }
                };
                Some(format!("{column}_{count}"))
            }
            other => other,
        });
    }
    if !goes_on && !unknown.is_empty() {
        let found = unknown.iter().map(|(_, header)| format!("`{header}`{}", nearest(header, plan)));
        return Err(SourceError::UnknownHeader {
            found: found.collect::<Vec<_>>().join("; "),
            columns: if unknown.len() == 1 { "column" } else { "columns" },
            headers: unknown.into_iter().map(|(_, header)| header).collect(),
        });
    }
    let quoted = || -> String {
        let quoted: Vec<String> = headers.iter().map(|header| format!("`{}`", collapse_spaces(header))).collect();
        quoted.join(", ")
    };
    let is_there = |column: &String| columns.iter().flatten().any(|found| found == column);
    let mut vanished = BTreeMap::new();
    for (column, spellings) in plan.columns.iter().filter(|(column, _)| !is_there(column)) {
        let expected = spellings.iter().map(|spelling| format!("`{spelling}`")).collect::<Vec<_>>().join(" or ");
        let (column, found) = (column.clone(), quoted());
        if !goes_on {
            return Err(SourceError::MissingHeader { column, expected, found });
        }
        if plan.needed.has(&column, is_there) {
            return Err(SourceError::NeededHeader { column, expected, found, mode: plan.contract.columns });
        }
        vanished.insert(column, spellings.clone());
    }
    if let Some(unpivot) = &plan.decode.unpivot
        && !columns.iter().flatten().any(|column| is_value(column))
    {
        return Err(SourceError::NoValueHeaders { pattern: unpivot.headers.clone(), found: quoted() });
    }
    Ok(Header { columns, unknown, vanished })
}

/// A header in one piece that holds another character between fields.
fn refuse_delimiter(headers: &[String], plan: &Plan) -> Result<(), SourceError> {
    let ([found], true) = (headers, plan.columns.len() > 1) else { return Ok(()) };
    match [',', ';', '\t', '|'].into_iter().find(|character| found.contains(*character)) {
        Some(character) if character != plan.decode.delimiter => {
            Err(SourceError::Delimiter { found: found.clone(), character, delimiter: plan.decode.delimiter })
        }
        _ => Ok(()),
    }
}

/// No header and no record begins as a page does.
pub(crate) fn refuse_page(first: &str) -> Result<(), SourceError> {
    if first.trim_start().starts_with('<') {
        return Err(SourceError::Page { found: first.trim().chars().take(60).collect() });
    }
    Ok(())
}

/// Working column -> the source header as published; in a joined file, all of them.
pub(super) fn headers_of(headers: &[String], columns: &[Option<String>]) -> BTreeMap<String, String> {
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    for (column, header) in columns.iter().zip(headers) {
        let Some(column) = column else { continue };
        match named.get_mut(column) {
            Some(all) => *all = format!("{all} | {header}"),
            None => {
                named.insert(column.clone(), header.clone());
            }
        }
    }
    named
}

fn nearest(header: &str, plan: &Plan) -> String {
    let spellings = plan.columns.iter().flat_map(|(_, spellings)| spellings);
    spellings
        .map(|spelling| (strsim::jaro_winkler(&header.to_lowercase(), &spelling.to_lowercase()), spelling))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map_or_else(String::new, |(_, spelling)| format!(", close to `{spelling}`"))
}
