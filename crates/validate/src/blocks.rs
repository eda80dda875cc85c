//! All blocks of a release and of what it superseded. Frames are read once into lines.

use std::collections::{BTreeMap, HashMap};

use erario_model::{Finding, Rule, Schema, Table};
use polars::prelude::*;

use crate::block::{Account, Block, BlockKey, Line, Record};
use crate::frame::Frame;

pub(crate) const TOTALS: &str = "published_total";

/// Frames by the name of their table.
pub(crate) type Frames<'a> = BTreeMap<&'a str, Frame<'a>>;

/// All blocks, in the order of their keys.
pub(crate) struct Blocks<'a> {
    pub blocks: Vec<Block<'a>>,
    facts: Frames<'a>,
    superseded: Frames<'a>,
}

impl<'a> Blocks<'a> {
    /// Reads the fact tables into blocks, and hangs the printed totals on them.
    pub fn read(schema: &'a Schema, facts: Frames<'a>, superseded: Frames<'a>) -> PolarsResult<Self> {
        let mut blocks = read_side(schema, &facts, false)?;
        blocks.append(&mut read_side(schema, &superseded, true)?);
        blocks.sort_by_key(|block| block.key);
        for block in &mut blocks {
            for lines in [&mut block.facts, &mut block.totals] {
                lines.sort_by(|one, other| {
                    let place = |line: &Line<'a>| (line.origin, line.node, line.row);
                    place(one).cmp(&place(other))
                });
            }
        }
        Ok(Blocks { blocks, facts, superseded })
    }

    /// Blocks in these tables, by account.
    pub fn accounts(&self, tables: &[&str]) -> BTreeMap<Account<'a>, Vec<usize>> {
        let mut accounts: BTreeMap<Account, Vec<usize>> = BTreeMap::new();
        for (place, block) in self.blocks.iter().enumerate() {
            if let Some(account) = block.account().filter(|_| tables.contains(&block.key.table)) {
                accounts.entry(account).or_default().push(place);
            }
        }
        accounts
    }

    fn frames(&self, block: &Block<'a>) -> &Frames<'a> {
        if block.key.is_superseded { &self.superseded } else { &self.facts }
    }

    /// The frame that the block's printed totals are rows of.
    pub fn totals_frame(&self, block: &Block<'a>) -> Option<Frame<'a>> {
        self.frames(block).get(TOTALS).copied()
    }

    pub fn facts_frame(&self, block: &Block<'a>) -> Frame<'a> {
        self.frames(block)[block.key.table]
    }

    /// Where people look: `Quintana Roo 2020`.
    pub fn place(&self, block: &Block<'a>) -> String {
        block.facts.first().map(|line| self.facts_frame(block).place(line.row)).unwrap_or_default()
    }

    /// A finding about a whole block: it points at the printed grand total, where there is one.
    pub fn finding(&self, rule: &Rule, block: &Block<'a>, amount: usize) -> Finding {
        let name = block.amounts[amount];
        let total = block.grand_totals().find(|line| line.amounts[amount].is_some());
        let finding = match (total, self.totals_frame(block)) {
            (Some(total), Some(frame)) => frame.finding(rule, total.row, Some(name)),
            _ => {
                let row = block.facts.first().map_or(0, |line| line.row);
                let finding = self.facts_frame(block).finding(rule, row, Some(name));
                // A finding's id does not name the entity: the first record tells the entities of one file apart.
                let source_row = finding.source_row.filter(|_| block.key.entity.is_some());
                Finding { figure_id: None, source_row, ..finding }
            }
        };
        Finding { table_name: Some(block.table.name.clone()), ..finding }
    }

    /// A finding about one record of a block.
    pub fn record_finding(&self, rule: &Rule, block: &Block<'a>, record: &Record<'_, 'a>, amount: usize) -> Finding {
        let name = block.amounts[amount];
        let finding = match (record.fact, record.total, self.totals_frame(block)) {
            (Some(line), ..) => self.facts_frame(block).finding(rule, line.row, Some(name)),
            (None, Some(line), Some(frame)) => frame.finding(rule, line.row, Some(name)),
            _ => self.finding(rule, block, amount),
        };
        Finding { table_name: Some(block.table.name.clone()), ..finding }
    }

    /// What people call a record: the name that it is printed under, or its code.
    pub fn name(&self, block: &Block<'a>, record: &Record<'_, 'a>) -> String {
        let printed = record
            .total
            .zip(self.totals_frame(block))
            .and_then(|(line, frame)| frame.text("name", line.row).or_else(|| frame.text("code", line.row)));
        let fact = || record.fact.and_then(|line| self.facts_frame(block).name(line.row));
        printed.or_else(fact).or(record.node).unwrap_or("?").to_owned()
    }
}

/// The fact table whose rows a printed total adds up.
fn classified<'a>(schema: &'a Schema, classification: &str) -> Option<&'a Table> {
    match classification {
        "revenue" => schema.table("revenue_by_source"),
        "transfer" | "fund_execution" | "finance_statistic" | "annex_line" => schema.table(classification),
        other => schema.table(&format!("spending_by_{other}")),
    }
}

