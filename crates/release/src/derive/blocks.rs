//! One block, one source: which of several editions or datasets gives a government's year its facts.
//!
//! A block (table, jurisdiction, entity, fiscal year, and what else keeps accounts apart) comes from one dataset, one
//! edition, one snapshot, and is never filled in from another: dropped codes would live on. What the others say is kept,
//! figure by figure, in `vintage` (an earlier edition of the same dataset) and `alternate` (another dataset).

use std::collections::{BTreeMap, HashMap};

use erario_columns::{constant, plain, stack_below};
use erario_model::{Doubts, Table};
use polars::prelude::*;

use super::COMMON;
use super::themes::figure_id;

/// One normalized edition, with its rank among the others of its table: a higher one wins.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Precedence of the dataset, then the place of the edition in the pipeline's declared list.
    pub rank: (usize, usize),
    pub facts: DataFrame,
    pub totals: DataFrame,
    pub doubts: Doubts,
}

/// The rows that stand, and what the rest said.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub facts: DataFrame,
    pub totals: DataFrame,
    pub doubts: Doubts,
    pub vintage: Option<DataFrame>,
    pub alternate: Option<DataFrame>,
}

const BLOCK: [&str; 6] = ["jurisdiction_code", "coverage", "entity_code", "fiscal_year", "revenue_scheme", "account"];

/// Chooses, block by block, among the editions of one table.
pub fn choose(table: &Table, mut candidates: Vec<Candidate>) -> PolarsResult<Chosen> {
    candidates.sort_by_key(|candidate| candidate.rank);
    let mut winners: HashMap<String, usize> = HashMap::new();
    let mut keys: Vec<Vec<String>> = Vec::new();
    if candidates.len() > 1 {
        for (place, candidate) in candidates.iter().enumerate() {
            let blocks = block_keys(&candidate.facts)?;
            winners.extend(blocks.iter().map(|block| (block.clone(), place)));
            keys.push(blocks);
        }
    }
    let mut chosen = Chosen::default();
    let mut losers: Vec<(usize, DataFrame)> = Vec::new();
    let ranks: Vec<(usize, usize)> = candidates.iter().map(|candidate| candidate.rank).collect();
    for (place, candidate) in candidates.into_iter().enumerate() {
        let offset = chosen.facts.height() as u32;
        let wins = |block: &String| winners.get(block) == Some(&place);
        let Some(blocks) = keys.get(place).filter(|blocks| !blocks.iter().all(wins)) else {
            stack(&mut chosen.facts, candidate.facts)?;
            stack(&mut chosen.totals, candidate.totals)?;
            chosen.doubts.append(candidate.doubts, offset);
            continue;
        };
        let keep: BooleanChunked = blocks.iter().map(|block| Some(wins(block))).collect();
        losers.push((place, candidate.facts.filter(&!&keep)?));
        let kept: HashMap<u32, u32> = keep
            .iter()
            .enumerate()
            .filter(|(_, keep)| *keep == Some(true))
            .enumerate()
            .map(|(to, (from, _))| (from as u32, to as u32))
            .collect();
        for (doubt, rows) in candidate.doubts.iter() {
            let rows: Vec<u32> = rows.iter().filter_map(|row| Some(kept.get(row)? + offset)).collect();
            chosen.doubts.add(&doubt.table, &doubt.amount, &doubt.rule, rows);
        }
        stack(&mut chosen.facts, candidate.facts.filter(&keep)?)?;
        let totals: BooleanChunked = block_keys(&candidate.totals)?.iter().map(|block| Some(wins(block))).collect();
        stack(&mut chosen.totals, candidate.totals.filter(&totals)?)?;
    }
    if !losers.is_empty() {
        let facts = fact_amounts(table, &chosen.facts)?;
        for (place, rows) in losers {
            let blocks = block_keys(&rows)?;
            let same_dataset =
                |block: &String| winners.get(block).is_some_and(|winner| ranks[*winner].0 == ranks[place].0);
            let is_vintage: BooleanChunked = blocks.iter().map(|block| Some(same_dataset(block))).collect();
            extend(&mut chosen.vintage, figures(table, &rows.filter(&is_vintage)?, &facts)?)?;
            extend(&mut chosen.alternate, figures(table, &rows.filter(&!&is_vintage)?, &facts)?)?;
        }
    }
    Ok(chosen)
}

