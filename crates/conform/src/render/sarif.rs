//! For code scanners: SARIF 2.1.0, a result for each example.

use std::collections::BTreeMap;

use erario_model::Severity;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::judged::{Case, Judged, Verdict};
use super::words::Language;

/// What an address of a file keeps as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn sarif(judged: &Judged, language: Language) -> Value {
    let mut rules: Vec<&Verdict> = Vec::new();
    for verdict in &judged.findings {
        if !rules.iter().any(|known| known.code == verdict.code) {
            rules.push(verdict);
        }
    }
    let descriptors: Vec<Value> = rules.iter().map(|verdict| descriptor(verdict, language)).collect();
    let mut told = BTreeMap::new();
    let mut results = Vec::new();
    for verdict in &judged.findings {
        let index = rules.iter().position(|rule| rule.code == verdict.code);
        for case in &verdict.examples {
            let field = verdict.fields.join(",");
            let same = format!("{}:{field}:{}", verdict.code, case.value.as_deref().unwrap_or_default());
            // The same fault moves with its row; the second one in a file is another fault.
            let number = told.entry(same.clone()).and_modify(|number| *number += 1).or_insert(1_u64);
            results.push(json!({
                "ruleId": verdict.code,
                "ruleIndex": index,
                "level": level(verdict),
                "message": { "text": language.say(&case.message_es, &case.message_en) },
                "locations": [location(judged, verdict, case)],
                "partialFingerprints": { "ruleFieldValue/v1": format!("{same}:{number}") },
                "properties": { "count": verdict.count, "field": field },
            }));
        }
    }
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "erario",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": descriptors,
            } },
            "language": language.say("es-MX", "en-US"),
            "columnKind": "unicodeCodePoints",
            "artifacts": [{ "location": { "uri": address(&judged.file) } }],
            "results": results,
        }],
    })
}

fn descriptor(verdict: &Verdict, language: Language) -> Value {
    json!({
        "id": verdict.code,
        "name": verdict.slug,
        "shortDescription": { "text": language.say(&verdict.title_es, &verdict.title_en) },
        "help": { "text": language.say(&verdict.hint_es, &verdict.hint_en) },
        "defaultConfiguration": { "level": level(verdict) },
    })
}

fn level(verdict: &Verdict) -> &'static str {
    match verdict.severity {
        Severity::Fatal => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(judged: &Judged, verdict: &Verdict, case: &Case) -> Value {
    let mut location =
        json!({ "physicalLocation": { "artifactLocation": { "uri": address(&judged.file), "index": 0 } } });
    // A line of the text; of a sheet or a Parquet file, its row.
    if let Some(line) = case.line.or(case.row) {
        location["physicalLocation"]["region"] = json!({ "startLine": line });
    }
    let place = match (&judged.sheet, &case.cell) {
        (Some(sheet), Some(cell)) => Some(format!("{sheet}!{cell}")),
        _ => verdict.fields.first().cloned(),
    };
    if let Some(place) = place {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": place, "kind": "member" }]);
    }
    location
}

/// The file as an address: relative where it is named so.
fn address(file: &str) -> String {
    let path = utf8_percent_encode(file, PATH).to_string();
    if file.starts_with('/') { format!("file://{path}") } else { path }
}
