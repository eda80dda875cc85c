//! What a new edition changed, held against its contract: `column-appeared`, `column-vanished`, `type-changed`,
//! `code-appeared`.
//!
//! Under `freeze` such a finding is fatal and holds the edition; under the other modes it tells what was done.

use std::collections::BTreeMap;

use erario_columns::Distinct;
use erario_model::{Appeared, Changes, Field, Finding, Form, Mode, Modes, NewCode, Rules, Severity, Table};
use polars::prelude::*;
use regex::Regex;

use crate::conservation::Source;

/// So many codes are named in one finding.
const NAMED: usize = 5;

/// Adds what the rows of a table say against its fields: codes that their lists do not have, and codes of another form.
pub fn look(table: &Table, rows: &DataFrame, changes: &mut Changes) -> PolarsResult<()> {
    for field in table.fields.iter().filter(|field| is_closed(field)) {
        let Ok(column) = rows.column(&field.name) else { continue };
        if column.null_count() == column.len() {
            continue;
        }
        let Distinct { values, places } = Distinct::of(column)?;
        let regex = field.pattern.as_ref().map(|pattern| Regex::new(&format!("^(?:{pattern})$"))).transpose();
        let regex = regex.map_err(|error| polars_err!(ComputeError: "{error}"))?;
        let fits = |code: &str| regex.as_ref().is_none_or(|regex| regex.is_match(code));
        let is_listed = |code: &str| {
            (field.codelist.is_none() || field.codes.contains(&code))
                && (field.values.is_empty() || field.values.iter().any(|known| known == code))
        };
        let odd: Vec<Option<(&str, bool)>> = values
            .into_iter()
            .map(|code| code.map(|code| (code, fits(code))).filter(|(code, fits)| !fits || !is_listed(code)))
            .collect();
        let form = changes.forms.entry(field.name.clone()).or_default();
        form.filled += (column.len() - column.null_count()) as u64;
        if odd.iter().all(Option::is_none) {
            continue;
        }
        let numbers = rows.column("source_row")?.i64()?;
        for (row, place) in places.iter().enumerate() {
            let Some((code, fits)) = odd[*place as usize] else { continue };
            let source_row = numbers.get(row).unwrap_or_default();
            if !fits {
                let form = changes.forms.entry(field.name.clone()).or_default();
                form.misread += 1;
                form.see(source_row, code);
            }
            if !is_listed(code) {
                changes.note_code(&field.name, code, source_row, false);
            }
        }
    }
    Ok(())
}

/// Whether the schema says what its values are.
fn is_closed(field: &Field) -> bool {
    field.pattern.is_some() || field.codelist.is_some() || !field.values.is_empty()
}

/// The findings of an edition that changed something.
pub fn judge(modes: Modes, changes: &Changes, table: &str, source: &Source, rules: &Rules) -> Vec<Finding> {
    let teller = Teller { table, source, rules };
    let mut findings = Vec::new();
    findings.extend(changes.appeared.iter().map(|(header, column)| teller.appeared(modes.columns, header, column)));
    findings.extend(changes.vanished.iter().map(|(column, headers)| teller.vanished(modes.columns, column, headers)));
    let is_told = |form: &Form| form.is_another() || form.otherwise > 0;
    let forms = changes.forms.iter().filter(|(_, form)| is_told(form));
    findings.extend(forms.map(|(field, form)| teller.form(modes.types, field, form)));
    let mut of_field: BTreeMap<&str, Vec<(&str, &NewCode)>> = BTreeMap::new();
    for ((field, code), seen) in &changes.codes {
        of_field.entry(field).or_default().push((code, seen));
    }
    findings.extend(of_field.into_iter().map(|(field, codes)| teller.codes(modes.codes, field, &codes)));
    findings
}

struct Teller<'a> {
    table: &'a str,
    source: &'a Source<'a>,
    rules: &'a Rules,
}

