//! `docs/reference/tables.md`: every table, and then every field once, from `schemas/`.

use std::collections::BTreeMap;
use std::fmt::Write;

use erario_model::{Field, ForeignKey, Schema, Table, TableKind, Uniqueness};

use super::{WRITTEN, cell};

pub(super) fn page(schema: &Schema) -> String {
    let mut page = format!(
        "{WRITTEN}\n\n# Tablas y campos / Tables and fields\n\n\
         Versión del esquema / schema version: {}. Los montos son pesos mexicanos (MXN), `decimal(18,2)`; vacío significa \
         «no publicado», nunca cero. Los campos con * nunca están vacíos.\n\
         Amounts are Mexican pesos (MXN), `decimal(18,2)`; empty means \"not published\", never zero. Fields marked * are \
         never empty.\n\n\
         | tabla / table | | español | English |\n| --- | --- | --- | --- |\n",
        schema.version,
    );
    for table in &schema.tables {
        let (name, title_es, title_en) = (&table.name, cell(&table.title_es), cell(&table.title_en));
        let _ = writeln!(page, "| [`{name}`](#{name}) | {} | {title_es} | {title_en} |", kind(table.kind));
    }
    for table in &schema.tables {
        describe(&mut page, table);
    }
    page.push_str(
        "\n## Campos / Fields\n\n| campo / field | tipo / type | español | English |\n| --- | --- | --- | --- |\n",
    );
    let fields: BTreeMap<&str, &Field> =
        schema.tables.iter().flat_map(|table| &table.fields).map(|field| (field.name.as_str(), field)).collect();
    for (name, field) in fields {
        let _ = writeln!(
            page,
            "| `{name}` | {} | **{}.** {} | **{}.** {} |",
            type_of(field),
            cell(&field.title_es),
            cell(&field.description_es),
            cell(&field.title_en),
            cell(&field.description_en),
        );
    }
    page
}

fn describe(page: &mut String, table: &Table) {
    let marked = |name: &str| format!("`{name}`{}", if table.is_required(name) { "*" } else { "" });
    let fields: Vec<String> = table.fields.iter().map(|field| marked(&field.name)).collect();
    let key: Vec<String> = table.primary_key.iter().map(|name| format!("`{name}`")).collect();
    let _ = write!(
        page,
        "\n## {}\n\n**{}.** {}\n\n**{}.** {}\n\nCampos / fields: {}.\n\nLlave / key: {}, {}.\n",
        table.name,
        table.title_es,
        table.description_es,
        table.title_en,
        table.description_en,
        fields.join(", "),
        key.join(", "),
        sureness(table.uniqueness),
    );
    for (keys, words) in [
        (&table.foreign_keys, "Llaves foráneas / foreign keys"),
        (&table.references, "Referencias, sin promesa / references, without a promise"),
    ] {
        let keys: Vec<String> = keys.iter().map(pointer).collect();
        if !keys.is_empty() {
            let _ = write!(page, "\n{words}: {}.\n", keys.join("; "));
        }
    }
    let formulas: Vec<String> = table
        .formulas
        .iter()
        .map(|formula| {
            let (text, tolerance, rule) = (&formula.text, formula.tolerance, &formula.rule);
            format!("`{text}` (±{tolerance}, [{rule}](rules.md))")
        })
        .collect();
    if !formulas.is_empty() {
        let _ = write!(page, "\nFórmulas de un renglón / formulas of a row: {}.\n", formulas.join("; "));
    }
}

fn sureness(uniqueness: Uniqueness) -> &'static str {
    match uniqueness {
        Uniqueness::Primary => "única y sin vacíos / unique and never null",
        Uniqueness::Unique => "única / unique",
        Uniqueness::Intended => "sin promesa / without a promise",
    }
}

fn pointer(key: &ForeignKey) -> String {
    format!("`{}` → [`{}`](#{})", key.fields.join("`, `"), key.table, key.table)
}

fn kind(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Fact => "hechos / facts",
        TableKind::Derived => "derivada / derived",
        TableKind::Reference => "referencia / reference",
        TableKind::Record => "registro / record",
    }
}

fn type_of(field: &Field) -> String {
    let name = field.field_type.told();
    match field.values.as_slice() {
        [] => name.to_owned(),
        values => format!("{name}: {}", values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")),
    }
}
