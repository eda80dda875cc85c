//! A block: the account of one government or entity, in one classification and period, as one edition of a dataset
//! gives it. Every rule that compares sums works on these.

use std::collections::HashMap;

use erario_model::Table;

use crate::tolerance::{sum, tolerance};

/// What tells one block from another. The period is told apart by year and part, so that years can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct BlockKey<'a> {
    pub table: &'a str,
    pub publisher: Option<&'a str>,
    pub dataset: Option<&'a str>,
    pub edition: Option<&'a str>,
    pub coverage: Option<&'a str>,
    pub jurisdiction: Option<&'a str>,
    pub entity: Option<&'a str>,
    pub fiscal_year: Option<i32>,
    pub period: Option<&'a str>,
    /// `revenue_scheme` or `account`, where the table has one.
    pub scheme: Option<&'a str>,
    /// The snapshot: two states of one edition are two blocks.
    pub source: Option<&'a str>,
    /// Another edition, cut or format gave the facts; this block only bears witness.
    pub is_superseded: bool,
}

/// Where a line stands in its source: part and record. It orders lines whatever the order of the frame.
pub(crate) type Origin<'a> = (Option<&'a str>, Option<i64>);

/// One row of a block: a fact, or a total that the source printed. `None` among the amounts is null.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub row: u32,
    pub level: Option<i64>,
    pub node: Option<&'a str>,
    pub parent: Option<&'a str>,
    pub amounts: Box<[Option<i64>]>,
    pub origin: Origin<'a>,
}

pub(crate) struct Block<'a> {
    pub key: BlockKey<'a>,
    pub table: &'a Table,
    /// Names of the amounts, in the order of [`Line::amounts`].
    pub amounts: Vec<&'a str>,
    pub facts: Vec<Line<'a>>,
    pub totals: Vec<Line<'a>>,
    /// The amounts run from January to the end of the period.
    pub is_cumulative: bool,
}

/// The whole account of one government or entity in one period, in whatever classifications and formats its publisher
/// gives it. An entity's account is part of its government's, and the two are never compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Account<'a> {
    pub publisher: Option<&'a str>,
    pub coverage: Option<&'a str>,
    pub jurisdiction: Option<&'a str>,
    pub entity: Option<&'a str>,
    pub edition: Option<&'a str>,
    pub fiscal_year: Option<i32>,
    pub period: Option<&'a str>,
}

impl<'a> Block<'a> {
    pub fn amount(&self, name: &str) -> Option<usize> {
        self.amounts.iter().position(|amount| *amount == name)
    }

    /// The total that the source printed, else the sum of the facts; `None` where there is neither.
    pub fn figure(&self, amount: usize) -> Option<i64> {
        let printed = self.grand_totals().find_map(|line| line.amounts[amount]);
        printed.or_else(|| self.facts_with(amount).next().is_some().then(|| self.sum(amount)))
    }

    /// The totals of the whole block. Where several trees stand side by side, such as revenue and spending, or funds
    /// that nobody adds up, none of their roots is one.
    pub fn grand_totals(&self) -> impl Iterator<Item = &Line<'a>> {
        let roots = || self.facts.iter().chain(&self.totals).filter(|line| line.level == Some(0));
        let first = roots().find_map(|line| line.node);
        let is_one_tree = roots().filter_map(|line| line.node).all(|node| Some(node) == first);
        self.totals.iter().filter(move |line| is_one_tree && line.level == Some(0))
    }

    pub fn sum(&self, amount: usize) -> i64 {
        sum(self.facts_with(amount).map(|(_, value)| value))
    }

    pub fn tolerance(&self, amount: usize) -> i64 {
        tolerance(self.facts_with(amount).map(|(_, value)| value))
    }

    /// Facts that have the amount.
    pub fn facts_with(&self, amount: usize) -> impl Iterator<Item = (&Line<'a>, i64)> {
        self.facts.iter().filter_map(move |line| Some((line, line.amounts[amount]?)))
    }

    /// The rows to doubt where the whole block is wrong in an amount.
    pub fn rows_with(&self, amount: usize) -> Vec<u32> {
        self.facts_with(amount).map(|(line, _)| line.row).collect()
    }

    /// The source prints this amount in some row at least.
    pub fn has(&self, amount: usize) -> bool {
        self.facts.iter().chain(&self.totals).any(|line| line.amounts[amount].is_some())
    }

    /// The lines of each record of the source.
    pub fn records(&self) -> Vec<Record<'_, 'a>> {
        Record::all(self)
    }

    /// `None` where the row does not say whose account it is.
    pub fn account(&self) -> Option<Account<'a>> {
        let BlockKey { publisher, coverage, jurisdiction, entity, edition, fiscal_year, period, .. } = self.key;
        coverage.map(|_| Account { publisher, coverage, jurisdiction, entity, edition, fiscal_year, period })
    }
}

/// One record of the source.
///
/// A total that is not broken down stands among the facts in one amount and among the totals in another, so the amounts
/// of one printed row may be spread over two lines. Identities between amounts hold for the printed row.
pub(crate) struct Record<'b, 'a> {
    pub node: Option<&'a str>,
    pub parent: Option<&'a str>,
    pub fact: Option<&'b Line<'a>>,
    pub total: Option<&'b Line<'a>>,
}

impl<'b, 'a> Record<'b, 'a> {
    fn all(block: &'b Block<'a>) -> Vec<Self> {
        let mut records: Vec<Record> = Vec::with_capacity(block.facts.len() + block.totals.len());
        let mut known: HashMap<(Origin, Option<&str>), usize> = HashMap::new();
        for line in &block.facts {
            known.insert((line.origin, line.node), records.len());
            records.push(Record { node: line.node, parent: line.parent, fact: Some(line), total: None });
        }
        for line in &block.totals {
            let place = known.get(&(line.origin, line.node)).filter(|_| line.node.is_some());
            match place.filter(|place| records[**place].total.is_none()) {
                Some(place) => records[*place].total = Some(line),
                None => records.push(Record { node: line.node, parent: line.parent, fact: None, total: Some(line) }),
            }
        }
        records
    }

    pub fn amount(&self, amount: usize) -> Option<i64> {
        [self.fact, self.total].into_iter().flatten().find_map(|line| line.amounts[amount])
    }

    pub fn level(&self) -> Option<i64> {
        self.fact.or(self.total).and_then(|line| line.level)
    }
}
