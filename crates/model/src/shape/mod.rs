//! Shapes: the tables that every public body must publish, whatever its workbook looks like.
//!
//! Law and CONAC fix what a table says: its columns, its rows, its totals. They do not fix where it stands. A shape
//! says the first and nothing of the second: heads and labels by their words, never a row or column number. Shapes are
//! data, `schemas/shapes/*.toml`, with the labels of each classifier in `schemas/shapes/labels/*.csv`.

mod labels;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use labels::{CodePattern, Heading, LabelNode, Labels, LevelFill, Section, TOTAL};

use crate::{Step, slug};

/// One harmonised table, from `schemas/shapes/<name>.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// The name of the file, and of the dataset in every publisher's folder.
    #[serde(skip)]
    pub name: String,
    pub title_es: String,
    pub title_en: String,
    /// The law and the CONAC document that prescribe it.
    pub reference: String,
    /// The table that its rows go to.
    pub table: String,
    /// Name of the classification in `published_total`; none for a shape whose rows are records and not parts and totals.
    #[serde(default)]
    pub classification: Option<String>,
    pub header: ShapeHeader,
    /// How rows are told by their labels; none where each row is a record.
    #[serde(default)]
    pub labels: Option<Labels>,
    /// Where a table of records ends.
    #[serde(default)]
    pub records: Option<Records>,
    /// Output columns that hold one value throughout.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    #[serde(rename = "step", default)]
    pub steps: Vec<Step>,
}

/// The heads of a table's columns.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ShapeHeader {
    /// What the head of the column of labels says: it marks where a table begins.
    pub label: Vec<String>,
    /// Working column -> the heads that mean it.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Columns that need not be there, and why.
    #[serde(default)]
    pub optional: BTreeMap<String, String>,
    /// Heads of columns that are not carried, and why.
    #[serde(default)]
    pub ignored: BTreeMap<String, String>,
}

/// A table of records.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Records {
    /// A row whose first text begins like this ends the table.
    pub end: Vec<String>,
}

/// How a body's files differ from what the shape expects.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The table that it is about; every table of the file without one.
    #[serde(default)]
    pub table: Option<String>,
    /// What the sheet says: the head of a column, or the label of a row.
    pub says: String,
    /// What it means: a working column or, for a label, a code of the classifier (`2500`, `total`). A head without it is
    /// a column that is not carried.
    #[serde(default)]
    pub means: Option<String>,
    /// The reason, in a sentence.
    pub why: String,
}

/// A head or a label as it is compared: ASCII, lower case, without footnote marks such as `(d)`.
///
/// ```
/// use erario_model::plain_head;
/// assert_eq!(plain_head("Ampliaciones/ (Reducciones) "), "ampliaciones-reducciones");
/// assert_eq!(plain_head("Subejercicio ( e)"), "subejercicio");
/// ```
pub fn plain_head(text: &str) -> String {
    let text = text.trim_end();
    let mark = text.strip_suffix(')').and_then(|start| start.rsplit_once('('));
    match mark {
        Some((start, mark)) if mark.trim().chars().count() == 1 => slug(start),
        _ => slug(text),
    }
}

