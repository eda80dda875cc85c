//! What is odd in the rows, written down with its place.

use erario_model::{Finding, Money, SetAside};
use polars::prelude::*;

use super::{Assembly, amount_columns};
use crate::amounts::{self, Cell};
use crate::decode::{BrokenRecord, SOURCE_ROW};
use crate::steps::{Aside, NAME};

impl Assembly<'_> {
    /// A finding about one row of the source.
    pub(super) fn finding(&self, rule: &str, source_row: i64) -> Finding {
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
    pub(super) fn finding_at(&self, rule: &str, index: usize) -> (Finding, String) {
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
    pub(super) fn published(&self, source_row: i64, only: Option<&str>) -> String {
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

    pub(super) fn keep(&mut self, rule: &str, source_row: i64, field: Option<&str>, cells: String) {
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

    pub(super) fn note_broken(&mut self, broken: &[BrokenRecord]) {
        for record in broken {
            let mut finding = self.finding("broken-record", record.source_row);
            finding.found = Some(record.cells.len().to_string());
            finding.expected = Some(record.expected_fields.to_string());
            let place = format!("{}/{}, {}", self.plan.publisher, self.plan.dataset, record.source_row);
            let (es, en) = match record.is_misquoted {
                true => (
                    "Tiene una comilla fuera de lugar, que puede haber absorbido los registros siguientes.",
                    "It has a quote out of place, which may have swallowed the records below.",
                ),
                false => ("", ""),
            };
            self.normalized.findings.push(self.rules.by_slug("broken-record").say(finding, &place, es, en));
            let cells = serde_json::Value::from(record.cells.clone()).to_string();
            self.keep("broken-record", record.source_row, None, cells);
        }
        self.count("set aside", broken.len());
    }

    pub(super) fn note_aside(&mut self, aside: &[Aside]) -> PolarsResult<()> {
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

    pub(super) fn note_cell(
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

    pub(super) fn note_not_broken_down(&mut self, row: usize, amount: usize) {
        let (name, values) = &self.amounts[amount];
        let money = Money::from_centavos(values[row].unwrap_or_default());
        let (mut finding, words) = self.finding_at("not-broken-down", row);
        finding.field = Some(name.clone());
        finding.found = Some(money.to_string());
        finding.amount_affected = Some(money.abs().centavos());
        let finding = self.rules.by_slug("not-broken-down").say(finding, &words, &money.grouped(), &money.grouped());
        self.normalized.findings.push(finding);
    }
}
