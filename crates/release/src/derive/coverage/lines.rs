//! The rows of `coverage_status`, and their words.

use std::collections::{BTreeMap, BTreeSet};

use erario_model::{Address, Schema};
use polars::prelude::*;

use super::accounts::{Source, State};
use super::{Account, Declared};
use crate::records::text;

/// What is said of one account.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub status: &'static str,
    /// Publisher, dataset and edition, where there is one.
    pub source: [Option<String>; 3],
    pub reason_es: String,
    pub reason_en: String,
}

impl Line {
    pub fn published(source: Source, state: &State) -> Line {
        let (es, en) = match state.status.as_str() {
            "approved" => ("presupuesto aprobado", "approved budget"),
            "partial" => ("avance dentro del año", "progress within the year"),
            "preliminary" => ("cierre preliminar", "preliminary close"),
            "final" => ("cuenta pública", "final account"),
            other => (other, other),
        };
        Line {
            status: "published",
            source: source.map(Some),
            reason_es: format!("Hay renglones del periodo {}: {es}.", state.period),
            reason_en: format!("There are rows of the period {}: {en}.", state.period),
        }
    }

    pub fn held(edition: &Declared) -> Line {
        let [es, en] = edition.contract.clone().unwrap_or_default();
        let with = |contract: String, told: &str| format!("{told} {contract}").trim_end().to_owned();
        Line {
            status: "held",
            source: source(edition),
            reason_es: with(es, "Un hallazgo fatal retiene la edición; la tabla `finding` dice cuál."),
            reason_en: with(en, "A fatal finding holds the edition; the table `finding` says which."),
        }
    }

    /// Held before it was read.
    pub fn stopped(edition: &Declared) -> Line {
        let [reason_es, reason_en] = edition.contract.clone().unwrap_or_default();
        Line { status: "held", source: source(edition), reason_es, reason_en }
    }

    pub fn refused(edition: &Declared) -> Line {
        Line {
            status: "refused",
            source: source(edition),
            reason_es: "El archivo de la edición no se pudo leer como lo declara su conjunto de datos.".to_owned(),
            reason_en: "The file of the edition could not be read as its dataset declares it.".to_owned(),
        }
    }

    /// One line, however many editions are awaited; it names a source where they agree on it.
    pub fn awaiting(editions: &[&Declared]) -> Line {
        let same = |cell: usize| {
            let mut sources = editions.iter().map(|edition| source(edition)[cell].clone());
            let first = sources.next()?;
            sources.all(|other| other == first).then_some(first)?
        };
        let mut by_dataset: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for edition in editions {
            by_dataset.entry(edition.dataset.to_string()).or_default().push(edition.edition);
        }
        let named: Vec<String> =
            by_dataset.iter().map(|(dataset, editions)| format!("{dataset} {}", editions.join(", "))).collect();
        let named = named.join("; ");
        Line {
            status: "awaiting",
            source: [same(0), same(1), same(2)],
            reason_es: format!("Se espera su archivo: {named}."),
            reason_en: format!("Its file is awaited: {named}."),
        }
    }

    /// `unread` are the datasets that may have it once a file of theirs is read.
    pub fn missing(is_harmonised: bool, unread: &BTreeSet<&Address>) -> Line {
        let mut reason_es = "Ningún conjunto de datos de esta publicación la trae.".to_owned();
        let mut reason_en = "No dataset of this release has it.".to_owned();
        if !unread.is_empty() {
            let named = unread.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            reason_es.push_str(&format!(" Puede estar en {named}, de donde no se ha leído ningún archivo."));
            reason_en.push_str(&format!(" It may be in {named}, of which no file has been read."));
        }
        if is_harmonised {
            reason_es.push_str(
                " La ley obliga a tenerla en línea los últimos seis ejercicios fiscales (LGCG, artículo 58).",
            );
            reason_en.push_str(" The law has it kept online for the last six fiscal years (LGCG, article 58).");
        }
        Line { status: "missing", source: [None, None, None], reason_es, reason_en }
    }
}

fn source(edition: &Declared) -> [Option<String>; 3] {
    let dataset = edition.dataset;
    [&dataset.publisher, &dataset.dataset, edition.edition].map(|part| Some(part.to_owned()))
}

/// The table.
pub(super) fn frame(told: &BTreeMap<Account, Vec<Line>>) -> PolarsResult<DataFrame> {
    let rows: Vec<(&Account, &Line)> =
        told.iter().flat_map(|(account, lines)| lines.iter().map(move |line| (account, line))).collect();
    let years: Vec<i32> = rows.iter().map(|(account, _)| account.fiscal_year).collect();
    let levels: StringChunked = rows.iter().map(|(account, _)| Some(account.body.level())).collect();
    let names: StringChunked = rows.iter().map(|(account, _)| name(account)).collect();
    let statuses: StringChunked = rows.iter().map(|(_, line)| Some(line.status)).collect();
    let columns = vec![
        levels.with_name("government_level".into()).into_column(),
        text("jurisdiction_code", &rows, |(account, _)| Some(&account.body.jurisdiction_code)),
        names.with_name("jurisdiction_name".into()).into_column(),
        text("coverage", &rows, |(account, _)| Some(&account.body.coverage)),
        text("entity_code", &rows, |(account, _)| account.body.entity_code.as_ref()),
        text("table_name", &rows, |(account, _)| Some(&account.table)),
        Column::new("fiscal_year".into(), years),
        statuses.with_name("publication_status".into()).into_column(),
        text("publisher", &rows, |(_, line)| line.source[0].as_ref()),
        text("dataset", &rows, |(_, line)| line.source[1].as_ref()),
        text("edition", &rows, |(_, line)| line.source[2].as_ref()),
        text("reason_es", &rows, |(_, line)| Some(&line.reason_es)),
        text("reason_en", &rows, |(_, line)| Some(&line.reason_en)),
    ];
    DataFrame::new(rows.len(), columns)
}

/// INEGI's name, or the code itself where it is no government's.
fn name(account: &Account) -> Option<&str> {
    let code = &account.body.jurisdiction_code;
    Some(Schema::jurisdiction(code).unwrap_or(code))
}
