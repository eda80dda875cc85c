//! `erario schema show TABLE`: its fields, keys and formulas.

use erario_model::export::table_schema;
use erario_model::{Field, ForeignKey, Schema, Table, Uniqueness};
use serde_json::json;

use super::{kind, table_of};
use crate::args::{Args, Lang};
use crate::exit::{DONE, Failure};
use crate::output;

pub(super) fn show(args: &Args, schema: &Schema, name: &str) -> Result<u8, Failure> {
    let table = table_of(schema, name)?;
    if args.json {
        output::line(json!({ "format": 1, "schema": table_schema::of(table, &schema.version) }))?;
    } else {
        output::line(text(table, args.language()))?;
    }
    Ok(DONE)
}

fn text(table: &Table, lang: Lang) -> String {
    let title = lang.say(&table.title_es, &table.title_en);
    let mut lines = vec![
        format!("{}: {title} ({})", table.name, kind(table.kind, lang)),
        lang.say(&table.description_es, &table.description_en).to_owned(),
        String::new(),
    ];
    let sureness = match table.uniqueness {
        Uniqueness::Primary => lang.say("única y sin vacíos", "unique and never null"),
        Uniqueness::Unique => lang.say("única", "unique"),
        Uniqueness::Intended => {
            lang.say("sin promesa: se publican los repetidos", "no promise: duplicates are released")
        }
    };
    lines.push(format!("{}: {} ({sureness})", lang.say("Llave", "Key"), table.primary_key.join(", ")));
    let keys = |keys: &[ForeignKey]| keys.iter().map(pointer).collect::<Vec<_>>().join("; ");
    if !table.foreign_keys.is_empty() {
        lines.push(format!("{}: {}", lang.say("Llaves foráneas", "Foreign keys"), keys(&table.foreign_keys)));
    }
    if !table.references.is_empty() {
        let words = lang.say("Referencias, sin promesa", "References, without a promise");
        lines.push(format!("{words}: {}", keys(&table.references)));
    }
    for formula in &table.formulas {
        lines.push(format!("{}: {formula}", lang.say("Fórmula", "Formula")));
    }
    lines.push(String::new());
    let width = table.fields.iter().map(|field| field.name.len()).max().unwrap_or(0);
    for field in &table.fields {
        let mark = if table.is_required(&field.name) { "*" } else { " " };
        let title = lang.say(&field.title_es, &field.title_en);
        lines.push(format!(
            "{mark} {:width$}  {:18}  {title}{}",
            field.name,
            field.field_type.told(),
            details(field, lang)
        ));
    }
    lines.push(String::new());
    lines.push(lang.say("* nunca está vacío", "* is never null").to_owned());
    lines.join("\n")
}

fn pointer(key: &ForeignKey) -> String {
    format!("{} -> {}", key.fields.join(", "), key.table)
}

/// What a value must be besides its type.
fn details(field: &Field, lang: Lang) -> String {
    let mut said = Vec::new();
    if !field.values.is_empty() {
        said.push(field.values.join(" | "));
    }
    said.extend(field.pattern.as_ref().map(|pattern| format!("/{pattern}/")));
    let bound = |bound: Option<i64>| bound.map_or_else(|| "…".to_owned(), |bound| bound.to_string());
    if field.minimum.is_some() || field.maximum.is_some() {
        said.push(format!("{} – {}", bound(field.minimum), bound(field.maximum)));
    }
    if let Some(deprecated) = &field.deprecated {
        let why = lang.say(&deprecated.why_es, &deprecated.why_en);
        said.push(format!("{} {}: {why}", lang.say("en desuso desde", "deprecated since"), deprecated.since));
    }
    if said.is_empty() { String::new() } else { format!("  [{}]", said.join("; ")) }
}