impl Teller<'_> {
    fn say(&self, slug: &str, mode: Mode, finding: Finding, [es, en]: [String; 2]) -> Finding {
        let rule = self.rules.by_slug(slug);
        let severity = if mode == Mode::Freeze { Severity::Fatal } else { rule.severity };
        let whole = self.source.finding(rule);
        let finding = Finding {
            publisher: whole.publisher,
            dataset: whole.dataset,
            edition: whole.edition,
            source_id: whole.source_id,
            rule_code: whole.rule_code,
            severity: severity.as_str().to_owned(),
            table_name: Some(self.table.to_owned()),
            ..finding
        };
        rule.say(finding, &self.source.place(), &es, &en)
    }

    fn appeared(&self, mode: Mode, header: &str, column: &Appeared) -> Finding {
        let filled = column.filled;
        let shown = |open: &str, close: &str| {
            let cells: Vec<String> = column.cells.iter().map(|cell| format!("{open}{cell}{close}")).collect();
            cells.join(", ")
        };
        let said = match mode {
            _ if column.is_withheld => [
                format!("no se publica ni se guarda, porque puede tratar de personas; celdas llenas: {filled}"),
                format!("it is neither carried nor kept, for it may tell of persons; filled cells: {filled}"),
            ],
            Mode::Quarantine if filled > 0 => [
                format!(
                    "no se publica; celdas llenas: {filled}; en `set_aside`: {}; dice {}",
                    column.kept,
                    shown("«", "»")
                ),
                format!(
                    "it is not carried; filled cells: {filled}; in `set_aside`: {}; it says {}",
                    column.kept,
                    shown("“", "”")
                ),
            ],
            _ => [
                format!("no se publica; celdas llenas: {filled}"),
                format!("it is not carried; filled cells: {filled}"),
            ],
        };
        let finding = Finding {
            field: Some(header.to_owned()),
            found: Some(header.to_owned()),
            occurrences: i64::try_from(filled).unwrap_or(i64::MAX),
            ..Finding::default()
        };
        self.say("column-appeared", mode, finding, under("columns", mode, said))
    }

    fn vanished(&self, mode: Mode, column: &str, headers: &[String]) -> Finding {
        let finding = Finding {
            field: Some(column.to_owned()),
            expected: Some(headers.join(", ")),
            occurrences: 1,
            ..Finding::default()
        };
        let said = ["queda vacía en todos sus renglones".to_owned(), "it is null in all its rows".to_owned()];
        self.say("column-vanished", mode, finding, under("columns", mode, said))
    }

    fn form(&self, mode: Mode, field: &str, form: &Form) -> Finding {
        let Form { filled, misread, otherwise, first } = form;
        let finding = Finding {
            field: Some(field.to_owned()),
            found: first.as_ref().map(|(_, cell)| cell.clone()),
            source_row: first.as_ref().map(|(row, _)| *row),
            occurrences: i64::try_from(misread + otherwise).unwrap_or(i64::MAX),
            ..Finding::default()
        };
        let said = match otherwise {
            0 => [
                format!("de {filled} celdas llenas no tienen la forma declarada {misread}"),
                format!("of {filled} filled cells, not of the declared form: {misread}"),
            ],
            _ => [
                format!(
                    "de {filled} celdas llenas se leen en otra forma declarada {otherwise}, y en ninguna {misread}"
                ),
                format!("of {filled} filled cells, read in another declared form: {otherwise}; in none: {misread}"),
            ],
        };
        self.say("type-changed", mode, finding, under("types", mode, said))
    }

    fn codes(&self, mode: Mode, field: &str, codes: &[(&str, &NewCode)]) -> Finding {
        let rows: u64 = codes.iter().map(|(_, seen)| seen.rows).sum();
        let aside: u64 = codes.iter().filter(|(_, seen)| seen.is_aside).map(|(_, seen)| seen.rows).sum();
        let more = if codes.len() > NAMED { ", …" } else { "" };
        let named: Vec<&str> = codes.iter().take(NAMED).map(|(code, _)| *code).collect();
        let finding = Finding {
            field: Some(field.to_owned()),
            found: Some(named.join(", ") + more),
            source_row: codes.iter().map(|(_, seen)| seen.source_row).min(),
            occurrences: i64::try_from(rows).unwrap_or(i64::MAX),
            ..Finding::default()
        };
        let said = match mode {
            Mode::Freeze => [format!("renglones: {rows}"), format!("rows: {rows}")],
            _ => [
                format!("renglones apartados: {aside}; publicados con la clave como viene: {}", rows - aside),
                format!("rows set aside: {aside}; released with the code as published: {}", rows - aside),
            ],
        };
        self.say("code-appeared", mode, finding, under("codes", mode, said))
    }
}