/// Puts rows below others; a column that one side lacks is null there.
pub fn stack(all: &mut DataFrame, more: DataFrame) -> PolarsResult<()> {
    if more.width() == 0 {
        return Ok(());
    }
    if all.width() == 0 {
        *all = more;
        return Ok(());
    }
    // Hidden columns are there only where rows are parts and totals of each other.
    for (name, dtype) in more.schema().iter() {
        if all.column(name).is_err() {
            all.with_column(Column::full_null(name.clone(), all.height(), dtype))?;
        }
    }
    let mut more = more;
    for (name, dtype) in all.schema().iter() {
        if more.column(name).is_err() {
            more.with_column(Column::full_null(name.clone(), more.height(), dtype))?;
        }
    }
    let names: Vec<PlSmallStr> = all.get_column_names().into_iter().cloned().collect();
    stack_below(all, more.select(names)?)
}

fn extend(all: &mut Option<DataFrame>, more: DataFrame) -> PolarsResult<()> {
    match all {
        _ if more.height() == 0 => {}
        Some(frame) => {
            frame.vstack_mut(&more)?;
        }
        None => *all = Some(more),
    }
    Ok(())
}

fn block_keys(frame: &DataFrame) -> PolarsResult<Vec<String>> {
    let columns: Vec<Column> = BLOCK
        .iter()
        .filter_map(|name| frame.column(name).ok())
        .map(|column| column.cast(&DataType::String))
        .collect::<PolarsResult<_>>()?;
    let texts: Vec<&StringChunked> = columns.iter().map(Column::str).collect::<PolarsResult<_>>()?;
    let key = |row| texts.iter().map(|text| text.get(row).unwrap_or("")).collect::<Vec<_>>().join("/");
    Ok((0..frame.height()).map(key).collect())
}

fn fact_amounts(table: &Table, facts: &DataFrame) -> PolarsResult<BTreeMap<String, i64>> {
    let mut amounts = BTreeMap::new();
    for field in table.amounts() {
        let values = facts.column(&field.name)?.i64()?;
        for (row, value) in values.iter().enumerate() {
            if let Some(value) = value {
                amounts.insert(figure_id(facts, table, row, &field.name)?.to_string(), value);
            }
        }
    }
    Ok(amounts)
}

/// One row a figure: what another edition or source said, beside the fact.
fn figures(table: &Table, rows: &DataFrame, facts: &BTreeMap<String, i64>) -> PolarsResult<DataFrame> {
    let mut picked = Vec::new();
    let (mut ids, mut phases, mut amounts, mut fact_amounts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for field in table.amounts() {
        let values = rows.column(&field.name)?.i64()?;
        for (row, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let id = figure_id(rows, table, row, &field.name)?.to_string();
            picked.push(Some(row as u32));
            fact_amounts.push(facts.get(&id).copied());
            amounts.push(value);
            phases.push(field.name.clone());
            ids.push(id);
        }
    }
    let index: IdxCa = picked.into_iter().collect();
    let mut frame = rows.take(&index)?;
    let difference: Vec<Option<i64>> =
        amounts.iter().zip(&fact_amounts).map(|(amount, fact)| fact.map(|fact| amount - fact)).collect();
    frame.with_column(constant("table_name", Some(&table.name), index.len()))?;
    frame.with_column(Column::new("figure_id".into(), ids))?;
    frame.with_column(Column::new("phase".into(), phases))?;
    frame.with_column(Column::new("amount".into(), amounts))?;
    frame.with_column(Column::new("fact_amount".into(), fact_amounts))?;
    frame.with_column(Column::new("difference".into(), difference))?;
    let own = ["table_name", "figure_id", "phase", "amount", "fact_amount", "difference"];
    let source = ["source_id", "source_part", "source_row"];
    plain(frame.select(COMMON.into_iter().chain(own).chain(source))?)
}
