//! The harmonised quarterly accounts of one body, INAEBA of Guanajuato: a workbook a table, in its own layout.

use anyhow::{Context, Result};

use super::sheet::sheet;
use super::{About, RETRIEVED_AT, Sample, xlsx};

/// Table, published file and its sheets, as the fourth quarter of 2018 has them.
const FILES: [(&str, &str, &[&str]); 12] = [
    ("categoria-programatica", "7.1", &["7.1"]),
    ("eaepe-administrativa", "6.4", &["6.4.1", "6.4.2"]),
    ("eaepe-funcional", "6.7", &["6.7"]),
    ("eaepe-ingresos", "6.3", &["6.3"]),
    ("eaepe-objeto", "6.6", &["6.6"]),
    ("eaepe-tipo", "6.5", &["6.5"]),
    ("indicadores", "7.3", &["7.3"]),
    ("ldf-5", "10.5", &["10.5"]),
    ("ldf-6a", "10.6", &["10.6"]),
    ("ldf-6b", "10.7", &["10.7"]),
    ("ldf-6c", "10.8", &["10.8"]),
    ("ldf-6d", "10.9", &["10.9"]),
];

/// Tables of the quarter before: what they say of the year is an earlier state of the same figures.
const BEFORE: [&str; 2] = ["eaepe-objeto", "ldf-6c"];

pub fn samples() -> Result<Vec<Sample>> {
    let fourth = FILES.iter().map(|file| (file, "2018-4T"));
    let third = FILES.iter().filter(|(table, ..)| BEFORE.contains(table)).map(|file| (file, "2018-3T"));
    fourth.chain(third).map(|((table, file, sheets), quarter)| sample(table, quarter, file, sheets)).collect()
}

fn sample(table: &str, quarter: &str, file: &str, names: &[&str]) -> Result<Sample> {
    let read = |name: &&str| sheet(&format!("mx-gto-inaeba/{quarter}-{name}"), name);
    let sheets = names.iter().map(read).collect::<Result<Vec<_>>>().with_context(|| format!("{table}, {quarter}"))?;
    Ok(Sample {
        address: format!("mx-gto-inaeba/{table}/{quarter}"),
        bytes: xlsx::workbook(&sheets)?,
        about: About {
            file: format!("{file}.xlsx"),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: format!(
                "Everything down to the affidavit is the published workbook, cell by cell: titles, heads, merged cells \
                 and figures, formulas as the values that they had. What stands below it, with the names of those who \
                 sign, is left out. Source: Instituto de Alfabetización y Educación Básica para Adultos, Guanajuato, \
                 quarterly accounts {quarter}, from the workbook kept by JosueDuran08z/proy_estadias_frontend_2023."
            ),
            invented: "nothing",
        },
    })
}
