//! What stands above a table: whose it is, of when, in which unit. It is held against what the pipeline says.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

use erario_model::{Body, Unit, collapse_spaces, slug};
use regex::Regex;

use super::SheetNote;
use super::candidates::Found;
use super::heads::Heads;
use crate::Plan;
use crate::decode::{Cell, Grid};

/// More lines than any title has; above them stands something else.
const LONGEST: usize = 15;

/// One line of text above the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    pub cell: String,
}

/// The lines above the heads, from top to bottom, up to the numbers of a table further up.
pub(super) fn above(grid: &Grid, heads: &Heads) -> Vec<Line> {
    let mut rows = Vec::new();
    for row in (0..heads.label.0).rev() {
        if grid.row(row).any(|(_, cell)| matches!(cell, Cell::Number(_))) || rows.len() == LONGEST {
            break;
        }
        rows.push(row);
    }
    let mut lines = Vec::new();
    for row in rows.into_iter().rev() {
        for (column, cell) in grid.row(row) {
            let text = cell.text();
            let texts = text.split('\n').map(collapse_spaces).filter(|text| !text.is_empty());
            lines.extend(texts.map(|text| Line { text, cell: Grid::address(row, column) }));
        }
    }
    // A head over several columns, such as Egresos, is no title.
    lines.retain(|line| !["egresos", "ingreso", "ingresos"].contains(&slug(&line.text).as_str()));
    lines
}

/// Compares the title with the edition, the declared unit and the body's names; gives the sheet's unit.
pub(super) fn compare(found: &Found, plan: &Plan, body: &Body) -> (Vec<SheetNote>, Option<Unit>) {
    let mut notes = Vec::new();
    notes.extend(period_note(&found.title, plan));
    let unit = found.title.iter().find_map(|line| Some((line, unit_of(&line.text)?)));
    if let Some((line, unit)) = unit.filter(|(_, unit)| *unit != plan.amounts.unit) {
        notes.push(SheetNote {
            rule: "sheet-says-another-unit",
            cell: Some(line.cell.clone()),
            found: line.text.clone(),
            expected: Some(unit_word(plan.amounts.unit).to_owned()),
            detail_es: format!("Se leyó en {}.", unit_word(unit)),
            detail_en: format!("It was read in {}.", unit_word_en(unit)),
            doubts_all: false,
        });
    }
    let year = plan.set.get("fiscal_year").and_then(|year| year.parse().ok()).unwrap_or_default();
    notes.extend(body_note(&found.title, body, year));
    (notes, unit.map(|(_, unit)| unit))
}

fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Pesos => "pesos",
        Unit::Thousands => "miles de pesos",
        Unit::Millions => "millones de pesos",
    }
}

fn unit_word_en(unit: Unit) -> &'static str {
    match unit {
        Unit::Pesos => "pesos",
        Unit::Thousands => "thousands of pesos",
        Unit::Millions => "millions of pesos",
    }
}

fn unit_of(line: &str) -> Option<Unit> {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:cifras-)?(?:en-)?(miles-de-|millones-de-)?pesos(?:-mexicanos|-m-n|-corrientes)?$")
            .expect("a fixed pattern")
    });
    let plain = slug(line);
    let found = UNIT.captures(&plain)?;
    Some(match found.get(1).map(|scale| scale.as_str()) {
        Some("miles-de-") => Unit::Thousands,
        Some(_) => Unit::Millions,
        None => Unit::Pesos,
    })
}

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const ORDINALS: [&[&str]; 4] = [
    &["primer", "1er", "1o", "i", "1"],
    &["segundo", "2do", "2o", "ii", "2"],
    &["tercer", "3er", "3o", "iii", "3"],
    &["cuarto", "4to", "4o", "iv", "4"],
];