/// What was done, and which mode of the contract did it, in Spanish and in English.
fn under(part: &str, mode: Mode, [es, en]: [String; 2]) -> [String; 2] {
    let contract = format!("{part} = {}", mode.as_str());
    match mode {
        Mode::Freeze => [
            format!("Contrato {contract}: la edición queda retenida; {es}."),
            format!("Contract {contract}: the edition is held; {en}."),
        ],
        _ => [format!("Contrato {contract}: {es}."), format!("Contract {contract}: {en}.")],
    }
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;

    use super::*;

    fn told(modes: Modes, changes: &Changes) -> Vec<String> {
        let source = Source { publisher: "p", dataset: "d", edition: "2025", source_id: "s", part: None };
        let findings = judge(modes, changes, "budget_line", &source, &Schema::embedded().rules);
        findings.iter().map(|finding| format!("{} {}", finding.severity, finding.message_en)).collect()
    }

    #[test]
    fn a_change_is_fatal_under_freeze_and_told_with_its_mode_under_the_others() {
        let mut changes = Changes::default();
        changes.note_code("ramo_code", "99", 7, false);
        let form = changes.forms.entry("approved".to_owned()).or_default();
        (form.filled, form.misread) = (12, 12);
        let frozen = told(Modes::default(), &changes);
        assert!(frozen.iter().all(|said| said.starts_with("fatal ")), "{frozen:?}");
        assert!(
            frozen[0].contains(
                "Contract types = freeze: the edition is held; of 12 filled cells, not of the declared form: 12"
            ),
            "{frozen:?}"
        );
        let open = Modes { columns: Mode::Evolve, types: Mode::Quarantine, codes: Mode::Evolve };
        let told = told(open, &changes);
        assert!(told.iter().all(|said| said.starts_with("warning ")), "{told:?}");
        assert!(
            told[1].contains("Contract codes = evolve: rows set aside: 0; released with the code as published: 1"),
            "{told:?}"
        );
    }

    #[test]
    fn a_few_cells_of_another_form_break_no_contract() {
        let mut changes = Changes::default();
        let form = changes.forms.entry("approved".to_owned()).or_default();
        (form.filled, form.misread) = (100, 50);
        assert_eq!(told(Modes::default(), &changes), [] as [&str; 0]);
    }

    #[test]
    fn codes_are_held_against_their_lists_and_patterns() {
        let table = Schema::embedded().table("spending_by_function").unwrap();
        let rows = df!(
            "function_code" => [Some("2.5"), Some("2.9"), Some("x"), None],
            "source_row" => [2_i64, 3, 4, 5],
        );
        let mut changes = Changes::default();
        look(table, &rows.unwrap(), &mut changes).unwrap();
        let codes: Vec<&str> = changes.codes.keys().map(|(_, code)| code.as_str()).collect();
        assert_eq!(codes, ["2.9", "x"]);
        let form = &changes.forms["function_code"];
        assert_eq!((form.filled, form.misread, &form.first), (3, 1, &Some((4, "x".to_owned()))));
    }
}
