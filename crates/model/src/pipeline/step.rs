//! Steps: what is done to the working columns, in order, each with its reason.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::DateForm;

/// One step. Every step is data; nothing in it is code.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Zeros in front, up to `width`: `9` becomes `09`.
    Pad {
        column: String,
        /// How many characters the text has at least.
        width: usize,
        into: String,
        why: String,
    },
    /// Several columns in one, null if any of them is.
    Join {
        columns: Vec<String>,
        /// What stands between the texts.
        separator: String,
        into: String,
        why: String,
    },
    /// The first of several columns that is not null.
    Coalesce {
        columns: Vec<String>,
        /// What stands where all of them are null; nothing by default.
        #[serde(default)]
        otherwise: Option<String>,
        into: String,
        why: String,
    },
    /// Codes that some program took for floats become whole again: `32302.0` is `32302`.
    Whole {
        /// The working columns that are written over.
        columns: Vec<String>,
        why: String,
    },
    /// Columns are emptied in the rows where another one does not fit a pattern.
    NullUnless {
        /// The working columns that are written over.
        columns: Vec<String>,
        /// The working column that decides.
        column: String,
        /// A regular expression for its whole cell.
        pattern: String,
        why: String,
    },
    /// What a regular expression, on the whole cell, finds, put into a template (`${1}000`); other cells become null.
    Extract {
        column: String,
        /// A regular expression for the whole cell.
        pattern: String,
        /// `$0` is the cell, `${1}` what the first group found.
        template: String,
        into: String,
        why: String,
    },
    /// One value for another.
    Translate {
        column: String,
        /// Value as it stands -> value as it is put.
        values: BTreeMap<String, String>,
        otherwise: Otherwise,
        into: String,
        why: String,
    },
    /// A date as ISO 8601. A cell that is written in none of the declared ways is a finding, and null.
    Date {
        column: String,
        /// The ways in which the source writes dates.
        forms: Vec<DateForm>,
        into: String,
        why: String,
    },
    /// Calendar days between two dates, null unless both are known to the day and in this order.
    Days {
        /// The working column with the earlier date, as ISO 8601.
        from: String,
        /// The working column with the later one.
        to: String,
        into: String,
        why: String,
    },
    /// Columns from an explicit, reviewed list. A value that the list does not have sets its row aside.
    Lookup {
        column: String,
        /// A CSV file in `lists/` beside the pipeline file, or `codelists/<name>.csv` of the schemas.
        list: String,
        /// The column of the list that holds the value as published.
        key: String,
        /// Working column -> column of the list.
        take: BTreeMap<String, String>,
        #[serde(default)]
        otherwise: Otherwise,
        why: String,
    },
    /// Rows must say one of a few things, such as the unit that was declared; other rows are set aside.
    Expect {
        column: String,
        /// Values that fit.
        values: Vec<String>,
        why: String,
    },
    /// Parts and totals in one column of rows, told apart by their code.
    Levels {
        /// The working column with the code.
        column: String,
        /// The working column with the name.
        name: String,
        /// Name of the classification in `published_total`.
        classification: String,
        /// Tried in order, on the whole code; the first that fits decides. A code that none fits sets its row aside.
        #[serde(rename = "match")]
        matches: Vec<Level>,
        why: String,
    },
    /// A hierarchy by indentation: a label stands in one of several columns, and every row below belongs to it.
    Outline {
        /// Label columns from the outermost to the innermost; the last one holds the leaf's code.
        columns: Vec<String>,
        /// The working column to fill with the label above the group.
        branch: String,
        /// The working column to fill with the innermost label above the leaf.
        group: String,
        /// The working column to fill with the leaf's code.
        leaf: String,
        /// The working column to fill with the leaf's name.
        leaf_name: String,
        /// The working column with the leaf's name beside its code.
        name_column: String,
        /// Name of the classification in `published_total`.
        classification: String,
        why: String,
    },
    /// A hierarchy by order: a word says how deep each row is, and it belongs to the nearest row above it that is less
    /// deep.
    Nest {
        /// The working column with the word.
        column: String,
        /// The working column with the row's own name.
        label: String,
        /// From the outermost to the innermost. A row with another word is set aside, and so are those below it until a
        /// row of the outermost rank: nobody could tell whether they belong to it.
        ranks: Vec<Rank>,
        /// Working columns whose values rows of one hierarchy share; where one changes, a new hierarchy begins.
        within: Vec<String>,
        /// Name of the classification in `published_total`.
        classification: String,
        why: String,
    },
    /// An amount whose moment another column names goes to the column of that moment.
    Route {
        /// The working column that names the moment.
        column: String,
        /// The working column that holds the amount.
        amount: String,
        /// Amount of the output table -> the moment as published. A row with another moment is set aside.
        moments: BTreeMap<String, String>,
        why: String,
    },
    /// One row per moment becomes one row with a column per moment.
    Moments {
        /// The working column that names the moment.
        column: String,
        /// The working column that holds the amount.
        amount: String,
        /// Amount of the output table -> the moment as published.
        moments: BTreeMap<String, String>,
        /// Rows that are no amounts, such as percentages.
        ignored: Vec<String>,
        why: String,
    },
}

