//! Doubts: which amounts of which rows a rule does not believe.

use std::collections::BTreeMap;

/// Rows whose amount a rule doubts, by table, amount and the rule's slug.
///
/// Trust is told amount by amount: a placeholder in `accrued` leaves the `approved` beside it good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubts(BTreeMap<Doubt, Vec<u32>>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    pub table: String,
    pub amount: String,
    pub rule: String,
}

impl Doubts {
    pub fn add(&mut self, table: &str, amount: &str, rule: &str, rows: impl IntoIterator<Item = u32>) {
        let doubt = Doubt { table: table.to_owned(), amount: amount.to_owned(), rule: rule.to_owned() };
        self.0.entry(doubt).or_default().extend(rows);
    }

    /// Takes over the doubts of one part of a table whose first row comes to stand at `offset`.
    pub fn append(&mut self, part: Doubts, offset: u32) {
        for (doubt, rows) in part.0 {
            self.0.entry(doubt).or_default().extend(rows.into_iter().map(|row| row + offset));
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Doubt, &[u32])> {
        self.0.iter().map(|(doubt, rows)| (doubt, rows.as_slice()))
    }
}
