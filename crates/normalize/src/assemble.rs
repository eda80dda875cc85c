//! The last step: typed columns, facts and totals apart, and everything odd written down.

use std::collections::{BTreeMap, HashMap};

use erario_model::{Doubts, FieldType, Finding, Money, Rules, Schema, SetAside, Table};
use polars::prelude::*;

use crate::Plan;
use crate::amounts::{self, Cell};
use crate::decode::{BrokenRecord, SOURCE_ROW, SourceError, TextTable};
use crate::settle::{Place, settle};
use crate::steps::{self, Aside, LEVEL, NAME, NODE, PARENT, Work};

/// One text table, normalized.
///
/// `facts` holds the fields of the plan's table, `totals` those of `published_total`, less the fields that say how far
/// a row can be trusted. Amounts are Int64 columns of centavos. Both carry [`LEVEL`], [`NODE`] and [`PARENT`] where the
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
    /// For each amount, what rounding added, in units of 10^-12 pesos.
    pub roundings: BTreeMap<String, i128>,
}

/// Runs the plan's steps over a text table and types the result.
pub fn normalize(table: TextTable, plan: &Plan, schema: &Schema, source_id: &str) -> Result<Normalized, SourceError> {
    let output = schema
        .table(&plan.table)
        .ok_or_else(|| polars_err!(ColumnNotFound: "the schema has no table `{}`", plan.table))?;
    let broken = table.broken.clone();
    let amount_columns = amount_columns(plan, output);
    let mut work = steps::run(table, plan, &amount_columns)?;
    set_constants(&mut work, plan)?;
    let aside = std::mem::take(&mut work.aside);
    let mut assembly = Assembly::new(&work, plan, output, schema, source_id);
    assembly.note_broken(&broken);
    assembly.note_aside(&aside)?;
    assembly.read_amounts()?;
    Ok(assembly.finish()?)
}

/// Every working column that holds amounts, whatever step reads it.
fn amount_columns(plan: &Plan, output: &Table) -> Vec<String> {
    let mut columns: Vec<String> = output.amounts().map(|field| field.name.clone()).collect();
    columns.extend(plan.steps.iter().filter_map(|step| match step {
        erario_model::Step::Moments { amount, .. } => Some(amount.clone()),
        _ => None,
    }));
    columns
}

/// Adds the columns that the pipeline sets for every row, or by fiscal year.
fn set_constants(work: &mut Work, plan: &Plan) -> PolarsResult<()> {
    let height = work.frame.height();
    let constant = |name: &str, value: &str| {
        Column::new_scalar(name.into(), Scalar::new(DataType::String, AnyValue::StringOwned(value.into())), height)
    };
    let fixed = [("publisher", &plan.publisher), ("dataset", &plan.dataset), ("edition", &plan.edition)];
    for (name, value) in fixed.into_iter().chain(plan.set.iter().map(|(name, value)| (name.as_str(), value))) {
        work.frame.with_column(constant(name, value))?;
    }
    for (name, by_year) in &plan.set_by_year {
        let years = work.text("fiscal_year")?;
        let values: StringChunked =
            years.iter().map(|year| by_year.get(year?).or_else(|| by_year.get("*")).map(String::as_str)).collect();
        work.set(name, values)?;
    }
    if work.frame.column("period").is_err() {
        let years = work.text("fiscal_year")?.clone();
        work.set("period", years)?;
    }
    Ok(())
}

struct Assembly<'a> {
    work: &'a Work,
    plan: &'a Plan,
    output: &'a Table,
    schema: &'a Schema,
    rules: &'a Rules,
    source_id: &'a str,
    amounts: Vec<(String, Vec<Option<i64>>)>,
    /// Row, place of the amount, slug of the rule.
    doubted: Vec<(u32, usize, &'static str)>,
    normalized: Normalized,
}

impl<'a> Assembly<'a> {
    fn new(work: &'a Work, plan: &'a Plan, output: &'a Table, schema: &'a Schema, source_id: &'a str) -> Self {
        let normalized = Normalized {
            facts: DataFrame::default(),
            totals: DataFrame::default(),
            findings: Vec::new(),
            doubts: Doubts::default(),
            set_aside: Vec::new(),
            records: BTreeMap::new(),
            set_aside_amounts: BTreeMap::new(),
            roundings: BTreeMap::new(),
        };
        let (rules, amounts, doubted) = (&schema.rules, Vec::new(), Vec::new());
        Assembly { work, plan, output, schema, rules, source_id, amounts, doubted, normalized }
    }

