//! What is said of a file: how many rows it has, and what is wrong with how many of them.

use serde::Serialize;

use crate::found::{Case, RowId, Tally};
use crate::plan::Plan;

/// What was found in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub rows: u64,
    /// The character between fields, where the file is delimited text.
    pub delimiter: Option<char>,
    /// Most cases first, by the rule's weight later.
    pub findings: Vec<Finding>,
    /// What the schema asks for and was not checked.
    pub unchecked: Vec<NotChecked>,
}

/// Something that the schema asks for and that cannot be looked at in this file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotChecked {
    /// A key, a formula or sums, as they are written.
    pub what: String,
    pub lacks: Lacks,
}

/// Why something is not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Lacks {
    /// The file that a foreign key refers to was not given.
    OtherFile,
    /// The file has some of its columns, and not these.
    Columns(Vec<String>),
}

/// One kind of thing that is wrong, in one place of the schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A rule of the catalogue, by its slug or its code.
    pub rule: String,
    /// The fields that it is about.
    pub fields: Vec<String>,
    /// The position of the first of them in the file, the first column 1.
    pub column: Option<usize>,
    pub expected: String,
    /// How many rows; the examples are the first of them.
    pub count: u64,
    pub examples: Vec<Example>,
}

/// One of the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The record, counted as in the file: a header is record 1.
    pub row: Option<u64>,
    /// The line of the file, where that differs from the record.
    pub line: Option<u64>,
    /// The cell as it stands.
    pub value: Option<String>,
    /// What it should be, where that depends on the row.
    pub expected: Option<String>,
    /// The record that has the same key.
    pub repeats: Option<u64>,
}

/// Where each run begins.
struct Starts<'r> {
    runs: &'r [(u64, u64)],
    first_row: u64,
    is_text: bool,
}

impl Starts<'_> {
    fn row(&self, id: RowId) -> u64 {
        let before: u64 = self.runs[..id.run() as usize].iter().map(|(rows, _)| rows).sum();
        self.first_row + before + u64::from(id.place())
    }

    fn line(&self, case: &Case) -> Option<u64> {
        let before: u64 = self.runs[..case.row.run() as usize].iter().map(|(_, lines)| lines).sum();
        // The header has one line, or as many as it has records before the first row.
        let line = self.first_row - 1 + before + case.line;
        (self.is_text && line != self.row(case.row)).then_some(line)
    }
}

impl Report {
    pub(crate) fn of(plan: &Plan, tally: Tally, runs: &[(u64, u64)], first_row: u64, delimiter: Option<u8>) -> Report {
        let starts = Starts { runs, first_row, is_text: delimiter.is_some() };
        let mut findings: Vec<Finding> = plan
            .header
            .iter()
            .map(|(topic, name)| {
                let example = Example {
                    row: Some(first_row.saturating_sub(1)).filter(|row| *row > 0),
                    line: None,
                    value: Some(name.clone()),
                    expected: None,
                    repeats: None,
                };
                finding(plan, *topic, 1, vec![example])
            })
            .collect();
        for (topic, cases) in tally.into_kinds() {
            let example = |case: &Case| Example {
                row: Some(starts.row(case.row)),
                line: starts.line(case),
                value: case.value.clone(),
                expected: case.expected.clone(),
                repeats: case.repeats.map(|row| starts.row(row)),
            };
            findings.push(finding(plan, topic, cases.count, cases.first.iter().map(example).collect()));
        }
        let rows = runs.iter().map(|(rows, _)| rows).sum();
        Report { rows, delimiter: delimiter.map(char::from), findings, unchecked: plan.unchecked.clone() }
    }
}

fn finding(plan: &Plan, topic: usize, count: u64, examples: Vec<Example>) -> Finding {
    let topic = &plan.topics[topic];
    let (rule, fields, expected) = (topic.rule.clone(), topic.fields.clone(), topic.expected.clone());
    Finding { rule, fields, column: topic.column.map(|place| place + 1), expected, count, examples }
}
