//! An accounts file: all harmonised tables of one public body, in one short file.
//!
//! Every body publishes the same tables each quarter, so its file says only who it is, which quarters there are, and
//! where its wording differs. Each table becomes a dataset of its own, `<publisher>/<shape>`, with a pipeline like any
//! other.

mod cut;
mod meant;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::{
    Address, Amounts, Contract, Correction, Decode, Edition, Encoding, Format, Headers, Licence, MAX_BYTES, Mode,
    Output, Pipeline, PipelineError, Publisher, Schema, Shape, Source, Unit, Wording,
};

/// `pipelines/<publisher>/accounts.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    /// What people call the body, in Spanish.
    pub title_es: String,
    /// The same in English.
    pub title_en: String,
    pub publisher: Publisher,
    pub licence: Licence,
    /// `federal`, `state` or `municipal`.
    pub government_level: String,
    /// INEGI's code of the government, or of the government that the entity belongs to.
    pub jurisdiction_code: String,
    /// The public entity whose accounts these are; without it they are the government's own.
    #[serde(default)]
    pub entity: Option<Entity>,
    /// What the body calls itself on its sheets, every spelling. A sheet that names another body keeps its table from
    /// release.
    pub names: Vec<Name>,
    /// Quarters (`2026-1T`) and whole years (`2026`), the oldest first.
    pub editions: Vec<String>,
    /// The tables that it publishes, of those in `schemas/shapes/`; all of them without it.
    #[serde(default)]
    pub tables: Vec<String>,
    /// The unit of sheets that do not say theirs.
    #[serde(default = "pesos")]
    pub unit: Unit,
    /// The kind of file.
    #[serde(default = "workbook")]
    pub format: Format,
    /// The encoding of delimited text.
    #[serde(default)]
    pub encoding: Option<Encoding>,
    /// Heads of columns in the body's own words.
    #[serde(rename = "header", default)]
    pub headers: Vec<Wording>,
    /// Labels of rows in the body's own words.
    #[serde(rename = "label", default)]
    pub labels: Vec<Wording>,
    /// The sheets to read, where a workbook has several tables of one shape: table -> sheet.
    #[serde(default)]
    pub sheets: BTreeMap<String, String>,
    /// What a new quarter may change. Its `columns` stay `freeze`: a table is found by its heads, and one in other words
    /// is a `[[header]]`.
    #[serde(default)]
    pub contract: Contract,
    /// Known errors of published files, mended in the open.
    #[serde(rename = "correction", default)]
    pub corrections: Vec<Correction>,
}

/// A public entity.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// A short code of our own, plain and lower case: part of every figure's id.
    pub code: String,
    /// Its full name.
    pub name: String,
}

/// A name, always or in some years only.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Name {
    Always(String),
    Dated {
        name: String,
        /// The first fiscal year in which it is the body's.
        #[serde(default)]
        since: Option<i32>,
        /// The last one.
        #[serde(default)]
        until: Option<i32>,
    },
}

impl Name {
    pub fn text(&self) -> &str {
        match self {
            Name::Always(name) | Name::Dated { name, .. } => name,
        }
    }

    /// Whether the body is called so in a fiscal year.
    pub fn holds_in(&self, year: i32) -> bool {
        match self {
            Name::Always(_) => true,
            Name::Dated { since, until, .. } => {
                since.is_none_or(|since| since <= year) && until.is_none_or(|until| year <= until)
            }
        }
    }
}

/// The harmonised table that a dataset is, and whose.
#[derive(Clone, Debug, Serialize)]
pub struct Shaped {
    pub shape: Shape,
    pub body: Body,
}

/// What a sheet is held against.
#[derive(Clone, Debug, Serialize)]
pub struct Body {
    /// What it calls itself.
    pub names: Vec<Name>,
    /// The sheet to read, where the file names one.
    pub sheet: Option<String>,
}

fn pesos() -> Unit {
    Unit::Pesos
}

fn workbook() -> Format {
    Format::Workbook
}

impl Accounts {
    /// The name of the file in a publisher's folder.
    pub const FILE: &str = "accounts.toml";