    /// A finding about one row of the source.
    fn finding(&self, rule: &str, source_row: i64) -> Finding {
        Finding {
            publisher: self.plan.publisher.clone(),
            dataset: self.plan.dataset.clone(),
            edition: self.plan.edition.clone(),
            table_name: Some(self.plan.table.clone()),
            source_id: Some(self.source_id.to_owned()),
            source_part: self.work.part.clone(),
            source_row: Some(source_row),
            ..self.rules.by_slug(rule).finding()
        }
    }

    /// A finding about one row of the working frame, and its place in words.
    fn finding_at(&self, rule: &str, index: usize) -> (Finding, String) {
        let text = |column: &str| {
            let column = self.work.frame.column(column).ok()?.str().ok()?;
            column.get(index).map(str::to_owned)
        };
        let row = self.work.frame.column(SOURCE_ROW).ok().and_then(|rows| rows.i64().ok()?.get(index)).unwrap_or(0);
        let mut finding = self.finding(rule, row);
        finding.jurisdiction_code = text("jurisdiction_code");
        finding.fiscal_year = text("fiscal_year").and_then(|year| year.parse().ok());
        finding.period = text("period");
        let words = [text("jurisdiction_name"), text("fiscal_year"), text(NAME)];
        let place = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
        (finding, place)
    }

    /// The cells of a record as published, by source header.
    fn published(&self, source_row: i64, only: Option<&str>) -> String {
        let frame = &self.work.published;
        let rows = frame.column(SOURCE_ROW).and_then(|rows| rows.i64().cloned());
        let index = rows.ok().and_then(|rows| rows.iter().position(|row| row == Some(source_row)));
        let mut cells = serde_json::Map::new();
        for (column, header) in &self.work.headers {
            let cell = frame.column(column).ok().and_then(|cells| Some(cells.str().ok()?.get(index?)?.to_owned()));
            if only.is_none_or(|only| only == column) {
                cells.insert(header.clone(), cell.map_or(serde_json::Value::Null, serde_json::Value::String));
            }
        }
        serde_json::Value::Object(cells).to_string()
    }

    fn keep(&mut self, rule: &str, source_row: i64, field: Option<&str>, cells: String) {
        self.normalized.set_aside.push(SetAside {
            publisher: self.plan.publisher.clone(),
            dataset: self.plan.dataset.clone(),
            edition: self.plan.edition.clone(),
            source_id: self.source_id.to_owned(),
            source_part: self.work.part.clone(),
            source_row,
            field: field.map(str::to_owned),
            rule_code: self.rules.by_slug(rule).code.clone(),
            cells,
        });
    }

    fn note_broken(&mut self, broken: &[BrokenRecord]) {
        for record in broken {
            let mut finding = self.finding("broken-record", record.source_row);
            finding.found = Some(record.cells.len().to_string());
            finding.expected = Some(record.expected_fields.to_string());
            let place = format!("{}/{}, {}", self.plan.publisher, self.plan.dataset, record.source_row);
            self.normalized.findings.push(self.rules.by_slug("broken-record").say(finding, &place, "", ""));
            let cells = serde_json::Value::from(record.cells.clone()).to_string();
            self.keep("broken-record", record.source_row, None, cells);
        }
        self.count("set aside", broken.len());
    }

