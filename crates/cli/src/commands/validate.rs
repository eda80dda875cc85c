//! `erario validate FILE --schema TABLE`: any CSV or Parquet file against a table's schema.

use std::collections::BTreeMap;

use erario_model::{Finding, Schema};
use serde_json::json;

use crate::args::{Args, Lang, Validate};
use crate::exit::{DONE, FATAL_FINDING, Failure};

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
    findings.extend(erario_validate::validate(schema, &tables)?.findings);
    let fatal = findings.iter().any(|finding| finding.severity == "fatal");
    if args.json {
        println!("{}", json!({ "format": 1, "table": table.name, "rows": count, "findings": findings }));
    } else {
        print_findings(&findings, args.language());
        let lang = args.language();
        println!("{count} {}, {} {}", lang.say("filas", "rows"), findings.len(), lang.say("hallazgos", "findings"));
    }
    Ok(if fatal { FATAL_FINDING } else { DONE })
}

fn print_findings(findings: &[Finding], lang: Lang) {
    for finding in findings.iter().take(SHOWN) {
        let message = lang.say(&finding.message_es, &finding.message_en);
        println!("{} {}: {message}", finding.rule_code, finding.severity);
    }
    if findings.len() > SHOWN {
        println!(
            "… {} {}",
            findings.len() - SHOWN,
            lang.say("más; --json los lista todos", "more; --json lists them all")
        );
    }
}
