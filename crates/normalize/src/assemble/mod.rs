//! The last step: typed columns, facts and totals apart, and everything odd written down.

mod forms;
mod frames;
mod notes;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use erario_columns::{Distinct, constant, mapped};
use erario_model::{Changes, Doubts, FieldType, Finding, Rules, Schema, SetAside, Step, Table};
use polars::prelude::*;

pub use frames::declared_totals;

use crate::Plan;
use crate::amounts::{self, Cell};
use crate::decode::{SOURCE_ROW, SourceError, TextTable};
use crate::settle::{Place, settle};
use crate::shape::SheetNote;
use crate::steps::{self, NODE, ONLY_TOTAL, PARENT, Work};

use notes::Odd;

/// One text table, normalized.
///
/// `facts` holds the fields of the plan's table, `totals` those of `published_total`, less the fields that say how far
/// a row can be trusted. Amounts are Int64 columns of centavos. Both carry [`crate::LEVEL`], [`crate::NODE`] and [`crate::PARENT`] where the
/// rows are parts and totals of each other.
#[derive(Clone, Debug)]
pub struct Normalized {
    pub facts: DataFrame,
    pub totals: DataFrame,
    pub findings: Vec<Finding>,
    /// Rows are rows of `facts`.
    pub doubts: Doubts,
    pub set_aside: Vec<SetAside>,
    /// What became of the records: `facts`, `totals`, `facts and totals`, `blank totals`, `labels`, `set aside`.
    pub records: BTreeMap<&'static str, u64>,
    /// For each amount, the readable pesos in rows set aside, in centavos.
    pub set_aside_amounts: BTreeMap<String, i128>,
    /// For each amount, what rounding added, in units of 10^-18 pesos.
    pub roundings: BTreeMap<String, i128>,
    /// For each amount, what corrections added, in units of 10^-18 pesos.
    pub corrections: BTreeMap<String, i128>,
    /// What the source says that its pipeline does not know.
    pub changes: Changes,
}

/// Runs the plan's steps over a text table and types the result.
pub fn normalize(table: TextTable, plan: &Plan, schema: &Schema, source_id: &str) -> Result<Normalized, SourceError> {
    let output = schema
        .table(&plan.table)
        .ok_or_else(|| polars_err!(ColumnNotFound: "the schema has no table `{}`", plan.table))?;
    let broken = table.broken.clone();
    let (changes, unknown) = (table.changes.clone(), table.unknown.clone());
    let sheet = Sheet { letters: table.letters.clone(), notes: table.notes.clone() };
    // What the sheet says of its unit holds; that it says otherwise than the pipeline is a finding.
    let own = table.unit.filter(|unit| *unit != plan.amounts.unit).map(|unit| plan.in_unit(unit));
    let plan = own.as_ref().unwrap_or(plan);
    let amount_columns = amount_columns(plan, output);
    let mut work = steps::run(table, plan, &amount_columns)?;
    set_constants(&mut work, plan, output)?;
    set_aside_unreadable(&mut work, plan, output)?;
    let aside = std::mem::take(&mut work.aside);
    work.changes.append(changes);
    let mut assembly = Assembly::new(&work, plan, output, schema, source_id, &sheet);
    assembly.note_broken(&broken);
    assembly.keep_unknown(unknown);
    assembly.note_rows();
    assembly.note_odd_cells();
    assembly.note_aside(&aside)?;
    assembly.read_amounts()?;
    assembly.read_numbers()?;
    assembly.note_sheet();
    Ok(assembly.finish()?)
}

/// Every working column that holds amounts, whatever step reads it.
fn amount_columns(plan: &Plan, output: &Table) -> Vec<String> {
    let mut columns: Vec<String> = output.amounts().map(|field| field.name.clone()).collect();
    columns.extend(plan.steps.iter().filter_map(|step| match step {
        Step::Moments { amount, .. } | Step::Route { amount, .. } => Some(amount.clone()),
        _ => None,
    }));
    columns
}

