//! Containers as servers and tampering hands make them. Each test carries the number of its fault.

mod bombs;
mod damage;
mod lies;
mod packed;
mod zips;

use std::io::Write;

use erario_model::Pipeline;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Source, each_text};
use crate::Plan;
use crate::decode::SourceError;

const TEXT: &str = "Clave,Aprobado\n1000,300.00\n1100,5\n";

/// A plan with this table `decode`.
fn plan(decode: &str) -> Plan {
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
        [[edition]]
        id = "2024"
        "#
    );
    let pipeline = Pipeline::parse("ejemplo/cajas".parse().unwrap(), "cajas.toml", &toml).unwrap();
    Plan::resolve(&pipeline, "2024", Default::default()).unwrap()
}

/// A plan for text in a zip.
fn zip_plan() -> Plan {
    plan(r#"format = "csv", zip_member = "*.csv""#)
}

/// All parts of a source, as text.
fn read(bytes: &[u8], plan: &Plan) -> Result<Vec<(Option<String>, String)>, SourceError> {
    let mut parts = Vec::new();
    each_text(Source::Held(bytes), plan, |part, reader| {
        let mut text = String::new();
        reader.read_to_string(&mut text).map_err(|error| SourceError::of_reader(error, 1))?;
        parts.push((part, text));
        Ok(())
    })?;
    Ok(parts)
}

/// The text of a source with one part.
#[track_caller]
fn text(bytes: &[u8], plan: &Plan) -> String {
    let mut parts = read(bytes, plan).unwrap();
    assert_eq!(parts.len(), 1);
    parts.remove(0).1
}

/// What is said of a source that is damaged.
#[track_caller]
fn damage(bytes: &[u8], plan: &Plan) -> String {
    let error = read(bytes, plan).unwrap_err();
    let complaint = error.to_string();
    assert!(error.is_damaged() && complaint.contains("\n  hint: "), "{complaint}");
    complaint
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}
