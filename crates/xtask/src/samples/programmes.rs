//! Spending by budget programme (Cuenta Pública, "Gasto por categoría programática"): one old Excel workbook per year,
//! laid out for the eye.

use anyhow::{Context, Result};
use erario_xtask::biff::{self, Range, Sheet, Value};

use super::{About, RETRIEVED_AT, Sample, figures};

pub fn samples() -> Result<Vec<Sample>> {
    [
        (
            "2014",
            "Mascarilla Z3",
            "branches and ramos down to Marina (with the A programmes of Defensa Nacional and Marina above the headers \
             of their ramos, rows 1651 and 3352)",
        ),
        ("2016", "Hoja1", "Poder Legislativo and Poder Judicial"),
        (
            "2020",
            "Hoja1",
            "Poder Legislativo and Poder Judicial (with the header of the Tribunal Electoral in the wrong column, row 115)",
        ),
        (
            "2022",
            "Hoja1",
            "Poder Legislativo and Poder Judicial (with the name of the Tribunal Electoral missing, row 115)",
        ),
    ]
    .into_iter()
    .map(|(year, sheet, whole)| sample(year, sheet, whole).with_context(|| format!("spending by programme, {year}")))
    .collect()
}

fn sample(year: &str, sheet_name: &str, whole: &str) -> Result<Sample> {
    let stem = format!("mx-shcp/cuenta-publica-programatica-{year}");
    let rows = figures(&format!("{stem}.csv"))?.iter().map(|record| record.iter().map(cell).collect()).collect();
    let merged = figures(&format!("{stem}-merged.csv"))?
        .iter()
        .skip(1)
        .map(|record| record[0].parse::<Range>())
        .collect::<Result<_>>()?;
    Ok(Sample {
        address: format!("mx-shcp/cuenta-publica-programatica/{year}"),
        bytes: biff::workbook(&Sheet { name: sheet_name.into(), rows, merged })?,
        about: About {
            file: format!("{year}.xls"),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: format!(
                "All figures are the published ones, with their titles, headers and footnotes: complete {whole}, at \
                 their rows, and under Poder Ejecutivo the complete ramos Educación Pública (11) and Medio Ambiente y \
                 Recursos Naturales (16) with all their programmes. Other bodies and ramos are left out. Source: SHCP, \
                 Cuenta Pública {year}, Gasto por categoría programática, https://www.cuentapublica.hacienda.gob.mx/, \
                 from the workbook kept by lapanquecita/cuenta-publica (MIT)."
            ),
            invented: "nothing",
        },
    })
}

/// In the figures a number is a number, a blank is no cell at all, and an apostrophe says that what follows is text,
/// be it empty: the workbooks of 2016 and 2020 have thousands of texts of no characters.
fn cell(text: &str) -> Option<Value> {
    if let Some(text) = text.strip_prefix('\'') {
        return Some(Value::Text(text.into()));
    }
    match text.parse() {
        _ if text.is_empty() => None,
        Ok(number) => Some(Value::Number(number)),
        Err(_) => Some(Value::Text(text.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_makes_a_text() {
        assert_eq!(cell(""), None);
        assert_eq!(cell("'"), Some(Value::Text(String::new())));
        assert_eq!(cell("'11"), Some(Value::Text("11".into())));
        assert_eq!(cell("3958343723"), Some(Value::Number(3_958_343_723.0)));
        assert_eq!(cell("K027"), Some(Value::Text("K027".into())));
    }
}
