//! What a column means, for the officer who fills it in.

use erario_model::{Field, FieldType, Table};

/// The heads of the sheet that explains the columns.
pub(crate) const HEADS: [&str; 6] =
    ["Columna", "Qué se escribe", "Tipo", "Obligatoria", "Valores admitidos", "Ejemplo"];

/// One line of that sheet.
pub(crate) fn line(table: &Table, field: &Field) -> [String; 6] {
    let required = if table.is_required(&field.name) { "sí" } else { "no" };
    let values: Vec<String> =
        field.values_es.iter().zip(&field.values).map(|(word, code)| format!("{word} ({code})")).collect();
    [
        field.title_es.clone(),
        field.description_es.clone(),
        kind(field).to_owned(),
        required.to_owned(),
        values.join("; "),
        field.example.clone().unwrap_or_default(),
    ]
}

fn kind(field: &Field) -> &'static str {
    match field.field_type {
        _ if is_date(field) => "fecha: AAAA-MM-DD o dd/mm/aaaa, con el año de cuatro dígitos",
        _ if !field.values.is_empty() => "una palabra de la lista",
        FieldType::String => "texto",
        FieldType::Year => "año",
        FieldType::Integer => "número entero",
        FieldType::Boolean => "sí o no",
        FieldType::Money => "pesos",
        FieldType::Decimal => "número, con punto decimal",
    }
}

/// Dates are texts of the schema; their names end alike.
fn is_date(field: &Field) -> bool {
    field.name.ends_with("_on")
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;

    use super::*;

    #[test]
    fn a_list_is_told_in_spanish_with_its_codes() {
        let table = Schema::embedded().table("observation").unwrap();
        let of = |name: &str| line(table, table.field(name).unwrap());
        let [column, _, kind, required, values, example] = of("state");
        assert_eq!((column.as_str(), kind.as_str()), ("Estado de la observación", "una palabra de la lista"));
        assert_eq!((required.as_str(), example.as_str()), ("sí", "Respondida"));
        assert_eq!(values, "Abierta (open); Respondida (answered); Cerrada (closed)");
        assert!(of("asked_on")[2].starts_with("fecha"));
        assert_eq!(of("answer")[3], "no");
    }
}