/// Adds the columns that the pipeline sets for every row, or by fiscal year.
fn set_constants(work: &mut Work, plan: &Plan, output: &Table) -> PolarsResult<()> {
    let height = work.frame.height();
    let fixed = [("publisher", &plan.publisher), ("dataset", &plan.dataset), ("edition", &plan.edition)];
    for (name, value) in fixed.into_iter().chain(plan.set.iter().map(|(name, value)| (name.as_str(), value))) {
        work.put(name, constant(name, Some(value), height))?;
    }
    for (name, by_year) in &plan.set_by_year {
        let of_year =
            |year: &str| by_year.get(year).or_else(|| by_year.get("*")).map(|value| Cow::Borrowed(value.as_str()));
        let values = mapped(work.frame.column("fiscal_year")?, |year| of_year(year?))?;
        work.put(name, values)?;
    }
    // Where nothing says otherwise, a row is about its whole year.
    if output.field("period").is_some() && work.frame.column("period").is_err() {
        let years = work.frame.column("fiscal_year")?.clone();
        work.put("period", years)?;
    }
    Ok(())
}

/// Sets aside rows without a year, a count or another field that every row must have: nobody could tell what they are
/// about, or they would say nothing.
fn set_aside_unreadable(work: &mut Work, plan: &Plan, output: &Table) -> PolarsResult<()> {
    let source = [SOURCE_ROW, "source_id", "source_part", "trust"];
    for name in output.required.iter().filter(|name| !source.contains(&name.as_str())) {
        let Ok(column) = work.frame.column(name).cloned() else { continue };
        let kind = output.field(name).map(|field| field.field_type);
        let is_number = |cell: &str| match kind {
            Some(FieldType::Integer) => amounts::read_integer(cell, &plan.amounts).is_some(),
            Some(FieldType::Decimal) => amounts::read_decimal(cell, &plan.amounts).is_some(),
            _ => true,
        };
        let is_year = |cell: &str| kind != Some(FieldType::Year) || cell.parse::<i32>().is_ok();
        if forms::is_counted(kind) {
            forms::see_required(work, name, &column, |cell| is_year(cell) && is_number(cell))?;
        }
        let is_readable = |cell: Option<&str>| cell.is_some_and(is_year);
        work.set_aside_unless("unreadable-key", name, &column, is_readable)?;
        let Ok(column) = work.frame.column(name).cloned() else { continue };
        work.set_aside_unless("not-a-number", name, &column, |cell| cell.is_none_or(is_number))?;
    }
    Ok(())
}

/// What the source's sheet adds to a finding.
struct Sheet {
    letters: BTreeMap<String, String>,
    notes: Vec<SheetNote>,
}

struct Assembly<'a> {
    sheet: &'a Sheet,
    work: &'a Work,
    plan: &'a Plan,
    output: &'a Table,
    schema: &'a Schema,
    rules: &'a Rules,
    source_id: &'a str,
    amounts: Vec<(String, Vec<Option<i64>>)>,
    /// Numbers that are no money, in millionths.
    decimals: Vec<(String, Vec<Option<i128>>)>,
    /// Whole numbers that are no money.
    integers: Vec<(String, Vec<Option<i64>>)>,
    /// Row, place of the amount, slug of the rule.
    doubted: Vec<(u32, usize, &'static str)>,
    normalized: Normalized,
}

impl<'a> Assembly<'a> {
    fn new(
        work: &'a Work,
        plan: &'a Plan,
        output: &'a Table,
        schema: &'a Schema,
        source_id: &'a str,
        sheet: &'a Sheet,
    ) -> Self {
        let normalized = Normalized {
            facts: DataFrame::default(),
            totals: DataFrame::default(),
            findings: Vec::new(),
            doubts: Doubts::default(),
            set_aside: Vec::new(),
            records: BTreeMap::new(),
            set_aside_amounts: BTreeMap::new(),
            roundings: BTreeMap::new(),
            corrections: work.corrected.clone(),
            changes: forms::of_steps(work),
        };
        let (rules, amounts, doubted) = (&schema.rules, Vec::new(), Vec::new());
        let (decimals, integers) = (Vec::new(), Vec::new());
        Assembly {
            sheet,
            decimals,
            integers,
            work,
            plan,
            output,
            schema,
            rules,
            source_id,
            amounts,
            doubted,
            normalized,
        }
    }

    fn count(&mut self, what: &'static str, records: usize) {
        *self.normalized.records.entry(what).or_default() += records as u64;
    }

