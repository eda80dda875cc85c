//! Blocks: the account of one government, in one classification and period, as one edition of a dataset gives it.
//!
//! Frames are read once into lines; every rule that compares sums works on these.

use std::collections::{BTreeMap, HashMap};

use erario_model::{Finding, Rule, Schema, Table};
use polars::prelude::*;

use crate::frame::Frame;
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
    /// `revenue_scheme`, where the table has it.
    pub scheme: Option<&'a str>,
}

/// One row of a block: a fact, or a total that the source printed. `None` among the amounts is null.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub row: u32,
    pub level: Option<i64>,
    pub node: Option<&'a str>,
    pub parent: Option<&'a str>,
    pub amounts: Box<[Option<i64>]>,
    /// Where it stands in the source: it orders lines whatever the order of the frame.
    origin: (Option<&'a str>, Option<&'a str>, Option<i64>),
}

pub(crate) struct Block<'a> {
    pub key: BlockKey<'a>,
    pub table: &'a Table,
    /// Names of the amounts, in the order of [`Line::amounts`].
    pub amounts: Vec<&'a str>,
    pub facts: Vec<Line<'a>>,
    pub totals: Vec<Line<'a>>,
}

/// All blocks, in the order of their keys.
pub(crate) struct Blocks<'a> {
    pub blocks: Vec<Block<'a>>,
    frames: BTreeMap<&'a str, Frame<'a>>,
}

/// The whole account of one government in one period, in whatever classifications its publisher gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Government<'a> {
    pub publisher: Option<&'a str>,
    pub jurisdiction: Option<&'a str>,
    pub fiscal_year: Option<i32>,
    pub period: Option<&'a str>,
}

pub(crate) const TOTALS: &str = "published_total";

impl<'a> Block<'a> {
    pub fn amount(&self, name: &str) -> Option<usize> {
        self.amounts.iter().position(|amount| *amount == name)
    }

    /// The total that the source printed, else the sum of the facts; `None` where there is neither.
    pub fn figure(&self, amount: usize) -> Option<i64> {
        let printed = self.grand_totals().find_map(|line| line.amounts[amount]);
        printed.or_else(|| self.facts_with(amount).next().is_some().then(|| self.sum(amount)))
    }

    pub fn grand_totals(&self) -> impl Iterator<Item = &Line<'a>> {
        self.totals.iter().filter(|line| line.level == Some(0))
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

    pub fn government(&self) -> Option<Government<'a>> {
        let BlockKey { publisher, coverage, jurisdiction, fiscal_year, period, .. } = self.key;
        let is_government = coverage == Some("government");
        is_government.then_some(Government { publisher, jurisdiction, fiscal_year, period })
    }
}

impl<'a> Blocks<'a> {
    /// Reads `tables`, the fact tables among which get blocks, and hangs the printed totals on them.
    pub fn read(schema: &'a Schema, frames: BTreeMap<&'a str, Frame<'a>>) -> PolarsResult<Self> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut known: HashMap<BlockKey, usize> = HashMap::new();
        // Blocks by all of their key but the scheme, which printed totals do not tell.
        let mut schemes: HashMap<BlockKey, Vec<usize>> = HashMap::new();
        for frame in frames.values().filter(|frame| frame.table.name != TOTALS) {
            let amounts: Vec<&str> = frame.table.amounts().map(|field| field.name.as_str()).collect();
            read_lines(*frame, &amounts, |key, _, line| {
                let place = *known.entry(key).or_insert_with(|| {
                    let (facts, totals) = (Vec::new(), Vec::new());
                    blocks.push(Block { key, table: frame.table, amounts: amounts.clone(), facts, totals });
                    let block = blocks.len() - 1;
                    schemes.entry(BlockKey { scheme: None, ..key }).or_default().push(block);
                    block
                });
                blocks[place].facts.push(line);
            })?;
        }
        if let Some(frame) = frames.get(TOTALS) {
            let amounts: Vec<&str> = frame.table.amounts().map(|field| field.name.as_str()).collect();
            read_lines(*frame, &amounts, |key, classification, line| {
                let Some(table) = classification.and_then(|name| classified(schema, name)) else { return };
                // A total of one of several schemes could belong to either; it is no check then.
                let Some(&[place]) = schemes.get(&BlockKey { table: &table.name, ..key }).map(Vec::as_slice) else {
                    return;
                };
                let block = &mut blocks[place];
                let value =
                    |amount: &&str| amounts.iter().position(|name| name == amount).and_then(|at| line.amounts[at]);
                let own: Box<[Option<i64>]> = block.amounts.iter().map(value).collect();
                block.totals.push(Line { amounts: own, ..line });
            })?;
        }
        blocks.sort_by_key(|block| block.key);
        for block in &mut blocks {
            for lines in [&mut block.facts, &mut block.totals] {
                lines.sort_by(|one, other| {
                    let place = |line: &Line<'a>| (line.origin, line.node, line.row);
                    place(one).cmp(&place(other))
                });
            }
        }
        Ok(Blocks { blocks, frames })
    }

