//! One field: what its cells hold.

use super::constraints::Constraints;
use super::json::{Found, Json, Object, start};
use super::{Bound, SchemaError};

/// One field of a schema.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub kind: Kind,
    pub constraints: Constraints,
    /// Texts that mean that there is no value here, where that differs from the schema's.
    pub missing_values: Option<Vec<String>>,
}

/// What the cells of a field hold, and how they write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Any,
    Text(TextFormat),
    /// A decimal number: the character before the decimals, the one between groups of digits, whether it is bare (and
    /// not `$12` or `12%`), and the most digits in all and after the point, where the schema limits them.
    Number {
        point: u8,
        group: Option<u8>,
        is_bare: bool,
        precision: Option<(u32, u32)>,
    },
    Integer {
        group: Option<u8>,
        is_bare: bool,
    },
    Boolean {
        yes: Vec<String>,
        no: Vec<String>,
    },
    /// Dates and times, in ISO 8601 or as `strptime` would read this form.
    Date(Option<String>),
    Time(Option<String>),
    DateTime(Option<String>),
    Year,
    YearMonth,
    Duration,
    /// JSON inside of a cell.
    Object,
    Array,
    /// Values with a character between them.
    List(char),
    GeoPoint(PointFormat),
    GeoJson,
}

/// How a text is further bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    Default,
    Email,
    Uri,
    Binary,
    Uuid,
}

/// How a point is written: `lon, lat`, `[lon, lat]` or `{"lon": …, "lat": …}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointFormat {
    Default,
    Array,
    Object,
}

const KEYWORDS: &[&str] = &[
    "name",
    "type",
    "format",
    "title",
    "description",
    "example",
    "examples",
    "rdfType",
    "constraints",
    "missingValues",
    "categories",
    "categoriesOrdered",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "trueValues",
    "falseValues",
    "itemType",
    "delimiter",
    "erario:codelist",
    "erario:decimal",
    "erario:deprecated",
    "erario:description_en",
    "erario:description_es",
    "erario:enum_es",
    "erario:example",
    "erario:fiscal_type",
    "erario:maximum",
    "erario:minimum",
    "erario:pattern",
    "erario:source_words",
    "erario:title_en",
    "erario:title_es",
    "erario:unit",
    "erario:values",
];

impl Kind {
    pub fn is_number(&self) -> bool {
        matches!(self, Kind::Number { .. } | Kind::Integer { .. } | Kind::Year)
    }

    /// The word of the standard.
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Any => "any",
            Kind::Text(TextFormat::Default) => "string",
            Kind::Text(TextFormat::Email) => "string (email)",
            Kind::Text(TextFormat::Uri) => "string (uri)",
            Kind::Text(TextFormat::Binary) => "string (binary)",
            Kind::Text(TextFormat::Uuid) => "string (uuid)",
            Kind::Number { .. } => "number",
            Kind::Integer { .. } => "integer",
            Kind::Boolean { .. } => "boolean",
            Kind::Date(_) => "date",
            Kind::Time(_) => "time",
            Kind::DateTime(_) => "datetime",
            Kind::Year => "year",
            Kind::YearMonth => "yearmonth",
            Kind::Duration => "duration",
            Kind::Object => "object",
            Kind::Array => "array",
            Kind::List(_) => "list",
            Kind::GeoPoint(_) => "geopoint",
            Kind::GeoJson => "geojson",
        }
    }
}

impl Field {
    pub(super) fn read(json: &Json, entry: &Found, earlier: &[Field]) -> Result<Field, SchemaError> {
        let object = json.object(entry, "a field")?;
        json.known(object, KEYWORDS)?;
        let name = json.required_text(object, "name", "give the field its name")?.to_owned();
        if earlier.iter().any(|field| field.name == name) {
            return Err(json.error(start(entry), &format!("the field `{name}` stands twice"), "keep one of them"));
        }
        let kind = kind(json, object)?;
        let mut constraints = Constraints::read(json, object, &kind)?;
        if let Some(list) = json.value(object, "categories") {
            let value = |one: &Found| match one.as_object() {
                Some(labelled) => {
                    json.as_cell(json.required(labelled, "value", "give the category's value")?, "categories")
                }
                None => json.as_cell(one, "categories"),
            };
            let values = json.array(list, "categories")?.iter().map(value).collect::<Result<_, _>>()?;
            constraints.values.get_or_insert(values);
        }
        let missing_values = json.missing_values(object)?;
        Ok(Field { name, kind, constraints, missing_values })
    }

    /// What a cell should be, in words.
    pub fn expected(&self) -> String {
        match &self.kind {
            Kind::Number { precision: Some((digits, decimals)), .. } => format!("decimal({digits},{decimals})"),
            Kind::Date(Some(form)) | Kind::Time(Some(form)) | Kind::DateTime(Some(form)) => {
                format!("{} {form}", self.kind.word())
            }
            Kind::Boolean { yes, no } => format!("boolean: {}", [yes.as_slice(), no].concat().join(", ")),
            kind => kind.word().to_owned(),
        }
    }

