//! What is odd in the rows, written down with its place.

use erario_model::{Finding, Money, SetAside};
use polars::prelude::*;

use super::{Assembly, amount_columns};
use crate::amounts::{self, Cell};
use crate::decode::{BrokenRecord, SOURCE_ROW};
use crate::steps::{Aside, NAME, OddCell};

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

    /// The address of a cell in its sheet, where the source is one.
    fn cell(&self, field: &str, source_row: i64) -> Option<String> {
        Some(format!("{}{source_row}", self.sheet.letters.get(field)?))
    }

    /// Where people look: the dataset and its edition.
    fn source_place(&self) -> String {
        format!("{}/{} {}", self.plan.publisher, self.plan.dataset, self.plan.edition)
    }

    /// A finding about the sheet as a whole; a doubt about all of it is a doubt about every amount.
    pub(super) fn note_sheet(&mut self) {
        for note in &self.sheet.notes {
            let finding = Finding {
                jurisdiction_code: self.plan.set.get("jurisdiction_code").cloned(),
                fiscal_year: self.plan.set.get("fiscal_year").and_then(|year| year.parse().ok()),
                period: self.plan.set.get("period").cloned(),
                source_row: None,
                cell: note.cell.clone(),
                found: Some(note.found.clone()),
                expected: note.expected.clone(),
                ..self.finding(note.rule, 0)
            };
            let place = self.source_place();
            let said = self.rules.by_slug(note.rule).say(finding, &place, &note.detail_es, &note.detail_en);
            self.normalized.findings.push(said);
            if note.doubts_all {
                let rows = 0..self.work.frame.height() as u32;
                let amounts = 0..self.amounts.len();
                self.doubted.extend(rows.flat_map(|row| amounts.clone().map(move |amount| (row, amount, note.rule))));
            }
        }
    }

    /// Odd rows that stay.
    pub(super) fn note_rows(&mut self) {
        for (source_row, rule, found, expected) in &self.work.row_notes {
            let mut finding = self.finding(rule, *source_row);
            finding.found = Some(found.clone());
            finding.expected = Some(expected.clone());
            let place = format!("{}, {source_row}", self.source_place());
            self.normalized.findings.push(self.rules.by_slug(rule).say(finding, &place, "", ""));
        }
    }

    /// Cells that no step could read: null in their rows, and kept as published.
    pub(super) fn note_odd_cells(&mut self) {
        for OddCell { source_row, column, rule, found, expected } in &self.work.odd_cells {
            let mut finding = self.finding(rule, *source_row);
            finding.field = Some(column.clone());
            finding.found = Some(found.clone());
            finding.expected = Some(expected.clone());
            finding.cell = self.cell(column, *source_row);
            let place = format!("{}, {source_row}", self.source_place());
            self.normalized.findings.push(self.rules.by_slug(rule).say(finding, &place, "", ""));
            let cells = self.published(*source_row, Some(column));
            self.keep(rule, *source_row, Some(column), cells);
        }
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
            finding.found = Some(row.found.clone()).filter(|found| !found.is_empty());
            finding.cell = self.cell(&row.field, row.source_row);
            let place = self.source_place();
            self.normalized.findings.push(self.rules.by_slug(row.rule).say(finding, &place, "", ""));
            let cells = self.published(row.source_row, None);
            self.keep(row.rule, row.source_row, None, cells);
            for amount in amount_columns(self.plan, self.output) {
                let Ok(cell) = row.frame.column(&amount) else { continue };
                let read = amounts::read(cell.str()?.get(0), &self.plan.amounts);
                if let Cell::Rounded(_, added) = read {
                    *self.normalized.roundings.entry(amount.clone()).or_default() += added.0;
                }
                if let Cell::Exact(money) | Cell::Rounded(money, _) = read {
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
        place: Option<usize>,
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
        finding.cell = self.cell(field, source_row);
        self.normalized.findings.push(self.rules.by_slug(rule).say(finding, &words, "", ""));
        if rounded.is_none() {
            self.doubted.extend(place.map(|place| (index as u32, place, rule)));
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
