//! `erario:aggregates`: sums over rows that must agree.

use super::json::{Found, Json, Object, start};
use super::{SchemaError, TableSchema};

/// Two sums that must be the same in each group of rows: the leaves of a classification and its printed total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// The rule that it is; one of the schema's own otherwise.
    pub rule: Option<String>,
    /// Fields whose values make a group.
    pub by: Vec<String>,
    pub sum: Sum,
    pub equals: Sum,
    /// How far they may be apart, in units of 10^-18.
    pub tolerance: i128,
}

impl Aggregate {
    /// `sum(paid) [level = chapter] = sum(paid) [level = total]`
    pub fn text(&self) -> String {
        format!("{} = {}", self.sum.text(), self.equals.text())
    }

    /// The fields that it names.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.by.iter().map(String::as_str).chain([&self.sum, &self.equals].into_iter().flat_map(Sum::fields))
    }
}

impl Sum {
    fn text(&self) -> String {
        let filter: Vec<String> = self.filter.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let filter = if filter.is_empty() { String::new() } else { format!(" [{}]", filter.join(", ")) };
        format!("sum({}){filter}", self.field)
    }

    fn fields(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.field.as_str()).chain(self.filter.iter().map(|(name, _)| name.as_str()))
    }
}

/// A field, added up over the rows that say all of `filter`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub field: String,
    /// Field -> the text that its cell must be.
    pub filter: Vec<(String, String)>,
}

pub(super) fn read(json: &Json, object: &Object, schema: &TableSchema) -> Result<Vec<Aggregate>, SchemaError> {
    let Some(list) = json.value(object, "erario:aggregates") else { return Ok(Vec::new()) };
    let mut aggregates = Vec::new();
    for entry in json.array(list, "erario:aggregates")? {
        let object = json.object(entry, "an aggregate")?;
        json.known(object, &["rule", "by", "sum", "where", "equals", "tolerance"])?;
        let known = |name: &str, at: &Found| match schema.field(name) {
            Some(field) => Ok(field),
            None => Err(json.nowhere(start(at), name, &schema.fields)),
        };
        let by = json.required(object, "by", "name the fields that make a group, or write []")?;
        let names = json.texts(by, "by")?;
        for name in &names {
            known(name, by)?;
        }
        let side = |object: &Object| -> Result<Sum, SchemaError> {
            let value = json.required(object, "sum", "name the field that is added up")?;
            let field = json.as_text(value, "sum")?;
            if !known(field, value)?.kind.is_number() {
                let found = format!("`{field}` is no number");
                return Err(json.error(start(value), &found, "add up a field of type number or integer"));
            }
            let mut filter = Vec::new();
            if let Some(value) = json.value(object, "where") {
                for property in &json.object(value, "`where`")?.properties {
                    let name = property.name.as_str();
                    known(name, value)?;
                    filter.push((name.to_owned(), json.as_cell(&property.value, name)?));
                }
            }
            Ok(Sum { field: field.to_owned(), filter })
        };
        let equals = json.required(object, "equals", "say which sum it must be: `sum` and `where`")?;
        let other = json.object(equals, "`equals`")?;
        json.known(other, &["sum", "where"])?;
        let tolerance = json.text(object, "tolerance")?.unwrap_or("0");
        let exact = crate::number::exact(tolerance.as_bytes()).filter(|number| *number >= 0);
        let wrong = || json.error(start(entry), &format!("the tolerance is `{tolerance}`"), "write a number in quotes");
        aggregates.push(Aggregate {
            rule: json.text(object, "rule")?.map(str::to_owned),
            by: names,
            sum: side(object)?,
            equals: side(other)?,
            tolerance: exact.ok_or_else(wrong)?,
        });
    }
    Ok(aggregates)
}
