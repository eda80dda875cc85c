//! From labels to entries of a classifier, in the order of the rows.
//!
//! A label may mean several entries: *Convenios* are a part of two kinds of revenue, and every section repeats the
//! whole list. The letter before it decides, then what stands above it; where neither does, nothing is guessed.

use std::collections::HashSet;
use std::sync::LazyLock;

use erario_model::{LabelNode, Labels, TOTAL, slug};
use regex::Regex;

/// What a row of a table says of itself. `row` counts from zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    pub row: u32,
    pub label: Option<String>,
    pub code: Option<String>,
    pub has_amounts: bool,
}

/// Which entry a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// An entry of the list, a section or the total: its place among `Labels::nodes`.
    Node(usize),
    /// An entry without amounts of its own, under which the next rows stand.
    Heading(usize),
    /// A row of a table whose labels are free: the place of what it is a part of.
    Free(usize),
    /// Money that stands in another row already.
    Informative,
    /// A label that the list does not have, or that several of its entries could mean.
    Unknown,
    /// No label.
    Unlabelled,
}

/// `A. Gobierno (A=a1+a2)` is `Gobierno` behind the letter `A`.
fn taken_apart(label: &str) -> (Option<&str>, &str) {
    static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([IVX]{1,4}|[A-Z]|[a-z]\d{1,2}|\d{1,2})[.):]\s*(.*)$").expect("a fixed pattern")
    });
    static FORMULA: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*\([^()]*=[^()]*\)\s*$").expect("a fixed pattern"));
    let bare = match FORMULA.find(label) {
        Some(formula) => &label[..formula.start()],
        None => label,
    };
    match PREFIX.captures(bare) {
        Some(found) => {
            let (_, [prefix, rest]) = found.extract();
            (Some(prefix), rest)
        }
        None => (None, bare),
    }
}

/// A label as it is compared.
pub(super) fn plain(label: &str) -> String {
    slug(taken_apart(label).1)
}

/// The place of every row.
pub(crate) fn places(rows: &[Label], labels: &Labels) -> Vec<Place> {
    let mut walk = Walk { labels, used: HashSet::new(), last: 0, opened: None };
    // Of several rows that say total, the last one is: those before it are totals of parts, or the same once more.
    let is_total = |row: &Label| {
        let says = |node: &LabelNode| row.label.as_deref().is_some_and(|label| node.labels.contains(&plain(label)));
        row.has_amounts && labels.nodes.first().is_some_and(says)
    };
    let total = rows.iter().rposition(is_total);
    let place = |(at, row): (usize, &Label)| match total {
        Some(total) if at < total && is_total(row) => Place::Unknown,
        _ => walk.place(row),
    };
    rows.iter().enumerate().map(place).collect()
}

/// Goes down the rows and remembers what they stand under.
struct Walk<'a> {
    labels: &'a Labels,
    used: HashSet<usize>,
    /// The entry of the row above.
    last: usize,
    /// A section whose amounts have not come yet: its label may be split over two rows.
    opened: Option<usize>,
}

impl Walk<'_> {
    fn place(&mut self, row: &Label) -> Place {
        let Some(label) = &row.label else { return Place::Unlabelled };
        let (prefix, rest) = taken_apart(label);
        let plain = slug(rest);
        let opened = self.opened.take();
        if plain.is_empty() {
            return match opened {
                Some(node) if self.used.insert(node) => Place::Node(node),
                _ => Place::Unknown,
            };
        }
        let is = |texts: &[String]| texts.iter().any(|text| slug(text) == plain);
        if is(&self.labels.informative) {
            return Place::Informative;
        }
        if !row.has_amounts
            && let Some(heading) = self.labels.headings.iter().find(|heading| is(&heading.labels))
            && let Some(node) = self.labels.nodes.iter().position(|node| node.node == heading.opens)
        {
            self.last = node;
            return Place::Heading(node);
        }
        let found = self.entry(&plain, prefix).or_else(|| self.by_code(row.code.as_deref()?));
        match found {
            Some(node) if !row.has_amounts && self.labels.nodes[node].has_parts => {
                self.last = node;
                self.opened = Some(node);
                Place::Heading(node)
            }
            Some(node) => {
                self.last = node;
                self.used.insert(node);
                Place::Node(node)
            }
            None if self.labels.list.is_none() => Place::Free(self.section()),
            None => Place::Unknown,
        }
    }

    fn entry(&self, plain: &str, prefix: Option<&str>) -> Option<usize> {
        let means = |node: &LabelNode| match node.labels.first().map(String::as_str) {
            Some("*") => prefix.is_some() && node.prefix.as_deref() == prefix,
            _ => node.labels.iter().any(|label| label == plain),
        };
        let mut open: Vec<usize> = self.unused(means);
        if prefix.is_some() && open.iter().any(|node| self.labels.nodes[*node].prefix.as_deref() == prefix) {
            open.retain(|node| self.labels.nodes[*node].prefix.as_deref() == prefix);
        }
        self.nearest(open)
    }

    fn by_code(&self, code: &str) -> Option<usize> {
        let code = self.labels.meaning(code)?;
        self.nearest(self.unused(|node| node.code == code && node.depth.is_some()))
    }

    fn unused(&self, means: impl Fn(&LabelNode) -> bool) -> Vec<usize> {
        let nodes = self.labels.nodes.iter().enumerate();
        nodes.filter(|(place, node)| !self.used.contains(place) && means(node)).map(|(place, _)| place).collect()
    }

    /// The entry that is a part of the innermost thing that the row stands under.
    fn nearest(&self, open: Vec<usize>) -> Option<usize> {
        let above = self.above();
        let depth = |place: &usize| {
            let parent = self.labels.nodes[*place].parent.as_deref().unwrap_or(TOTAL);
            above.iter().position(|node| self.labels.nodes[*node].node == parent)
        };
        let nearest = open.iter().filter_map(depth).min();
        let mut left = open.iter().filter(|place| nearest.is_none() || depth(place) == nearest);
        match (left.next(), left.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }

    /// What the next row stands under, from the innermost outward.
    fn above(&self) -> Vec<usize> {
        let mut above = vec![self.last];
        let mut open = self.last;
        while let Some(parent) = &self.labels.nodes[open].parent
            && let Some(place) = self.labels.nodes.iter().position(|node| node.node == *parent)
        {
            above.push(place);
            open = place;
        }
        above
    }

    /// The section that free labels are parts of, or the total.
    fn section(&self) -> usize {
        self.above().into_iter().find(|place| self.labels.nodes[*place].has_parts).unwrap_or(0)
    }
}
