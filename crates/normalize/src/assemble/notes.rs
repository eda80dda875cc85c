//! What is odd in the rows, written down with its place.

use std::collections::{BTreeMap, HashMap};

use erario_model::{Finding, Form, Money, Schema, SetAside, Unit};
use polars::prelude::*;

use super::{Assembly, amount_columns};
use crate::amounts::{self, Cell};
use crate::decode::{BrokenRecord, HEADER, SOURCE_ROW};
use crate::steps::{Aside, NAME, OddCell};

/// Findings of one kind in one column are told one by one up to this number; one last finding counts the rest.
const CAP: usize = 1000;
/// The same for amounts finer than a centavo: whole files have them, and the books say what rounding added.
const CAP_OF_ROUNDED: usize = 20;

/// A cell that is no number or, where it was rounded, finer than a centavo.
pub(super) struct Odd {
    pub index: usize,
    pub found: String,
    pub rounded: Option<Money>,
}

impl Odd {
    fn rule(&self) -> &'static str {
        if self.rounded.is_none() { "not-a-number" } else { "beyond-centavos" }
    }
}

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
        let mut finding = self.finding(rule, self.source_row(index));
        finding.jurisdiction_code = text("jurisdiction_code");
        finding.fiscal_year = text("fiscal_year").or_else(|| text("year")).and_then(|year| year.parse().ok());
        finding.period = text("period");
        let words = [text("jurisdiction_name"), text("fiscal_year"), text(NAME)];
        let place = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
        (finding, place)
    }

    pub(super) fn source_row(&self, index: usize) -> i64 {
        self.work.frame.column(SOURCE_ROW).ok().and_then(|rows| rows.i64().ok()?.get(index)).unwrap_or(0)
    }

    /// One cell of a record as published; the whole record where a step has made the field from other columns.
    fn published_cell(&self, source_row: i64, header: Option<&str>, field: &str) -> String {
        let is_value = self.plan.decode.unpivot.as_ref().is_some_and(|unpivot| unpivot.value_into == field);
        let only = header.is_some() && is_value || self.work.headers.contains_key(field);
        self.published(source_row, header, only.then_some(field))
    }

    /// The cells of a record as published, by source header. `header` is the one that an unpivoted record stood under.
    pub(super) fn published(&self, source_row: i64, header: Option<&str>, only: Option<&str>) -> String {
        let frame = &self.work.published;
        let rows = frame.column(SOURCE_ROW).ok().and_then(|rows| rows.i64().ok());
        let is_record = |index: usize| header.is_none() || header_at(frame, index).as_deref() == header;
        let index = rows.and_then(|rows| {
            // Records come in the order of their numbers.
            let first = rows.cont_slice().map_or(0, |rows| rows.partition_point(|row| *row < source_row));
            let mut places = (first..rows.len()).filter(|index| rows.get(*index) == Some(source_row));
            places.find(|index| is_record(*index))
        });
        let unpivoted = self.plan.decode.unpivot.as_ref().map(|unpivot| unpivot.value_into.as_str()).zip(header);
        let headers = self.work.headers.iter().map(|(column, header)| (column.as_str(), header.as_str()));
        let mut cells = serde_json::Map::new();
        for (column, header) in headers.chain(unpivoted) {
            let cell = frame.column(column).ok().and_then(|cells| Some(cells.str().ok()?.get(index?)?.to_owned()));
            if only.is_none_or(|only| only == column) {
                cells.insert(header.to_owned(), cell.map_or(serde_json::Value::Null, serde_json::Value::String));
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
        let mut counts = Counts::default();
        for OddCell { source_row, column, rule, found, expected } in &self.work.odd_cells {
            let cells = self.published_cell(*source_row, None, column);
            self.keep(rule, *source_row, Some(column), cells);
            if !counts.is_listed(rule, column, *source_row) {
                continue;
            }
            let mut finding = self.finding(rule, *source_row);
            finding.field = Some(column.clone());
            finding.found = Some(found.clone());
            finding.expected = Some(expected.clone());
            finding.cell = self.cell(column, *source_row);
            let place = format!("{}, {source_row}", self.source_place());
            self.normalized.findings.push(self.rules.by_slug(rule).say(finding, &place, "", ""));
        }
        self.note_rests(counts);
    }

    pub(super) fn note_broken(&mut self, broken: &[BrokenRecord]) {
        for record in broken {
            let mut finding = self.finding("broken-record", record.source_row);
            finding.found = Some(record.fields.to_string());
            finding.expected = Some(record.expected_fields.to_string());
            let place = format!("{}/{}, {}", self.plan.publisher, self.plan.dataset, record.source_row);
            let (es, en) = match &record.filled_twice {
                _ if record.is_misquoted => (
                    "Tiene una comilla fuera de lugar, que puede haber absorbido los registros siguientes.".to_owned(),
                    "It has a quote out of place, which may have swallowed the records below.".to_owned(),
                ),
                Some(column) => (
                    format!("Dos columnas del archivo dan celdas distintas para `{column}`."),
                    format!("Two columns of the file give different cells for `{column}`."),
                ),
                None => (String::new(), String::new()),
            };
            self.normalized.findings.push(self.rules.by_slug("broken-record").say(finding, &place, &es, &en));
            let cells = serde_json::Value::from(record.cells.clone()).to_string();
            self.keep("broken-record", record.source_row, None, cells);
        }
        self.count("set aside", broken.len());
    }

    pub(super) fn note_aside(&mut self, aside: &[Aside]) -> PolarsResult<()> {
        // Rule, record and column -> the finding that tells it: a wide record has become several rows.
        let mut told: HashMap<(&str, i64, String), usize> = HashMap::new();
        let mut counts = Counts::default();
        for row in aside {
            let mut finding = self.finding(row.rule, row.source_row);
            let header = header_at(&row.frame, 0);
            let is_value = self.plan.decode.unpivot.as_ref().is_some_and(|unpivot| unpivot.value_into == row.field);
            let named = self.work.headers.get(&row.field).cloned();
            let named = named.or_else(|| header.clone().filter(|_| is_value));
            finding.field = Some(named.unwrap_or_else(|| row.field.clone()));
            finding.found = Some(row.found.clone()).filter(|found| !found.is_empty());
            finding.cell = self.cell(&row.field, row.source_row);
            let place = format!("{}, {}", self.source_place(), row.source_row);
            let field = finding.field.clone().unwrap_or_default();
            let (es, en) = why_aside(row, &field);
            let key = (row.rule, row.source_row, field.clone());
            if let Some(place) = told.get(&key) {
                self.normalized.findings[*place].occurrences += 1;
            } else if counts.is_listed(row.rule, &field, row.source_row) {
                told.insert(key, self.normalized.findings.len());
                self.normalized.findings.push(self.rules.by_slug(row.rule).say(finding, &place, &es, &en));
            }
            let cells = self.published(row.source_row, header.as_deref(), None);
            self.keep(row.rule, row.source_row, header.as_deref(), cells);
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
        self.note_rests(counts);
        self.count("set aside", aside.len());
        Ok(())
    }

    /// Cells of one column that are no numbers, or finer than a centavo; `filled` cells of it hold anything at all.
    pub(super) fn note_cells(&mut self, field: &str, place: Option<usize>, odd: Vec<Odd>, filled: usize) {
        let unreadable = odd.iter().filter(|odd| odd.rounded.is_none()).count();
        let counts = Form { filled: filled as u64, misread: unreadable as u64, ..Form::default() };
        let is_format = counts.is_another();
        if let Some(first) = odd.iter().find(|odd| is_format && odd.rounded.is_none()) {
            self.note_format(field, first, unreadable, filled);
        }
        for rule in ["not-a-number", "beyond-centavos"] {
            let of_rule = || odd.iter().filter(|odd| odd.rule() == rule);
            if rule == "not-a-number" {
                of_rule().for_each(|odd| self.keep_cell(field, place, odd.index));
                if is_format {
                    continue;
                }
            }
            let cap = if rule == "not-a-number" { CAP } else { CAP_OF_ROUNDED };
            of_rule().take(cap).for_each(|odd| self.note_cell(field, odd));
            if let Some(first) = of_rule().nth(cap) {
                self.note_rest(first.rule(), field, self.source_row(first.index), of_rule().count() - cap);
            }
        }
    }

    fn note_cell(&mut self, field: &str, odd: &Odd) {
        let (mut finding, words) = self.finding_at(odd.rule(), odd.index);
        finding.field = Some(field.to_owned());
        finding.found = Some(odd.found.clone());
        finding.expected = odd.rounded.map(|money| money.to_string());
        finding.cell = self.cell(field, finding.source_row.unwrap_or_default());
        // What was rounded is told in pesos, beside the cell as it stands.
        let (es, en) = match self.plan.amounts.unit {
            Unit::Thousands if odd.rounded.is_some() => {
                ("La fuente cuenta en miles de pesos.", "The source counts in thousands of pesos.")
            }
            Unit::Millions if odd.rounded.is_some() => {
                ("La fuente cuenta en millones de pesos.", "The source counts in millions of pesos.")
            }
            _ => ("", ""),
        };
        self.normalized.findings.push(self.rules.by_slug(odd.rule()).say(finding, &words, es, en));
    }

    /// A cell that is no number is null and doubtful, and kept.
    fn keep_cell(&mut self, field: &str, place: Option<usize>, index: usize) {
        let rule = "not-a-number";
        let source_row = self.source_row(index);
        self.doubted.extend(place.map(|place| (index as u32, place, rule)));
        let header = header_at(&self.work.frame, index);
        let cells = self.published_cell(source_row, header.as_deref(), field);
        self.keep(rule, source_row, Some(field), cells);
    }

    /// Says once that a column is written in another format than the declared one, at its first such cell.
    fn note_format(&mut self, field: &str, first: &Odd, unreadable: usize, filled: usize) {
        let rule = self.rules.by_slug("number-format-changed");
        let source_row = self.source_row(first.index);
        let finding = Finding {
            field: Some(field.to_owned()),
            found: Some(first.found.clone()),
            cell: self.cell(field, source_row),
            occurrences: unreadable as i64,
            ..self.finding(&rule.slug, source_row)
        };
        let spanish = format!("Son {unreadable} de {filled}.");
        let english = format!("They are {unreadable} of {filled}.");
        self.normalized.findings.push(rule.say(finding, &self.source_place(), &spanish, &english));
    }

    fn note_rests(&mut self, counts: Counts) {
        for ((rule, field), (count, row)) in counts.0 {
            if count > CAP {
                self.note_rest(rule, &field, row, count - CAP);
            }
        }
    }

    /// Says once how many more cells are odd in the same way, from the first that is not listed.
    fn note_rest(&mut self, rule: &str, field: &str, source_row: i64, count: usize) {
        let rule = self.rules.by_slug(rule);
        let place = self.source_place();
        let finding = Finding {
            field: Some(field.to_owned()),
            occurrences: count as i64,
            message_es: format!("{place}: {count} casos más de «{}», que no se listan uno por uno.", rule.title_es),
            message_en: format!("{place}: {count} more of “{}”, not listed one by one.", rule.title_en),
            ..self.finding(&rule.slug, source_row)
        };
        self.normalized.findings.push(finding.seal());
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

/// Rule and column -> how many findings there are, and the record of the first that is not told by itself.
#[derive(Default)]
struct Counts(BTreeMap<(&'static str, String), (usize, i64)>);

impl Counts {
    /// Counts one more; the first [`CAP`] are told one by one.
    fn is_listed(&mut self, rule: &'static str, field: &str, source_row: i64) -> bool {
        let (count, row) = self.0.entry((rule, field.to_owned())).or_default();
        *count += 1;
        if *count <= CAP + 1 {
            *row = source_row;
        }
        *count <= CAP
    }
}

/// The header that an unpivoted record stood under.
fn header_at(frame: &DataFrame, index: usize) -> Option<String> {
    frame.column(HEADER).ok()?.str().ok()?.get(index).map(str::to_owned)
}

/// What is wrong with the key of a row, in Spanish and in English; other rules have words of their own.
fn why_aside(row: &Aside, field: &str) -> (String, String) {
    let known = Schema::embedded().field(field);
    let (title_es, title_en) = known.map_or((field, field), |known| (&known.title_es, &known.title_en));
    match (row.rule, row.found.as_str()) {
        ("unreadable-key", "") => (
            format!("«{title_es}» está en blanco o no se pudo leer"),
            format!("“{title_en}” is blank or could not be read"),
        ),
        ("unreadable-key", found) => {
            (format!("no se reconoce «{found}» en «{title_es}»"), format!("“{found}” in “{title_en}” is not known"))
        }
        _ => (String::new(), String::new()),
    }
}