impl Shape {
    /// All shapes of this version of erario, in the order of their names.
    pub fn all() -> &'static [Shape] {
        static SHAPES: OnceLock<Vec<Shape>> = OnceLock::new();
        SHAPES.get_or_init(|| {
            FILES
                .iter()
                .map(|(name, toml)| Shape::parse(name, toml).unwrap_or_else(|error| panic!("{error}")))
                .collect()
        })
    }

    pub fn named(name: &str) -> Option<&'static Shape> {
        Shape::all().iter().find(|shape| shape.name == name)
    }

    fn parse(name: &str, toml: &str) -> Result<Shape, String> {
        let wrong = |error: &dyn std::fmt::Display| format!("`schemas/shapes/{name}.toml` is not valid: {error}");
        let mut shape: Shape = toml::from_str(toml).map_err(|error| wrong(&error))?;
        name.clone_into(&mut shape.name);
        if let Some(labels) = &mut shape.labels {
            labels.resolve().map_err(|error| wrong(&error))?;
        }
        Ok(shape)
    }

    /// Takes in what a body's own files say otherwise.
    pub fn reword(&mut self, heads: &[Wording], labels: &[Wording]) -> Result<(), String> {
        let is_mine = |wording: &&Wording| wording.table.as_ref().is_none_or(|table| *table == self.name);
        for wording in heads.iter().filter(is_mine) {
            if let Some(column) = &wording.means
                && !self.header.columns.contains_key(column)
            {
                match wording.table {
                    Some(_) => return Err(format!("`{}` has no column `{column}`", self.name)),
                    // A head that is meant for another table of the file.
                    None => continue,
                }
            }
            let known = plain_head(&wording.says);
            for (column, heads) in &mut self.header.columns {
                heads.retain(|head| plain_head(head) != known);
                if Some(column) == wording.means.as_ref() {
                    heads.push(wording.says.clone());
                }
            }
            self.header.ignored.retain(|head, _| plain_head(head) != known);
            if wording.means.is_none() {
                self.header.ignored.insert(wording.says.clone(), wording.why.clone());
            }
        }
        for wording in labels.iter().filter(is_mine) {
            let Some(own) = &mut self.labels else { continue };
            let node = wording.means.as_deref().unwrap_or_default();
            if !own.also(node, &wording.says) && wording.table.is_some() {
                return Err(format!("`{}` has no code `{node}`", self.name));
            }
        }
        Ok(())
    }
}

macro_rules! shapes {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../schemas/shapes/", $name, ".toml")))),+]
    };
}

const FILES: &[(&str, &str)] = shapes![
    "categoria-programatica",
    "eaepe-administrativa",
    "eaepe-funcional",
    "eaepe-ingresos",
    "eaepe-objeto",
    "eaepe-tipo",
    "indicadores",
    "ldf-5",
    "ldf-6a",
    "ldf-6b",
    "ldf-6c",
    "ldf-6d",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Schema;

    #[test]
    fn every_shape_fills_columns_that_its_table_has() {
        for shape in Shape::all() {
            let table = Schema::embedded().table(&shape.table).unwrap_or_else(|| panic!("{}", shape.name));
            let levels = shape.labels.iter().flat_map(|labels| &labels.levels);
            let filled = levels.flat_map(|level| level.fill.keys().chain(&level.name_into));
            for column in filled.chain(shape.header.columns.keys()).chain(shape.set.keys()) {
                assert!(table.field(column).is_some(), "{}: {column}", shape.name);
            }
        }
    }

    #[test]
    fn a_head_means_one_column() {
        for shape in Shape::all() {
            let mut heads: Vec<String> = shape.header.columns.values().flatten().map(|head| plain_head(head)).collect();
            let count = heads.len();
            heads.sort();
            heads.dedup();
            assert!(heads.len() == count || shape.name == "indicadores", "{}: {heads:?}", shape.name);
        }
    }

    #[test]
    fn a_wording_moves_a_head_and_adds_a_label() {
        let mut shape = Shape::named("eaepe-objeto").unwrap().clone();
        let wording = |says: &str, means: Option<&str>| Wording {
            table: None,
            says: says.to_owned(),
            means: means.map(str::to_owned),
            why: "a test".to_owned(),
        };
        shape.reword(&[wording("Devengado", None)], &[wording("Servicio, básicos", Some("3100"))]).unwrap();
        assert!(shape.header.columns["accrued"].is_empty() && shape.header.ignored.contains_key("Devengado"));
        let nodes = &shape.labels.unwrap().nodes;
        assert!(nodes.iter().any(|node| node.code == "3100" && node.labels.contains(&"servicio-basicos".to_owned())));
    }

    #[test]
    fn a_wording_that_is_meant_for_another_table_takes_nothing_away() {
        let mut shape = Shape::named("eaepe-objeto").unwrap().clone();
        let before = shape.header.columns.clone();
        let wording = |table: Option<&str>| Wording {
            table: table.map(str::to_owned),
            says: "Devengado".to_owned(),
            means: Some("collected".to_owned()),
            why: "a test".to_owned(),
        };
        shape.reword(&[wording(None)], &[]).unwrap();
        assert_eq!(shape.header.columns, before);
        assert!(shape.reword(&[wording(Some("eaepe-objeto"))], &[]).unwrap_err().contains("no column `collected`"));
    }
}
