//! The dictionary for people: every table and field, in Spanish and English.

use std::fmt::Write;

use crate::Table;

/// `rows` is how many a table has, where a release is described.
pub fn of<'t>(version: &str, tables: impl Iterator<Item = (&'t Table, Option<usize>)>) -> String {
    let mut page = format!(
        "# Diccionario de datos / Data dictionary\n\n\
         Versión del esquema / schema version: {version}.\n\n\
         Los montos son pesos mexicanos (MXN), `decimal(18,2)`; vacío significa «no publicado», nunca cero.\n\
         Amounts are Mexican pesos (MXN), `decimal(18,2)`; empty means \"not published\", never zero.\n",
    );
    for (table, rows) in tables {
        let rows = rows.map_or_else(String::new, |rows| format!("Filas / rows: {rows}. "));
        let _ = write!(
            page,
            "\n## {}\n\n**{}.** {}\n\n**{}.** {}\n\n{rows}Llave / key: {}.\n\n\
             | campo / field | tipo / type | español | English |\n| --- | --- | --- | --- |\n",
            table.name,
            table.title_es,
            table.description_es,
            table.title_en,
            table.description_en,
            table.primary_key.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        );
        for field in &table.fields {
            let [old_es, old_en] = match &field.deprecated {
                Some(old) => [
                    format!(" En desuso desde {}: {}", old.since, old.why_es),
                    format!(" Deprecated since {}: {}", old.since, old.why_en),
                ],
                None => [String::new(), String::new()],
            };
            let _ = writeln!(
                page,
                "| `{}` | {} | **{}.** {}{old_es} | **{}.** {}{old_en} |",
                field.name,
                field.field_type.told(),
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
