//! `dictionary.md`: every table and field, in Spanish and English.

use std::fmt::Write;

use erario_model::{Field, FieldType};

use crate::folder::TableFiles;

pub(super) fn of(files: &[TableFiles]) -> String {
    let mut page = String::from("# Diccionario de datos / Data dictionary\n\n");
    page.push_str(
        "Los montos son pesos mexicanos (MXN), `decimal(18,2)`; vacío significa «no publicado», nunca cero.\n\
         Amounts are Mexican pesos (MXN), `decimal(18,2)`; empty means \"not published\", never zero.\n",
    );
    for entry in files {
        let table = entry.table;
        let _ = write!(
            page,
            "\n## {}\n\n**{}.** {}\n\n**{}.** {}\n\nFilas / rows: {}. Llave / key: {}.\n\n\
             | campo / field | tipo / type | español | English |\n| --- | --- | --- | --- |\n",
            table.name,
            table.title_es,
            table.description_es,
            table.title_en,
            table.description_en,
            entry.rows,
            table.primary_key.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        );
        for field in &table.fields {
            let _ = writeln!(
                page,
                "| `{}` | {} | **{}.** {} | **{}.** {} |",
                field.name,
                type_of(field),
                cell(&field.title_es),
                cell(&field.description_es),
                cell(&field.title_en),
                cell(&field.description_en),
            );
        }
    }
    page
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn type_of(field: &Field) -> &'static str {
    match field.field_type {
        FieldType::String => "string",
        FieldType::Year => "int32",
        FieldType::Integer => "int64",
        FieldType::Boolean => "boolean",
        FieldType::Money => "decimal(18,2), MXN",
        FieldType::Decimal => "decimal(18,6)",
    }
}