    fn note_aside(&mut self, aside: &[Aside]) -> PolarsResult<()> {
        for row in aside {
            let mut finding = self.finding(row.rule, row.source_row);
            finding.field = Some(self.work.headers.get(&row.field).unwrap_or(&row.field).clone());
            finding.found = Some(row.found.clone());
            let place = format!("{}/{}", self.plan.publisher, self.plan.dataset);
            self.normalized.findings.push(self.rules.by_slug(row.rule).say(finding, &place, "", ""));
            let cells = self.published(row.source_row, None);
            self.keep(row.rule, row.source_row, None, cells);
            for amount in amount_columns(self.plan, self.output) {
                let Ok(cell) = row.frame.column(&amount) else { continue };
                if let Cell::Exact(money) | Cell::Rounded(money, _) =
                    amounts::read(cell.str()?.get(0), &self.plan.amounts)
                {
                    *self.normalized.set_aside_amounts.entry(amount).or_default() += i128::from(money.centavos());
                }
            }
        }
        self.count("set aside", aside.len());
        Ok(())
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
            let mut odd = Vec::new();
            let mut rounding = 0;
            for (index, cell) in cells.iter().enumerate() {
                values.push(match amounts::read(cell, &self.plan.amounts) {
                    Cell::Blank => None,
                    Cell::Exact(money) => Some(money.centavos()),
                    Cell::Rounded(money, added) => {
                        rounding += added.0;
                        if !added.is_float_noise() {
                            odd.push((index, "beyond-centavos", cell.unwrap_or_default().to_owned(), Some(money)));
                        }
                        Some(money.centavos())
                    }
                    Cell::Unreadable => {
                        odd.push((index, "not-a-number", cell.unwrap_or_default().to_owned(), None));
                        None
                    }
                });
            }
            self.normalized.roundings.insert(field.clone(), rounding);
            let place = self.amounts.len();
            self.amounts.push((field.clone(), values));
            for (index, rule, found, rounded) in odd {
                self.note_cell(&field, place, index, rule, found, rounded);
            }
        }
        Ok(())
    }

    fn note_cell(
        &mut self,
        field: &str,
        place: usize,
        index: usize,
        rule: &'static str,
        found: String,
        rounded: Option<Money>,
    ) {
        let (mut finding, words) = self.finding_at(rule, index);
        finding.field = Some(field.to_owned());
        finding.found = Some(found);
        finding.expected = rounded.map(|money| money.to_string());
        let source_row = finding.source_row.unwrap_or_default();
        self.normalized.findings.push(self.rules.by_slug(rule).say(finding, &words, "", ""));
        if rounded.is_none() {
            self.doubted.push((index as u32, place, rule));
            let cells = self.published(source_row, Some(field));
            self.keep(rule, source_row, Some(field), cells);
        }
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
            let places: Vec<Place> = (0..height)
                .map(|row| Place { node: nodes.get(row).unwrap_or_default(), parent: parents.get(row) })
                .collect();
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

    fn note_not_broken_down(&mut self, row: usize, amount: usize) {
        let (name, values) = &self.amounts[amount];
        let money = Money::from_centavos(values[row].unwrap_or_default());
        let (mut finding, words) = self.finding_at("not-broken-down", row);
        finding.field = Some(name.clone());
        finding.found = Some(money.to_string());
        finding.amount_affected = Some(money.abs().centavos());
        let finding = self.rules.by_slug("not-broken-down").say(finding, &words, &money.grouped(), &money.grouped());
        self.normalized.findings.push(finding);
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

    fn facts(&self, rows: Option<&[u32]>, amounts: &[(String, Vec<Option<i64>>)]) -> PolarsResult<DataFrame> {
        let frame = self.rows(rows)?;
        let mut columns = self.typed(&frame, self.output, amounts)?;
        for hidden in [LEVEL, NODE, PARENT] {
            columns.extend(frame.column(hidden).cloned().ok());
        }
        DataFrame::new(frame.height(), columns)
    }

    fn totals(&self, rows: &[u32], amounts: &[(String, Vec<Option<i64>>)]) -> PolarsResult<DataFrame> {
        let Some(totals) = self.schema.table("published_total") else {
            polars_bail!(ColumnNotFound: "the schema has no table `published_total`");
        };
        let mut frame = self.rows(Some(rows))?;
        if let (Some(classification), Ok(nodes)) = (self.plan.classification(), frame.column(NODE).cloned()) {
            let (levels, names) = (frame.column(LEVEL)?.clone(), frame.column(NAME)?.clone());
            let classification = AnyValue::StringOwned(classification.into());
            let classification = Column::new_scalar(
                "classification".into(),
                Scalar::new(DataType::String, classification),
                frame.height(),
            );
            frame.with_column(classification)?;
            frame.with_column(nodes.with_name("code".into()))?;
            frame.with_column(levels.with_name("level".into()))?;
            frame.with_column(names.with_name("name".into()))?;
        }
        let mut columns = self.typed(&frame, totals, amounts)?;
        for hidden in [LEVEL, NODE, PARENT] {
            columns.extend(frame.column(hidden).cloned().ok());
        }
        DataFrame::new(frame.height(), columns)
    }

    fn rows(&self, rows: Option<&[u32]>) -> PolarsResult<DataFrame> {
        match rows {
            None => Ok(self.work.frame.clone()),
            Some(rows) => {
                let rows: IdxCa = rows.iter().map(|row| Some(*row)).collect();
                self.work.frame.take(&rows)
            }
        }
    }

    /// The fields of a table, in its order and types; a field that no column fills is null throughout.
    fn typed(
        &self,
        frame: &DataFrame,
        table: &Table,
        amounts: &[(String, Vec<Option<i64>>)],
    ) -> PolarsResult<Vec<Column>> {
        let height = frame.height();
        let mut columns = Vec::with_capacity(table.fields.len());
        for field in table.fields.iter().filter(|field| !is_trust(&field.name)) {
            let name: PlSmallStr = field.name.as_str().into();
            let dtype = polars_type(field.field_type);
            let column = match (field.field_type, field.name.as_str()) {
                (FieldType::Money, name_of) => match amounts.iter().find(|(amount, _)| amount == name_of) {
                    Some((_, values)) => Column::new(name, values),
                    None => Column::full_null(name, height, &dtype),
                },
                (_, "source_id") => self.scalar(name, Some(self.source_id), height),
                (_, "source_part") => self.scalar(name, self.work.part.as_deref(), height),
                _ => match frame.column(&field.name) {
                    Ok(column) if *column.dtype() == dtype => column.clone(),
                    Ok(column) if dtype == DataType::Boolean => {
                        let values: BooleanChunked = column.str()?.iter().map(|text| Some(text? == "true")).collect();
                        values.with_name(name).into_column()
                    }
                    Ok(column) => column.cast(&dtype)?,
                    Err(_) => Column::full_null(name, height, &dtype),
                },
            };
            columns.push(column);
        }
        Ok(columns)
    }

    fn scalar(&self, name: PlSmallStr, value: Option<&str>, height: usize) -> Column {
        match value {
            Some(value) => {
                Column::new_scalar(name, Scalar::new(DataType::String, AnyValue::StringOwned(value.into())), height)
            }
            None => Column::full_null(name, height, &DataType::String),
        }
    }
}

/// Fields that follow from the rules, once all tables are there.
fn is_trust(field: &str) -> bool {
    matches!(field, "trust" | "doubtful_amounts" | "doubt")
}

fn polars_type(field_type: FieldType) -> DataType {
    match field_type {
        FieldType::String => DataType::String,
        FieldType::Year => DataType::Int32,
        FieldType::Integer | FieldType::Money => DataType::Int64,
        FieldType::Boolean => DataType::Boolean,
        FieldType::Decimal => DataType::Decimal(18, 6),
    }
}

/// The totals that the publisher states outside the file, as rows of `published_total`.
pub fn declared_totals(plan: &Plan, schema: &Schema, source_id: &str) -> Result<DataFrame, SourceError> {
    if plan.published_totals.is_empty() {
        return Ok(DataFrame::default());
    }
    let table = schema
        .table("published_total")
        .ok_or_else(|| polars_err!(ColumnNotFound: "the schema has no table `published_total`"))?;
    let mut columns = Vec::new();
    for field in table.fields.iter().filter(|field| !is_trust(&field.name)) {
        let name: PlSmallStr = field.name.as_str().into();
        let totals = plan.published_totals.iter();
        columns.push(match (field.field_type, field.name.as_str()) {
            (FieldType::Money, amount) => {
                let read = |text: &String| text.parse::<Money>().ok().map(Money::centavos);
                Column::new(name, totals.map(|total| total.amounts.get(amount).and_then(read)).collect::<Vec<_>>())
            }
            (_, "level") => Column::new(name, totals.map(|total| total.level).collect::<Vec<_>>()),
            (FieldType::Year, _) => Column::new(name, totals.map(|total| total.fiscal_year).collect::<Vec<_>>()),
            (FieldType::Boolean, set) => {
                let value = plan.set.get(set).map(|value| value == "true");
                Column::new(name, vec![value; plan.published_totals.len()])
            }
            (FieldType::Integer | FieldType::Decimal, _) => {
                Column::full_null(name, plan.published_totals.len(), &polars_type(field.field_type))
            }
            (FieldType::String, set) => {
                let text = |total: &erario_model::DeclaredTotal| match set {
                    "publisher" => Some(plan.publisher.clone()),
                    "dataset" => Some(plan.dataset.clone()),
                    "edition" => Some(plan.edition.clone()),
                    "period" => Some(total.fiscal_year.to_string()),
                    "classification" => Some(total.classification.clone()),
                    "code" => Some(total.code.clone()),
                    "name" => Some(total.name.clone()),
                    "evidence" => Some(total.evidence.clone()),
                    "source_id" => Some(source_id.to_owned()),
                    other => plan.set.get(other).cloned(),
                };
                Column::new(name, totals.map(text).collect::<Vec<_>>())
            }
        });
    }
    Ok(DataFrame::new(plan.published_totals.len(), columns)?)
}