    /// The bounds in words: `from 1 to 12`.
    pub fn range(&self) -> String {
        let Constraints { minimum, maximum, .. } = &self.constraints;
        let word = |bound: &Bound, inclusive: &str, exclusive: &str| {
            format!("{} {}", if bound.is_exclusive { exclusive } else { inclusive }, bound.text)
        };
        let low = minimum.as_ref().map(|bound| word(bound, ">=", ">"));
        let high = maximum.as_ref().map(|bound| word(bound, "<=", "<"));
        [low, high].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

fn kind(json: &Json, object: &Object) -> Result<Kind, SchemaError> {
    let word = json.text(object, "type")?.unwrap_or("string");
    let format = json.text(object, "format")?.unwrap_or("default");
    let at = json.value(object, "format").map_or(object.range.start, start);
    let no_format = |kind: Kind| {
        if matches!(format, "default" | "any") {
            return Ok(kind);
        }
        Err(json.error(at, &format!("`{word}` has no format `{format}`"), "leave out `format`"))
    };
    let form = || match format {
        "default" | "any" => Ok(None),
        form if form.contains('%') => Ok(Some(form.to_owned())),
        form => Err(json.error(at, &format!("the format `{form}` has no `%`"), "write a form such as `%d/%m/%Y`")),
    };
    let character = |name: &str| -> Result<Option<u8>, SchemaError> {
        let Some(text) = json.text(object, name)? else { return Ok(None) };
        match text.as_bytes() {
            [one] if one.is_ascii() => Ok(Some(*one)),
            _ => Err(json.error(object.range.start, &format!("`{name}` is `{text}`"), "write one ASCII character")),
        }
    };
    let is_bare = json.flag(object, "bareNumber")?.unwrap_or(true);
    let words = |name: &str, default: &[&str]| match json.value(object, name) {
        Some(list) => json.texts(list, name),
        None => Ok(default.iter().map(|word| (*word).to_owned()).collect()),
    };
    match word {
        "any" => Ok(Kind::Any),
        "string" => Ok(Kind::Text(match format {
            "default" => TextFormat::Default,
            "email" => TextFormat::Email,
            "uri" => TextFormat::Uri,
            "binary" => TextFormat::Binary,
            "uuid" => TextFormat::Uuid,
            _ => {
                let found = format!("`string` has no format `{format}`");
                return Err(json.error(at, &found, "use default, email, uri, binary or uuid"));
            }
        })),
        "number" => {
            let point = character("decimalChar")?.unwrap_or(b'.');
            no_format(Kind::Number {
                point,
                group: character("groupChar")?,
                is_bare,
                precision: precision(json, object)?,
            })
        }
        "integer" => no_format(Kind::Integer { group: character("groupChar")?, is_bare }),
        "boolean" => no_format(Kind::Boolean {
            yes: words("trueValues", &["true", "True", "TRUE", "1"])?,
            no: words("falseValues", &["false", "False", "FALSE", "0"])?,
        }),
        "date" => Ok(Kind::Date(form()?)),
        "time" => Ok(Kind::Time(form()?)),
        "datetime" => Ok(Kind::DateTime(form()?)),
        "year" => no_format(Kind::Year),
        "yearmonth" => no_format(Kind::YearMonth),
        "duration" => no_format(Kind::Duration),
        "object" => no_format(Kind::Object),
        "array" => no_format(Kind::Array),
        "list" => {
            let delimiter = json.text(object, "delimiter")?.unwrap_or(",");
            Ok(Kind::List(delimiter.chars().next().unwrap_or(',')))
        }
        "geopoint" => Ok(Kind::GeoPoint(match format {
            "default" => PointFormat::Default,
            "array" => PointFormat::Array,
            "object" => PointFormat::Object,
            _ => return no_format(Kind::Any),
        })),
        "geojson" => no_format(Kind::GeoJson),
        _ => {
            let at = json.value(object, "type").map_or(object.range.start, start);
            let hint = "use string, number, integer, boolean, date, time, datetime, year, yearmonth, duration, object, \
                        array, list, geopoint, geojson or any";
            Err(json.error(at, &format!("there is no type `{word}`"), hint))
        }
    }
}

/// `erario:decimal`: the most digits, and how many of them after the point.
fn precision(json: &Json, object: &Object) -> Result<Option<(u32, u32)>, SchemaError> {
    let Some(value) = json.value(object, "erario:decimal") else { return Ok(None) };
    let decimal = json.object(value, "erario:decimal")?;
    json.known(decimal, &["precision", "scale"])?;
    let digits = |name: &str| -> Result<u32, SchemaError> {
        let count = json.count(decimal, name)?.and_then(|count| u32::try_from(count).ok());
        let wrong =
            || json.error(start(value), &format!("`erario:decimal` has no `{name}`"), "give precision and scale");
        count.filter(|count| *count <= 38).ok_or_else(wrong)
    };
    Ok(Some((digits("precision")?, digits("scale")?)))
}
