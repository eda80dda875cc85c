//! What changes the checksum of a content, and what does not.

mod laws;
mod streams;
mod tables;

use std::collections::BTreeMap;
use std::io::Cursor;

use erario_model::Pipeline;

use super::{content_sha256, content_sha256_of};
use crate::Plan;
use crate::decode::SourceError;

/// A plan with this table `decode`, and more of a pipeline file.
fn plan(decode: &str, more: &str) -> Plan {
    let toml = format!(
        r#"
        title_es = "es"
        title_en = "en"
        decode = {{ {decode} }}
        columns = {{ code = "Clave", approved = "Aprobado" }}
        amounts = {{ unit = "pesos" }}
        output = {{ table = "spending_by_object", set = {{}} }}
        publisher = {{ name = "a", url = "https://example.org" }}
        licence = {{ id = "CC0-1.0", title = "a", url = "https://example.org", attribution = "a" }}
        {more}
        [[edition]]
        id = "2024"
        "#
    );
    let pipeline = Pipeline::parse("ejemplo/contenido".parse().unwrap(), "contenido.toml", &toml).unwrap();
    Plan::resolve(&pipeline, "2024", BTreeMap::new()).unwrap()
}

fn csv_plan() -> Plan {
    plan(r#"format = "csv""#, "")
}

/// A step that understands a record by those above it.
const NEST: &str = r#"
    [[step]]
    op = "nest"
    column = "code"
    label = "code"
    ranks = [{ says = "a" }]
    within = []
    classification = "a"
    why = "why"
"#;

const OUTLINE: &str = r#"
    [[step]]
    op = "outline"
    columns = ["code"]
    branch = "branch"
    group = "group"
    leaf = "leaf"
    leaf_name = "leaf_name"
    name_column = "code"
    classification = "a"
    why = "why"
"#;

#[track_caller]
fn sum(bytes: impl AsRef<[u8]>, plan: &Plan) -> String {
    let sum = content_sha256(bytes.as_ref(), plan).unwrap();
    assert_eq!(content_sha256_of(&mut Cursor::new(bytes.as_ref()), plan).unwrap(), sum, "as a stream");
    assert!(sum.len() == 64 && sum.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')), "{sum}");
    sum
}

#[track_caller]
fn error(bytes: impl AsRef<[u8]>, plan: &Plan) -> SourceError {
    let error = content_sha256(bytes.as_ref(), plan).unwrap_err();
    let of_stream = content_sha256_of(&mut Cursor::new(bytes.as_ref()), plan).unwrap_err();
    assert_eq!(of_stream.to_string(), error.to_string(), "as a stream");
    error
}
