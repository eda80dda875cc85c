//! INEGI's statistic of public finances (EFIPEM): a zip with a member a year, and catalogues beside them.

use anyhow::Result;

use super::{About, RETRIEVED_AT, Sample, archive, crlf_csv, figures, with_mark};

/// The catalogue that comes along; its codes begin with a tab.
const BOROUGHS: &str = "\u{feff}ID_ENTIDAD,ID_ALCALDIA,NOM_ALC\r\n\t09,\t002,Azcapotzalco\r\n\t09,\t009,Milpa Alta\r\n";

pub fn sample() -> Result<Sample> {
    let year = |year: u16| -> Result<Vec<u8>> {
        let text = crlf_csv(&figures(&format!("mx-inegi/efipem-alcaldias-{year}.csv"))?)?;
        Ok(with_mark(&text))
    };
    let folder = "conjunto_de_datos/efipem_alcaldia_anual_tr_cifra_";
    let (before, last) = (year(2019)?, year(2020)?);
    let members = [
        ("catalogos/tc_alcaldia.csv", BOROUGHS.as_bytes()),
        (&format!("{folder}2019.csv"), before.as_slice()),
        (&format!("{folder}2020.csv"), last.as_slice()),
    ];
    Ok(Sample {
        address: "mx-inegi/efipem-alcaldias/1999-2020".into(),
        bytes: archive(&members)?,
        about: About {
            file: "efipem_alcaldias_csv.zip".into(),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: "All rows are published rows, cell by cell: the spending of Azcapotzalco and Milpa Alta in 2019 and \
                   2020. Other boroughs and years are left out. Source: INEGI, Estadística de Finanzas Públicas \
                   Estatales y Municipales, from the file kept by \
                   AlejandroBeltranA/Mexico-Municipal-Finance-Data."
                .into(),
            invented: "nothing",
        },
    })
}
