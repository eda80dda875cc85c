//! What a report says once every finding has its rule's name, weight and words.
//!
//! This is also the document that programs read: its JSON Schema is shipped as `schemas/validate-report.schema.json`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use erario_model::{Rule, Rules, Severity};
use schemars::JsonSchema;
use serde::Serialize;

use super::message::{Place, said};
use crate::report::{Example, Finding, Lacks, NotChecked, Report};

/// The version of the document.
const FORMAT: u32 = 1;
/// A finding of a rule that the catalogue does not have is told in the words of this one.
const OWN_RULE: &str = "formula-broken";

/// A file held against a schema, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// The version of this document.
    pub format: u32,
    /// The file, as it was named.
    pub file: String,
    pub kind: FileKind,
    /// The sheet that was read, where the file is a workbook.
    pub sheet: Option<String>,
    /// The character between fields, where the file is delimited text.
    pub delimiter: Option<char>,
    /// The table or the file of the schema, as it was named.
    pub schema: String,
    /// Rows, without the header.
    pub rows: u64,
    /// Nothing fatal was found.
    pub ok: bool,
    /// Findings that are fatal.
    pub fatal: u64,
    /// Findings that are warnings.
    pub warnings: u64,
    /// Findings that are notes.
    pub notes: u64,
    /// What is wrong: fatal first, then most cases first.
    pub findings: Vec<Verdict>,
    /// What was not checked, and why.
    pub unchecked: Vec<Unchecked>,
}

/// Something that the schema asks for and that was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unchecked {
    /// A key, a formula or sums, as they are written (`fields -> file(fields)`), or the rules that are meant.
    pub what: String,
    pub why_es: String,
    pub why_en: String,
}

/// What kind of file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// Delimited text.
    Csv,
    Parquet,
    /// XLSX, XLS, XLSB, ODS, or the XML of Excel 2003.
    Workbook,
}

/// One kind of thing that is wrong, in one column or between the same columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The rule's code, such as `S001`; the name that the schema gives it, where the rule is the schema's own.
    pub code: String,
    /// The rule's name, such as `wrong-type`.
    pub slug: String,
    #[schemars(with = "SeverityWord")]
    pub severity: Severity,
    pub title_es: String,
    pub title_en: String,
    /// What to do about it.
    pub hint_es: String,
    pub hint_en: String,
    /// The fields that it is about.
    pub fields: Vec<String>,
    /// The first field's column in the file, the first one 1.
    pub column: Option<u64>,
    /// The letters of that column in a sheet.
    pub letters: Option<String>,
    /// What the cells should be, where that is the same for all.
    pub expected: Option<String>,
    /// How many cases there are in the whole file.
    pub count: u64,
    /// The first of them.
    pub examples: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The record of a text, header included, the row of a sheet, or the row of a Parquet file.
    pub row: Option<u64>,
    /// The line of a text, where records have line feeds in them.
    pub line: Option<u64>,
    /// The cell of a sheet, such as `C12`.
    pub cell: Option<String>,
    /// The value as it stands in the file, cut after 200 characters; with several fields, joined by commas.
    pub value: Option<String>,
    /// What it should be.
    pub expected: Option<String>,
    /// The row that has the same key.
    pub repeats: Option<u64>,
    pub message_es: String,
    pub message_en: String,
}

/// `Severity` as it is written; `erario-model` knows nothing of JSON Schema for it.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(dead_code, reason = "only its schema is used")]
enum SeverityWord {
    Note,
    Warning,
    Fatal,
}

/// What was held against what.
#[derive(Clone, Debug)]
pub struct Subject {
    pub file: String,
    pub kind: FileKind,
    pub sheet: Option<String>,
    /// The letters of each column, where the file is a sheet.
    pub letters: Vec<String>,
    pub schema: String,
}

impl Judged {
    /// Names every finding of a report by its rule.
    pub fn of(report: &Report, subject: &Subject, rules: &Rules) -> Judged {
        let mut judged = Judged {
            format: FORMAT,
            file: subject.file.clone(),
            kind: subject.kind,
            sheet: subject.sheet.clone(),
            delimiter: report.delimiter,
            schema: subject.schema.clone(),
            rows: report.rows,
            ok: true,
            fatal: 0,
            warnings: 0,
            notes: 0,
            findings: report.findings.iter().map(|finding| verdict(finding, subject, rules)).collect(),
            unchecked: report.unchecked.iter().map(unchecked).collect(),
        };
        judged.settle();
        judged
    }

