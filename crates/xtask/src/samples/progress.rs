//! The progress report of transferred federal money (SRFT): a workbook with titles above its table, and every amount as
//! text.

use anyhow::Result;

use super::sheet::sheet;
use super::{About, RETRIEVED_AT, Sample, xlsx};

pub fn sample() -> Result<Sample> {
    let sheet = sheet("mx-shcp/srft-avance-financiero-2016-1T", "ReportePorEntidadNivelF")?;
    Ok(Sample {
        address: "mx-shcp/srft-avance-financiero/2016-1T".into(),
        bytes: xlsx::workbook(&[sheet])?,
        about: About {
            file: "Gasto Federalizado_Avance Financiero_Puebla_Q1_2016.xlsx".into(),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real:
                "All rows are published rows, cell by cell: of the state of Puebla what is left of 2008 and of 2010 to \
                   2012, and of 2016 the funds for education, infrastructure and equality; all of Acajete and Atlixco. \
                   Others are left out. Source: SHCP, Sistema de Recursos Federales Transferidos, first quarter of \
                   2016, from the file kept by openspending/fiscal-data-package-demos."
                    .into(),
            invented: "nothing",
        },
    })
}