    /// Reads every amount of every row; a cell that is no number becomes a finding, and null.
    fn read_amounts(&mut self) -> PolarsResult<()> {
        let fields: Vec<String> = self.output.amounts().map(|field| field.name.clone()).collect();
        for field in fields {
            if self.work.frame.column(&field).is_err() {
                continue;
            }
            let cells = self.work.text(&field)?;
            let mut values = Vec::with_capacity(cells.len());
            let (mut odd, mut filled) = (Vec::new(), 0);
            let mut rounding = 0;
            for (index, cell) in cells.iter().enumerate() {
                let read = amounts::read(cell, &self.plan.amounts);
                filled += usize::from(read != Cell::Blank);
                values.push(match read {
                    Cell::Blank => None,
                    Cell::Exact(money) => Some(money.centavos()),
                    Cell::Rounded(money, added) => {
                        rounding += added.0;
                        if !added.is_float_noise() {
                            odd.push(Odd { index, found: cell.unwrap_or_default().to_owned(), rounded: Some(money) });
                        }
                        Some(money.centavos())
                    }
                    Cell::Unreadable => {
                        odd.push(Odd { index, found: cell.unwrap_or_default().to_owned(), rounded: None });
                        None
                    }
                });
            }
            *self.normalized.roundings.entry(field.clone()).or_default() += rounding;
            let place = self.amounts.len();
            self.amounts.push((field.clone(), values));
            self.see_form(&field, filled, &odd, true);
            self.see_otherwise(&field)?;
            self.note_cells(&field, Some(place), odd, filled);
        }
        Ok(())
    }

    /// Reads the numbers that are no money, such as targets and populations.
    fn read_numbers(&mut self) -> PolarsResult<()> {
        let format = self.plan.amounts.clone();
        self.decimals = self.numbers(FieldType::Decimal, |cell| amounts::read_decimal(cell, &format))?;
        self.integers = self.numbers(FieldType::Integer, |cell| amounts::read_integer(cell, &format))?;
        self.note_misread(FieldType::Year, |cell| cell.parse::<i32>().is_ok())?;
        self.note_misread(FieldType::Boolean, |cell| cell.parse::<bool>().is_ok())
    }

    /// Cells of fields that are read where they are written, such as years: one that cannot be read is a finding. There
    /// are few different ones, however many rows.
    fn note_misread(&mut self, kind: FieldType, is_read: impl Fn(&str) -> bool) -> PolarsResult<()> {
        for field in self.output.fields.iter().filter(|field| field.field_type == kind) {
            let Ok(column) = self.work.frame.column(&field.name) else { continue };
            if *column.dtype() != DataType::String {
                continue;
            }
            let Distinct { values, places } = Distinct::of(column)?;
            let bad: Vec<Option<&str>> = values.into_iter().map(|cell| cell.filter(|cell| !is_read(cell))).collect();
            let filled = column.len() - column.null_count();
            if bad.iter().all(Option::is_none) {
                self.see_form(&field.name, filled, &[], false);
                continue;
            }
            let odd = |(index, place): (usize, &u32)| {
                Some(Odd { index, found: bad[*place as usize]?.to_owned(), rounded: None })
            };
            let odd: Vec<Odd> = places.iter().enumerate().filter_map(odd).collect();
            self.see_form(&field.name, filled, &odd, false);
            self.note_cells(&field.name, None, odd, filled);
        }
        Ok(())
    }

    /// The fields of one kind; a cell that is none becomes a finding, and null.
    fn numbers<T>(
        &mut self,
        kind: FieldType,
        read: impl Fn(&str) -> Option<T>,
    ) -> PolarsResult<Vec<(String, Vec<Option<T>>)>> {
        let of_kind = self.output.fields.iter().filter(|field| field.field_type == kind);
        let fields: Vec<String> = of_kind.map(|field| field.name.clone()).collect();
        let mut numbers = Vec::new();
        for field in fields {
            // What erario counts itself, such as records, is no text.
            let is_text = |column: &Column| matches!(column.dtype(), DataType::String);
            if !self.work.frame.column(&field).is_ok_and(is_text) {
                continue;
            }
            let cells = self.work.text(&field)?;
            let values: Vec<Option<T>> = cells.iter().map(|cell| read(cell?)).collect();
            let unread = |(index, (cell, value)): (usize, (Option<&str>, &Option<T>))| {
                let found = cell.filter(|_| value.is_none())?.to_owned();
                Some(Odd { index, found, rounded: None })
            };
            let odd: Vec<Odd> = cells.iter().zip(&values).enumerate().filter_map(unread).collect();
            let filled = cells.iter().flatten().count();
            numbers.push((field.clone(), values));
            self.see_form(&field, filled, &odd, false);
            self.note_cells(&field, None, odd, filled);
        }
        Ok(numbers)
    }

