//! Types of TypeScript for rows that are read as JSON.

use std::fmt::Write;

use super::type_name;
use crate::{Field, FieldType, Table};

pub fn of(version: &str, tables: &[&Table]) -> String {
    let mut text = format!(
        "// erario {version}. Written by `cargo xtask docs`; change schemas/fields.json or schemas/tables/.\n\n\
         export const ERARIO_VERSION = \"{version}\";\n\n\
         /** Pesos (MXN) as exact text, such as \"-1234.50\": a number may lose centavos. */\n\
         export type Money = `${{number}}`;\n",
    );
    for table in tables {
        let _ = write!(text, "\n{}export interface {} {{\n", comment("", &about(table)), type_name(&table.name));
        for field in &table.fields {
            let (optional, null) = if table.is_required(&field.name) { ("", "") } else { ("?", " | null") };
            let mut words = format!("{}. {}", field.title_es, field.description_es);
            if let Some(deprecated) = &field.deprecated {
                let _ = write!(words, " @deprecated {}: {}", deprecated.since, deprecated.why_es);
            }
            text.push_str(&comment("  ", &words));
            let _ = writeln!(text, "  {}{optional}: {}{null};", field.name, kind(field));
        }
        text.push_str("}\n");
    }
    text.push_str("\n/** Every table by its name. */\nexport interface Tables {\n");
    for table in tables {
        let _ = writeln!(text, "  {}: {};", table.name, type_name(&table.name));
    }
    text.push_str("}\n");
    text
}

fn about(table: &Table) -> String {
    format!("{}. {}", table.title_es, table.description_es)
}

fn comment(indent: &str, words: &str) -> String {
    format!("{indent}/** {} */\n", words.replace("*/", "* /"))
}

fn kind(field: &Field) -> String {
    match field.field_type {
        FieldType::String if field.values.is_empty() => "string".to_owned(),
        FieldType::String => field.values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(" | "),
        FieldType::Year | FieldType::Integer | FieldType::Decimal => "number".to_owned(),
        FieldType::Boolean => "boolean".to_owned(),
        FieldType::Money => "Money".to_owned(),
    }
}
