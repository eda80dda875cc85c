//! Delimited text: a checksum a record, and one of them all.

use std::io::Read;

use erario_model::collapse_spaces;

use super::Content;
use super::records::{Outbox, hashed};
use crate::Plan;
use crate::decode::records::{Record, Records, is_blank, texts};
use crate::decode::{Source, SourceError, ascii, container, refuse_page};

pub(super) fn put(content: &mut Content, source: Source<'_>, plan: &Plan) -> Result<(), SourceError> {
    let mut part = |name: Option<String>, reader: &mut dyn Read| {
        // Which member it is that a pattern finds says nothing; which ones there are does.
        let name = name.filter(|_| plan.decode.every_member).unwrap_or_default();
        content.put(name.as_bytes());
        put_text(content, reader, plan)
    };
    // A harmonised table stands in one text.
    match plan.shaped {
        Some(_) => container::with_text(source, plan, part),
        None => container::each_text(source, plan, &mut part),
    }
}

fn put_text(content: &mut Content, reader: &mut dyn Read, plan: &Plan) -> Result<(), SourceError> {
    let mut records = Records::of(reader, ascii(plan.decode.delimiter));
    let (headers, checksums) = hashed(plan.order_is_content(), |outbox| match plan.shaped {
        Some(_) => titled(&mut records, outbox),
        None => table(&mut records, outbox, plan),
    })?;
    content.count(headers.len() as u64);
    headers.iter().for_each(|header| content.put(header.as_bytes()));
    checksums.put(content);
    Ok(())
}

/// A text with titles above its table and notes below: records of any length, every one as it stands.
fn titled(records: &mut Records, outbox: &mut Outbox) -> Result<Vec<String>, SourceError> {
    while let Some(Record { cells, .. }) = records.next()? {
        if !cells.iter().all(is_blank) {
            outbox.broken(cells, true);
        }
    }
    Ok(Vec::new())
}

/// A table below its header, or without one; gives its headers.
fn table(records: &mut Records, outbox: &mut Outbox, plan: &Plan) -> Result<Vec<String>, SourceError> {
    let first = records.header()?;
    let headers = texts(&first);
    refuse_page(headers.first().map_or("", String::as_str))?;
    let columns = Columns::of(headers, plan);
    let mut last_broken = None;
    if plan.decode.headerless && !first.iter().all(is_blank) {
        outbox.whole(&first, &columns.kept);
    }
    while let Some(Record { number, cells, is_misquoted }) = records.next()? {
        let is_whole = cells.len() == columns.count && !is_misquoted;
        if !is_whole {
            last_broken = Some((number, cells.len()));
        }
        if cells.iter().all(is_blank) {
            continue;
        }
        match is_whole {
            true => outbox.whole(cells, &columns.kept),
            // Nobody can tell which of the cells tells of persons.
            false => outbox.broken(cells, plan.refused.is_empty()),
        }
    }
    if records.number() == 1 && !plan.decode.headerless {
        return Err(SourceError::NoRecords);
    }
    match last_broken {
        Some((record, found)) if record == records.number() => {
            Err(SourceError::Cut { record, found, expected: columns.count })
        }
        _ => Ok(columns.headers),
    }
}

/// The columns of a table that take part, in the order of their headers.
struct Columns {
    headers: Vec<String>,
    /// Where they stand.
    kept: Vec<usize>,
    /// All columns, those that do not take part included.
    count: usize,
}

impl Columns {
    fn of(first: Vec<String>, plan: &Plan) -> Columns {
        let count = first.len();
        let is_headerless = plan.decode.headerless;
        let named = first.into_iter().enumerate().map(|(place, cell)| match is_headerless {
            true => (place, (place + 1).to_string()),
            false => (place, cell),
        });
        let mut kept: Vec<(usize, String)> =
            named.filter(|(_, header)| !plan.is_refused(&collapse_spaces(header))).collect();
        if !is_headerless {
            kept.sort_by(|(_, one), (_, other)| one.cmp(other));
        }
        let (kept, headers) = kept.into_iter().unzip();
        Columns { headers, kept, count }
    }
}
