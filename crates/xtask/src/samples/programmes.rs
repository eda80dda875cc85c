//! Spending by budget programme (Cuenta Pública, "Gasto por categoría programática"): one old Excel workbook per year,
//! laid out for the eye.

use anyhow::{Context, Result};
use erario_xtask::biff;

use super::sheet::sheet;
use super::{About, RETRIEVED_AT, Sample};

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
    let sheet = sheet(&format!("mx-shcp/cuenta-publica-programatica-{year}"), sheet_name)?;
    Ok(Sample {
        address: format!("mx-shcp/cuenta-publica-programatica/{year}"),
        bytes: biff::workbook(&sheet)?,
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
