//! `erario validate FILE --schema TABLE`: any CSV or Parquet file against a table's schema.

use std::collections::BTreeMap;

use erario_model::{Finding, Schema};
use serde_json::json;

use crate::args::{Args, Lang, Validate};
use crate::exit::{DONE, FATAL_FINDING, Failure};
use crate::output;

/// Findings shown to a person; the rest is counted.
const SHOWN: usize = 20;

pub fn validate(args: &Args, command: &Validate) -> Result<u8, Failure> {
    let schema = Schema::embedded();
    let Some(table) = schema.table(&command.schema) else {
        let known: Vec<&str> = schema.tables.iter().map(|table| table.name.as_str()).collect();
        return Err(Failure::Usage(format!(
            "there is no table `{}`\n  hint: use one of {}",
            command.schema,
            known.join(", ")
        )));
    };
    if !command.file.is_file() {
        return Err(Failure::Usage(format!("there is no file {}\n  hint: check the path", command.file.display())));
    }
    let (rows, mut findings) = erario_release::read_table(&command.file, table, &schema.rules)
        .map_err(|error| Failure::Usage(format!("{}: {error}", command.file.display())))?;
    let count = rows.height();
    let tables = BTreeMap::from([(table.name.clone(), rows)]);
    findings.extend(erario_validate::validate(schema, &tables, &BTreeMap::new())?.findings);
    findings.iter_mut().for_each(|finding| weigh(finding, schema));
    let fatal = findings.iter().any(|finding| finding.severity == "fatal");
    if args.json {
        output::line(json!({ "format": 1, "table": table.name, "rows": count, "findings": findings }))?;
    } else {
        output::line(told(&findings, count, args.language()))?;
    }
    Ok(if fatal { FATAL_FINDING } else { DONE })
}

/// A file of somebody's own is not released with its faults marked: what does not fit the table weighs more there.
fn weigh(finding: &mut Finding, schema: &Schema) {
    let rule = schema.rules.by_code(&finding.rule_code).filter(|rule| rule.in_file.is_some());
    if let Some(rule) = rule {
        rule.severity_in_file().as_str().clone_into(&mut finding.severity);
    }
}

/// The first findings, and how many there are, for a person.
fn told(findings: &[Finding], rows: usize, lang: Lang) -> String {
    let mut lines: Vec<String> = Vec::new();
    for finding in findings.iter().take(SHOWN) {
        let message = lang.say(&finding.message_es, &finding.message_en);
        lines.push(format!("{} {}: {message}", finding.rule_code, finding.severity));
    }
    if findings.len() > SHOWN {
        let more = lang.say("más; --json los lista todos", "more; --json lists them all");
        lines.push(format!("… {} {more}", findings.len() - SHOWN));
    }
    let rows = lang.count(rows, ("fila", "filas"), ("row", "rows"));
    lines.push(format!("{rows}, {}", lang.count(findings.len(), ("hallazgo", "hallazgos"), ("finding", "findings"))));
    lines.join("\n")
}
