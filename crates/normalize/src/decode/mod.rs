//! Bytes to text tables: every cell as published, every row with its record number.
//!
//! What the pipeline declares is checked here and nowhere else: the container, the encoding, the sheet and the header.
//! A file that is not what its pipeline says stops its dataset with a [`SourceError`]; a single bad record does not, it
//! is kept in [`TextTable::broken`].

mod ahead;
mod cells;
pub(crate) mod container;
mod damage;
mod delimited;
mod encoding;
mod error;
mod extent;
mod grid;
mod header;
mod look;
mod quotes;
pub(crate) mod records;
mod unknown;
mod unpivot;
mod workbook;

/// The character between fields as the byte that it is.
///
/// # Panics
/// If it is more than one byte: `erario check`, which goes before every run, and the command line refuse that.
pub(crate) fn ascii(delimiter: char) -> u8 {
    u8::try_from(delimiter).ok().filter(u8::is_ascii).expect("the delimiter is proved to be ASCII")
}

#[cfg(test)]
#[allow(dead_code, reason = "the tests of the command share this file, and use other parts of it")]
#[path = "../../../../tests/it/support/workbook/mod.rs"]
pub(crate) mod book;

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

pub(crate) use container::Source;
pub use error::SourceError;
pub(crate) use grid::{Cell, Grid, grids};
pub(crate) use header::refuse_page;
pub use look::{Look, Named, look};
pub(crate) use unpivot::HEADER;
pub(crate) use workbook::Sheet;

use erario_model::{Changes, Format, Unit};

use crate::Plan;
use crate::shape::{self, SheetNote};

/// The column of a text table that holds the record number in the source, 1-based, header included.
pub const SOURCE_ROW: &str = "source_row";

/// Records of one part of a source (a zip member, a sheet), as text.
///
/// The frame has one String column per working column of the pipeline, null where the cell is empty, and
/// [`SOURCE_ROW`] as Int64.
#[derive(Clone, Debug, Default)]
pub struct TextTable {
    /// Working column -> the source header that it was filled from.
    pub headers: BTreeMap<String, String>,
    pub part: Option<String>,
    pub frame: DataFrame,
    pub broken: Vec<BrokenRecord>,
    /// Records without a single filled cell.
    pub blank_records: u64,
    /// Records after the table's end: footnotes and sources.
    pub footnote_records: u64,
    /// Working column -> the letters of its column, where the source is a sheet.
    pub letters: BTreeMap<String, String>,
    /// What is odd about the sheet as a whole.
    pub notes: Vec<SheetNote>,
    /// The unit that the sheet says, where it says one.
    pub unit: Option<Unit>,
    /// What its header changed against the pipeline.
    pub changes: Changes,
    /// Records with cells in columns that the pipeline does not know, and those cells by header, as JSON.
    pub unknown: Vec<(i64, String)>,
}

impl TextTable {
    /// Puts the next batch of the same part below.
    pub fn append(&mut self, next: TextTable) -> Result<(), SourceError> {
        erario_columns::stack_below(&mut self.frame, next.frame)?;
        self.broken.extend(next.broken);
        self.blank_records += next.blank_records;
        self.footnote_records += next.footnote_records;
        self.changes.append(next.changes);
        self.unknown.extend(next.unknown);
        Ok(())
    }
}

/// A record with another number of fields than the header, with a quote out of place, which may have swallowed the
/// records below it, or, in a joined file, with two cells for one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRecord {
    pub source_row: i64,
    pub fields: usize,
    /// As published; none where the pipeline refuses columns, because nobody can tell which cell is which.
    pub cells: Vec<String>,
    pub expected_fields: usize,
    pub is_misquoted: bool,
    /// The working column that has two different cells.
    pub filled_twice: Option<String>,
}

/// Reads a source and hands its records over in batches, in order.
///
/// `bytes` is the whole file as stored; only compressed files and workbooks are small enough to come whole, and
/// delimited text that is packed is inflated and decoded as it is read.
pub fn decode(
    bytes: &[u8],
    plan: &Plan,
    batch: &mut dyn FnMut(TextTable) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    if let Some(shaped) = &plan.shaped {
        return shape::read(bytes, plan, shaped, batch);
    }
    let mut batch = |table: TextTable| match &plan.decode.unpivot {
        Some(unpivot) => batch(unpivot::apply(table, unpivot, &plan.columns, plan.amounts.blank_is_zero)?),
        None => batch(table),
    };
    match is_text(bytes, plan)? {
        true => {
            // Only a sheet merges its headers; in text, one that stands twice is two columns.
            let plan = &Plan { merged_headers: false, ..plan.clone() };
            container::each_text(Source::Held(bytes), plan, |part, reader| {
                delimited::read(reader, part, plan, &mut batch)
            })
        }
        false => workbook::read(bytes, plan, &mut batch),
    }
}

/// Whether the source is read as delimited text, and not as a workbook.
pub(crate) fn is_text(bytes: &[u8], plan: &Plan) -> Result<bool, SourceError> {
    Ok(match plan.decode.format {
        Format::Csv => true,
        Format::Workbook => false,
        // A harmonised table in text says so.
        Format::Either => plan.shaped.is_none() && grid::is_plain_text(&container::whole(bytes, plan)?),
    })
}
