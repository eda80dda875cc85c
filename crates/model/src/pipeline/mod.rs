//! A pipeline file: the whole story of one dataset, as data.
//!
//! One TOML file a dataset, `pipelines/<publisher>/<dataset>.toml`. Unknown keys are errors that name the nearest known
//! one and the line. A new dataset of a known shape needs no Rust.

mod amounts;
mod contract;
mod decode;
mod error;
mod release;
mod source;
mod step;
mod wildcard;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

pub use amounts::{AmountForm, Amounts, Unit};
pub use contract::{Contract, Mode, Modes};
pub use decode::{Decode, Encoding, Format, MAX_BYTES, Unpivot, WorkbookHeader};
pub use error::{PipelineError, line_of};
pub use release::{Prices, ReleaseFile, WebFolder};
pub use source::{Ckan, Origin, Page, Source};
pub use step::{Level, Otherwise, Rank, Step};
pub use wildcard::fits_wildcard;

use crate::{Address, Licence, Shaped};

/// The story of one dataset.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pipeline {
    /// Where the file stands says which dataset it is about.
    #[serde(skip, default = "nowhere")]
    pub address: Address,
    /// The file it was read from, from the project downward, for messages.
    #[serde(skip)]
    pub file: String,
    /// The harmonised table that it is; only an accounts file says so.
    #[serde(skip)]
    pub shaped: Option<Shaped>,
    /// What people call the dataset, in Spanish.
    pub title_es: String,
    /// The same in English.
    pub title_en: String,
    pub publisher: Publisher,
    pub licence: Licence,
    /// Where its files are published, for editions without an address of their own.
    #[serde(default)]
    pub source: Source,
    /// Editions in order, the oldest first: where two hold the same block, the later one is the fact.
    #[serde(rename = "edition")]
    pub editions: Vec<Edition>,
    pub decode: Decode,
    /// Working column -> the source headers that mean it, one of which must be there.
    pub columns: BTreeMap<String, Headers>,
    /// Source headers that are not carried, with the reason. `*` stands for any run of characters.
    #[serde(default)]
    pub ignored: BTreeMap<String, String>,
    /// Source headers of columns with data of persons, with the reason. They never pass decoding: no table, finding or
    /// set-aside record holds a cell of them. `*` stands for any run of characters.
    #[serde(default)]
    pub refused: BTreeMap<String, String>,
    /// What a new edition may change without being declared here first; nothing without it.
    #[serde(default)]
    pub contract: Contract,
    /// What is done to the working columns, in order.
    #[serde(rename = "step", default)]
    #[schemars(with = "Vec<Step>")]
    pub steps: Vec<Spanned<Step>>,
    pub amounts: Amounts,
    pub output: Output,
    /// Known errors of the published file, mended in the open.
    #[serde(rename = "correction", default)]
    pub corrections: Vec<Correction>,
    /// Totals that the publisher states outside the file.
    #[serde(rename = "published_total", default)]
    pub published_totals: Vec<DeclaredTotal>,
}

fn nowhere() -> Address {
    Address { publisher: String::new(), dataset: String::new() }
}

/// Who publishes the dataset.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Its full name.
    pub name: String,
    /// The publisher's own page, where it is known.
    #[serde(default)]
    pub url: Option<String>,
}

