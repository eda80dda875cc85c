//! Labels: which row of a table is which entry of a classifier.

use std::collections::BTreeMap;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::slug;

/// The node of a table's grand total.
pub const TOTAL: &str = "total";

/// How the rows of a table are told by what they say.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// `schemas/shapes/labels/<list>.csv`; without one, every row names a part of its own, such as a unit.
    #[serde(default)]
    pub list: Option<String>,
    /// Labels of the grand total.
    pub total: Vec<String>,
    /// Parts of the money that each repeat the whole list: free and earmarked.
    #[serde(rename = "section", default)]
    pub sections: Vec<Section>,
    /// Labels without amounts that open a part whose total stands below its rows.
    #[serde(rename = "heading", default)]
    pub headings: Vec<Heading>,
    /// Codes that may stand beside a label.
    #[serde(default)]
    pub codes: Vec<CodePattern>,
    /// Where labels are free, words that the title above the table must have if it has a title.
    #[serde(default)]
    pub title: Vec<String>,
    /// Labels of other tables with the same heads, which are not this one.
    #[serde(default)]
    pub other_tables: Vec<String>,
    /// Labels of money that stands in another row already.
    #[serde(default)]
    pub informative: Vec<String>,
    /// A label that begins like this ends the table.
    pub end: Vec<String>,
    /// What each level below the total and the sections fills, from the top.
    #[serde(rename = "level")]
    pub levels: Vec<LevelFill>,
    /// The entries, parents before their parts.
    #[serde(skip_deserializing)]
    pub nodes: Vec<LabelNode>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub node: String,
    pub labels: Vec<String>,
    pub is_earmarked: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// The node whose parts follow.
    pub opens: String,
    pub labels: Vec<String>,
}

/// A regular expression for the whole code and, after `=`, the code of the classifier that it stands for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodePattern {
    pattern: Regex,
    becomes: String,
    text: String,
}

impl TryFrom<String> for CodePattern {
    type Error = regex::Error;

    fn try_from(text: String) -> Result<Self, regex::Error> {
        let (pattern, becomes) = text.split_once('=').unwrap_or((&text, "$0"));
        Ok(CodePattern { pattern: Regex::new(&format!("^(?:{pattern})$"))?, becomes: becomes.to_owned(), text })
    }
}

impl From<CodePattern> for String {
    fn from(code: CodePattern) -> String {
        code.text
    }
}

/// What the rows of one level fill.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LevelFill {
    /// Output column -> template: `${node}` is the row's code in the classifier, `${parent}` that of the row above,
    /// `${leaf}` the row's if it has no parts, `${code}` the code printed beside or before a free label.
    pub fill: BTreeMap<String, String>,
    /// The output column that the label goes to.
    #[serde(default)]
    pub name_into: Option<String>,
}

/// One entry of a classifier in one section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LabelNode {
    /// Unique in the table: `1100`, or `I.1100` in a section.
    pub node: String,
    pub parent: Option<String>,
    /// The entry's own code, without its section.
    pub code: String,
    pub parent_code: Option<String>,
    /// The letter or number that some formats print before the label: `A`, `a1`.
    pub prefix: Option<String>,
    pub is_earmarked: Option<bool>,
    /// As slugs; `*` where the publisher fills in a label of its own.
    pub labels: Vec<String>,
    /// 0 the grand total, 1 the parts of it, and so on.
    pub level: i64,
    /// Its place among `Labels::levels`; none for the total and the sections.
    pub depth: Option<usize>,
    pub has_parts: bool,
}

impl Labels {
    /// The code of the classifier that a printed code stands for; `None` if it is no code of this table.
    pub fn meaning(&self, code: &str) -> Option<String> {
        self.codes.iter().find_map(|known| {
            let found = known.pattern.captures(code)?;
            let mut meaning = String::new();
            found.expand(&known.becomes, &mut meaning);
            Some(meaning)
        })
    }

    /// Whether one of the table's codes looks like this.
    pub fn is_code(&self, text: &str) -> bool {
        self.codes.iter().any(|known| known.pattern.is_match(text))
    }

