//! *Ojos al Gasto* by Política Colectiva: the accounts of states and municipalities, cut four ways, one CSV for each.

use anyhow::Result;

use super::{About, RETRIEVED_AT, Sample, crlf_csv, figures};

/// Dataset, published file name, and the rows that are there for a trap.
const FILES: [(&str, &str, &str); 8] = [
    (
        "funcional-estatal",
        "CF Estatal 2026 aprobado.csv",
        "Aguascalientes 2026, whose total is not broken down by function",
    ),
    (
        "objeto-estatal",
        "COG Estatal 2026 aprobado.csv",
        "Zacatecas 2026, whose total is not broken down by object, and Coahuila 2024, with the cell `221,888,505,50`",
    ),
    ("administrativa-estatal", "CA Estatal 2026 aprobado.csv", ""),
    ("ingresos-estatal", "EAID Estatal 2026 aprobado.csv", ""),
    ("funcional-municipal", "CF Municipal 2026 aprobado.csv", "Toluca 2018, with the cell `o`"),
    ("objeto-municipal", "COG Municipal 2026 aprobado.csv", ""),
    (
        "administrativa-municipal",
        "CA Municipal 2026 aprobado.csv",
        "Tlalnepantla de Baz 2024, whose name ends in two tabs",
    ),
    ("ingresos-municipal", "EAID Municipal 2026 aprobado.csv", "Saltillo 2022, with cells `o.oo`"),
];

pub fn samples() -> Result<Vec<Sample>> {
    FILES.iter().map(|(dataset, file, trap)| sample(dataset, file, trap)).collect()
}

fn sample(dataset: &str, file: &str, trap: &str) -> Result<Sample> {
    let text = crlf_csv(&figures(&format!("ojos-al-gasto/{dataset}.csv"))?)?;
    // The last line of the published files has no end.
    let text = text.trim_end_matches("\r\n");

    let home = if dataset.ends_with("estatal") {
        "Quintana Roo"
    } else {
        "Benito Juarez (Cancun) and Othon P. Blanco, Quintana Roo,"
    };
    let trap = if trap.is_empty() { String::new() } else { format!(" and of {trap}") };
    Ok(Sample {
        address: format!("ojos-al-gasto/{dataset}/2026-aprobado"),
        bytes: text.into(),
        about: About {
            file: file.into(),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: format!(
                "All rows are the published ones, cell by cell: all of {home} 2018 to 2026{trap}. Other governments \
                 are left out. Source: © Política Colectiva, Ojos al Gasto, edition 2026 aprobado. This extract of \
                 the database is made available, as the database is, under the Open Database License 1.0, \
                 https://opendatacommons.org/licenses/odbl/1-0/, share alike."
            ),
            invented: "nothing",
        },
    })
}