    /// Adds what the rules of accounts say of the same file, whose findings come one by one.
    pub fn add(&mut self, findings: &[erario_model::Finding], most: usize, rules: &Rules) {
        let mut of_kind: BTreeMap<(&str, Option<&str>), Vec<&erario_model::Finding>> = BTreeMap::new();
        for finding in findings {
            of_kind.entry((&finding.rule_code, finding.field.as_deref())).or_default().push(finding);
        }
        for ((code, field), findings) in of_kind {
            let case = |finding: &&erario_model::Finding| Case {
                // Their rows are those of the file that the table was made from.
                row: None,
                line: None,
                cell: None,
                value: finding.found.clone(),
                expected: finding.expected.clone(),
                repeats: None,
                message_es: finding.message_es.clone(),
                message_en: finding.message_en.clone(),
            };
            let (rule, slug) = named(code, rules);
            self.findings.push(Verdict {
                fields: field.iter().map(|&name| name.to_owned()).collect(),
                count: findings.len() as u64,
                examples: findings.iter().take(most).map(case).collect(),
                ..begun(rule, code, slug)
            });
        }
        self.settle();
    }

    /// Counts, and puts the worst first.
    fn settle(&mut self) {
        self.findings.sort_by(|one, other| {
            let weight = |verdict: &Verdict| (Reverse(verdict.severity), Reverse(verdict.count));
            let name = |verdict: &Verdict| (verdict.code.clone(), verdict.column, verdict.fields.clone());
            (weight(one), name(one)).cmp(&(weight(other), name(other)))
        });
        let of = |severity| self.findings.iter().filter(|verdict| verdict.severity == severity).count() as u64;
        (self.fatal, self.warnings, self.notes) = (of(Severity::Fatal), of(Severity::Warning), of(Severity::Note));
        self.ok = self.fatal == 0;
    }
}

fn unchecked(entry: &NotChecked) -> Unchecked {
    let (why_es, why_en) = match &entry.lacks {
        Lacks::OtherFile => (
            "no se dio el otro archivo; nómbrelo con --with".to_owned(),
            "the other file was not given; name it with --with".to_owned(),
        ),
        Lacks::Columns(names) => {
            let names = names.join(", ");
            (format!("el archivo no tiene {names}"), format!("the file lacks {names}"))
        }
    };
    Unchecked { what: entry.what.clone(), why_es, why_en }
}

impl Verdict {
    /// It is about a column as a whole, and its one case says no more than that.
    pub(super) fn is_of_header(&self) -> bool {
        self.slug.starts_with("column-")
    }
}

/// The rule that a report names by its slug or its code, and its slug; a schema's own rule has the name that it has.
fn named<'r>(name: &'r str, rules: &'r Rules) -> (&'r Rule, &'r str) {
    match rules.iter().find(|rule| rule.slug == name || rule.code == name) {
        Some(rule) => (rule, &rule.slug),
        None => (rules.by_slug(OWN_RULE), name),
    }
}

fn begun(rule: &Rule, name: &str, slug: &str) -> Verdict {
    Verdict {
        code: if slug == rule.slug { rule.code.clone() } else { name.to_owned() },
        slug: slug.to_owned(),
        severity: rule.severity_in_file(),
        title_es: rule.title_es.clone(),
        title_en: rule.title_en.clone(),
        hint_es: rule.do_es.clone(),
        hint_en: rule.do_en.clone(),
        fields: Vec::new(),
        column: None,
        letters: None,
        expected: None,
        count: 0,
        examples: Vec::new(),
    }
}

fn verdict(finding: &Finding, subject: &Subject, rules: &Rules) -> Verdict {
    let (rule, slug) = named(&finding.rule, rules);
    let letters = finding.column.and_then(|column| subject.letters.get(column - 1)).cloned();
    let case = |example: &Example| {
        let cell = letters.as_ref().zip(example.row).map(|(letters, row)| format!("{letters}{row}"));
        let place = Place { subject, row: example.row, line: example.line, cell: cell.as_deref() };
        let (message_es, message_en) = said(rule, finding, example, &place);
        Case {
            row: example.row,
            line: example.line,
            cell,
            value: example.value.clone(),
            expected: example
                .expected
                .clone()
                .or_else(|| Some(finding.expected.clone()))
                .filter(|text| !text.is_empty()),
            repeats: example.repeats,
            message_es,
            message_en,
        }
    };
    let examples = finding.examples.iter().map(case).collect();
    Verdict {
        fields: finding.fields.clone(),
        column: finding.column.map(|column| column as u64),
        expected: Some(finding.expected.clone()).filter(|text| !text.is_empty()),
        count: finding.count,
        examples,
        letters,
        ..begun(rule, &finding.rule, slug)
    }
}