/// The period that a line names, as the column `period` writes it; `Err` if it names one that cannot be read.
fn period_of(line: &str) -> Option<Result<String, ()>> {
    static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|-)al-(\d{1,2})-de-([a-z]+)(?:-del?)?-(\d{4})(?:$|-)").expect("a fixed pattern")
    });
    static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|-)([a-z0-9]+)-trimestre(?:-del?)?-(\d{4})(?:$|-)").expect("a fixed pattern")
    });
    static MONTH_TO_MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|-)enero(?:-a)?-([a-z]+)(?:-del?)?-(\d{4})(?:$|-)").expect("a fixed pattern")
    });
    let plain = slug(line);
    let until = |month: &str, year: &str| {
        let month =
            MONTHS.iter().position(|name| *name == month || month == "setiembre" && *name == "septiembre").ok_or(())?
                + 1;
        Ok(if month % 3 == 0 { format!("{year}-Q{}", month / 3) } else { format!("{year}-{month:02}") })
    };
    if let Some(found) = UNTIL.captures(&plain) {
        return Some(until(&found[2], &found[3]));
    }
    if let Some(found) = QUARTER.captures(&plain) {
        let quarter = ORDINALS.iter().position(|names| names.contains(&&found[1]));
        return Some(quarter.map(|quarter| format!("{}-Q{}", &found[2], quarter + 1)).ok_or(()));
    }
    MONTH_TO_MONTH.captures(&plain).filter(|found| MONTHS.contains(&&found[1])).map(|found| until(&found[1], &found[2]))
}

fn period_note(title: &[Line], plan: &Plan) -> Option<SheetNote> {
    let declared = plan.set.get("period")?;
    // The account of a whole year runs to December, as its fourth quarter does.
    let expected = if declared.len() == 4 { format!("{declared}-Q4") } else { declared.clone() };
    let mut said = title.iter().filter_map(|line| Some((line, period_of(&line.text)?)));
    let (line, period) = said.next()?;
    if period.as_ref() == Ok(&expected) {
        return None;
    }
    let (detail_es, detail_en) = match period {
        Ok(_) => ("", ""),
        Err(()) => ("El periodo no se puede leer.", "The period cannot be read."),
    };
    Some(SheetNote {
        rule: "sheet-says-another-period",
        cell: Some(line.cell.clone()),
        found: line.text.clone(),
        expected: Some(plan.edition.clone()),
        detail_es: detail_es.to_owned(),
        detail_en: detail_en.to_owned(),
        doubts_all: period.is_ok(),
    })
}

/// Lines that every such statement has.
const KNOWN: [&str; 18] = [
    "estado-analitico",
    "estado-de",
    "clasificacion",
    "formato",
    "cuenta-publica",
    "gasto-por",
    "indicadores",
    "por-",
    "cifras",
    "ley-",
    "avance",
    "informe",
    "egresos",
    "ingresos",
    "presupuesto",
    "rubro",
    "concepto",
    "ldf",
];

fn body_note(title: &[Line], body: &Body, year: i32) -> Option<SheetNote> {
    let named = named(title);
    let names = || body.names.iter().filter(|name| name.holds_in(year));
    let is_known = |name: &str| names().any(|known| slug(known.text()) == slug(name));
    if let Some((name, cell)) = named {
        return (!is_known(&name)).then(|| unmatched(&name, &cell, body));
    }
    if title.iter().any(|line| is_known(&line.text)) {
        return None;
    }
    let is_other = |line: &&Line| {
        let plain = slug(&line.text);
        plain.len() > 5
            && !KNOWN.iter().any(|known| plain.starts_with(known))
            && period_of(&line.text).is_none()
            && unit_of(&line.text).is_none()
    };
    // The line that is most like a name of the body is the one to show; a system or an office may stand above it.
    let words: HashSet<String> = names().flat_map(|name| words(name.text())).collect();
    let line = title
        .iter()
        .filter(is_other)
        .min_by_key(|line| Reverse(self::words(&line.text).filter(|word| words.contains(word)).count()))?;
    Some(unmatched(&line.text, &line.cell, body))
}

