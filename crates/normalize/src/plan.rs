//! A plan: a pipeline resolved for one edition. It is data; nothing in it is code.

use std::collections::BTreeMap;

use erario_model::{
    Amounts, Correction, DeclaredTotal, Decode, Edition, Encoding, Format, Mode, Modes, Pipeline, Shaped, Step, Unit,
    fits_wildcard,
};
use serde::Serialize;

use crate::needed::Needed;

/// Rows of a lookup list, by its key's value: a CSV file as text.
pub type List = Vec<BTreeMap<String, String>>;

/// What to do with one edition of one dataset, in full.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    pub publisher: String,
    pub dataset: String,
    pub edition: String,
    /// The pipeline's file, for messages.
    pub file: String,
    /// The harmonised table that the source holds, where it is one.
    pub shaped: Option<Shaped>,
    pub decode: Decode,
    pub encoding: Encoding,
    /// Working column and the headers that mean it.
    pub columns: Vec<(String, Vec<String>)>,
    /// Patterns of headers that are not carried.
    pub ignored: Vec<String>,
    /// Patterns of headers of columns with data of persons.
    pub refused: Vec<String>,
    /// Working columns that the edition does not have, and the headers that would mean them.
    pub lacks: Vec<(String, Vec<String>)>,
    /// What the edition may change.
    pub contract: Modes,
    /// What it may not lose, whatever the contract says.
    pub needed: Needed,
    /// Several spellings of one working column may be there, and each record fills one.
    pub joined: bool,
    /// How many records the file is said to have.
    pub records: Option<u64>,
    /// Headers may be merged over several columns, as sheets do.
    pub merged_headers: bool,
    pub steps: Vec<Step>,
    pub lists: BTreeMap<String, List>,
    pub amounts: Amounts,
    pub table: String,
    /// Output column and the value that it has in every row.
    pub set: BTreeMap<String, String>,
    /// Output column, and its value by fiscal year.
    pub set_by_year: BTreeMap<String, BTreeMap<String, String>>,
    pub corrections: Vec<Correction>,
    pub published_totals: Vec<DeclaredTotal>,
}

impl Plan {
    /// Resolves a pipeline for one of its editions; `None` if it does not declare that edition.
    pub fn resolve(pipeline: &Pipeline, edition: &str, lists: BTreeMap<String, List>) -> Option<Plan> {
        let declared = pipeline.edition(edition)?;
        let mut set = pipeline.output.set.clone();
        set.extend(declared.set.clone());
        let (lacks, columns) = columns(pipeline, declared);
        let mut decode = pipeline.decode.clone();
        decode.format = declared.format.unwrap_or(decode.format);
        decode.zip_member = declared.zip_member.clone().or(decode.zip_member);
        let contract = pipeline.contract.modes(&declared.contract);
        let steps: Vec<Step> = pipeline.steps.iter().map(|step| step.get_ref().clone()).collect();
        let corrections: Vec<&Correction> =
            pipeline.corrections.iter().filter(|correction| correction.edition == edition).collect();
        let mut amounts = pipeline.amounts.clone();
        amounts.blank_is_zero = declared.blank_is_zero.unwrap_or(amounts.blank_is_zero);
        if contract.types != Mode::Evolve {
            amounts.also.clear();
        }
        Some(Plan {
            contract,
            needed: Needed::of(&pipeline.output.table, &columns, &steps, &corrections, &set),
            publisher: pipeline.address.publisher.clone(),
            dataset: pipeline.address.dataset.clone(),
            edition: edition.to_owned(),
            file: pipeline.file.clone(),
            shaped: pipeline.shaped.clone(),
            encoding: declared.encoding.or(pipeline.decode.encoding).unwrap_or(Encoding::Utf8),
            columns,
            ignored: pipeline.ignored.keys().chain(declared.ignored.keys()).cloned().collect(),
            refused: pipeline.refused.keys().cloned().collect(),
            lacks,
            joined: declared.joined,
            records: declared.records,
            merged_headers: decode.format == Format::Workbook,
            decode,
            steps,
            lists,
            amounts,
            table: pipeline.output.table.clone(),
            set,
            set_by_year: declared.set_by_year.clone(),
            corrections: corrections.into_iter().cloned().collect(),
            published_totals: pipeline
                .published_totals
                .iter()
                .filter(|total| total.edition == edition)
                .cloned()
                .collect(),
        })
    }

    /// Whether a source column is not carried any further.
    pub(crate) fn is_ignored(&self, header: &str) -> bool {
        self.ignored.iter().any(|pattern| fits_wildcard(pattern, header))
    }

    /// Whether a source column holds data of persons, whatever else the pipeline says of it.
    pub(crate) fn is_refused(&self, header: &str) -> bool {
        self.refused.iter().any(|pattern| fits_wildcard(pattern, header))
    }

    /// The same plan for a source that counts in another unit.
    pub(crate) fn in_unit(&self, unit: Unit) -> Plan {
        let mut plan = self.clone();
        plan.amounts.unit = unit;
        plan
    }

    /// Whether a row can only be understood beside the others, so that batches must be put together first.
    pub fn needs_whole_table(&self) -> bool {
        let joins = |step: &Step| {
            matches!(step, Step::Levels { .. } | Step::Outline { .. } | Step::Moments { .. } | Step::Nest { .. })
        };
        // A correction is of one record, or of all that say something.
        self.shaped.is_some() || !self.corrections.is_empty() || self.steps.iter().any(joins)
    }

    /// Whether a record says something else in another place, because it is understood by those above it or corrected by
    /// its number.
    pub fn order_is_content(&self) -> bool {
        let reads_above = |step: &Step| matches!(step, Step::Outline { .. } | Step::Nest { .. } | Step::Moments { .. });
        self.shaped.is_some()
            || self.steps.iter().any(reads_above)
            || self.corrections.iter().any(|correction| correction.row.is_some())
    }

    /// The classification whose parts and totals the rows are, if any.
    pub fn classification(&self) -> Option<&str> {
        let shape = self.shaped.as_ref().and_then(|shaped| shaped.shape.classification.as_deref());
        shape.or_else(|| {
            self.steps.iter().find_map(|step| match step {
                Step::Levels { classification, .. }
                | Step::Outline { classification, .. }
                | Step::Nest { classification, .. } => Some(classification.as_str()),
                _ => None,
            })
        })
    }
}

/// Working column and the headers that mean it.
type Columns = Vec<(String, Vec<String>)>;

/// The working columns that an edition lacks, and those that it has.
fn columns(pipeline: &Pipeline, edition: &Edition) -> (Columns, Columns) {
    let spelled = pipeline.columns.iter().map(|(column, headers)| {
        let headers = edition.columns.get(column).unwrap_or(headers);
        (column.clone(), headers.spellings().to_vec())
    });
    spelled.partition(|(column, _)| edition.lacks.contains(column))
}