    /// Blocks of whole governments in these tables, by government and period.
    pub fn governments(&self, tables: &[&str]) -> BTreeMap<Government<'a>, Vec<usize>> {
        let mut governments: BTreeMap<Government, Vec<usize>> = BTreeMap::new();
        for (place, block) in self.blocks.iter().enumerate() {
            if let Some(government) = block.government().filter(|_| tables.contains(&block.key.table)) {
                governments.entry(government).or_default().push(place);
            }
        }
        governments
    }

    pub fn totals_frame(&self) -> Option<Frame<'a>> {
        self.frames.get(TOTALS).copied()
    }

    pub fn facts_frame(&self, block: &Block<'a>) -> Frame<'a> {
        self.frames[block.key.table]
    }

    /// Where people look: `Quintana Roo 2020`.
    pub fn place(&self, block: &Block<'a>) -> String {
        block.facts.first().map(|line| self.facts_frame(block).place(line.row)).unwrap_or_default()
    }

    /// A finding about a whole block: it points at the printed grand total, where there is one.
    pub fn finding(&self, rule: &Rule, block: &Block<'a>, amount: usize) -> Finding {
        let name = block.amounts[amount];
        let finding = match (block.grand_totals().find(|line| line.amounts[amount].is_some()), self.totals_frame()) {
            (Some(total), Some(frame)) => frame.finding(rule, total.row, Some(name)),
            _ => {
                let row = block.facts.first().map_or(0, |line| line.row);
                let finding = self.facts_frame(block).finding(rule, row, Some(name));
                Finding { figure_id: None, source_row: None, ..finding }
            }
        };
        Finding { table_name: Some(block.table.name.clone()), ..finding }
    }
}

/// The fact table whose rows a printed total adds up.
fn classified<'a>(schema: &'a Schema, classification: &str) -> Option<&'a Table> {
    match classification {
        "revenue" => schema.table("revenue_by_source"),
        other => schema.table(&format!("spending_by_{other}")),
    }
}

/// Calls `take` with each row's block, classification and line.
fn read_lines<'a>(
    frame: Frame<'a>,
    amounts: &[&'a str],
    mut take: impl FnMut(BlockKey<'a>, Option<&'a str>, Line<'a>),
) -> PolarsResult<()> {
    let text = |column: &str| frame.strings(column);
    let (publisher, dataset, edition) = (text("publisher")?, text("dataset")?, text("edition")?);
    let (coverage, jurisdiction, entity) = (text("coverage")?, text("jurisdiction_code")?, text("entity_code")?);
    let (period, scheme, classification) = (text("period")?, text("revenue_scheme")?, text("classification")?);
    let (node, parent, level) = (text("_node")?, text("_parent")?, frame.integers("_level")?);
    let (source_id, source_part, source_row) =
        (text("source_id")?, text("source_part")?, frame.integers("source_row")?);
    let fiscal_year = frame.years("fiscal_year")?;
    let columns: Vec<Option<&Int64Chunked>> =
        amounts.iter().map(|amount| frame.integers(amount)).collect::<PolarsResult<_>>()?;
    let string = |column: Option<&'a StringChunked>, row: usize| column?.get(row);
    let integer = |column: Option<&'a Int64Chunked>, row: usize| column?.get(row);
    for row in 0..frame.data.height() {
        let key = BlockKey {
            table: &frame.table.name,
            publisher: string(publisher, row),
            dataset: string(dataset, row),
            edition: string(edition, row),
            coverage: string(coverage, row),
            jurisdiction: string(jurisdiction, row),
            entity: string(entity, row),
            fiscal_year: fiscal_year.and_then(|years| years.get(row)),
            period: string(period, row),
            scheme: string(scheme, row),
        };
        let line = Line {
            row: row as u32,
            level: integer(level, row),
            node: string(node, row),
            parent: string(parent, row),
            amounts: columns.iter().map(|column| integer(*column, row)).collect(),
            origin: (string(source_id, row), string(source_part, row), integer(source_row, row)),
        };
        take(key, string(classification, row), line);
    }
    Ok(())
}