/// The blocks of the facts, or of what they superseded.
fn read_side<'a>(schema: &'a Schema, frames: &Frames<'a>, is_superseded: bool) -> PolarsResult<Vec<Block<'a>>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut known: HashMap<BlockKey, usize> = HashMap::new();
    // Blocks by all of their key but the scheme, which printed totals do not tell, and the source: a total may be
    // stated in another file than the rows.
    let mut accounts: HashMap<BlockKey, Vec<usize>> = HashMap::new();
    for frame in frames.values().filter(|frame| frame.table.name != TOTALS) {
        let amounts: Vec<&str> = frame.table.amounts().map(|field| field.name.as_str()).collect();
        read_lines(*frame, &amounts, is_superseded, |row| {
            let place = *known.entry(row.key).or_insert_with(|| {
                let (facts, totals) = (Vec::new(), Vec::new());
                let (table, amounts, is_cumulative) = (frame.table, amounts.clone(), row.is_cumulative);
                blocks.push(Block { key: row.key, table, amounts, facts, totals, is_cumulative });
                let block = blocks.len() - 1;
                accounts.entry(BlockKey { scheme: None, source: None, ..row.key }).or_default().push(block);
                block
            });
            blocks[place].facts.push(row.line);
        })?;
    }
    if let Some(frame) = frames.get(TOTALS) {
        let amounts: Vec<&str> = frame.table.amounts().map(|field| field.name.as_str()).collect();
        read_lines(*frame, &amounts, is_superseded, |row| {
            let Some(table) = row.classification.and_then(|name| classified(schema, name)) else { return };
            let key = BlockKey { table: &table.name, scheme: None, source: None, ..row.key };
            let candidates = accounts.get(&key).map_or(&[][..], Vec::as_slice);
            let same_source = || candidates.iter().filter(|place| blocks[**place].key.source == row.key.source);
            let is_there = same_source().next().is_some();
            let own: Vec<usize> = if is_there { same_source().copied().collect() } else { candidates.to_vec() };
            // A total of one of several schemes could belong to either; it is no check then.
            let [place] = own[..] else { return };
            let block = &mut blocks[place];
            let value =
                |amount: &&str| amounts.iter().position(|name| name == amount).and_then(|at| row.line.amounts[at]);
            let own: Box<[Option<i64>]> = block.amounts.iter().map(value).collect();
            block.totals.push(Line { amounts: own, ..row.line });
        })?;
    }
    Ok(blocks)
}

/// One row of a frame, with what places it.
struct Read<'a> {
    key: BlockKey<'a>,
    classification: Option<&'a str>,
    is_cumulative: bool,
    line: Line<'a>,
}

fn read_lines<'a>(
    frame: Frame<'a>,
    amounts: &[&'a str],
    is_superseded: bool,
    mut take: impl FnMut(Read<'a>),
) -> PolarsResult<()> {
    let text = |column: &str| frame.strings(column);
    let (publisher, dataset, edition) = (text("publisher")?, text("dataset")?, text("edition")?);
    let (coverage, jurisdiction, entity) = (text("coverage")?, text("jurisdiction_code")?, text("entity_code")?);
    let (period, classification) = (text("period")?, text("classification")?);
    let scheme = text("revenue_scheme")?.map_or_else(|| text("account"), |scheme| Ok(Some(scheme)))?;
    let (node, parent, level) = (text("_node")?, text("_parent")?, frame.integers("_level")?);
    let (source_id, source_part, source_row) =
        (text("source_id")?, text("source_part")?, frame.integers("source_row")?);
    let fiscal_year = frame.years("fiscal_year")?;
    let is_cumulative = frame.series("is_cumulative").map(|series| series.bool()).transpose()?;
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
            source: string(source_id, row),
            is_superseded,
        };
        let line = Line {
            row: row as u32,
            level: integer(level, row),
            node: string(node, row),
            parent: string(parent, row),
            amounts: columns.iter().map(|column| integer(*column, row)).collect(),
            origin: (string(source_part, row), integer(source_row, row)),
        };
        let is_cumulative = is_cumulative.and_then(|column| column.get(row)) == Some(true);
        take(Read { key, classification: string(classification, row), is_cumulative, line });
    }
    Ok(())
}