    fn finish(mut self) -> PolarsResult<Normalized> {
        let height = self.work.frame.height();
        self.normalized.records.insert("labels", self.work.label_records);
        let is_tree = self.work.frame.column(NODE).is_ok();
        if !is_tree {
            self.count("facts", height);
            let all: Vec<u32> = (0..height as u32).collect();
            let amounts = self.amounts.clone();
            self.normalized.facts = self.facts(None, &amounts)?;
            self.normalized.totals = self.totals(&[], &[])?;
            self.doubt(&all);
            return Ok(self.normalized);
        }
        let settled = {
            let nodes = self.work.text(NODE)?;
            let parents = self.work.text(PARENT)?;
            let only_total = match self.work.frame.column(ONLY_TOTAL) {
                Ok(column) => column.bool()?.clone(),
                Err(_) => BooleanChunked::full(ONLY_TOTAL.into(), false, height),
            };
            let place = |row: usize| Place {
                node: nodes.get(row).unwrap_or_default(),
                parent: parents.get(row),
                only_total: only_total.get(row) == Some(true),
            };
            let places: Vec<Place> = (0..height).map(place).collect();
            let values: Vec<Vec<Option<i64>>> = self.amounts.iter().map(|(_, values)| values.clone()).collect();
            settle(&self.blocks()?, &places, &values)
        };
        for (row, amount) in &settled.not_broken_down {
            self.note_not_broken_down(*row as usize, *amount);
        }
        let rows: Vec<u32> = settled.facts.iter().map(|(row, _)| *row).collect();
        let total_rows: Vec<u32> = settled.totals.iter().map(|(row, _)| *row).collect();
        let in_both = rows.iter().filter(|row| total_rows.binary_search(row).is_ok()).count();
        self.count("facts", rows.len() - in_both);
        self.count("totals", total_rows.len() - in_both);
        self.count("facts and totals", in_both);
        self.count("blank totals", height + in_both - rows.len() - total_rows.len());
        let columns = |rows: &[(u32, Vec<Option<i64>>)]| -> Vec<(String, Vec<Option<i64>>)> {
            let names = self.amounts.iter().enumerate();
            names
                .map(|(place, (name, _))| (name.clone(), rows.iter().map(|(_, values)| values[place]).collect()))
                .collect()
        };
        let facts = columns(&settled.facts);
        let totals = columns(&settled.totals);
        self.normalized.facts = self.facts(Some(&rows), &facts)?;
        self.normalized.totals = self.totals(&total_rows, &totals)?;
        self.doubt(&rows);
        Ok(self.normalized)
    }

    /// Moves doubts from working rows to the rows of the fact frame.
    fn doubt(&mut self, fact_rows: &[u32]) {
        if self.doubted.is_empty() {
            return;
        }
        let places: HashMap<u32, u32> = fact_rows.iter().enumerate().map(|(at, row)| (*row, at as u32)).collect();
        for (row, amount, rule) in &self.doubted {
            if let Some(at) = places.get(row) {
                self.normalized.doubts.add(&self.plan.table, &self.amounts[*amount].0, rule, [*at]);
            }
        }
    }

    /// A number for each row that says which block it belongs to: the government, the year and what else keeps
    /// accounts apart.
    fn blocks(&self) -> PolarsResult<Vec<u32>> {
        let keys = ["jurisdiction_code", "entity_code", "fiscal_year", "period", "revenue_scheme", "account"];
        let columns: Vec<StringChunked> =
            keys.iter().filter_map(|key| Some(self.work.frame.column(key).ok()?.str().ok()?.clone())).collect();
        let mut known: HashMap<Vec<Option<&str>>, u32> = HashMap::new();
        let mut blocks = Vec::with_capacity(self.work.frame.height());
        for row in 0..self.work.frame.height() {
            let key: Vec<Option<&str>> = columns.iter().map(|column| column.get(row)).collect();
            let next = known.len() as u32;
            blocks.push(*known.entry(key).or_insert(next));
        }
        Ok(blocks)
    }
}