    /// Reads an accounts file and gives the pipeline of each of its tables. `path` is where it stands in the project.
    pub fn parse(publisher: &str, path: &str, toml: &str) -> Result<Vec<Pipeline>, PipelineError> {
        let accounts: Accounts = toml::from_str(toml).map_err(|error| PipelineError::syntax(path, toml, &error))?;
        let wrong = |key: &str, message: String, hint: String| PipelineError {
            path: path.to_owned(),
            line: toml.lines().position(|line| line.trim_start().starts_with(key)).map_or(0, |place| place + 1),
            message,
            hint,
        };
        let known: Vec<&str> = Shape::all().iter().map(|shape| shape.name.as_str()).collect();
        let named = if accounts.tables.is_empty() {
            known.iter().map(|name| (*name).to_owned()).collect()
        } else {
            accounts.tables.clone()
        };
        let shapes: Vec<&Shape> = named
            .iter()
            .map(|name| {
                Shape::named(name).ok_or_else(|| {
                    wrong("tables", format!("there is no shape `{name}`"), format!("use some of {}", known.join(", ")))
                })
            })
            .collect::<Result<_, _>>()?;
        meant::check(&accounts, &named).map_err(|(line, message, hint)| wrong(&line, message, hint))?;
        if accounts.contract.columns.is_some_and(|mode| mode != Mode::Freeze) {
            let is_alone = toml.lines().any(|line| line.trim_start().starts_with("columns"));
            return Err(wrong(
                if is_alone { "columns" } else { "contract" },
                "the `columns` of these tables may not change by themselves: a table is found by its heads".to_owned(),
                "take `columns` out of `[contract]`, and declare a head in other words as [[header]]".to_owned(),
            ));
        }
        let editions = accounts.editions.iter().map(|edition| {
            cut::edition(edition).ok_or_else(|| {
                let message = format!("`{edition}` is no edition of quarterly accounts");
                wrong("editions", message, "write quarters as `2026-1T` and whole years as `2026`".to_owned())
            })
        });
        let editions: Vec<Edition> = editions.collect::<Result<_, _>>()?;
        let jurisdiction = Schema::jurisdiction(&accounts.jurisdiction_code).ok_or_else(|| {
            let message = format!("`{}` is the code of no jurisdiction", accounts.jurisdiction_code);
            wrong("jurisdiction_code", message, "use one of `schemas/codelists/jurisdictions.csv`".to_owned())
        })?;
        let mut pipelines = Vec::new();
        for shape in shapes {
            let mut shape = shape.clone();
            shape.reword(&accounts.headers, &accounts.labels).map_err(|message| {
                wrong("[[", message, "name a column or a code of that table, see `schemas/shapes/`".to_owned())
            })?;
            let address = Address { publisher: publisher.to_owned(), dataset: shape.name.clone() };
            pipelines.push(accounts.pipeline(address, path, shape, editions.clone(), jurisdiction));
        }
        Ok(pipelines)
    }

