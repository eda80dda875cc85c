//! Reads the Table Schema files of a release or of an export, of this version or an earlier one.
//!
//! It is lenient where the schemas of this checkout are not: what an earlier version did not say is not there.

use serde::Deserialize;
use serde_json::Value;

use crate::{Deprecated, Field, FieldType, ForeignKey, Formula, Schema, Table, TableKind, Tables, Uniqueness};

/// A file that is no table schema of erario.
#[derive(Debug, thiserror::Error)]
pub enum PublishedError {
    #[error("{file}: {source}\n  hint: name a schemas folder, a release, or the Table Schema of a table")]
    Json { file: String, source: serde_json::Error },
    #[error(
        "{file}: found no {missing}, expected a Table Schema that erario wrote\n  hint: name a schemas folder, a release, or the Table Schema of a table"
    )]
    Missing { file: String, missing: &'static str },
    #[error(
        "{file}: the type `{found}` of `{field}` is none that erario writes\n  hint: name a file that `erario` wrote"
    )]
    Type { file: String, field: String, found: String },
}

impl Tables {
    /// The tables of such files, each with its name for errors; the version is the first one's.
    pub fn published(files: &[(String, String)]) -> Result<Tables, PublishedError> {
        let mut version = None;
        let mut tables = Vec::new();
        for (file, text) in files {
            let json: Value =
                serde_json::from_str(text).map_err(|source| PublishedError::Json { file: file.clone(), source })?;
            let missing = |missing| PublishedError::Missing { file: file.clone(), missing };
            let of_this = json["erario:version"].as_str().ok_or_else(|| missing("`erario:version`"))?;
            version.get_or_insert_with(|| of_this.to_owned());
            tables.push(table(file, &json)?);
        }
        Ok(Tables { version: version.unwrap_or_default(), tables })
    }
}

fn table(file: &str, json: &Value) -> Result<Table, PublishedError> {
    let missing = |missing| PublishedError::Missing { file: file.to_owned(), missing };
    let name = json["erario:table"].as_str().ok_or_else(|| missing("`erario:table`"))?.to_owned();
    let described = json["fields"].as_array().ok_or_else(|| missing("`fields`"))?;
    let (mut fields, mut required) = (Vec::new(), Vec::new());
    for entry in described {
        let one = field(file, entry)?;
        if entry["constraints"]["required"] == true {
            required.push(one.name.clone());
        }
        fields.push(one);
    }
    let (uniqueness, key) = match (&json["primaryKey"], &json["uniqueKeys"][0]) {
        (key @ Value::Array(_), _) => (Uniqueness::Primary, key),
        (_, key @ Value::Array(_)) => (Uniqueness::Unique, key),
        _ => (Uniqueness::Intended, &json["erario:key"]),
    };
    let keys = |of: &Value| -> Vec<ForeignKey> { list(of).iter().map(|key| foreign_key(&name, key)).collect() };
    // Version 0.1.0 did not say what a table is for, nor how it is cited and cut into files: that was as it still is.
    let known = Schema::embedded().table(&name).filter(|_| json["erario:kind"].is_null());
    let kind = known.map(|table| table.kind).or_else(|| TableKind::deserialize(&json["erario:kind"]).ok());
    Ok(Table {
        kind: kind.ok_or_else(|| missing("`erario:kind`"))?,
        title_es: text(json, "erario:title_es"),
        title_en: text(json, "erario:title_en"),
        description_es: text(json, "erario:description_es"),
        description_en: text(json, "erario:description_en"),
        fields,
        required,
        primary_key: texts(key),
        uniqueness,
        foreign_keys: keys(&json["foreignKeys"]),
        references: keys(&json["erario:references"]),
        formulas: list(&json["erario:formulas"]).iter().filter_map(formula).collect(),
        figure_code: known.map_or_else(|| texts(&json["erario:figure_code"]), |table| table.figure_code.clone()),
        is_partitioned: known.map_or(json["erario:is_partitioned"] == true, |table| table.is_partitioned),
        name,
    })
}

fn field(file: &str, json: &Value) -> Result<Field, PublishedError> {
    let missing = |missing| PublishedError::Missing { file: file.to_owned(), missing };
    let name = json["name"].as_str().ok_or_else(|| missing("name of a field"))?.to_owned();
    let unit = json["erario:unit"].as_str().map(str::to_owned);
    let field_type = match json["type"].as_str().unwrap_or_default() {
        "string" => FieldType::String,
        "year" => FieldType::Year,
        "integer" => FieldType::Integer,
        "boolean" => FieldType::Boolean,
        "number" if unit.as_deref() == Some("MXN") => FieldType::Money,
        "number" => FieldType::Decimal,
        other => {
            let (file, found) = (file.to_owned(), other.to_owned());
            return Err(PublishedError::Type { file, field: name, found });
        }
    };
    let constraints = &json["constraints"];
    // A release says these beside the constraints, so that a bad cell does not make it invalid.
    let either =
        |strict: &str, lenient: &str| if constraints[strict].is_null() { &json[lenient] } else { &constraints[strict] };
    let translated = |key: &str, plain: &str| json[key].as_str().map_or_else(|| text(json, plain), str::to_owned);
    Ok(Field {
        name,
        field_type,
        title_es: translated("erario:title_es", "title"),
        title_en: translated("erario:title_en", "title"),
        description_es: translated("erario:description_es", "description"),
        description_en: translated("erario:description_en", "description"),
        pattern: either("pattern", "erario:pattern").as_str().map(str::to_owned),
        values: texts(either("enum", "erario:values")),
        values_es: texts(&json["erario:enum_es"]),
        minimum: either("minimum", "erario:minimum").as_i64(),
        maximum: either("maximum", "erario:maximum").as_i64(),
        unit,
        codelist: json["erario:codelist"].as_str().map(str::to_owned),
        codes: Vec::new(),
        fiscal_type: json["erario:fiscal_type"].as_str().map(str::to_owned),
        source_words: texts(&json["erario:source_words"]),
        example: json["erario:example"].as_str().map(str::to_owned),
        deprecated: Deprecated::published(&json["erario:deprecated"]),
    })
}

impl Deprecated {
    fn published(json: &Value) -> Option<Deprecated> {
        let since = json["since"].as_str()?.to_owned();
        let instead = json["instead"].as_str().map(str::to_owned);
        Some(Deprecated { since, instead, why_es: text(json, "why_es"), why_en: text(json, "why_en") })
    }
}

fn foreign_key(table: &str, json: &Value) -> ForeignKey {
    let reference = &json["reference"];
    let resource = reference["resource"].as_str().map(|resource| resource.replace('-', "_"));
    let table = resource.unwrap_or_else(|| table.to_owned());
    ForeignKey { fields: texts(&json["fields"]), table, to: texts(&reference["fields"]) }
}

/// A formula that this version cannot read is one that it does not know.
fn formula(json: &Value) -> Option<Formula> {
    let tolerance = json["tolerance"].as_str()?.parse().ok()?;
    Formula::parse(json["rule"].as_str()?, json["formula"].as_str()?, tolerance).ok()
}

fn list(json: &Value) -> &[Value] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn texts(json: &Value) -> Vec<String> {
    list(json).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn text(json: &Value, key: &str) -> String {
    json[key].as_str().unwrap_or_default().to_owned()
}