    /// Lays out the entries of the list, once in each section.
    pub(super) fn resolve(&mut self) -> Result<(), String> {
        let slugs = |labels: &[String]| labels.iter().map(|label| slug(label)).collect::<Vec<_>>();
        let node = |node: &str, parent: Option<&str>, labels: Vec<String>, level: i64| LabelNode {
            node: node.to_owned(),
            parent: parent.map(str::to_owned),
            code: node.to_owned(),
            parent_code: None,
            prefix: None,
            is_earmarked: None,
            labels,
            level,
            depth: None,
            has_parts: true,
        };
        let mut nodes = vec![node(TOTAL, None, slugs(&self.total), 0)];
        let entries = match &self.list {
            Some(list) => read(list)?,
            None => Vec::new(),
        };
        if self.sections.is_empty() {
            place(&mut nodes, &entries, None)?;
        }
        for section in &self.sections {
            let mut own = node(&section.node, Some(TOTAL), slugs(&section.labels), 1);
            own.is_earmarked = Some(section.is_earmarked);
            own.prefix = Some(section.node.clone());
            nodes.push(own);
            place(&mut nodes, &entries, Some(section))?;
        }
        self.nodes = nodes;
        Ok(())
    }

    /// Adds a spelling to the entries with this code; `false` if there is none.
    pub(super) fn also(&mut self, code: &str, label: &str) -> bool {
        let mut any = false;
        for node in self.nodes.iter_mut().filter(|node| node.code == code) {
            node.labels.push(slug(label));
            any = true;
        }
        any
    }
}

#[derive(Deserialize)]
struct Entry {
    node: String,
    parent: String,
    prefix: String,
    is_earmarked: String,
    labels: String,
}

fn place(nodes: &mut Vec<LabelNode>, entries: &[Entry], section: Option<&Section>) -> Result<(), String> {
    let within = |code: &str| match section {
        Some(section) if code == TOTAL => section.node.clone(),
        Some(section) => format!("{}.{code}", section.node),
        None => code.to_owned(),
    };
    for entry in entries {
        let parent = within(&entry.parent);
        let above = nodes.iter().find(|node| node.node == parent);
        let above =
            above.ok_or_else(|| format!("`{}` is a part of `{}`, which is not above it", entry.node, entry.parent))?;
        let is_top = entry.parent == TOTAL;
        nodes.push(LabelNode {
            node: within(&entry.node),
            level: above.level + 1,
            depth: Some(above.depth.map_or(0, |depth| depth + 1)),
            parent_code: (!is_top).then(|| entry.parent.clone()),
            parent: Some(parent),
            code: entry.node.clone(),
            prefix: Some(entry.prefix.clone()).filter(|prefix| !prefix.is_empty()),
            is_earmarked: section.map(|section| section.is_earmarked).or_else(|| entry.is_earmarked.parse().ok()),
            labels: entry
                .labels
                .split('|')
                .map(|label| if label == "*" { label.to_owned() } else { slug(label) })
                .collect(),
            has_parts: entries.iter().any(|other| other.parent == entry.node),
        });
    }
    Ok(())
}

fn read(list: &str) -> Result<Vec<Entry>, String> {
    let (_, text) = LISTS.iter().find(|(name, _)| *name == list).ok_or_else(|| format!("there is no list `{list}`"))?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().map_err(|error| format!("labels/{list}.csv: {error}"))
}

macro_rules! lists {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../schemas/shapes/labels/", $name, ".csv")))),+]
    };
}

const LISTS: &[(&str, &str)] = lists!["cri", "function", "ldf5", "object", "program", "staff", "type"];

#[cfg(test)]
mod tests {
    use crate::Shape;

    #[test]
    fn sections_repeat_the_list() {
        let labels = Shape::named("ldf-6a").unwrap().labels.clone().unwrap();
        let node = |name: &str| labels.nodes.iter().find(|node| node.node == name).unwrap();
        assert_eq!(node("I.1100").parent.as_deref(), Some("I.1000"));
        assert_eq!((node("I.1100").level, node("I.1100").depth), (3, Some(1)));
        assert_eq!(node("II.1000").parent.as_deref(), Some("II"));
        assert_eq!((node("II").is_earmarked, node("I.9900").is_earmarked), (Some(true), Some(false)));
        assert_eq!(labels.nodes.len(), 1 + 2 * (1 + 9 + 63));
    }

    #[test]
    fn a_label_within_one_part_is_told_by_its_words_or_its_prefix() {
        for shape in Shape::all() {
            let Some(labels) = &shape.labels else { continue };
            for node in &labels.nodes {
                let same = labels.nodes.iter().filter(|other| {
                    other.parent == node.parent
                        && other.prefix == node.prefix
                        && other.labels.iter().any(|label| node.labels.contains(label))
                });
                assert_eq!(same.count(), 1, "{}: {}", shape.name, node.node);
            }
        }
    }
}