/// The words of a name, without articles and the like.
fn words(name: &str) -> impl Iterator<Item = String> {
    slug(name).split('-').filter(|word| word.len() > 3).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// The name behind `Ente Público:`, in the same cell or the next.
fn named(title: &[Line]) -> Option<(String, String)> {
    let place = title.iter().position(|line| {
        let plain = slug(&line.text);
        plain.starts_with("ente-publico") || plain.starts_with("nombre-del-ente")
    })?;
    let line = &title[place];
    let behind = line.text.split_once(':').map_or("", |(_, name)| name.trim());
    if !behind.is_empty() {
        return Some((behind.to_owned(), line.cell.clone()));
    }
    title.get(place + 1).map(|next| (next.text.clone(), next.cell.clone()))
}

fn unmatched(name: &str, cell: &str, body: &Body) -> SheetNote {
    SheetNote {
        rule: "name-unmatched",
        cell: Some(cell.to_owned()),
        found: name.to_owned(),
        expected: body.names.first().map(|name| name.text().to_owned()),
        detail_es: "Si es el mismo ente, añada esta grafía a `names` en su archivo de cuentas.".to_owned(),
        detail_en: "If it is the same body, add this spelling to `names` in its accounts file.".to_owned(),
        doubts_all: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use erario_model::Name;

    #[test]
    fn periods_as_they_are_printed() {
        for (line, period) in [
            ("Del 1 de Enero al 31 de Diciembre de 2016", Some(Ok("2016-Q4"))),
            ("Del 01 de Enero al 30 de Septiembre  2018", Some(Ok("2018-Q3"))),
            ("al 31 de Marzo de 2018", Some(Ok("2018-Q1"))),
            ("Del 1 de Enero al 30 de Jinio de 2018", Some(Err(()))),
            ("Segundo Trimestre de 2026", Some(Ok("2026-Q2"))),
            ("Enero - Marzo 2026", Some(Ok("2026-Q1"))),
            ("del 1 de enero al 31 de mayo de 2024", Some(Ok("2024-05"))),
            ("Clasificación Administrativa", None),
            ("Cuenta Pública 2021", None),
        ] {
            assert_eq!(period_of(line), period.map(|period| period.map(str::to_owned)), "{line}");
        }
    }

    #[test]
    fn units_as_they_are_printed() {
        for (line, unit) in [
            ("PESOS", Some(Unit::Pesos)),
            ("(Pesos)", Some(Unit::Pesos)),
            ("Cifras en miles de pesos", Some(Unit::Thousands)),
            ("(Millones de pesos)", Some(Unit::Millions)),
            ("Dos pesos", None),
        ] {
            assert_eq!(unit_of(line), unit, "{line}");
        }
    }

    #[test]
    fn a_name_is_matched_by_its_spelling_only() {
        let names = vec![Name::Always("Municipio de Bacalar".to_owned())];
        let body = Body { names, sheet: None };
        let title = |texts: &[&str]| -> Vec<Line> {
            texts.iter().map(|text| Line { text: (*text).to_owned(), cell: "A1".to_owned() }).collect()
        };
        let note = |texts: &[&str]| body_note(&title(texts), &body, 2026).map(|note| note.found);
        assert_eq!(note(&["MUNICIPIO DE BACALAR", "Clasificación Administrativa"]), None);
        assert_eq!(note(&["Ente Público:", "Municipio de Tulum"]), Some("Municipio de Tulum".to_owned()));
        assert_eq!(
            note(&["Municipio de Bacalár de las Lagunas"]),
            Some("Municipio de Bacalár de las Lagunas".to_owned())
        );
        let above = ["Sistema de Contabilidad", "Ayuntamiento de Bacalar", "Bajo revisión"];
        assert_eq!(note(&above), Some("Ayuntamiento de Bacalar".to_owned()), "not what stands above it");
        assert_eq!(note(&["Clasificación Administrativa", "Pesos", "Del 1 de enero al 31 de marzo de 2026"]), None);
        assert_eq!(note(&[]), None);
    }
}