    fn pipeline(
        &self,
        address: Address,
        path: &str,
        shape: Shape,
        editions: Vec<Edition>,
        jurisdiction: &str,
    ) -> Pipeline {
        let mut set = shape.set.clone();
        let coverage = if self.entity.is_some() { "entity" } else { "government" };
        let mut put = |column: &str, value: &str| set.insert(column.to_owned(), value.to_owned());
        put("government_level", &self.government_level);
        put("jurisdiction_code", &self.jurisdiction_code);
        put("jurisdiction_name", jurisdiction);
        put("coverage", coverage);
        if let Some(entity) = &self.entity {
            put("entity_code", &entity.code);
            put("entity_name", &entity.name);
        }
        let corrections = self.corrections.iter().filter(|one| one.table.as_ref() == Some(&shape.name));
        Pipeline {
            file: path.to_owned(),
            title_es: format!("{}: {}", self.title_es, shape.title_es),
            title_en: format!("{}: {}", self.title_en, shape.title_en),
            publisher: self.publisher.clone(),
            licence: self.licence.clone(),
            source: Source::default(),
            editions,
            decode: Decode {
                format: self.format,
                encoding: self.encoding,
                delimiter: ',',
                headerless: false,
                zip_member: None,
                every_member: false,
                max_bytes: MAX_BYTES,
                header: None,
                footnotes: Vec::new(),
                unpivot: None,
            },
            columns: shape
                .header
                .columns
                .iter()
                .map(|(column, heads)| (column.clone(), Headers::Any(heads.clone())))
                .collect(),
            ignored: shape.header.ignored.clone(),
            refused: BTreeMap::new(),
            contract: self.contract.clone(),
            steps: shape.steps.iter().map(|step| Spanned::new(0..0, step.clone())).collect(),
            amounts: Amounts { unit: self.unit, grouping: Some(','), zero: vec!["-".to_owned()], ..Amounts::default() },
            output: Output { table: shape.table.clone(), set },
            corrections: corrections.cloned().collect(),
            published_totals: Vec::new(),
            shaped: Some(Shaped {
                body: Body { names: self.names.clone(), sheet: self.sheets.get(&address.dataset).cloned() },
                shape,
            }),
            address,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWN: &str = r#"
title_es = "Ayuntamiento de Cozumel"
title_en = "Town hall of Cozumel"
publisher = { name = "Ayuntamiento de Cozumel", url = "https://cozumel.gob.mx" }
licence = { id = "X", title = "X", url = "https://example.org", attribution = "Cozumel" }
government_level = "municipal"
jurisdiction_code = "23001"
names = ["Municipio de Cozumel"]
editions = ["2025", "2026-1T"]
"#;

    #[test]
    fn every_table_becomes_a_dataset() {
        let pipelines = Accounts::parse("mx-qroo-cozumel", "pipelines/mx-qroo-cozumel/accounts.toml", TOWN).unwrap();
        assert_eq!(pipelines.len(), Shape::all().len());
        let objects = pipelines.iter().find(|pipeline| pipeline.address.dataset == "ldf-6a").unwrap();
        assert_eq!(objects.output.set["jurisdiction_name"], "Cozumel");
        assert_eq!(objects.output.set["coverage"], "government");
        assert_eq!(objects.editions[1].set["period"], "2026-Q1");
        assert_eq!(objects.editions[1].set["is_cumulative"], "true");
    }

    #[test]
    fn a_name_may_have_its_years() {
        let renamed = Name::Dated { name: "Solidaridad".to_owned(), since: None, until: Some(2024) };
        assert!(renamed.holds_in(2016) && !renamed.holds_in(2025));
        let toml = TOWN
            .replace("[\"Municipio de Cozumel\"]", "[{ name = \"Cozumel\", since = 1974 }, \"Municipio de Cozumel\"]");
        let pipelines = Accounts::parse("p", "pipelines/p/accounts.toml", &toml).unwrap();
        let names = &pipelines[0].shaped.as_ref().unwrap().body.names;
        assert_eq!(names.iter().map(Name::text).collect::<Vec<_>>(), ["Cozumel", "Municipio de Cozumel"]);
    }

    #[test]
    fn what_it_cannot_know_is_told_with_its_line() {
        let tell = |toml: String| Accounts::parse("p", "pipelines/p/accounts.toml", &toml).unwrap_err().to_string();
        let error = tell(TOWN.replace("2026-1T", "2026-5T"));
        assert!(error.starts_with("pipelines/p/accounts.toml:9: `2026-5T`"), "{error}");
        let error = tell(format!("{TOWN}tables = [\"ldf-6\"]"));
        assert!(error.contains("no shape `ldf-6`") && error.contains("ldf-6a"), "{error}");
        let error = tell(TOWN.replace("23001", "99999"));
        assert!(error.contains(":7: `99999` is the code of no jurisdiction"), "{error}");
        let error = tell(TOWN.replace("names =", "nombres ="));
        assert!(error.contains("did you mean `names`"), "{error}");
    }

    #[test]
    fn what_is_said_of_nothing_is_told_with_its_line() {
        let tell =
            |more: &str| Accounts::parse("p", "accounts.toml", &format!("{TOWN}{more}")).unwrap_err().to_string();
        let error = tell("sheets = { ldf_6a = \"Hoja1\" }\n");
        assert!(error.starts_with("accounts.toml:10: `ldf_6a` is none of the tables"), "{error}");
        let error =
            tell("\n[[correction]]\nid = \"x\"\nedition = \"2025\"\nfound = {}\nwhy = \"x\"\nevidence = \"x\"\n");
        assert!(error.starts_with("accounts.toml:12: correction `x` does not say of which table"), "{error}");
        let wording = |kind: &str, about: &str| format!("\n[[{kind}]]\nsays = \"Cosas\"\nwhy = \"x\"\n{about}\n");
        let error = tell(&wording("label", "table = \"ldf-6\"\nmeans = \"2000\""));
        assert!(error.starts_with("accounts.toml:14: `ldf-6` is none of the tables"), "{error}");
        let error = tell(&wording("header", "means = \"aproved\""));
        assert!(error.starts_with("accounts.toml:14: `Cosas` is to mean `aproved`"), "{error}");
        let error = tell(&wording("label", "means = \"20000\""));
        assert!(error.starts_with("accounts.toml:14: `Cosas` is to mean `20000`"), "{error}");
        let error = tell(&wording("label", ""));
        assert!(error.starts_with("accounts.toml:12: `Cosas` is to mean no code"), "{error}");
    }
}
