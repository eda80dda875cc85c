//! The keywords that begin with `erario:`, each said once: the profile that checks them and the page that explains them.

use serde_json::{Map, Value, json};

use super::table_schema::PROFILE;

/// One keyword.
pub struct Keyword {
    pub name: &'static str,
    /// On a field, or on the table.
    pub is_of_field: bool,
    pub es: &'static str,
    pub en: &'static str,
    /// What it holds, as JSON Schema.
    holds: fn() -> Value,
}

const fn table(name: &'static str, holds: fn() -> Value, es: &'static str, en: &'static str) -> Keyword {
    Keyword { name, is_of_field: false, es, en, holds }
}

const fn field(name: &'static str, holds: fn() -> Value, es: &'static str, en: &'static str) -> Keyword {
    Keyword { name, is_of_field: true, es, en, holds }
}

pub const KEYWORDS: [Keyword; 27] = [
    table("erario:table", text, "Nombre de la tabla.", "Name of the table."),
    table(
        "erario:version",
        || json!({ "type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$" }),
        "Versión semántica del esquema.",
        "Semantic version of the schema.",
    ),
    table(
        "erario:kind",
        || json!({ "enum": ["fact", "derived", "reference", "record"] }),
        "Para qué es la tabla: hechos, que se suman; derivada, que no se suma a los hechos; referencia; registro.",
        "What the table is for: facts, which add up; derived, never to be added to facts; reference; record.",
    ),
    table("erario:title_es", text, "Título en español.", "Title in Spanish."),
    table("erario:title_en", text, "Título en inglés.", "Title in English."),
    table("erario:description_es", text, "Descripción en español.", "Description in Spanish."),
    table("erario:description_en", text, "Descripción en inglés.", "Description in English."),
    table(
        "erario:key",
        texts,
        "Lo que distingue los renglones, sin promesa: los archivos publicados repiten claves y ambos renglones se publican (F010).",
        "What tells rows apart, without a promise: published files repeat keys, and both rows are released (F010).",
    ),
    table(
        "erario:references",
        || json!({ "type": "array", "items": { "type": "object", "required": ["fields", "reference"] } }),
        "Como `foreignKeys`, sin promesa: un valor publicado puede no estar en la otra tabla (S004).",
        "As `foreignKeys`, without a promise: a published value may not stand in the other table (S004).",
    ),
    table(
        "erario:formulas",
        formulas,
        "Lo que cumplen los importes de un renglón, con la regla y la tolerancia en pesos. Un vacío no se juzga.",
        "What the amounts of a row obey, with the rule and the tolerance in pesos. A null is not judged.",
    ),
    table(
        "erario:figure_code",
        texts,
        "Campos que, unidos por guiones, son la clave en el identificador de una cifra.",
        "Fields that, joined by hyphens, are the code in the id of a figure.",
    ),
    table(
        "erario:is_partitioned",
        || json!({ "const": true }),
        "Un archivo Parquet por año fiscal.",
        "One Parquet file a fiscal year.",
    ),
    field("erario:title_en", text, "Título en inglés; `title` es español.", "Title in English; `title` is Spanish."),
    field(
        "erario:description_en",
        text,
        "Descripción en inglés; `description` es español.",
        "Description in English; `description` is Spanish.",
    ),
    field(
        "erario:unit",
        text,
        "Qué cuenta un número: `MXN`, `%`, `byte`.",
        "What a number counts: `MXN`, `%`, `byte`.",
    ),
    field(
        "erario:decimal",
        || {
            json!({ "type": "object", "required": ["precision", "scale"], "additionalProperties": false,
                   "properties": { "precision": { "const": 18 }, "scale": { "enum": [2, 6] } } })
        },
        "Dígitos de un número exacto: todos, y los decimales.",
        "Digits of an exact number: all of them, and those after the point.",
    ),
    field(
        "erario:enum_es",
        texts,
        "Lo que una persona escribe por cada valor de `enum`, en el mismo orden.",
        "What people write for each value of `enum`, in the same order.",
    ),
    field(
        "erario:codelist",
        text,
        "La lista de `schemas/codelists/` con los valores.",
        "The list of `schemas/codelists/` that has the values.",
    ),
    field("erario:fiscal_type", text, "Tipo de columna de Fiscal Data Package.", "Column type of Fiscal Data Package."),
    field(
        "erario:source_words",
        texts,
        "Palabras con que los publicadores lo nombran.",
        "Words that publishers use for it.",
    ),
    field(
        "erario:example",
        text,
        "Lo que se escribe en una plantilla, a modo de ejemplo.",
        "What is written into a template, as an example.",
    ),
    field(
        "erario:deprecated",
        deprecated,
        "En desuso desde una fecha, qué usar en su lugar y por qué.",
        "Deprecated since a date, what to use instead, and why.",
    ),
    field(
        "erario:pattern",
        text,
        "En una publicación, el patrón que un valor publicado puede romper (S003).",
        "In a release, the pattern that a published value may break (S003).",
    ),
    field(
        "erario:values",
        texts,
        "En una publicación, los valores admitidos, que uno publicado puede romper (S004).",
        "In a release, the values admitted, which a published one may break (S004).",
    ),
    field("erario:minimum", number, "En una publicación, el mínimo (S005).", "In a release, the minimum (S005)."),
    field("erario:maximum", number, "En una publicación, el máximo (S005).", "In a release, the maximum (S005)."),
    field("erario:title_es", text, "Hasta 0.1.0: título en español.", "Up to 0.1.0: title in Spanish."),
];

fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn texts() -> Value {
    json!({ "type": "array", "minItems": 1, "items": text() })
}

fn number() -> Value {
    json!({ "type": "integer" })
}

fn formulas() -> Value {
    json!({ "type": "array", "minItems": 1, "items": {
        "type": "object", "required": ["rule", "formula", "tolerance"], "additionalProperties": false,
        "properties": {
            "rule": { "type": "string", "pattern": "^[FS][0-9]{3}$" },
            "formula": text(),
            "tolerance": { "type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,2})?$" },
        },
    } })
}

fn deprecated() -> Value {
    json!({
        "type": "object", "required": ["since", "why_es", "why_en"], "additionalProperties": false,
        "properties": {
            "since": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
            "instead": text(), "why_es": text(), "why_en": text(),
        },
    })
}

/// The profile: Table Schema v2, our keywords, and no other one that begins like ours.
pub fn profile() -> Value {
    let own = |is_of_field: bool| {
        let keywords = || KEYWORDS.iter().filter(move |keyword| keyword.is_of_field == is_of_field);
        let properties: Map<String, Value> =
            keywords().map(|keyword| (keyword.name.to_owned(), described(keyword))).collect();
        let names: Vec<&str> = keywords().map(|keyword| keyword.name).collect();
        let only_ours = json!({ "if": { "pattern": "^erario:" }, "then": { "enum": names } });
        (properties, only_ours)
    };
    let ((mut of_table, only_of_table), (of_field, only_of_field)) = (own(false), own(true));
    let fields = json!({ "items": { "properties": of_field, "propertyNames": only_of_field } });
    of_table.insert("fields".to_owned(), fields);
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "erario Table Schema",
        "description": "Table Schema v2 with the keywords of erario. / Table Schema v2 con las palabras de erario.",
        "allOf": [{ "$ref": PROFILE }],
        "properties": of_table,
        "propertyNames": only_of_table,
    })
}

fn described(keyword: &Keyword) -> Value {
    let mut holds = (keyword.holds)();
    holds["description"] = json!(format!("{} / {}", keyword.es, keyword.en));
    holds
}
