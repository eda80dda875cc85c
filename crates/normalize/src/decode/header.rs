//! The header: which source column is which working column.

use std::collections::BTreeMap;

use erario_model::collapse_spaces;

use super::SourceError;
use super::unpivot::ValueHeaders;
use crate::Plan;

/// For each source column, the working column that it fills; `None` if it is ignored. A header that is a value names
/// itself.
///
/// A header that the pipeline does not know stops the dataset: a renamed column would otherwise become a column of
/// nulls, and a new one would be lost in silence.
pub(super) fn working_columns(headers: &[String], plan: &Plan) -> Result<Vec<Option<String>>, SourceError> {
    refuse_page(headers.first().map_or("", String::as_str))?;
    refuse_delimiter(headers, plan)?;
    let mut columns: Vec<Option<String>> = Vec::with_capacity(headers.len());
    let mut spanned: Vec<(String, usize)> = Vec::new();
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
            None => return Err(SourceError::UnknownHeader { near: nearest(&header, plan), found: header }),
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
    let quoted = || -> String {
        let quoted: Vec<String> = headers.iter().map(|header| format!("`{}`", collapse_spaces(header))).collect();
        quoted.join(", ")
    };
    for (column, spellings) in &plan.columns {
        if !columns.iter().flatten().any(|found| found == column) {
            return Err(SourceError::MissingHeader {
                column: column.clone(),
                expected: spellings.iter().map(|spelling| format!("`{spelling}`")).collect::<Vec<_>>().join(" or "),
                found: quoted(),
            });
        }
    }
    if let Some(unpivot) = &plan.decode.unpivot
        && !columns.iter().flatten().any(|column| is_value(column))
    {
        return Err(SourceError::NoValueHeaders { pattern: unpivot.headers.clone(), found: quoted() });
    }
    Ok(columns)
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
