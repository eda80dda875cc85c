//! JSON whose every value knows its place, so that an error in a schema has a line.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::SchemaError;
use super::field::Field;

pub(super) type Found<'a> = Value<'a>;
pub(super) type Object<'a> = jsonc_parser::ast::Object<'a>;

/// A text of JSON.
pub(super) struct Json<'a> {
    text: &'a str,
}

/// Where a value begins, in bytes.
pub(super) fn start(value: &Found) -> usize {
    value.range().start
}

impl<'a> Json<'a> {
    pub fn of(text: &'a str) -> Self {
        Json { text: text.trim_start_matches('\u{feff}') }
    }

    pub fn root(&self) -> Result<Found<'a>, SchemaError> {
        // The standard's JSON, without the liberties that editors take.
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let hint = "write it as JSON; a text editor that knows JSON shows the place";
        let parsed = parse_to_ast(self.text, &CollectOptions::default(), &strict)
            .map_err(|error| self.error(error.range().start, &format!("no valid JSON: {}", error.kind()), hint))?;
        parsed.value.ok_or_else(|| self.error(0, "the file is empty", hint))
    }

    pub fn error(&self, at: usize, found: &str, hint: &str) -> SchemaError {
        SchemaError { line: self.line(at), found: found.to_owned(), hint: hint.to_owned() }
    }

    /// The line of a place, the first one 1.
    pub fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
    }

    /// Every keyword must be a known one, or another's, with a prefix; and none may stand twice.
    pub fn known(&self, object: &Object, keywords: &[&str]) -> Result<(), SchemaError> {
        for (place, property) in object.properties.iter().enumerate() {
            let (name, at) = (property.name.as_str(), property.range.start);
            if object.properties[..place].iter().any(|earlier| earlier.name.as_str() == name) {
                return Err(self.error(at, &format!("the keyword `{name}` stands twice"), "keep one of them"));
            }
            let is_foreign = name.split_once(':').is_some_and(|(prefix, _)| prefix != "erario");
            if !is_foreign && !keywords.contains(&name) {
                let near = nearest(name, keywords.iter().copied());
                let hint = near.map_or_else(
                    || format!("use one of {}", keywords.join(", ")),
                    |near| format!("did you mean `{near}`? A keyword of your own needs a prefix, as in `my:{name}`"),
                );
                return Err(self.error(at, &format!("unknown keyword `{name}`"), &hint));
            }
        }
        Ok(())
    }

    /// A name that no field has.
    pub fn nowhere(&self, at: usize, name: &str, fields: &[Field]) -> SchemaError {
        let near = nearest(name, fields.iter().map(|field| field.name.as_str()));
        let hint = near.map_or_else(|| "name a field of `fields`".to_owned(), |near| format!("did you mean `{near}`?"));
        self.error(at, &format!("`{name}` is no field of this schema"), &hint)
    }

    pub fn value<'o>(&self, object: &'o Object<'a>, name: &str) -> Option<&'o Found<'a>> {
        property(object, name).map(|property| &property.value)
    }

    pub fn required<'o>(&self, object: &'o Object<'a>, name: &str, hint: &str) -> Result<&'o Found<'a>, SchemaError> {
        self.value(object, name)
            .ok_or_else(|| self.error(object.range.start, &format!("there is no `{name}` here"), hint))
    }

    pub fn required_text<'o>(&self, object: &'o Object<'a>, name: &str, hint: &str) -> Result<&'o str, SchemaError> {
        self.as_text(self.required(object, name, hint)?, name)
    }

    pub fn object<'o>(&self, value: &'o Found<'a>, what: &str) -> Result<&'o Object<'a>, SchemaError> {
        let wrong = || self.error(start(value), &format!("{what} is an object in braces, this is none"), "write `{…}`");
        value.as_object().ok_or_else(wrong)
    }

    pub fn array<'o>(&self, value: &'o Found<'a>, name: &str) -> Result<&'o [Found<'a>], SchemaError> {
        let wrong = || self.error(start(value), &format!("`{name}` is no list"), "write a list in brackets");
        value.as_array().map(|array| array.elements.as_slice()).ok_or_else(wrong)
    }

    pub fn as_text<'o>(&self, value: &'o Found<'a>, name: &str) -> Result<&'o str, SchemaError> {
        let wrong = || self.error(start(value), &format!("`{name}` is no text"), "write it in quotation marks");
        value.as_string_lit().map(|text| text.value.as_ref()).ok_or_else(wrong)
    }

    pub fn text<'o>(&self, object: &'o Object<'a>, name: &str) -> Result<Option<&'o str>, SchemaError> {
        self.value(object, name).map(|value| self.as_text(value, name)).transpose()
    }

    pub fn flag(&self, object: &Object<'a>, name: &str) -> Result<Option<bool>, SchemaError> {
        let Some(value) = self.value(object, name) else { return Ok(None) };
        let wrong = || self.error(start(value), &format!("`{name}` is neither true nor false"), "write true or false");
        value.as_boolean_lit().map(|flag| Some(flag.value)).ok_or_else(wrong)
    }

    pub fn count(&self, object: &Object<'a>, name: &str) -> Result<Option<u64>, SchemaError> {
        let Some(value) = self.value(object, name) else { return Ok(None) };
        let wrong = || self.error(start(value), &format!("`{name}` is no whole number"), "write digits");
        value.as_number_lit().and_then(|number| number.value.parse().ok()).map(Some).ok_or_else(wrong)
    }

    /// A number, boolean or text as a cell would say it.
    pub fn as_cell(&self, value: &Found<'a>, name: &str) -> Result<String, SchemaError> {
        match value {
            Value::StringLit(text) => Ok(text.value.to_string()),
            Value::NumberLit(number) => Ok(number.value.to_owned()),
            Value::BooleanLit(flag) => Ok(flag.value.to_string()),
            _ => Err(self.error(start(value), &format!("`{name}` is no single value"), "write a text or a number")),
        }
    }

    pub fn texts(&self, value: &Found<'a>, name: &str) -> Result<Vec<String>, SchemaError> {
        self.array(value, name)?.iter().map(|one| self.as_text(one, name).map(str::to_owned)).collect()
    }

    /// `missingValues`: texts, or objects with a `value` and a `label`.
    pub fn missing_values(&self, object: &Object<'a>) -> Result<Option<Vec<String>>, SchemaError> {
        let Some(list) = self.value(object, "missingValues") else { return Ok(None) };
        let value = |one: &Found<'a>| match one.as_object() {
            Some(labelled) => {
                self.known(labelled, &["value", "label"])?;
                self.required_text(labelled, "value", "give the text that means that a value is missing")
                    .map(str::to_owned)
            }
            None => self.as_text(one, "missingValues").map(str::to_owned),
        };
        self.array(list, "missingValues")?.iter().map(value).collect::<Result<_, _>>().map(Some)
    }
}

fn property<'o, 'a>(object: &'o Object<'a>, name: &str) -> Option<&'o ObjectProp<'a>> {
    object.properties.iter().find(|property| property.name.as_str() == name)
}

/// The name that is meant, if one is near enough.
fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let scored = names.map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    let best = scored.filter(|(score, _)| *score > 0.85).max_by(|one, other| one.0.total_cmp(&other.0));
    best.map(|(_, candidate)| candidate)
}