impl Step {
    /// The working columns that the step reads.
    pub fn reads(&self) -> Vec<&str> {
        match self {
            Step::Pad { column, .. }
            | Step::Extract { column, .. }
            | Step::Translate { column, .. }
            | Step::Lookup { column, .. }
            | Step::Expect { column, .. }
            | Step::Date { column, .. } => {
                vec![column]
            }
            Step::Days { from, to, .. } => vec![from, to],
            Step::Levels { column, name, .. } => vec![column, name],
            Step::Join { columns, .. } | Step::Coalesce { columns, .. } | Step::Whole { columns, .. } => {
                columns.iter().map(String::as_str).collect()
            }
            Step::NullUnless { columns, column, .. } => columns.iter().chain([column]).map(String::as_str).collect(),
            Step::Outline { columns, name_column, .. } => {
                columns.iter().map(String::as_str).chain([name_column.as_str()]).collect()
            }
            Step::Nest { column, label, within, .. } => {
                [column.as_str(), label].into_iter().chain(within.iter().map(String::as_str)).collect()
            }
            Step::Moments { column, amount, .. } | Step::Route { column, amount, .. } => vec![column, amount],
        }
    }

    /// The working columns that the step makes.
    pub fn makes(&self) -> Vec<&str> {
        match self {
            Step::Pad { into, .. }
            | Step::Join { into, .. }
            | Step::Coalesce { into, .. }
            | Step::Extract { into, .. }
            | Step::Translate { into, .. }
            | Step::Date { into, .. }
            | Step::Days { into, .. } => vec![into],
            Step::Expect { .. } => Vec::new(),
            Step::Whole { columns, .. } | Step::NullUnless { columns, .. } => {
                columns.iter().map(String::as_str).collect()
            }
            Step::Lookup { take, .. } => take.keys().map(String::as_str).collect(),
            Step::Levels { matches, .. } => {
                let mut columns: Vec<&str> = matches
                    .iter()
                    .flat_map(|level| level.fill.keys().chain(&level.name_into))
                    .map(String::as_str)
                    .collect();
                columns.sort_unstable();
                columns.dedup();
                columns
            }
            Step::Outline { branch, group, leaf, leaf_name, .. } => vec![branch, group, leaf, leaf_name],
            Step::Nest { ranks, .. } => ranks.iter().filter_map(|rank| rank.into.as_deref()).collect(),
            Step::Moments { moments, .. } | Step::Route { moments, .. } => moments.keys().map(String::as_str).collect(),
        }
    }
}

/// What becomes of a value that is not in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// The row is set aside: its key cannot be read.
    #[default]
    SetAside,
    /// The value stays as it is.
    Keep,
    /// The column is null in this row.
    Null,
}

/// One level of a classification that is told by the code.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// A regular expression for the whole code.
    pub code: String,
    /// 0 the grand total, 1 the top level, and so on.
    pub level: i64,
    /// The code in the classification, a template such as `1.$1`.
    pub becomes: String,
    /// The code of the level above, a template; none for the grand total.
    #[serde(default)]
    pub parent: Option<String>,
    /// Output columns that this level fills, as templates. A level without any is only ever a printed total.
    #[serde(default)]
    pub fill: BTreeMap<String, String>,
    /// The output column that the row's name goes to.
    #[serde(default)]
    pub name_into: Option<String>,
    /// Rows of this level are printed totals and never facts, even where nothing stands below them.
    #[serde(default)]
    pub only_total: bool,
}

/// One depth of a hierarchy by order.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// The word that the source writes.
    pub says: String,
    /// The working column to fill with the row's name, in the row and in all below it.
    #[serde(default)]
    pub into: Option<String>,
}
