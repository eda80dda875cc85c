//! The constraints of a field.

use regex::bytes::Regex;

use super::SchemaError;
use super::field::Kind;
use super::json::{Json, Object, start};
use crate::value::{Reader, Value};

/// What a cell must be beyond its type.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    pub required: bool,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    /// The pattern as it is written; [`Constraints::regex`] must fit a cell whole.
    pub pattern: Option<String>,
    pub regex: Option<Regex>,
    /// The list that every cell stands in, as cells write it.
    pub values: Option<Vec<String>>,
    /// No two rows have the same.
    pub unique: bool,
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub text: String,
    pub value: Value,
    pub is_exclusive: bool,
}

const KEYWORDS: &[&str] = &[
    "required",
    "unique",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "pattern",
    "enum",
];

impl Constraints {
    pub(super) fn read(json: &Json, field: &Object, kind: &Kind) -> Result<Constraints, SchemaError> {
        let Some(value) = json.value(field, "constraints") else { return Ok(Constraints::default()) };
        let object = json.object(value, "`constraints`")?;
        if let Some(schema) = json.value(object, "jsonSchema") {
            let hint = "leave it out here, and check such cells with a validator of JSON Schema";
            return Err(json.error(start(schema), "the constraint `jsonSchema` is not supported", hint));
        }
        json.known(object, KEYWORDS)?;
        let mut constraints = Constraints {
            required: json.flag(object, "required")?.unwrap_or(false),
            unique: json.flag(object, "unique")?.unwrap_or(false),
            min_length: json.count(object, "minLength")?,
            max_length: json.count(object, "maxLength")?,
            minimum: bound(json, object, kind, ["minimum", "exclusiveMinimum"])?,
            maximum: bound(json, object, kind, ["maximum", "exclusiveMaximum"])?,
            ..Constraints::default()
        };
        if let Some(pattern) = json.value(object, "pattern") {
            let text = json.as_text(pattern, "pattern")?;
            let regex = Regex::new(&format!("^(?:{text})$")).map_err(|error| {
                // The last line of the message is the reason; those before it draw the place.
                let reason = error.to_string().lines().last().unwrap_or_default().to_owned();
                json.error(
                    start(pattern),
                    &format!("the pattern `{text}` cannot be read: {reason}"),
                    "mend the pattern",
                )
            })?;
            constraints.pattern = Some(text.to_owned());
            constraints.regex = Some(regex);
        }
        if let Some(list) = json.value(object, "enum") {
            let values = json.array(list, "enum")?.iter().map(|one| json.as_cell(one, "enum"));
            constraints.values = Some(values.collect::<Result<_, _>>()?);
        }
        Ok(constraints)
    }
}

fn bound(json: &Json, object: &Object, kind: &Kind, names: [&str; 2]) -> Result<Option<Bound>, SchemaError> {
    let mut bound = None;
    for (name, is_exclusive) in names.into_iter().zip([false, true]) {
        let Some(value) = json.value(object, name) else { continue };
        let text = json.as_cell(value, name)?;
        let wrong =
            || json.error(start(value), &format!("`{name}` is `{text}`, which is no {}", kind.word()), "mend it");
        let read = Reader::of_standard(kind).read(text.as_bytes()).filter(Value::is_ordered).ok_or_else(wrong)?;
        if bound.replace(Bound { text: text.clone(), value: read, is_exclusive }).is_some() {
            return Err(json.error(
                start(value),
                &format!("both `{}` and `{}`", names[0], names[1]),
                "keep one of them",
            ));
        }
    }
    Ok(bound)
}