/// One published state of the dataset.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its name, such as `2016` or `2024-4T`: a folder of the store and the column `edition` of every row.
    pub id: String,
    /// Where it can be downloaded; without one it is looked for as `[source]` says, or else arrives by hand
    /// (`erario add`, or the inbox).
    #[serde(default)]
    pub url: Option<String>,
    /// It arrives by hand although `[source]` says where the others are published.
    #[serde(default)]
    pub by_hand: bool,
    /// Values of output columns that hold for this edition only.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// Values that depend on the row's fiscal year: `account_status = { "2026" = "approved", "*" = "final" }`.
    #[serde(default)]
    pub set_by_year: BTreeMap<String, BTreeMap<String, String>>,
    /// The encoding, where it differs from `decode.encoding`.
    #[serde(default)]
    pub encoding: Option<Encoding>,
    /// The kind of file, where it differs from `decode.format`.
    #[serde(default)]
    pub format: Option<Format>,
    /// The member of a zip, where only this edition is zipped or its member is named otherwise.
    #[serde(default)]
    pub zip_member: Option<String>,
    /// Working column -> the headers that mean it in this edition, instead of those under `[columns]`.
    #[serde(default)]
    pub columns: BTreeMap<String, Headers>,
    /// Working columns that this edition does not have; they are null in its rows.
    #[serde(default)]
    pub lacks: Vec<String>,
    /// Source headers of this edition that are not carried, with the reason, beside those under `[ignored]`.
    #[serde(default)]
    pub ignored: BTreeMap<String, String>,
    /// Whether a blank amount means zero, where that differs from `amounts.blank_is_zero`.
    #[serde(default)]
    pub blank_is_zero: Option<bool>,
    /// The file is several years put together: several spellings of one working column may be there, and each record
    /// fills one of them. For delimited text.
    #[serde(default)]
    pub joined: bool,
    /// What this edition may change, where that differs from `[contract]`: the keys that it names, and no others.
    #[serde(default)]
    pub contract: Contract,
    /// How many records the publisher, or a better twin of the file, says there are; blank ones are not counted.
    #[serde(default)]
    pub records: Option<u64>,
}

/// One header, or all the spellings that editions have used for it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Headers {
    One(String),
    Any(Vec<String>),
}

impl Headers {
    pub fn spellings(&self) -> &[String] {
        match self {
            Headers::One(header) => std::slice::from_ref(header),
            Headers::Any(headers) => headers,
        }
    }
}

/// The table that the rows go to, and the columns that hold one value throughout.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// A table of `schemas/tables/`.
    pub table: String,
    /// Output column -> value, the same in every row.
    pub set: BTreeMap<String, String>,
}

/// A known error in a published file, mended in the open. It fails loudly on the day the source mends itself.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The column `correction_id` of every row that it touches.
    pub id: String,
    /// In an accounts file, the table that has the error.
    #[serde(default)]
    pub table: Option<String>,
    /// The edition that has the error.
    pub edition: String,
    /// The record, 1-based, header included; without it, the one record that says all of `found`.
    #[serde(default)]
    pub row: Option<i64>,
    /// Working column -> the cell as it must be found.
    pub found: BTreeMap<String, String>,
    /// Working column -> the cell as it is read instead.
    #[serde(default)]
    pub becomes: BTreeMap<String, String>,
    /// The amounts are this many times what is printed, in every row that `rows` names: `1000` for a block published in
    /// thousands.
    #[serde(default)]
    pub times: Option<i64>,
    /// Working column -> what it says in the rows that `times` is about.
    #[serde(default)]
    pub rows: BTreeMap<String, String>,
    /// What is wrong, in a sentence.
    pub why: String,
    /// What shows that the cell is wrong: a document, a page, a sum.
    pub evidence: String,
}

/// A total that the publisher states in another document than the file.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredTotal {
    /// The edition that it is a total of.
    pub edition: String,
    /// Of which classification it is a total: `function`, `object`, `decree`.
    pub classification: String,
    /// 0 the grand total, 1 the top level, and so on.
    pub level: i64,
    /// Its code among the totals of its level.
    pub code: String,
    /// What the document calls it.
    pub name: String,
    /// The year that it is about.
    pub fiscal_year: i32,
    /// Amount -> pesos, as text.
    pub amounts: BTreeMap<String, String>,
    /// The document that states the total.
    pub evidence: String,
}

impl Pipeline {
    /// Reads a pipeline file. `path` is where it stands in the project.
    pub fn parse(address: Address, path: &str, toml: &str) -> Result<Pipeline, PipelineError> {
        let mut pipeline: Pipeline = toml::from_str(toml).map_err(|error| PipelineError::syntax(path, toml, &error))?;
        pipeline.address = address;
        path.clone_into(&mut pipeline.file);
        Ok(pipeline)
    }

    pub fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.id == id)
    }

    /// The place of an edition in the declared order; later ones win.
    pub fn rank(&self, edition: &str) -> Option<usize> {
        self.editions.iter().position(|candidate| candidate.id == edition)
    }
}
