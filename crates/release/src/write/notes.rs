//! What a Parquet file says of itself in its footer, for readers who open nothing else.

use std::collections::{BTreeMap, BTreeSet};

use erario_columns::Distinct;
use erario_model::Table;
use parquet::file::metadata::KeyValue;
use polars::prelude::{DataFrame, PolarsResult};

use super::FileNotes;

/// States of an account that are not its last word, in the order in which they come: code, Spanish, English, with the
/// latest period that is in it.
const NOT_FINAL: [[&str; 3]; 4] = [
    ["proposed", "proyecto, no aprobado: {}", "proposed, not approved: {}"],
    ["approved", "aprobado, no es lo que se gastó: {}", "approved, which is not what was spent: {}"],
    ["partial", "avance dentro del año, hasta {}", "within the year, to {}"],
    ["preliminary", "preliminar, hasta {}", "preliminary, to {}"],
];
/// Whether money that goes from one part of a government to another counts twice: code, Spanish, English.
const BASES: [[&str; 3]; 2] = [
    [
        "gross",
        "importes brutos: incluyen transferencias dentro del gobierno",
        "gross: with transfers inside the government",
    ],
    ["net", "importes netos: sin transferencias dentro del gobierno", "net: without transfers inside the government"],
];

/// Keys and values, in their order.
pub(super) fn of(table: &Table, rows: &DataFrame, notes: &FileNotes) -> PolarsResult<Vec<KeyValue>> {
    let mut pairs = vec![
        ("erario:table", table.name.clone()),
        ("erario:schema_version", notes.schema_version.to_owned()),
        ("title", table.title_en.clone()),
        ("titulo", table.title_es.clone()),
        ("description", table.description_en.clone()),
        ("descripcion", table.description_es.clone()),
        ("licence", notes.licence.to_owned()),
    ];
    let sources: BTreeSet<&str> = distinct(rows, "source_id")?.values.into_iter().flatten().collect();
    if !sources.is_empty() {
        pairs.push(("erario:source_ids", sources.into_iter().collect::<Vec<_>>().join("\n")));
    }
    let reading = reading(rows)?;
    if !reading.is_empty() {
        let told = |lang: usize| reading.iter().map(|note| note[lang].as_str()).collect::<Vec<_>>().join("; ");
        pairs.extend([("notas", told(0)), ("notes", told(1))]);
    }
    Ok(pairs.into_iter().map(|(key, value)| KeyValue::new(key.to_owned(), value)).collect())
}

/// What one must know before adding anything up, in Spanish and in English.
pub(crate) fn reading(rows: &DataFrame) -> PolarsResult<Vec<[String; 2]>> {
    let (states, periods) = (distinct(rows, "account_status")?, distinct(rows, "period")?);
    let mut last: BTreeMap<&str, &str> = BTreeMap::new();
    for (state, period) in states.places.iter().zip(&periods.places) {
        if let (Some(state), Some(period)) = (states.values[*state as usize], periods.values[*period as usize]) {
            let newest = last.entry(state).or_default();
            *newest = period.max(*newest);
        }
    }
    let mut told = Vec::new();
    for [code, es, en] in NOT_FINAL {
        if let Some(period) = last.get(code) {
            told.push([es, en].map(|text| text.replace("{}", period)));
        }
    }
    let bases = distinct(rows, "amount_basis")?.values;
    for [code, es, en] in BASES {
        if bases.contains(&Some(code)) {
            told.push([es.to_owned(), en.to_owned()]);
        }
    }
    Ok(told)
}

fn distinct<'a>(rows: &'a DataFrame, name: &str) -> PolarsResult<Distinct<'a>> {
    rows.column(name).map_or_else(|_| Ok(Distinct::default()), Distinct::of)
}
