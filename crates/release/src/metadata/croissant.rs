//! `croissant.json`: the release for catalogues and tools of machine learning, in
//! [Croissant](https://docs.mlcommons.org/croissant/docs/croissant-spec.html) 1.0.
//!
//! Amounts are texts there: the format knows no decimal numbers, and a float may lose centavos.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::{Field, FieldType, Uniqueness};
use serde_json::{Value, json};

use super::{ABOUT, licences};
use crate::folder::{Release, TableFiles};

pub(super) fn of(release: &Release, files: &[TableFiles], sums: &BTreeMap<String, String>, id: &str) -> Value {
    let filled = || files.iter().filter(|entry| entry.rows > 0);
    let terms: BTreeSet<&str> = licences(files).into_iter().map(|licence| licence.url.as_str()).collect();
    let file = |path: &String, kind: &str| {
        json!({
            "@type": "cr:FileObject", "@id": path, "name": path, "contentUrl": path, "encodingFormat": kind,
            "sha256": sums.get(path),
        })
    };
    let of_table = |entry: &TableFiles| {
        let parquet = entry.parquet.iter().map(|path| file(path, "application/x-parquet"));
        std::iter::once(file(&entry.csv, "text/csv")).chain(parquet).collect::<Vec<_>>()
    };
    json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "erario",
        "description": ABOUT[0],
        "version": version(id),
        "identifier": id,
        "citeAs": format!("@misc{{erario, title = {{erario}}, version = {{{id}}}, year = {{{}}}}}", &release.time.date()[..4]),
        "datePublished": release.time.date(),
        "creator": { "@type": "sc:Organization", "name": "erario" },
        "license": terms,
        "distribution": filled().flat_map(of_table).collect::<Vec<_>>(),
        "recordSet": filled().map(record_set).collect::<Vec<_>>(),
    })
}

/// The id's date and number as a semantic version, which is all that the format admits.
fn version(id: &str) -> String {
    let (date, rest) = id.split_once('.').unwrap_or((id, ""));
    let number = rest.split('-').next().unwrap_or_default();
    format!("{}.{number}.0", date.replace('-', ""))
}

/// One table, read from its CSV.
fn record_set(entry: &TableFiles) -> Value {
    let table = entry.table;
    let field_id = |name: &str| format!("{}/{name}", table.name);
    let field = |field: &Field| {
        json!({
            "@type": "cr:Field", "@id": field_id(&field.name), "name": field.name,
            "description": format!("{}. {}", field.title_es, field.description_es), "dataType": data_type(field),
            "source": { "fileObject": { "@id": entry.csv }, "extract": { "column": field.name } },
        })
    };
    let mut set = json!({
        "@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": table.description_es,
        "field": table.fields.iter().map(field).collect::<Vec<_>>(),
    });
    // Published files repeat keys that are only meant to be unique.
    if table.uniqueness != Uniqueness::Intended && !table.primary_key.is_empty() {
        set["key"] = table.primary_key.iter().map(|name| json!({ "@id": field_id(name) })).collect();
    }
    set
}

fn data_type(field: &Field) -> &'static str {
    match field.field_type {
        FieldType::Year | FieldType::Integer => "sc:Integer",
        FieldType::Boolean => "sc:Boolean",
        FieldType::String | FieldType::Money | FieldType::Decimal => "sc:Text",
    }
}

/// The context that the specification asks for, word by word: tools compare it.
fn context() -> Value {
    let mut context = json!({
        "@language": "es",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        "data": { "@id": "cr:data", "@type": "@json" },
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
    });
    let words = [
        "citeAs",
        "column",
        "equivalentProperty",
        "extract",
        "field",
        "fileObject",
        "fileProperty",
        "fileSet",
        "format",
        "includes",
        "isLiveDataset",
        "jsonPath",
        "key",
        "md5",
        "parentField",
        "path",
        "recordSet",
        "references",
        "regex",
        "repeated",
        "replace",
        "samplingRate",
        "separator",
        "source",
        "subField",
        "transform",
    ];
    for word in words {
        context[word] = Value::from(format!("cr:{word}"));
    }
    context
}
