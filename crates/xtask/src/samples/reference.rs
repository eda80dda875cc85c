//! What amounts are compared by: prices of INEGI and populations of CONAPO, in plain CSV.

use anyhow::Result;

use super::{About, RETRIEVED_AT, Sample, crlf_csv, figures, lf_csv};

struct File {
    address: &'static str,
    figures: &'static str,
    name: &'static str,
    /// CONAPO's files end their lines with LF, INEGI's with CR LF.
    is_lf: bool,
    real: &'static str,
}

const FILES: [File; 3] = [
    File {
        address: "mx-inegi/inpc/2024-03",
        figures: "mx-inegi/inpc.csv",
        name: "inpc_mensual_1969_2024-03.csv",
        is_lf: false,
        real: "All rows are the published ones, of January 2010 to March 2024; earlier months are left out. Source: INEGI, \
               Índice Nacional de Precios al Consumidor, base second half of July 2018 = 100.",
    },
    File {
        address: "mx-conapo/poblacion-estatal/2023",
        figures: "mx-conapo/poblacion-estatal.csv",
        name: "conapo_poblacion_entidad.csv",
        is_lf: true,
        real: "All rows are the published ones, with all their years: Aguascalientes, Coahuila, Guanajuato, Quintana Roo, \
               Yucatán and Zacatecas. Other states are left out. Source: CONAPO, mid-year population of the states, \
               1970 to 2070; years after the edition are projections.",
    },
    File {
        address: "mx-conapo/poblacion-municipal/2023",
        figures: "mx-conapo/poblacion-municipal.csv",
        name: "conapo_poblacion_municipal.csv",
        is_lf: true,
        real: "All rows are the published ones, with all their years: the eleven municipalities of Quintana Roo, and \
               Saltillo, Tlalnepantla de Baz and Toluca. Others are left out. Source: CONAPO, mid-year population of \
               the municipalities, 1990 to 2040; years after the edition are projections.",
    },
];

pub fn samples() -> Result<Vec<Sample>> {
    FILES.iter().map(sample).collect()
}

fn sample(file: &File) -> Result<Sample> {
    let figures = figures(file.figures)?;
    let text = if file.is_lf { lf_csv(&figures)? } else { crlf_csv(&figures)? };
    Ok(Sample {
        address: file.address.into(),
        bytes: text.into(),
        about: About {
            file: file.name.into(),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: file.real.into(),
            invented: "nothing",
        },
    })
}
