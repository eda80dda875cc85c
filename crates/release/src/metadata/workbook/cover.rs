//! The first sheet: what the workbook is, what must not be added up, and how to cite it.

use std::collections::BTreeSet;

use erario_columns::Distinct;
use erario_model::Theme;
use polars::prelude::PolarsResult;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{ROWS, Sheet, engine};
use super::{Part, SHEETS};
use crate::folder::Release;
use crate::write::reading;

/// What each sheet is, in Spanish and in English.
const CONTENTS: [[&str; 3]; 4] = [
    ["Gasto", "un método, un gobierno y un año por renglón", "one scheme, government and year a row"],
    [
        "Cifras",
        "qué cifra cuenta para el tema, en qué proporción y por qué",
        "which figure counts, in what share and why",
    ],
    ["Diccionario", "qué significa cada columna", "what each column means"],
    ["Fuentes", "los archivos publicados de los que sale", "the published files that it rests on"],
];
const READING: [[&str; 2]; 4] = [
    [
        "Los métodos (columna «Método») miden cosas distintas y no se suman entre sí; tampoco las cuentas federales.",
        "Schemes measure different things and are never added together; neither are federal accounts.",
    ],
    [
        "Aprobado, modificado, devengado y pagado son etapas del mismo peso: no se suman.",
        "Approved, modified, accrued and paid are stages of the same peso: never add them.",
    ],
    [
        "Un renglón con confianza `doubtful` dice en qué importe hay duda y por qué regla. Vacío no es cero.",
        "A row whose trust is `doubtful` says which amount is doubted, and by which rule. Empty is not zero.",
    ],
    [
        "Con cobertura `entity`, el dinero es parte del de su gobierno.",
        "With coverage `entity`, the money is part of its government's.",
    ],
];

pub(super) fn write(
    sheet: &mut Worksheet,
    release: &Release,
    theme: &Theme,
    id: &str,
    parts: &[Part],
) -> Result<(), XlsxError> {
    let mut sheet = Sheet::of_text(sheet, "Portada")?;
    sheet.widths(&[16, 80, 80])?;
    sheet.title(&format!("{} / {}", theme.title_es, theme.title_en))?;
    sheet.line(&["", &theme.description_es, &theme.description_en])?;
    let who = release.settings.publisher.as_deref().unwrap_or("erario");
    sheet.line(&["Publica", who])?;
    sheet.line(&["Publicación", id])?;
    sheet.line(&["Fecha", release.time.date()])?;
    if release.sources.iter().any(|source| source.is_sample) {
        sheet.line(&[
            "MUESTRA",
            "Se hizo con archivos de muestra, que contienen solo una parte de cada archivo publicado.",
            "Made from sample files, which hold only a part of each published file.",
        ])?;
    }
    sheet.gap();
    sheet.title("Hojas / Sheets")?;
    for cells in &CONTENTS {
        sheet.line(cells)?;
    }
    for part in parts.iter().filter(|part| part.rows.height() > ROWS) {
        let rows = part.rows.height();
        let file = format!("csv/{}.csv", part.table.name);
        sheet.line(&[
            part.sheet,
            &format!("Trae los primeros {ROWS} de {rows} renglones, que es lo que cabe; todos están en {file}."),
            &format!("Holds the first {ROWS} of {rows} rows, which is what fits; all are in {file}."),
        ])?;
    }
    sheet.gap();
    sheet.title("Cómo leerlo / How to read it")?;
    for [es, en] in READING {
        sheet.line(&["", es, en])?;
    }
    let amounts = parts.iter().find(|part| part.table.name == SHEETS[0][1]);
    for [es, en] in amounts.map(|part| reading(&part.rows)).transpose().map_err(engine)?.unwrap_or_default() {
        sheet.line(&["", &format!("Estado de las cuentas: {es}."), &format!("State of the accounts: {en}.")])?;
    }
    sheet.gap();
    sheet.title("Términos de uso / Terms of use")?;
    for [licence, attribution] in terms(release, parts).map_err(engine)? {
        sheet.line(&["", &licence, &attribution])?;
    }
    Ok(())
}

/// The licences of the files that the amounts were read from, with the words to repeat.
fn terms(release: &Release, parts: &[Part]) -> PolarsResult<BTreeSet<[String; 2]>> {
    let mut terms = BTreeSet::new();
    let Some(files) = parts.iter().find(|part| part.table.name == SHEETS[2][1]) else { return Ok(terms) };
    let ids: BTreeSet<&str> = Distinct::of(files.rows.column("source_id")?)?.values.into_iter().flatten().collect();
    for source in release.sources.iter().filter(|source| ids.contains(source.source_id().as_str())) {
        let licence = &source.licence;
        terms.insert([format!("{} <{}>", licence.title, licence.url), licence.attribution.clone()]);
    }
    Ok(terms)
}
